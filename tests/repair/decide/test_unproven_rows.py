"""Weights that no sum proves, on rows of a small form: what is opened, and what each costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.damage.kinds import Damage
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.unproven import doubt_echoes, doubt_hurt, doubt_unproven
from pipeline.repair.model.labels import Label, Print
from pipeline.repair.model.readings import Readings, RowReadings, Variant
from tests.repair.decide.rows import (
    GROUP,
    LAYOUT,
    PRINTED,
    Shapes,
    label,
    merged,
    own,
    pool,
    read,
    readings,
    row,
)

MARGIN = 4.0
# serial | name | points | ranking | ranking; a cell is gone: a ranking, or the weight.
RANK_LOST = Alignment(3.0, (0, 1, 2, None, 3), (), (Damage.CELL_LOST,), ("rank_1",))
WEIGHT_LOST = Alignment(4.0, (0, 1, None, 2, 3), (), (Damage.WEIGHT_LOST,))
SHORT = row("1 | 企业数 | 5 | 3", RANK_LOST, WEIGHT_LOST)
OTHER = row("2 | 产值 | / | 3 | 4", PRINTED)


def with_costs(*costs: float) -> RowEvidence:
    """A row that lost a ranking, or its weight at each of the costs."""
    ways = [replace(WEIGHT_LOST, cost=cost) for cost in costs]
    return replace(SHORT, alignments=(RANK_LOST, *ways))


# --- rows beside others that share what is left


def unproven(
    first: RowEvidence = SHORT,
    known: RowReadings | None = None,
    variants: Shapes | None = None,
    names: Sequence[Label] = (),
    best: float = 0.0,
) -> Readings:
    """A row of 5 points, and one that shares 3 in the group."""
    shapes: Shapes = {own(0): {Variant((0,), 5): best}, pool(): {Variant((1,), 3): best}}
    rows = [known or read([own(0)], [5]), read([pool()])]
    before = readings(rows, variants or shapes, names=names, best=best)
    return doubt_unproven([first, OTHER], LAYOUT, before, COSTS, MARGIN)


def test_the_row_may_share_and_both_may_have_any_part_of_what_they_have_together() -> None:
    found = unproven()
    assert found.rows[0].weights == {5: 0.0, None: 1.0}
    assert found.rows[0].alignments == {0: 0.0, 1: 1.0}
    assert found.variants[own(0)] == {Variant((0,), n): 0.0 for n in range(1, 8)}
    assert found.variants[pool()] == {Variant((1,), n): 0.0 for n in range(1, 8)}
    assert found.rows[1] == read([pool()])


def test_parts_cost_what_the_shape_costs_that_they_are_taken_from() -> None:
    shapes: Shapes = {
        own(0): {Variant((0,), 5): 0.0},
        pool(): {Variant((1,), 3): 0.0, Variant((1, 2), 2): 0.5},
    }
    found = unproven(variants=shapes)
    assert found.variants[own(0)][Variant((0,), 7)] == 0.0
    assert found.variants[pool()][Variant((1, 2), 6)] == 0.5
    assert found.variants[pool()][Variant((1,), 3)] == 0.0


@pytest.mark.parametrize(
    ("extra", "is_open"), [(MARGIN - 0.1, True), (MARGIN, True), (MARGIN + 0.1, False)]
)
def test_a_lost_weight_is_another_reading_up_to_the_margin(extra: float, *, is_open: bool) -> None:
    found = unproven(with_costs(RANK_LOST.cost + extra))
    assert (None in found.rows[0].weights) is is_open


def test_the_cheapest_of_several_ways_is_what_the_share_costs() -> None:
    found = unproven(with_costs(5.5, 4.5, 6.5))
    assert found.rows[0].weights == {5: 0.0, None: 1.5}
    assert found.rows[0].alignments == {0: 0.0, 1: 2.5, 2: 1.5, 3: 3.5}


def test_what_is_read_already_keeps_its_cost() -> None:
    known = read([own(0)], [5], alignments={0: 0.0, 1: 0.25})
    assert unproven(known=known).rows[0].alignments == {0: 0.0, 1: 0.25}


def test_a_slash_that_fills_the_row_costs_what_filling_an_own_weight_does() -> None:
    filled = replace(WEIGHT_LOST, cost=3.5, damage=(Damage.WEIGHT_LOST, Damage.SLASH_ADDED))
    found = unproven(replace(SHORT, alignments=(RANK_LOST, filled)))
    assert found.rows[0].weights[None] == pytest.approx(0.5 + COSTS.own_weight_filled)


def test_ways_that_keep_a_weight_open_nothing() -> None:
    another = replace(PRINTED, cost=3.5, places=(0, 1, 3, None, None))
    found = unproven(replace(SHORT, alignments=(RANK_LOST, another)))
    assert found.rows[0] == read([own(0)], [5])


def test_shapes_of_the_best_reading_alone_take_up_what_is_left() -> None:
    shapes: Shapes = {own(0): {Variant((0,), 5): 7.0}, pool(): {Variant((1,), 3): 7.5}}
    assert None not in unproven(variants=shapes, best=7.0).rows[0].weights
    nearly: Shapes = {own(0): {Variant((0,), 5): 7.0}, pool(): {Variant((1,), 3): 7.0}}
    assert None in unproven(variants=nearly, best=7.0).rows[0].weights


@pytest.mark.parametrize(
    "known",
    [
        read([pool()], [None]),
        read([own(0), pool()], [5, None]),
        read([own(0)], [5, 4]),
        read([merged(0)], [5]),
    ],
    ids=["shares", "may share", "two weights", "printed once for rows below"],
)
def test_a_row_without_one_weight_of_its_own_stays(known: RowReadings) -> None:
    shapes: Shapes = {
        own(0): {Variant((0,), 5): 0.0},
        merged(0): {Variant((0,), 5): 0.0},
        pool(): {Variant((1,), 3): 0.0},
    }
    assert unproven(known=known, variants=shapes).rows[0] == known


def test_rows_behind_one_that_stays_are_looked_at_too() -> None:
    """Whatever keeps a row as it is: not its own weight, nothing shared beside it, one way alone."""
    far, near = own(1, 1), own(3)
    rows = [OTHER, SHORT, row("3 | 税收 | 5 | 3 | 4", PRINTED), SHORT]
    known = [
        read([pool()]),
        read([far], [5], groups=[1]),
        read([own(2)], [5]),
        read([near], [5]),
    ]
    shapes: Shapes = {
        pool(): {Variant((0,), 3): 0.0},
        far: {Variant((1,), 5): 0.0},
        own(2): {Variant((2,), 5): 0.0},
        near: {Variant((3,), 5): 0.0},
    }
    before = readings(known, shapes, groups=(GROUP, label("效益", 5)))
    found = doubt_unproven(rows, LAYOUT, before, COSTS, MARGIN)
    assert [None in each.weights for each in found.rows] == [True, False, False, True]


def test_points_shared_under_several_labels_without_points_all_take_up_what_is_left() -> None:
    first, second, pointed = pool(0, 0), pool(0, 1), pool(0, 2)
    elsewhere = pool(1, 0)
    shapes: Shapes = {
        own(0): {Variant((0,), 5): 0.0},
        elsewhere: {Variant((4,), 3): 0.0},
        pointed: {Variant((3,), 3): 0.0},
        first: {Variant((1,), 3): 0.0},
        second: {Variant((2,), 2): 0.0},
    }
    names = (label("企业"), label("产值"), label("税收", 3))
    found = unproven(variants=shapes, names=names)
    assert {shape.points for shape in found.variants[first]} == set(range(1, 8))  # of 3 and 5
    assert {shape.points for shape in found.variants[second]} == set(range(1, 7))  # of 2 and 5
    assert found.variants[pointed] == shapes[pointed]
    assert found.variants[elsewhere] == shapes[elsewhere]


# --- rows that lost their own weight


POOL = pool()
LOST_FIRST = Alignment(3.0, (0, 1, None, 2, 3), (), (Damage.WEIGHT_LOST,))
READS_OTHER = Alignment(4.0, (0, 1, 2, None, 3), (), (Damage.CELL_LOST,), ("rank_1",))


def hurt(
    other: Alignment = READS_OTHER,
    text: str = "8",
    shapes: Mapping[Variant, float] | None = None,
    *,
    unit: int = 1,
    margin: float = 100.0,
    alignments: Mapping[int, float] | None = None,
) -> dict[int, float]:
    """What the ways of a row cost that lost its weight of 7 and otherwise reads ``text`` for it."""
    printed = row(f"1 | 企业数 | {text} | 3 | 4", LOST_FIRST, other)
    known = read([POOL], alignments=alignments)
    units: Shapes = {POOL: dict(shapes or {Variant((0,), 7 * unit): 0.0})}
    before = readings([known], units, unit=unit)
    return doubt_hurt([printed], LAYOUT, before, COSTS, margin).rows[0].alignments


def misprint(off: int) -> float:
    """What the misprint costs more than the loss that it explains instead, and the other way."""
    return 1.0 + COSTS.misprinted(off) - COSTS.cell_unlikely - COSTS.own_weight_lost


@pytest.mark.parametrize(("text", "off"), [("8", 1), ("6", 1), ("5", 2), ("10", 3)])
def test_a_weight_read_instead_is_a_misprint_by_as_many_points(text: str, off: int) -> None:
    assert hurt(text=text) == {0: 0.0, 1: pytest.approx(misprint(off))}


def test_a_weight_read_as_it_must_be_is_no_misprint_and_no_other_reading() -> None:
    assert hurt(text="7") == {0: 0.0}


@pytest.mark.parametrize(
    ("unit", "text", "off"), [(2, "8", 1), (2, "7.5", 1), (2, "8.5", 2), (4, "10.25", 4)]
)
def test_parts_of_a_point_are_a_point_off(unit: int, text: str, off: int) -> None:
    assert hurt(text=text, unit=unit).get(1) == pytest.approx(misprint(off))


def test_a_weight_too_far_off_is_no_misprint_unless_the_row_is_whole() -> None:
    assert hurt(text="12") == {0: 0.0, 1: pytest.approx(misprint(5))}
    assert hurt(text="13") == {0: 0.0}
    whole = replace(PRINTED, cost=4.0)
    assert hurt(whole, text="90") == {0: 0.0, 1: pytest.approx(misprint(3))}
    assert hurt(whole, text="8") == {0: 0.0, 1: pytest.approx(misprint(1))}


def test_a_row_with_several_possible_weights_has_none_that_is_misprinted() -> None:
    assert hurt(shapes={Variant((0,), 7): 0.0, Variant((0,), 6): 0.0}) == {0: 0.0}


def test_another_way_without_the_weight_costs_what_its_cells_do() -> None:
    assert hurt(replace(LOST_FIRST, cost=5.0)) == {0: 0.0, 1: 2.0}


def test_a_way_that_reads_a_mark_for_the_weight_is_no_misprint() -> None:
    assert hurt(text="/") == {0: 0.0}


def test_a_way_cheaper_than_the_one_read_costs_no_less() -> None:
    assert hurt(replace(LOST_FIRST, cost=1.0), alignments={0: 2.0}) == {0: 2.0, 1: 2.0}


def test_other_ways_are_read_up_to_the_margin_and_those_read_already_keep_their_cost() -> None:
    way = replace(LOST_FIRST, cost=5.0)
    assert hurt(way, margin=2.0) == {0: 0.0, 1: 2.0}
    assert hurt(way, margin=1.9) == {0: 0.0}
    assert hurt(way, alignments={0: 0.0, 1: 0.5}) == {0: 0.0, 1: 0.5}


def test_a_row_that_shares_with_another_in_some_reading_was_hurt_once() -> None:
    way = replace(LOST_FIRST, cost=5.0)
    shared = {Variant((0,), 7): 0.0, Variant((0, 1), 7): 0.0}
    assert hurt(way, shapes=shared) == {0: 0.0}
    others = {Variant((0,), 7): 0.0, Variant((1, 2), 7): 0.0}
    assert hurt(way, shapes=others) == {0: 0.0, 1: 2.0}


def test_rows_with_their_weight_stay_and_rows_behind_them_do_not() -> None:
    way = replace(LOST_FIRST, cost=5.0)
    there, gone = row("1 | 企业数 | 5 | 3 | 4"), row("2 | 产值 | 3 | 4 | 5", LOST_FIRST, way)
    known = [read([own(0)], [5]), read([POOL])]
    shapes: Shapes = {own(0): {Variant((0,), 5): 0.0}, POOL: {Variant((1,), 7): 0.0}}
    found = doubt_hurt([there, gone], LAYOUT, readings(known, shapes), COSTS, 100.0)
    assert [each.alignments for each in found.rows] == [{0: 0.0}, {0: 0.0, 1: 2.0}]


# --- a repeat of the row's name that stands for a label


def echoed(
    labels: Sequence[int | tuple[int, ...] | None],
    echoes: set[int],
    printed: Sequence[int] = (),
    points: str | None = None,
) -> list[dict[int | None, float]]:
    """The labels of rows as they are then, by a label 0 printed on rows, and others without points."""
    prints = tuple(
        Print(at, 0, "企业", "企业", None if points is None else Decimal(points), 2)
        for at in printed
    )
    stated = None if points is None else Decimal(points)
    names = (Label("企业", stated, prints), label("产值"))
    known = [read([POOL], labels=each if isinstance(each, tuple) else [each]) for each in labels]
    found = doubt_echoes(readings(known, {POOL: {}}, names=names), echoes, COSTS)
    return [each.labels for each in found.rows]


SURE: dict[int | None, float] = {0: 0.0}
OPEN: dict[int | None, float] = {0: 0.0, None: COSTS.label_lost_echo}
NEXT: dict[int | None, float] = {1: 0.0}


def test_below_a_repeated_name_the_rows_of_a_label_without_points_may_have_another() -> None:
    assert echoed([0, 0, 0, 1], {1}, [0]) == [SURE, OPEN, OPEN, NEXT]


def test_a_repeat_on_the_first_row_of_a_label_opens_nothing() -> None:
    assert echoed([1, 0, 0], {1}) == [NEXT, SURE, SURE]
    assert echoed([0, 0], {0}) == [SURE, SURE]


def test_a_repeat_below_a_first_row_that_has_one_too_opens_nothing() -> None:
    assert echoed([0, 0, 0], {0, 1}) == [SURE, SURE, SURE]


def test_a_label_printed_on_the_row_or_further_down_goes_on() -> None:
    assert echoed([0, 0, 0], {1}, [1]) == [SURE, SURE, SURE]
    assert echoed([0, 0, 0], {1}, [0, 2]) == [SURE, SURE, SURE]
    assert echoed([0, 0, 0], {2}, [0, 1]) == [SURE, SURE, OPEN]


def test_a_label_with_points_goes_on_as_far_as_these_say() -> None:
    assert echoed([0, 0, 0], {1}, [0], points="5") == [SURE, SURE, SURE]


def test_rows_of_no_label_or_of_several_are_left_and_repeats_below_them_are_not() -> None:
    none: dict[int | None, float] = {None: 0.0}
    assert echoed([None, None, 0, 0], {1, 3}) == [none, none, SURE, OPEN]
    either: dict[int | None, float] = {0: 0.0, 1: 0.0}
    assert echoed([0, (0, 1), 0, 0], {1, 3}) == [SURE, either, SURE, OPEN]


def test_repeats_that_open_nothing_leave_those_further_down() -> None:
    assert echoed([1, 0, 0, 1, 1], {1, 4}) == [NEXT, SURE, SURE, NEXT, {1: 0.0, None: 1.5}]
    assert echoed([0, 0, 1, 1], {1, 3}, [1]) == [SURE, SURE, NEXT, {1: 0.0, None: 1.5}]


def test_only_rows_that_follow_on_one_another_are_opened() -> None:
    assert echoed([0, 0, 1, 0], {1}) == [SURE, OPEN, NEXT, SURE]


def test_each_opened_row_has_labels_of_its_own() -> None:
    first, *others = echoed([0, 0, 0], {1})[1:]
    assert all(first is not each for each in others)
