"""Which reader reads what: told by the content of the file, never by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pipeline.errors import SourceError, UsageError
from pipeline.model import Document
from pipeline.read.markup import markup_of
from pipeline.read.transcript import read_transcript

Kind = Literal["pdf", "transcription"]

_HEAD = 1024  # a PDF's header stands within its first 1024 bytes (ISO 32000-1, annex H)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive or Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\0": "a TIFF image",
    b"MM\0*": "a TIFF image",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet file",
}


def kind_of(path: Path) -> Kind:
    """Whether the file is a PDF or text.

    Raises UsageError where there is no readable file, SourceError for an empty file or another
    format. That text is UTF-8 is for :func:`read_transcription` to prove.
    """
    head = _head(path)
    if not head:
        raise SourceError(f"{path.name}: empty file; give a PDF or a UTF-8 transcription")
    if b"%PDF-" in head:
        return "pdf"
    found = next((what for mark, what in _SIGNATURES.items() if head.startswith(mark)), None)
    found = found or markup_of(head)
    if found or (b"\0" in head and not head.startswith(_UTF16)):
        what = f" but {found}" if found else ""
        raise SourceError(
            f"{path.name}: neither a PDF nor a UTF-8 transcription{what}; convert it to one of them"
        )
    return "transcription"


def read_transcription(path: Path) -> Document:
    """The document of a tab-separated transcription.

    Errors as in :func:`kind_of` and ``read_transcript``.
    """
    if kind_of(path) == "pdf":
        raise UsageError(f"{path.name}: a PDF, not a transcription")
    return read_transcript(path)


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise UsageError(f"{path}: a directory; name a PDF or a UTF-8 transcription in it")
    if not path.is_file():
        what = "not a file but a device or a pipe" if path.exists() else "no such file"
        raise UsageError(f"{path}: {what}; name a PDF or a UTF-8 transcription")
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror}); check its permissions"
        ) from error
