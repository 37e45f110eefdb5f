"""Where a label's print stands beside the row that has it, and what is said of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.damage.kinds import Damage
from pipeline.model import Cell, Value
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.context import Beyond, Context, context_of
from pipeline.repair.decide.label_values import FIRST, SECOND, label_values
from pipeline.repair.model.labels import Label, Print
from pipeline.repair.model.place import RUN_REACH
from pipeline.repair.model.words import Words
from tests.repair.decide.rows import LAYOUT, PRINTED, read, readings, row

Held = dict[int | None, float]
ROWS = 24


def printed(at: int, name: str, points: int | None = None, column: int = SECOND) -> Print:
    worth = None if points is None else Decimal(points)
    return Print(at, 0, name, name, worth, column)


def label(name: str, *rows: int, points: int | None = None, column: int = SECOND) -> Label:
    worth = None if points is None else Decimal(points)
    return Label(name, worth, tuple(printed(at, name, points, column) for at in rows))


def context(
    labels: Sequence[Label],
    held: Mapping[int, Held],
    *,
    level: int = SECOND,
    gone: bool = False,
) -> Context:
    """Rows with serials from 101 on that hold labels of a level; those not said hold none, or the
    first one of the first level.
    """
    way = replace(PRINTED, damage=(Damage.LABEL_CELL_LOST,)) if gone else PRINTED
    rows = [row("企业 | 甲 | 5 | 3 | 4", way, serial=101 + n) for n in range(ROWS)]
    known = []
    for n in range(ROWS):
        each = read([])
        if level == SECOND:
            each.labels = dict(held.get(n, {None: 0.0}))
        else:
            each.groups = {number: cost for number, cost in held[n].items() if number is not None}
        known.append(each)
    groups, names = (labels, ()) if level == FIRST else ((label("组", 0, column=FIRST),), labels)
    return context_of(LAYOUT, rows, readings(known, {}, groups=groups, names=names))


def values(
    at: int, labels: Sequence[Label], held: Mapping[int, Held], **more: bool
) -> tuple[Value, Value]:
    return label_values(context(labels, held, **more).row(at), SECOND)


def first_level(at: int, labels: Sequence[Label], held: Sequence[Held]) -> tuple[Value, Value]:
    """The first-level label of a row; rows below those said hold what the last one does."""
    whole = {n: held[min(n, len(held) - 1)] for n in range(ROWS)}
    return label_values(context(labels, whole, level=FIRST).row(at), FIRST)


def codes(value: Value) -> list[str]:
    return [clause.code for clause in value.reasons]


def place(value: Value) -> int | None:
    """The row of the cell that a value names, from 0."""
    return None if value.cell is None else value.cell.row - 101


# --- what there may be


def test_a_label_s_points_are_told_as_they_are_printed() -> None:
    name, points = values(2, [Label("道路", Decimal("2.50"), (printed(2, "道路"),))], {2: {0: 0.0}})
    assert (name.text, points.text, points.status) == ("道路", "2.50", "printed")
    assert name.cell == Cell(103, 0, "企业")


def test_two_labels_of_one_name_are_open_in_their_points_alone() -> None:
    names = [label("道路", 2, points=4), label("道路", 5, points=6)]
    name, points = values(2, names, {2: {0: 0.0, 1: 0.5}})
    assert (name.text, name.status) == ("道路", "printed")
    assert (points.status, points.candidates) == ("ambiguous", (("4", 0.0), ("6", 0.5)))
    assert (points.rule, codes(points)) == ("label_place", ["repair.label-place-open"])


def test_the_cheapest_reading_comes_first_whatever_the_order_of_the_labels() -> None:
    names = [label("道路", 2, points=4), label("桥梁", 3, points=4)]
    name, points = values(2, names, {2: {0: 2.0, 1: 0.5, None: 1.0}})
    assert name.candidates == (("桥梁", 0.0), (None, 0.5), ("道路", 1.5))
    assert points.candidates == (("4", 0.0), (None, 0.5))
    assert place(name) == 3, "as the cheapest has it"


@pytest.mark.parametrize(
    ("away", "near"), [(RUN_REACH, True), (-RUN_REACH, True), (RUN_REACH + 1, False), (0, True)]
)
def test_a_label_that_names_no_row_is_a_reading_as_far_as_a_run_reaches(
    away: int, *, near: bool
) -> None:
    name, _ = values(10, [label("道路", 10 + away)], {10: {None: 1.5}})
    assert (("道路", 0.0) in name.candidates) is near


def test_a_label_that_some_row_may_have_is_no_other_s_lost_one() -> None:
    names = [label("道路", 2), label("桥梁", 3), label("水利", 9)]
    name, _ = values(2, names, {5: {None: 0.0, 0: 3.0}})
    assert [text for text, _ in name.candidates] == [None, "桥梁", "水利"]


def test_a_row_that_has_a_label_is_not_offered_those_that_name_no_row() -> None:
    name, _ = values(2, [label("道路", 2), label("桥梁", 3)], {2: {0: 0.0}})
    assert (name.text, name.status) == ("道路", "printed")


def test_a_tail_is_a_reading_only_on_its_own_row() -> None:
    whole = Label("水利、道路建设", None, (printed(1, "水利、道路建设"), printed(2, "道路建设")))
    held: dict[int, Held] = {1: {0: 0.0}}
    assert values(3, [whole], held)[0].status == "absent"
    assert values(2, [whole], held)[0].candidates == ((None, 0.0), ("道路建设", 0.0))


# --- printed on the row


@pytest.mark.parametrize(
    ("on_row", "rule", "code"),
    [
        (printed(2, "道路建设"), "label_tail", "repair.label-tail"),
        (replace(printed(2, "水利、道路建设"), fused=True), "cells_fused", "repair.cells-fused"),
        (printed(2, "水利、道路建设", column=FIRST), "label_column", "repair.label-elsewhere"),
        (printed(2, "水利、道路建没"), "label_spelling", "repair.label-spelling"),
    ],
    ids=["tail", "fused", "column", "spelling"],
)
def test_a_print_that_is_not_as_it_should_be_says_how(on_row: Print, rule: str, code: str) -> None:
    whole = Label("水利、道路建设", None, (printed(1, "水利、道路建设"), on_row))
    name, _ = values(2, [whole], {1: {0: 0.0}, 2: {0: 0.0}})
    assert (name.text, name.status, name.rule) == ("水利、道路建设", "repaired", rule)
    assert (codes(name), place(name)) == ([code], 2)


def test_a_print_is_of_its_label_with_other_spaces_too() -> None:
    name, _ = values(2, [Label("道路", None, (printed(2, "道 路"),))], {2: {0: 0.0}})
    assert (name.status, name.rule) == ("printed", "")


# --- printed elsewhere


def test_of_several_prints_above_the_last_one_within_the_label_s_rows_is_merged() -> None:
    held: dict[int, Held] = {n: {0: 0.0} for n in range(3, 8)}
    name, _ = values(7, [label("道路", 1, 3, 5)], held)
    assert (name.status, codes(name), place(name)) == ("merged", ["repair.label-above"], 5)
    assert name.rule == ""


def test_a_print_above_the_label_s_first_row_is_early_of_several_the_last() -> None:
    held: dict[int, Held] = {n: {0: 0.0} for n in range(3, 8)}
    name, points = values(5, [label("道路", 0, 2, 9, points=4)], held)
    assert (name.status, name.rule, place(name)) == ("repaired", "label_early", 2)
    assert name.reasons[0].parameters["row"] == 103
    assert (points.text, points.rule) == ("4", "label_early")


def test_a_row_above_that_rather_has_another_label_ends_the_rows_of_this_one() -> None:
    names = [label("道路", 3), label("桥梁", 1)]
    held: dict[int, Held] = {3: {0: 1.0, 1: 0.0}, 4: {0: 0.0}, 5: {0: 0.0, 1: 1.0}}
    assert values(4, names, held)[0].rule == "label_early"
    held[3] = {0: 0.0, 1: 1.0}
    assert values(4, names, held)[0].status == "merged"


def test_the_rows_of_a_label_may_begin_with_the_table() -> None:
    held: dict[int, Held] = {n: {0: 0.0} for n in range(ROWS)}
    assert values(3, [label("道路", 0)], held)[0].status == "merged"


def test_a_print_below_is_late_of_several_the_first() -> None:
    name, _ = values(3, [label("道路", 9, 5)], {3: {0: 0.0}})
    assert (name.rule, place(name)) == ("label_late", 5)
    assert codes(name) == ["repair.label-printed-below", "repair.sums-place-it"]
    assert name.reasons[0].parameters["row"] == 106


def test_a_second_level_label_without_a_print_is_none() -> None:
    name, points = values(3, [Label("", None, ())], {3: {0: 0.0}})
    assert (name.text, name.status, codes(name)) == (
        None,
        "absent",
        ["repair.no-label-for-group"],
    )
    assert (points.status, points.cell) == ("absent", None)


def test_a_row_without_a_label_says_so_or_that_its_cell_is_gone() -> None:
    assert codes(values(3, [], {})[0]) == ["repair.no-label-for-row"]
    assert codes(values(3, [], {}, gone=True)[0]) == ["repair.label-cell-gone"]


def test_a_label_without_points_has_none_and_its_print_is_where_one_sees_it() -> None:
    _, points = values(2, [label("道路", 2)], {2: {0: 0.0}})
    assert (points.status, place(points), codes(points)) == (
        "absent",
        2,
        ["repair.nothing-printed"],
    )
    _, merged = values(3, [label("道路", 2)], {2: {0: 0.0}, 3: {0: 0.0}})
    assert (merged.status, codes(merged)) == ("absent", ["repair.label-above"])


# --- the first level


def test_a_first_level_label_is_found_alike() -> None:
    groups = [label("总量", 0, points=8, column=FIRST), label("效益", 6, points=5, column=FIRST)]
    first: Held = {0: 0.0}
    second: Held = {1: 0.0}
    held = [first] * 4 + [second]
    name, points = first_level(2, groups, held)
    assert (name.text, name.status, points.text) == ("总量", "merged", "8")
    late, _ = first_level(5, groups, held)
    assert (late.text, late.rule) == ("效益", "label_late")
    assert first_level(6, groups, held)[0].status == "printed"


def test_a_group_without_label_or_points_has_none_and_one_with_points_an_unknown_one() -> None:
    name, points = first_level(2, [Label("", None, ())], [{0: 0.0}])
    assert (name.status, points.status) == ("absent", "absent")
    name, points = first_level(2, [Label("", Decimal(5), ())], [{0: 0.0}])
    assert (name.status, name.rule, name.candidates) == (
        "ambiguous",
        "label_lost",
        ((None, 0.0),),
    )
    assert (points.text, points.status) == ("5", "ambiguous")
    assert name.cell is None


def test_labels_that_name_no_row_are_no_readings_of_the_first_level() -> None:
    groups = [label("总量", 0, column=FIRST), label("效益", 3, column=FIRST)]
    assert first_level(2, groups, [{0: 0.0}])[0].text == "总量"


# --- what places a label beside its print


@pytest.mark.parametrize(
    ("wider", "code"),
    [({0: 0.0, None: 5.0}, "repair.likeliest-place"), ({0: 0.0}, "repair.sums-place-it")],
)
def test_a_label_beside_its_print_is_placed_by_the_sums_unless_a_reading_has_another(
    wider: Held, code: str
) -> None:
    names = [label("道路", 5)]
    known = context(names, {3: {0: 0.0}})
    words = Words.__new__(Words)  # a label that no other reading has needs no words
    beyond = Beyond(4.0, context(names, {3: wider}), words, COSTS.label_strange)
    name, _ = label_values(replace(known, beyond=beyond).row(3), SECOND)
    assert codes(name) == ["repair.label-printed-below", code]
