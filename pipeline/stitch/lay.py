"""The parts of a logical table laid under each other: one grid of cells, joined where a page break cut them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import Cell
from pipeline.stitch.frame import height
from pipeline.stitch.part import Part
from pipeline.stitch.seam import Habits, Piece, goes_on, is_cut, seam

# A text that is cut off is at least so long and ends with a line that is full but for one Chinese letter.
LONG, NEARLY = 8, 2
# Line pitch as a share of the height of a cell with one line, where no cell has more.
ONE_LINE = 0.8


@dataclass(slots=True)
class Laid:
    """The logical grid: its cells, the part and page row each row begins on, and what was joined per part."""

    pieces: list[Piece] = field(default_factory=list)
    origin: list[tuple[int, int]] = field(default_factory=list)
    joints: dict[int, list[str]] = field(default_factory=dict)

    def grid(self) -> dict[tuple[int, int], Piece]:
        return {
            (r, c): p
            for p in self.pieces
            for r in range(p.row, p.row + p.rowspan)
            for c in range(p.col, p.col + p.colspan)
        }


def lay(parts: Sequence[Part], columns: Sequence[Sequence[int]], header_rows: int, numbered: int | None) -> Laid:
    """Lays the parts under each other; ``columns`` gives each part's grid lines as columns of the logical table."""
    per_part = [_pieces(part, cols) for part, cols in zip(parts, columns, strict=True)]
    habits = _habits(parts, per_part, header_rows)
    laid = Laid()
    bottom: list[Piece] = []
    for number, (part, pieces) in enumerate(zip(parts, per_part, strict=True)):
        base = len(laid.origin)
        above = bottom if base > header_rows else []
        below = sorted((p for p in pieces if p.row == 0), key=lambda p: p.col)
        cut = bool(above and below) and is_cut(above, below, habits, numbered)
        joined = _join(above, below, cut, habits, parts[number - 1], base - cut)
        for piece in pieces:
            if id(piece) not in joined:
                piece.row += base - cut
                laid.pieces.append(piece)
        laid.origin += [(number, row) for row in range(part.skip + cut, part.table.n_rows)]
        laid.joints[number] = _says(cut, [p.col for p in below if id(p) in joined])
        last = len(laid.origin) - 1
        near = [*(p for p in pieces if id(p) not in joined), *above]
        bottom = sorted((p for p in near if p.row <= last < p.row + p.rowspan), key=lambda p: p.col)
    return laid


def _pieces(part: Part, columns: Sequence[int]) -> list[Piece]:
    """The part's cells below its repeated headings, rows counted from there."""
    out = []
    for cell in part.table.cells:
        row, end = max(cell.row, part.skip), cell.row + cell.rowspan
        if end > row:
            col, wide = columns[cell.col], columns[cell.col + cell.colspan] - columns[cell.col]
            text = cell.text if row == cell.row else ""
            out.append(Piece(row - part.skip, col, end - row, wide, cell, text, cell))
    return out


def _habits(parts: Sequence[Part], per_part: Sequence[Sequence[Piece]], header_rows: int) -> Habits:
    """What the columns' cells are like, without the headings and the rows that touch a page break.

    That a column has merged cells is seen at a break too, where such a cell covers several rows of one page.
    """
    habits = Habits()
    for number, pieces in enumerate(per_part):
        first, top = (header_rows, header_rows) if number == 0 else (1, 0)
        last = parts[number].table.n_rows - parts[number].skip - (number < len(parts) - 1)
        inside = [p.row >= first and p.row + p.rowspan <= last for p in pieces]
        habits.add(p for p, sure in zip(pieces, inside, strict=True) if sure)
        for piece, sure in zip(pieces, inside, strict=True):
            habits.merged[piece.col] += not sure and piece.rowspan > 1 and piece.row >= top
    return habits


def _join(
    above: Sequence[Piece], below: Sequence[Piece], cut: bool, habits: Habits, before: Part, base: int
) -> set[int]:
    """Grows the cells above the break by those below that belong to them; the latter's identities."""
    joined = set()
    upper = {(p.col, p.colspan): p for p in above}
    for piece in below:
        mate = upper.get((piece.col, piece.colspan))
        if mate is None or not (cut or goes_on(mate, piece, habits, _is_full(mate, before))):
            continue
        mate.text = seam(mate.text, piece.text)
        mate.rowspan = base + piece.rowspan - mate.row
        mate.low = piece.cell
        joined.add(id(piece))
    return joined


def _is_full(piece: Piece, part: Part) -> bool:
    """Whether the text reaches its cell's lower edge, and its last line the right one."""
    lines = piece.low.text.split("\n")
    if piece.low.bbox is None or part.frame is None or len("".join(lines)) < LONG:
        return False
    column = [cell for cell in part.table.cells if (cell.col, cell.colspan) == (piece.low.col, piece.low.colspan)]
    longest = max(_width(line) for cell in column for line in cell.text.split("\n"))
    pitch = _pitch(part)
    room = height(piece.low, part.frame.turn) - len(lines) * pitch
    return len(lines) > 1 and _width(lines[-1]) >= longest - NEARLY and room < pitch / 2


def _pitch(part: Part) -> float:
    """About the distance from line to line: the tightest cell's."""
    turn = part.frame.turn if part.frame else 0
    lines = [(cell.text.count("\n") + 1, height(cell, turn)) for cell in part.table.cells if cell.text.strip()]
    return min((tall / n * (1 if n > 1 else ONE_LINE) for n, tall in lines), default=0.0)


def _width(line: str) -> int:
    """Chinese letters are twice as wide as others."""
    return sum(2 if letter >= "\u2e80" else 1 for letter in line)


def _says(cut: bool, columns: Sequence[int]) -> list[str]:
    if cut:
        return ["a row cut by the page break was made one"]
    if columns:
        listed = ", ".join(map(str, columns))
        return [f"merged cells go on in column{'s' if len(columns) > 1 else ''} {listed}"]
    return []


def cell_of(piece: Piece) -> Cell:
    """The cell as the logical table has it."""
    return Cell(
        row=piece.row,
        col=piece.col,
        text=piece.text,
        rowspan=piece.rowspan,
        colspan=piece.colspan,
        page=piece.cell.page,
        bbox=piece.cell.bbox,
        engines=piece.cell.engines,
    )
