"""What a form leaves out is taken out of the table and told with its place and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.model import Slot, Table
from pipeline.spec.cleared import cleared
from tests.spec.draft.test_draft import table

HEADINGS = ("序号", "工作内容", "责任单位")


def wide(of: Table, at: int) -> Table:
    """The table with a row whose first cell is drawn over all columns."""
    rows = list(of.rows)
    row = rows[at]
    cell = replace(row.slots[0].cell, colspan=len(row.slots))
    slots = [Slot(cell, covered=col > 0) for col in range(len(row.slots))]
    rows[at] = replace(row, slots=tuple(slots))
    return replace(of, rows=tuple(rows))


def texts(of: Table) -> list[list[str]]:
    return [[slot.text for slot in row.slots] for row in of.rows]


def told(of: Table) -> Sequence[tuple[str, str, int | None]]:
    return [(one.severity, one.what.code, one.row) for one in of.findings]


def test_headings_that_are_printed_again_are_no_row() -> None:
    seen = cleared(table(HEADINGS, "1|清淤|水利局", "序 号|工作内容|责任单位", "2|监测|环保局"))
    assert texts(seen) == [["1", "清淤", "水利局"], ["2", "监测", "环保局"]]
    assert told(seen) == [("info", "spec.heading-again", 2)]


def test_of_headings_in_two_rows_both_are_none_whatever_the_second_says() -> None:
    of = table(
        ("序号", "数据 > 完成数", "数据 > 说明"),
        "1|清淤|无",
        "序号|数据|数据",
        "^|完成数|理由",
        "2|监测|有",
    )
    seen = cleared(of)
    assert texts(seen) == [["1", "清淤", "无"], ["2", "监测", "有"]]
    assert told(seen) == [("info", "spec.heading-again", 2), ("info", "spec.heading-again", 3)]


def test_one_word_that_is_also_a_heading_is_a_row() -> None:
    of = table(HEADINGS, "1|工作内容|水利局", "|工作内容|")
    assert texts(cleared(of)) == texts(of)
    assert told(cleared(of)) == []


@pytest.mark.parametrize("note", ["注：每月报送", "填表说明：按月更新", "（续表）"])
def test_a_note_over_the_row_is_no_label(note: str) -> None:
    seen = cleared(wide(table(HEADINGS, "1|清淤|水利局", f"{note}||", "2|监测|环保局"), 1))
    assert [row[0] for row in texts(seen)] == ["1", "2"]
    (finding,) = seen.findings
    assert (finding.severity, finding.page, finding.row) == ("info", 1, 2)
    assert note in finding.message


@pytest.mark.parametrize("label", ["一、思想认识方面", "说明书编制", "注册登记"])
def test_a_label_over_the_row_stays(label: str) -> None:
    of = wide(table(HEADINGS, f"{label}||", "1|清淤|水利局"), 0)
    assert texts(cleared(of)) == texts(of)


def test_a_cell_under_no_heading_is_left_out_with_its_text_and_the_rest_of_its_row_stays() -> None:
    seen = cleared(table((*HEADINGS, ""), "1|清淤|水利局|", "2|监测|环保局|多出的格"))
    assert texts(seen) == [["1", "清淤", "水利局", ""], ["2", "监测", "环保局", ""]]
    (finding,) = seen.findings
    assert (finding.severity, finding.page, finding.row, finding.col) == ("warning", 1, 2, 3)
    assert "column 4" in finding.message
    assert "多出的格" in finding.message


def test_a_table_with_nothing_of_it_stays_as_it_is() -> None:
    of = table(HEADINGS, "1|清淤|水利局", "2|监测|环保局")
    assert cleared(of) == of


def test_rows_without_text_are_left_out_and_told_once() -> None:
    seen = cleared(table(HEADINGS, "1|清淤|水利局", "||", "2|监测|环保局", "||", "||"))
    assert [row[0] for row in texts(seen)] == ["1", "2"]
    assert told(seen) == [("info", "spec.rows-blank", 2)]
    assert seen.findings[0].what.parameters["count"] == 3


def test_a_row_with_a_number_alone_is_left_out_with_a_warning_since_its_text_may_be_lost() -> None:
    seen = cleared(table(HEADINGS, "1|清淤|水利局", "2||", "3||"))
    assert [row[0] for row in texts(seen)] == ["1"]
    assert told(seen) == [("warning", "spec.rows-of-numbers", 2)]


def test_a_row_under_a_merged_cell_with_a_text_of_its_own_stays() -> None:
    of = table(HEADINGS, "一|清淤|水利局", "^||环保局", "^|监测|")
    assert texts(cleared(of)) == texts(of)


def test_a_column_without_heading_that_counts_the_rows_is_no_loss() -> None:
    seen = cleared(table(("", "工作内容", "责任单位"), "1|清淤|水利局", "2|监测|环保局"))
    assert told(seen) == [("info", "spec.unheaded-numbers", 1)]


def test_a_form_leaves_out_what_its_spec_names_and_no_more() -> None:
    of = table((*HEADINGS, ""), "1|清淤|水利局|", "序号|工作内容|责任单位|", "|||", "2|监测|局|多")
    seen = cleared(of, ("blank_rows",))
    assert [row[0] for row in texts(seen)] == ["1", "序号", "2"]
    assert texts(seen)[-1][-1] == "多"
