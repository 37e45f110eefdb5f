"""Finds what meets at a page break: the rows on both sides, and what is known beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import NamedTuple

from pipeline.stitch import signs
from pipeline.stitch.habits import Habits
from pipeline.stitch.numbers import number_in
from pipeline.stitch.part import Part
from pipeline.stitch.piece import Piece
from pipeline.stitch.signs import Sign
from pipeline.text import fold

Pair = tuple[Piece, Piece]
# A page's width and height, None where they are not known.
Sheet = tuple[float, float] | None


class Meeting(NamedTuple):
    """The rows on both sides of a page break.

    ``numbered`` is the column of running numbers, ``next_serial`` the number of the row after the
    lower one, ``free`` how many points the page leaves below the table (0 where not known),
    ``rule`` what the rules at the break say, ``form`` what the number of rows says, ``heading``
    true where the upper row is a heading, ``last`` where the lower one is the table's last.
    """

    above: Sequence[Piece]
    below: Sequence[Piece]
    numbered: int | None = None
    next_serial: int | None = None
    free: float = 0.0
    rule: Sign | None = None
    form: Sign | None = None
    heading: bool = False
    last: bool = False

    @property
    def pairs(self) -> list[Pair]:
        """The cells above with those below them; only where both sides meet."""
        return list(zip(self.above, self.below, strict=True))

    @property
    def meets(self) -> bool:
        """Whether the cells on both sides stand in the same columns; others are separate rows."""
        above = [piece.outline for piece in self.above]
        below = [piece.outline for piece in self.below]
        return bool(above) and above == below


@dataclass(frozen=True)
class Whole:
    """What is known of the whole table when its breaks are weighed.

    ``per_part`` are each part's pieces, ``numbered`` the column of running numbers; ``form_rows``
    is how many rows each of ``same_grid`` other tables on this grid has, None where they differ.
    """

    parts: Sequence[Part]
    per_part: Sequence[Sequence[Piece]]
    header_rows: int
    numbered: int | None
    habits: Habits
    form_rows: int | None = None
    same_grid: int = 0

    @cached_property
    def lowest(self) -> Mapping[Sheet, float]:
        """How far down the table comes on pages of each size, in points; turned ones left out."""
        found: dict[Sheet, float] = {}
        for part in self.parts:
            if part.frame is None or part.frame.turn:
                continue
            sheet = part.table.sheet
            found[sheet] = max(found.get(sheet, part.frame.bottom), part.frame.bottom)
        return found

    @cached_property
    def leaves_open(self) -> bool:
        """Whether the rules leave a row open at some break."""
        return any(part.open_bottom for part in self.parts[:-1])


def meeting_at(
    whole: Whole,
    number: int,
    bottom: Sequence[Piece],
    base: int,
) -> Meeting:
    """Gathers what meets at the break before one part.

    ``bottom`` are the pieces in the last row so far, ``base`` is how many rows there are. Nothing
    stands above the break where the headings are not all printed yet.
    """
    part = whole.parts[number]
    pieces = whole.per_part[number]
    top = [piece for piece in pieces if piece.row == 0]
    heading = base == whole.header_rows and part.skip == 0
    counts = heading or base > whole.header_rows
    is_last_part = number + 1 == len(whole.parts)
    return Meeting(
        above=bottom if counts else [],
        below=sorted(top, key=lambda piece: piece.col),
        numbered=whole.numbered,
        next_serial=_serial(pieces, whole.numbered, 1),
        free=_free_below(whole.parts[number - 1], whole),
        rule=_rule_sign(whole, number),
        form=_form_sign(whole, number, base),
        heading=heading,
        last=is_last_part and part.n_rows == part.skip + 1,
    )


def _serial(
    pieces: Sequence[Piece],
    numbered: int | None,
    row: int,
) -> int | None:
    """The running number of one row."""
    for piece in pieces:
        if piece.row == row and piece.col == numbered:
            return number_in(fold(piece.text))
    return None


def _free_below(part: Part, whole: Whole) -> float:
    """Points between a part's lower edge and the lowest that the table comes on such pages."""
    if part.frame is None or part.frame.turn:
        return 0.0
    return whole.lowest[part.table.sheet] - part.frame.bottom


def _rule_sign(whole: Whole, number: int) -> Sign | None:
    """Weighs the rules at the break before a part; browsers leave a row that goes on without."""
    before = whole.parts[number - 1]
    if before.open_bottom and whole.parts[-1].closed_bottom:
        return signs.OPEN_BREAK
    if before.closed_bottom and whole.leaves_open:
        return signs.CLOSED_BREAK
    return None


def _form_sign(
    whole: Whole,
    number: int,
    base: int,
) -> Sign | None:
    """Weighs the number of rows, where all tables of the kind have as many."""
    is_last_part = number + 1 == len(whole.parts)
    if whole.form_rows is None or not is_last_part:
        return None
    part = whole.parts[number]
    together = base + part.n_rows - part.skip
    more_sure = min(2.0, 1 + log(whole.same_grid) / 4)
    if together == whole.form_rows + 1:
        sign = signs.FORM_FULL
    elif together == whole.form_rows:
        sign = signs.FORM_ROW
    else:
        return None
    return sign._replace(weight=sign.weight * more_sure)
