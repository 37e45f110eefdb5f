"""What the pipeline must publish of a notice, cell by cell, and what damage has put out of anybody's reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tests.trial.notice import First, Notice, Second, Section
from tests.trial.rows import NONE, Row

Cell = tuple[int, str]  # serial, column
INDICATOR_PERIODS = {6: "rank_jan_jun", 8: "rank_jan_aug", 9: "rank_jan_sep"}


@dataclass(slots=True)
class Unit:
    """A scoring unit: its rows and its points; ``level2`` None where it has none or may be published without."""

    section: str
    level1: str
    level2: str | None
    rows: frozenset[int]
    points: Decimal


@dataclass(slots=True)
class Truth:
    """``cells`` has every cell of ``indicators`` and, as ``rank:<month>``, of ``rankings``.

    ``silent`` are cells where an unmarked null is honest too, because nothing of them is left on the page;
    ``unknowable`` those that no reader could be sure of: a null is fine, another value is not.
    """

    cells: dict[Cell, Any]
    units: list[Unit]
    sections: list[dict[str, Any]]
    notice: dict[str, Any]
    leads: dict[int, list[tuple[str, str]]]
    silent: set[Cell] = field(default_factory=set)
    unknowable: set[Cell] = field(default_factory=set)

    def unit_of(self, seq: int) -> Unit:
        return next(unit for unit in self.units if seq in unit.rows)

    def merge(self, seqs: list[int]) -> None:
        """The rows' units are one: a weight printed once for all of them."""
        gone = [unit for unit in self.units if unit.rows & set(seqs)]
        rows = frozenset().union(*(unit.rows for unit in gone))
        points = sum((unit.points for unit in gone), Decimal(0))
        at = self.units.index(gone[0])
        self.units = [unit for unit in self.units if unit not in gone]
        self.units.insert(at, Unit(gone[0].section, gone[0].level1, gone[0].level2, rows, points))


def truth_of(notice: Notice) -> Truth:
    """Everything as the clean print has it."""
    cells: dict[Cell, Any] = {}
    units: list[Unit] = []
    for section in notice.sections:
        for first in section.firsts:
            for second in first.seconds:
                units += _units(section, first, second)
                for row in second.rows:
                    for column, value in _row(notice, section, first, second, row).items():
                        cells[row.seq, column] = value
    leads = {row.seq: list(row.leads) for row in notice.rows}
    return Truth(cells, units, list(_sections(notice)), _notice(notice), leads)


def _row(
    notice: Notice, section: Section, first: First, second: Second, row: Row
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "section": section.section,
        "level1": first.name,
        "level1_points": first.points,
        "level2": second.name,
        "level2_points": second.points if second.pointed else None,
        "indicator": row.name,
        "unit": None if row.unit in NONE else row.unit,
        "weight": row.weight,
        "target": row.target.text or None,
        "target_value": row.target.value,
        "target_unit": row.target.unit,
        "target_comparator": row.target.comparator,
        "target_rank": int(row.target_rank) if row.target_rank.isdecimal() else None,
        "lead_units": "、".join(name for name, _ in row.leads),
    }
    for month, text in zip(notice.periods, row.ranks, strict=True):
        rank = int(text) if text.isdecimal() else None
        found[f"rank:{month}"] = rank
        if month in INDICATOR_PERIODS:
            found[INDICATOR_PERIODS[month]] = rank
    return found


def _units(section: Section, first: First, second: Second) -> list[Unit]:
    def unit(rows: tuple[Row, ...], points: Decimal) -> Unit:
        return Unit(
            section.section, first.name, second.name, frozenset(row.seq for row in rows), points
        )

    if second.shared:
        return [unit(second.rows, second.points)]
    return [unit((row,), row.weight or Decimal(0)) for row in second.rows]


def _sections(notice: Notice) -> list[dict[str, Any]]:
    found = []
    first = 1
    for section in notice.sections:
        count = sum(len(group.rows) for one in section.firsts for group in one.seconds)
        found.append(
            {
                "section": section.section,
                "label": section.label,
                "first_seq": first,
                "last_seq": first + count - 1,
                "points": section.points,
                "share": section.share,
            }
        )
        first += count
    return found


def _notice(notice: Notice) -> dict[str, Any]:
    front = notice.front
    share = next((s.share for s in notice.sections if s.section == "provincial"), None)
    found: dict[str, str | date | Decimal | None] = {
        "title": front.title,
        "issuer": front.issuer,
        "issued_on": front.issued_on,
        "window_start": front.window[0],
        "window_end": front.window[1],
        "contact_email": front.email,
        "full_marks": notice.full_marks,
        "provincial_share": share,
    }
    return found
