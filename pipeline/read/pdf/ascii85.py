"""ASCII85 streams (ISO 32000-1, 7.4.3), a group of five digits at a time.

The standard library goes through them digit by digit, which is a fifth of what a page costs whose
content is written so.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

_BLANKS = b" \t\n\r\v"
_FIRST, _LAST = ord("!"), ord("u")
_DIGITS = bytes(range(_FIRST, _LAST + 1))
# Digits of a group; what stands for zero in each of its places adds up to this.
_GROUP, _BASE = 5, 85
_ZEROS = sum(_FIRST * _BASE**place for place in range(_GROUP))

Decode = Callable[[bytes], bytes]


def quick(slow: Decode) -> Decode:
    """A decoder of plain streams; one with anything but digits is left to the slow one."""

    def decode(data: bytes) -> bytes:
        decoded = _decoded(data)
        return slow(data) if decoded is None else decoded

    return decode


def _decoded(data: bytes) -> bytes | None:
    """The bytes of a plain stream; None where it is none."""
    body, mark, rest = data.rpartition(b"~")
    if not mark:
        body = data
    elif rest.strip() in (b"", b">"):
        body = body.rstrip()
    else:
        return None
    digits = body.translate(None, _BLANKS)
    if not digits or digits.translate(None, _DIGITS):
        return None
    missing = -len(digits) % _GROUP
    digits += _DIGITS[-1:] * missing
    groups = zip(*(digits[place::_GROUP] for place in range(_GROUP)), strict=True)
    numbers = [
        (((a * _BASE + b) * _BASE + c) * _BASE + d) * _BASE + e - _ZEROS for a, b, c, d, e in groups
    ]
    try:
        decoded = struct.pack(f">{len(numbers)}I", *numbers)
    except struct.error:  # a group beyond 32 bits
        return None
    return decoded[: len(decoded) - missing]
