"""An id for each document, its own decisions, and what tells its work from any other."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.batches.order import Order
from pipeline.batches.plan import Plan, make_plan
from pipeline.errors import PipelineError
from tests.conftest import ROOT

DECISION = {
    "target": {"seq": 1, "column": "weight"},
    "expects": "2",
    "value": "1",
    "reason": "a letter",
    "decided_by": "a person",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


def plan(folder: Path, **options: Any) -> Plan:
    order = Order((str(folder),), folder.parent / "out", **options)
    return make_plan(order, {})


def ids(found: Plan) -> list[str]:
    return [job.notice_id for job, _ in found.jobs]


def decide(path: Path, *notices: str, value: str = "1") -> Path:
    entries = [deepcopy({**DECISION, "notice": notice, "value": value}) for notice in notices]
    path.write_text(yaml.safe_dump(entries), "utf-8")
    return path


def keys(found: Plan) -> dict[str, str]:
    return {job.notice_id: job.key(sha256 or "") for job, sha256 in found.jobs}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "in", {"a.txt": "a", "b.txt": "b"})


def test_an_id_is_the_stem_or_what_sources_yml_says(folder: Path) -> None:
    digest = hashlib.sha256(b"b").hexdigest()
    listing = [{"notice_id": "county-b", "sha256": digest}]
    (folder / "SOURCES.yml").write_text(yaml.safe_dump(listing), "utf-8")
    assert ids(plan(folder)) == ["a", "county-b"]


def test_an_id_may_be_taken_from_the_path(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a/notice.txt": "1", "b/2022/notice.txt": "2"})
    assert ids(plan(folder, naming="path")) == ["a-notice", "b-2022-notice"]


def test_two_documents_of_one_id_are_both_told_of_and_neither_is_worked(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a/notice.txt": "1", "b/Notice.txt": "2", "c/other.txt": "3"})
    found = plan(folder)
    assert ids(found) == ["other"]
    assert [row.said.code for row in found.settled if row.said] == ["batch.same-id"] * 2


def test_of_copies_the_first_is_worked(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a/notice.txt": "1", "b/notice.txt": "1"})
    found = plan(folder)
    (copy,) = found.settled
    assert [job.source for job, _ in found.jobs] == [f"{folder}/a/notice.txt"]
    assert (copy.status, copy.exit_code, copy.source) == ("copy", 0, f"{folder}/b/notice.txt")


def test_an_id_that_no_folder_can_be_named_by_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {f"{'县' * 83}.txt": "1"})
    (row,) = plan(folder).settled
    assert row.said is not None
    assert row.said.code == "batch.id-too-long"


def test_a_file_that_cannot_be_read_has_its_row(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": "1"})
    (folder / "b.txt").symlink_to(folder / "gone.txt")
    (row,) = plan(folder).settled
    assert (row.notice_id, row.exit_code) == ("b", 2)


def test_a_notice_s_key_changes_with_its_own_decisions_alone(folder: Path, tmp_path: Path) -> None:
    path = decide(tmp_path / "corrections.yml", "a", "b")
    before = keys(plan(folder, corrections=path))
    path.write_text(f"# looked at again\n{path.read_text()}", "utf-8")
    assert keys(plan(folder, corrections=path)) == before
    decide(path, "a", value="3")
    after = keys(plan(folder, corrections=path))
    assert after["a"] != before["a"]
    assert after["b"] == keys(plan(folder))["b"] != before["b"]


def test_each_job_carries_the_decisions_for_its_notice(folder: Path, tmp_path: Path) -> None:
    path = decide(tmp_path / "corrections.yml", "b")
    jobs = {job.notice_id: job for job, _ in plan(folder, corrections=path).jobs}
    assert jobs["a"].decisions == ()
    assert [entry.notice for entry in jobs["b"].decisions] == ["b"]


def test_decisions_beside_a_document_are_taken_where_there_are_none_for_all(folder: Path) -> None:
    decide(folder / "corrections.yml", "a")
    jobs = {job.notice_id: job for job, _ in plan(folder).jobs}
    assert (len(jobs["a"].decisions), len(jobs["b"].decisions)) == (1, 0)


def test_decisions_for_a_notice_that_is_not_there_are_told(folder: Path, tmp_path: Path) -> None:
    path = decide(tmp_path / "corrections.yml", "a", "typo")
    (warning,) = plan(folder, corrections=path).warnings
    assert warning.parameters["notices"] == ("typo",)


def test_a_file_of_decisions_that_is_wrong_stops_the_call_or_costs_its_folder(
    tmp_path: Path,
) -> None:
    folder = write(
        tmp_path / "in", {"a/x.txt": "1", "a/corrections.yml": "no list", "b/y.txt": "2"}
    )
    found = plan(folder)
    assert ids(found) == ["y"]
    assert [row.notice_id for row in found.settled] == ["x"]
    with pytest.raises(PipelineError):
        plan(folder, corrections=folder / "a" / "corrections.yml")


def test_a_key_is_another_for_another_engine_form_or_content(folder: Path, tmp_path: Path) -> None:
    before = keys(plan(folder))["a"]
    spec = ROOT / "pipeline" / "specs" / "county-targets.yml"
    other = tmp_path / "other.yml"
    other.write_text(f"# mine\n{spec.read_text('utf-8')}", "utf-8")
    assert keys(plan(folder, engine="pdfium"))["a"] != before
    assert keys(plan(folder, specs=(spec, other)))["a"] != before
    (folder / "a.txt").write_text("changed")
    assert keys(plan(folder))["a"] != before
