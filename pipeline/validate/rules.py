"""What the rules over several tables share: rows as mappings, and what a rule reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Rows = Sequence[Row]
Tables = Mapping[str, Rows]

TOLERANCE = 1e-6
"""Sums of decimal points in float64 miss by some 1e-14."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One row or group that does not keep to a rule.

    Its key as text, and what is wrong in words.
    """

    key: str
    message: str


def number(value: float) -> str:
    """A number as people write it: 9, not 9.0."""
    return f"{value:.10g}"


def same(a: float, b: float) -> bool:
    return abs(a - b) <= TOLERANCE


def spans(text: str | None) -> tuple[int, ...]:
    """The serials of a text like ``3,5-7``; none where it is no such text."""
    serials: list[int] = []
    for part in (text or "").split(","):
        found = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", part)
        if found:
            serials += range(int(found[1]), int(found[2] or found[1]) + 1)
    return tuple(serials)


def by_seq(rows: Rows) -> dict[int, Row]:
    return {row["seq"]: row for row in rows}


def serials_text(serials: Iterable[int]) -> str:
    """Serials as text like ``3, 5, 6``."""
    return ", ".join(str(serial) for serial in sorted(serials))
