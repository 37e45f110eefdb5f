"""Which reader reads what: told by the content of the file, never by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pipeline.errors import SourceError, UsageError
from pipeline.messages import message
from pipeline.model import Document
from pipeline.read.markup import markup_of
from pipeline.read.transcript import read_transcript

Kind = Literal["pdf", "transcription"]

_HEAD = 1024  # a PDF's header stands within its first 1024 bytes (ISO 32000-1, annex H)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SIGNATURES = {
    b"PK\x03\x04": message("read.a-zip"),
    b"\xd0\xcf\x11\xe0": message("read.an-old-office-document"),
    b"\x89PNG": message("read.a-png"),
    b"\xff\xd8\xff": message("read.a-jpeg"),
    b"GIF8": message("read.a-gif"),
    b"II*\0": message("read.a-tiff"),
    b"MM\0*": message("read.a-tiff"),
    b"{\\rtf": message("read.an-rtf"),
    b"\x1f\x8b": message("read.a-gzip"),
    b"PAR1": message("read.a-parquet"),
}


def kind_of(path: Path) -> Kind:
    """Whether the file is a PDF or text.

    That text is UTF-8 is for :func:`read_transcription` to prove.

    Raises:
        UsageError: there is no readable file.
        SourceError: the file is empty or of another format.
    """
    head = _head(path)
    if not head:
        raise SourceError("read.empty-file", where=path.name)
    if b"%PDF-" in head:
        return "pdf"
    found = next((what for mark, what in _SIGNATURES.items() if head.startswith(mark)), None)
    if found := found or markup_of(head):
        raise SourceError("read.other-format", where=path.name, found=found)
    if b"\0" in head and not head.startswith(_UTF16):
        raise SourceError("read.unknown-format", where=path.name)
    return "transcription"


def read_transcription(path: Path) -> Document:
    """Reads the document of a tab-separated transcription.

    Raises:
        UsageError: there is no readable file, or it is a PDF.
        SourceError: it is no transcription, as in :func:`kind_of` and ``read_transcript``.
    """
    if kind_of(path) == "pdf":
        raise UsageError("read.pdf-no-transcription", where=path.name)
    return read_transcript(path)


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise UsageError("read.is-directory", where=path)
    if not path.exists():
        raise UsageError("read.no-file", where=path)
    if not path.is_file():
        raise UsageError("read.is-device", where=path)
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise UsageError("read.not-permitted", where=path, reason=error.strerror) from error
