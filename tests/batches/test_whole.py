"""A whole batch: hostile files cost their rows alone, and what was torn is made whole to the byte."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import pipeline
from pipeline.batches import cluster
from pipeline.batches.memory import FILE
from pipeline.cli import main
from pipeline.errors import UsageError
from pipeline.publication.dataset import notice_folder, part_file
from tests.conftest import ROOT
from tests.hostile.build import one_page, stream

TINY = (ROOT / "tests" / "cases" / "run" / "tiny.txt").read_bytes()
GOOD = ("a", "b")
HOSTILE = {
    "empty.txt": b"",
    "no.pdf": b"%PDF-1.7 broken",
    "nothing.pdf": one_page(stream(b"")),
    "sheet.xlsx": b"PK\x03\x04 torn",
}


def content(out: Path) -> dict[str, bytes]:
    """What is published: all but what says how long it took."""
    kept = {}
    for path in sorted(out.rglob("*")):
        if path.suffix == ".parquet" or path.name in ("datapackage.json", "README.md"):
            kept[str(path.relative_to(out))] = path.read_bytes()
    del kept["catalogue.parquet"]
    return kept


def catalogue(out: Path) -> list[dict[str, Any]]:
    table = pq.read_table(out / "catalogue.parquet").drop_columns(["seconds"])
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Good and hostile documents, and what came of them with two workers."""
    base = tmp_path_factory.mktemp("batch")
    sources, out = base / "in", base / "out"
    sources.mkdir()
    for number, name in enumerate(GOOD):
        (sources / f"{name}.txt").write_bytes(TINY + b"\n# copy %d\n" % number)
    for name, data in HOSTILE.items():
        (sources / name).write_bytes(data)
    result = pipeline.batch(sources, out, workers=2)
    assert result.counts["documents"] == len(GOOD) + len(HOSTILE)
    assert not result.ok
    return sources, out


def test_the_largest_document_is_begun_first_by_no_more_workers_than_there_are_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes longest is not left for the end, where one worker would have it alone."""
    for name, size in (("small", 10), ("large", 3000), ("middle", 200)):
        (tmp_path / f"{name}.txt").write_bytes(TINY + b"\n" * size)
    asked: list[Any] = []

    def each(jobs: list[Any], workers: int, scheduler: str | None) -> list[Any]:
        asked.extend(([job.notice_id for job in jobs], workers, scheduler))
        return []

    monkeypatch.setattr(cluster, "each", each)
    pipeline.batch(tmp_path, tmp_path / "out", workers=8)
    assert asked == [["large", "middle", "small"], 3, None]


@pytest.mark.slow
def test_hostile_files_cost_their_rows_with_their_reason_and_nothing_else(
    batch: tuple[Path, Path],
) -> None:
    _, out = batch
    rows = {row["notice_id"]: row for row in catalogue(out)}
    assert set(rows) == {*GOOD, *(name.split(".")[0] for name in HOSTILE)}
    for name in GOOD:
        assert (rows[name]["status"], rows[name]["rows"]) == ("published", 6)
        assert pipeline.load(notice_folder(out, name)).generation == rows[name]["generation"]
    failed = [rows[name.split(".")[0]] for name in HOSTILE]
    assert [row["status"] for row in failed] == ["unusable"] * len(HOSTILE)
    assert all(row["message"] and row["code"] for row in failed)
    assert {path.name for path in (out / "notices").iterdir()} == {*GOOD}


@pytest.mark.slow
def test_the_catalogue_has_a_page_beside_it_with_every_reason(batch: tuple[Path, Path]) -> None:
    _, out = batch
    shown = json.loads(
        (out / "catalogue.html")
        .read_text("utf-8")
        .partition('id="data">')[2]
        .partition("</script>")[0]
    )
    reasons = {one["id"]: one["why"] for one in shown["documents"]}
    for row in catalogue(out):
        assert (reasons[row["notice_id"]] is None) == (row["message"] is None)
        assert row["message"] is None or reasons[row["notice_id"]][0].startswith(row["message"])


@pytest.mark.slow
def test_reports_are_written_where_they_are_asked_for_and_linked(
    batch: tuple[Path, Path], tmp_path: Path
) -> None:
    """Not worked a second time for them; asked for later they are made."""
    sources, whole = batch
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    report = notice_folder(out, "a") / "report.html"
    assert not report.exists()
    pipeline.batch(sources / "a.txt", out, workers=1, report=True)
    assert report.read_bytes().startswith(b"<!doctype html>")
    assert b'"report":"notices/a/report.html"' in (out / "catalogue.html").read_bytes()
    again = pipeline.batch(sources / "a.txt", out, workers=1, report=True)
    assert again.counts["unchanged"] == 1


@pytest.mark.slow
def test_unchanged_documents_are_not_worked_again(
    batch: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, out = batch
    before, rows = content(out), catalogue(out)

    def each(*_: object) -> None:
        raise AssertionError("something is worked")

    monkeypatch.setattr(cluster, "each", each)
    result = pipeline.batch(sources, out)
    assert result.counts["unchanged"] == len(GOOD) + len(HOSTILE)
    assert (content(out), catalogue(out)) == (before, rows)


@pytest.mark.slow
def test_what_a_killed_run_left_is_made_whole_to_the_byte(batch: tuple[Path, Path]) -> None:
    """A publication is missing, another's parts are; the memory's last line is torn."""
    sources, whole = batch
    before, rows = content(whole), catalogue(whole)
    out = whole.parent / "torn"
    shutil.copytree(whole, out)
    shutil.rmtree(notice_folder(out, "a"))
    part_file(out, "indicators", "b").unlink()
    part_file(out, "sums", "b").write_bytes(b"half")
    (out / "catalogue.parquet").unlink()
    lines = (out / FILE).read_text().splitlines(keepends=True)
    (out / FILE).write_text("".join([*lines, lines[0][:40]]))
    assert main(["batch", str(sources), "--out", str(out), "--workers", "1"]) == 1
    assert content(out) == before
    assert [{**row, "source": ""} for row in catalogue(out)] == [
        {**row, "source": ""} for row in rows
    ]


@pytest.mark.slow
def test_a_document_that_moved_leaves_no_second_row(
    batch: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, whole = batch
    out, moved = whole.parent / "moved-out", whole.parent / "moved"
    shutil.copytree(whole, out)
    shutil.copytree(sources, moved)
    monkeypatch.setattr(cluster, "each", lambda *_: iter(()))
    result = pipeline.batch(moved, out)
    assert result.counts["unchanged"] == result.counts["documents"]
    assert {Path(row["source"]).parent for row in catalogue(out)} == {moved}
    assert len(catalogue(out)) == len(GOOD) + len(HOSTILE)


@pytest.mark.slow
def test_the_sums_for_programs_name_what_failed_and_what_is_too_open(
    batch: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    sources, out = batch
    assert main(["batch", str(sources), "--out", str(out), "--strict", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["published"], told["unusable"]) == (len(GOOD), len(HOSTILE))
    assert {failure["exit_code"] for failure in told["failures"]} == {2}
    assert told["too_open"] == []


@pytest.mark.slow
def test_a_gate_fails_a_batch_whose_documents_leave_more_open(
    batch: tuple[Path, Path],
) -> None:
    from pipeline.batches.show import too_open
    from pipeline.batches.whole import Result

    sources, out = batch
    result = pipeline.batch(sources, out)
    opened = tuple(replace(row, open=3) for row in result.rows if row.exit_code == 0)
    assert too_open(Result(opened), 3) == []
    assert too_open(Result(opened), 2) == [*GOOD]


@pytest.mark.slow
def test_a_document_s_line_is_told_as_it_is_done(
    batch: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    sources, out = batch
    main(["batch", str(sources / "a.txt"), "--out", str(out)])
    captured = capsys.readouterr()
    assert captured.err == "a: unchanged\n"
    assert captured.out.startswith("1 document: 1 published (0 cells open)")


def test_a_missing_extra_is_one_line_that_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    (tmp_path / "a.txt").write_bytes(TINY)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["batch", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out")]) == 2
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert line.endswith("pip install 'notice-pipeline[batch]'\n")


def test_no_workers_is_a_wrong_call(tmp_path: Path) -> None:
    assert main(["batch", str(tmp_path), "--out", str(tmp_path / "out"), "--workers", "0"]) == 2


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_told(
    batch: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    sources, _ = batch
    with pytest.raises(UsageError) as raised:
        pipeline.batch(sources / "a.txt", tmp_path, scheduler="tcp://127.0.0.1:1")
    assert raised.value.code == "batch.no-scheduler"
