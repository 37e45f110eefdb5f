"""Recognises text that is marked up, so that it is not taken for an empty transcription."""

from __future__ import annotations

import re

from pipeline.messages import Message, message

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div)\b", re.IGNORECASE)
_PIPE_ROW = re.compile(rb"^[ \t]*\|", re.MULTILINE)
_PIPE_RULE = re.compile(rb"^[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*\r?$", re.MULTILINE)
_CELL = re.compile(rb"</?t[dr]\b", re.IGNORECASE)
# Bytes that are looked at.
MOST = 1_000_000


def markup_of(text: bytes) -> Message | None:
    """Says what the text is where it is no transcription: an HTML page, or Markdown with a table.

    ``text`` is a file's content or its beginning.
    """
    text = text[:MOST]
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _HTML.match(start):
        return message("read.an-html-page")
    if _CELL.search(text):
        return message("read.markup-in-tags")
    rows = _PIPE_ROW.findall(text) if _PIPE_RULE.search(text) else []
    if len(rows) > 1:
        return message("read.markdown")
    return None
