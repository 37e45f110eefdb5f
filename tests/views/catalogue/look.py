"""The catalogue in a real browser: ``make look``. Not collected by a plain pytest run, which must need no browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.views.catalogue.documents import HOSTILE, STRANGE
from tests.views.report.browser import NARROW, WIDE, Open
from tests.views.report.look import AXE, grave_faults

# Milliseconds from what is typed or pressed to the page laid out anew.
TIMED = """() => {
  const timed = (act) => {
    const begun = performance.now();
    act();
    document.body.getBoundingClientRect();
    return performance.now() - begun;
  };
  const search = document.getElementById("search");
  const type = (text) => { search.value = text; search.dispatchEvent(new Event("input")); };
  const acts = ["县", "县-0", "县-01", ""].map((text) => () => type(text));
  const sort = (name) => () => document.getElementById(`by-${name}`).click();
  return [...acts, sort("findings"), sort("open")].map(timed);
}"""


def table_beside(page_file: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(page_file.parent / "catalogue.parquet").to_pylist()
    return rows


def texts(page: Any, column: str) -> list[str]:
    return [text.strip() for text in page.locator(f"td.c-{column}").all_inner_texts()]


def shown(page: Any) -> int:
    count: int = page.locator("tbody tr").count()
    return count


def test_every_document_is_there_with_the_figures_of_the_table(look: Open, thousand: Path) -> None:
    rows = table_beside(thousand)
    with look(thousand) as page:
        assert shown(page) == len(rows) == 1000
        by_id = {one: number for number, one in enumerate(page.locator(".id").all_inner_texts())}
        opened, forms, states = (texts(page, name) for name in ("open", "form", "state"))
        for row in rows:
            at = by_id[row["notice_id"]]
            assert opened[at] == ("" if row["open"] is None else str(row["open"]))
            assert (forms[at], states[at]) == (row["form"] or "", row["status"])
        sum_open = sum(row["open"] or 0 for row in rows)
        assert f"1,000 of 1,000 documents, {sum_open:,} open cells" == page.inner_text("#shown")


def test_a_document_that_failed_shows_its_reason_in_the_reader_s_language(
    look: Open, thousand: Path
) -> None:
    for language, reason in (("en", "no ruled table"), ("zh-CN", "没有")):
        with look(thousand, language=language) as page:
            page.locator("#sums [data-state=unusable]").click()
            reasons = page.locator("tbody .why").all_inner_texts()
            assert len(reasons) == shown(page) > 50
            assert any(reason in text for text in reasons)


def test_filters_narrow_each_other_and_clear_gives_all_back(look: Open, thousand: Path) -> None:
    rows = table_beside(thousand)
    with look(thousand) as page:
        page.select_option("#form", "任务分解表")
        assert shown(page) == sum(row["form"] == "任务分解表" for row in rows)
        page.select_option("#open", "some")
        assert shown(page) == sum(
            row["form"] == "任务分解表" and (row["open"] or 0) > 0 for row in rows
        )
        page.fill("#search", "县-00 pdf")
        assert 0 < shown(page) < 100
        page.fill("#search", "no such document")
        assert page.locator(".nobody").is_visible()
        page.click("#clear")
        assert shown(page) == 1000


def test_documents_on_no_known_form_can_be_chosen(look: Open, thousand: Path) -> None:
    with look(thousand) as page:
        page.select_option("#form", label="on no known form")
        assert shown(page) == sum(row["form"] is None for row in table_beside(thousand))


def test_a_column_sorts_both_ways_and_what_is_not_known_comes_last(
    look: Open, thousand: Path
) -> None:
    with look(thousand) as page:
        for descending in (False, True):
            page.locator("#by-open").click()
            numbers = [int(text) for text in texts(page, "open") if text]
            assert numbers == sorted(numbers, reverse=descending)
            assert texts(page, "open")[-1] == ""
            sort = page.locator("th:has(#by-open)").get_attribute("aria-sort")
            assert sort == ("descending" if descending else "ascending")


def test_everything_is_reached_and_worked_with_the_keyboard(look: Open, thousand: Path) -> None:
    with look(thousand) as page:
        page.keyboard.press("/")
        page.keyboard.type(STRANGE[0][:4])
        assert shown(page) == 1
        reached = []
        for _ in range(16):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.id || document.activeElement.className || document.activeElement.tagName"))  # fmt: skip
        assert {"state", "form", "open", "clear", "by-document", "by-open", "by-points", "A"} <= {
            *reached
        }
        page.locator("#by-open").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "by-open"


@pytest.mark.parametrize("notice_id", STRANGE)
def test_a_link_leads_to_the_report(look: Open, thousand: Path, notice_id: str) -> None:
    with look(thousand) as page:
        page.fill("#search", notice_id.replace(" ", "\u00a0")[:3])
        link = page.get_by_label(f"report of {notice_id}", exact=True)
        address = page.evaluate("(node) => node.href", link.element_handle())
    with look_at(look, address) as page:
        assert page.title() == notice_id


def look_at(look: Open, address: str) -> Any:
    class Address:
        suffix = ".html"

        @staticmethod
        def as_uri() -> str:
            return address

    return look(Address())


def test_markup_in_names_stays_text(look: Open, thousand: Path) -> None:
    with look(thousand) as page:
        assert HOSTILE in page.locator(".id").all_inner_texts()
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 2


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_it_does_not_scroll_sideways(
    look: Open, thousand: Path, size: tuple[int, int], language: str
) -> None:
    with look(thousand, size, language=language) as page:
        for state in ("", "unusable", "published"):
            page.locator(f'#sums [data-state="{state}"]').click()
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert page.locator("tbody tr").first.bounding_box()["y"] < size[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_no_serious_fault(
    look: Open, thousand: Path, size: tuple[int, int], scheme: str
) -> None:
    with look(thousand, size, scheme) as page:
        page.fill("#search", "县-00")
        page.evaluate(AXE)
        assert grave_faults(page) == []
        page.locator("#sums [data-state=unusable]").click()
        assert grave_faults(page) == []


def test_a_thousand_documents_are_filtered_and_sorted_on_the_page(
    look: Open, thousand: Path, record_property: Any
) -> None:
    """How long each act takes, until the page is laid out again, is noted in ms and not judged."""
    with look(thousand) as page:
        record_property("ms", page.evaluate(TIMED))
        rows = table_beside(thousand)
        counts = [row["open"] or 0 for row in rows if row["status"] == "published"]
        page.locator('#sums [data-state="published"]').click()
        found = [int(text) for text in texts(page, "open") if text.isdecimal()]
        assert sorted(found) == sorted(counts)
        assert found in (sorted(found), sorted(found, reverse=True))


def test_the_language_and_the_colours_can_be_changed(look: Open, thousand: Path) -> None:
    with look(thousand) as page:
        page.select_option("#state", "copy")
        before = shown(page)
        page.click("#language")
        assert page.inner_text("h1") == "本批通知"
        assert page.get_attribute("html", "lang") == "zh-CN"
        assert shown(page) == before
        page.click("#theme")
        page.click("#theme")
        assert page.get_attribute("html", "data-theme") == "dark"
