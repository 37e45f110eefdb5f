"""Slid rows of a unit one of which may print just the points that they share, from literal readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.printed_points import doubt_printed_points
from pipeline.repair.model.readings import RowReadings, UnitKey, Variant
from tests.repair.decide.rows import (
    LAYOUT,
    PRINTED,
    SLID,
    Shapes,
    label,
    merged,
    own,
    pool,
    read,
    readings,
    row,
)

AS_SLID = read([pool()], alignments={1: 0.5})
SEVEN, OTHER, MARK = (row(f"1 | 企业数 | {text} | 3 | /") for text in ("7", "9", "/"))


def doubted(
    rows: Sequence[RowEvidence],
    known: Sequence[RowReadings],
    shapes: Shapes | None = None,
    unit: int = 1,
) -> list[dict[int, float]]:
    """The alignments of each row then; the unit has 7 points unless said."""
    variants: Shapes = shapes or {pool(): {Variant((0, 1), 7 * unit): 0.0}}
    names = (label("企业", 9), label("产值"))
    before = readings(known, variants, names=names, unit=unit)
    found = doubt_printed_points(rows, LAYOUT, before, COSTS)
    return [each.alignments for each in found.rows]


STAYS, OPEN = {1: 0.5}, {0: 0.5, 1: 0.5}


def test_where_one_prints_the_shared_points_it_is_open_and_those_with_a_mark_are() -> None:
    assert doubted([SEVEN, MARK, OTHER], [AS_SLID] * 3) == [OPEN, OPEN, STAYS]


def test_where_none_prints_them_all_stay() -> None:
    assert doubted([OTHER, MARK], [AS_SLID] * 2) == [STAYS, STAYS]


def test_points_are_compared_in_the_parts_that_sums_are_counted_in() -> None:
    assert doubted([SEVEN, MARK], [AS_SLID] * 2, unit=2) == [OPEN, OPEN]


def test_a_reading_that_is_known_keeps_its_cost() -> None:
    known = read([pool()], alignments={0: 2.0, 1: 0.5})
    assert doubted([SEVEN], [known]) == [{0: 2.0, 1: 0.5}]


def test_of_several_ways_that_print_the_points_the_cheapest_is_read_too() -> None:
    dearer = replace(PRINTED, cost=2.0)
    ways = row("1 | 企业数 | 7 | 3 | /", dearer, SLID, PRINTED)
    assert doubted([ways], [AS_SLID]) == [{1: 0.5, 2: 0.5}]


def test_any_points_that_the_unit_may_have_are_those_that_rows_share() -> None:
    shapes: Shapes = {pool(): {Variant((0,), 7): 0.0, Variant((0,), 9): 1.0}}
    assert doubted([OTHER], [AS_SLID], shapes) == [OPEN]


def test_so_are_those_that_the_label_of_a_slid_row_prints() -> None:
    labelled = replace(AS_SLID, labels={0: 0.0})
    assert doubted([OTHER, MARK], [labelled, AS_SLID]) == [OPEN, OPEN]
    without = replace(AS_SLID, labels={1: 0.0, None: 0.0})
    assert doubted([OTHER, MARK], [without, AS_SLID]) == [STAYS, STAYS]
    as_printed = replace(labelled, alignments={0: 0.5})
    assert doubted([OTHER, MARK], [as_printed, AS_SLID]) == [{0: 0.5}, STAYS]


@pytest.mark.parametrize("key", [own(0), merged(0)])
def test_rows_of_units_that_do_not_share_stay(key: UnitKey) -> None:
    known = read([key], alignments={1: 0.5})
    assert doubted([SEVEN], [known], {key: {Variant((0,), 7): 0.0}}) == [STAYS]


def test_rows_that_may_be_of_several_units_stay_and_those_of_others_do_not() -> None:
    shapes: Shapes = {
        pool(1): {Variant((0,), 9): 0.0},
        pool(): {Variant((2,), 7): 0.0},
    }
    either = read([pool(), pool(1)], alignments={1: 0.5})
    elsewhere = read([pool(1)], alignments={1: 0.5})
    assert doubted([SEVEN, SEVEN, SEVEN], [either, elsewhere, AS_SLID], shapes) == [
        STAYS,
        STAYS,
        OPEN,
    ]


def test_rows_as_printed_stay() -> None:
    known = read([pool()], alignments={0: 0.0})
    assert doubted([SEVEN, MARK], [known, AS_SLID]) == [{0: 0.0}, STAYS]


def test_a_slid_row_that_can_print_neither_stays() -> None:
    one_way = row("1 | 企业数 | 7 | 3 | /", SLID)
    known = read([pool()], alignments={0: 0.5})
    assert doubted([one_way, SEVEN], [known, AS_SLID]) == [{0: 0.5}, OPEN]
