"""The catalogue as a page: one file, the same bytes, nothing in it but text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from pipeline.batches import page
from pipeline.messages import message
from pipeline.views.catalogue import FILE_NAME, Entry, entry, render
from tests.views.catalogue.documents import HOSTILE, STRANGE, documents, publish_some


def data(page_: bytes) -> dict[str, Any]:
    found = re.search(rb'id="data">(.*?)</script>', page_, re.S)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_the_same_documents_give_the_same_bytes_whoever_was_done_first(tmp_path: Path) -> None:
    rows = documents(60)
    written = []
    for order in (rows, rows[::-1]):
        page.write(order, tmp_path)
        written.append((tmp_path / FILE_NAME).read_bytes())
    assert written[0] == written[1]
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_it_asks_for_nothing_and_lets_nothing_run_but_its_own_script(tmp_path: Path) -> None:
    shown = render([Entry("a", "a.pdf", "published")]).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', shown)
    assert policy
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert re.findall(r"https?://(?!www\.w3\.org)", shown) == []
    assert re.findall(r"\son\w+=", shown.partition('id="data"')[0]) == []


def test_markup_in_a_name_or_a_reason_stays_text(tmp_path: Path) -> None:
    hostile = Entry(HOSTILE, "</script>", "unusable", said=message("as-is", text="<!--<script>"))
    shown = render([hostile])
    assert shown.count(b"</script>") == 2
    assert HOSTILE.encode() not in shown
    assert data(shown)["documents"][0]["id"] == HOSTILE


def test_a_name_that_is_no_utf_8_can_be_shown() -> None:
    assert (
        data(render([Entry("a\udcff", "a\udcff.pdf", "published")]))["documents"][0]["id"] == "a?"
    )


def test_a_document_that_failed_has_its_reason_and_what_to_do_in_both_languages() -> None:
    said = message("batch.lost")
    (document,) = data(render([Entry("a", "a.pdf", "unusable", said=said)]))["documents"]
    assert len(document["why"]) == 2
    assert all(document["why"])
    assert document["why"][0] != document["why"][1]
    assert document["findings"] is None


@pytest.mark.parametrize("notice_id", STRANGE)
def test_links_lead_to_the_folder_and_to_the_report_where_there_is_one(
    notice_id: str, tmp_path: Path
) -> None:
    rows = documents(20)
    publish_some(rows, tmp_path)
    page.write(rows, tmp_path)
    shown = {one["id"]: one for one in data((tmp_path / FILE_NAME).read_bytes())["documents"]}
    linked = shown[notice_id]
    assert (tmp_path / unquote(linked["folder"])).is_dir()
    assert (
        (tmp_path / unquote(linked["report"]))
        .read_text(encoding="utf-8")
        .endswith(f"<title>{notice_id}</title>")
    )
    assert shown["县-0000"]["report"] is None
    assert shown["县-0005"]["folder"] is None


def test_of_very_many_documents_those_that_need_a_look_are_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(entry, "MOST", 2)
    several = [
        Entry("a", "a", "published", open=0),
        Entry("b", "b", "published", open=3),
        Entry("c", "c", "copy"),
        Entry("d", "d", "unusable"),
    ]
    shown = data(render(several))
    assert ([one["id"] for one in shown["documents"]], shown["all"]) == (["b", "d"], 4)
