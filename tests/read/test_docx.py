"""DOCX: cells as merged on the page, numbers that stand in no text, and what is not read, said."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import LimitExceeded, SourceError
from pipeline.model import Document
from pipeline.read.docx import read
from pipeline.sandbox.limits import Limits
from tests.read.packed import TYPES, docx, p, packed, r, tbl, tc, tr

RESTART = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"


def opened(data: bytes, limits: Limits | None = None) -> Document:
    return read(Path("notice.docx"), data, limits or Limits())


def shown(document: Document, number: int = 1) -> list[tuple[int, ...] | str]:
    """Cells of a table as (row, col, rowspan, colspan) and text in turn."""
    found: list[tuple[int, ...] | str] = []
    for cell in document.tables[number - 1].cells:
        found += [(cell.row, cell.col, cell.rowspan, cell.colspan), cell.text]
    return found


def texts(document: Document, number: int = 1) -> list[str]:
    return [cell.text for cell in document.tables[number - 1].cells]


def checks(document: Document) -> list[tuple[str, str, int | None, int | None, int | None]]:
    return [(f.severity, f.check, f.page, f.row, f.col) for f in document.findings]


def only_cell(*content: str, **parts: str) -> Document:
    """A document of one row, whose second cell has the content."""
    return opened(docx(tbl(tr("x", tc(*content))), **parts))


# --- the grid -----------------------------------------------------------------------------------


def test_merged_cells_are_one_each() -> None:
    body = tbl(
        tr(tc("类别", properties=RESTART), tc("排名", properties='<w:gridSpan w:val="2"/>')),
        tr(tc(properties=ON), "1-6月", "1-8月"),
    )
    assert shown(opened(docx(body))) == [
        *((0, 0, 2, 1), "类别", (0, 1, 1, 2), "排名"),
        *((1, 1, 1, 1), "1-6月", (1, 2, 1, 1), "1-8月"),
    ]


def test_a_cell_goes_on_only_in_one_of_its_own_width() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    body = tbl(
        tr(tc("甲", properties=RESTART + wide), "1"),
        tr(tc("乙", properties=ON), "2", "3"),
    )
    assert shown(opened(docx(body)))[:4] == [(0, 0, 1, 2), "甲", (0, 2, 1, 1), "1"]
    assert "乙" in texts(opened(docx(body)))


def test_a_row_may_begin_and_end_within_the_table() -> None:
    body = tbl(
        tr("a", "b", "c"),
        tr("d", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    document = opened(docx(body))
    assert shown(document)[-2:] == [(1, 1, 1, 1), "d"]
    assert checks(document) == []


def test_a_row_that_ends_early_is_doubted() -> None:
    document = opened(docx(tbl(tr("a", "b", "c"), tr("d", "e"))))
    assert checks(document) == [("warning", "ragged-row", 1, 1, None)]


def test_columns_that_nothing_drawn_begins_in_are_none() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    body = tbl(tr(tc("a", properties=wide), "b"), tr(tc("c", properties=wide), "d"))
    document = opened(docx(body))
    assert document.tables[0].n_cols == 2
    assert shown(document) == [
        *((0, 0, 1, 1), "a", (0, 1, 1, 1), "b"),
        *((1, 0, 1, 1), "c", (1, 1, 1, 1), "d"),
    ]


def test_what_is_said_of_a_cell_names_its_drawn_place() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    body = tbl(
        tr(tc("a", properties=wide), "b"),
        tr(tc("c", properties=wide), tc(p(r("8", "<w:strike/>")))),
    )
    assert checks(opened(docx(body))) == [("warning", "struck-text", 1, 1, 1)]


def test_text_under_a_merged_cell_is_not_read_and_doubted() -> None:
    body = tbl(tr(tc("甲", properties=RESTART), "1"), tr(tc("旧", properties=ON), "2"))
    document = opened(docx(body))
    assert texts(document) == ["甲", "1", "2"]
    assert checks(document) == [("warning", "covered-text", 1, 0, 0)]
    assert "'旧'" in document.findings[0].message


def test_a_table_in_a_cell_is_one_of_its_own_and_its_text_is_said() -> None:
    inner = tbl(tr("项目", "分值"), tr("甲", "2"))
    document = only_cell("前", inner, "后")
    assert texts(document) == ["x", "前\n后"]
    assert texts(document, 2) == ["项目", "分值", "甲", "2"]
    assert {cell.place for cell in document.tables[1].cells} == {"table 2"}
    assert checks(document) == [("warning", "nested-table", 1, 0, 1)]


def test_a_frame_around_text_in_a_cell_is_its_text() -> None:
    document = only_cell(tbl(tr("甲"), tr("乙")))
    assert texts(document) == ["x", "甲\n乙"]
    assert len(document.tables) == 1


def test_deleted_and_hidden_rows_are_left_out() -> None:
    body = tbl(tr("1"), tr("2", properties="<w:del/>"), tr("3", properties="<w:hidden/>"), tr("4"))
    document = opened(docx(body))
    assert texts(document) == ["1", "4"]
    assert [f.check for f in document.findings] == ["hidden-rows", "tracked-deletion"]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    control = "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = control.format(tr("a", control.format(tc(control.format(p("b"))))))
    assert texts(opened(docx(tbl(row)))) == ["a", "b"]


# --- text ---------------------------------------------------------------------------------------


def test_paragraphs_and_breaks_of_a_cell_are_lines() -> None:
    run = "<w:r><w:t>县农业局</w:t><w:br/><w:t>县林业局</w:t><w:tab/><w:t>等</w:t></w:r>"
    assert texts(only_cell("县水利局", p(), p(run)))[1] == "县水利局\n县农业局\n县林业局 等"


def test_signs_are_read_as_drawn() -> None:
    run = "<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>c\u00add</w:t></w:r>"
    assert texts(only_cell(p(run)))[1] == "A-Bcd"
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    assert texts(only_cell(p(tick)))[1] == "✓"


def test_an_unknown_sign_of_a_font_is_marked() -> None:
    document = only_cell(p('<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>'))
    assert texts(document)[1] == "\ufffd"
    assert checks(document) == [("warning", "font-sign", 1, 0, 1)]


def test_inserted_text_is_read_and_deleted_text_is_not() -> None:
    run = f"{r('3')}<w:ins>{r('5')}</w:ins><w:del><w:r><w:delText>7</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('新')}</w:moveTo>"
    document = only_cell(p(run + moved))
    assert texts(document)[1] == "35新"
    (finding,) = document.findings
    assert finding.check == "tracked-deletion"
    assert finding.message.startswith("2 pieces of text marked as deleted or moved away not read")


def test_a_paragraph_whose_end_is_deleted_runs_into_the_next() -> None:
    ends = "<w:rPr><w:del/></w:rPr>"
    assert texts(only_cell(p("工业", properties=ends), "增加值"))[1] == "工业增加值"
    document = opened(docx(p("关于", properties=ends) + p("考核的通知")))
    assert [line.text for line in document.lines] == ["关于考核的通知"]


HIDES = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:rStyle w:val="h"/>'])
def test_hidden_text_is_not_read_and_said(properties: str) -> None:
    document = only_cell(p(r("8"), r("9", properties)), styles=HIDES)
    assert texts(document)[1] == "8"
    assert checks(document) == [("info", "hidden-text", 1, 0, 1)]
    assert "'9'" in document.findings[0].message


def test_a_run_may_take_back_what_its_style_hides() -> None:
    run = r("9", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>')
    assert texts(only_cell(p(run), styles=HIDES))[1] == "9"


def test_struck_text_is_read_and_doubted() -> None:
    document = only_cell(p(r("8", "<w:strike/>")))
    assert texts(document)[1] == "8"
    assert checks(document) == [("warning", "struck-text", 1, 0, 1)]


@pytest.mark.parametrize("align", ["superscript", "subscript"])
def test_a_raised_digit_behind_a_digit_is_doubted(align: str) -> None:
    document = only_cell(p(r("10") + r("4", f'<w:vertAlign w:val="{align}"/>')))
    assert texts(document)[1] == "104"
    assert checks(document) == [("warning", "raised-digits", 1, 0, 1)]


def test_a_raised_digit_behind_a_letter_is_no_doubt() -> None:
    document = only_cell(p(r("50m") + r("2", '<w:vertAlign w:val="superscript"/>')))
    assert (texts(document)[1], checks(document)) == ("50m2", [])


def field(code: str, result: str | None) -> str:
    """A complex field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    middle = "" if result is None else mark.format("separate") + r(result)
    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return mark.format("begin") + instruction + middle + mark.format("end")


def test_of_a_field_the_result_is_read() -> None:
    assert texts(only_cell(p(field("DATE", "2023年") + r("止"))))[1] == "2023年止"
    nested = field("IF " + "</w:instrText></w:r>" + field("PAGE", "7") + "<w:r><w:instrText>", "是")
    assert texts(only_cell(p(nested)))[1] == "是"


def test_a_number_drawn_in_a_circle_is_that_sign() -> None:
    assert texts(only_cell(p(field(r"EQ \o\ac(○,3)", None))))[1] == "③"


def test_an_equation_is_not_read_and_doubted() -> None:
    document = only_cell(p(field(r"EQ \f(1,2)", None)))
    assert texts(document)[1] == ""
    assert checks(document) == [("warning", "unread-field", 1, 0, 1)]


def math(inside: str) -> str:
    """A formula, in the namespace of formulas."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    return f'<m:oMath xmlns:m="{space}">{inside}</m:oMath>'


def mr(text: str) -> str:
    """A run of a formula."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def test_a_formula_with_a_power_or_a_fraction_is_read_as_a_line_and_doubted() -> None:
    power = f"<m:sSup><m:e>{mr('10')}</m:e><m:sup>{mr('4')}</m:sup></m:sSup>"
    share = f"<m:f><m:num>{mr('1')}</m:num><m:den>{power}</m:den></m:f>"
    for inside, text in ((power, "104"), (share, "1104")):
        document = only_cell(p(math(mr("x=") + inside)))
        assert texts(document)[1] == f"x={text}"
        assert checks(document) == [("warning", "formula-in-line", 1, 0, 1)]


def test_a_formula_that_is_a_line_is_read_without_doubt() -> None:
    document = only_cell(p(math(mr("x=") + mr("a+b"))))
    assert texts(document)[1] == "x=a+b"
    assert checks(document) == []


def test_a_footnote_mark_is_no_part_of_the_number_it_stands_at() -> None:
    run = r("8") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{p("按季度计")}</w:footnote>'
    document = only_cell(p(run), footnotes=notes)
    assert texts(document)[1] == "8"
    assert checks(document) == [("info", "footnote", 1, 0, 1)]
    assert "按季度计" in document.findings[0].message


def test_a_picture_in_a_cell_is_doubted() -> None:
    document = only_cell(p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>"))
    assert checks(document) == [("warning", "picture-in-cell", 1, 0, 1)]


def test_of_two_renderings_one_is_read_and_a_text_box_stands_beside_the_table() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box.format(p('框'))}</mc:Choice>"
        f"<mc:Fallback>{box.format(p('框'))}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = only_cell(p(r("甲") + both))
    assert texts(document)[1] == "甲"
    assert [line.text for line in document.lines] == ["框"]
    assert checks(document) == [("warning", "text-box", 1, 0, 1)]


# --- what stands around the tables --------------------------------------------------------------


def test_larger_type_and_outline_levels_make_headings() -> None:
    def sized(text: str, size: int) -> str:
        return p(r(text, f'<w:sz w:val="{size}"/>'))

    outline = '<w:outlineLvl w:val="1"/>'
    body = (
        sized("关于考核的通知", 44) + sized("各乡镇：现将办法印发给你们。", 32)
        + p(r("一、总则", '<w:sz w:val="32"/>'), properties=outline)
        + tbl(tr("a", "b")) + sized("说明：满分100分。", 32)
    )  # fmt: skip
    lines = [(line.text[:4], line.level, line.before_table) for line in opened(docx(body)).lines]
    assert lines == [("关于考核", 1, 0), ("各乡镇：", 0, 0), ("一、总则", 2, 0), ("说明：满", 0, 1)]


def test_signature_and_date_in_one_paragraph_are_two_lines() -> None:
    body = p("<w:r><w:t>县办公室</w:t><w:br/><w:t>2023年11月3日</w:t></w:r>")
    assert [line.text for line in opened(docx(body)).lines] == ["县办公室", "2023年11月3日"]


def test_cells_say_where_they_stand() -> None:
    document = opened(docx(tbl(tr("a", "b")) + p("x") + tbl(tr("c", "d"))))
    assert [table.page for table in document.tables] == [1, 2]
    assert {cell.place for cell in document.tables[1].cells} == {"table 2"}
    assert document.kind == "docx"


# --- files that are no good ---------------------------------------------------------------------


def test_the_main_part_is_found_by_its_relation() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Type="http://x/officeDocument" Target="/word/text.xml"/></Relationships>'
    )
    body = docx(p("x"))
    main = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml")
    data = packed({"[Content_Types].xml": TYPES, "_rels/.rels": relations, "word/text.xml": main})
    assert [line.text for line in opened(data).lines] == ["x"]


@pytest.mark.parametrize(
    ("main", "says"),
    [
        (b"<w:document", "word/document.xml in it is damaged"),
        (b"<a>&b;</a>", "is damaged"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares a document type"),
    ],
)
def test_a_part_that_is_no_xml_of_an_office_is_refused(main: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        opened(packed({"[Content_Types].xml": TYPES, "word/document.xml": main}))


def test_an_archive_without_a_text_is_refused() -> None:
    with pytest.raises(SourceError, match="no text of a document"):
        opened(packed({"[Content_Types].xml": TYPES, "word/other.xml": "<a/>"}))


def test_limits_hold_for_what_is_packed() -> None:
    data = docx(p("x" * 3_000_000))
    with pytest.raises(LimitExceeded, match=r"inflates to more than 1 MB; --max-stream"):
        opened(data, Limits(stream_mb=1))
    with pytest.raises(LimitExceeded, match=r"it inflates to more than 2 MB; --max-inflated"):
        opened(data, Limits(inflated_mb=2))
    with pytest.raises(LimitExceeded, match=r"more than 10 elements; --max-objects"):
        opened(docx(tbl(tr("a", "b", "c"))), Limits(objects=1))


def test_a_span_beyond_all_tables_is_refused() -> None:
    wide = tc("a", properties='<w:gridSpan w:val="2000"/>')
    with pytest.raises(LimitExceeded, match="more than 1,000 columns"):
        opened(docx(tbl(tr(wide))))
