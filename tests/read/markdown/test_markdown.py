"""Markdown → tables and lines: pipe tables, what only a merge tells, tables in HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LimitExceeded, SourceError
from pipeline.model import Document
from pipeline.read.markdown import MAX_LINE, MAX_LINES, read
from pipeline.read.markdown.inline import plain
from pipeline.sandbox.limits import Limits
from tests.read.workbooks import spans, texts, told


def reading(text: str | bytes) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return read(Path("notice.md"), data, Limits())


TABLE = "| 序号 | 指标 |\n|---|:-:|\n| 1 | 甲 |\n| 2 | 乙 |\n"


def test_a_pipe_table_stands_between_its_lines() -> None:
    document = reading(f"# 通知\n\n各单位：\n\n{TABLE}\n说明：略。\n")
    (table,) = document.tables
    assert texts(table) == [["序号", "指标"], ["1", "甲"], ["2", "乙"]]
    assert (table.page, table.cells[0].place, table.cells[0].engines) == (
        1,
        "table 1",
        ("markdown",),
    )
    lines = [(line.text, line.level, line.before_table) for line in document.lines]
    assert lines == [("通知", 1, 0), ("各单位：", 0, 0), ("说明：略。", 0, 1)]
    assert document.kind == "markdown"
    assert document.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "序号 | 指标\n---|---\n1 | 甲\n2 | 乙",
        "| 序号 | 指标\n| --- | ---\n| 1 | 甲\n| 2 | 乙",
        "   |序号|指标|\n   |:--|--:|\n   |1|甲|\n   |2|乙|   \n",
        "\ufeff" + TABLE.replace("\n", "\r\n"),
    ],
    ids=["no outer strokes", "no strokes at the end", "indented", "Windows"],
)
def test_a_table_is_the_same_however_it_is_set(text: str) -> None:
    assert texts(reading(text).tables[0]) == [["序号", "指标"], ["1", "甲"], ["2", "乙"]]


def test_escaped_strokes_line_breaks_and_marks_are_text() -> None:
    row = r"| a\|b<br>**c** | [县文旅局](http://x/(1)) `d\|e` &lt;5% |"
    (table,) = reading(f"| A | B |\n|---|---|\n{row}\n").tables
    assert texts(table)[1] == ["a|b\nc", "县文旅局 d|e <5%"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2*3*4", "2*3*4"),
        ("a_b_c", "a_b_c"),
        ("*斜体*与__粗体__", "斜体与粗体"),
        (r"\*不是\*", "*不是*"),
        (r"$80\%$", "80%"),
        (r"$\geq 5$", "≥5"),
        (r"$10 \mathrm{km}^{2}$", "10km²"),
        (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
        ("US$5 与 US$6", "US$5 与 US$6"),
        ("<b>甲</b>与<5%", "甲与<5%"),
        ("A<B或C>D与x<y>z", "A<B或C>D与x<y>z"),
        ("甲 <BR class='x'/> 乙", "甲\n乙"),
        ("<code>a`b</code> <code>c`d</code>", "a`b c`d"),
        ("<code>`5`</code>", "5"),
        ("`<b>` `` a`b ``", "<b> a`b"),
        (r"\`a\` \<b> \\`c`", r"`a` <b> \c"),
        ('<a title="a`b">c</a> `d`', "c d"),
        (r"$80\%$ 与 $a<b$ 与 c>d", "80% 与 $a<b$ 与 c>d"),
    ],
)
def test_marks_within_a_line(written: str, read_as: str) -> None:
    assert plain(written).text == read_as


def test_blank_cells_stay_blank_and_that_merges_are_not_told_is_said() -> None:
    document = reading("| 一级 | 序号 |\n|---|---|\n| 甲 | 1 |\n|  | 2 |\n")
    assert texts(document.tables[0])[2] == ["", "2"]
    assert spans(document.tables[0]) == {}
    assert told(document) == [("info", "merges-not-told")]


def test_a_heading_repeated_at_each_position_is_one_cell() -> None:
    """As docling writes a heading of two rows; rows below stay as they are."""
    rows = [
        "| 一级 | 排名 | 排名 | 目标 |",
        "|---|---|---|---|",
        "| 一级 | 1-6月 | 1-9月 | 目标 |",
        "| 甲 | 3 | 4 | 5家 |",
        "| 甲 | 3 | 2 | 6家 |",
    ]
    document = reading("\n".join(rows))
    (table,) = document.tables
    assert spans(table) == {"一级": (0, 0, 2, 1), "排名": (0, 1, 1, 2), "目标": (0, 3, 2, 1)}
    assert texts(table)[2:] == [["甲", "3", "4", "5家"], ["甲", "3", "2", "6家"]]
    assert told(document) == [("info", "folded"), ("warning", "repeated")]


def test_rows_that_do_not_fit_their_heading_are_told_and_nothing_is_lost() -> None:
    document = reading("| A | B |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n")
    assert texts(document.tables[0]) == [["A", "B", ""], ["1", "", ""], ["1", "2", "3"]]
    assert told(document)[:2] == [("warning", "row-short"), ("warning", "row-long")]


def test_code_between_fences_is_no_table() -> None:
    document = reading(f"```\n{TABLE}```\n\n{TABLE}")
    assert len(document.tables) == 1
    assert document.lines[0].text == "| 序号 | 指标 |"


def test_text_with_strokes_but_no_rule_below_is_text() -> None:
    document = reading(f"甲 | 乙\n丙 | 丁\n\n{TABLE}")
    assert [line.text for line in document.lines] == ["甲 | 乙", "丙 | 丁"]


def test_a_struck_out_cell_is_told() -> None:
    assert told(reading("| A | B |\n|---|---|\n| ~~旧~~ | 新 |\n")) == [
        ("warning", "struck-in-table")
    ]


@pytest.mark.parametrize(
    ("cell", "read_as", "check"),
    [
        ("10<sup>4</sup>元", "104元", "raised-digits"),
        ("**12<sub>3</sub>**", "123", "raised-digits"),
        ("<del>旧</del>", "旧", "marked-text"),
        ("![](seal.png)", "", "picture-in-cell"),
        ('达标<img src="tick.png"/>', "达标", "picture-in-cell"),
    ],
)
def test_a_cell_that_shows_other_than_its_text_is_doubted(
    cell: str, read_as: str, check: str
) -> None:
    document = reading(f"| A | B |\n|---|---|\n| 1 | {cell} |\n")
    assert document.tables[0].cells[3].text == read_as
    doubts = [(f.severity, f.check, f.row, f.col) for f in document.findings[:1]]
    assert doubts == [("warning", check, 1, 1)]


def test_a_unit_with_a_raised_digit_is_no_doubt() -> None:
    document = reading("| A | B |\n|---|---|\n| 1 | 5m<sup>2</sup> |\n")
    assert document.tables[0].cells[3].text == "5m2"
    assert document.findings == ()


HTML = (
    "<html><body><table><tr><td rowspan=2>一级</td><td>序号</td></tr><tr><td>$5\\%$</td></tr>"
    "</table></body></html>"
)


def test_a_table_in_html_is_read_with_its_merged_cells() -> None:
    document = reading(f"# 通知\n\n{HTML}\n\n之后\n\n{TABLE}\n")
    first, second = document.tables
    assert spans(first) == {"一级": (0, 0, 2, 1)}
    assert [cell.text for cell in first.cells] == ["一级", "序号", "5%"]
    assert [(t.page, t.cells[0].place) for t in (first, second)] == [(1, "table 1"), (2, "table 2")]
    assert [(line.text, line.before_table) for line in document.lines] == [("通知", 0), ("之后", 1)]


def test_a_table_in_html_may_go_over_lines_and_stay_open() -> None:
    text = "<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n\n之后"
    document = reading(text)
    assert [cell.text for cell in document.tables[0].cells] == ["a", "b", "c", "d"]
    assert [line.text for line in document.lines] == ["之后"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("序号".encode("gbk"), "not UTF-8"),
        (b"a\0b", "NUL"),
        (b"a\n" * (MAX_LINES + 1), "lines"),
        (b"x" * (MAX_LINE + 1), "longer"),
        (b"|" + b"a|" * 2000 + b"\n" + b"|" + b"-|" * 2000, "columns"),
    ],
    ids=["GBK", "NUL", "lines", "line", "columns"],
)
def test_what_is_no_text_or_too_much_is_one_line(data: bytes, says: str) -> None:
    with pytest.raises((SourceError, LimitExceeded), match=says) as caught:
        reading(data)
    assert str(caught.value).startswith("notice.md: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("cells", "severity"),
    [(["合计", "120", "8.5%", "96"], "warning"), (["主办", "承办"], "info")],
    ids=["numbers", "words"],
)
def test_a_small_table_in_html_beside_others_is_told(cells: list[str], severity: str) -> None:
    small = "".join(f"<td>{cell}</td>" for cell in cells)
    document = reading(f"{TABLE}\n<table><tr>{small}</tr></table>\n")
    assert [line.text for line in document.lines] == cells
    (finding,) = document.findings
    assert (finding.severity, finding.check) == (severity, "small-table")
    assert f"the first on line 6: '{cells[0]}'" in finding.message
