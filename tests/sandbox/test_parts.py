"""Work that hands on parts: each is taken once, in order, and what is said at the end is kept."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from pipeline.sandbox.parts import Parts, each


def counting(to: int) -> Generator[int, None, str]:
    yield from range(to)
    return f"{to} in all"


def test_each_part_is_taken_in_order_and_the_end_is_returned() -> None:
    taken: list[int] = []
    assert each(counting(3), taken.append) == "3 in all"
    assert taken == [0, 1, 2]
    assert each(counting(0), taken.append) == "0 in all"


def test_the_end_is_known_when_the_parts_are_over_and_not_before() -> None:
    parts = Parts(counting(2))
    with pytest.raises(AttributeError):
        print(parts.end)
    assert list(parts) == [0, 1]
    assert parts.end == "2 in all"
