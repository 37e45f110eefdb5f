"""Text that is marked up, which no reader takes yet.

Told by its beginning, so that it is no empty transcription.
"""

from __future__ import annotations

import re

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div)\b", re.IGNORECASE)
_PIPE_ROW = re.compile(rb"^[ \t]*\|", re.MULTILINE)
_PIPE_RULE = re.compile(rb"^[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*\r?$", re.MULTILINE)
_CELL = re.compile(rb"</?t[dr]\b", re.IGNORECASE)


MOST = 1_000_000  # bytes that are looked at


def markup_of(text: bytes) -> str | None:
    """What the text is where it is no transcription: an HTML page, or Markdown with a table."""
    text = text[:MOST]
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _HTML.match(start):
        return "an HTML page"
    if _CELL.search(text):
        return "Markdown or HTML with a table in tags"
    if _PIPE_RULE.search(text) and len(_PIPE_ROW.findall(text)) > 1:
        return "Markdown with a table"
    return None
