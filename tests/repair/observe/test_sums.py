"""What rows that state sums are over: the arithmetic first, then their words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.model import SumKind
from pipeline.repair.observe.sums import Sums
from pipeline.repair.observe.told import findings
from pipeline.repair.observe.totals import part_ends, stated_sums
from pipeline.repair.observe.worded import ApartRow
from pipeline.spec.pattern import Pattern, compiled
from tests.repair.form import table_of

ROW = table_of([["1"]]).rows[0]


def apart(
    at: int,
    words: str,
    stated: int | None = None,
    kind: SumKind | None = None,
    style: int = 1,
    **more: bool,
) -> ApartRow:
    points = None if stated is None else Decimal(stated)
    return ApartRow(ROW, at, kind, words, points, style, **more)


def total(at: int, words: str, stated: int | None) -> ApartRow:
    return apart(at, words, stated, "total_row", 0)


def section(
    at: int, words: str, stated: int | None = None, style: int = 1, **more: bool
) -> ApartRow:
    return apart(at, words, stated, "section_row", style, **more)


POINTS = [Decimal(n) for n in (1, 2, 3, 4, 5, 6)]


def spans(*rows: ApartRow) -> list[tuple[int, int]]:
    return [(over.span.first, over.span.stop) for over in Sums(rows, POINTS).over]


def test_a_heading_is_over_the_rows_to_the_next_one_as_far_out() -> None:
    rows = [
        section(0, "一、"),
        section(0, "（一）", style=2),
        section(2, "（二）", style=2),
        section(4, "二、"),
    ]
    assert spans(*rows) == [(0, 4), (0, 2), (2, 4), (4, 6)]


def test_a_total_below_some_rows_ends_a_heading_and_a_sum_of_a_part_right_below_does_not() -> None:
    assert spans(section(1, "一、"), total(3, "小计", 5))[0] == (1, 3)
    assert spans(section(1, "一、"), total(1, "小计", 1))[0] == (1, 6)
    assert spans(section(1, "一、"), total(1, "总计", 1))[0] == (1, 1)


@pytest.mark.parametrize(
    ("words", "stated", "span"),
    [
        ("小计", 5, (1, 3)),  # since the heading
        ("小计", 6, (0, 3)),  # since the beginning
        ("合计", 6, (0, 3)),
        ("合计", 5, (1, 3)),
        ("小计", 9, (1, 3)),  # nothing adds up: a part, by its word
        ("合计", 9, (0, 3)),
        ("合计", None, (0, 3)),
    ],
)
def test_a_total_is_over_the_part_that_adds_up(
    words: str, stated: int | None, span: tuple[int, int]
) -> None:
    assert spans(section(1, "一、"), total(3, words, stated))[1] == span


def test_a_total_above_all_rows_is_over_all() -> None:
    assert spans(total(0, "合计", 21)) == [(0, 6)]
    assert spans(total(0, "小计", 3)) == [(0, 6)]


def test_a_total_behind_another_one_is_over_the_rows_since() -> None:
    assert spans(total(2, "小计", 3), total(4, "小计", 7)) == [(0, 2), (2, 4)]
    assert spans(total(2, "小计", 3), section(3, "三、"), total(4, "小计", 7))[2] == (2, 4)


def told(*rows: ApartRow, outside: Pattern | None = None) -> list[tuple[str, str, str]]:
    found = findings(rows, POINTS, range(1, 7), outside)
    return [(finding.severity, finding.check, finding.what.code) for finding in found]


def test_sums_that_add_up_are_not_told_and_others_with_what_was_found() -> None:
    assert told(total(3, "合计", 6)) == []
    assert told(total(3, "合计", 7)) == [("warning", "sum-off", "repair.sum-off")]
    (found,) = findings([total(3, "合计", 7)], POINTS, range(11, 17))
    assert found.what.parameters == {
        "words": "合计",
        "stated": Decimal(7),
        "first": 11,
        "last": 13,
        "found": Decimal(6),
    }
    assert told(section(0, "一、", 21)) == []
    assert told(section(0, "一、", 20)) == [("warning", "sum-off", "repair.sum-off")]
    assert told(total(3, "合计", None)) == []


def test_rows_that_state_no_sum_are_told_by_how_sure_it_is_what_they_are() -> None:
    assert told(apart(0, "一、")) == [("info", "heading-row", "repair.heading-row")]
    assert told(apart(0, "说明", sure=False)) == [("warning", "heading-row", "repair.wide-row")]
    assert told(apart(0, "其他", style=0, sure=False)) == [
        ("error", "row-unnumbered", "repair.row-unnumbered")
    ]
    columns = ApartRow(ROW, 0, None, "", None, columns=3)
    (found,) = findings([columns], POINTS, range(1, 7))
    assert (found.severity, found.check) == ("info", "sum-row")
    assert found.what.parameters == {"columns": 3}


def test_a_sum_in_doubt_says_why() -> None:
    assert told(section(6, "六、", 3)) == [("warning", "sum-row", "repair.sum-of-nothing")]
    unsure = section(0, "一、", 21, sure=False)
    assert told(unsure) == [("warning", "sum-row", "repair.sum-unsure")]
    counted = section(0, "一、", 21, sure=False, counted=True)
    assert told(counted) == [("warning", "sum-row", "repair.sum-counted")]


TASKS = (section(4, "特色工作", 4, full=True), section(4, "加分项", 9, full=True))


def test_a_heading_with_points_and_no_row_of_its_own_is_a_task_that_a_total_may_count() -> None:
    rows = (*TASKS, total(4, "总计", 14))
    assert told(*rows) == [
        ("info", "section-task", "repair.section-is-task"),
        ("info", "section-task", "repair.section-is-task"),
        ("warning", "outside-total", "repair.outside-total"),
    ]
    assert Sums(rows, POINTS).counted(Sums(rows, POINTS).over[2]) == [0]
    both = (*TASKS, total(4, "总计", 23))
    assert told(*both)[2:] == []
    neither = (*TASKS, total(4, "总计", 10))
    assert told(*neither)[2:] == []
    odd = (*TASKS, total(4, "总计", 15))
    assert told(*odd)[2:] == [("warning", "sum-off", "repair.sum-off")]
    part = (*TASKS, total(4, "小计", 14))
    assert Sums(part, POINTS).counted(Sums(part, POINTS).over[2]) == []


def test_a_task_that_the_form_sets_outside_is_counted_by_no_total() -> None:
    outside = compiled("^特色")
    rows = (*TASKS, total(4, "总计", 14))
    assert told(*rows, outside=outside)[2:] == [("warning", "sum-off", "repair.sum-off")]
    second = (*TASKS, total(4, "总计", 19))
    assert told(*second, outside=outside)[2:] == [("info", "outside-total", "repair.outside-total")]


def test_stated_sums_name_the_serials_they_are_over() -> None:
    rows = (section(0, "一、", 6), total(3, "小计", 6), apart(3, "二、"), total(6, "合计", 21))
    found = stated_sums(rows, POINTS, range(11, 17))
    assert [(each.kind, each.printed, each.rows, each.stated) for each in found] == [
        ("section_row", "一、", (11, 12, 13), Decimal(6)),
        ("total_row", "小计", (11, 12, 13), Decimal(6)),
        ("total_row", "合计", tuple(range(11, 17)), Decimal(21)),
    ]
    assert [each.tasks for each in found] == [(), (), ()]
    with_task = stated_sums((*TASKS, total(4, "总计", 14)), POINTS, range(11, 17))
    assert [task.printed for task in with_task[2].tasks] == ["特色工作"]


def test_a_sum_is_sure_where_its_row_is_and_it_is_over_some_row() -> None:
    rows = (section(0, "一、", 21), section(0, "（一）", 21, 2, sure=False), section(6, "六、", 3))
    found = stated_sums(rows, POINTS, range(1, 7))
    assert [each.sure for each in found] == [True, False, False]
    assert found[2].rows == ()


def test_parts_end_where_a_sum_of_one_stands() -> None:
    rows = (section(0, "一、", 6), total(3, "小计", 6), total(6, "合计", 21))
    assert part_ends(rows) == [3]
