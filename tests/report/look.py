"""The report in a real browser: ``make look``. Not collected by a plain pytest run, which must need no browser."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import Edition
from tests.report.browser import FLAGS, find_browser, write_report
from tests.report.test_render import hostile_page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDE, NARROW = (1280, 800), (390, 844)

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=path, args=[*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def pdf_report(facsimile: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(facsimile, tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def text_report(transcription: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(transcription, tmp_path_factory.mktemp("report"))


@pytest.fixture
def look(browser: Browser) -> Open:
    """Opens a report from its file with the network off; fails on whatever the console says."""

    @contextmanager
    def opened(path: Path, size: tuple[int, int] = WIDE, scheme: Any = "light", language: str = "en") -> Iterator[Page]:
        view: Any = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=view, color_scheme=scheme, locale=language, offline=True)
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        yield page
        assert said == []
        assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []
        context.close()

    return opened


def cell(page: Page, seq: int, column: str) -> Any:
    return page.locator(f'#table tr[data-seq="{seq}"] td[data-column="{column}"]')


def place(edition: Edition, seq: int, column: str) -> dict[str, Any]:
    return next(p for p in edition.tables["provenance"] if (p["seq"], p["column"]) == (seq, column))


def test_it_opens_from_a_file_with_the_network_off(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        assert "2022" in page.title()
        assert page.locator("h1").inner_text() == page.title()
        assert page.locator("#table tbody tr").count() == 84


def test_the_file_is_small_enough_to_be_mailed(pdf_report: Path) -> None:
    assert pdf_report.stat().st_size < 3_000_000


def test_the_sums_stand_at_the_top_with_their_state(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        sums = [line.get_attribute("data-sum") for line in page.locator(".sums li").all()]
        assert sums == ["100", "20", "10", "110"]
        assert page.locator(".sums li.ok").count() == 4


def test_markup_in_every_text_stays_text(look: Open, tmp_path: Path) -> None:
    """Each row is opened, each language shown: no element comes of it, and the policy has nothing to refuse."""
    path = tmp_path / "hostile.html"
    path.write_bytes(hostile_page())
    for language in ("en", "zh-CN"):
        with look(path, language=language) as page:
            for cell_ in page.locator("#table td").all()[::7]:
                cell_.click()
                assert page.locator("#detail").inner_text()
            assert "<img src=x" in page.locator("body").inner_text()
            assert page.locator("img").count() == 0
            assert page.locator("script").count() == 2


def test_choosing_a_ranking_lights_up_its_place_on_its_page(look: Open, pdf_report: Path, facsimile: Edition) -> None:
    """Row 14's first ranking stands one column to the left of its own; the box on the picture is that cell's."""
    source = place(facsimile, 14, "rank_jan_jun")
    with look(pdf_report) as page:
        cell(page, 14, "rank_jan_jun").click()
        lit = page.locator("#page .box.lit")
        assert lit.count() == 1
        assert lit.get_attribute("data-at") == f"{source['page']}/{source['row']}/{source['col']}"
        assert page.locator("#page-name").get_attribute("data-page") == str(source["page"])
        box, picture = lit.bounding_box(), page.locator("#page .picture").bounding_box()
        assert box
        assert picture
        scale = picture["width"] / 841.89
        expected = (source["x0"], source["top"], source["x1"] - source["x0"], source["bottom"] - source["top"])
        found = ((box["x"] - picture["x"]), (box["y"] - picture["y"]), box["width"], box["height"])
        assert [value / scale for value in found] == pytest.approx(expected, abs=1.5)
        assert "7" in page.locator("#detail .value").inner_text()


def test_choosing_a_place_on_the_page_chooses_the_value_read_from_it(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    source = place(facsimile, 35, "weight")
    with look(pdf_report) as page:
        cell(page, 35, "indicator").click()
        page.locator(f'#page [data-at="{source["page"]}/{source["row"]}/{source["col"]}"]').click()
        assert page.locator("#table td.chosen").get_attribute("data-column") == "weight"
        assert page.locator("#table tr.chosen").get_attribute("data-seq") == "35"


def test_a_place_that_gave_no_value_shows_its_text(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        page.locator('#page [data-at$="/0/0"]').click()
        assert "一级指标" in page.locator("#detail blockquote").inner_text()
        assert page.locator("#table td.chosen").count() == 0


def test_a_transcription_shows_its_cells_instead_of_a_picture(
    look: Open, text_report: Path, transcription: Edition
) -> None:
    source = place(transcription, 14, "rank_jan_jun")
    with look(text_report) as page:
        cell(page, 14, "rank_jan_jun").click()
        lit = page.locator("#page td.lit")
        assert lit.get_attribute("data-at") == f"{source['page']}/{source['row']}/{source['col']}"
        assert lit.inner_text() == "7"
        assert page.locator("#page img").count() == 0


@pytest.mark.parametrize("status", ["repaired", "derived", "shared", "ambiguous"])
def test_a_status_filter_counts_what_parquet_says(
    look: Open, pdf_report: Path, facsimile: Edition, status: str
) -> None:
    marked = [p for p in facsimile.tables["provenance"] if p["status"] == status]
    with look(pdf_report) as page:
        chip = page.locator(f"[data-status={status}]")
        assert chip.locator(".count").inner_text() == str(len(marked))
        chip.click()
        assert page.locator("#table tbody tr").count() == len({p["seq"] for p in marked})
        assert page.locator("#shown").inner_text().endswith(f"{len(marked)} cells")


def test_the_filters_by_damage_and_lead_unit_find_their_rows(look: Open, pdf_report: Path, facsimile: Edition) -> None:
    damaged = {r["seq"] for r in facsimile.tables["repairs"] if "weight_lost" in r["rule"].split("+")}
    led = {r["seq"] for r in facsimile.tables["lead_units"] if r["lead_unit"] == "县工信局"}
    with look(pdf_report) as page:
        page.locator("#by-damage").select_option("weight_lost")
        assert seqs(page) == damaged
        page.locator("#by-lead").select_option("县工信局")
        assert seqs(page) == damaged & led
        page.locator("#clear").click()
        assert len(seqs(page)) == 84


def seqs(page: Page) -> set[int]:
    return {int(row.get_attribute("data-seq") or 0) for row in page.locator("#table tbody tr").all()}


def test_search_finds_names_units_and_serials(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        page.keyboard.press("/")
        page.keyboard.type("双千兆应用创新的数量")
        assert seqs(page) == {35}
        page.locator("#search").fill("84")
        assert 84 in seqs(page)
        page.locator("#search").fill("no such row")
        assert "Clear the filters" in page.locator("#table").inner_text()


def test_the_language_changes_and_the_choice_stays(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        cell(page, 35, "weight").click()
        assert page.locator("#open h2").inner_text().startswith("Open questions")
        page.locator("#language").click()
        assert page.locator("#open h2").inner_text().startswith("未决问题")
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        assert page.locator("#table td.chosen").count() == 1
        page.locator("#language").click()
        assert page.locator("#open h2").inner_text().startswith("Open questions")


def test_a_chinese_browser_is_met_in_chinese(look: Open, pdf_report: Path) -> None:
    with look(pdf_report, language="zh-CN") as page:
        assert page.locator("#open h2").inner_text().startswith("未决问题")


def test_arrow_keys_move_through_the_table(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        cell(page, 14, "weight").click()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.dataset.column") == "rank_jan_jun"
        assert page.evaluate("document.activeElement.parentNode.dataset.seq") == "15"
        assert page.locator("#page .lit").count() == 1


def test_why_a_weight_is_empty_and_the_entry_that_decides_it(look: Open, pdf_report: Path, facsimile: Edition) -> None:
    """From the list of open questions in four steps: the reason, the sum, a choice, an entry for both rows."""
    with look(pdf_report) as page:
        page.locator("ul.open li", has_text="双千兆应用创新的数量").locator("button").first.click()
        detail = page.locator("#detail").inner_text()
        assert "do not add up" in detail
        assert "= 11" in detail
        page.locator("#detail input[type=radio]").first.check()
        page.locator("#decision-reason").fill('the office\'s letter: "1"')
        page.locator("#decision-by").fill("县发改委")
        entries = yaml.safe_load(page.locator("#entry").input_value())
    assert [(entry["target"], entry["value"]) for entry in entries] == [
        ({"seq": 35, "column": "weight"}, "1"),
        ({"seq": 36, "column": "weight"}, "2"),
    ]
    assert {entry["expects"] for entry in entries} == {"2"}
    assert entries[0]["reason"] == 'the office\'s letter: "1"'
    assert entries[0]["notice"] == facsimile.tables["notice"][0]["notice_id"]


def test_who_decided_what_and_why_is_shown(look: Open, transcription: Edition, tmp_path: Path) -> None:
    decision = {**transcription.tables["repairs"][0], "rule": "correction", "seq": 35, "column": "weight"}
    decision |= {"before": "1 | 2", "after": "1", "reason": "a letter of the office (decided by a person)"}
    tables = {**transcription.tables, "repairs": [*transcription.tables["repairs"], decision]}
    with look(write_report(replace(transcription, tables=tables), tmp_path)) as page:
        shown = page.locator("#decisions li").inner_text()
        assert all(text in shown for text in ("35 Weight", "1 | 2", "a letter of the office", "Decided by: a person"))


def test_before_and_after_of_a_repair_are_shown(look: Open, pdf_report: Path, facsimile: Edition) -> None:
    repair = next(r for r in facsimile.tables["repairs"] if (r["seq"], r["column"]) == (14, "rank_jan_jun"))
    with look(pdf_report) as page:
        cell(page, 14, "rank_jan_jun").click()
        change = page.locator("#detail .change").first
        assert (change.locator("del").inner_text(), change.locator("ins").inner_text()) == (
            repair["before"],
            repair["after"],
        )


def test_pictures_show_missing_rankings_as_missing(look: Open, pdf_report: Path, facsimile: Edition) -> None:
    missing = [r for r in facsimile.tables["rankings"] if r["rank"] is None]
    with look(pdf_report) as page:
        assert page.locator("#ranks-picture .rank").count() == 84
        assert page.locator("#ranks-picture circle").count() == len(facsimile.tables["rankings"]) - len(missing)
        marks = [mark.text_content() for mark in page.locator("#ranks-picture text.gap").all()]
        assert marks.count("/") == sum(r["status"] == "not_published" for r in missing)
        totals = [text.text_content() or "" for text in page.locator("#points-picture text.total").all()]
        assert sum(float(re.split(" → ", total)[-1]) for total in totals) == pytest.approx(110)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_nothing_runs_over_the_side(look: Open, pdf_report: Path, size: tuple[int, int], language: str) -> None:
    with look(pdf_report, size, language=language) as page:
        cell(page, 35, "weight").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("edition", ["pdf_report", "text_report"])
def test_axe_finds_no_serious_fault(
    look: Open, edition: str, size: tuple[int, int], scheme: str, request: pytest.FixtureRequest
) -> None:
    with look(request.getfixturevalue(edition), size, scheme) as page:
        cell(page, 35, "weight").click()
        page.evaluate(AXE)
        found = page.evaluate("async () => (await axe.run()).violations")
    grave = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    assert [
        (fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0]["failureSummary"]) for fault in grave
    ] == []
