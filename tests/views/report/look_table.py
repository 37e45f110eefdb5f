"""The table first: its rows in the first screen, what names them in sight, its page large enough to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.views.report.browser import NARROW, WIDE, Open, cell

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh-CN"])
# An A4 sheet across, in points.
SHEET = 841.89


@SIZES
@LANGUAGES
def test_the_first_rows_stand_in_the_first_screen(
    look: Open, pdf_report: Path, size: tuple[int, int], language: str
) -> None:
    with look(pdf_report, size, language=language) as page:
        assert page.evaluate("scrollY") == 0
        for row in page.locator("#table tbody tr").all()[:5]:
            box = row.bounding_box()
            assert box
            assert box["y"] + box["height"] <= size[1]


def test_nothing_is_kept_free_for_what_is_not_chosen(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        assert not page.locator("#detail").is_visible()
        whole = page.locator("#page").bounding_box()
        table = page.locator("#table").bounding_box()
        assert whole
        assert table
        assert whole["height"] == table["height"]
        cell(page, 35, "weight").click()
        assert page.locator("#detail").is_visible()
        page.locator("#detail .close").click()
        assert not page.locator("#detail").is_visible()


@pytest.mark.parametrize("column", ["weight", "lead_units"])
def test_the_page_is_large_enough_to_read_with_the_chosen_row_in_view(
    look: Open, pdf_report: Path, column: str
) -> None:
    """A point of print takes a pixel; from the indicator to the last column all of it is in view."""
    with look(pdf_report) as page:
        cell(page, 35, column).click()
        picture = page.locator("#page .picture").bounding_box()
        pane = page.locator("#page .paper").bounding_box()
        assert picture
        assert pane
        assert picture["width"] >= SHEET * 0.95
        for mark in (".lit", ".band"):
            box = page.locator(f"#page {mark}").bounding_box()
            assert box
            assert pane["y"] <= box["y"]
            assert box["y"] + box["height"] <= pane["y"] + pane["height"]
        lit = page.locator("#page .lit").bounding_box()
        assert lit
        assert pane["x"] <= lit["x"]
        assert lit["x"] + lit["width"] <= pane["x"] + pane["width"] + 1


def test_a_value_without_a_cell_of_its_own_leaves_the_columns_in_view(
    look: Open, pdf_report: Path
) -> None:
    """Row 77 lost a ranking: its row is marked, and the page stays scrolled to the indicator."""
    with look(pdf_report) as page:
        cell(page, 77, "unit").click()
        before = page.locator("#page .paper").evaluate("paper => paper.scrollLeft")
        cell(page, 77, "rank_jan_sep").click()
        assert page.locator("#page .lit").count() == 0
        assert page.locator("#page .band").is_visible()
        assert page.locator("#page .paper").evaluate("paper => paper.scrollLeft") == before


def test_each_row_has_its_lead_units_on_one_line(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        lines = page.locator("#table td.c-lead_units span").evaluate_all(
            "spans => spans.map(span => span.getClientRects().length)"
        )
        assert len(lines) == 84
        assert max(lines) == 1


@SIZES
def test_serial_and_indicator_stay_in_sight_when_the_table_is_scrolled_sideways(
    look: Open, pdf_report: Path, size: tuple[int, int]
) -> None:
    with look(pdf_report, size) as page:
        page.locator("#all-columns").evaluate("box => box.click()")
        page.locator("#table").evaluate("pane => { pane.scrollLeft = pane.scrollWidth; }")
        page.locator("#table.aside").wait_for()
        pane = page.locator("#table").bounding_box()
        serial = page.locator("#table tbody tr").nth(2).locator("th.seq")
        name = page.locator("#table tbody tr").nth(2).locator("td.c-indicator")
        assert pane
        for part in (serial, name):
            assert is_on_top(part)
            box = part.bounding_box()
            assert box
            assert pane["x"] <= box["x"]
            assert box["x"] + box["width"] <= pane["x"] + pane["width"] * 0.6
        heads = page.locator("#table thead :is(th.seq, th.c-indicator)")
        assert [is_on_top(head) for head in heads.all()] == [True, True]


def is_on_top(part: Any) -> bool:
    """Whether the middle of an element is covered by nothing else."""
    found: bool = part.evaluate(
        "node => { const box = node.getBoundingClientRect();"
        " const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
        " return node === top || node.contains(top); }"
    )
    return found


def test_a_chosen_cell_is_never_under_what_stays_in_sight(look: Open, pdf_report: Path) -> None:
    """By arrow keys from the last column back to the first, on a phone."""
    with look(pdf_report, NARROW) as page:
        last = page.locator("#table tbody tr").first.locator("td").last
        last.scroll_into_view_if_needed()
        last.click()
        for _ in range(page.locator("#table thead th").count() - 2):
            page.keyboard.press("ArrowLeft")
            assert is_on_top(page.locator("#table td.chosen"))


def test_open_questions_are_one_step_from_the_first_screen(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        lead = page.locator(".state a[data-state=open]")
        box = lead.bounding_box()
        assert box
        assert box["y"] < WIDE[1] / 4
        table, questions = page.locator("#table"), page.locator("#open")
        assert table.evaluate("t => t.getBoundingClientRect().bottom") < questions.evaluate(
            "q => q.getBoundingClientRect().top"
        )
        lead.click()
        box = questions.bounding_box()
        assert box
        assert 0 <= box["y"] < WIDE[1]


def test_filters_stand_on_one_line(look: Open, pdf_report: Path) -> None:
    """Every control has its middle at the same height."""
    with look(pdf_report) as page:
        middles = page.locator(
            "#filters :is(button, select, label, input[type=search])"
        ).evaluate_all(
            "parts => parts.filter(part => part.offsetHeight).map(part =>"
            " { const box = part.getBoundingClientRect(); return box.y + box.height / 2; })"
        )
        assert len(middles) > 8
        assert max(middles) - min(middles) <= 1


def test_on_a_phone_filters_unfold(look: Open, pdf_report: Path) -> None:
    with look(pdf_report, NARROW) as page:
        assert not page.locator("#by-lead").is_visible()
        page.locator("#to-more").click()
        page.locator("#by-lead").select_option("县工信局")
        page.locator("[data-status=ambiguous]").click()
        assert page.locator("#by-lead").is_visible()


@LANGUAGES
def test_the_navigation_is_whole_on_a_phone(look: Open, pdf_report: Path, language: str) -> None:
    with look(pdf_report, NARROW, language=language) as page:
        ends = page.locator("#nav a").evaluate_all(
            "links => links.map(link => link.getBoundingClientRect().right)"
        )
        assert len(ends) == 6
        assert max(ends) <= NARROW[0]


@pytest.mark.parametrize(("language", "said"), [("en", "no label"), ("zh-CN", "无标签")])
def test_a_row_without_a_label_does_not_look_as_if_that_above_went_on(
    look: Open, pdf_report: Path, language: str, said: str
) -> None:
    with look(pdf_report, language=language) as page:
        for seq in (10, 12, 13, 42, 78):
            assert cell(page, seq, "level2").inner_text() == said
        assert "again" in (cell(page, 8, "level2").get_attribute("class") or "")
        assert said not in cell(page, 8, "level2").inner_text()
