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
# The bit of an encoding's format that says that supplements follow.
_SUPPLEMENTED = 0x80
# A string number has two bytes.
_SID = 2


def built_in_names(data: bytes) -> dict[int, str]:
    """Code → name of the glyph, as the font program itself has it.

    Empty where it uses a predefined encoding.

    Raises IndexError, KeyError or ValueError for data that are no CFF font.
    """
    header_size = data[2]
    _, at = _index(data, header_size)
    tops, at = _index(data, at)
    strings, _ = _index(data, at)
    top = getdict(tops[0])
    charset = _operand(top, _CHARSET)
    encoding = _operand(top, _ENCODING)
    if charset <= _PREDEFINED_CHARSETS or encoding <= _PREDEFINED_ENCODINGS:
        return {}
    glyphs, _ = _index(data, int(top[_CHARSTRINGS][0]))
    sids = _charset(data, charset, len(glyphs) - 1)
    codes = _codes(data, encoding)
    names: dict[int, str] = {}
    for code, sid in zip(codes, sids, strict=False):
        name = _name(sid, strings)
        if name:
            names[code] = name
    return names


def _operand(top: dict[int, list[float | int]], operator: int) -> int:
    """The first operand of an operator of the top dictionary; 0 where it is not there."""
    operands = top.get(operator, [0])
    return int(operands[0])


def _number(
    data: bytes,
    at: int,
    size: int,
) -> int:
    """The number of so many bytes at a place; what lies beyond the data counts nothing."""
    return int.from_bytes(data[at : at + size])


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The items of an INDEX and the place behind it."""
    count = _number(data, at, 2)
    if not count:
        return [], at + 2
    size = data[at + 2]
    offsets = at + 3
    places: list[int] = []
    for i in range(count + 1):
        place = _number(data, offsets + size * i, size)
        places.append(place)
    # Offsets count from the byte before the items.
    start = offsets + size * (count + 1) - 1
    items: list[bytes] = []
    for begin, end in pairwise(places):
        items.append(data[start + begin : start + end])
    return items, start + places[-1]


def _charset(
    data: bytes,
    at: int,
    count: int,
) -> list[int]:
    """The string number of each glyph but the first, which is none."""
    kind = data[at]
    at += 1
    if kind == 0:
        return [_number(data, at + _SID * i, _SID) for i in range(count)]
    width = 1 if kind == 1 else 2
    sids: list[int] = []
    while len(sids) < count:
        first = _number(data, at, _SID)
        left = _number(data, at + _SID, width)
        sids += range(first, first + left + 1)
        at += _SID + width
        if at > len(data):
            raise ValueError("charset breaks off")
    return sids[:count]


def _codes(data: bytes, at: int) -> list[int]:
    """The code of each glyph but the first."""
    kind = data[at] & ~_SUPPLEMENTED
    count = data[at + 1]
    at += 2
    if kind == 0:
        return list(data[at : at + count])
    codes: list[int] = []
    for _ in range(count):
        first = data[at]
        left = data[at + 1]
        codes += range(first, first + left + 1)
        at += 2
    return codes


def _name(sid: int, strings: Sequence[bytes]) -> str:
    """The string of that number: a standard one, or one of the file; "" where there is none."""
    standard = CFFFont.STANDARD_STRINGS
    own = sid - len(standard)
    if own < 0:
        return str(standard[sid])
    if own >= len(strings):
        return ""
    return strings[own].decode("latin-1")
