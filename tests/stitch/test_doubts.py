"""What is decided within the margin is told with the other outcome, and only with what speaks for it."""

from __future__ import annotations

from pipeline.messages import render
from pipeline.model import Cell, PageTable
from pipeline.stitch.apart import Refusal, refusal_finding
from pipeline.stitch.doubt import decisions, doubts
from pipeline.stitch.joint import Joint
from pipeline.stitch.part import Part
from pipeline.stitch.signs import Sign, Weighed, weigh

RULES, HEADINGS = Sign("same-rules", 2.5), Sign("headings-whole", 3.0)
TEXT = Sign("text-between", -8.0, "二、县级考核指标")


def part(page: int, joined: Weighed | None = None) -> Part:
    cells = (Cell(0, 0, "序号", page=page), Cell(0, 1, "指标名称", page=page))
    return Part(PageTable(page, 1, 2, cells), joined=joined)


def test_a_refusal_within_the_margin_names_only_what_speaks_for_the_join() -> None:
    verdict = weigh([RULES, HEADINGS, Sign("numbers-jump", 1.5), TEXT])
    finding = refusal_finding(Refusal(part(1), part(2), verdict))
    assert (finding.severity, finding.check, finding.page) == ("warning", "table-apart", 2)
    assert finding.message == (
        "the table on page 2 is not that of page 1: text stands between: '二、县级考核指标'; it may "
        "be, since the headings are repeated; the column rules are the same; the numbering goes on "
        "with a gap; it begins with '序号 | 指标名称'"
    )
    few = weigh([RULES, HEADINGS, Sign("numbers-restart", -6.0)])
    said = refusal_finding(Refusal(part(1), part(2), few)).what
    assert [one.code for one in said.parameters["against"]] == [  # type: ignore[union-attr]
        "stitch.sign-headings-whole",
        "stitch.sign-same-rules",
    ]


def test_a_refusal_beyond_the_margin_is_told_without_doubt() -> None:
    finding = refusal_finding(Refusal(part(1), part(2), weigh([RULES, TEXT])))
    assert (finding.severity, finding.what.code) == ("info", "stitch.table-apart")
    assert render(finding.what, "zh") == (
        "第2页的表与第1页不是同一张：其间有文字“二、县级考核指标”"
    )


def test_a_narrow_join_is_a_warning_and_a_sure_one_is_none() -> None:
    sure, narrow = weigh([RULES, HEADINGS]), weigh([RULES, Sign("short", -1.0)])
    assert list(doubts([part(1), part(2, sure)], {})) == []
    (finding,) = doubts([part(1), part(2, narrow)], {})
    assert finding.message == (
        "the table on page 2 was taken as that of page 1; it may be another one, since the table "
        "before ends in the middle of its page; it begins with 序号 | 指标名称"
    )


def test_a_narrow_join_names_the_page_before_it_and_not_the_first() -> None:
    sure, narrow = weigh([RULES, HEADINGS]), weigh([RULES, Sign("short", -1.0)])
    (finding,) = doubts([part(1), part(2, sure), part(3, narrow)], {})
    assert finding.message.startswith("the table on page 3 was taken as that of page 2;")


def test_a_narrow_cut_names_both_rows_and_the_other_outcome() -> None:
    verdict = weigh([Sign("bracket", 5.0), Sign("room-below", -4.0)])
    joint = Joint("row", verdict, 2, 1, ("7", "县城管局（负责"), ("", "清扫）"))
    (finding,) = doubts([part(1), part(2)], {1: [joint]})
    assert (finding.check, finding.page, finding.row, finding.col) == ("row-doubtful", 2, 1, None)
    assert render(finding.what, "zh") == (
        "第2页首行视为上页末行的余下部分；也可能是独立的一行，因为上方单元格尚可容下更多行；"
        "分页上方：7／县城管局（负责；下方：／清扫）"
    )


def test_a_cell_kept_apart_with_nothing_against_it_says_so() -> None:
    joint = Joint("cell", weigh([Sign("known-whole", -1.0)]), 2, 0, ("经济",), ("民生",), 3)
    (finding,) = doubts([part(1), part(2)], {1: [joint]})
    assert finding.message == (
        "the cell in column 3 at the top of page 2 was taken as a cell of its own; it may be the "
        "rest of the merged cell above it, since little speaks for either; above the break: 经济; "
        "below: 民生"
    )


def test_each_decision_is_listed_with_its_evidence() -> None:
    joint = Joint("cell", weigh([Sign("fills", 2.0, "经济")]), 2, 0, ("经",), ("济",), 3)
    table, cell = decisions([part(1), part(2, weigh([RULES]))], {1: [joint]})
    assert (table.kind, table.total, table.signs) == ("table", 2.5, (("same-rules", 2.5, ""),))
    assert (cell.kind, cell.col, cell.signs) == ("cell", 3, (("fills", 2.0, "经济"),))


def test_decisions_tell_weights_and_their_sums_to_the_hundredth() -> None:
    verdict = weigh([Sign("bracket", 1.234), Sign("room-below", -0.111, "here")])
    joint = Joint("cell", verdict, 2, 1, ("", ""), ("", ""), col=3)
    first, second = decisions([part(1), part(2, verdict)], {1: [joint]})
    assert (first.kind, first.page, first.total) == ("table", 2, 1.12)
    assert (second.kind, second.page, second.row, second.col) == ("cell", 2, 1, 3)
    assert second.total == 1.12
    assert second.signs == (("bracket", 1.23, ""), ("room-below", -0.11, "here"))
