"""Numbers of a content stream, as operators are given them."""

from __future__ import annotations

from functools import lru_cache

# Before an operator its number stands within so many characters.
_OPERAND = 24


@lru_cache(maxsize=1024)
def number_of(written: bytes | None) -> float | None:
    """The number that is written so; None where it is none."""
    try:
        return float(written) if written else None
    except ValueError:
        return None


def number_before(content: bytes, at: int) -> float | None:
    """The number that stands before an operator."""
    start = max(0, at - _OPERAND)
    words = content[start:at].split()
    return number_of(words[-1]) if words else None
