"""Hostile files, the light ones on every run: each ends in one line of ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline import correct, spec
from pipeline.errors import (
    CorrectionError,
    LimitExceeded,
    NotThisForm,
    PipelineError,
    SourceError,
    SpecError,
    UsageError,
)
from pipeline.model import Repaired
from pipeline.publication import write as publish
from pipeline.read import document as tablebook
from pipeline.read.pdf import reader
from pipeline.read.received import corrections_file, identify
from pipeline.run import rows_of
from pipeline.sandbox.limits import Limits
from pipeline.sandbox.parent import Confined
from pipeline.stitch.attachment import attachment
from tests.conftest import ROOT
from tests.fuzz import targets
from tests.hostile import images, make, odd, office, papers, pdfs, rows, texts
from tests.hostile.build import one_page, stream, table
from tests.hostile.marked import marked

FOUND = sorted((ROOT / "tests" / "cases" / "fuzz").iterdir())
QUICK = Limits(seconds=15, page_seconds=10)
FORM = spec.load()


@pytest.fixture(scope="module")
def processes() -> Iterator[list[Confined]]:
    """The process in use, last."""
    held: list[Confined] = []
    yield held
    for process in held:
        process.close()


@pytest.fixture
def process(processes: list[Confined]) -> Confined:
    """One process for all files, a new one only after a file that took it down."""
    if not processes or not processes[-1].running:
        processes.append(Confined(QUICK).__enter__())
    return processes[-1]


def written(folder: Path, data: bytes) -> Path:
    path = folder / "file.pdf"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "case", marked([*pdfs.light(), *odd.light(), *office.light(), *images.light()])
)
def test_a_hostile_document_is_one_line_and_exit_1_or_2(
    case: pdfs.Case, process: Confined, tmp_path: Path
) -> None:
    path = written(tmp_path, case.make())
    with pytest.raises(PipelineError) as caught:
        attachment(tablebook.read(path, limits=QUICK, process=process)[0], FORM)
    assert caught.value.exit_code in (1, 2)
    assert "\n" not in str(caught.value)
    assert "file.pdf" in str(caught.value)
    assert case.says in str(caught.value)
    assert "please report" not in str(caught.value)


SMALL = one_page(stream(table(8, 5)))
PLACES = 60


@pytest.mark.parametrize("way", ["cut off", "flipped"])
def test_a_file_spoilt_anywhere_ends_in_a_table_or_one_line(
    way: str, process: Confined, tmp_path: Path
) -> None:
    """Cut off at every sixtieth of its length; at other places some bits turned over."""
    rng, codes = Random(way), set()
    for place in range(PLACES):
        data = bytearray(SMALL[: len(SMALL) * place // PLACES] if way == "cut off" else SMALL)
        for _ in range(0 if way == "cut off" else 1 + place // 6):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        try:
            tablebook.read(written(tmp_path, bytes(data)), limits=QUICK, process=process)
            codes.add(0)
        except PipelineError as error:
            codes.add(error.exit_code)
            one_line(error)
    assert codes == ({2} if way == "cut off" else {0, 2})


def one_line(error: PipelineError) -> None:
    """What every message on a file is: its name, a reason, nothing that is a fault of the program."""
    assert "file.pdf" in str(error)
    assert "\n" not in str(error)
    assert "please report" not in str(error)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (make.xref_stream_bomb(9), "inflates to more than 8 MB"),
        (make.object_stream_bomb(9), "inflates to more than 8 MB"),
        (make.page_tree(20_000, 1), "damaged or truncated"),
    ],
    ids=["cross-reference stream", "object stream", "page tree 20,000 deep"],
)
def test_a_bomb_outside_the_pages_is_refused(
    data: bytes, says: str, process: Confined, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=says):
        tablebook.read(written(tmp_path, data), limits=replace(QUICK, stream_mb=8), process=process)


@pytest.mark.parametrize(
    ("content", "limits", "says"),
    [
        (make.many_pages(9), Limits(pages=8), "9 pages to read, more than 8; --max-pages"),
        (
            make.lines(60),
            Limits(objects=50),
            "page 1: more than 50 things are drawn; --max-objects",
        ),
        (one_page(stream(b"0 0 m " + b"9 9 l " * 300 + b"S")), Limits(objects=50), "--max-objects"),
        (make.forms(6, 4), Limits(objects=50), "--max-objects"),
        (
            make.characters(900),
            Limits(characters=500),
            "page 1: more than 500 characters; --max-characters",
        ),
        (
            one_page(stream(table())),
            Limits(page_points=299),
            "page 1 is 300 × 200 points, more than 299; --max-page",
        ),
    ],
    ids=["pages", "lines", "one path", "forms", "characters", "size"],
)
def test_what_is_more_than_a_limit_is_refused_and_the_flag_is_named(
    content: bytes, limits: Limits, says: str, tmp_path: Path
) -> None:
    with pytest.raises(LimitExceeded, match=says):
        reader.read_pdf(written(tmp_path, content), limits=limits)


def test_text_at_no_place_is_lost_and_said_to_be(tmp_path: Path) -> None:
    data = one_page(stream(b"BT /F1 8 Tf 20 20 Td (here) Tj 99999999999 0 Td (gone) Tj ET"))
    (finding,) = reader.read_pdf(written(tmp_path, data)).findings
    assert (finding.severity, finding.check) == ("error", "damaged-page")
    assert "4 characters at no place" in finding.message


# --- encryption --------------------------------------------------------------------------------------------------


def encrypted(folder: Path, user: str, copy: bool, strength: int) -> Path:
    path = folder / "file.pdf"
    lock = StandardEncryption(user, "owner", canCopy=int(copy), strength=strength)
    canvas = Canvas(str(path), encrypt=lock)
    canvas.drawString(20, 20, "text")
    canvas.save()
    return path


@pytest.mark.parametrize("strength", [40, 128])
def test_an_encrypted_file_is_read_where_it_opens_and_permits_it(
    strength: int, tmp_path: Path
) -> None:
    reading = reader.read_pdf(encrypted(tmp_path, "", True, strength))
    assert [line.text for line in reading.lines] == ["text"]
    with pytest.raises(
        SourceError, match=r"file\.pdf: .*does not permit to extract its text; ask for a copy"
    ):
        reader.read_pdf(encrypted(tmp_path, "", False, strength))
    with pytest.raises(
        SourceError, match=r"file\.pdf: .*encrypted; save a copy without a password"
    ):
        reader.read_pdf(encrypted(tmp_path, "secret", True, strength))


# --- transcriptions ----------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("case", list(rows.light()), ids=str)
def test_hostile_rows_are_read_or_refused_in_one_line(case: pdfs.Case, tmp_path: Path) -> None:
    path, found = tmp_path / "document.txt", None
    path.write_bytes(case.make())
    try:
        publish.build(rows_of(path, limits=QUICK), "g")
    except PipelineError as error:
        found = error
    said = "" if found is None else str(found)
    assert (0 if found is None else found.exit_code) in case.codes
    assert case.says in said
    assert "\n" not in said


def test_copies_of_one_attachment_are_named_with_their_pages(tmp_path: Path) -> None:
    path = tmp_path / "twice.txt"
    path.write_bytes(texts.TINY.read_bytes() + b"\n" + texts.TINY.read_bytes())
    with pytest.raises(
        NotThisForm, match=r"twice\.txt: 2 tables on pages 1, 3 are on the form .*; choose one"
    ):
        attachment(tablebook.read(path)[0], spec.load())


def test_two_attachments_on_the_form_are_named_with_their_pages(tmp_path: Path) -> None:
    text = texts.TINY.read_text("utf-8")
    other = text[text.index("一级指标") :].replace("经济", "农业").replace("企业", "农户")
    path = tmp_path / "two.txt"
    path.write_text(f"{text}\n# 另一张表\n\n{other}", "utf-8")
    with pytest.raises(
        NotThisForm,
        match=r"two\.txt: 2 tables on pages 1, 3 are on the form county-targets; choose one",
    ):
        attachment(tablebook.read(path)[0], spec.load())


def test_mixed_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_bytes(b"\xef\xbb\xbf" + texts.mixed())
    assert tablebook.read(path)[0].tables == tablebook.read(texts.TINY)[0].tables


# --- specs, corrections, lists of sources --------------------------------------------------------------------------


def refusal(case: pdfs.Case, path: Path) -> PipelineError | None:
    """The error of reading a paper as what it is given as."""
    try:
        if case.option == papers.SPEC:
            spec.load(path)
        elif case.option == papers.SOURCES:
            identify(path.parent / "document", "0" * 64)
        else:
            empty = Repaired((), (), (), (), ())
            correct.correct(empty, correct.load(correct.read(path), path.name), "document")
    except PipelineError as error:
        return error
    return None


@pytest.mark.parametrize("case", list(papers.light()), ids=str)
def test_a_hostile_paper_is_read_or_refused_in_one_line(case: pdfs.Case, tmp_path: Path) -> None:
    path = tmp_path / "SOURCES.yml"
    path.write_bytes(case.make())
    error = refusal(case, path)
    said = "" if error is None else str(error)
    assert (0 if error is None else error.exit_code) in case.codes
    assert case.says in said
    assert "\n" not in said


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_goes_on_without_end_is_no_paper(kind: str, tmp_path: Path) -> None:
    """Nobody writes to the pipe, and the device never ends."""
    path = tmp_path / "SOURCES.yml"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(SpecError, match=r"cannot be read \(not a file\); name a YAML file"):
        spec.load(path)
    with pytest.raises(CorrectionError, match=r"cannot be read \(not a file\); name a YAML file"):
        correct.read(path)
    with pytest.raises(UsageError, match="no such corrections file"):
        corrections_file(path, path)
    with pytest.raises(UsageError, match="not a file"):
        tablebook.read(path)
    assert identify(path, "0" * 64) == "SOURCES"


# --- what fuzzing found ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_fuzzing_found_ends_in_a_value_or_an_error_of_ours(path: Path) -> None:
    (target,) = (
        t for t in targets.all_targets() if path.name.startswith(t.name.replace(" ", "-") + "-")
    )
    targets.known(target, path.read_bytes())
    targets.PDF.close()
