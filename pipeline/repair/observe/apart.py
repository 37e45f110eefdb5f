"""A stitched table → its indicators' rows.

And apart from them the rows that only sum others or head a section.

Such a row is known by its words, by its serial, which is no number, and by the arithmetic itself.
Where only some of that speaks for it, what is made of the row is told as a warning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import Row, Slot, SumKind, Table
from pipeline.repair.observe.words import (
    WIDE_STYLE,
    heading_style,
    is_grand,
    is_partial,
    is_total,
    names_a_total,
    points_in,
    points_of,
)
from pipeline.spec import Column
from pipeline.text import fold, mend, parse_integer

HEAD_ROLES = ("level1", "level2", "seq", "indicator")
DASHES = ("", "-", "/")
FEWEST = 2  # rows that a sum without a word for it must be over


@dataclass(frozen=True, slots=True)
class ApartRow:
    """A row that is no indicator.

    ``kind`` None where it states no sum, ``at`` how many indicators' rows are above it.

    ``style`` is a heading's, ``sure`` false where the row may be something else, ``words`` what it
    says.
    """

    row: Row
    at: int
    kind: SumKind | None
    words: str
    stated: Decimal | None
    style: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Apart:
    """``table`` has the indicators' rows alone."""

    table: Table
    rows: tuple[ApartRow, ...]


def set_apart(table: Table, columns: Sequence[Column]) -> Apart:
    """The table's rows that are indicators, and those that are not."""
    sorter = _Sorter(table, {column.role: n for n, column in enumerate(columns)}, len(columns))
    for number, row in enumerate(table.rows):
        sorter.take(number, row)
    if not sorter.kept:  # the numerals are the serials of rows that are all tasks
        return Apart(table, ())
    return Apart(replace(table, rows=tuple(sorter.kept)), tuple(sorter.apart))


class _Sorter:
    """Takes the rows from the top; ``roles`` gives each role's place among a row's slots."""

    def __init__(self, table: Table, roles: dict[str, int], width: int) -> None:
        self.rows = table.rows
        self.roles = roles
        self.width = width
        self.kept: list[Row] = []
        self.apart: list[ApartRow] = []

    def take(self, number: int, row: Row) -> None:
        found = None if self._serial(row) is not None else self._no_indicator(number, row)
        if found is None:
            self.kept.append(row)
        elif not self._repeated(found):
            self.apart.append(found)

    def _repeated(self, found: ApartRow) -> bool:
        """A section's heading printed again where its table goes on.

        On another page, in the same words.
        """
        if found.kind == "total_row":
            return False
        return any(
            fold(before.words) == fold(found.words) and before.row.sheet != found.row.sheet
            for before in self.apart
        )

    def _no_indicator(self, number: int, row: Row) -> ApartRow | None:
        """What the row is where it is no indicator; it has no number for a serial."""
        heads = self._heads(row)
        words = next((text for text in heads if is_total(text)), None)
        words = words or next((text for text in heads if names_a_total(text)), None)
        if words is not None:
            sure = self._else_blank(row)
            return ApartRow(
                row, len(self.kept), "total_row", mend(words), self._points(row), sure=sure
            )
        styles = [style for text in heads if (style := heading_style(text)) is not None]
        if self._is_wide(row) or (styles and self._else_blank(row)):
            return self._heading(row, heads, min(styles, default=WIDE_STYLE))
        if self._runs_on_without(number):
            return self._unnumbered(row, heads)
        return None

    def _heading(self, row: Row, heads: Sequence[str], style: int) -> ApartRow:
        words = "".join(mend(text) for text in heads) if heads else self._text(row)
        stated = self._points(row)
        stated = points_in(words) if stated is None else stated
        kind: SumKind | None = None if stated is None else "section_row"
        return ApartRow(
            row,
            len(self.kept),
            kind,
            words,
            stated,
            style,
            style < WIDE_STYLE or stated is not None,
        )

    def _unnumbered(self, row: Row, heads: Sequence[str]) -> ApartRow:
        """A row between two whose serials follow on one another.

        A sum if it is one by its points.
        """
        stated, words = self._points(row), " ".join(map(mend, heads)) or self._text(row)
        above = [self._points(each) for each in self.kept]
        since = max((apart.at for apart in self.apart), default=0)
        sums = {
            sum((p for p in part if p is not None), Decimal(0)) for part in (above, above[since:])
        }
        is_sum = stated is not None and len(above) >= FEWEST and stated in sums
        return ApartRow(
            row, len(self.kept), "total_row" if is_sum else None, words, stated, sure=False
        )

    # -- one row's cells -----------------------------------------------------------------------

    def _slot(self, row: Row, role: str) -> Slot | None:
        at = self.roles.get(role)
        return None if at is None or at >= len(row.slots) else row.slots[at]

    def _serial(self, row: Row) -> int | None:
        slot = self._slot(row, "seq")
        return None if slot is None else parse_integer(fold(slot.text))

    def _heads(self, row: Row) -> list[str]:
        """What stands in the columns that name a row, each merged cell once."""
        slots = (self._slot(row, role) for role in HEAD_ROLES)
        return [slot.text for slot in slots if slot is not None and slot.text.strip()]

    def _points(self, row: Row) -> Decimal | None:
        slot = self._slot(row, "weight")
        return None if slot is None or slot.covered else points_of(slot.text)

    def _else_blank(self, row: Row) -> bool:
        """Whether the row has nothing but its heads and its points."""
        mine = {self.roles[role] for role in (*HEAD_ROLES, "weight") if role in self.roles}
        return all(fold(slot.text) in DASHES for at, slot in enumerate(row.slots) if at not in mine)

    def _is_wide(self, row: Row) -> bool:
        """Whether one cell takes most of the row, and at most the points stand beside it."""
        wide = max(slot.cell.colspan for slot in row.slots)
        at = self.roles.get("weight")
        beside = [
            n for n, slot in enumerate(row.slots) if slot.text.strip() and slot.cell.colspan < wide
        ]
        return 2 * wide > self.width and set(beside) <= {at}

    def _text(self, row: Row) -> str:
        return " ".join(mend(slot.text) for slot in row.slots if slot.text.strip())

    def _runs_on_without(self, number: int) -> bool:
        """Whether the serials printed right above and below follow on one another.

        And on others.
        """
        if "seq" not in self.roles or not 0 < number < len(self.rows) - 1:
            return False
        if fold(self.rows[number].slots[self.roles["seq"]].text):
            return False
        around = [self._serial(row) for row in self.rows[max(0, number - 2) : number + 3]]
        above, below = self._serial(self.rows[number - 1]), self._serial(self.rows[number + 1])
        if above is None or below != above + 1:
            return False
        return (above - 1 in around or number == 1) or (
            below + 1 in around or number == len(self.rows) - 2
        )


__all__ = ["Apart", "ApartRow", "is_grand", "is_partial", "set_apart"]
