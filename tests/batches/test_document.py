"""One document as a worker works it: published, remembered, refused, rehearsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.batches.document import work_here
from pipeline.batches.held import still_holds
from pipeline.batches.order import Job, basis_of
from pipeline.batches.row import Row
from pipeline.correct import Correction
from pipeline.publication.dataset import notice_folder, part_file
from pipeline.publication.state import sha256
from pipeline.sandbox.limits import Limits
from pipeline.schema import TABLES
from tests.conftest import ROOT

TINY = ROOT / "tests" / "cases" / "run" / "tiny.txt"
BUILT_IN = ROOT / "pipeline" / "specs" / "county-targets.yml"
DIGEST = sha256(TINY.read_bytes())
STALE = Correction("tiny", 1, "weight", "no such text", "1", "a letter", "a person")

pytestmark = pytest.mark.usefixtures("once")


def job(out: Path, **changes: Any) -> Job:
    basis = basis_of("tiny", "auto", [], (), "code")
    return replace(Job(str(TINY), "tiny", out, (), (), "auto", Limits(), basis), **changes)


def work(out: Path, **changes: Any) -> Row:
    return work_here(job(out, **changes), lambda *_: None)


def code(row: Row) -> str | None:
    return None if row.said is None else row.said.code


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, once: None) -> tuple[Path, Row]:
    """The tiny notice, worked once."""
    out = tmp_path_factory.mktemp("batch")
    return out, work(out)


@pytest.mark.slow
def test_a_document_is_published_and_its_tables_are_in_the_dataset(
    published: tuple[Path, Row],
) -> None:
    out, row = published
    assert (row.status, row.exit_code, row.kind, row.form) == (
        *("published", 0),
        *("transcription", "county-targets"),
    )
    assert (row.rows, row.pages, row.sha256) == (6, 2, DIGEST)
    for table in TABLES:
        part = part_file(out, table, "tiny")
        assert part.read_bytes() == (notice_folder(out, "tiny") / f"{table}.parquet").read_bytes()


@pytest.mark.slow
def test_its_row_holds_until_its_content_its_basis_or_its_files_change(
    published: tuple[Path, Row],
) -> None:
    out, row = published
    assert still_holds(job(out, known=row), DIGEST)
    assert not still_holds(job(out, known=row), sha256(b"other"))
    assert not still_holds(job(out, known=row, basis="other"), DIGEST)
    assert not still_holds(job(out, known=row, force=True), DIGEST)
    assert not still_holds(job(out, known=None), DIGEST)
    assert not still_holds(job(out / "elsewhere", known=row), DIGEST)


def test_a_failure_holds_unless_it_may_pass(tmp_path: Path) -> None:
    failure = Row("tiny", str(TINY), "unusable", 2, key=job(tmp_path).key(DIGEST))
    assert still_holds(job(tmp_path, known=failure), DIGEST)
    assert not still_holds(job(tmp_path, known=replace(failure, may_pass=True)), DIGEST)


@pytest.mark.slow
def test_a_dry_run_says_how_the_tables_would_change_and_changes_nothing(
    published: tuple[Path, Row], tmp_path: Path
) -> None:
    out, _ = published
    before = {path: path.read_bytes() for path in out.rglob("*.parquet")}
    assert work(out, dry_run=True).change == "same"
    assert work(tmp_path / "new", dry_run=True).change == "new"
    assert not (tmp_path / "new").exists()
    assert work(out, dry_run=True, decisions=(STALE,)).change == "fails"
    assert {path: path.read_bytes() for path in out.rglob("*.parquet")} == before


@pytest.mark.slow
def test_a_stale_decision_rejects_and_leaves_what_was_published(
    published: tuple[Path, Row],
) -> None:
    out, before = published
    row = work(out, decisions=(STALE,))
    assert (row.status, row.exit_code, code(row)) == ("rejected", 1, "correct.stale")
    assert row.generation == before.generation


@pytest.fixture
def address() -> Iterator[str]:
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe("/county/tiny.txt", TINY.read_bytes())
    yield "memory://county/tiny.txt"
    files.rm("/county", recursive=True)


def test_a_document_at_an_address_is_fetched_and_not_worked_twice(
    address: str, tmp_path: Path
) -> None:
    row = work(tmp_path, source=address)
    assert (row.status, row.source, row.sha256) == ("published", address, DIGEST)
    assert work(tmp_path, source=address, known=row).unchanged


def other_form(folder: Path, heading: str) -> Path:
    """The built-in form under another name, its columns headed as they are or otherwise."""
    text = BUILT_IN.read_text("utf-8")
    path = folder / "other.yml"
    changed = text.replace("form: county-targets", "form: other")
    path.write_text(changed.replace("^三级指标", heading), "utf-8")
    return path


def test_of_several_forms_the_fitting_one_is_found_by_content(tmp_path: Path) -> None:
    other = other_form(tmp_path, "no such heading")
    row = work(tmp_path / "out", specs=(other, BUILT_IN))
    assert (row.status, row.form) == ("published", "county-targets")


def test_a_document_on_two_forms_or_on_none_is_told_with_their_names(tmp_path: Path) -> None:
    same = other_form(tmp_path, "^三级指标")
    row = work(tmp_path / "out", specs=(same, BUILT_IN))
    assert (row.exit_code, code(row)) == (2, "batch.several-forms")
    unlike = other_form(tmp_path, "no such heading")
    again = tmp_path / "again.yml"
    again.write_bytes(unlike.read_bytes())
    row = work(tmp_path / "out", specs=(unlike, again))
    assert (row.exit_code, code(row)) == (2, "batch.no-form")


@pytest.mark.parametrize(
    ("content", "exit_code"), [(b"", 2), (b"%PDF-1.7 broken", 2), (b"\0\1\2", 2)]
)
def test_a_hostile_file_is_a_row_with_its_reason(
    content: bytes, exit_code: int, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(content)
    row = work(tmp_path / "out", source=str(path))
    assert row.exit_code == exit_code
    assert row.message
    assert not (tmp_path / "out" / "dataset").exists()
