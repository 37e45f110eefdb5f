"""Each file is read once: what is hashed is what is worked on, whatever becomes of the file meanwhile."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import run
from pipeline.errors import SourceError, UsageError
from pipeline.inputs import gather
from pipeline.publication.load import Publication, load
from pipeline.read import document
from pipeline.read.received import receive
from pipeline.run import Request, extract
from pipeline.sandbox.limits import Limits
from tests.conftest import ROOT
from tests.test_run import TINY, WEIGHTS, corrections, spoilt

NOTICE = ROOT / "raw" / "notice.pdf"
CHANGED = "was changed while it was being read; run the command again once it is complete"
pytestmark = pytest.mark.usefixtures("once")


def afterwards(
    monkeypatch: pytest.MonkeyPatch, place: Any, name: str, deed: Callable[[], object]
) -> None:
    """Does the deed once ``name`` of ``place`` has returned."""
    real = getattr(place, name)

    def replaced(*arguments: Any, **options: Any) -> Any:
        answer = real(*arguments, **options)
        deed()
        return answer

    monkeypatch.setattr(place, name, replaced)


def replace(path: Path, data: bytes) -> None:
    """As programs save: written beside, then moved over."""
    path.with_name("new").write_bytes(data)
    path.with_name("new").replace(path)


def overwrite(path: Path, data: bytes) -> None:
    path.write_bytes(data)


@pytest.mark.slow
@pytest.mark.parametrize("change", [replace, overwrite])
def test_a_source_changed_between_its_hash_and_its_reading_is_refused(
    change: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = spoilt(tmp_path, name="tiny.txt")
    other = source.read_bytes().replace("50亿元".encode(), "51亿元".encode())
    afterwards(monkeypatch, run, "gather", lambda: change(source, other))
    with pytest.raises(SourceError) as caught:
        extract(Request(source, tmp_path / "out", report=False))
    assert str(caught.value) == f"tiny.txt: {CHANGED}"
    assert not (tmp_path / "out").exists()
    monkeypatch.undo()
    assert extract(Request(source, tmp_path / "out", report=False)).ok
    assert load(tmp_path / "out")["indicators"].to_pylist()[0]["target"].startswith("51亿元")


def test_a_source_changed_after_it_was_read_is_published_as_it_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transcription is read in one go; the next run sees the change."""
    source = spoilt(tmp_path, name="tiny.txt")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    afterwards(monkeypatch, run, "read", lambda: replace(source, b"another file"))
    assert extract(Request(source, tmp_path / "out", report=False)).ok
    assert source.read_bytes() == b"another file"
    assert load(tmp_path / "out")["notice"].to_pylist()[0]["source_sha256"] == digest


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["hashed", "read", "read and put back"])
def test_a_pdf_changed_before_its_pages_are_drawn_is_refused(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers and the drawing open it one after the other; what was put back meanwhile is told by its stamp."""
    source = tmp_path / "notice.pdf"
    shutil.copy(NOTICE, source)
    kept = source.read_bytes()

    def change() -> None:
        replace(source, kept + b"\n% another\n")
        if moment == "read and put back":
            replace(source, kept)

    if moment == "hashed":
        afterwards(monkeypatch, run, "gather", change)
    else:
        afterwards(monkeypatch, import_module("pipeline.stitch.attachment"), "attachment", change)
    with pytest.raises(SourceError, match=rf"^notice\.pdf: {CHANGED}$"):
        extract(Request(source, tmp_path / "out", engine="pdfplumber"))
    assert not (tmp_path / "out").exists()


def test_tables_of_a_pdf_changed_meanwhile_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "notice.pdf"
    shutil.copy(NOTICE, source)
    afterwards(monkeypatch, document, "receive", lambda: os.utime(source, ns=(1, 1)))
    with pytest.raises(SourceError, match=CHANGED):
        document.read(source, [1], "pdfplumber")


def test_a_file_that_is_being_written_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = spoilt(tmp_path)
    afterwards(
        monkeypatch,
        hashlib,
        "file_digest",
        lambda: source.write_bytes(source.read_bytes() + b"more"),
    )
    with pytest.raises(
        SourceError,
        match=r"^notice\.txt: is being written; run the command again once it is complete",
    ):
        receive(source)


@dataclass(frozen=True)
class Papers:
    """A notice with all that goes with it, in a folder of its own."""

    source: Path
    spec: Path
    corrections: Path
    listing: Path

    def request(self, out: Path) -> Request:
        return Request(self.source, out, spec=self.spec, report=False)


def papers(folder: Path) -> Papers:
    source = spoilt(folder, ("亿元\t4\t14", "亿元\t5\t14"))
    spec = folder / "spec.yml"
    shutil.copy(ROOT / "pipeline" / "specs" / "county-targets.yml", spec)
    decisions = corrections(folder, WEIGHTS, "small")
    listing = folder / "SOURCES.yml"
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    listing.write_text(yaml.safe_dump([{"notice_id": "small", "sha256": digest}]), "utf-8")
    return Papers(source, spec, decisions, listing)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """What is published of these papers where none changes."""
    folder = tmp_path_factory.mktemp("undisturbed")
    assert extract(papers(folder).request(folder / "out")).ok
    return load(folder / "out")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["spec", "corrections", "listing"])
def test_a_paper_changed_meanwhile_counts_as_it_was_hashed(
    kind: str, undisturbed: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is published is what a run without the change publishes, under the same generation."""
    given = papers(tmp_path)
    changed: Path = getattr(given, kind)
    afterwards(monkeypatch, run, "gather", lambda: changed.write_bytes(b"nonsense: ["))
    assert extract(given.request(tmp_path / "out")).ok
    found = load(tmp_path / "out")
    assert found.generation == undisturbed.generation
    assert all(found[name].equals(undisturbed[name]) for name in undisturbed)


# --- nothing from the working directory --------------------------------------------------------------------------


def test_papers_of_the_working_directory_are_not_those_of_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = spoilt(tmp_path, name="tiny.txt")
    elsewhere = tmp_path / "elsewhere"
    for folder in (elsewhere, elsewhere / "raw"):
        folder.mkdir()
        corrections(folder, [{"seq": 1, "expects": "gone", "value": "4"}], "tiny")
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        (folder / "SOURCES.yml").write_text(
            yaml.safe_dump([{"notice_id": "wrong", "sha256": digest}]), "utf-8"
        )
    monkeypatch.chdir(elsewhere)
    inputs = gather(source, Limits())
    assert (inputs.identity, list(inputs.corrections)) == ("tiny", [])
    monkeypatch.chdir(tmp_path)
    assert gather(Path("tiny.txt"), Limits()).identity == "tiny"
    assert gather(TINY, Limits()).identity == "tiny"


# --- whose notice it is ------------------------------------------------------------------------------------------

ODD = {
    "a list": (["a"], "expected a text; write it in quotes"),
    "a mapping": ({"a": "b"}, "expected a text; write it in quotes"),
    "a number": (2022, "expected a text; write it in quotes"),
    "nothing": (None, "expected a text; write it in quotes"),
    "blank": (" ", "is empty; give a text"),
    "long": ("x" * 5000, "5,000 characters, more than 200; give a shorter one"),
    "a line end": ("a\nb", "U+000A in it is no letter; leave it out"),
    "a line separator": ("a\u2028b", "U+2028 in it is no letter; leave it out"),
    "an escape": ("a\x1b[31m", "U+001B in it is no letter; leave it out"),
    "a NUL": ("a\0b", "U+0000 in it is no letter; leave it out"),
    "half a surrogate pair": ("a\ud800", "U+D800 in it is no letter; leave it out"),
    "a direction": ("a\u202e", "U+202E in it is no letter; leave it out"),
}


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_notice_id_is_one_line(kind: str, tmp_path: Path) -> None:
    """From the list of sources, and from the call, which has only texts."""
    value, says = ODD[kind]
    source = spoilt(tmp_path)
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    (tmp_path / "SOURCES.yml").write_text(
        yaml.safe_dump([{"notice_id": value, "sha256": digest}]), "utf-8"
    )
    with pytest.raises(SourceError) as listed:
        gather(source, Limits())
    assert str(listed.value) == f"{tmp_path / 'SOURCES.yml'}: notice_id: {says}"
    if isinstance(value, str):
        with pytest.raises(UsageError) as given:
            gather(source, Limits(), notice_id=value)
        assert str(given.value) == f"--notice-id: {says}"


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31m.txt", os.fsdecode(b"a\xff.txt")])
def test_an_odd_file_name_gives_an_id_that_can_be_shown(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(TINY.read_bytes())
    identity = gather(source, Limits()).identity
    assert identity.isprintable()
    assert identity.startswith("a")
