"""Digits set above or below the line, which read on as one number with those before them.

10⁴ in a text without its setting is 104, and 12 with the mark of a note is 121.
"""

from __future__ import annotations

QUOTED = 12  # characters before a raised digit that are quoted with it


def reads_on(before: str, raised: str) -> bool:
    """Whether ``raised``, set above or below the line, begins with a digit behind a digit."""
    return before[-1:].isdecimal() and raised[:1].isdecimal()


__all__ = ["QUOTED", "reads_on"]
