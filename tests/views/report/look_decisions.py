"""From a doubt to its decision, as a person goes: the report, the entry, a second run, the report again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import yaml
from playwright.sync_api import Page

from pipeline.messages import as_data, message
from pipeline.run import Request, extract
from tests.conftest import Edition
from tests.views.report.browser import Open, cell, write_report


def test_why_a_weight_is_empty_and_the_entry_that_decides_it(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
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


def test_what_the_page_copies_closes_the_cell(
    look: Open, text_report: Path, transcription: Edition, tmp_path: Path
) -> None:
    """The text that the page gives is pasted as it is; the next run takes it, and its report says who decided what."""
    with look(text_report) as page:
        cell(page, 35, "weight").click()
        decide(page, "the office's letter of 2 December", "县发改委")
        pasted = page.locator("#entry").input_value()
    corrections = tmp_path / "corrections.yml"
    corrections.write_text(f"# what people decided\n{pasted}\n", encoding="utf-8")
    outcome = extract(Request(transcription.source, tmp_path / "out", corrections=corrections))
    assert outcome.ok, outcome.failures
    with look(tmp_path / "out" / "report.html") as page:
        assert page.locator("#decisions li").count() == 2
        shown = page.locator("#decisions li").first.inner_text()
        assert all(
            text in shown
            for text in ("35 Weight", "1", "the office's letter of 2 December", "县发改委")
        )
        assert "corrected" in (cell(page, 35, "weight").get_attribute("class") or "")
        cell(page, 35, "weight").click()
        assert "县发改委" in page.locator("#detail").inner_text()
        page.locator("#language").click()
        assert "（决定人：县发改委）" in page.locator("#detail").inner_text()
        assert "decided" not in page.locator("body").inner_text()


def decide(page: Page, reason: str, by: str) -> None:
    page.locator("#to-decision").click()
    page.locator("#detail input[type=radio]").first.check()
    page.locator("#decision-reason").fill(reason)
    page.locator("#decision-by").fill(by)


def test_the_way_to_the_decision_is_one_step_by_keyboard(look: Open, pdf_report: Path) -> None:
    """Choosing the cell, the link beside its value: the first reading has the focus and is in sight."""
    with look(pdf_report) as page:
        cell(page, 35, "weight").click()
        assert page.locator("#detail .value b").inner_text() == "1 or 2"
        page.locator("#to-decision").press("Enter")
        assert page.evaluate("document.activeElement.name") == "reading"
        pane, first = (
            page.locator("#detail").bounding_box(),
            page.locator("#detail input[type=radio]").first.bounding_box(),
        )
        assert pane
        assert first
        assert pane["y"] <= first["y"] < pane["y"] + pane["height"]
        page.keyboard.press("Escape")
        assert page.locator("#detail .value").count() == 0
        assert page.evaluate("document.activeElement.dataset.column") == "weight"


def test_the_readings_come_with_their_costs_and_what_would_decide(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    """A blank reading of a weight is told from one of a ranking: the row shares, or its cell was lost."""
    costs = [
        c["cost"]
        for c in facsimile.tables["candidates"]
        if (c["seq"], c["column"]) == (74, "rank_jan_aug")
    ]
    with look(pdf_report) as page:
        cell(page, 74, "rank_jan_aug").click()
        readings = [label.inner_text() for label in page.locator("#detail fieldset label").all()]
        assert readings[2].split() == ["9", f"+{costs[2]:g}"]
        assert "rankings in another source" in page.locator("#settles").inner_text()
        cell(page, 54, "weight").click()
        assert "shared with other rows" in page.locator("#detail fieldset").inner_text()
        cell(page, 29, "rank_jan_jun").click()
        assert "lost, or never printed" in page.locator("#detail fieldset").inner_text()


def test_copying_says_so_where_it_is_seen(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        cell(page, 35, "weight").click()
        page.locator("#copy").click()
        page.locator(
            "#copy", has_text="Copied"
        ).wait_for()  # as soon as the browser has it, and for a moment
        page.locator("#copy", has_text="Copy").wait_for()


def test_who_decided_what_and_why_is_shown(
    look: Open, transcription: Edition, tmp_path: Path
) -> None:
    said = message("correct.decided", reason="a letter of the office", decided_by="a person")
    decision = {
        **transcription.tables["repairs"][0],
        "rule": "correction",
        "seq": 35,
        "column": "weight",
    }
    decision |= {
        "before": "1 | 2",
        "after": "1",
        "reason": "a letter of the office (decided by a person)",
        "reasons": json.dumps([as_data(said)]),
    }
    tables = {**transcription.tables, "repairs": [*transcription.tables["repairs"], decision]}
    with look(write_report(replace(transcription, tables=tables), tmp_path)) as page:
        shown = page.locator("#decisions li").inner_text()
        assert all(
            text in shown
            for text in ("35 Weight", "1 | 2", "a letter of the office", "Decided by: a person")
        )
