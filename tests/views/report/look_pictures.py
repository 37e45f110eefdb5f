"""The pictures: every mark reached by keyboard and named, nothing blank or cut, each figure in a table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import Edition
from tests.views.report.browser import NARROW, WIDE, Open, seqs

PICTURES = ("points-picture", "ranks-picture", "leads-picture")
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


def test_pictures_show_missing_rankings_as_missing(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    rankings = facsimile.tables["rankings"]
    missing = [r for r in rankings if r["rank"] is None]
    with look(pdf_report) as page:
        assert page.locator("#ranks-picture .rank").count() == 84
        assert page.locator("#ranks-picture circle").count() == len(rankings) - len(missing)
        marks = [mark.text_content() for mark in page.locator("#ranks-picture text.gap").all()]
        assert marks.count("/") == sum(r["status"] == "not_published" for r in missing)


@SIZES
def test_the_bars_add_up_to_full_marks(look: Open, pdf_report: Path, size: tuple[int, int]) -> None:
    with look(pdf_report, size) as page:
        names = page.locator("#points-picture .segment").evaluate_all(
            "marks => marks.map(mark => mark.getAttribute('aria-label'))"
        )
        points = [float(name.split("\n")[0].rsplit(" ", 1)[1]) for name in names]
        assert sum(points) == pytest.approx(110)


@SIZES
@pytest.mark.parametrize("picture", PICTURES)
def test_every_mark_is_reached_by_keyboard_and_has_a_name(
    look: Open, pdf_report: Path, picture: str, size: tuple[int, int]
) -> None:
    with look(pdf_report, size) as page:
        marks = page.locator(f"#{picture} .pick")
        stops = page.locator(f"#{picture} .pick[tabindex='0']")
        assert stops.count() == 1
        stops.focus()
        reached = []
        for _ in range(marks.count()):
            reached.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
            page.keyboard.press("ArrowDown")
        named = marks.evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
        assert reached == named
        assert all(named)
        page.keyboard.press("Home")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == named[0]
        assert page.locator(f"#{picture} .told").inner_text() == named[0]


def test_a_mark_leads_to_its_row_and_a_lead_unit_to_its_rows(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    with look(pdf_report) as page:
        page.locator("#ranks-picture .pick").nth(13).focus()
        page.keyboard.press("Enter")
        assert page.locator("#table tr.chosen").get_attribute("data-seq") == "14"
        first = page.locator("#leads-picture .pick").first
        name = (first.get_attribute("data-pick") or "").split("\n")[1]
        first.click()
        led = {r["seq"] for r in facsimile.tables["lead_units"] if r["lead_unit"] == name}
        assert seqs(page) == led


@SIZES
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_no_segment_is_blank_and_no_name_runs_over(
    look: Open, pdf_report: Path, size: tuple[int, int], language: str
) -> None:
    """A name stands whole in its segment, or under a letter below the bar, or on a line of its own."""
    with look(pdf_report, size, language=language) as page:
        for mark in page.locator("#points-picture .segment").all():
            assert mark.locator("text").first.text_content()
        over = page.locator(
            "#points-picture svg, #leads-picture svg, #ranks-picture svg"
        ).evaluate_all(
            "svgs => svgs.flatMap(svg => { const right = svg.getBoundingClientRect().right + 1;"
            " return [...svg.querySelectorAll('text')].filter(text =>"
            " text.getBoundingClientRect().right > right).map(text => text.textContent); })"
        )
        assert over == []
        texts = page.locator("#ranks-picture text, #leads-picture text, #points-picture text")
        assert not [words for words in texts.all_text_contents() if "…" in words]
        inside = page.locator("#points-picture .segment").evaluate_all(
            "marks => marks.filter(mark => { const words = mark.querySelector('text.inside');"
            " return words && words.getBoundingClientRect().width >"
            " mark.querySelector('rect').getBoundingClientRect().width; })"
            ".map(mark => mark.textContent)"
        )
        assert inside == []


def test_names_without_room_stand_below_under_their_letter(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        below = " · ".join(page.locator("#points-picture text.below").all_text_contents())
        for mark in page.locator("#points-picture .segment").all():
            if mark.locator("text.letter").count():
                name, points = (
                    (mark.get_attribute("aria-label") or "").split("\n")[0].rsplit(" ", 1)
                )
                letter = mark.locator("text.letter").text_content()
                assert f"{letter} {name} {points}" in below


def order_by(page: Page, name: str) -> list[int]:
    """The serials in the order in which the rankings are drawn."""
    page.locator("#order").select_option(name)
    found = page.locator("#ranks-picture .rank").evaluate_all(
        "marks => marks.map(mark => Number(mark.dataset.pick.split('\\n')[1]))"
    )
    return [int(seq) for seq in found]


def test_rankings_by_serial_have_a_heading_for_each_section(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    with look(pdf_report) as page:
        assert order_by(page, "seq") == [*range(1, 85)]
        headings = page.locator("#ranks-picture text.heading").all_text_contents()
        counts = [s["last_seq"] - s["first_seq"] + 1 for s in facsimile.tables["sections"]]
        assert [int(re.findall(r"\d+", heading)[0]) for heading in headings] == counts


def test_rankings_by_change_begin_with_the_greatest_rise(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    """A change is told only where every ranking that the notice has published of a row is known."""
    with look(pdf_report) as page:
        drawn = order_by(page, "change")
        changes = known_changes(facsimile)
        known = [changes[seq] for seq in drawn if seq in changes]
        assert known == sorted(known)
        assert drawn[: len(known)] == [seq for seq in drawn if seq in changes]
        headings = page.locator("#ranks-picture text.heading").all_text_contents()
        assert headings[-1] == f"change not known ({84 - len(changes)})"


def known_changes(edition: Edition) -> dict[int, int]:
    changes = {}
    for seq in range(1, 85):
        own = [r for r in edition.tables["rankings"] if r["seq"] == seq]
        published = [r for r in own if r["status"] != "not_published"]
        published.sort(key=lambda r: r["period_end"])
        if len(published) > 1 and all(r["rank"] is not None for r in published):
            changes[seq] = published[-1]["rank"] - published[0]["rank"]
    return changes


def test_rankings_by_lead_unit_have_a_heading_for_each(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    led = {row["seq"]: row["lead_units"] for row in facsimile.tables["indicators"]}
    with look(pdf_report) as page:
        drawn = [led[seq] for seq in order_by(page, "lead")]
        runs = [name for i, name in enumerate(drawn) if i == 0 or drawn[i - 1] != name]
        assert len(runs) == len(set(runs)) == len(set(led.values()))
        assert page.locator("#ranks-picture text.heading").count() == len(runs)


def test_the_picture_takes_the_width_there_is(look: Open, pdf_report: Path) -> None:
    for width in (1280, 1600):
        with look(pdf_report, (width, 900)) as page:
            card = page.locator("#ranks-picture").bounding_box()
            drawn = page.locator("#ranks-picture svg").first.bounding_box()
            assert card
            assert drawn
            assert drawn["width"] >= card["width"] * 0.95


def test_the_figures_of_each_picture_stand_in_a_table(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    tables = facsimile.tables
    with look(pdf_report) as page:
        for summary in page.locator("#pictures summary").all():
            summary.click()
        ranks = page.locator("#ranks-table tbody tr").all()
        places = {(r["seq"], r["period_end"]): r["rank"] for r in tables["rankings"]}
        ends = sorted({end for _, end in places})
        for line in ranks:
            cells = line.locator("td").all_text_contents()
            shown = [int(text) if text.isdecimal() else None for text in cells[3:6]]
            assert shown == [places[int(cells[0]), end] for end in ends]
        assert len(ranks) == 84
        points = page.locator("#points-table tbody tr td:last-child").all_text_contents()
        assert sum(map(float, points)) == pytest.approx(110)
        names = page.locator("#leads-table tbody tr td:first-child").all_text_contents()
        assert {*names} == {row["lead_unit"] for row in tables["lead_units"]}
