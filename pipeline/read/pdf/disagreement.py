"""Tells of the characters that only one of two readers has, cell by cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.messages import Message, message
from pipeline.model import Box, Cell, Finding, PageTable
from pipeline.read.pdf.witness import Differences
from pipeline.read.quote import shortened

# Of more cells than this a page is told as a whole.
ROWS = 8
# A message quotes so many characters.
QUOTED = 30

# Row and column of a cell; None outside the tables.
_Place = tuple[int, int] | None


@dataclass(slots=True)
class _Told:
    """The texts of one place that only one of the readers has."""

    ours: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)


def told(
    found: Differences,
    page: int,
    tables: Sequence[PageTable],
) -> list[Finding]:
    """Tells of the differences of one page.

    One finding is for each cell of a table, one for what stands outside.
    """
    places = _by_place(found, tables)
    if len(places) <= ROWS:
        return [_finding(one, page, place) for place, one in places.items()]
    whole = _Told()
    for one in places.values():
        whole.ours += one.ours
        whole.theirs += one.theirs
    return [_finding(whole, page, None)]


def _by_place(
    found: Differences,
    tables: Sequence[PageTable],
) -> dict[_Place, _Told]:
    """The differences of each cell, and of what stands outside the tables."""
    cells: list[tuple[Box, Cell]] = []
    for table in tables:
        for cell in table.cells:
            if cell.bbox:
                cells.append((cell.bbox, cell))
    places: dict[_Place, _Told] = defaultdict(_Told)
    for text, glyph in found.ours:
        place = _cell_at(cells, glyph.cx, glyph.cy)
        places[place].ours.append(text)
    for seen in found.theirs:
        # A little within the character, whose origin is its lower left corner.
        place = _cell_at(cells, seen.x + 1, seen.y - 2)
        places[place].theirs.append(seen.text)
    return places


def _cell_at(
    cells: Sequence[tuple[Box, Cell]],
    x: float,
    y: float,
) -> _Place:
    """Row and column of the cell that a point of the page lies in."""
    for (x0, top, x1, bottom), cell in cells:
        if x0 <= x <= x1 and top <= y <= bottom:
            return cell.row, cell.col
    return None


def _finding(
    one: _Told,
    page: int,
    place: _Place,
) -> Finding:
    said: list[Message] = []
    if one.ours:
        quote = _short(one.ours)
        ours = message("read.only-here", count=len(one.ours), quote=quote)
        said.append(ours)
    if one.theirs:
        quote = _short(one.theirs)
        theirs = message("read.only-by-pdfium", count=len(one.theirs), quote=quote)
        said.append(theirs)
    row, col = place or (None, None)
    in_cell = message("read.in-cell", row=row, col=col) if place else None
    what = message("read.witness-characters", differences=said, place=in_cell)
    return Finding(
        "warning",
        "witness-characters",
        what,
        page=page,
        row=row,
        col=col,
    )


def _short(texts: Sequence[str]) -> str:
    text = "".join(texts)
    return shortened(text, QUOTED)
