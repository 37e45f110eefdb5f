"""XLSX → tables and lines: merged cells, titles and notes, hidden parts, formulas, several sheets."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.read.workbooks import drawn, reading, sheet_xml, spans, texts, told, written

HEAD = ("序号", "指标", "单位", "目标")
BODY = [(1, "接待游客", "万人次", 320), (2, "旅游收入", "亿元", 26.4), (3, "民宿", "家", 6)]
TITLE = ("2023年考核指标", None, None, None)


def test_a_title_and_a_note_over_all_columns_are_lines_and_no_rows() -> None:
    note = ("说明：序号1—3为省考核指标。\n其余不计。", None, None, None)
    document = reading(drawn([TITLE, HEAD, *BODY, note], ["A1:D1", "A6:D6"], "A1:D6"))
    (table,) = document.tables
    assert texts(table)[0] == list(HEAD)
    assert (table.page, table.n_rows, table.n_cols) == (1, 4, 4)
    lines = [(line.text, line.before_table) for line in document.lines]
    assert lines == [
        ("2023年考核指标", 0),
        ("说明：序号1—3为省考核指标。", 1),
        ("其余不计。", 1),
    ]


@pytest.mark.parametrize("ruled", ["", "A3:D6"])
def test_what_stands_above_and_below_a_table_is_parted_from_it(ruled: str) -> None:
    above = [TITLE, ("填报单位：县文旅局", None, None, "单位：万元")]
    below = ("填表人：张三", None, None, "审核人：李四")
    document = reading(drawn([*above, HEAD, *BODY, below], ["A1:D1"], ruled))
    (table,) = document.tables
    assert texts(table) == [list(HEAD), *[[str(one) for one in row] for row in BODY]]
    assert [line.text for line in document.lines] == [
        "2023年考核指标",
        "填报单位：县文旅局",
        "单位：万元",
        "填表人：张三",
        "审核人：李四",
    ]


def test_a_heading_over_all_columns_within_a_table_is_a_row_of_it() -> None:
    section = ("省考核指标", None, None, None)
    rows = [HEAD, BODY[0], section, BODY[1]]
    document = reading(drawn(rows, ["A3:D3"], "A1:D4"))
    (table,) = document.tables
    assert spans(table) == {"省考核指标": (2, 0, 1, 4)}
    assert document.lines == ()


def test_merged_cells_are_spans_blank_ones_too() -> None:
    rows = [HEAD, (1, "甲", "家", None), (2, None, "家", None), (3, "丙", "家", 5)]
    (table,) = reading(drawn(rows, ["B2:B3", "D2:D3"], "A1:D4")).tables
    merged = {(c.row, c.col): (c.text, c.rowspan) for c in table.cells if c.rowspan > 1}
    assert merged == {(1, 1): ("甲", 2), (1, 3): ("", 2)}
    assert len(table.cells) == 16 - 2


def test_a_cell_has_its_place_in_the_sheet() -> None:
    (table,) = reading(drawn([TITLE, HEAD, *BODY], ["A1:D1"], "A2:D5")).tables
    places = {(cell.row, cell.col): cell.place for cell in table.cells}
    assert (places[0, 0], places[3, 3]) == ("Sheet1!A2", "Sheet1!D5")
    assert {cell.engines for cell in table.cells} == {("xlsx",)}


def test_hidden_rows_and_columns_are_left_out_and_said() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    document = reading(drawn([HEAD, *BODY], ["B2:B4"], "A1:D4", hide))
    (table,) = document.tables
    assert texts(table)[0] == ["序号", "指标", "目标"]
    assert [row[0] for row in texts(table)] == ["序号", "1", "3"]
    assert spans(table) == {"接待游客": (1, 1, 2, 1)}
    assert {cell.place for cell in table.cells if cell.row == 2} == {"Sheet1!A4", "Sheet1!D4"}
    assert ("warning", "hidden-rows") in told(document)
    assert ("warning", "hidden-columns") in told(document)
    (rows,) = [f for f in document.findings if f.what.code == "sheets.hidden-rows"]
    assert rows.what.parameters["rows"] == (3,)


def test_each_sheet_has_its_number_and_hidden_ones_are_left_out() -> None:
    def more(sheet: Any) -> None:
        book = sheet.parent
        for name, state in (("附表", "visible"), ("字典", "hidden"), ("空", "visible")):
            other = book.create_sheet(name)
            other.sheet_state = state
            for row in [] if name == "空" else [HEAD, *BODY]:
                other.append(row)

    document = reading(drawn([HEAD, *BODY], change=more))
    assert [(t.page, t.cells[0].place) for t in document.tables] == [
        (1, "Sheet1!A1"),
        (2, "附表!A1"),
    ]
    assert told(document) == [("info", "hidden-sheet")]


def test_two_tables_on_a_sheet_are_two() -> None:
    rows: list[Sequence[Any]] = [HEAD, *BODY, (None,) * 4, ("附表2",), HEAD, *BODY]
    document = reading(drawn(rows, ruled="A1:D4"))
    assert [(t.page, t.n_rows, t.n_cols) for t in document.tables] == [(1, 4, 4), (1, 4, 4)]
    assert [(line.text, line.before_table) for line in document.lines] == [("附表2", 1)]


def test_a_table_without_rules_goes_on_over_one_blank_row() -> None:
    rows: list[Sequence[Any]] = [HEAD, *BODY, (None,) * 4, *BODY]
    (table,) = reading(drawn(rows)).tables
    assert table.n_rows == 8


def test_text_beside_a_ruled_table_is_told_and_no_column() -> None:
    rows: list[Sequence[Any]] = [[*HEAD, None], [*BODY[0], "核对"], [*BODY[1], None]]
    rows.append([*BODY[2], None])
    document = reading(drawn(rows, ruled="A1:D4"))
    (table,) = document.tables
    assert table.n_cols == 4
    assert [line.text for line in document.lines] == ["核对"]
    assert told(document) == [("warning", "text-beside")]


def test_blank_ruled_rows_at_the_end_are_left_out() -> None:
    (table,) = reading(drawn([HEAD, *BODY], ruled="A1:D30")).tables
    assert table.n_rows == 4


def formula(value: str) -> str:
    cell = f"<c r='B2'><f>A1*2</f>{value}</c>"
    return sheet_xml(
        "<row r='1'><c r='A1' t='str'><v>a</v></c><c r='B1' t='str'><v>b</v></c></row>"
        f"<row r='2'><c r='A2'><v>1</v></c>{cell}</row>"
    )


def test_a_formula_stands_by_its_stored_value_and_is_told() -> None:
    document = reading(written(formula("<v>8.5</v>")))
    assert texts(document.tables[0]) == [["a", "b"], ["1", "8.5"]]
    assert told(document) == [("info", "formulas")]


def test_a_formula_without_a_stored_value_is_open_and_told_with_its_place() -> None:
    document = reading(written(formula("")))
    assert texts(document.tables[0]) == [["a", "b"], ["1", ""]]
    (warning,) = [f for f in document.findings if f.severity == "warning"]
    assert warning.message.startswith("Sheet1!B2: a formula without a stored value")
    assert (warning.page, warning.row, warning.col) == (1, 1, 1)


def test_an_error_is_told() -> None:
    sheet = formula("<v>#REF!</v>").replace("<c r='B2'>", "<c r='B2' t='e'>")
    document = reading(written(sheet))
    assert texts(document.tables[0])[1][1] == "#REF!"
    assert ("warning", "error-value") in told(document)


PICTURE = "<f>_xlfn.DISPIMG(&quot;ID_1&quot;,1)</f><v>=DISPIMG(&quot;ID_1&quot;,1)</v></c><c r='C2'><v>3</v>"


def test_a_picture_in_a_cell_is_told_and_its_code_is_no_text() -> None:
    """As WPS Office stores one; another program may have left only the code, or an error."""
    sheet = formula("").replace("<f>A1*2</f>", PICTURE).replace("r='B2'>", "r='B2' t='str'>")
    document = reading(written(sheet))
    assert texts(document.tables[0]) == [["a", "b", ""], ["1", "", "3"]]
    (finding,) = document.findings
    assert (finding.severity, finding.check) == ("warning", "picture-in-cell")
    assert (finding.page, finding.row, finding.col) == (1, 1, 1)
    assert finding.message.startswith("Sheet1!B2: a picture stands in the cell")


def test_a_cell_that_only_a_doubt_is_told_of_is_not_blank() -> None:
    """A last row whose only cell has a formula without a value; a picture beside a title."""
    code = "=DISPIMG(&quot;ID_1&quot;,1)"
    sheet = formula("<v>2</v>").replace(
        "</sheetData>",
        f"<row r='3'><c r='A3'><f>A1</f></c></row><row r='5'><c r='A5' t='str'><v>{code}</v></c></row>"
        "</sheetData>",
    )
    document = reading(written(sheet))
    assert texts(document.tables[0]) == [["a", "b"], ["1", "2"], ["", ""]]
    assert ("warning", "formula-without-value") in told(document)
    assert ("warning", "editions.picture") in told(document)


def test_a_raised_digit_behind_a_digit_is_doubted() -> None:
    raised = "<r><rPr><vertAlign val='superscript'/></rPr><t>{}</t></r>"
    strings = (
        f"<si><r><t>10</t></r>{raised.format(4)}</si><si><r><t>m</t></r>{raised.format(2)}</si>"
    )
    cells = "".join(f"<c t='s'><v>{n}</v></c>" for n in (0, 1))
    document = reading(written(sheet_xml(f"<row>{cells}</row><row>{cells}</row>"), strings))
    assert texts(document.tables[0])[0] == ["104", "m2"]
    assert set(told(document)) == {("warning", "raised")}


def test_rich_text_is_one_text_without_how_it_is_read_aloud() -> None:
    strings = (
        "<si><r><t>县</t></r><r><rPr><b/></rPr><t xml:space='preserve'>文旅局&#10;科</t></r>"
        "<rPh sb='0' eb='1'><t>xian</t></rPh></si><si><t>a_x000D_b</t></si>"
        "<si><r><rPr><strike/></rPr><t>旧</t></r><r><t>新</t></r></si><si><t>x</t></si>"
    )
    cells = "".join(f"<c t='s'><v>{n}</v></c>" for n in (3, 3, 3))
    more = "".join(f"<c t='s'><v>{n}</v></c>" for n in (0, 1, 2))
    document = reading(written(sheet_xml(f"<row>{cells}</row><row>{more}</row>"), strings))
    assert texts(document.tables[0])[1] == ["县文旅局\n科", "a\nb", "旧新"]
    assert told(document) == [("warning", "struck")]


def test_a_text_under_a_merged_cell_is_told() -> None:
    sheet = sheet_xml(
        "<row r='1'><c r='A1' t='str'><v>a</v></c><c r='B1' t='str'><v>b</v></c></row>"
        "<row r='2'><c r='A2' t='str'><v>x</v></c><c r='B2' t='str'><v>under</v></c></row>"
        "<row r='3'><c r='A3'><v>1</v></c><c r='B3'><v>2</v></c></row>",
        after="<mergeCells><mergeCell ref='A2:B2'/><mergeCell ref='B2:B3'/></mergeCells>",
    )
    document = reading(written(sheet))
    assert texts(document.tables[0]) == [["a", "b"], ["x", ""], ["1", "2"]]
    assert told(document) == [("warning", "covered"), ("warning", "overlapping")]


def test_a_format_that_is_not_rendered_is_told_and_the_plain_value_stands() -> None:
    styles = (
        "<numFmts><numFmt numFmtId='170' formatCode='b yyyy'/></numFmts>"
        "<cellXfs><xf/><xf numFmtId='170'/><xf numFmtId='180'/></cellXfs>"
    )
    cells = "<c t='str'><v>x</v></c><c s='1'><v>44880</v></c><c s='2'><v>7</v></c>"
    document = reading(written(sheet_xml(f"<row>{cells}</row>" * 2), styles=styles))
    assert texts(document.tables[0])[0] == ["x", "44880", "7"]
    assert set(told(document)) == {("warning", "format-unknown"), ("warning", "format-missing")}


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    styles = "<cellXfs><xf numFmtId='31'/></cellXfs>"
    cells = "<c t='str'><v>x</v></c><c s='0'><v>43418</v></c>"
    book = written(
        sheet_xml(f"<row>{cells}</row>" * 2), styles=styles, head="<workbookPr date1904='1'/>"
    )
    assert texts(reading(book).tables[0])[0] == ["x", "2022年11月15日"]


def test_what_is_read_is_what_openpyxl_reads() -> None:
    """The second witness: the same cells, texts and merged areas, whatever their formats display."""
    from openpyxl import load_workbook

    rows: list[Sequence[Any]] = [HEAD]
    rows += [(n, f"指标{n}", "家", n * 1.5) for n in range(1, 40)]
    data = drawn(rows, ["B2:B5", "C7:D9"], "A1:D40")
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    (table,) = reading(data).tables
    covers = {f"{r.coord}" for r in sheet.merged_cells.ranges}
    merged = {
        f"{c.place.split('!')[1]}:{'ABCD'[c.col + c.colspan - 1]}{c.row + c.rowspan}"
        for c in table.cells
        if c.place and c.rowspan * c.colspan > 1
    }
    assert merged == covers
    for cell in table.cells:
        value = sheet.cell(cell.row + 1, cell.col + 1).value
        assert cell.text == ("" if value is None else str(value).removesuffix(".0"))


def add_sheet(rows: Sequence[Sequence[Any]]) -> Callable[[Any], None]:
    """Adds a sheet of these rows behind the first one."""

    def change(sheet: Any) -> None:
        added = sheet.parent.create_sheet("附表")
        for row in rows:
            added.append(list(row))

    return change


def test_a_sheet_without_a_table_beside_one_that_is_read_is_told() -> None:
    document = reading(drawn([HEAD, *BODY], change=add_sheet([["填表说明"], ["按月填报"]])))
    assert len(document.tables) == 1
    assert told(document) == [("info", "small-parts")]
    assert document.findings[0].message.endswith("the first at 附表!A1: '填表说明'")


def test_a_sheet_of_one_column_of_numbers_is_doubted_and_its_texts_are_kept() -> None:
    document = reading(drawn([HEAD, *BODY], change=add_sheet([["得分"], [98], [97.5], [96]])))
    assert told(document) == [("warning", "small-parts")]
    assert document.findings[0].message.endswith("the first at 附表!A2: '98'")
    assert [line.text for line in document.lines] == ["得分", "98", "97.5", "96"]


def test_titles_and_notes_of_a_table_are_no_parts_that_are_told() -> None:
    above = [["目标表"], ["2025年"]]
    below = [[], ["注：1. 以年报为准"], ["2."]]
    assert told(reading(drawn([*above, HEAD, *BODY, *below]))) == []


def test_a_workbook_without_tables_has_nothing_beside_them() -> None:
    assert told(reading(drawn([["得分"], [98], [97], [96]]))) == []
