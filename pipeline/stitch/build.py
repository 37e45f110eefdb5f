"""Builds the logical table of a group of parts: its cells and rows, its headings and findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from pipeline.messages import Message, message
from pipeline.model import Cell, Finding, Header, Reading, Row, Slot, Table
from pipeline.stitch.doubt import decisions, doubts, in_favour
from pipeline.stitch.group import Group
from pipeline.stitch.headers import headers
from pipeline.stitch.lay import Laid, cell_of, filled, lay
from pipeline.stitch.missing import PlacedCell, gaps
from pipeline.stitch.numbers import numbered_column
from pipeline.stitch.part import Part, key
from pipeline.stitch.piece import Piece
from pipeline.stitch.repeats import drifts
from pipeline.stitch.signs import NUMBERS

# So many rows alike from page to page are no chance.
DOUBLED = 3

_PLACE = attrgetter("row", "col")

Grid = Mapping[tuple[int, int], Piece]


def build(
    group: Group,
    same_grid: Sequence[Part] = (),
    with_rows: bool = True,
) -> Table:
    """Builds the logical table of a group of parts.

    ``same_grid`` are other tables of the document on its grid; ``with_rows`` false leaves ``rows``
    empty.
    """
    columns = [group.columns(part) for part in group.parts]
    count = group.header_rows
    n_cols = max(of_part[-1] for of_part in columns)
    serials = _serial_column(group, columns)
    laid = lay(group.parts, columns, count, serials, same_grid)
    pieces = sorted(laid.pieces, key=_PLACE)
    cells = tuple(cell_of(piece) for piece in pieces)
    rows = _rows(group, laid, count, n_cols) if with_rows else ()
    return Table(
        pages=tuple(part.page for part in group.parts),
        header_rows=count,
        headers=_headers(cells, count, n_cols),
        rows=tuple(rows),
        cells=cells,
        findings=tuple(_findings(group, laid, pieces, n_cols)),
        decisions=tuple(decisions(group.parts, laid.joints)),
        filled=filled(laid.pieces),
    )


def _serial_column(group: Group, columns: Sequence[Sequence[int]]) -> int | None:
    """The first column that a part's running numbers stand in."""
    for part, of_part in zip(group.parts, columns, strict=True):
        numbered = numbered_column(part, group.header_rows, of_part)
        if numbered is not None:
            return numbered
    return None


def _headers(
    cells: Sequence[Cell],
    count: int,
    n_cols: int,
) -> tuple[Header, ...]:
    """The columns' headings from the cells of the first ``count`` rows."""
    owners = {}
    for cell in cells:
        if cell.row < count:
            flat = replace(cell, rowspan=1)
            for place in cell.positions():
                owners[place] = flat
    return headers(owners, count, n_cols)


def _findings(
    group: Group,
    laid: Laid,
    pieces: Sequence[Piece],
    n_cols: int,
) -> Iterator[Finding]:
    """What is told of a table; ``pieces`` are in reading order."""
    yield from _joins(group, laid)
    yield from doubts(group.parts, laid.joints)
    yield from _drifts(group)
    yield from _doubled(group)
    yield from _gaps(group, laid, pieces, n_cols)


def _rows(
    group: Group,
    laid: Laid,
    count: int,
    n_cols: int,
) -> Iterator[Row]:
    grid = laid.grid()
    printed = {id(piece): _printed(piece) for piece in laid.pieces}
    for number, (part, row) in enumerate(laid.origin):
        if number < count:
            continue
        table = group.parts[part].table
        wide = table.n_cols if group.by_number else n_cols
        slots = []
        for col in range(wide):
            nothing = Cell(row, col, page=table.page)
            slots.append(_slot(grid, printed, number, col, nothing))
        yield Row(tuple(slots), table.page, row, part + 1)


def _slot(
    grid: Grid,
    printed: Mapping[int, Cell],
    row: int,
    col: int,
    nothing: Cell,
) -> Slot:
    piece = grid.get((row, col))
    if piece is None:
        return Slot(nothing)
    cell = printed[id(piece)]
    begins_here = (piece.row, piece.col) == (row, col)
    return Slot(cell, covered=not begins_here)


def _joins(group: Group, laid: Laid) -> Iterator[Finding]:
    """Tells each page the table goes on to, with the reasons."""
    for number in range(1, len(group.parts)):
        part = group.parts[number]
        page = part.page
        page_before = group.parts[number - 1].page
        why = [*in_favour(part)]
        why += _leap(page_before, page)
        why += _joined(laid, number)
        said = message("stitch.table-joined", page=page, before=page_before, why=why)
        is_sure = page == page_before + 1 or _is_numbered_on(part)
        yield Finding("info" if is_sure else "warning", "table-joined", said, page=page)


def _is_numbered_on(part: Part) -> bool:
    return part.joined is not None and NUMBERS["on"] in part.joined.signs


def _joined(laid: Laid, number: int) -> Iterator[Message]:
    """Says what was made one at the break before a part."""
    held = [joint for joint in laid.joints[number] if joint.verdict.holds]
    if any(joint.kind == "row" for joint in held):
        yield message("stitch.row-made-one")
    columns = [joint.col for joint in held if joint.kind == "cell"]
    if columns:
        yield message("stitch.cells-go-on", count=len(columns), columns=columns)


def _leap(before: int, page: int) -> Iterator[Message]:
    """Says which pages between two parts show nothing."""
    first, last = before + 1, page - 1
    if first == last:
        yield message("stitch.page-between", page=last)
    elif page != first:
        yield message("stitch.pages-between", first=first, last=last)


def _drifts(group: Group) -> Iterator[Finding]:
    heading = group.heading
    ours = group.columns(group.first)
    for part in group.parts[1:]:
        yield from drifts(heading, part, ours, group.columns(part))


def _doubled(group: Group) -> Iterator[Finding]:
    """Warns of pages of the table that show the page before again."""
    bodies = [_body_texts(group, part) for part in group.parts]
    for number, (above, below) in enumerate(pairwise(bodies), start=1):
        filled_rows = sum(any(texts) for texts in below)
        if above == below and filled_rows >= DOUBLED:
            page = group.parts[number].page
            said = message("stitch.page-doubled", page=page)
            yield Finding("warning", "page-doubled", said, page=page)


def _body_texts(group: Group, part: Part) -> list[list[str]]:
    """The texts of a part's rows below the headings."""
    header_rows = group.header_rows if part is group.first else 0
    texts = []
    for row in part.body(header_rows):
        texts.append([key(cell) for cell in row])
    return texts


def _gaps(
    group: Group,
    laid: Laid,
    pieces: Sequence[Piece],
    n_cols: int,
) -> list[Finding]:
    """Finds what is missing from the running numbers."""
    rows: list[list[PlacedCell]] = [[] for _ in laid.origin]
    for piece in pieces:
        placed = (piece.col, _printed(piece))
        rows[piece.row].append(placed)
    count = group.header_rows
    is_first = group.first.index == 0
    heading = rows[:count]
    body = rows[count:]
    return gaps(heading, body, n_cols, first=is_first)


def _printed(piece: Piece) -> Cell:
    """The cell on its first page with the text of all its pages."""
    if piece.text == piece.cell.text:
        return piece.cell
    readings = _joined_readings(piece)
    confidence = None if readings else piece.cell.confidence
    return replace(
        piece.cell,
        text=piece.text,
        readings=readings or piece.cell.readings,
        confidence=confidence,
    )


def _joined_readings(piece: Piece) -> tuple[Reading, ...]:
    """The readings of a cell of several pages where a part of it is in doubt."""
    readings: list[Reading] = []
    for part in piece.parts:
        if not part.in_doubt:
            continue
        for reading in part.readings:
            text = piece.text.replace(part.text, reading.text, 1)
            readings.append(replace(reading, text=text))
    return tuple(readings)
