"""Columns of a form's own in what people look at: summary, explanation, workbook, report."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from pipeline.publication import write
from pipeline.views.explain import as_dict, explain
from pipeline.views.export import export
from pipeline.views.report.data import payload
from pipeline.views.summary import summarise, summary_lines
from tests.published import with_own_columns


def test_the_summary_names_them_and_what_is_left_out() -> None:
    rows, _ = with_own_columns()
    rows["findings"].append(
        rows["findings"][0]
        | {
            "code": "normalise.not-published",
            "parameters": '{"heading": "备注"}',
            "severity": "info",
        }
    )
    summary = summarise(rows, True, {})
    assert summary["extras"] == ["deadline", "leader"]
    assert summary["not_published"] == ["备注"]
    lines = list(summary_lines(summary))
    assert "  own columns deadline, leader" in lines
    assert "  not published: 备注; their cells are in the table cells" in lines


def test_a_value_is_explained_with_its_print() -> None:
    rows, declared = with_own_columns()
    tables = write.build(rows, "g1", declared)
    told = list(explain(tables, 1, "deadline"))
    assert told[1] == "完成时限 (deadline) = 2024-06-30  [printed]"
    assert "6月底前" in told[2]
    value = as_dict(tables, 2, "deadline")["values"][0]
    assert (value["value"], value["heading"]) == (None, "完成时限")
    assert "heading" not in as_dict(tables, 2, "target")["values"][0]
    assert (
        list(explain(tables, 1, "deadline", "zh"))[1] == "完成时限（deadline） = 2024-06-30  [原文]"
    )


def test_the_workbook_and_the_csv_have_the_headings_of_the_form(tmp_path: Path) -> None:
    rows, declared = with_own_columns()
    paths = export(write.build(rows, "g1", declared), tmp_path / "out")
    heading = ["通知编号", "序号", "完成时限"]
    csv = (tmp_path / "out" / "extras.csv").read_text("utf-8-sig").splitlines()
    assert csv[0].split(",")[:3] == heading
    assert csv[0].split(",")[-1] == "责任领导"
    book = openpyxl.load_workbook(paths[0])
    assert [cell.value for cell in book["自有栏目"][1]][:3] == heading


def test_the_report_shows_them_in_the_rows_of_the_indicators() -> None:
    rows, _ = with_own_columns()
    data = payload(rows, {"results": []}, {}, "notice.html", "g1")
    table = data["tables"]["indicators"]
    at = table["columns"].index("deadline")
    assert [row[at] for row in table["rows"][:2]] == ["2024-06-30", "长期坚持"]
    assert data["words"]["columns"][-2:] == ["deadline", "leader"]
    assert data["counts"]["extras"] == 8
