"""What stands between the steps: sections of rows, units of records, doubts, exact points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.errors import RepairError
from pipeline.model import Record, ScoringUnit, SectionTotal
from pipeline.repair import (
    _check_all_counted,
    _doubt,
    _in_its_unit,
    _section_of,
    _with_exact_points,
)
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import Readings, Variant
from tests.repair.decide.rows import LAYOUT, PRINTED, SLID, own, pool, read, readings, row


def section(name: str, first: int, last: int, points: int = 10) -> SectionTotal:
    return SectionTotal(name, name, first, last, Decimal(points), Decimal(1))


SECTIONS = (section("provincial", 1, 4), section("bonus", 6, 8, 5))


@pytest.mark.parametrize(
    ("serial", "name"),
    [
        (0, None),
        (1, "provincial"),
        (4, "provincial"),
        (5, None),
        (6, "bonus"),
        (8, "bonus"),
        (9, None),
    ],
)
def test_a_section_counts_its_first_serial_to_its_last(serial: int, name: str | None) -> None:
    assert _section_of(serial, SECTIONS) == name


def test_rows_that_no_section_counts_are_named_from_the_first_to_the_last() -> None:
    _check_all_counted([1, 4, 6], SECTIONS)
    with pytest.raises(RepairError) as raised:
        _check_all_counted([4, 5, 6, 9, 8], SECTIONS)
    assert raised.value.code == "repair.rows-in-no-section"
    assert raised.value.parameters == {"first": 5, "last": 9, "counted": ("1–4", "6–8")}


def test_a_row_has_the_number_of_the_unit_that_certainly_holds_it() -> None:
    def unit(number: int, *rows: int, maybe: tuple[int, ...] = ()) -> ScoringUnit:
        return ScoringUnit(number, None, None, None, rows, Decimal(1), "derived", maybe)

    units = [unit(1, 1, 2, maybe=(3,)), unit(2, 4)]
    record = Record(1, row("1 | 企业数 | 5 | 3 | 4").row, None, {})

    def number(seq: int) -> int | None:
        return _in_its_unit(replace(record, seq=seq), units).scoring_unit

    assert [number(seq) for seq in (1, 2, 3, 4)] == [1, 1, None, 2]


# --- what is known of the rows


def seen(rows: Sequence[RowEvidence], echoed: frozenset[int] = frozenset()) -> Any:
    """What of a table's rows these steps look at."""
    return SimpleNamespace(rows=tuple(rows), layout=LAYOUT, echoed=echoed)


def test_rows_with_a_drawn_cell_and_those_that_no_sum_bears_out_are_noted() -> None:
    rows = [
        replace(row("1 | 甲 | 5 | 3 | 4"), begins=True),
        replace(row("2 | 乙 | 2.37 | 3 | 4"), parts=2),
        replace(row("3 | 丙 | 2.63 | 3 | 4"), parts=3),
        replace(row("4 | 丁 | 1.11 | 3 | 4"), parts=1),
    ]
    known = [
        read([own(0)], [5]),
        read([own(1, 1)], [2], groups=[1]),
        read([own(2, 1)], [3], groups=[1]),
        read([own(3, 2)], [1], groups=[2]),
    ]
    groups = tuple(Label("组", Decimal(points), ()) for points in (5, 5, 1))
    found = _with_exact_points(readings(known, {}, groups=groups), seen(rows))
    assert found.drawn == {0}
    assert found.exact == {1: Decimal("2.37"), 2: Decimal("2.63")}
    assert found.finer == {3}


SLASH = row("1 | 企业数 | / | 3 | /", PRINTED, SLID)
SEVEN = row("1 | 企业数 | 7 | 3 | /", SLID, PRINTED)


def doubted(rows: Sequence[RowEvidence], *, clean: bool) -> Readings:
    shapes = {pool(): {Variant(tuple(range(len(rows))), 7): 0.0}}
    groups = (Label("总量", Decimal(7), ()),)
    before = readings([read([pool()]) for _ in rows], shapes, groups=groups, clean=clean)
    return _doubt(before, seen(rows), 4.0, COSTS)


def test_what_the_sums_do_not_tell_is_doubted_only_where_the_print_shows_damage() -> None:
    """Slid rows one of which may print just the points that they share."""
    open_rows = [each.alignments for each in doubted([SEVEN, SEVEN], clean=False).rows]
    assert open_rows == [{0: 0.0, 1: 0.0}] * 2
    kept = [each.alignments for each in doubted([SEVEN, SEVEN], clean=True).rows]
    assert kept == [{0: 0.0}] * 2


def test_rows_that_read_both_ways_are_open_beside_damage_and_not_without_any() -> None:
    assert all(1 in each.alignments for each in doubted([SLASH, SLASH], clean=False).rows)
    assert not any(1 in each.alignments for each in doubted([SLASH, SLASH], clean=True).rows)
