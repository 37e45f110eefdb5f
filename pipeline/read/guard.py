"""Bounds and witnesses around the PDF parsers: streams that inflate without end, streams cut short, chatter.

pdfminer inflates every stream without limit and passes over damage in silence; here each is bounded, and
every stream that does not come out whole is counted.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from pipeline.errors import LimitExceeded

# One stream's text or fonts, inflated; real ones stay below a tenth of it.
MAX_STREAM = 64 * 1024 * 1024


class BoundedZlib:
    """Stands in for ``zlib`` where a parser inflates streams; ``damaged`` counts the broken ones."""

    error = zlib.error
    decompressobj = staticmethod(zlib.decompressobj)

    def __init__(self) -> None:
        self.damaged = 0

    def decompress(self, data: bytes) -> bytes:
        """``zlib.decompress`` within ``MAX_STREAM``; raises ``LimitExceeded`` beyond it."""
        inflater = zlib.decompressobj()
        try:
            whole = inflater.decompress(data, MAX_STREAM)
        except zlib.error:
            self.damaged += 1
            raise
        if inflater.unconsumed_tail:
            raise LimitExceeded(f"a stream inflates to more than {MAX_STREAM >> 20} MB; the file is refused")
        if not inflater.eof:
            self.damaged += 1
            raise zlib.error("incomplete or truncated stream")
        return whole


@contextmanager
def guarded() -> Iterator[BoundedZlib]:
    """pdfminer's streams bounded and its log silenced for the time of one reading."""
    parser: Any = import_module("pdfminer.pdftypes")
    bounded, real = BoundedZlib(), parser.zlib
    parser.zlib = bounded
    try:
        with silenced("pdfminer"):
            yield bounded
    finally:
        parser.zlib = real


@contextmanager
def silenced(*names: str) -> Iterator[None]:
    """No log lines of these libraries: what matters in them is a finding or an error of ours."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [log.level for log in loggers]
    for log in loggers:
        log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for log, level in zip(loggers, levels, strict=True):
            log.setLevel(level)
