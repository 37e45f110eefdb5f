"""What is read in fuzzing: each target takes bytes and ends in a value or in a PipelineError."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import correct, spec
from pipeline.errors import PipelineError, SourceError
from pipeline.read import document as tablebook
from pipeline.read.pdf.compose import compose
from pipeline.read.pdf.model import Glyph
from pipeline.read.received import identify
from pipeline.read.transcript import read_transcript
from pipeline.run import rows_of
from pipeline.sandbox.limits import Limits
from pipeline.sandbox.parent import Confined
from pipeline.stitch.attachment import attachment
from tests.fuzz import mutate
from tests.hostile import make, pdfs
from tests.hostile.build import one_page, stream, table

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"


class Crash(Exception):
    """The process that reads PDFs crashed, hung or raised what is no error of ours."""


@dataclass
class Target:
    """``run`` raises PipelineError or nothing; ``guided`` keeps inputs that reach new lines."""

    name: str
    run: Callable[[bytes], None]
    seeds: Sequence[bytes]
    kinds: Sequence[mutate.Mutation] = mutate.BLIND
    guided: bool = True
    share: float = 1.0
    found: dict[str, bytes] = field(default_factory=dict)


def transcription(data: bytes) -> None:
    for ragged in ("error", "pad"):
        read_transcript(data, "fuzz", ragged)


def form(data: bytes) -> None:
    path = _written(data, "spec.yml")
    found = spec.load(path)
    document = read_transcript((CASES / "run" / "tiny.txt").read_bytes(), "fuzz")
    attachment(document, found)


def corrections(data: bytes) -> None:
    correct.load(data, "corrections.yml")


def sources(data: bytes) -> None:
    _written(data, "SOURCES.yml")
    identify(_FOLDER / "x.txt", "0" * 64)


def notice(data: bytes) -> None:
    """The whole way of a small notice, up to its rows."""
    rows_of(_written(data, "notice.txt"), limits=Limits(seconds=8))


def cell(data: bytes) -> None:
    """Characters at any place, of any size, turned and stacked at will: no letter may be lost."""
    glyphs = []
    for at in range(0, len(data) - 15, 16):
        x, y, size, width, sign, flags = struct.unpack("<hhhhHxxxxB", data[at : at + 15])
        text = chr(sign) if not 0xD800 <= sign < 0xE000 else "x"
        place = (x / 10, y / 10, x / 10 + abs(width) / 100, y / 10 + abs(size) / 100)
        turn = (0, 0, 0, 90, 180, 270)[flags % 6]
        glyphs.append(
            Glyph(text, *place, place[0], place[3], abs(size) / 100, "F", turn, flags > 200)
        )
    text = compose(glyphs)
    assert sorted("".join(text.split())) == sorted("".join("".join(g.text.split()) for g in glyphs))


class Pdf:
    """Both engines on the first pages of a file, in the confined process, which is started again when it is gone."""

    limits = Limits(page_seconds=8, seconds=20)

    def __init__(self) -> None:
        self._process: Confined | None = None

    def __call__(self, data: bytes) -> None:
        path = _written(data, "file.pdf")
        if self._process is None:
            self._process = Confined(self.limits)
            self._process.__enter__()
        try:
            tablebook.read(path, None, "both", limits=self.limits, process=self._process)
        except PipelineError as error:
            if any(
                words in str(error)
                for words in ("crashed", "stuck", "took more", "please report", "no value")
            ):
                self.close()
                raise Crash(str(error)) from None
            if "needs more than" in str(error):
                self.close()
            raise

    def close(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None


_HELD = tempfile.TemporaryDirectory(prefix="fuzz-")  # gone with the process
_FOLDER = Path(_HELD.name)
PDF = Pdf()


def _written(data: bytes, name: str) -> Path:
    path = _FOLDER / name
    path.write_bytes(data)
    return path


def _pdf_seeds() -> list[bytes]:
    """Small files of every kind, and two pages of the notice."""
    import pypdfium2

    target, source = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(make.NOTICE)
    target.import_pages(source, [1])
    target.save(_FOLDER / "page.pdf")
    small = [
        case.make()
        for case in pdfs.light()
        if not case.name.startswith(("truncated", "q ", "page tree", "arr"))
    ]
    seeds = [one_page(stream(table())), (_FOLDER / "page.pdf").read_bytes()]
    return [*seeds, *(data for data in small if 0 < len(data) < 50_000)]


def all_targets() -> list[Target]:
    tiny, real = (
        (CASES / "run" / "tiny.txt").read_bytes(),
        (ROOT / "raw" / "notice.txt").read_bytes(),
    )
    transcripts = [
        tiny,
        *(path.read_bytes() for path in sorted((CASES / "transcript").glob("*.txt"))),
        real[:6000],
    ]
    entry = (CASES / "correct" / "entry.yml").read_bytes()
    places = b"".join(
        struct.pack("<hhhhHxxxxBx", 50 * n, 0, 800, 800, 0x4E00 + n, 0) for n in range(12)
    )
    return [
        Target("transcription", transcription, transcripts),
        Target(
            "spec", form, [spec.DEFAULT.read_bytes(), (CASES / "spec" / "small.yml").read_bytes()]
        ),
        Target("corrections", corrections, [entry]),
        Target("sources", sources, [(ROOT / "raw" / "SOURCES.yml").read_bytes()]),
        Target("cell composition", cell, [places]),
        Target("notice", notice, [tiny], share=2.0),
        Target("PDF", PDF, _pdf_seeds(), mutate.PDF, guided=False, share=4.0),
    ]


def known(target: Target, data: bytes) -> None:
    """One input that was found; any other end than a value or an error of ours is raised."""
    try:
        target.run(data)
    except (SourceError, PipelineError):
        return
