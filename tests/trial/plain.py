"""A print read the way nobody doubts it: every cell in its column, every label from its row on.

This is what tells damage that the document gives away from damage that nothing on it reveals: where the plain
reading of the damaged print is free of contradictions and yet wrong, no reader can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.trial.print import NAME, RANK, SERIAL, UNIT, WEIGHT, Printed, Sheet
from tests.trial.truth import Cell, Truth

_POINTS = re.compile(r"(.*?)\s*[(（](\d+(?:\.\d+)?)分?[)）]")
_HAN = re.compile("[\u4e00-\u9fff]")
ZONE = 2
NOTHING, MAYBE, REST = range(
    3
)  # what the rows of a group share: nothing, perhaps something, a rest above zero


@dataclass(slots=True)
class PlainRow:
    """One row plainly read; ``whole`` where each cell is of its column's kind. ``one``, ``two`` number the groups.

    ``placed`` is false below a row whose label cells slid, until a label of that level stands in its place again.
    """

    seq: int
    whole: bool
    placed: bool
    level1: str | None
    level2: str | None
    weight: Decimal | None
    cells: Sequence[str]
    one: int
    two: int


def split_label(text: str) -> tuple[str, Decimal | None]:
    """A label's name and points."""
    found = _POINTS.fullmatch(text)
    return (found.group(1), Decimal(found.group(2))) if found else (text.strip(), None)


def number(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def looks_whole(row: Printed, ranks: int, width: int) -> bool:
    """Whether every cell is of the kind its column holds."""
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    if any(cells[ZONE + RANK + ranks + 3 :]) or any(not _labelish(text) for text in cells[:ZONE]):
        return False
    body = cells[ZONE:]
    target, goal, lead = body[RANK + ranks : RANK + ranks + 3]
    return (
        body[SERIAL] == str(row.seq)
        and bool(_HAN.search(body[NAME]))
        and (
            body[UNIT] in ("", "—", "-", "%")
            or (bool(_HAN.search(body[UNIT])) and len(body[UNIT]) < 4)
        )
        and (body[WEIGHT] in ("", "/") or number(body[WEIGHT]) is not None)
        and all(text == "/" or text.isdecimal() for text in body[RANK : RANK + ranks])
        and not (_HAN.match(target) and target.endswith(("局", "委", "办", "中心", "部")))
        and (goal == "/" or goal.isdecimal() or goal.startswith(("(", "（")))
        and bool(_HAN.match(lead))
    )


def _labelish(text: str) -> bool:
    return not text or bool(_HAN.search(text))


@dataclass(slots=True)
class _Labels:
    """The labels in force while the rows are read from the top."""

    level1: str | None = None
    level2: str | None = None
    one: int = -1
    two: int = -1
    doubt1: bool = False
    doubt2: bool = False

    def take(self, row: Printed) -> None:
        """Read the row's two label cells; a repeat of the label in force, or of the row's own name, changes nothing."""
        first, second = row.labels
        if first:
            self.doubt1 = False
            if first != self.level1:
                self.level1, self.level2, self.one, self.two = (
                    first,
                    None,
                    self.one + 1,
                    self.two + 1,
                )
        if second:
            self.doubt2 = False
            if second != self.level2 and _bare(second) != _bare(row.body[NAME]):
                self.level2, self.two = second, self.two + 1

    def lose(self, row: Printed) -> None:
        """The row's label cells slid: what holds from here on is open."""
        self.doubt1, self.doubt2 = self.doubt1 or any(row.labels), True


def read(sheet: Sheet) -> list[PlainRow]:
    """Every row of the sheet."""
    found: list[PlainRow] = []
    now = _Labels()
    for page in sheet.pages:
        for row in page.rows:
            whole = looks_whole(row, sheet.ranks, page.width)
            if len(row.labels) == ZONE and all(map(_labelish, row.labels)):
                now.take(row)
            else:
                now.lose(row)
            weight = number(row.body[WEIGHT]) if whole else None
            placed = not (now.doubt1 or now.doubt2)
            found.append(
                PlainRow(
                    row.seq,
                    whole,
                    placed,
                    now.level1,
                    now.level2,
                    weight,
                    row.cells,
                    now.one,
                    now.two,
                )
            )
    return found


def flaws(rows: Sequence[PlainRow]) -> set[int]:
    """Serials of rows that contradict themselves, their group's printed points, or the level their label has."""
    found = {row.seq for row in rows if not (row.whole and row.placed)}
    tops = {row.level1 for row in rows}
    for group in _by(rows, "one"):
        seqs = {row.seq for row in group}
        points = split_label(group[0].level1 or "")[1]
        closed, shared = Decimal(0), NOTHING
        for members in _by(group, "two"):
            total, opened, wrong = _second(members)
            closed, shared = closed + total, max(shared, opened)
            if wrong or members[0].level2 in tops:
                found |= {row.seq for row in members}
        if points is None or not _fills(closed, shared, points):
            found |= seqs
    return found


def _by(rows: Sequence[PlainRow], name: str) -> Iterator[list[PlainRow]]:
    for key in dict.fromkeys(getattr(row, name) for row in rows):
        yield [row for row in rows if getattr(row, name) == key]


def _second(rows: Sequence[PlainRow]) -> tuple[Decimal, int, bool]:
    """A second-level group's points as far as known, what it shares, and whether it contradicts itself."""
    own = sum((row.weight for row in rows if row.weight is not None), Decimal(0))
    shares = _shares(rows)
    points = split_label(rows[0].level2 or "")[1]
    if points is None:
        return own, shares, False
    return points, NOTHING, not _fills(own, shares, points)


def _shares(rows: Sequence[PlainRow]) -> int:
    """Rows that print no weight share some rest; below one that prints a weight this may have been printed for all."""
    blank = [row.weight is None for row in rows]
    if not any(blank):
        return NOTHING
    return (
        REST
        if blank[0] or any("/" in row.cells[ZONE + WEIGHT] for row in rows if row.weight is None)
        else MAYBE
    )


def _fills(closed: Decimal, shares: int, points: Decimal) -> bool:
    return (
        closed < points
        if shares == REST
        else closed == points or (shares == MAYBE and closed < points)
    )


def misleads(sheet: Sheet, truth: Truth, changed: Mapping[Cell, Any]) -> bool:
    """Whether the plain reading is wrong somewhere without contradicting itself there.

    ``changed`` are cells whose truth the damage itself has changed.
    """
    rows = read(sheet)
    flawed = flaws(rows)
    below = [*rows[1:], None]
    return any(
        _wrong(row, _heads(row, after), sheet, truth, changed)
        for row, after in zip(rows, below, strict=True)
        if row.seq not in flawed
    )


def _heads(row: PlainRow, after: PlainRow | None) -> bool:
    """Whether the row's weight may be one printed for the rows below it too."""
    return after is not None and after.two == row.two and not after.cells[ZONE + WEIGHT]


def _wrong(
    row: PlainRow, heads: bool, sheet: Sheet, truth: Truth, changed: Mapping[Cell, Any]
) -> bool:
    """A value that stands there plainly and is not the truth. Of the nulls only a blank target misleads: a row may
    have none.
    """
    body = row.cells[ZONE:]
    seen = {
        "level1": split_label(row.level1)[0] if row.level1 else None,
        "level2": split_label(row.level2)[0] if row.level2 else None,
        "weight": None if heads else row.weight,
        "target": body[RANK + sheet.ranks] or None,
    }
    for column, value in seen.items():
        at = (row.seq, column)
        true = changed[at] if at in changed else truth.cells[at]
        if (value is not None or column == "target") and _bare(value) != _bare(true):
            return True
    real = (truth.cells[row.seq, f"rank:{month}"] for month in sheet.periods)
    printed = body[RANK : RANK + sheet.ranks]
    return any(
        text != ("/" if value is None else str(value))
        for text, value in zip(printed, real, strict=True)
    )


def _bare(value: object) -> object:
    return "".join(value.split()) if isinstance(value, str) else value
