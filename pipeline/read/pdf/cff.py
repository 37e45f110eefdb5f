"""The encoding that a CFF font program has of its own (Adobe Technical Note 5176).

Code → glyph name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pdfminer.pdffont import CFFFont, getdict

_CHARSET, _ENCODING, _CHARSTRINGS = 15, 16, 17
# Places up to these are numbers of predefined tables, which the file need not hold.
_PREDEFINED_CHARSETS, _PREDEFINED_ENCODINGS = 2, 1


def built_in_names(data: bytes) -> dict[int, str]:
    """Code → name of the glyph, as the font program itself has it.

    Empty where it uses a predefined encoding.

    Raises IndexError, KeyError or ValueError for data that are no CFF font.
    """
    _, at = _index(data, data[2])
    tops, at = _index(data, at)
    strings, at = _index(data, at)
    top = getdict(tops[0])
    charset, encoding = int(top.get(_CHARSET, [0])[0]), int(top.get(_ENCODING, [0])[0])
    if charset <= _PREDEFINED_CHARSETS or encoding <= _PREDEFINED_ENCODINGS:
        return {}
    glyphs, _ = _index(data, int(top[_CHARSTRINGS][0]))
    names = [_name(sid, strings) for sid in _charset(data, charset, len(glyphs) - 1)]
    return {code: name for code, name in zip(_codes(data, encoding), names, strict=False) if name}


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The items of an INDEX and the place behind it."""
    count = int.from_bytes(data[at : at + 2])
    if not count:
        return [], at + 2
    size = data[at + 2]
    places = [
        int.from_bytes(data[at + 3 + size * i : at + 3 + size * (i + 1)]) for i in range(count + 1)
    ]
    start = at + 2 + size * (count + 1)
    items = [data[start + a : start + b] for a, b in pairwise(places)]
    return items, start + places[-1]


def _charset(data: bytes, at: int, count: int) -> list[int]:
    """The string number of each glyph but the first, which is none."""
    kind, at = data[at], at + 1
    if kind == 0:
        return [int.from_bytes(data[at + 2 * i : at + 2 * i + 2]) for i in range(count)]
    width = 1 if kind == 1 else 2
    sids: list[int] = []
    while len(sids) < count:
        first, left = (
            int.from_bytes(data[at : at + 2]),
            int.from_bytes(data[at + 2 : at + 2 + width]),
        )
        sids += range(first, first + left + 1)
        at += 2 + width
        if at > len(data):
            raise ValueError("charset breaks off")
    return sids[:count]


def _codes(data: bytes, at: int) -> list[int]:
    """The code of each glyph but the first."""
    kind, count = data[at] & 0x7F, data[at + 1]
    if kind == 0:
        return list(data[at + 2 : at + 2 + count])
    codes: list[int] = []
    for i in range(count):
        first, left = data[at + 2 + 2 * i], data[at + 3 + 2 * i]
        codes += range(first, first + left + 1)
    return codes


def _name(sid: int, strings: Sequence[bytes]) -> str:
    standard = CFFFont.STANDARD_STRINGS
    if sid < len(standard):
        return str(standard[sid])
    at = sid - len(standard)
    return strings[at].decode("latin-1") if at < len(strings) else ""
