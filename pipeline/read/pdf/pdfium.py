"""Characters of a PDF page as pdfium reads them: a witness that shares no code with the reader.

What pdfium drops itself without a sign is for :mod:`pipeline.read.pdf.witness` to explain: text
without glyph outlines, runs of spaces, bold doubles.
"""

from __future__ import annotations

from ctypes import byref, c_double
from pathlib import Path
from typing import Any

from pipeline.read.pdf.witness import Seen

# Spaces and line ends, which pdfium puts in and leaves out as it likes.
_BLANK = frozenset((0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000))
# Stands for a character of which pdfium knows no meaning, or guesses one.
_UNKNOWN = 0xFFFD


class Pdfium:
    """One open file; a context manager. Where pdfium cannot open it, it has nothing to say."""

    def __init__(self, path: Path) -> None:
        import pypdfium2

        self._library = pypdfium2
        self._document: Any = None
        try:
            self._document = pypdfium2.PdfDocument(path)
        except (OSError, pypdfium2.PdfiumError):
            return

    def __enter__(self) -> Pdfium:
        return self

    def __exit__(self, *_: object) -> None:
        if self._document is not None:
            self._document.close()

    def characters(self, number: int) -> list[Seen] | None:
        """The characters of a page (from 1) with their origins in the page's user space.

        None where it has none.
        """
        if self._document is None:
            return None
        try:
            page = self._document[number - 1]
            text = page.get_textpage()
        except (self._library.PdfiumError, IndexError):
            return None
        try:
            return _listed(text.raw, self._library.raw)
        finally:
            text.close()
            page.close()


def _listed(text: Any, raw: Any) -> list[Seen]:
    unicode_of, origin_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin
    is_generated, is_guessed = raw.FPDFText_IsGenerated, raw.FPDFText_HasUnicodeMapError
    x, y = c_double(), c_double()
    where = byref(x), byref(y)
    out: list[Seen] = []
    high = 0  # the first half of a character beyond the basic plane
    for at in range(raw.FPDFText_CountChars(text)):
        code = unicode_of(text, at)
        if code in _BLANK or is_generated(text, at) == 1 or not origin_of(text, at, *where):
            continue
        if is_guessed(text, at) == 1:
            code = _UNKNOWN
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else _UNKNOWN
        high = 0
        out.append(Seen(chr(code if code < 0x110000 else _UNKNOWN), x.value, y.value))
    return out
