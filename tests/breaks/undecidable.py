"""Breaks that nothing on the page tells apart: the written rule.

A break is *undecidable* where another truth would have given the same pages, and where a careful reader, who knows the
language and sees the whole table, has nothing to prefer the one to the other by. Wherever something tells, it is not.

1. **A row cut between two whole halves.** In every column that has text on both sides, the cut falls between two
   paragraphs or behind a sentence; a column with text on one side only is one that is blank elsewhere too, or, below
   the break, one of merged labels; every other column's cell would be torn, or blank where no row has a blank. The
   rule at the break is drawn.
2. **Two rows that could be one that is cut.** Each text of the lower row stands below a text that ends a sentence, in a
   column whose cells hold several sentences or paragraphs elsewhere. One text in any other column tells.
3. **An equal table anew.** Two tables of the same columns and the same heading, nothing between them, no numbering that
   begins again, no labels that come again.
4. **A hand-made break without a word.** The heading stands again below a line that does not say that the table goes on,
   and no numbering does.
5. **A blank below a merged label.** A merged cell is cut, and blank cells of its column stand elsewhere in the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tests.breaks.model import Block, Cell, Document, Placement, Table, Text, fold
from tests.breaks.places import Break
from tests.breaks.voice import says_it_goes_on

_ENDS = tuple("。.；;！!？?")
_ALWAYS = 0.9  # a column is filled where so many of its cells are
_SEVERAL = 0.1  # a column is one of several sentences where so many of its cells are


def undecidable(document: Document, placement: Placement, at: Break) -> str:
    """Why a careful reader of the pages could not tell; "" where something tells."""
    number = at.above[0]
    table = document.tables[number]
    if not at.inside:
        return "an equal table anew" if _equal_anew(document, at) else ""
    if _is_silent_split(table, at):
        return "the heading again, without a word"
    if _blank_below(table, at):
        return "a blank below a merged label"
    if at.cut:
        whole = not table.open and _halves_are_whole(table, placement, number, at)
        return "a row cut between whole halves" if whole else ""
    return "two rows that could be one" if _could_be_one(table, at) else ""


def _halves_are_whole(table: Table, placement: Placement, number: int, at: Break) -> bool:
    for index, cell in enumerate(table.cells):
        if cell.row != at.above[1] or cell.rowspan > 1:
            continue
        pieces = placement.pieces.get((number, index), ())
        upper = "".join(fold(piece.text) for piece in pieces if piece.page <= at.page)
        lower = "".join(fold(piece.text) for piece in pieces if piece.page > at.page)
        if upper and lower and len(upper) not in joints(cell.text):
            return False
        if bool(upper) != bool(lower) and not (
            _may_be_blank(table, cell.col) or (upper and _has_merged(table, cell.col))
        ):
            return False
    return True


def joints(text: str) -> set[int]:
    """Where a text may be parted so that both halves look whole, as counts of its characters that are not spaces."""
    found = set()
    for match in re.finditer(r"\n|[。.；;！!？?](?=\s|[\u2e80-\uffef]|$)", text):
        found.add(len(fold(text[: match.end()])))
    return found - {0, len(fold(text))}


def _could_be_one(table: Table, at: Break) -> bool:
    above, below = _row(table, at.above[1]), _row(table, at.below[1])
    if at.above[1] < table.header_rows:
        return False
    for col, cell in below.items():
        if not fold(cell.text):
            continue
        over = above.get(col)
        if cell.rowspan > 1 or cell.colspan > 1 or over is None or not _holds_several(table, col):
            return False
        if not over.text.rstrip().endswith(_ENDS):
            return False
    return True


def _row(table: Table, row: int) -> dict[int, Cell]:
    """Column → the cell that begins in the row."""
    return {cell.col: cell for cell in table.cells if cell.row == row}


def _own(table: Table, col: int) -> list[Cell]:
    """A column's body cells that stand in one row and one column."""
    cells = (cell for cell in table.cells if cell.col == col and cell.row >= table.header_rows)
    return [cell for cell in cells if cell.colspan == 1]


def _may_be_blank(table: Table, col: int) -> bool:
    cells = _own(table, col)
    return sum(bool(cell.text) for cell in cells) < _ALWAYS * len(cells)


def _has_merged(table: Table, col: int) -> bool:
    return any(cell.rowspan > 1 for cell in _own(table, col))


def _holds_several(table: Table, col: int) -> bool:
    cells = _own(table, col)
    return sum(bool(joints(cell.text)) for cell in cells) >= _SEVERAL * max(1, len(cells))


def _blank_below(table: Table, at: Break) -> bool:
    """A merged cell over the break in a column where blank cells stand, too."""
    for cell in table.cells:
        over = cell.row <= at.above[1] and at.below[1] < cell.row + cell.rowspan
        if over and cell.rowspan > 1 and any(not other.text for other in _own(table, cell.col)):
            return True
    return False


def _is_silent_split(table: Table, at: Break) -> bool:
    for split in table.splits:
        if split.row == at.below[1]:
            said = any(says_it_goes_on(text) for text in split.captions)
            return not said and numbered(table) is None
    return False


def numbered(table: Table) -> int | None:
    """The column whose cells count the rows, None where there is none."""
    for col in range(table.n_cols):
        digits = [re.sub(r"\D", "", cell.text) for cell in _own(table, col) if cell.text]
        numbers = [int(text) for text in digits if text and len(text) < 6]
        steps = sum(b - a == 1 for a, b in pairwise(numbers))
        if len(numbers) > 2 and steps >= 0.8 * (len(numbers) - 1):
            return col
    return None


def _equal_anew(document: Document, at: Break) -> bool:
    one, other = document.tables[at.above[0]], document.tables[at.below[0]]
    if any(isinstance(block, Text) for block in _between(document, at)):
        return False
    if (
        one.n_cols != other.n_cols
        or _differ(one.widths, other.widths)
        or _heading(one) != _heading(other)
    ):
        return False
    if numbered(other) is not None:
        return False
    labels = {cell.text for cell in _own(one, 0)}
    again = [cell.text in labels for cell in _own(other, 0)]
    return sum(again) < 0.5 * len(again)


def _between(document: Document, at: Break) -> Iterator[Block]:
    number = -1
    for block in document.blocks:
        number += isinstance(block, Table)
        if at.above[0] <= number < at.below[0] and not isinstance(block, Table):
            yield block


def _differ(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether any inner rule stands somewhere else, by more than a hundredth of the width."""
    rules = [
        [sum(widths[: n + 1]) / sum(widths) for n in range(len(widths))] for widths in (one, other)
    ]
    return any(abs(a - b) > 0.01 for a, b in zip(*rules, strict=True))


def _heading(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.row < table.header_rows]
