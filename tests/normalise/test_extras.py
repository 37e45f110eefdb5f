"""Columns of a form's own are typed by kind; what the print leaves open stays open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.run import rows_of

pytestmark = pytest.mark.usefixtures("one_reader")

SPEC = """
form: plan
columns:
  - {role: seq, heading: ^序号$}
  - {role: indicator, heading: ^任务$}
  - {role: extra, kind: %s, name: own, heading: %s}
"""
TITLE = "<p>%s</p>"


def extracted(
    folder: Path, kind: str, heading: str, *cells: str, title: str = "2024年任务分解表"
) -> dict[str, list[dict[str, Any]]]:
    """What is published of a table with one column of the form's own."""
    (folder / "form.yml").write_text(SPEC % (kind, f"^{heading[:2]}"), "utf-8")
    rows = "".join(
        f"<tr><td>{number}</td><td>建设项目{number}号</td><td>{cell}</td></tr>"
        for number, cell in enumerate(cells, 1)
    )
    page = (
        f"<html><meta charset=utf-8><body><p>{title}</p><table border=1>"
        f"<tr><td>序号</td><td>任务</td><td>{heading}</td></tr>{rows}</table></body></html>"
    )
    (folder / "notice.html").write_text(page, "utf-8")
    return rows_of(folder / "notice.html", folder / "form.yml")


def own(rows: dict[str, list[dict[str, Any]]], name: str = "own") -> list[Any]:
    return [row[name] for row in rows["extras"]]


def sources(rows: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [row for row in rows["provenance"] if row["column"] == "own"]


def test_numbers_have_their_unit_from_the_cell_or_the_heading(tmp_path: Path) -> None:
    rows = extracted(
        tmp_path, "number", "投资(万元)", "1,200", "35.5亿元", "约30", "/", "20-30", ""
    )
    assert own(rows) == [Decimal(1200), Decimal("35.5"), None, None, None, None]
    assert own(rows, "own_unit") == ["万元", "亿元", None, None, None, None]
    assert own(rows, "own_text") == ["1,200", "35.5亿元", "约30", "/", "20-30", None]
    unread = [row["seq"] for row in rows["findings"] if row["check"] == "extra-unread"]
    assert unread == [3, 5]


def test_numbers_without_a_unit_have_the_tables(tmp_path: Path) -> None:
    above = "2024年资金安排表</p><p align=right>单位：万元"
    rows = extracted(tmp_path, "number", "总投资", "320.5", "3亿元", title=above)
    assert own(rows, "own_unit") == ["万元", "亿元"]
    assert rows["notice"][0]["attachment_title"] == "2024年资金安排表"
    assert [row["code"] for row in rows["findings"]] == ["normalise.unit-of-table"]


def test_a_column_that_counts_something_else_has_not_the_tables_unit(tmp_path: Path) -> None:
    above = "资金安排表</p><p>单位：万元"
    rows = extracted(tmp_path, "number", "受益户数", "320", title=above)
    assert own(rows, "own_unit") == [None]
    assert [row["code"] for row in rows["findings"]] == ["normalise.unit-not-of-column"]


def test_of_several_units_above_a_table_none_is_taken_and_a_warning_names_them(
    tmp_path: Path,
) -> None:
    rows = extracted(tmp_path, "number", "规划", "320", title="任务表</p><p>单位：亩、万元")
    assert own(rows, "own_unit") == [None]
    (told,) = [row for row in rows["findings"] if row["check"] == "table-unit"]
    assert told["severity"] == "warning"
    assert "亩, 万元" in told["message"]


def test_per_cents_are_numbers_of_per_cent(tmp_path: Path) -> None:
    rows = extracted(tmp_path, "percent", "占比", "40%", "7.5", "100％", "过半")
    assert own(rows) == [Decimal(40), Decimal("7.5"), Decimal(100), None]
    assert own(rows, "own_text")[3] == "过半"


def test_offices_are_joined_and_keep_their_print(tmp_path: Path) -> None:
    rows = extracted(
        tmp_path, "agency", "配合单位", "县财政局、县发改委", "/", "县财政局（牵头） 县发改委"
    )
    assert own(rows) == ["县财政局、县发改委", None, "县财政局、县发改委"]
    assert own(rows, "own_text")[2] == "县财政局（牵头）县发改委"


def test_each_office_of_a_column_of_the_forms_own_is_a_row_of_agencies(tmp_path: Path) -> None:
    rows = extracted(tmp_path, "agency", "配合单位", "县财政局、县发改委", "/", "县财政局（牵头）")
    found = [
        (row["seq"], row["column"], row["position"], row["agency"], row["remark"])
        for row in rows["agencies"]
    ]
    assert found == [
        (1, "own", 1, "县财政局", None),
        (1, "own", 2, "县发改委", None),
        (3, "own", 1, "县财政局", "牵头"),
    ]


def test_offices_that_a_space_may_part_are_open_with_their_readings(tmp_path: Path) -> None:
    rows = extracted(tmp_path, "agency", "配合单位", "县发改委 工信局", "各乡镇")
    source = sources(rows)[0]
    assert (own(rows), source["status"]) == ([None, "各乡镇"], "ambiguous")
    assert [row["agency"] for row in rows["agencies"]] == ["各乡镇"]
    assert source["candidates"] == '["县发改委工信局", "县发改委、工信局"]'
    assert [row["needs_review"] for row in rows["indicators"]] == [True, False]


def test_a_date_takes_the_titles_year_and_says_so(tmp_path: Path) -> None:
    rows = extracted(tmp_path, "date", "时限", "6月底前", "2025年3月", "长期坚持")
    assert own(rows) == [date(2024, 6, 30), date(2025, 3, 31), None]
    assert own(rows, "own_precision") == ["month", "month", None]
    reasons = [source["reason"] for source in sources(rows)]
    assert reasons == ["no year is printed; 2024 is the notice's", None, None]
    assert not any(row["needs_review"] for row in rows["indicators"])


def test_a_date_of_one_of_several_years_is_open_with_each(tmp_path: Path) -> None:
    rows = extracted(tmp_path, "date", "时限", "6月底前", title="三年行动任务表（2023—2024年）")
    (source,) = sources(rows)
    assert (own(rows), source["status"]) == ([None], "ambiguous")
    assert source["candidates"] == '["2023-06-30", "2024-06-30"]'
    assert [row["value"] for row in rows["candidates"]] == ["2023-06-30", "2024-06-30"]
    assert rows["indicators"][0]["needs_review"]


def test_before_a_month_is_open_with_both_days(tmp_path: Path) -> None:
    rows = extracted(tmp_path, "date", "时限", "2024年6月前", "2024年6月底前")
    assert own(rows) == [None, date(2024, 6, 30)]
    assert sources(rows)[0]["candidates"] == '["2024-06-30", "2024-05-31"]'


def test_dates_without_a_year_in_a_notice_without_one_are_told_once(tmp_path: Path) -> None:
    rows = extracted(tmp_path, "date", "时限", "6月底", "7月底", "2024年8月", title="任务分解表")
    assert own(rows) == [None, None, date(2024, 8, 31)]
    told = [row for row in rows["findings"] if row["check"] == "date-year"]
    assert [(row["severity"], row["first_seq"], row["last_seq"]) for row in told] == [
        ("warning", 1, 2)
    ]


@pytest.mark.parametrize("text", ["备注内容", "/", "见附表  第3页"])
def test_a_text_is_published_as_it_is_printed(tmp_path: Path, text: str) -> None:
    rows = extracted(tmp_path, "text", "备注", text)
    assert own(rows)[0].replace(" ", "") == text.replace(" ", "")


def test_a_column_that_is_not_published_is_told(tmp_path: Path) -> None:
    (tmp_path / "form.yml").write_text(
        (SPEC % ("text", "^备注")).replace("role: extra, kind: text, name: own", "role: other"),
        "utf-8",
    )
    extracted_spec = (tmp_path / "form.yml").read_text("utf-8")
    extracted(tmp_path, "text", "备注", "省级")
    (tmp_path / "form.yml").write_text(extracted_spec, "utf-8")
    rows = rows_of(tmp_path / "notice.html", tmp_path / "form.yml")
    assert "extras" not in rows
    told = [row["message"] for row in rows["findings"] if row["check"] == "not-published"]
    assert told == ["the column '备注' is not published; its cells are in the table cells"]
