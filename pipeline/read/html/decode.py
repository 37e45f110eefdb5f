"""A page's bytes → its text: by byte order mark, by what it declares, by what the bytes are.

Declarations are often wrong, and gb2312 in practice means its superset gb18030.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from dataclasses import dataclass

from pipeline.messages import Message, message

_HEAD = 4096
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_MIME = re.compile(rb"[\w-]+:[^\n]*\n")
_CHINESE = ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "euc-cn", "hz-gb-2312")
# What pages are written in; a codec of another name is none that a browser knows.
_KNOWN = frozenset(
    (
        "utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5", "big5hkscs", "cp950",
        "iso8859-1", "cp1252", "ascii", "shift_jis", "euc_jp", "euc_kr", "cp949",
    )
)  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text; ``doubt`` is what is to be said of its encoding."""

    text: str
    doubt: Message | None = None


def decode(data: bytes) -> Decoded:
    """The text of a page, or of the page in a web archive (MIME, RFC 2557)."""
    if _MIME.match(data):
        data, named = _from_archive(data)
        if named:
            return _as_declared(data, named)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    declared = _DECLARED.search(data[:_HEAD])
    name = declared[1].decode("ascii", "replace") if declared else ""
    return _as_declared(data, name)


def _as_declared(data: bytes, name: str) -> Decoded:
    """By the declaration, unless the bytes are no text of that encoding and text of another."""
    declared = _codec(name)
    fitting = _fitting(data)
    if declared is None:
        return _decoded(data, fitting or "gb18030")
    # Nearly all bytes are text of the encodings that are not looked for.
    if declared not in ("utf-8", "gb18030"):
        return _decoded(data, declared)
    if fitting is None or fitting == declared or data.isascii():
        return _decoded(data, declared)
    said = message("editions.encoding-otherwise", declared=name, found=fitting)
    return Decoded(data.decode(fitting), said)


def _fitting(data: bytes) -> str | None:
    """The encoding that all of a page's bytes are text of; UTF-8 first, which few others are."""
    for encoding in ("utf-8", "gb18030"):
        if _is_text_of(data, encoding):
            return encoding
    return None


def _codec(name: str) -> str | None:
    """The encoding of a declared name; None where no browser knows it, or it cannot be."""
    if name.lower() in _CHINESE:
        return "gb18030"
    try:
        found = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return None
    # A page whose declaration could be read is in no encoding of two bytes.
    is_possible = found in _KNOWN and not found.startswith("utf-16")
    return found if is_possible else None


def _is_text_of(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        said = message("editions.undecodable", count=text.count("\ufffd"), encoding=encoding)
        return Decoded(text, said)


def _from_archive(data: bytes) -> tuple[bytes, str]:
    """The page in a web archive and its encoding; the data itself where there is none."""
    whole = email.message_from_bytes(data, policy=email.policy.compat32)
    if not whole.is_multipart():
        return data, ""
    for part in whole.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            charset = part.get_content_charset("")
            if isinstance(payload, bytes):
                return payload, str(charset)
    return data, ""
