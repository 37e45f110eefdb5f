"""From a doubt to its decision, as a person goes: the report, the entry, a second run, the report again."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import yaml
from playwright.sync_api import Locator, Page

from pipeline.messages import as_data, message
from pipeline.publication.load import load as load_publication
from pipeline.run import Request, extract
from tests.conftest import Edition
from tests.views.report.browser import Open, cell, write_report


def test_why_a_weight_is_empty_and_the_file_that_decides_it(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    """From the list of open questions: the reason, the sum, a choice, an entry for both rows."""
    with look(pdf_report) as page:
        page.locator("ul.open li", has_text="双千兆应用创新的数量").locator("button").first.click()
        detail = page.locator("#detail").inner_text()
        assert "do not add up" in detail
        assert "= 11" in detail
        decide(page, 'the office\'s letter: "1"', "县发改委")
        entries = yaml.safe_load(page.locator("#entry").input_value())
    assert [(entry["target"], entry["value"]) for entry in entries] == [
        ({"seq": 35, "column": "weight"}, "1"),
        ({"seq": 36, "column": "weight"}, "2"),
    ]
    assert {entry["expects"] for entry in entries} == {"2"}
    assert {entry["reason"] for entry in entries} == {'the office\'s letter: "1"'}
    assert entries[0]["notice"] == facsimile.tables["notice"][0]["notice_id"]


def test_the_file_that_the_page_saves_closes_the_cell(
    look: Open, text_report: Path, transcription: Edition, tmp_path: Path
) -> None:
    """What is downloaded is given to the next run as it is; its report says who decided what."""
    corrections = tmp_path / "corrections.yml"
    with look(text_report) as page:
        cell(page, 35, "weight").click()
        decide(page, "the office's letter of 2 December", "县发改委")
        save(page, "#detail-save", corrections)
    outcome = extract(Request(transcription.source, tmp_path / "out", corrections=corrections))
    assert outcome.ok, outcome.failures
    assert published(tmp_path / "out", 35, "weight") == 1
    assert published(tmp_path / "out", 36, "weight") == 2
    with look(tmp_path / "out" / "report.html") as page:
        assert page.locator("#decisions li").count() == 2
        shown = page.locator("#decisions li").first.inner_text()
        assert all(
            text in shown
            for text in ("35 Weight", "1", "the office's letter of 2 December", "县发改委")
        )
        assert "corrected" in (cell(page, 35, "weight").get_attribute("class") or "")
        assert page.locator("[data-part=decided]").inner_text() == "2"
        cell(page, 35, "weight").click()
        assert "县发改委" in page.locator("#detail").inner_text()
        again = tmp_path / "again.yml"
        page.locator('#open [data-option="0"]').first.click()
        fill(page, "#tray", "another letter", "县商务局")
        save(page, "#tray-save", again)
        page.locator("#language").click()
        assert "（决定人：县发改委）" in page.locator("#detail").inner_text()
        assert "decided" not in page.locator("#findings").inner_text()
    both = extract(Request(transcription.source, tmp_path / "out2", corrections=again))
    assert both.ok, both.failures
    assert published(tmp_path / "out2", 35, "weight") == 1
    assert both.summary["open"] < outcome.summary["open"]


def test_each_question_is_settled_by_one_choice(
    look: Open, text_report: Path, transcription: Edition, tmp_path: Path
) -> None:
    """The first option of every question, one reason for each: the next run leaves nothing open."""
    corrections = tmp_path / "corrections.yml"
    with look(text_report) as page:
        asked = page.locator("#open [data-question]").count()
        open_ = sum(p["status"] == "ambiguous" for p in transcription.tables["provenance"])
        assert 0 < asked < open_
        for number in range(asked):
            page.locator("#open [data-question]").nth(number).locator("[data-option]").first.click()
        assert page.locator("#tray li[data-question]").count() == asked
        for item in page.locator("#tray .proof").all():
            item.locator("[data-field=reason]").fill("another copy of the table")
            item.locator("[data-field=by]").fill("县发改委")
        save(page, "#tray-save", corrections)
    outcome = extract(Request(transcription.source, tmp_path / "out", corrections=corrections))
    assert outcome.ok, outcome.failures
    assert outcome.summary["open"] == 0


def test_a_choice_shows_what_it_leaves_of_the_other_cells(look: Open, pdf_report: Path) -> None:
    """Row 77: with 18 in its place one of two is lost; with the first lost the others are settled."""
    with look(pdf_report) as page:
        cell(page, 77, "rank_jan_jun").click()
        choose(page, "18")
        outcome = page.locator("#detail .outcome li")
        assert [line.get_attribute("class") for line in outcome.all()] == ["chosen", "open", "open"]
        assert "17 or none" in outcome.nth(1).inner_text()
        assert page.locator("#to-tray .count").inner_text() == "1"
        page.locator("#detail input[type=radio]").nth(1).check()
        assert [line.get_attribute("class") for line in outcome.all()] == [
            "chosen",
            "settled",
            "settled",
        ]
        assert [line.locator("b").inner_text() for line in outcome.all()] == ["none", "18", "17"]
        drafted = page.locator("#table td.drafted")
        assert [td.get_attribute("data-drafted") for td in drafted.all()] == ["none", "18", "17"]
        page.locator("#detail .decide button", has_text="Take back").click()
        assert page.locator("#table td.drafted").count() == 0
        assert not page.locator("#to-tray").is_visible()


def test_a_label_decides_its_points_and_its_scoring_unit(
    look: Open, pdf_report: Path, facsimile: Edition
) -> None:
    with look(pdf_report) as page:
        cell(page, 75, "level1").click()
        choose(page, "工作推进")
        settled = {
            line.get_attribute("data-column"): line.locator("b").inner_text()
            for line in page.locator("#detail .outcome li.settled").all()
        }
    units = {str(u["scoring_unit"]): u["level1"] for u in facsimile.tables["scoring_units"]}
    assert settled.keys() == {"level1_points", "level2", "scoring_unit"}
    assert settled["level2"] == "市级重点项目推进情况"
    assert units[settled["scoring_unit"]] == "工作推进"


def test_what_no_longer_goes_with_the_last_choice_gives_way(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        cell(page, 35, "weight").click()
        choose(page, "1")
        cell(page, 36, "weight").click()
        assert choice(page, "2").is_checked()
        choose(page, "1")
        entries = yaml.safe_load(page.locator("#entry").input_value())
        assert [entry["value"] for entry in entries] == ["2", "1"]


def test_a_file_without_reason_and_name_is_not_saved(look: Open, pdf_report: Path) -> None:
    with look(pdf_report) as page:
        cell(page, 35, "weight").click()
        page.locator("#detail input[type=radio]").first.check()
        downloads: list[object] = []
        page.on("download", lambda download: downloads.append(download))
        page.locator("#detail-save").click()
        assert page.evaluate("document.activeElement.dataset.field") == "reason"
        assert "reason and a name" in page.locator("#detail .saving").inner_text()
        assert downloads == []


def test_the_tray_outlives_a_reload_where_the_browser_keeps_it(
    look: Open, pdf_report: Path
) -> None:
    with look(pdf_report) as page:
        cell(page, 35, "weight").click()
        decide(page, "a letter", "县发改委")
        page.reload()
        assert page.locator("#to-tray .count").inner_text() == "2"
        assert page.locator("#tray [data-field=reason]").input_value() == "a letter"


def test_a_browser_that_keeps_nothing_keeps_the_tray_in_the_page(
    look: Open, pdf_report: Path
) -> None:
    with look(pdf_report) as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage',"
            " { get() { throw new DOMException('refused', 'SecurityError'); } });"
        )
        page.reload()
        cell(page, 35, "weight").click()
        decide(page, "a letter", "县发改委")
        assert page.locator("#tray li[data-question]").count() == 1


def decide(page: Page, reason: str, by: str) -> None:
    page.locator("#to-decision").click()
    page.locator("#detail input[type=radio]").first.check()
    fill(page, "#detail", reason, by)


def choice(page: Page, text: str) -> Locator:
    """The radio of a reading of the chosen cell; its label may say a cost after the text."""
    label = re.compile(rf"^{re.escape(text)}(\+|$)")
    return page.locator("#detail fieldset label").filter(has_text=label).locator("input")


def choose(page: Page, text: str) -> None:
    choice(page, text).check()


def fill(page: Page, where: str, reason: str, by: str) -> None:
    page.locator(f"{where} [data-field=reason]").fill(reason)
    page.locator(f"{where} [data-field=by]").fill(by)


def save(page: Page, pressed: str, path: Path) -> None:
    with page.expect_download() as found:
        page.locator(pressed).click()
    assert found.value.suggested_filename == "corrections.yml"
    found.value.save_as(path)


def published(folder: Path, seq: int, column: str) -> object:
    rows = load_publication(folder).tables["indicators"].to_pylist()
    return next(row[column] for row in rows if row["seq"] == seq)


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
        page.locator("#detail input[type=radio]").first.check()
        page.locator("#tray summary").click()
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
