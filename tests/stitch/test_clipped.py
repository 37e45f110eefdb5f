"""Clipped text is no loss where its merged cell prints it on the other page."""

from __future__ import annotations

from dataclasses import replace

from pipeline.messages import text
from pipeline.model import Finding, PageTable
from pipeline.stitch import settled, stitch
from tests.stitch.pages import page_tables

CASE = {
    "pages": [
        {
            "xs": [0, 60, 160],
            "heights": [22, 22, 22],
            "open_bottom": [0],
            "rows": [["Group", "Course"], ["", "Algebra"], ["^", "Logic"]],
        },
        {
            "xs": [0, 60, 160],
            "top": 60,
            "heights": [22, 22, 22],
            "rows": [["Group", "Course"], ["BASIC", "Drawing"], ["^", "English"]],
        },
    ]
}
FOUND = Finding(
    "warning",
    "clipped-text",
    text("5 characters outside the visible area are not read"),
    page=1,
    row=1,
    col=0,
)


def severities(pages: list[PageTable], finding: Finding) -> list[str]:
    return [found.severity for found in settled([finding], pages, stitch(pages))]


def test_a_text_that_the_other_page_prints_is_told_only() -> None:
    pages, _ = page_tables(CASE)
    assert severities(pages, FOUND) == ["info"]
    assert severities(pages, replace(FOUND, col=None)) == ["info"]


def test_a_text_that_no_page_prints_stays_a_warning() -> None:
    pages, _ = page_tables(CASE)
    assert severities(pages[:1], FOUND) == ["warning"]


def test_another_finding_is_left_as_it_is() -> None:
    pages, _ = page_tables(CASE)
    other = replace(FOUND, check="invisible-text")
    assert list(settled([other], pages, stitch(pages))) == [other]


def test_a_text_lost_on_a_later_page_is_looked_for_on_that_page() -> None:
    """The page before has a blank cell in the same place, which is none of the finding's."""
    pages, _ = page_tables(CASE)
    assert severities([replace(pages[1], page=0), *pages], FOUND) == ["info"]
