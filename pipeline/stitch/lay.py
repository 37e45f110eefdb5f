"""The parts of a logical table laid under each other.

One grid of cells, joined where a page break cut them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Literal

from pipeline.model import Cell
from pipeline.stitch import signs
from pipeline.stitch.cut import Meeting, is_cut
from pipeline.stitch.habits import Habits
from pipeline.stitch.joined import GLUED, joined_signs, seam
from pipeline.stitch.kin import form_rows
from pipeline.stitch.merged import is_one
from pipeline.stitch.numbers import number_in
from pipeline.stitch.part import Part
from pipeline.stitch.piece import Piece
from pipeline.stitch.setting import setting_of
from pipeline.stitch.signs import Sign, Weighed
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class Joint:
    """A decision at the break before one part.

    A row cut by it, or a cell of one column that goes on over it.

    ``above`` and ``below`` are the texts it is about, by column; ``row`` is the lower row on its
    page.
    """

    kind: Literal["row", "cell"]
    verdict: Weighed
    page: int
    row: int
    above: tuple[str, ...]
    below: tuple[str, ...]
    col: int | None = None


@dataclass(slots=True)
class Laid:
    """The logical grid.

    Its cells, the part and page row each row begins on, and the decisions at each part's top.
    """

    pieces: list[Piece] = field(default_factory=list)
    origin: list[tuple[int, int]] = field(default_factory=list)
    joints: dict[int, list[Joint]] = field(default_factory=dict)

    def grid(self) -> dict[tuple[int, int], Piece]:
        return {
            (r, c): p
            for p in self.pieces
            for r in range(p.row, p.row + p.rowspan)
            for c in range(p.col, p.col + p.colspan)
        }


@dataclass(frozen=True, slots=True)
class _Table:
    """What is known of the whole table when its breaks are weighed."""

    parts: Sequence[Part]
    per_part: Sequence[Sequence[Piece]]
    header_rows: int
    numbered: int | None
    habits: Habits
    form_rows: int | None = None
    kin: int = 0


def lay(
    parts: Sequence[Part],
    columns: Sequence[Sequence[int]],
    header_rows: int,
    numbered: int | None,
    kin: Sequence[Part] = (),
) -> Laid:
    """Lays the parts under each other.

    ``columns`` gives each part's grid lines as columns of the logical table.

    ``numbered`` is the column of running numbers, None where there is none; ``kin`` are other
    tables on this grid.
    """
    per_part = [_pieces(part, cols) for part, cols in zip(parts, columns, strict=True)]
    habits = _habits(parts, per_part, header_rows) if len(parts) > 1 else Habits()
    for other in kin:
        _add_rows(
            habits, _pieces(other, range(other.table.n_cols + 1)), header_rows, other.table.n_rows
        )
    table = _Table(parts, per_part, header_rows, numbered, habits, form_rows(kin), len(kin))
    laid = Laid()
    bottom: list[Piece] = []
    for number, (part, pieces) in enumerate(zip(parts, per_part, strict=True)):
        base = len(laid.origin)
        joined: set[int] = set()
        cut = False
        if number:
            meeting = _meeting(table, number, bottom, base)
            cut, joined, laid.joints[number] = _join(table, number, meeting, base)
        for piece in pieces:
            if id(piece) not in joined:
                piece.row += base - cut
                laid.pieces.append(piece)
        laid.origin += [(number, row) for row in range(part.skip + cut, part.table.n_rows)]
        last = len(laid.origin) - 1
        near = [*(p for p in pieces if id(p) not in joined), *bottom]
        bottom = sorted((p for p in near if p.row <= last < p.row + p.rowspan), key=lambda p: p.col)
    return laid


def _pieces(part: Part, columns: Sequence[int]) -> list[Piece]:
    """The part's cells below its repeated headings, rows counted from there."""
    turn = part.frame.turn if part.frame else 0
    out = []
    for cell in part.table.cells:
        row, end = max(cell.row, part.skip), cell.row + cell.rowspan
        if end > row:
            col, wide = columns[cell.col], columns[cell.col + cell.colspan] - columns[cell.col]
            text = cell.text if row == cell.row else part.rests.get(cell.col, "")
            out.append(Piece(row - part.skip, col, end - row, wide, cell, text, cell, turn, [cell]))
    return out


def _habits(parts: Sequence[Part], per_part: Sequence[Sequence[Piece]], header_rows: int) -> Habits:
    """What the columns' cells are like, without the headings and the rows that touch a page break.

    That a column has merged cells is seen at a break too, where such a cell covers several rows of
    one page.
    """
    habits = Habits(setting=setting_of([piece for pieces in per_part for piece in pieces]))
    for number, pieces in enumerate(per_part):
        first, top = (header_rows, header_rows) if number == 0 else (1, 0)
        last = parts[number].table.n_rows - parts[number].skip - (number < len(parts) - 1)
        _add_rows(habits, pieces, first, last)
        for piece in pieces:
            inside = first <= piece.row and piece.row + piece.rowspan <= last
            if piece.tall and piece.row >= top and not inside:
                habits.column(piece.col).merged += 1
    return habits


def _add_rows(habits: Habits, pieces: Iterable[Piece], first: int, last: int) -> None:
    """Counts the cells that lie whole between two rows, row by row."""
    rows: dict[int, list[Piece]] = {}
    for piece in pieces:
        if first <= piece.row and piece.row + piece.rowspan <= last:
            rows.setdefault(piece.row, []).append(piece)
    for row in rows.values():
        habits.add_row(row)


def _meeting(table: _Table, number: int, bottom: Sequence[Piece], base: int) -> Meeting:
    """What meets at the break before one part.

    Nothing where the headings are not all printed yet.
    """
    part, before = table.parts[number], table.parts[number - 1]
    below = sorted((p for p in table.per_part[number] if p.row == 0), key=lambda p: p.col)
    heading = base == table.header_rows and part.skip == 0
    above = bottom if base > table.header_rows or heading else []
    return Meeting(
        above=above,
        below=below,
        numbered=table.numbered,
        next_serial=_serial(table.per_part[number], table.numbered, 1),
        free=_free_below(before, table.parts),
        rule=_rule(table.parts, number),
        form=_form(table, number, base),
        heading=heading,
        last=number + 1 == len(table.parts) and part.table.n_rows == part.skip + 1,
    )


def _serial(pieces: Iterable[Piece], numbered: int | None, row: int) -> int | None:
    """The running number of one row."""
    cell = next((p for p in pieces if p.row == row and p.col == numbered), None)
    return number_in(fold(cell.text)) if cell else None


def _free_below(part: Part, parts: Sequence[Part]) -> float:
    """Points between a part's lower edge and the lowest that the table comes on pages.

    Of this size.
    """
    if part.frame is None or part.frame.turn:
        return 0.0
    alike = [
        p.frame for p in parts if p.table.sheet == part.table.sheet and p.frame and not p.frame.turn
    ]
    return max(frame.bottom for frame in alike) - part.frame.bottom


def _rule(parts: Sequence[Part], number: int) -> Sign | None:
    """What the rules at the break before a part say.

    Browsers leave a row that goes on without one.
    """
    before = parts[number - 1]
    if before.open_bottom and parts[-1].closed_bottom:
        return signs.OPEN_BREAK
    if before.closed_bottom and any(part.open_bottom for part in parts[:-1]):
        return signs.CLOSED_BREAK
    return None


def _form(table: _Table, number: int, base: int) -> Sign | None:
    """What the number of rows says, where all tables of the kind have as many."""
    if table.form_rows is None or number + 1 < len(table.parts):
        return None
    together = base + table.parts[number].table.n_rows - table.parts[number].skip
    sign = {table.form_rows + 1: signs.FORM_FULL, table.form_rows: signs.FORM_ROW}.get(together)
    return sign and sign._replace(weight=sign.weight * min(2.0, 1 + log(table.kin) / 4))


def _join(
    table: _Table, number: int, meeting: Meeting, base: int
) -> tuple[bool, set[int], list[Joint]]:
    """Grows the cells above the break by those below that belong to them.

    Whether the row was cut, the identities of the cells that are no more, and the decisions.
    """
    if not meeting.above:
        return False, set(), []
    page, row = table.parts[number].table.page, table.parts[number].skip
    verdict = is_cut(meeting, table.habits)
    joints = []
    if meeting.meets:
        joints.append(
            Joint("row", verdict, page, row, _texts(meeting.above), _texts(meeting.below))
        )
    if verdict.holds:
        for a, b in meeting.pairs:
            _grow(a, b, base - 1, table.habits)
        return True, {id(b) for b in meeting.below}, joints
    joined = set()
    upper = {a.outline: a for a in meeting.above}
    for b in meeting.below:
        mate = upper.get(b.outline)
        if mate is None or meeting.heading:
            continue
        rest = _is_rest(b, table.parts[number])
        one = is_one(mate, b, table.habits, rest or _is_open(mate, meeting.above))
        joints.append(Joint("cell", one, page, row, (mate.text,), (b.text,), b.col))
        if one.holds:
            _grow(mate, b, base, table.habits, once=fold(mate.text) == fold(b.text))
            joined.add(id(b))
    return False, joined, joints


def _is_rest(b: Piece, part: Part) -> bool:
    """Whether no rule parts the cell from the repeated heading above it."""
    layout = b.cell.layout
    return part.skip > 0 and (b.cell.row < part.skip or bool(layout and layout.open_top))


def _is_open(a: Piece, above: Sequence[Piece]) -> bool:
    """Whether no rule closes the cell at the break, though one closes others of its row."""
    layouts = [piece.low.layout for piece in above]
    own = a.low.layout
    return bool(own and own.open_bottom) and any(
        layout and not layout.open_bottom for layout in layouts
    )


def _grow(a: Piece, b: Piece, base: int, habits: Habits, once: bool = False) -> None:
    """Makes the upper cell reach over the lower one.

    Which begins in row ``base`` of the logical table.

    ``once`` says that both print the same text, which counts once.
    """
    if not once:
        glued = not (a.blank or b.blank) and any(
            sign.code in GLUED for sign in joined_signs(a, b, habits)
        )
        a.text = seam(a.text, b.text, glued)
    a.parts += b.parts
    a.rowspan = base + b.rowspan - a.row
    a.low = b.cell


def _texts(pieces: Iterable[Piece]) -> tuple[str, ...]:
    return tuple(piece.text for piece in pieces)


def filled(pieces: Iterable[Piece]) -> frozenset[tuple[int, int, int]]:
    """The places of blank cells on a page whose text stands on another one."""
    joined = (piece for piece in pieces if len(piece.parts) > 1 and not piece.blank)
    blank = (cell for piece in joined for cell in piece.parts if not cell.text.strip())
    return frozenset((cell.page, cell.row, cell.col) for cell in blank)


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
        place=piece.cell.place,
    )
