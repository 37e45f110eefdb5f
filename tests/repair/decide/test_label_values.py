"""A row's labels: printed on it, from above, from elsewhere, or none, and how each came to it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.model import Value
from pipeline.repair.align.evidence import gather
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.context import context_of
from pipeline.repair.decide.label_values import FIRST, SECOND, label_values
from pipeline.repair.model.labels import Label, Print
from pipeline.repair.model.readings import Readings, RowReadings
from tests.repair.form import county, table_of

LAYOUT = county()
ROWS = 12
LINES = [
    f"组 | 标签 | {n} | 名称{n} | 个 | 1 | 3 | 2 | 7 | 10个 | 3 | 县发改委"
    for n in range(1, ROWS + 1)
]
Held = list[dict[int | None, float]]


def label(name: str, *rows: int, points: int | None = None, column: int = SECOND) -> Label:
    worth = None if points is None else Decimal(points)
    return Label(name, worth, tuple(Print(row, 1, name, name, worth, column) for row in rows))


def second(
    row: int, names: list[Label], held: dict[int, dict[int | None, float]]
) -> tuple[Value, Value]:
    """The second-level label of a row; rows that are not said hold none."""
    rows, _ = gather(table_of([LINES]), LAYOUT, COSTS)
    found = tuple(RowReadings({0: 0.0}, held.get(n, {None: 0.0}), {0: 0.0}) for n in range(ROWS))
    readings = Readings(0.0, 1, found, {}, (label("组", 0, points=10, column=FIRST),), tuple(names))
    return label_values(context_of(LAYOUT, rows, readings).row(row), SECOND)


def codes(value: Value) -> list[str]:
    return [clause.code for clause in value.reasons]


def test_a_label_printed_on_the_row_with_its_points() -> None:
    name, points = second(2, [label("道路", 2, points=4)], {2: {0: 0.0}})
    assert (name.text, name.status, points.text) == ("道路", "printed", "4")


def test_a_label_from_the_row_above_it_is_merged() -> None:
    name, _ = second(3, [label("道路", 2)], {2: {0: 0.0}, 3: {0: 0.0}})
    assert (name.text, name.status, codes(name)) == ("道路", "merged", ["repair.label-above"])


@pytest.mark.parametrize(
    ("printed", "rule", "code", "row"),
    [
        (4, "label_late", "repair.label-printed-below", 5),
        (1, "label_early", "repair.label-printed-above", 2),
    ],
)
def test_a_label_printed_beside_its_rows_is_repaired_and_says_where_it_stands(
    printed: int, rule: str, code: str, row: int
) -> None:
    name, _ = second(3, [label("道路", printed)], {3: {0: 0.0}})
    assert (name.text, name.status, name.rule) == ("道路", "repaired", rule)
    assert codes(name) == [code, "repair.sums-place-it"]
    assert name.reasons[0].parameters["row"] == row


def test_a_label_in_another_column_is_repaired() -> None:
    name, _ = second(2, [label("道路", 2, column=FIRST)], {2: {0: 0.0}})
    assert (name.status, name.rule) == ("repaired", "label_column")


def test_a_row_between_two_labels_is_open_with_both() -> None:
    names = [label("道路", 2), label("桥梁", 3)]
    name, points = second(3, names, {2: {0: 0.0}, 3: {1: 0.0, 0: 1.25}})
    assert (name.text, name.status) == (None, "ambiguous")
    assert name.candidates == (("桥梁", 0.0), ("道路", 1.25))
    assert points.status == "absent"


def test_a_label_that_no_row_has_may_be_that_of_a_row_without_one_near_it() -> None:
    names = [label("道路", 1)]
    near, far = second(2, names, {})[0], second(ROWS - 1, names, {})[0]
    assert near.candidates == ((None, 0.0), ("道路", 0.0))
    assert (far.status, codes(far)) == ("absent", ["repair.no-label-for-row"])


def test_a_tail_on_a_row_without_a_label_may_be_its_own() -> None:
    whole = label("水利、道路建设", 1)
    tail = Print(2, 1, "道路建设", "道路建设", None, SECOND)
    names = [Label(whole.name, None, (*whole.prints, tail))]
    name, _ = second(2, names, {1: {0: 0.0}})
    assert name.candidates == ((None, 0.0), ("道路建设", 0.0))


def test_a_first_level_label_that_is_printed_nowhere_is_unknown() -> None:
    rows, _ = gather(table_of([LINES[:1]]), LAYOUT, COSTS)
    found = RowReadings({0: 0.0}, {None: 0.0}, {0: 0.0})
    nameless = Label("", Decimal(4), ())
    context = context_of(LAYOUT, rows, Readings(0.0, 1, (found,), {}, (nameless,), ()))
    name, points = label_values(context.row(0), FIRST)
    assert (name.text, name.status, name.rule) == (None, "ambiguous", "label_lost")
    assert codes(name) == ["repair.label-unprinted"]
    assert points.text == "4"
