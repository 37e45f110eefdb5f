"""Strings of a content stream as written → their bytes (ISO 32000-1, 7.3.4)."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.text.patterns import pattern

# Strings written so short come again and again; so many are kept.
SHORT, KEPT = 12, 4_096
_ESCAPE = pattern(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LINE_ENDS = (b"\r\n", b"\n", b"\r")
_SPACES = b" \t\n\r\f\0"


class _Escapes(dict[bytes, bytes]):
    """What stands behind a backslash → what it means; there are a few hundred at most."""

    def __missing__(self, escaped: bytes) -> bytes:
        meant = _meant(escaped)
        self[escaped] = meant
        return meant


def _meant(escaped: bytes) -> bytes:
    """What stands for one byte, or for none, behind a backslash."""
    if escaped in _LINE_ENDS:
        return b""
    if escaped.isdigit() and b"8" not in escaped and b"9" not in escaped:
        return bytes([int(escaped, 8) & 0xFF])
    return _CONTROLS.get(escaped, escaped)


_ESCAPES = _Escapes()


def unquoted(string: bytes) -> bytes:
    """The bytes of a string as written, in brackets or in hexadecimal."""
    return _short(string) if len(string) <= SHORT else _bytes_of(string)


def _bytes_of(string: bytes) -> bytes:
    body = string[1:-1]
    if string[:1] == b"(":
        if b"\\" not in body and b"\r" not in body:
            return body
        parts = _ESCAPE.split(body)
        parts[1::2] = map(_ESCAPES.__getitem__, parts[1::2])
        return b"".join(parts)
    digits = body.translate(None, _SPACES)
    if len(digits) % 2:
        digits += b"0"
    return bytes.fromhex(digits.decode("ascii"))


_short = lru_cache(maxsize=KEPT)(_bytes_of)
