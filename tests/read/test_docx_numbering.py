"""Numbers that a word processor counts by itself are written out, in the form of their list."""

from __future__ import annotations

import pytest

from pipeline.read.docx.numbering import written
from tests.read.packed import docx, p, tbl, tc, tr
from tests.read.test_docx import opened, texts


def numbered(level: int = 0, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def numbering(*levels: tuple[str, str], suffix: str = "nothing", more: str = "") -> str:
    """Two lists of the same levels: forms and patterns."""
    declared = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:suff w:val="{suffix}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{declared}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{more}</w:num>'
    )


def test_serials_that_the_word_processor_counts_are_written_out() -> None:
    rows = [tr(tc(p(properties=numbered())), f"指标{n}") for n in range(3)]
    document = opened(docx(tbl(*rows), numbering=numbering(("decimal", "%1"))))
    assert texts(document)[::2] == ["1", "2", "3"]


def test_levels_count_within_the_level_above() -> None:
    levels = numbering(("chineseCounting", "%1、"), ("decimal", "（%2）"))
    body = "".join(p("x", properties=numbered(level)) for level in (0, 1, 1, 0, 1))
    document = opened(docx(body, numbering=levels))
    assert [line.text for line in document.lines] == [
        "一、x",
        "（1）x",
        "（2）x",
        "二、x",
        "（1）x",
    ]


def test_a_list_begins_anew_where_its_start_is_overridden() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = "".join(p("x", properties=numbered(0, number)) for number in (1, 1, 2, 2))
    document = opened(docx(body, numbering=numbering(("decimal", "%1."), more=again)))
    assert [line.text for line in document.lines] == ["1.x", "2.x", "5.x", "6.x"]


def test_a_style_may_number_and_a_paragraph_take_it_back() -> None:
    style = f'<w:style w:type="paragraph" w:styleId="n"><w:pPr>{numbered()}</w:pPr></w:style>'
    named = '<w:pStyle w:val="n"/>'
    off = named + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("a", properties=named) + p("b", properties=off) + p("c", properties=named)
    parts = {"styles": style, "numbering": numbering(("decimal", "%1."), suffix="tab")}
    assert [line.text for line in opened(docx(body, **parts)).lines] == ["1. a", "b", "2. c"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (7, "decimal", "7"),
        (10, "chineseCounting", "十"),
        (12, "japaneseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCounting", "一百〇五"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (28, "upperLetter", "BB"),
        (14, "lowerRoman", "xiv"),
        (12, "decimalFullWidth", "１２"),
        (2, "ideographTraditional", "乙"),
        (5, "decimalZero", "05"),
        (5, "a form nobody knows", "5"),
    ],
)
def test_numbers_are_written_in_the_form_of_their_list(number: int, form: str, text: str) -> None:
    assert written(number, form) == text
