"""Bounds the PDF parsers: streams that inflate without end, streams cut short, chatter.

pdfminer inflates every stream without limit and passes over damage in silence; here each is
bounded, and every stream that does not come out whole is counted.
"""

from __future__ import annotations

import logging
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from typing import Any

from pipeline.errors import LimitExceeded
from pipeline.read.pdf.ascii85 import quick
from pipeline.read.pdf.xrefs import read_tables
from pipeline.sandbox.imports import deferring
from pipeline.sandbox.limits import MEGABYTE, Limits

# The filters that can make more of what they are given, by pdfminer's names.
_FILTERS = ("lzwdecode", "rldecode", "ascii85decode", "asciihexdecode", "ccittfaxdecode")
# The one of them that goes through a stream byte by byte.
_IN_PYTHON = "ascii85decode"
_DOCUMENT = "pdfminer.pdfdocument"
# What pdfminer imports for encrypted files, texts of no known encoding, its version, and for HTML.
_SELDOM_USED = (
    "charset_normalizer",
    "cryptography.hazmat.backends",
    "cryptography.hazmat.primitives.ciphers",
    "html",
    "importlib.metadata",
)


class Inflater:
    """Stands in for ``zlib`` where a parser inflates streams.

    ``damaged`` counts the broken ones; ``left`` is how many bytes all may still be inflated to.
    """

    error = zlib.error

    def __init__(self, limits: Limits) -> None:
        self.damaged = 0
        self.most, self.left = limits.stream_mb * MEGABYTE, limits.inflated_mb * MEGABYTE
        self._limits = limits

    def decompress(self, data: bytes) -> bytes:
        """Inflates as ``zlib.decompress`` does, within the limits.

        Raises:
            LimitExceeded: beyond them.
            zlib.error: the stream is broken or cut short.
        """
        inflater = zlib.decompressobj()
        try:
            whole = inflater.decompress(data, self.most)
        except zlib.error:
            self.damaged += 1
            raise
        if inflater.unconsumed_tail:
            raise self.too_long()
        self.count(len(whole))
        if not inflater.eof:
            self.damaged += 1
            raise zlib.error("incomplete or truncated stream")
        return whole

    def decompressobj(self) -> _Pieces:
        """What pdfminer saves the beginning of a broken stream with, a byte at a time."""
        return _Pieces(self)

    def bounded(self, decode: Callable[..., bytes]) -> Callable[..., bytes]:
        """Another filter, what it yields counted; memory and time bound what it does on the way."""

        def counted(data: bytes, *rest: Any) -> bytes:
            if len(data) > self.most:
                raise self.too_long()
            whole = decode(data, *rest)
            self.count(len(whole))
            return whole

        return counted

    def count(self, size: int) -> None:
        """Books inflated bytes on the stream's and on the file's account."""
        if size > self.most:
            raise self.too_long()
        self.left -= size
        if self.left < 0:
            most = self._limits.inflated_mb
            raise LimitExceeded("read.large-streams", most=most)

    def too_long(self) -> LimitExceeded:
        """The error for one stream."""
        return LimitExceeded("read.large-stream", most=self._limits.stream_mb)


class _Pieces:
    """A ``zlib`` decompression object whose output is counted."""

    def __init__(self, inflater: Inflater) -> None:
        self._inflater, self._object, self._made = inflater, zlib.decompressobj(), 0

    def decompress(self, data: bytes) -> bytes:
        piece = self._object.decompress(data)
        self._made += len(piece)
        if self._made > self._inflater.most:
            raise self._inflater.too_long()
        self._inflater.count(len(piece))
        return piece


@contextmanager
def guarded(limits: Limits) -> Iterator[Inflater]:
    """Bounds pdfminer's streams, silences its log and finds all tables of a file.

    It does for the time of one reading.
    """
    is_imported = _DOCUMENT in sys.modules
    with nullcontext() if is_imported else deferring(*_SELDOM_USED):
        parser: Any = import_module("pdfminer.pdftypes")
        document: Any = import_module(_DOCUMENT).PDFDocument
    following = document.read_xref_from
    document.read_xref_from = read_tables
    inflater = Inflater(limits)
    real = {name: getattr(parser, name) for name in ("zlib", *_FILTERS)}
    filters = {**real, _IN_PYTHON: quick(real[_IN_PYTHON])}
    parser.zlib = inflater
    for name in _FILTERS:
        setattr(parser, name, inflater.bounded(filters[name]))
    try:
        with silenced("pdfminer"):
            yield inflater
    finally:
        document.read_xref_from = following
        for name, value in real.items():
            setattr(parser, name, value)


@contextmanager
def silenced(*names: str) -> Iterator[None]:
    """Silences the log of these libraries: what matters there is a finding or an error of ours."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [log.level for log in loggers]
    for log in loggers:
        log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for log, level in zip(loggers, levels, strict=True):
            log.setLevel(level)
