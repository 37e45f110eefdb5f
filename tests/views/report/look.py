"""The report in a real browser: ``make look``. Not collected by a plain pytest run, which must need no browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Edition
from tests.views.report.browser import NARROW, WIDE, Open, cell, place, seqs
from tests.views.report.test_render import hostile_page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def test_it_opens_from_a_file_with_the_network_off(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        assert "2022" in page.title()
        assert page.locator("h1").inner_text() == page.title()
        assert page.locator("#table tbody tr").count() == 84


def test_the_file_is_small_enough_to_be_mailed(pdf_report: Path) -> None:
    assert pdf_report.stat().st_size < 3_000_000


def test_the_sums_come_with_their_state(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        sums = [line.get_attribute("data-sum") for line in page.locator(".sums li").all()]
        assert sums == ["100", "20", "10", "110"]
        assert page.locator(".sums li.ok").count() == 4


def test_the_state_of_everything_stands_at_the_top(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    """Open values, findings, the engines' agreement and the checks, each a link to its part, before anything else."""
    tables = facsimile.tables
    open_ = [p["seq"] for p in tables["provenance"] if p["status"] == "ambiguous"]
    levels = [f["severity"] for f in tables["findings"]]
    alike = sum("," in c["engines"] for c in tables["cells"])
    with look(pdf_report) as page:
        state = {
            a.get_attribute("data-state"): a.inner_text() for a in page.locator(".state a").all()
        }
        assert f"{len(open_)} values open on {len(set(open_))} rows" in state["open"]
        assert (
            f"{levels.count('warning')} warnings, {levels.count('info')} notes" in state["findings"]
        )
        assert f"{alike} of {len(tables['cells'])} cells" in state["engines"]
        assert re.search(r"all \d+ checks hold", state["checks"])
        for name in state:
            page.locator(f".state a[data-state={name}]").click()
            assert 0 <= page.locator(f"#{name}").bounding_box()["y"] < WIDE[1]


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


def test_choosing_a_ranking_lights_up_its_place_on_its_page(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
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
        expected = (
            source["x0"],
            source["top"],
            source["x1"] - source["x0"],
            source["bottom"] - source["top"],
        )
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
        assert page.locator(f"#table td.{status}").count() == len(marked)


def test_the_filters_by_damage_and_lead_unit_find_their_rows(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    damaged = {
        r["seq"] for r in facsimile.tables["repairs"] if "weight_lost" in r["rule"].split("+")
    }
    led = {r["seq"] for r in facsimile.tables["lead_units"] if r["lead_unit"] == "县工信局"}
    with look(pdf_report) as page:
        page.locator("#by-damage").select_option("weight_lost")
        assert seqs(page) == damaged
        page.locator("#by-lead").select_option("县工信局")
        assert seqs(page) == damaged & led
        page.locator("#clear").click()
        assert len(seqs(page)) == 84


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


def test_before_and_after_of_a_repair_are_shown(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    repair = next(
        r for r in facsimile.tables["repairs"] if (r["seq"], r["column"]) == (14, "rank_jan_jun")
    )
    with look(pdf_report) as page:
        cell(page, 14, "rank_jan_jun").click()
        change = page.locator("#detail .change").first
        assert (change.locator("del").inner_text(), change.locator("ins").inner_text()) == (
            repair["before"],
            repair["after"],
        )


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_nothing_runs_over_the_side(
    look: Open, pdf_report: Path, size: tuple[int, int], language: str
) -> None:
    with look(pdf_report, size, language=language) as page:
        cell(page, 35, "weight").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("edition", ["pdf_report", "text_report"])
def test_axe_finds_no_serious_fault(
    look: Open,
    edition: str,
    size: tuple[int, int],
    scheme: str,
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    """With all that can be unfolded unfolded, an open cell chosen, then with a filter that hides most rows."""
    with look(request.getfixturevalue(edition), size, scheme, language) as page:
        page.evaluate(
            "for (const folded of document.querySelectorAll('details')) folded.open = true"
        )
        cell(page, 35, "weight").click()
        page.locator("#detail input[type=radio]").first.check()
        page.evaluate(AXE)
        assert grave_faults(page) == []
        page.locator("#detail .close").click()
        if size == NARROW:
            page.locator("#to-more").click()
        page.locator("[data-status=ambiguous]").click()
        assert grave_faults(page) == []


def grave_faults(page: Any) -> list[tuple[str, str, str]]:
    found = page.evaluate("async () => (await axe.run()).violations")
    grave = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    return [
        (fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0]["failureSummary"])
        for fault in grave
    ]
