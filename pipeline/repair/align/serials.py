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
    offsets = [_offsets(cells, index) for index, cells in enumerate(texts)]
    in_force = _first_offset(offsets)
    found: list[int] = []
    for index in range(len(texts)):
        ahead = Counter[int]()
        for row in offsets[index : index + AHEAD]:
            ahead.update(set(row))
        in_force = _agreed(ahead, in_force)
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
    numbers = (parse_integer(fold(text)) for text in cells[:SERIAL_CELLS])
    return [number - index for number in numbers if number is not None]


def _first_offset(offsets: Sequence[Sequence[int]]) -> int:
    """The offset that most of the first rows begin with; 1 where none prints a number.

    Of a row's numbers the serial comes first; which of them is one, the first rows' others must
    not decide.
    """
    begun = Counter(found[0] for found in offsets[:FIRST_ROWS] if found)
    if not begun:
        return 1
    ((offset, _),) = begun.most_common(1)
    return offset


def _agreed(ahead: Counter[int], in_force: int) -> int:
    """The offset in force, unless two of the next three rows agree on a higher one."""
    if ahead[in_force]:
        return in_force
    later = [offset for offset, count in ahead.items() if count >= AGREEING and offset > in_force]
    return min(later, default=in_force)
