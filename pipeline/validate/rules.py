"""What the rules over several tables share: rows as mappings, and what a rule reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from pipeline.messages import Message, message, render

Row = Mapping[str, Any]
Rows = Sequence[Row]
Tables = Mapping[str, Rows]

TOLERANCE = 1e-6
"""Sums of decimal points in float64 miss by some 1e-14."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One row or group that does not keep to a rule: its key as text, and what is wrong."""

    key: str
    what: Message

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return render(self.what)


def same(a: float, b: float) -> bool:
    """Whether two sums of points are equal but for rounding."""
    return abs(a - b) <= TOLERANCE


def spans(text: str | None) -> tuple[int, ...]:
    """The serials of a text like ``3,5-7``; none where it is no such text."""
    serials: list[int] = []
    for part in (text or "").split(","):
        found = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", part)
        if found:
            first = int(found[1])
            last = int(found[2] or first)
            serials += range(first, last + 1)
    return tuple(serials)


def by_seq(rows: Rows) -> dict[int, Row]:
    """Rows by their serial."""
    return {row["seq"]: row for row in rows}


def shown(value: object) -> Message | str:
    """A value of a table, as a parameter of a sentence."""
    return message("validate.null") if value is None else str(value)


def all_of(parts: Iterable[object]) -> Message:
    """A parameter that names several: "6 and 7"."""
    first, *others = parts
    return reduce(_and, others, message("as-is", text=first))


def _and(before: Message, part: object) -> Message:
    return message("validate.and", first=before, second=part)


def in_cell(row: Row, what: Message) -> Violation:
    """The violation of one row that stands for a row and column of indicators."""
    seq, column = row["seq"], row["column"]
    said = message(
        "validate.in-cell",
        seq=seq,
        column=column,
        what=what,
    )
    return Violation(f"{seq}, {column}", said)
