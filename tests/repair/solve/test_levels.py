"""Labels of the first level, and what each choice of them leaves for the second."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model import SectionTotal
from pipeline.repair.model.labels import FIRST, SECOND, SLID_FIRST, Label, Print
from pipeline.repair.solve.levels import (
    _fit_of_runs,
    _names_a_first,
    _seconds,
    _way_without_labels,
)
from pipeline.repair.solve.outline import SHIFT, SHIFT_STEP
from tests.repair.decide.rows import LAYOUT, row


def test_a_form_without_labels_has_a_nameless_group_for_each_section() -> None:
    sections = [
        SectionTotal(name, name, first, last, Decimal(points), Decimal(1))
        for name, first, last, points in (("provincial", 1, 4, 10), ("bonus", 6, 8, 5))
    ]
    way = _way_without_labels(sections)
    assert (way.cost, way.seconds) == (0.0, ())
    assert way.firsts == (Label("", Decimal(10), (), 0), Label("", Decimal(5), (), 1))


def printed(
    at: int, name: str, points: int | None = None, column: int = SECOND, *, lonely: bool = False
) -> Print:
    worth = None if points is None else Decimal(points)
    return Print(at, 0, name, name, worth, column, lonely)


TOTAL = Label("总量指标", Decimal(8), (printed(0, "总量指标", 8, FIRST),))
NAMELESS = Label("", Decimal(5), ())


def test_the_prints_of_first_level_labels_are_no_second_level_ones() -> None:
    prints = [*TOTAL.prints, printed(1, "企业数"), printed(2, "产值", 3)]
    assert [label.name for label in _seconds(prints, [TOTAL])] == ["企业数", "产值"]
    assert [label.name for label in _seconds(prints, [])] == ["总量指标", "企业数", "产值"]


def test_two_labels_of_one_cell_are_told_apart_by_their_text() -> None:
    beside = printed(0, "企业数")
    assert [label.name for label in _seconds([*TOTAL.prints, beside], [TOTAL])] == ["企业数"]


@pytest.mark.parametrize(
    ("label", "firsts", "is_first"),
    [
        (printed(3, "其他事项", column=FIRST), (TOTAL, NAMELESS), True),  # of the group without one
        (printed(3, "其他事项", column=FIRST), (TOTAL,), False),
        (printed(3, "总量目标", column=FIRST), (TOTAL,), False),
        (printed(3, "总量指示", column=FIRST), (TOTAL,), True),  # another spelling
        (printed(3, "总量指示", 8, FIRST), (TOTAL, NAMELESS), False),  # it has points
        (printed(3, "总量指示", column=FIRST, lonely=True), (TOTAL, NAMELESS), False),
        (printed(3, "总量指示", column=SLID_FIRST), (TOTAL, NAMELESS), False),
        (printed(3, "总量指示"), (TOTAL, NAMELESS), False),
    ],
)
def test_a_print_without_points_in_the_first_column_may_be_a_group_s_all_the_same(
    label: Print, firsts: tuple[Label, ...], *, is_first: bool
) -> None:
    assert _names_a_first(label, firsts) is is_first
    assert (_seconds([label], firsts) == ()) is is_first


def test_between_two_labels_the_rows_hold_the_first_one_s_points_or_do_not() -> None:
    fit = _fit_of_runs([row(f"1 | 甲 | {n} | 3 | 4") for n in (5, 3, 2, 7)], LAYOUT)
    assert fit(TOTAL, printed(2, "效益")) == 0.0
    assert fit(TOTAL, printed(3, "效益")) == pytest.approx(SHIFT + SHIFT_STEP)
    assert fit(replace(TOTAL, points=Decimal(10)), printed(3, "效益")) == 0.0
