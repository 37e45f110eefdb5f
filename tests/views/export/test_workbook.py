"""The workbook: Chinese headings, frozen panes, doubts in sight, ready for paper, and text that stays text."""

from __future__ import annotations

import functools
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from pipeline.messages.names import COLUMNS, STATUS
from pipeline.messages.names import TABLES as NAMES
from pipeline.schema import TABLES, extra_columns, extras_table
from pipeline.views.export.book import CUT, LONGEST
from pipeline.views.export.csv_file import as_csv
from pipeline.views.export.headings import headings
from pipeline.views.export.sheets import in_chinese
from pipeline.views.export.widths import LINE, height_of
from tests.published import small_publication, with_own_columns
from tests.views.export.books import book, in_csv, shown

FORMULA = '=HYPERLINK("http://example.org","x")'


@functools.cache
def sound() -> Any:
    """The workbook of the small publication, to be read alone."""
    return book(small_publication())


def test_one_sheet_per_table_and_how_to_read_them() -> None:
    names = "指标 如何阅读 排名 计分单元 考核部分 合计校验 责任单位 出处 候选读法 修复记录 原始单元格 发现 通知"
    assert sound().sheetnames == names.split()


def test_every_published_column_has_a_chinese_heading() -> None:
    assert {name for table in TABLES.values() for name in table.names} == set(COLUMNS)
    for table in TABLES.values():
        assert len(set(headings(table))) == len(table.names)


def test_headings_and_serials_stay_in_sight() -> None:
    sheets = sound()
    assert sheets["指标"].freeze_panes == "C2"
    assert sheets["考核部分"].freeze_panes == "B2"
    assert [cell.value for cell in sheets["指标"][1]][:3] == ["通知编号", "序号", "部分"]


def test_values_arrive_in_their_types() -> None:
    sheets = sound()
    row = {
        head.value: cell.value
        for head, cell in zip(sheets["指标"][1], sheets["指标"][2], strict=True)
    }
    assert (row["序号"], row["权重"], row["一级指标"], row["1–8月排名"]) == (1, 3, "总量", None)
    assert row["待核"] == "否"
    notice = {line[0].value: line[1] for line in sheets["通知"].iter_rows(min_row=2)}
    assert notice["发文日期"].value == datetime(2022, 11, 15)
    assert notice["发文日期"].number_format == "yyyy-mm-dd"


def test_shares_are_percentages() -> None:
    sheets = sound()
    share = sheets["考核部分"].cell(2, TABLES["sections"].names.index("share") + 1)
    assert (share.value, share.number_format) == (0.8, "0%")


@pytest.mark.parametrize(
    ("published", "value", "number_format"),
    [(40.0, 0.4, "0%"), (7.0, 0.07, "0%"), (99.5, 0.995, "0.0%"), (12.25, 0.1225, "0.00%")],
)
def test_per_cents_of_the_form_s_own_are_percentages(
    published: float, value: float, number_format: str
) -> None:
    """Published as 40, since that is what is printed; a spreadsheet counts with 0.4."""
    rows = small_publication()
    declared = extras_table(extra_columns("done", "percent", "完成率"))
    rows["extras"] = [
        {"notice_id": row["notice_id"], "seq": row["seq"], "done": published, "done_text": "甲"}
        for row in rows["indicators"]
    ]
    sheets = book(rows, declared)
    cells = [shown(sheets["指标"], 2, "完成率"), shown(sheets["自有栏目"], 2, "完成率")]
    assert {(cell.value, cell.number_format) for cell in cells} == {(value, number_format)}
    assert shown(sheets["自有栏目"], 2, "完成率（原文）").value == "甲"


def test_the_first_sheet_has_the_form_s_own_columns_under_their_headings() -> None:
    rows, declared = with_own_columns()
    sheet = book(rows, declared)["指标"]
    assert [cell.value for cell in sheet[1]][-2:] == ["完成时限", "责任领导"]
    deadlines = [shown(sheet, row, "完成时限") for row in (2, 3)]
    assert [cell.value for cell in deadlines] == [datetime(2024, 6, 30), "长期坚持"]
    assert deadlines[0].number_format == "yyyy-mm-dd"


def test_columns_that_follow_one_of_the_form_s_own_have_its_heading() -> None:
    rows, declared = with_own_columns()
    sheet = book(rows, declared)["自有栏目"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [
        *("通知编号", "序号", "完成时限", "完成时限（精度）", "完成时限（起始日）"),
        *("完成时限（原文）", "责任领导"),
    ]
    assert shown(sheet, 2, "完成时限（精度）").value == "月"


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
    """Codes and parameters of what is said beside them; the CSV files have them in sight."""
    sheets = sound()
    for table, names in (
        ("findings", ("code", "parameters")),
        ("provenance", ("reasons",)),
        ("cells", ("source_sha256",)),
    ):
        letters = [get_column_letter(TABLES[table].names.index(name) + 1) for name in names]
        dimensions = sheets[NAMES[table]].column_dimensions
        assert [key for key in dimensions if dimensions[key].hidden] == letters


def test_a_column_in_which_nothing_is_shown_is_hidden_on_the_first_sheet() -> None:
    """Nobody ranked January to August there; a column with a mark alone shows something."""
    rows = small_publication()
    dimensions = book(rows)["指标"].column_dimensions
    letter = get_column_letter(TABLES["indicators"].names.index("rank_jan_aug") + 1)
    assert dimensions[letter].hidden
    for source in rows["provenance"]:
        if (source["seq"], source["column"]) == (1, "rank_jan_aug"):
            source |= {"status": "printed", "printed": "/"}
    assert not book(rows)["指标"].column_dimensions[letter].hidden


def test_a_text_wider_than_its_column_is_wrapped() -> None:
    """Its row is as high as its lines; the others stay as they are."""
    rows = small_publication()
    rows["indicators"][0]["target"] = "项目" * 60
    sheet = book(rows)["指标"]
    assert shown(sheet, 2, "年底目标").alignment.wrap_text
    assert sheet.row_dimensions[2].height >= height_of(3)
    assert sheet.row_dimensions[9].height == LINE


def test_the_notice_is_told_line_by_line() -> None:
    rows = small_publication()
    rows["notice"][0]["body"] = "# 通知\n\n各乡镇：\n请执行。"
    lines = [[cell.value for cell in line] for line in book(rows)["通知"].iter_rows(min_row=2)]
    assert lines[-3:] == [["正文", "# 通知"], [None, "各乡镇："], [None, "请执行。"]]
    assert ["省考核占比", 0.8] in lines


def test_sums_are_told_in_chinese() -> None:
    sheet = sound()["合计校验"]
    kinds = [shown(sheet, row, "类别").value for row in (2, 4)]
    states = [shown(sheet, row, "状态").value for row in (2, 4, 5)]
    assert (kinds, states) == (["说明所载部分分值", "合计行"], ["相符", "不符", "未决"])


def test_a_reading_by_which_nothing_stands_there_says_so() -> None:
    sheet = sound()["候选读法"]
    texts = {
        (shown(sheet, row, "列").value, shown(sheet, row, "文本").value) for row in range(2, 11)
    }
    assert {("权重", "与他行共享"), ("一级指标", "治理"), ("计分单元", None)} <= texts


FORMULAS = [
    *(FORMULA, "=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\n=1", "\ufeff=1"),
    *("\u200b+A1", "\u3000@A1", "=cmd|'/C calc'!A0", "-2+3+cmd|'/C calc'!D2"),
    *("@SUM(1)*cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"1")', "＝1+1", "＋A1", "－2＋3"),
    *("＠SUM(A1)", "\tcmd", "-5+A1", "+1\n=2"),
]
NUMBERED = {
    "_x003D_1+1": "_x005F_x003D_1+1",
    "a_x000a_b_x0041_": "a_x005F_x000a_b_x005F_x0041_",
    "_x005F_x003D_": "_x005F_x005F_x005F_x003D_",
    "_x_x003G_x12_": "_x_x003G_x12_",
}


@pytest.fixture(scope="module")
def targets() -> dict[str, Any]:
    """The cell of each of these texts, where it is a row's target: as many in a workbook as it has rows."""
    found: dict[str, Any] = {}
    column = TABLES["indicators"].names.index("target") + 1
    texts = [*FORMULAS, *NUMBERED]
    while len(found) < len(texts):
        rows = small_publication()
        put = texts[len(found) : len(found) + len(rows["indicators"])]
        for row, text in zip(rows["indicators"], put, strict=False):
            row["target"] = text
        sheet = book(rows)["指标"]
        found |= {text: sheet.cell(number, column) for number, text in enumerate(put, 2)}
    return found


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_arrives_as_text(text: str, targets: dict[str, Any]) -> None:
    cell = targets[text]
    assert (cell.data_type, cell.value) == ("s", text)
    assert in_csv(text)[:2] == f"'{text[0]}"


@pytest.mark.parametrize(("text", "stored"), NUMBERED.items())
def test_a_character_by_its_number_stays_the_text_it_is(
    text: str, stored: str, targets: dict[str, Any]
) -> None:
    """Programs take _x003D_ in a workbook for "="; openpyxl hands it on as it is stored."""
    assert targets[text].value == stored


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
    value = book(rows)["通知"].cell(len(TABLES["notice"].names) + 1, 2).value
    assert len(value) == LONGEST
    assert value.endswith(CUT)
    assert "文" * (LONGEST + 10) in as_csv(TABLES["notice"], rows["notice"]).decode("utf-8-sig")
