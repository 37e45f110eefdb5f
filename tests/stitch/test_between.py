"""What stands between two tables: furniture, a caption, a unit, or text that separates them."""

from __future__ import annotations

import pytest

from pipeline.model import Box, Line
from pipeline.stitch.between import Between, Surroundings
from pipeline.stitch.part import Part
from tests.stitch.pages import drawn, plain

ROWS = [["序号", "指标"], ["1", "投资"]]
XS = [0.0, 60.0, 160.0]


def between(*lines: Line) -> Between:
    """Between tables without places on pages 1 and 2."""
    above, below = Part(plain(ROWS), index=0), Part(plain(ROWS, 2), index=1)
    return Surroundings(lines).between(above, below)


def line(text: str, page: int = 1, box: Box | None = None) -> Line:
    return Line(text, page, 0, 1, box)


def test_the_first_line_that_is_no_furniture_separates_the_tables() -> None:
    assert between(line("第1页"), line("附件二"), line("说明")) == Between("附件二")
    assert between() == Between()


def test_lines_before_the_upper_table_and_below_the_lower_one_are_not_between() -> None:
    before, after = Line("附件一", 1, 0, 0), Line("附件三", 2, 0, 2)
    assert between(before, after) == Between()


def test_a_caption_says_that_it_goes_on_and_is_no_text() -> None:
    assert between(line("续表1"), line("（续表）")) == Between("", "续表1")


def test_a_unit_line_is_named_and_separates_where_it_does_not_recur() -> None:
    assert between(line("单位：万元"), line("表2")) == Between("单位：万元", "", "单位：万元")


@pytest.mark.parametrize(
    "text", ["- 12 -", "第3页 共9页", "page 3 of 9", "iv", "2/7", "B-2", "", "  "]
)
def test_a_page_number_is_furniture(text: str) -> None:
    assert between(line(text)) == Between()


@pytest.mark.parametrize("text", ["1234567890", "附件3", "第3章", "civil engineering"])
def test_other_words_with_numbers_are_text(text: str) -> None:
    assert between(line(text)).text == text


def recurring(pages: int, of: int) -> Surroundings:
    """A running title on so many of the pages that have any line."""
    title = [Line(f"某县人民政府 第{page}页", page, 0, 1) for page in range(1, pages + 1)]
    others = [Line(f"其他{page}", page, 0, 0) for page in range(pages + 1, of + 1)]
    return Surroundings([*title, *others])


@pytest.mark.parametrize(
    ("pages", "of", "empty"), [(3, 5, True), (2, 4, False), (2, 3, True), (1, 1, False)]
)
def test_a_line_that_recurs_on_most_pages_is_furniture(pages: int, of: int, empty: bool) -> None:
    """On more than one page, and three in five of those that have lines; page numbers in it differ."""
    assert recurring(pages, of).empty(1, 1) is empty


def test_pages_without_lines_or_with_furniture_alone_are_empty() -> None:
    around = Surroundings([line("- 2 -", 2), line("通知", 4)])
    assert around.empty(2, 3)
    assert not around.empty(2, 4)
    assert around.empty(5, 4)


def test_the_title_of_a_table_is_the_line_right_above_it() -> None:
    texts = ["附件", "某县", "任务 清单", "- 1 -"]
    around = Surroundings([Line(text, 1, 0, 0) for text in texts])
    assert around.title(0) == "任务清单"
    assert around.titled(0)
    assert (around.title(1), around.titled(1)) == ("", False)


@pytest.mark.parametrize(
    ("page", "top", "text"),
    [
        (1, 70, ""),  # beside the upper table
        (1, 139, "旁注"),  # it reaches over the table's lower edge by a point
        (1, 200, "旁注"),
        (2, 60, "旁注"),
        (2, 91, "旁注"),
        (2, 110, ""),
    ],
)
def test_a_line_beside_a_table_is_not_between(page: int, top: float, text: str) -> None:
    """Of a line ten points high, its middle counts: two points within the table are still outside."""
    above = Part(drawn(ROWS, XS, 1, top=103), index=0)  # down to 143
    below = Part(drawn(ROWS, XS, 2, top=98), index=1)
    box = (60.0, top, 90.0, top + 10)
    found = Surroundings([line("旁注", page, box)]).between(above, below)
    assert found.text == text


def test_a_line_without_a_place_or_on_a_page_between_is_between() -> None:
    above = Part(drawn(ROWS, XS, 1, top=100), index=0)
    below = Part(drawn(ROWS, XS, 3, top=100), index=1)
    inside = (60.0, 110.0, 90.0, 120.0)
    assert Surroundings([line("旁注", 1)]).between(above, below).text == "旁注"
    assert Surroundings([line("旁注", 2, inside)]).between(above, below).text == "旁注"
    without = Part(plain(ROWS), index=0)
    assert Surroundings([line("旁注", 1, inside)]).between(without, below).text == "旁注"
    other = Part(plain(ROWS, 3), index=1)
    assert Surroundings([line("旁注", 1, inside)]).between(above, other).text == "旁注"
