"""A heading's merged cells, which some programs repeat at each of their positions, as one cell.

A pipe table has no merged cells. docling, for one, writes the text of one at every position that it
covers. Two neighbouring columns with the same heading are no table's, so in a heading such texts
are one cell; in the rows below, equal neighbours may be what they look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell with the positions it covers."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1


def fold(rows: Sequence[Sequence[str]]) -> list[Spanned]:
    """The cells of rows of equal length, the heading's repeated texts as one."""
    heads = _heading_rows(rows)
    cells = _rectangles(rows[:heads])
    for row, texts in enumerate(rows[heads:], heads):
        cells += [Spanned(row, col, text) for col, text in enumerate(texts)]
    return cells


def _heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows are heading.

    A further one repeats the texts above it but where a cell over several columns stands above,
    which it parts.
    """
    count = 1
    while count + 1 < len(rows) and _goes_on(rows[count - 1], rows[count]):
        count += 1
    return count


def _goes_on(above: Sequence[str], below: Sequence[str]) -> bool:
    groups = _groups(above)
    wide = [(start, end) for start, end in groups if end - start > 1]
    single = [start for start, end in groups if end - start == 1]
    if not wide or any(above[col] != below[col] for col in single):
        return False
    parted = [len(set(below[start:end])) > 1 for start, end in wide]
    return any(parted) and (bool(single) or all(parted))


def _groups(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of columns with the same text; blank ones each for themselves."""
    groups: list[tuple[int, int]] = []
    for col, text in enumerate(texts):
        if groups and text and texts[col - 1] == text:
            groups[-1] = (groups[-1][0], col + 1)
        else:
            groups.append((col, col + 1))
    return groups


def _rectangles(rows: Sequence[Sequence[str]]) -> list[Spanned]:
    """The heading's cells: equal texts side by side, and the same columns below, are one."""
    cells: list[Spanned] = []
    taken: set[tuple[int, int]] = set()
    for row, texts in enumerate(rows):
        for start, end in _groups(texts):
            if (row, start) in taken:
                continue
            bottom = row + 1
            while texts[start] and bottom < len(rows) and _same(rows, bottom, start, end, texts):
                bottom += 1
            taken |= {(r, c) for r in range(row, bottom) for c in range(start, end)}
            cells.append(Spanned(row, start, texts[start], bottom - row, end - start))
    return cells


def _same(
    rows: Sequence[Sequence[str]], row: int, start: int, end: int, texts: Sequence[str]
) -> bool:
    return list(rows[row][start:end]) == list(texts[start:end]) and (start, end) in _groups(
        rows[row]
    )
