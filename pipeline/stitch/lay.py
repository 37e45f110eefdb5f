"""Lays the parts of a logical table under each other: one grid, joined where a break cut cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.model.cell import Cell, made
from pipeline.stitch.habits import Habits
from pipeline.stitch.joint import Joining, Joint, join
from pipeline.stitch.meeting import Whole, meeting_at
from pipeline.stitch.part import Part
from pipeline.stitch.piece import Piece
from pipeline.stitch.same_grid import form_rows
from pipeline.stitch.typesetting import setting_of


@dataclass(slots=True)
class Laid:
    """The logical grid.

    Its cells, the part and page row each row begins on (counted from 0), and the decisions at each
    part's top.
    """

    pieces: list[Piece] = field(default_factory=list)
    origin: list[tuple[int, int]] = field(default_factory=list)
    joints: dict[int, list[Joint]] = field(default_factory=dict)

    def grid(self) -> dict[tuple[int, int], Piece]:
        """Maps each place, row and column, to the cell that covers it."""
        found = {}
        for piece in self.pieces:
            for row in range(piece.row, piece.row + piece.rowspan):
                for col in range(piece.col, piece.col + piece.colspan):
                    found[row, col] = piece
        return found


def lay(
    parts: Sequence[Part],
    columns: Sequence[Sequence[int]],
    header_rows: int,
    numbered: int | None,
    same_grid: Sequence[Part] = (),
) -> Laid:
    """Lays the parts under each other.

    ``columns`` gives each part's grid lines as columns of the logical table, ``numbered`` is the
    column of running numbers, None where there is none; ``same_grid`` are other tables on
    this grid.
    """
    per_part = []
    for part, of_part in zip(parts, columns, strict=True):
        per_part.append(_pieces(part, of_part))
    habits = _habits(parts, per_part, header_rows) if len(parts) > 1 else Habits()
    for other in same_grid:
        own_columns = range(other.n_cols + 1)
        pieces = _pieces(other, own_columns)
        _add_rows(habits, pieces, header_rows, other.n_rows)
    whole = Whole(
        parts=parts,
        per_part=per_part,
        header_rows=header_rows,
        numbered=numbered,
        habits=habits,
        form_rows=form_rows(same_grid),
        same_grid=len(same_grid),
    )
    laid = Laid()
    bottom: list[Piece] = []
    for number in range(len(parts)):
        bottom = _append(laid, whole, number, bottom)
    return laid


def _append(
    laid: Laid,
    whole: Whole,
    number: int,
    bottom: Sequence[Piece],
) -> list[Piece]:
    """Lays one part below those before it, and gives the pieces of the last row."""
    part = whole.parts[number]
    base = len(laid.origin)
    done = Joining()
    if number:
        meeting = meeting_at(whole, number, bottom, base)
        done = join(part, meeting, whole.habits, base)
        laid.joints[number] = done.joints
    kept = []
    for piece in whole.per_part[number]:
        if id(piece) not in done.gone:
            piece.row += base - done.cut
            kept.append(piece)
    laid.pieces += kept
    own_rows = range(part.skip + done.cut, part.n_rows)
    laid.origin += [(number, row) for row in own_rows]
    last = len(laid.origin) - 1
    in_last = []
    for piece in (*kept, *bottom):
        end = piece.row + piece.rowspan
        if piece.row <= last < end:
            in_last.append(piece)
    return sorted(in_last, key=lambda piece: piece.col)


def _pieces(part: Part, columns: Sequence[int]) -> list[Piece]:
    """The part's cells below its repeated headings, rows counted from there."""
    turn = part.frame.turn if part.frame else 0
    found = []
    for cell in part.table.cells:
        row = max(cell.row, part.skip)
        end = cell.row + cell.rowspan
        if end <= row:
            continue
        first = columns[cell.col]
        behind = columns[cell.col + cell.colspan]
        begins_here = row == cell.row
        text = cell.text if begins_here else part.rests.get(cell.col, "")
        piece = Piece(
            row - part.skip,
            first,
            end - row,
            behind - first,
            cell,
            text,
            cell,
            turn,
            [cell],
        )
        found.append(piece)
    return found


def _habits(
    parts: Sequence[Part],
    per_part: Sequence[Sequence[Piece]],
    header_rows: int,
) -> Habits:
    """Counts what the columns' cells are like.

    Without the headings and the rows that touch a page break. That a column has merged cells is
    seen at a break too, where such a cell covers several rows of one page.
    """
    all_pieces = [piece for pieces in per_part for piece in pieces]
    habits = Habits(setting=setting_of(all_pieces))
    for number, pieces in enumerate(per_part):
        part = parts[number]
        is_first, is_last = number == 0, number == len(parts) - 1
        top = header_rows if is_first else 0
        first = top if is_first else 1
        end = part.n_rows - part.skip
        last = end if is_last else end - 1
        _add_rows(habits, pieces, first, last)
        for piece in pieces:
            if piece.rowspan > 1 and piece.row >= top and not _lies_within(piece, first, last):
                habits.column(piece.col).merged += 1
    for pieces in per_part:
        habits.add_nesting(pieces)
    return habits


def _add_rows(
    habits: Habits,
    pieces: Iterable[Piece],
    first: int,
    last: int,
) -> None:
    """Counts the cells that lie whole between two rows, row by row."""
    rows: dict[int, list[Piece]] = {}
    for piece in pieces:
        at = piece.row
        if first <= at and at + piece.rowspan <= last:
            rows.setdefault(at, []).append(piece)
    for row in rows.values():
        habits.add_row(row)


def _lies_within(
    piece: Piece,
    first: int,
    last: int,
) -> bool:
    return first <= piece.row and piece.row + piece.rowspan <= last


def filled(pieces: Iterable[Piece]) -> frozenset[tuple[int, int, int]]:
    """The places (page, row, col) of blank cells whose text stands on another page."""
    found = set()
    for piece in pieces:
        if len(piece.parts) < 2 or piece.blank:
            continue
        for cell in piece.parts:
            if not cell.text.strip():
                found.add((cell.page, cell.row, cell.col))
    return frozenset(found)


def cell_of(piece: Piece) -> Cell:
    """The cell as the logical table has it."""
    first = piece.cell
    return made(
        piece.row,
        piece.col,
        piece.text,
        piece.rowspan,
        piece.colspan,
        first.page,
        first.bbox,
        first.engines,
        None,
        first.place,
        first.confidence,
        first.readings,
    )
