"""What a cell of the sheet of indicators shows beside its value: how it was come by.

A cell without a value says why: the mark that is printed there, that the points are shared, or that
several readings remain; blank is only what is blank in print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.messages import message, render
from pipeline.messages.names import STATUS
from pipeline.schema import decided_by
from pipeline.views.decision import OpenCell, Place, open_cells, priced
from pipeline.views.export.book import Cell
from pipeline.views.spot import Counted, counted

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

# Status of a value → the colour of its cell.
COLOURS = {
    "repaired": "D6E9F5",
    "derived": "E8E2F4",
    "ambiguous": "FFD98A",
    "corrected": "C9EBD3",
    "shared": "ECEFF1",
}
OPEN = STATUS["ambiguous"]
SHARED = render(message("workbook.shared"), "zh")
# A cell has print of its own, whether or not a value is read from it.
_HAS_PRINT = ("printed", "merged", "repaired", "corrected")
_QUOTE = "“{}”"


@dataclass(frozen=True, slots=True)
class Marks:
    """The rows of provenance and the open cells, by serial and column."""

    sources: Mapping[Place, Row]
    open_cells: Mapping[Place, OpenCell]

    def marked(
        self,
        seq: int,
        column: str,
        cell: Cell,
    ) -> Cell:
        """The cell with what its status adds."""
        source = self.sources.get((seq, column))
        if source is None:
            return cell
        status = source["status"]
        filled = replace(cell, fill=COLOURS.get(status))
        if status == "ambiguous":
            return self._open(filled, seq, column)
        if cell.value is not None:
            return filled
        if status == "shared":
            return replace(filled, value=SHARED, is_mark=True)
        if status in _HAS_PRINT and decided_by(column) == column:
            return replace(filled, value=_one_line(source["printed"]), is_mark=True)
        return filled

    def _open(
        self,
        cell: Cell,
        seq: int,
        column: str,
    ) -> Cell:
        note = None
        in_doubt = self.open_cells.get((seq, column))
        if in_doubt is not None:
            note = "\n".join(note_lines(in_doubt))
        return replace(cell, value=OPEN, note=note)


def marks_of(rows: Rows) -> Marks:
    """What the published tables say of each value."""
    sources = {(row["seq"], row["column"]): row for row in rows["provenance"]}
    in_doubt = {(cell.seq, cell.column): cell for cell in open_cells(rows)}
    return Marks(sources, in_doubt)


def note_lines(cell: OpenCell) -> Iterator[str]:
    """What a comment says of an open cell, in the words of ``explain`` and ``review``."""
    candidates = message("views.candidates", readings=priced(cell, "zh", _QUOTE))
    yield render(candidates, "zh")
    if cell.is_own:
        would_decide = message("views.would-decide", settles=cell.settles)
        yield render(would_decide, "zh")
    else:
        follows = message("views.follows-decide", column=cell.decided_by)
        yield render(follows, "zh")
    if cell.reason["zh"]:
        yield cell.reason["zh"]
    place = _place(cell)
    if place:
        yield place


def _place(cell: OpenCell) -> str | None:
    """Where the source prints the cell; None where it prints nothing."""
    if cell.page is None or cell.row is None or cell.col is None:
        return None
    printed = _one_line(cell.printed) or ""
    if counted(cell.place) is Counted.SHEETS:
        return render(message("editions.printed-at", printed=printed, place=cell.place), "zh")
    where = {"page": cell.page, "row": cell.row + 1, "col": cell.col + 1}
    if counted(cell.place) is Counted.TABLES:
        return render(message("editions.printed-in", printed=printed, **where), "zh")
    return render(message("views.printed-on", printed=printed, **where), "zh")


def _one_line(text: str | None) -> str | None:
    return None if text is None else "".join(text.split("\n")).strip() or None
