"""HTML pages: spans as a browser forms them, data told from layout, encodings, what is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LimitExceeded
from pipeline.model import Document
from pipeline.read.html import read
from pipeline.sandbox.limits import Limits
from pipeline.stitch import stitch

HEADS = "<tr><th>序号</th><th>指标</th><th>目标</th></tr>"
ROWS = "<tr><td>1</td><td>工业</td><td>5%</td></tr><tr><td>2</td><td>农业</td><td>4%</td></tr>"


def opened(text: str | bytes, limits: Limits | None = None) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return read(Path("page.html"), data, limits or Limits())


def shown(text: str) -> list[tuple[int, ...] | str]:
    """Cells of the first table as (row, col, rowspan, colspan) and text in turn."""
    found: list[tuple[int, ...] | str] = []
    for cell in opened(text).tables[0].cells:
        found += [(cell.row, cell.col, cell.rowspan, cell.colspan), cell.text]
    return found


def texts(document: Document, number: int = 1) -> list[str]:
    return [cell.text for cell in document.tables[number - 1].cells]


def lines(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def checks(document: Document) -> list[tuple[str, str, int | None, int | None, int | None]]:
    return [(f.severity, f.check, f.page, f.row, f.col) for f in document.findings]


def cell(content: str) -> Document:
    """A page with a table in whose last cell the content stands."""
    return opened(f"<table>{HEADS}<tr><td>1</td><td>工业</td><td>{content}</td></tr></table>")


# --- the grid -----------------------------------------------------------------------------------


def test_cells_without_end_tags_and_rows_of_several_groups_are_one_grid() -> None:
    page = "<table><tfoot><tr><td>合计<td>3</tfoot><thead><tr><th>甲<th>乙</thead><tbody><tr><td>1<td>2</table>"
    assert shown(page) == [
        *((0, 0, 1, 1), "甲", (0, 1, 1, 1), "乙", (1, 0, 1, 1), "1", (1, 1, 1, 1), "2"),
        *((2, 0, 1, 1), "合计", (2, 1, 1, 1), "3"),
    ]


def test_a_rowspan_of_0_reaches_to_the_end_of_its_group() -> None:
    page = "<table><tbody><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3<tbody><tr><td>乙<td>4</table>"
    assert shown(page)[:2] == [(0, 0, 3, 1), "甲"]
    assert shown(page)[-4:] == [(3, 0, 1, 1), "乙", (3, 1, 1, 1), "4"]


def test_a_span_that_runs_out_of_the_table_ends_with_it_and_is_said() -> None:
    page = "<table><tr><td rowspan=9>甲<td colspan=7>1<tr><td>2<td>3</table>"
    assert shown(page)[:4] == [(0, 0, 2, 1), "甲", (0, 1, 1, 2), "1"]
    assert checks(opened(page)) == [("info", "span-clipped", 1, 0, 0)]


def test_a_span_that_runs_into_another_cell_ends_before_it_and_is_doubted() -> None:
    page = "<table><tr><td>a<td>b<td rowspan=2>c<tr><td colspan=3>d<tr><td>e<td>f<td>g</table>"
    assert shown(page)[4:8] == [(0, 2, 2, 1), "c", (1, 0, 1, 2), "d"]
    assert checks(opened(page)) == [("warning", "span-overlaps", 1, 1, 0)]


@pytest.mark.parametrize("span", ["", "0", "-2", "x", "1.9"])
def test_a_colspan_that_is_none_is_1(span: str) -> None:
    page = f"<table><tr><td colspan='{span}'>a<td>b<tr><td>c<td>d</table>"
    assert shown(page)[:4] == [(0, 0, 1, 1), "a", (0, 1, 1, 1), "b"]


def test_columns_and_rows_that_only_set_widths_are_none() -> None:
    page = (
        "<table><tr><td colspan=2>a<td>b<tr><td colspan=2 rowspan=2>c<td>d<tr><td>e"
        "<tr height=0><td width=9><td width=9><td width=9></table>"
    )
    assert shown(page) == [
        *((0, 0, 1, 1), "a", (0, 1, 1, 1), "b", (1, 0, 2, 1), "c"),
        *((1, 1, 1, 1), "d", (2, 1, 1, 1), "e"),
    ]


def test_a_row_that_lacks_a_cell_is_doubted() -> None:
    document = opened(f"<table>{HEADS}{ROWS}<tr><td>3<td>水利</table>")
    assert checks(document) == [("warning", "ragged-row", 1, 3, 2)]


def test_what_wrongly_stands_between_table_and_rows_is_passed_through() -> None:
    page = f"<table><form><div>{HEADS}</div>{ROWS}</form>散落<tr><td>3<td>水利<td>2</table>"
    assert texts(opened(page))[:3] == ["序号", "指标", "目标"]
    assert lines(opened(page)) == ["散落"]


def test_a_span_without_end_is_refused_or_cut() -> None:
    rows = "<tr><td>x</tr>" * 2_000
    wide = "<td colspan=999>a</td><td>b</td>"
    with pytest.raises(LimitExceeded, match="more than 1,000,000 cells"):
        opened(f"<table><tr><td rowspan=2001 colspan=999>a</td><td>b</td></tr>{rows}</table>")
    assert opened(f"<table><tr>{wide}</tr>{HEADS}</table>").tables[0].n_cols == 4


def test_more_rows_columns_or_elements_than_a_table_has_are_refused() -> None:
    with pytest.raises(LimitExceeded, match="more than 30,000 rows"):
        opened("<table>" + "<tr><td>1<td>2" * 30_001 + "</table>")
    with pytest.raises(LimitExceeded, match="more than 1,000 columns"):
        opened("<table><tr>" + "<td>1" * 1_001 + "</table>")
    with pytest.raises(LimitExceeded, match=r"more than 10 elements; --max-objects"):
        opened(f"<table>{HEADS}{ROWS}</table>", Limits(objects=1))
    with pytest.raises(LimitExceeded, match="nested more than 200 deep"):
        opened("<div>" * 300)


# --- text of cells ------------------------------------------------------------------------------


def test_paragraphs_breaks_and_items_of_a_cell_are_lines() -> None:
    document = cell("<p>县农业局</p><p>县林业局</p>县水利局<br>县工信局<ul><li>一<li>二</ul>")
    assert texts(document)[-1] == "县农业局\n县林业局\n县水利局\n县工信局\n一\n二"


def test_white_space_is_one_space_and_inline_elements_are_no_break() -> None:
    assert (
        texts(cell("<b>12</b><span>3</span>\n   万\t元 &lt;<o:p>内</o:p>"))[-1] == "123 万 元 <内"
    )


def test_scripts_styles_and_controls_are_no_text() -> None:
    content = (
        "5%<script>document.write('<td>9')</script><style>td{}</style><select><option>1</select>"
    )
    assert texts(cell(content))[-1] == "5%"


@pytest.mark.parametrize(
    "how", ["hidden", "style='display:none'", "style='DISPLAY : none'", "style='mso-hide:all'"]
)
def test_hidden_text_is_not_read_and_said(how: str) -> None:
    document = cell(f"5%<span {how}>旧值</span>")
    assert texts(document)[-1] == "5%"
    assert checks(document) == [("info", "hidden-text", 1, 1, 2)]
    assert "'旧值'" in document.findings[0].message


def test_hidden_rows_and_cells_take_no_place() -> None:
    row = "<tr hidden><td>x<td>y<td>z</tr>"
    page = f"<table>{HEADS}{row}<tr><td>1<td style='display:none'>暗<td>工业<td>5%</table>"
    document = opened(page)
    assert texts(document)[3:] == ["1", "工业", "5%"]
    assert [(f.check, f.page) for f in document.findings] == [("hidden-text", 1)]
    assert document.findings[0].message.startswith("2 hidden rows or cells of the table not read")


def test_a_hidden_table_is_doubted() -> None:
    document = opened(f"<p>通知</p><div style='display:none'><table>{HEADS}{ROWS}</table></div>")
    assert document.tables == ()
    assert checks(document) == [("warning", "hidden-table", None, None, None)]


def test_more_text_around_the_document_than_in_it_is_doubted() -> None:
    aside = f"<div><p>{'另一则消息。' * 30}</p><a href=#>更多</a></div>"
    for around, severity in ((aside, "warning"), ("<div><a href=#>更多</a>版权</div>", "info")):
        page = f"{around}<div><p>各乡镇：</p><table>{HEADS}{ROWS}</table></div>"
        assert [f[:2] for f in checks(opened(page))] == [(severity, "page-frame")]


def test_deleted_text_is_left_out_and_struck_text_is_doubted() -> None:
    document = cell("<del>3%</del><s>4%</s>5%")
    assert texts(document)[-1] == "4%5%"
    assert [f[:2] for f in checks(document)] == [
        ("info", "hidden-text"),
        ("warning", "struck-text"),
    ]


@pytest.mark.parametrize("inner", ["10<sup>4</sup>", "12<b><sub>1</sub></b>元"])
def test_a_raised_digit_behind_a_digit_is_doubted(inner: str) -> None:
    assert [f[:2] for f in checks(cell(inner))] == [("warning", "raised-digits")]


@pytest.mark.parametrize("inner", ["50m<sup>2</sup>", "CO<sub>2</sub>", "5<sup>th</sup>"])
def test_a_raised_sign_that_reads_on_in_no_number_is_no_doubt(inner: str) -> None:
    assert checks(cell(inner)) == []


def test_a_cell_that_is_a_picture_is_doubted_and_nothing_is_fetched() -> None:
    document = cell("<img src='http://192.0.2.1/5.png'>")
    assert checks(document) == [("warning", "picture-in-cell", 1, 1, 2)]


# --- data and layout ----------------------------------------------------------------------------

NOTICE = "<p>关于考核的通知</p><p>各乡镇：现将办法印发。</p>"


def test_of_nested_layout_tables_only_the_data_is_a_table() -> None:
    menu = "<table><tr><td><a href=#>首页</a><td><a href=#>公开</a><td><a href=#>办事</a></table>"
    article = f"{NOTICE}<table>{HEADS}{ROWS}</table><p>说明：满分100分。</p>"
    page = (
        f"<table><tr><td colspan=2>{menu}<tr><td><table><tr><td><a href=#>目录</a></table>"
        f"<td><table><tr><td>【打印】</table><div>{article}</div></table>"
    )
    document = opened(page)
    assert [texts(document)[:3], len(document.tables)] == [["序号", "指标", "目标"], 1]
    assert lines(document) == ["关于考核的通知", "各乡镇：现将办法印发。", "说明：满分100分。"]
    assert [line.before_table for line in document.lines] == [0, 0, 1]
    assert [f.check for f in document.findings] == ["page-frame"]


def test_text_around_a_page_without_layout_tables_is_the_documents() -> None:
    page = f"<body>{NOTICE}<div><table>{HEADS}{ROWS}</table></div><p>说明：满分100分。</p></body>"
    assert len(lines(opened(page))) == 3


def test_a_title_above_the_element_of_the_text_counts() -> None:
    page = (
        "<div><a href=#>首页</a> <a href=#>公开</a></div><h1>关于考核的通知</h1><div class=zoom>"
        f"<p>各乡镇：</p><table>{HEADS}{ROWS}</table></div><div><a href=#>上一篇</a>版权所有</div>"
    )
    document = opened(page)
    assert [(line.text, line.level) for line in document.lines][:2] == [
        ("关于考核的通知", 1),
        ("各乡镇：", 0),
    ]


def test_a_table_of_data_in_a_cell_of_data_is_one_of_its_own_and_said() -> None:
    inner = f"<table>{HEADS}</table>".replace("</tr>", "</tr><tr><td>a<td>b<td>c</tr>")
    long = "<tr><td>3<td>综合执法与行政审批制度改革工作推进情况<td>2" * 4
    document = opened(f"<table>{HEADS}{ROWS}{long}<tr><td>4<td>细则{inner}<td>9</table>")
    assert len(document.tables) == 2
    assert texts(document)[-2:] == ["细则", "9"]
    assert ("warning", "nested-table", 1, 7, 1) in checks(document)


def test_a_frame_around_the_text_of_a_cell_is_its_text() -> None:
    document = cell("<table><tr><td>5%<tr><td>以上</table>")
    assert texts(document)[-1] == "5%\n以上"


def test_a_caption_stands_above_its_table() -> None:
    document = opened(f"<table><caption>考核表</caption>{HEADS}{ROWS}</table>")
    assert [(line.text, line.level, line.before_table) for line in document.lines] == [
        ("考核表", 1, 0)
    ]


def test_a_single_row_is_no_table() -> None:
    document = opened("<table><tr><td>网站标识码<td>备案号<td>主办单位</table>")
    assert document.tables == ()
    assert lines(document) == ["网站标识码", "备案号", "主办单位"]


# --- one table in several elements --------------------------------------------------------------


def test_a_heading_in_an_element_of_its_own_is_its_tables() -> None:
    page = f"<div><table>{HEADS}</table></div><div><table>{ROWS}</table></div>"
    document = opened(page)
    assert len(document.tables) == 1
    assert texts(document)[:4] == ["序号", "指标", "目标", "1"]
    assert [f.check for f in document.findings] == ["heading-joined"]


def test_a_heading_apart_stays_apart_where_text_or_another_heading_follows() -> None:
    apart = f"<table>{HEADS}</table><p>另表</p><table>{ROWS}</table>"
    assert texts(opened(apart))[0] == "1"
    both = f"<table>{HEADS}{ROWS}</table><table>{HEADS}{ROWS}</table>"
    assert len(opened(both).tables) == 2


def test_tables_that_repeat_their_heading_and_count_on_are_stitched() -> None:
    more = ROWS.replace(">1<", ">3<").replace(">2<", ">4<")
    document = opened(f"<table>{HEADS}{ROWS}</table><table>{HEADS}{more}</table>")
    (table,) = stitch(document.tables, document.lines)
    assert (table.pages, table.header_rows, len(table.rows)) == ((1, 2), 1, 4)
    assert [cell.place for cell in table.cells if cell.text == "3"] == ["table 2"]


# --- encodings ----------------------------------------------------------------------------------

PAGE = f"<table>{HEADS}<tr><td>1<td>全县镕炼㙍业<td>5</table>"


def with_charset(declared: str, encoding: str) -> bytes:
    return f'<meta charset="{declared}">{PAGE}'.encode(encoding)


@pytest.mark.parametrize(
    ("data", "doubt"),
    [
        (PAGE.encode("utf-8"), []),
        (PAGE.encode("gb18030"), []),
        (PAGE.encode("utf-8-sig"), []),
        (PAGE.encode("utf-16"), []),
        (with_charset("gb2312", "gb18030"), []),
        (with_charset("GBK", "gb18030"), []),
        (with_charset("utf-8", "utf-8"), []),
        (with_charset("utf-8", "gb18030"), ["encoding"]),
        (with_charset("gb2312", "utf-8"), ["encoding"]),
        (with_charset("no-such-thing", "gb18030"), []),
        (with_charset("zlib_codec", "utf-8"), []),
    ],
)
def test_the_encoding_is_what_the_bytes_are(data: bytes, doubt: list[str]) -> None:
    document = opened(data)
    assert texts(document)[4] == "全县镕炼㙍业"
    assert [finding.check for finding in document.findings] == doubt


def test_bytes_that_are_no_text_are_marked_and_counted() -> None:
    document = opened(with_charset("utf-8", "utf-8").replace("县".encode(), b"\xff\xff"))
    assert texts(document)[4] == "全\ufffd\ufffd镕炼㙍业"
    assert "2 characters cannot be read" in document.findings[0].message


def test_the_page_of_a_web_archive_is_read() -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    part = 'Content-Type: text/html; charset="gb2312"\nContent-Transfer-Encoding: 8bit\n\n'
    data = head.encode() + part.encode() + PAGE.encode("gb18030") + b"\n--b--\n"
    assert texts(opened(data))[4] == "全县镕炼㙍业"


# --- small tables beside those that are read ----------------------------------------------------


def test_a_small_table_beside_one_that_is_read_is_told_and_its_text_kept() -> None:
    small = "<table><tr><td>备注</td></tr><tr><td>以年报为准</td></tr></table>"
    document = opened(f"<table>{HEADS}{ROWS}</table>{small}")
    assert lines(document) == ["备注", "以年报为准"]
    (finding,) = document.findings
    assert (finding.severity, finding.check) == ("info", "small-table")
    assert finding.message.endswith("the first before table 2: '备注'")


@pytest.mark.parametrize(
    "small",
    [
        "<tr><td>合计</td><td>120</td><td>8.5%</td><td>2025年6月</td></tr>",
        "<tr><td>得分</td></tr><tr><td>98</td></tr><tr><td>97.5</td></tr><tr><td>96</td></tr>",
    ],
    ids=["a row", "a column"],
)
def test_a_small_table_with_several_numbers_is_doubted(small: str) -> None:
    document = opened(f"<p>说明</p><table>{HEADS}{ROWS}</table><table>{small}</table>")
    assert [(f.severity, f.check) for f in document.findings] == [("warning", "small-table")]


@pytest.mark.parametrize(
    "small",
    [
        "<tr><td>索引号：014/2025-01</td><td>日期：2025-06-01</td><td>浏览次数：30</td></tr>",
        "<tr><td>第1季度工作的安排</td></tr><tr><td>第2季度任务</td></tr><tr><td>Q3</td></tr>",
    ],
    ids=["facts that are named", "words with digits"],
)
def test_words_with_digits_are_no_numbers(small: str) -> None:
    document = opened(f"<table>{HEADS}{ROWS}</table><table>{small}</table>")
    assert [f.severity for f in document.findings if f.check == "small-table"] == ["info"]


def test_a_page_laid_out_with_many_tables_gives_at_most_one_line() -> None:
    menu = "<table><tr><td><a href='#'>首页</a></td><td><a href='#'>公开</a></td></tr></table>" * 30
    names = "<table><tr><td>主办：县政府</td><td>承办：县政务中心</td></tr></table>" * 30
    box = "<table><tr><td>通知</td></tr></table>" * 30
    page = f"{menu}<div><h1>通知</h1><table>{HEADS}{ROWS}</table>{names}{box}</div>{menu}"
    small = [f for f in opened(page).findings if f.check == "small-table"]
    assert [finding.what.parameters["count"] for finding in small] == [30]
    assert [f for f in opened(menu + box).findings if f.check == "small-table"] == []
