"""The report of other notices, in print, and without a word of English where it is Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pipeline.run import Request, extract
from tests.conftest import Edition
from tests.test_forms import FORMS, NAMES
from tests.views.report.browser import Open, cell

PRINT = {"width": 718, "height": 1000}  # A4 within its margins


@pytest.fixture(scope="session")
def reports(engine: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of each notice on a form of its own."""
    folder = tmp_path_factory.mktemp("forms")
    for name in NAMES:
        outcome = extract(
            Request(FORMS / name / "notice.txt", folder / name, spec=FORMS / name / "spec.yml")
        )
        assert outcome.ok, outcome.failures
    return {name: folder / name / "report.html" for name in NAMES}


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("name", NAMES)
def test_a_notice_on_another_form_has_its_report(
    look: Open, reports: dict[str, Path], name: str, language: str
) -> None:
    """Every row is there and every cell can be chosen; no column or picture is shown that the form has nothing for."""
    with look(reports[name], language=language) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        for row in page.locator("#table tbody tr").all():
            row.locator("td").last.click()
            assert page.locator("#detail h3").inner_text()
        heads = page.locator("#table thead th").count()
        assert page.locator("#table tbody tr").first.locator("th, td").count() == heads
        for column in range(heads):
            texts = page.locator(f"#table tbody tr > :nth-child({column + 1})").all_text_contents()
            assert any(texts)


def test_only_the_periods_that_the_notice_ranks_are_drawn(
    look: Open, reports: dict[str, Path]
) -> None:
    """The notice without points ranks January to June and to September, and aims at no ranking."""
    with look(reports["without-points"]) as page:
        legend = page.locator("#pictures .legend").inner_text()
        assert "Jan–Jun" in legend
        assert "Jan–Sep" in legend
        assert "Jan–Aug" not in legend
        assert "target" not in legend
        assert (
            page.locator(
                "#table th.c-rank_jan_aug, #table th.c-weight, #table th.c-target_rank"
            ).count()
            == 0
        )
        assert "states no points" in page.locator("#figures").inner_text()


def test_long_rankings_are_drawn_in_parts_that_a_page_holds(look: Open, pdf_report: Path) -> None:
    """Each part has its own axis, so that it can be read wherever it stands."""
    with look(pdf_report) as page:
        parts = page.locator("#ranks-picture svg").all()
        held = [part.locator(".rank").count() for part in parts]
        assert sum(held) == 84
        assert max(held) <= 30
        assert {part.locator(".tick").first.text_content() for part in parts} == {"1"}


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["wide", "narrow"])
def test_in_print_nothing_covers_anything(
    look: Open, pdf_report: Path, size: tuple[int, int]
) -> None:
    """With a cell chosen, dark colours on and notes folded: paper shows them unfolded, black on white, side by side."""
    with look(pdf_report, size, "dark") as page:
        cell(page, 35, "weight").click()
        page.set_viewport_size(PRINT)
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert (
            page.evaluate("getComputedStyle(document.getElementById('detail')).position") != "fixed"
        )
        assert (
            page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= PRINT["width"]
        assert page.locator("#findings details:not([open])").count() == 0
        assert not page.locator(".bar, #filters, .decide").first.is_visible()
        assert page.locator("#table").evaluate("pane => pane.scrollHeight <= pane.clientHeight + 1")
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator("#findings details[open]").count() == 0


def test_the_chinese_page_is_chinese(look: Open, pdf_report: Path, facsimile: Edition) -> None:
    """Everything unfolded and every open cell chosen: no two English words in a row, but for names and codes."""
    open_ = [
        (p["seq"], p["column"])
        for p in facsimile.tables["provenance"]
        if p["status"] == "ambiguous"
    ]
    with look(pdf_report, language="zh-CN") as page:
        page.evaluate(
            "for (const folded of document.querySelectorAll('details')) folded.open = true"
        )
        assert english(page) == []
        page.locator("#all-columns").check()
        for seq, column in open_:
            cell(page, seq, column).click()
            assert english(page) == [], (seq, column)


def english(page: Page) -> list[str]:
    shown = page.locator("body").evaluate(
        "body => { const copy = body.cloneNode(true);"
        " for (const code of copy.querySelectorAll('code, textarea, script, noscript')) code.remove();"
        " return copy.textContent; }"
    )
    return re.findall(r"[a-z]{2,} [a-z]{2,}", shown)
