"""Values of the repair are handed from room to room, and none of them can be changed by its reader."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any

import pytest

import pipeline.repair

# What gathers while it is filled: the readings of a row, what a lexicon and drafts are made from.
GATHERED = {"RowReadings", "_Possible", "_Seen", "_Rest"}


def values() -> Iterator[type[Any]]:
    """Every record that a module of the repair declares."""
    for module in pkgutil.walk_packages(pipeline.repair.__path__, "pipeline.repair."):
        declared = vars(importlib.import_module(module.name)).values()
        for each in declared:
            if not isinstance(each, type) or each.__module__ != module.name:
                continue
            if is_dataclass(each):
                yield each


@pytest.mark.parametrize("value", list(values()), ids=lambda value: value.__qualname__)
def test_a_value_refuses_to_be_changed(value: type[Any]) -> None:
    made: object = object.__new__(value)
    name = fields(value)[0].name
    if value.__name__ in GATHERED:
        setattr(made, name, None)
    else:
        with pytest.raises(FrozenInstanceError):
            setattr(made, name, None)
