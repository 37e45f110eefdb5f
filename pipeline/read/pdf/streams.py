"""The content streams of a page: their bytes, and what is wrong with them as such."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1

from pipeline.messages import Message, message

BLANK = bytes(128)


def content_of(page_obj: Any) -> bytes:
    """The content of a page, its streams parted by a line end as the operators in them are."""
    parts: list[bytes] = []
    for stream in _streams(page_obj):
        if isinstance(stream, PDFStream):
            parts.append(stream.get_data())
    return b"\n".join(parts)


class Contents:
    """The contents of a file's pages, each of which is held inflated while its page is read.

    Content that is an array of streams stays, since pages share some of those; and so does a stream
    that is the content of a second page, once that is read.
    """

    def __init__(self) -> None:
        self._released: set[int] = set()

    @contextmanager
    def held(self, page_obj: Any) -> Iterator[None]:
        """Opens a block in which the content of a page is held inflated."""
        streams = page_obj.contents
        stream = streams[0] if isinstance(streams, list) and len(streams) == 1 else None
        raw = stream.rawdata if isinstance(stream, PDFStream) else None
        try:
            yield
        finally:
            if isinstance(stream, PDFStream) and raw is not None:
                self._release(stream, raw)

    def _release(self, stream: PDFStream, raw: bytes) -> None:
        if id(stream) not in self._released:
            self._released.add(id(stream))
            stream.rawdata, stream.data = raw, None


def broken_content(page_obj: Any) -> list[Message]:
    """What is wrong with the page's content streams as such."""
    streams = _streams(page_obj)
    for stream in streams:
        if not isinstance(stream, PDFStream):
            return [message("read.content-missing")]
    for stream in streams:
        if _is_blanked(stream.get_data()):
            return [message("read.content-overwritten")]
    return []


def _streams(page_obj: Any) -> list[Any]:
    if page_obj.attrs.get("Contents") is None:
        return []
    return [resolve1(part) for part in page_obj.contents or [None]]


def _is_blanked(data: bytes) -> bool:
    """A long run of zero bytes is no content stream; only inline images may hold one."""
    return BLANK in data and b"EI" not in data


def matrix_of(page_obj: Any) -> tuple[float, float, float, float, float, float]:
    """The matrix from a page's user space to the page as displayed, counted from its bottom."""
    x0, y0, x1, y1 = (float(at) for at in page_obj.mediabox)
    if page_obj.rotate == 90:
        return 0, -1, 1, 0, -y0, x1
    if page_obj.rotate == 180:
        return -1, 0, 0, -1, x1, y1
    if page_obj.rotate == 270:
        return 0, 1, -1, 0, y1, -x0
    return 1, 0, 0, 1, -x0, -y0
