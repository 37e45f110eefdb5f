"""Lines → paragraphs and headings."""

from __future__ import annotations

from pipeline.model import Line
from pipeline.read.pdf.model import PdfPage, TextLine
from pipeline.read.pdf.paragraphs import with_paragraphs


def line(
    text: str, top: float, x0: float = 50.0, x1: float = 500.0, size: float = 10.0, after: int = 0
) -> TextLine:
    return TextLine(text, (x0, top, x1, top + size), size, after)


def read(*lines: TextLine) -> tuple[Line, ...]:
    return with_paragraphs([PdfPage(1, 600, 800, text_lines=lines)])[0].lines


def test_chinese_lines_join_without_a_space_and_words_with_one() -> None:
    assert [li.text for li in read(line("数字经", 10), line("济", 24, x1=60))] == ["数字经济"]
    assert [li.text for li in read(line("digital", 10), line("economy", 24, x1=90))] == [
        "digital economy"
    ]


def test_an_indented_line_and_a_short_line_end_a_paragraph() -> None:
    body = [line("甲", 10), line("乙", 24, x1=300), line("丙", 38), line("丁", 52, x0=70)]
    assert [li.text for li in read(*body)] == ["甲乙", "丙", "丁"]


def test_more_space_than_usual_ends_a_paragraph() -> None:
    body = [line("甲", 10), line("乙", 24), line("丙", 38), line("丁", 58)]
    assert [li.text for li in read(*body)] == ["甲乙丙", "丁"]


def test_larger_type_is_a_heading_and_its_lines_join() -> None:
    body = [
        line("关于", 10, size=18),
        line("通知", 34, size=18),
        line("一、时间", 60, size=13),
        *(line("正文" * 30, 80),),
    ]
    assert [(li.text[:4], li.level) for li in read(*body)] == [
        ("关于通知", 1),
        ("一、时间", 2),
        ("正文正文", 0),
    ]


def test_a_short_body_above_a_long_note_in_small_type_is_no_heading() -> None:
    body = [
        line("关于通知", 10, size=16),
        line("各部门：", 40, x1=120),
        line("某某办公室", 60, x1=120),
    ]
    note = line("说明" * 60, 80, size=7, after=1)
    assert [li.level for li in read(*body, note)] == [1, 0, 0, 0]


def test_nothing_joins_across_a_table() -> None:
    assert [(li.text, li.before_table) for li in read(line("甲", 10), line("乙", 24, after=1))] == [
        ("甲", 0),
        ("乙", 1),
    ]
