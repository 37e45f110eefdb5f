"""What the repair hands from step to step cannot be changed, nor given what it does not declare."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cached_property

import pytest

import pipeline.repair

# These are filled while readings are gathered.
GROWING = {"_Seen", "RowReadings", "_Rest", "_Possible"}


def _classes() -> list[type]:
    found = []
    for module in pkgutil.walk_packages(pipeline.repair.__path__, "pipeline.repair."):
        members = vars(importlib.import_module(module.name)).values()
        own = [each for each in members if getattr(each, "__module__", "") == module.name]
        found += [
            each for each in own if isinstance(each, type) and "__dataclass_fields__" in vars(each)
        ]
    return found


@pytest.mark.parametrize("value", _classes(), ids=lambda each: each.__qualname__)
def test_a_value_is_fixed_and_holds_what_it_declares(value: type) -> None:
    is_frozen = value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert is_frozen is (value.__name__ not in GROWING)
    remembers = any(isinstance(each, cached_property) for each in vars(value).values())
    assert ("__slots__" in vars(value)) is not remembers
