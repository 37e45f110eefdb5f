"""The parts of one logical table → its cells, its rows with their places on the page.

Its headings and findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Cell, Finding, Row, Slot, Table
from pipeline.stitch.decide import Group
from pipeline.stitch.doubt import decisions, doubts, in_favour
from pipeline.stitch.heading import drifts, headers
from pipeline.stitch.lay import Laid, cell_of, filled, lay
from pipeline.stitch.numbers import gaps, numbered_column
from pipeline.stitch.part import Part, key
from pipeline.stitch.piece import Piece
from pipeline.stitch.signs import NUMBERS

# So many rows alike from page to page are no chance.
DOUBLED = 3

Grid = Mapping[tuple[int, int], Piece]


def build(group: Group, kin: Sequence[Part] = (), with_rows: bool = True) -> Table:
    """The logical table of a group of parts.

    ``kin`` are other tables of the document on the same grid.
    """
    columns = [group.columns(part) for part in group.parts]
    count = group.header_rows
    numbered = (
        numbered_column(part, count, cols) for part, cols in zip(group.parts, columns, strict=True)
    )
    serials = next((col for col in numbered if col is not None), None)
    laid = lay(group.parts, columns, count, serials, kin)
    n_cols = max(cols[-1] for cols in columns)
    cells = tuple(cell_of(piece) for piece in sorted(laid.pieces, key=lambda p: (p.row, p.col)))
    top = {
        at: replace(cell, rowspan=1)
        for cell in cells
        if cell.row < count
        for at in cell.positions()
    }
    return Table(
        pages=tuple(part.table.page for part in group.parts),
        header_rows=count,
        headers=headers(top, count, n_cols),
        rows=tuple(_rows(group, laid, laid.grid(), count, n_cols)) if with_rows else (),
        cells=cells,
        findings=(
            *_joins(group, laid),
            *doubts(group.parts, laid.joints),
            *_drifts(group),
            *_doubled(group),
            *_gaps(group, laid, n_cols),
        ),
        decisions=tuple(decisions(group.parts, laid.joints)),
        filled=filled(laid.pieces),
    )


def _rows(group: Group, laid: Laid, grid: Grid, count: int, n_cols: int) -> Iterator[Row]:
    printed = {id(p): replace(p.cell, text=p.text) for p in laid.pieces if p.text != p.cell.text}
    for number, (part, row) in enumerate(laid.origin):
        if number < count:
            continue
        table = group.parts[part].table
        wide = n_cols if not group.by_number else table.n_cols
        slots = tuple(
            _slot(grid, printed, number, col, Cell(row, col, page=table.page))
            for col in range(wide)
        )
        yield Row(slots, table.page, row, part + 1)


def _slot(grid: Grid, printed: Mapping[int, Cell], row: int, col: int, nothing: Cell) -> Slot:
    piece = grid.get((row, col))
    if piece is None:
        return Slot(nothing)
    return Slot(printed.get(id(piece), piece.cell), covered=(piece.row, piece.col) != (row, col))


def _joins(group: Group, laid: Laid) -> Iterator[Finding]:
    """One finding for each page the table goes on to, with the reasons."""
    for number in range(1, len(group.parts)):
        part, before = group.parts[number], group.parts[number - 1].table.page
        page = part.table.page
        why = "; ".join((*in_favour(part), *_leap(before, page), *_joined(laid, number)))
        sure = page == before + 1 or _is_numbered_on(part)
        message = f"the table on page {page} goes on from page {before}: {why}"
        yield Finding("info" if sure else "warning", "table-joined", message, page=page)


def _is_numbered_on(part: Part) -> bool:
    return part.joined is not None and NUMBERS["on"] in part.joined.signs


def _joined(laid: Laid, number: int) -> Iterator[str]:
    """What was made one at the break before a part."""
    held = [joint for joint in laid.joints[number] if joint.verdict.holds]
    if any(joint.kind == "row" for joint in held):
        yield "a row cut by the page break was made one"
    columns = [str(joint.col) for joint in held if joint.kind == "cell"]
    if columns:
        yield f"merged cells go on in column{'s' if len(columns) > 1 else ''} {', '.join(columns)}"


def _leap(before: int, page: int) -> tuple[str, ...]:
    """Says so when pages between two parts show nothing."""
    if page == before + 1:
        return ()
    between = f"page {page - 1}" if page == before + 2 else f"pages {before + 1}–{page - 1}"
    return (f"{between} between them without text",)


def _drifts(group: Group) -> Iterator[Finding]:
    ours, heading = group.columns(group.first), group.heading
    for part in group.parts[1:]:
        yield from drifts(heading, part, ours, group.columns(part))


def _doubled(group: Group) -> Iterator[Finding]:
    """Pages of the table that show the page before again."""
    bodies = [
        [
            [key(cell) for cell in row]
            for row in part.body(group.header_rows * (part is group.first))
        ]
        for part in group.parts
    ]
    for part, (above, below) in zip(group.parts[1:], pairwise(bodies), strict=True):
        if above == below and sum(any(row) for row in below) >= DOUBLED:
            page = part.table.page
            message = f"page {page} shows the rows of the page before again; if they were printed once, get the file again"
            yield Finding("warning", "page-doubled", message, page=page)


def _gaps(group: Group, laid: Laid, n_cols: int) -> list[Finding]:
    rows: list[list[tuple[int, Cell]]] = [[] for _ in laid.origin]
    for piece in sorted(laid.pieces, key=lambda p: (p.row, p.col)):
        cell = piece.cell if piece.text == piece.cell.text else replace(piece.cell, text=piece.text)
        rows[piece.row].append((piece.col, cell))
    count = group.header_rows
    return gaps(rows[:count], rows[count:], n_cols, first=group.first.index == 0)
