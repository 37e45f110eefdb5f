"""Where a reading can stand in the order of the labels: the options are those of enumeration."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pipeline.repair.model.place import NONE, POINTED, Places
from pipeline.repair.solve.order import FIRST_POSITION, Order, Position
from pipeline.repair.solve.segment import Segments
from tests.repair.solve.test_programme import tiny_tables
from tests.repair.solve.uses import choices


@settings(max_examples=60)
@given(tiny_tables())
def test_the_options_of_each_position_are_those_of_enumeration(
    tiny: tuple[Places, Segments],
) -> None:
    places, segments = tiny
    order = Order(places)
    for position in order.positions:
        for row in range(len(segments.rows)):
            _, *expected = choices(places, position.label, position.waits, row, None, POINTED)
            found = order.options[position]
            assert [(o.label, *o.after) for o in found] == [use[:3] for use in expected]
            costs = [o.cost + places.place(o.label, row, None) for o in found]
            assert costs == pytest.approx([use.cost for use in expected])


@settings(max_examples=60)
@given(tiny_tables())
def test_the_arrays_say_the_same_as_the_options(tiny: tuple[Places, Segments]) -> None:
    order = Order(tiny[0])
    flat = [(known, option) for known in order.positions for option in order.options[known]]
    assert [order.positions[n] for n in order.before] == [known for known, _ in flat]
    assert [*order.label] == [option.label for _, option in flat]
    assert [*order.cost] == [option.cost for _, option in flat]
    after = [order.positions[n] for n in order.variants[order.variant][:, 1]] if flat else []
    assert after == [option.after for _, option in flat]


def test_without_labels_there_is_one_position_and_no_option() -> None:
    order = Order(Places([], [], None))  # type: ignore[arg-type]
    assert order.options == {FIRST_POSITION: []}
    assert order.positions == [Position(0, NONE)]
