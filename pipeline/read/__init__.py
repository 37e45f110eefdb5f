"""A source → Document: a reader for each kind, told by content (:mod:`pipeline.read.sniff`)."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import UsageError
from pipeline.model import Document
from pipeline.read.sniff import kind_of as kind_of
from pipeline.read.transcript import read_transcript


def read_transcription(path: Path) -> Document:
    """The document of a tab-separated transcription.

    Errors as in :func:`kind_of` and ``read_transcript``.
    """
    if kind_of(path) == "pdf":
        raise UsageError("read.pdf-no-transcription", where=path.name)
    return read_transcript(path)
