"""Each row's serial: the number most rows around it agree on.

One lost or misread number is bridged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.text import fold, parse_integer

SERIAL_CELLS = 6  # the serial stands among a row's first cells, however far it slid
FIRST_ROWS = 4  # rows that say where the serials begin
AHEAD = 3  # rows that say whether the serials count on, the row itself the first of them
AGREEING = 2  # of them that must agree on another count


def serials(texts: Sequence[Sequence[str]]) -> list[int]:
    """Finds each row's serial; ``texts`` are the rows' cells from left to right.

    Serials count on from row to row, so what is looked for is their offset: serial less index.
    """
    offsets: list[list[int]] = []
    for index, cells in enumerate(texts):
        offsets.append(_offsets(cells, index))
    in_force = _first_offset(offsets)
    found: list[int] = []
    for index in range(len(texts)):
        rows_ahead = offsets[index : index + AHEAD]
        in_force = _agreed(rows_ahead, in_force)
        found.append(index + in_force)
    return found


def serial_cell(cells: Sequence[str], serial: int) -> int | None:
    """The place of the cell that prints the row's serial; None where none of the first does."""
    for at, text in enumerate(cells[:SERIAL_CELLS]):
        if parse_integer(fold(text)) == serial:
            return at
    return None


def _offsets(cells: Sequence[str], index: int) -> list[int]:
    """What each number among a row's first cells would make the offset, from left to right."""
    found: list[int] = []
    for text in cells[:SERIAL_CELLS]:
        number = parse_integer(fold(text))
        if number is not None:
            found.append(number - index)
    return found


def _first_offset(offsets: Sequence[Sequence[int]]) -> int:
    """The offset that most of the first rows begin with; 1 where none prints a number.

    Of a row's numbers the serial comes first; which of them is one, the first rows' others must
    not decide.
    """
    begun = Counter[int]()
    for row in offsets[:FIRST_ROWS]:
        begun.update(row[:1])
    if not begun:
        return 1
    return max(begun, key=begun.__getitem__)


def _agreed(rows_ahead: Sequence[Sequence[int]], in_force: int) -> int:
    """The offset in force, unless two of the rows agree on a higher one."""
    votes = Counter[int]()
    for row in rows_ahead:
        votes.update(set(row))
    if votes[in_force]:
        return in_force
    later = []
    for offset, count in votes.items():
        if count >= AGREEING and offset > in_force:
            later.append(offset)
    return min(later, default=in_force)
