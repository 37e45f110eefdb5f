"""Nothing claimed that is not known: what the page says of values, targets, pages and names is in the tables."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from pipeline.views import calibration
from pipeline.views.summary import PARTS, count_parts
from tests.conftest import Edition
from tests.views.report.browser import Open, cell

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh-CN"])


def test_the_parts_of_all_values_add_up(look: Open, pdf_report: Path, facsimile: Edition) -> None:
    provenance = facsimile.tables["provenance"]
    with look(pdf_report) as page:
        shown = {part: int(page.locator(f"[data-part={part}]").inner_text()) for part in PARTS}
        assert shown == count_parts(provenance)
        assert sum(shown.values()) == len(provenance)
        assert page.locator("[data-part=all]").inner_text() == str(len(provenance))


def test_calibration_stands_beside_the_parts_it_was_measured_on(
    look: Open, pdf_report: Path
) -> None:
    with look(pdf_report) as page:
        for status in ("repaired", "derived"):
            share = calibration.share(status)
            assert share
            line = page.locator(".parts li", has=page.locator(f"[data-part={status}]"))
            assert f"{share.right:,} of {share.of:,}" in line.inner_text()


def test_rows_to_review_are_told_from_rows_with_open_values(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    tables = facsimile.tables
    review = sum(row["needs_review"] for row in tables["indicators"])
    open_rows = len({p["seq"] for p in tables["provenance"] if p["status"] == "ambiguous"})
    with look(pdf_report) as page:
        said = page.locator("#review-note").inner_text()
        numbers = [int(n) for n in re.findall(r"\d+", said)]
        assert numbers == [review, open_rows, review - open_rows]


@LANGUAGES
def test_a_target_is_called_reached_only_where_the_latest_ranking_says_so(
    look: Open, pdf_report: Path, facsimile: Edition, language: str
) -> None:
    """Of each row: the rankings in the order of their periods, those not published passed over."""
    with look(pdf_report, language=language) as page:
        for order in ("seq", "lead", "change", "gap"):
            page.locator("#order").select_option(order)
            assert drawn_aims(page) == known_aims(facsimile.tables)


def drawn_aims(page: Page) -> dict[int, str]:
    found = page.locator("#ranks-picture .rank").evaluate_all(
        "marks => marks.map(mark => [mark.dataset.pick.split('\\n')[1],"
        " mark.querySelector('.aim')?.getAttribute('class') || ''])"
    )
    return {int(seq): look.removeprefix("aim ") for seq, look in found}


def known_aims(tables: Mapping[str, list[dict[str, Any]]]) -> dict[int, str]:
    aims = {}
    for row in tables["indicators"]:
        own = [r for r in tables["rankings"] if r["seq"] == row["seq"]]
        published = [r for r in sorted(own, key=ended) if r["status"] != "not_published"]
        latest = published[-1]["rank"] if published else None
        aims[row["seq"]] = aim(row["target_rank"], latest)
    return aims


def ended(ranking: dict[str, Any]) -> Any:
    return ranking["period_end"]


def aim(target: int | None, latest: int | None) -> str:
    if target is None:
        return ""
    if latest is None:
        return "unknown"
    return "met" if latest <= target else "late"


def test_no_target_is_green_on_a_row_whose_latest_ranking_is_open(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    open_ = {
        p["seq"]
        for p in facsimile.tables["provenance"]
        if (p["column"], p["status"]) == ("rank_jan_sep", "ambiguous")
    }
    assert open_
    with look(pdf_report) as page:
        aims = drawn_aims(page)
        assert {aims[seq] for seq in open_} <= {"unknown", ""}


@LANGUAGES
def test_every_page_is_named_by_both_its_numbers(
    look: Open, pdf_report: Path, facsimile: Edition, language: str
) -> None:
    """The page bar, the detail, the engines' table; findings, whose sentences name one, say which."""
    tables = facsimile.tables
    source = {row["seq"]: row["source_page"] for row in tables["indicators"]}
    with look(pdf_report, language=language) as page:
        for seq in (1, 35, 77):
            file_page = next(
                p["page"] for p in tables["provenance"] if (p["seq"], p["column"]) == (seq, "unit")
            )
            cell(page, seq, "unit").click()
            for part in ("#page-name", "#detail"):
                said = page.locator(part).inner_text()
                assert both_numbers(said, language) == (source[seq], file_page)
        lines = page.locator("#findings table tbody th").all_text_contents()[:-1]
        pages = sorted({c["page"] for c in tables["cells"]})
        assert [both_numbers(line, language)[1] for line in lines] == pages
        assert both_numbers(page.locator("#pages-note").inner_text(), language) == (1, 2)


def both_numbers(said: str, language: str) -> tuple[int, int]:
    """The page of the attachment and that of the file that a text names."""
    if language == "en":
        attached = re.search(r"[Aa]ttachment page (\d+)|page (\d+) of the attachment", said)
        file = re.search(r"file page (\d+)|page (\d+) of the file", said)
    else:
        attached, file = re.search(r"附件第(\d+)页", said), re.search(r"文件第(\d+)页", said)
    assert attached, said
    assert file, said
    return tuple(int(next(filter(None, found.groups()))) for found in (attached, file))  # type: ignore[return-value]


def test_names_that_may_be_one_unit_stand_side_by_side_with_the_finding(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    finding = next(
        f for f in facsimile.tables["findings"] if f["code"] == "normalise.lead-unit-short"
    )
    known = json.loads(finding["parameters"])
    with look(pdf_report) as page:
        bars = page.locator("#leads-picture .lead-bar").all()
        names = [(bar.get_attribute("data-pick") or "").split("\n")[1] for bar in bars]
        at = names.index(known["name"])
        assert names[at - 1] == known["longer"]
        assert known["longer"] in (bars[at].get_attribute("aria-label") or "")
        assert finding["message"] in page.locator("#one-unit").inner_text()


@LANGUAGES
def test_no_sentence_counts_readings_within_a_margin(
    look: Open, pdf_report: Path, language: str
) -> None:
    with look(pdf_report, language=language) as page:
        said = page.locator("#open").inner_text()
        cell(page, 77, "rank_jan_jun").click()
        said += page.locator("#detail").inner_text()
        assert not re.search("within the margin|难以取舍|∅", said)
        headings = page.locator("#open .asked h3").all_text_contents()
        assert len(headings) == len(set(headings))


def test_a_section_has_one_name_on_the_whole_page(look: Open, pdf_report: Path) -> None:
    with look(pdf_report, language="zh-CN") as page:
        page.locator("#all-columns").check()
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        said = page.locator("main").inner_text()
        assert "省考核指标" in said
        assert "省考考核指标" not in said


def test_no_chinese_is_slanted(look: Open, pdf_report: Path) -> None:
    with look(pdf_report, language="zh-CN") as page:
        cell(page, 35, "weight").click()
        slanted = page.locator("body *").evaluate_all(
            "all => all.filter(node => getComputedStyle(node).fontStyle !== 'normal').length"
        )
        assert slanted == 0


def test_open_readings_are_words_and_every_one_of_them_is_shown(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    tables = facsimile.tables
    counts = Counter((c["seq"], c["column"]) for c in tables["candidates"])
    with look(pdf_report) as page:
        page.locator("#all-columns").check()
        for (seq, column), count in counts.items():
            shown = cell(page, seq, column).locator("span").inner_text()
            assert len(shown.split(" | ")) == count, (seq, column, shown)
            assert "∅" not in shown
