"""Scoring units from literal readings: which rows, how many points, and how these are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model import ScoringUnit, SectionTotal
from pipeline.repair.decide.units import scoring_units
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from tests.repair.decide.rows import Shapes, label, merged, own, pool, read, readings

SECTIONS = [
    SectionTotal(name, name, 1, 9, Decimal(20), Decimal(1)) for name in ("provincial", "bonus")
]
GROUPS = (label("总量", 12), label("效益", 8), label("加分", 5, 1))
LABELS = (label("企业", 7), label("产值"), label("税收", 7))
Told = list[tuple[tuple[int, ...], float, str]]


def units(
    rows: Sequence[RowReadings],
    shapes: Shapes,
    *,
    names: Sequence[Label] = LABELS,
    unit: int = 1,
    **more: object,
) -> tuple[ScoringUnit, ...]:
    known = readings(rows, shapes, groups=GROUPS, names=names, unit=unit)
    return units_of(replace(known, **more))  # type: ignore[arg-type]


def units_of(known: Readings) -> tuple[ScoringUnit, ...]:
    """The units of rows with serials from 11 on."""
    return scoring_units(known, range(11, 11 + len(known.rows)), SECTIONS)


def told(found: Sequence[ScoringUnit]) -> Told:
    return [(unit.rows, float(unit.points), unit.basis) for unit in found]


def one(row: int, points: int, key: UnitKey) -> Shapes:
    """A unit of one row alone."""
    return {key: {Variant((row,), points): 0.0}}


# --- rows with points of their own


def test_a_row_whose_weight_every_reading_takes_as_printed_is_a_unit() -> None:
    (found,) = units([read([own(0, 0, 1)], [5], labels=[1])], one(0, 5, own(0, 0, 1)))
    assert (found.number, found.rows, found.open_rows) == (1, (11,), ())
    assert (found.points, found.basis) == (Decimal(5), "printed")
    assert (found.section, found.level1, found.level2) == ("provincial", "总量", "产值")


def test_points_are_counted_in_parts() -> None:
    (found,) = units([read([own(0)], [5])], one(0, 5, own(0)), unit=2)
    assert found.points == Decimal("2.5")


def test_a_weight_that_may_be_misprinted_or_is_finer_than_sums_is_derived() -> None:
    shapes = one(0, 5, own(0))
    assert told(units([read([own(0)], [5], misprint=0.0)], shapes)) == [((11,), 5.0, "derived")]
    assert told(units([read([own(0)], [5])], shapes, finer=frozenset({0})))[0][2] == "derived"
    assert told(units([read([own(0)], [5])], shapes, finer=frozenset({1})))[0][2] == "printed"


def test_a_row_that_has_the_same_points_either_way_is_derived() -> None:
    shapes = one(0, 5, own(0)) | one(0, 5, pool())
    assert told(units([read([own(0), pool()], [5, None])], shapes)) == [((11,), 5.0, "derived")]


def test_two_weights_of_its_own_are_printed_if_their_points_are_the_same() -> None:
    shapes = one(0, 5, own(0, 0, 0)) | one(0, 5, own(0, 0, 1))
    rows = [read([own(0, 0, 0), own(0, 0, 1)], [5], labels=[0, 1])]
    (found,) = units(rows, shapes)
    assert (found.basis, found.level2) == ("printed", None)


@pytest.mark.parametrize(
    ("points", "key", "unit", "basis"),
    [
        (7, pool(0, 0), 1, "label"),
        (14, pool(0, 0), 2, "label"),
        (6, pool(0, 0), 1, "derived"),
        (7, pool(0, 1), 1, "derived"),  # the label prints none
        (7, pool(0, None), 1, "derived"),
        (7, merged(0, 0, 0), 1, "derived"),
    ],
)
def test_what_a_label_leaves_a_row_alone_is_the_label_s_if_it_prints_as_many_points(
    points: int, key: UnitKey, unit: int, basis: str
) -> None:
    (found,) = units([read([key], labels=[key[2]])], one(0, points, key), unit=unit)
    assert found.basis == basis


def test_a_row_that_may_be_in_either_of_two_groups_names_neither() -> None:
    shapes = one(0, 5, own(0, 0)) | one(0, 5, own(0, 1))
    (found,) = units([read([own(0, 0), own(0, 1)], [5], groups=[0, 1])], shapes)
    assert (found.section, found.level1) == ("provincial", None)
    across = one(0, 5, own(0, 0)) | one(0, 5, own(0, 2))
    (found,) = units([read([own(0, 0), own(0, 2)], [5], groups=[0, 2])], across)
    assert (found.section, found.level1) == (None, None)


def test_rows_of_one_group_of_which_one_is_misprinted_are_one_unit_and_those_of_another_their_own() -> (
    None
):
    """Which of rows 1 and 2 of the first group it is cannot be told, nor of the second group's."""

    def either(row: int, points: int, group: int) -> Shapes:
        key = own(row, group)
        return {key: {Variant((row,), points): 0.0, Variant((row,), points - 1): 0.0}}

    shapes = either(0, 7, 0) | either(1, 6, 0) | either(2, 5, 1) | either(3, 4, 1)
    rows = [
        read([own(row, group)], [points, points - 1], groups=[group])
        for row, points, group in ((0, 7, 0), (1, 6, 0), (2, 5, 1), (3, 4, 1))
    ]
    assert told(units(rows, shapes)) == [((11, 12), 12.0, "derived"), ((13, 14), 8.0, "derived")]


# --- rows that share


def test_rows_of_which_every_reading_has_the_same_points_are_a_unit() -> None:
    key = pool(0, 0)
    rows = [read([key], labels=[0]), read([key], labels=[0])]
    (found,) = units(rows, {key: {Variant((0, 1), 7): 0.0}})
    assert told([found]) == [((11, 12), 7.0, "label")]
    assert (found.level1, found.level2, found.section) == ("总量", "企业", "provincial")


def test_a_drawn_cell_prints_the_points_of_its_rows() -> None:
    rows = [read([merged(0)]), read([merged(0)])]
    shapes: Shapes = {merged(0): {Variant((0, 1), 12): 0.0}}
    assert told(units(rows, shapes, drawn=frozenset({0}))) == [((11, 12), 12.0, "printed")]
    assert told(units(rows, shapes, drawn=frozenset({1}))) == [((11, 12), 12.0, "derived")]


def test_a_row_that_may_belong_to_a_unit_or_another_is_open_in_both() -> None:
    left, right = pool(0, 0), pool(0, 2)
    rows = [read([left], labels=[0]), read([left, right], labels=[0, 2]), read([right], labels=[2])]
    shapes: Shapes = {
        left: {Variant((0,), 7): 0.0, Variant((0, 1), 7): 0.0},
        right: {Variant((2,), 7): 0.0, Variant((1, 2), 7): 0.0},
    }
    first, second = units(rows, shapes)
    assert (first.rows, first.open_rows, first.level2) == ((11,), (12,), "企业")
    assert (second.rows, second.open_rows, second.level2) == ((13,), (12,), "税收")
    assert (first.number, second.number) == (1, 2)


def test_where_the_points_differ_the_rows_hold_what_their_group_leaves() -> None:
    key = pool(0)
    rows = [read([own(0)], [5]), read([key]), read([key])]
    shapes = one(0, 5, own(0)) | {key: {Variant((1, 2), 7): 0.0, Variant((1, 2), 6): 0.0}}
    assert told(units(rows, shapes)) == [((11,), 5.0, "printed"), ((12, 13), 7.0, "derived")]


def test_rows_of_different_units_that_no_reading_ties_together_stay_two_units() -> None:
    rows = [
        read([pool(0)]),
        read([pool(0)]),
        read([pool(1)], groups=[1]),
        read([pool(1)], groups=[1]),
    ]
    shapes: Shapes = {
        pool(0): {Variant((0, 1), 12): 0.0},
        pool(1): {Variant((2, 3), 8): 0.0, Variant((2, 3), 7): 0.0},
    }
    assert told(units(rows, shapes)) == [((11, 12), 12.0, "derived"), ((13, 14), 8.0, "derived")]


def test_rows_of_one_group_of_which_one_is_misprinted_are_one_unit_together() -> None:
    """Each of two rows may weigh a point more: only their sum is sure."""
    rows = [read([own(n)], [n + 5, n + 6]) for n in range(2)]
    shapes: Shapes = {
        own(n): {Variant((n,), n + 5): 0.0, Variant((n,), n + 6): 0.0} for n in range(2)
    }
    assert told(units(rows, shapes)) == [((11, 12), 12.0, "derived")]


def test_rows_of_two_groups_with_a_misprint_each_are_two_units() -> None:
    rows = [read([own(n, n)], [5, 6], groups=[n]) for n in range(2)]
    shapes: Shapes = {own(n, n): {Variant((n,), 5): 0.0, Variant((n,), 6): 0.0} for n in range(2)}
    assert told(units(rows, shapes)) == [((11,), 12.0, "derived"), ((12,), 8.0, "derived")]


def test_a_row_of_which_no_unit_is_sure_is_what_is_left_of_its_group() -> None:
    """It belongs to one of two units that have other rows, and one of these has other points too."""
    left, right = pool(0, 0), pool(0, 1)
    rows = [read([left], labels=[0]), read([left, right], labels=[0, 1]), read([right], labels=[1])]
    shapes: Shapes = {
        left: {Variant((0,), 7): 0.0, Variant((0, 1), 7): 0.0},
        right: {Variant((2,), 5): 0.0, Variant((1, 2), 4): 0.0},
    }
    assert told(units(rows, shapes)) == [((11, 12, 13), 12.0, "derived")]


def test_a_row_that_may_be_of_a_unit_no_other_row_is_sure_of_is_what_is_left() -> None:
    shared, apart = pool(0, 0), pool(0, 1)
    rows = [read([shared], labels=[0]), read([shared, apart], labels=[0, 1])]
    shapes: Shapes = {
        shared: {Variant((0,), 7): 0.0, Variant((0, 1), 7): 0.0},
        apart: {Variant((1,), 5): 0.0},
    }
    assert told(units(rows, shapes)) == [((11, 12), 12.0, "derived")]


def test_units_are_numbered_in_the_order_of_their_rows() -> None:
    rows = [read([pool(0)]), read([own(1)], [5]), read([pool(0)])]
    shapes = one(1, 5, own(1)) | {pool(0): {Variant((0, 2), 7): 0.0}}
    found = units(rows, shapes)
    assert [(unit.number, unit.rows) for unit in found] == [(1, (11, 13)), (2, (12,))]


# --- points that are finer than sums are counted in


def test_exact_points_of_a_row_alone_are_its_unit_s() -> None:
    exact = {0: Decimal("5.37")}
    assert told(units([read([own(0)], [5])], one(0, 5, own(0)), exact=exact))[0][1] == 5.37
    rows = [read([pool(0)]), read([pool(0)])]
    shapes: Shapes = {pool(0): {Variant((0, 1), 12): 0.0}}
    assert told(units(rows, shapes, exact=exact))[0][1] == 12.0


def test_rows_beside_such_a_row_have_the_exact_rest() -> None:
    rows = [read([pool(0)]), read([pool(0)])]
    shapes: Shapes = {pool(0): {Variant((0, 1), 12): 0.0}}
    rest = {pool(0): Decimal("6.63")}
    assert told(units(rows, shapes, remainders=rest))[0][1] == 6.63
    assert told(units(rows, shapes, remainders={pool(1): Decimal(1)}))[0][1] == 12.0


def test_rows_of_several_units_have_no_rest_of_one() -> None:
    rows = [read([pool(0)]), read([pool(0, 1)], labels=[1])]
    shapes: Shapes = {
        pool(0): {Variant((0,), 7): 0.0, Variant((0, 1), 12): 0.0},
        pool(0, 1): {Variant((1,), 5): 0.0, Variant((1,), 4): 0.0},
    }
    rest = {pool(0): Decimal("6.63")}
    found = [unit for unit in units(rows, shapes, remainders=rest) if len(unit.rows) > 1]
    assert told(found) == [((11, 12), 12.0, "derived")]
