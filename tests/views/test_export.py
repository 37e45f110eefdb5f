"""The workbook and the CSV files: Chinese headings, frozen panes, marks as colours, and text that stays text."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from pipeline.errors import PublishError
from pipeline.messages.names import COLUMNS, STATUS
from pipeline.messages.names import TABLES as NAMES
from pipeline.publication.write import build
from pipeline.schema import TABLES
from pipeline.views.export import (
    COLOURS,
    CUT,
    LINE,
    LONGEST,
    as_csv,
    export,
    headings,
    in_chinese,
    is_formula,
    workbook,
)
from tests.published import small_publication

FORMULA = '=HYPERLINK("http://example.org","x")'


def book(rows: Any) -> Any:
    return load_workbook(io.BytesIO(workbook(rows)))


def test_one_sheet_per_table_and_a_legend() -> None:
    names = "指标 排名 计分单元 考核部分 合计校验 责任单位 出处 候选读法 修复记录 原始单元格 发现 通知 说明"
    assert book(small_publication()).sheetnames == names.split()


def test_every_published_column_has_a_chinese_heading() -> None:
    assert {name for table in TABLES.values() for name in table.names} == set(COLUMNS)
    for table in TABLES.values():
        assert len(set(headings(table))) == len(table.names)


def test_headings_and_serials_stay_in_sight() -> None:
    sheets = book(small_publication())
    assert sheets["指标"].freeze_panes == "C2"
    assert sheets["考核部分"].freeze_panes == "B2"
    assert [cell.value for cell in sheets["指标"][1]][:3] == ["通知编号", "序号", "部分"]


def test_values_arrive_in_their_types() -> None:
    sheets = book(small_publication())
    row = {
        head.value: cell.value
        for head, cell in zip(sheets["指标"][1], sheets["指标"][2], strict=True)
    }
    assert (row["序号"], row["权重"], row["一级指标"], row["1–8月排名"]) == (1, 3, "总量", None)
    assert row["待核"] == "否"
    issued = sheets["通知"].cell(2, TABLES["notice"].names.index("issued_on") + 1).value
    assert issued == datetime(2022, 11, 15)


def test_what_a_person_reads_is_chinese() -> None:
    """Codes, columns and the stages' words; the CSV files keep the tables' codes."""
    rows = small_publication()
    said = {"code": "views.no-such-row", "parameters": '{"seq": 35}', "message": "row 35: …"}
    rows["findings"][0] |= {"severity": "warning", **said}
    sheets = book(rows)
    assert (
        sheets["指标"].cell(2, TABLES["indicators"].names.index("section") + 1).value
        == "省考核指标"
    )
    names = TABLES["findings"].names
    found = [
        sheets["发现"].cell(2, names.index(name) + 1).value for name in ("severity", "message")
    ]
    assert found == ["警告", "序号35：此次发布中没有这一指标"]
    names = TABLES["provenance"].names
    traced = {sheets["出处"].cell(n, names.index("status") + 1).value for n in range(2, 100)}
    assert {"原文", "未印"} <= traced <= set(STATUS.values())
    repair = {"rule": "weight_lost+slash_added"}
    assert in_chinese(repair, "rule") == "权重格缺失，排名左移；行末补“/”凑数"


def test_what_programs_read_is_in_the_sheet_but_out_of_sight() -> None:
    """The codes and parameters of what is said beside it; the CSV files have them in sight."""
    sheets = book(small_publication())
    for table, name in (("findings", "parameters"), ("provenance", "reasons")):
        letter = get_column_letter(TABLES[table].names.index(name) + 1)
        dimensions = sheets[NAMES[table]].column_dimensions
        assert [key for key in dimensions if dimensions[key].hidden] == [letter]


def test_a_sheet_is_printed_across_a4_with_its_heading_on_every_page() -> None:
    for sheet in book(small_publication()).worksheets[:-1]:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"


def test_a_text_wider_than_its_column_is_wrapped() -> None:
    rows = small_publication()
    rows["indicators"][0]["target"] = "项目" * 30
    sheet = book(rows)["指标"]
    place = TABLES["indicators"].names.index("target") + 1
    assert sheet.cell(2, place).alignment.wrap_text
    assert (
        sheet.row_dimensions[2].height >= 3 * LINE
    )  # 60 characters at twice the width of a letter
    assert sheet.row_dimensions[3].height == LINE
    assert not sheet.cell(2, place - 1).alignment.wrap_text


def test_marks_are_the_colours_of_the_cells() -> None:
    sheet = book(small_publication())["指标"]
    names = TABLES["indicators"].names
    assert sheet.cell(9, names.index("level1") + 1).fill.fgColor.rgb.endswith(COLOURS["ambiguous"])
    assert sheet.cell(5, names.index("weight") + 1).fill.fgColor.rgb.endswith(COLOURS["shared"])
    assert sheet.cell(2, names.index("weight") + 1).fill.fill_type is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            FORMULA,
            "=1+1",
            "+A1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            " =1",
            "\n=1",
            "\ufeff=1",
            "\u200b+A1",
            "\u3000@A1",
        ),
        *(
            "=cmd|'/C calc'!A0",
            "-2+3+cmd|'/C calc'!D2",
            "@SUM(1)*cmd|' /C calc'!A0",
            '=DDE("cmd";"/C calc";"1")',
        ),
        *("＝1+1", "＋A1", "－2＋3", "＠SUM(A1)", "\tcmd", "-5+A1", "+1\n=2"),
    ],
)
def test_a_formula_arrives_as_text(text: str) -> None:
    rows = small_publication()
    rows["indicators"][0]["target"] = text
    cell = book(rows)["指标"].cell(2, TABLES["indicators"].names.index("target") + 1)
    assert (cell.data_type, cell.value) == ("s", text)
    assert in_csv(text)[:2] == f"'{text[0]}"


def in_csv(text: str) -> str:
    """What stands in the CSV file for a target, read back with the comma between cells."""
    rows = small_publication()
    rows["indicators"][0]["target"] = text
    data = as_csv(TABLES["indicators"], rows["indicators"]).decode("utf-8-sig")
    return next(csv.DictReader(io.StringIO(data, newline="")))["年底目标"]


@pytest.mark.parametrize("separator", [";", "\t", "\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "formula", ["=1+1", "  =1+1", '"=1+1"', "@SUM(A1)", "＝1+1", "=cmd|'/c calc'!A1"]
)
def test_no_part_of_a_text_is_a_formula_where_another_sign_parts_the_cells(
    formula: str, separator: str
) -> None:
    """As a program reads the file that was told, or guessed, the wrong separator."""
    assert in_csv(f"a{separator}{formula}{separator}b") == f"a{separator}'{formula}{separator}b"
    rows = small_publication()
    rows["indicators"][0]["target"] = f"a{separator}{formula}{separator}b"
    data = as_csv(TABLES["indicators"], rows["indicators"]).decode("utf-8-sig")
    for delimiter in (";", "\t", ","):
        cells = [
            cell
            for row in csv.reader(io.StringIO(data, newline=""), delimiter=delimiter)
            for cell in row
        ]
        assert [cell for cell in cells if is_formula(cell.strip('"'))] == []


@pytest.mark.parametrize("text", ["a;-5;+3.5%", "a;b", "；=1", "第一;- ;第二", "甲=乙\n丙"])
def test_a_text_without_a_formula_in_it_stays_as_it_is(text: str) -> None:
    assert in_csv(text) == text


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("_x003D_1+1", "_x005F_x003D_1+1"),
        ("a_x000a_b_x0041_", "a_x005F_x000a_b_x005F_x0041_"),
        ("_x005F_x003D_", "_x005F_x005F_x005F_x003D_"),
        ("_x_x003G_x12_", "_x_x003G_x12_"),
    ],
)
def test_a_character_by_its_number_stays_the_text_it_is(text: str, stored: str) -> None:
    """Programs take _x003D_ in a workbook for "="; openpyxl hands it on as it is stored."""
    rows = small_publication()
    rows["indicators"][0]["target"] = text
    assert (
        book(rows)["指标"].cell(2, TABLES["indicators"].names.index("target") + 1).value == stored
    )


def test_a_long_notice_id_gives_a_file_name_that_the_system_takes(tmp_path: Path) -> None:
    rows = {
        name: [{**row, "notice_id": "县" * 200} for row in table]
        for name, table in small_publication().items()
    }
    assert (tmp_path / f"{'县' * 60}.xlsx") in export(build(rows, "0" * 64), tmp_path)


@pytest.mark.parametrize(
    "text", ["-", "－", " - ", "=\n", "—", "/", "-5", "+3.5%", "50亿元", "甲=乙", ""]
)
def test_a_mark_or_a_number_is_no_formula(text: str) -> None:
    assert not is_formula(text)


def test_csv_is_what_excel_takes_for_utf_8() -> None:
    data = as_csv(TABLES["sections"], small_publication()["sections"])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n")[:2] == [
        "通知编号,部分,名称,起始序号,终止序号,分值,计入比例",
        "small-2022,provincial,省考核指标,1,5,10,0.8",
    ]


@settings(max_examples=5)  # each writes a workbook of eleven sheets
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=8, max_size=8))
def test_any_text_can_be_exported(texts: list[str]) -> None:
    """Characters that XML forbids become U+FFFD, the rest comes back as it went in."""
    rows = small_publication()
    for row, text in zip(rows["indicators"], texts, strict=True):
        row["target"] = text
    sheet, column = book(rows)["指标"], TABLES["indicators"].names.index("target") + 1
    for number, text in enumerate(texts, 2):
        value = sheet.cell(number, column).value
        allowed = [
            character for character in text if character >= " " and character not in "\ufffe\uffff_"
        ]
        assert [
            character
            for character in value or ""
            if character >= " " and character not in "\ufffd_"
        ] == [character for character in allowed if character != "\ufffd"]


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    rows = small_publication()
    rows["notice"][0]["body"] = "文" * (LONGEST + 10)
    value = book(rows)["通知"].cell(2, TABLES["notice"].names.index("body") + 1).value
    assert len(value) == LONGEST
    assert value.endswith(CUT)
    assert "文" * (LONGEST + 10) in as_csv(TABLES["notice"], rows["notice"]).decode("utf-8-sig")


def test_files_are_written_whole_into_a_folder_of_their_own(tmp_path: Path) -> None:
    paths = export(build(small_publication(), "0" * 64), tmp_path / "export")
    assert {path.name for path in paths} == {
        "small-2022.xlsx",
        "small-2022.sqlite",
        *(f"{name}.csv" for name in TABLES),
    }
    assert {path.name for path in (tmp_path / "export").iterdir()} == {path.name for path in paths}


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match="cannot be written"):
        export(build(small_publication(), "0" * 64), tmp_path / "file" / "export")
