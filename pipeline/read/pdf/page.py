"""What is drawn on a page → its tables, the lines around them, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from statistics import median
from sys import intern

from pipeline.errors import LostCharacters
from pipeline.model import Box, Cell, Finding, Layout, PageTable
from pipeline.read.pdf.bidi import is_right_to_left, settled
from pipeline.read.pdf.apart import columns_apart
from pipeline.read.pdf.compose import (
    compose_lines,
    crowded,
    line_boxes,
    line_text,
    lines_of,
    right_to_left,
)
from pipeline.read.pdf.glyphs import clean
from pipeline.read.pdf.grid import Grid, Span, grid_of
from pipeline.read.pdf.level import level_rows
from pipeline.read.pdf.model import Glyph, PageInk, PdfPage, TextLine
from pipeline.read.pdf.rules import merged, regions, seen, side_by_side
from pipeline.read.pdf.turn import main_turn, turn_back, turn_ink
from pipeline.read.pdf.visible import Hidden, told, without_twins

# A character may stand this far over the outer rule and still belong to the table.
OVER = 1.5
PLAIN_LETTER = 8.0
# Boxes nearer to each other than this share of a letter are cells of one table.
REACH = 0.6
# A cell with this share of its letters standing on others holds two texts.
SPOILT = 0.25

# A picture this large (share of the page) is the page; so many text strings are no empty
# paragraph's.
PICTURE, STRINGS = 0.5, 5
PICTURED, WORDLESS = "page-picture", "page-wordless"

Faces = dict[Span, list[Glyph]]


def read_page(ink: PageInk) -> PdfPage:
    """Reads one page, of which it is judged what can be seen.

    Raises ``LostCharacters`` when a table's characters are not all in its cells once.
    """
    seen = tuple(g for g in ink.glyphs if not g.unseen)
    turn = main_turn(seen)
    upright = turn_ink(ink, turn)
    glyphs, findings = clean([g for g in upright.glyphs if not g.unseen], ink.number)
    grids = find_grids(upright, glyphs)
    inside, outside = _share(glyphs, grids)
    tables = []
    for grid, own in zip(grids, inside, strict=True):
        faces = _faces(grid, own)
        table = _table(grid, faces, ink, turn)
        _account(own, table)
        tables.append(table)
        findings += [
            *_overlaid(faces, table),
            *level_rows(table, faces, grid),
            *columns_apart(table, faces),
            *_turned_around(faces, table),
        ]
    hidden = without_twins([g for g in upright.glyphs if g.unseen], glyphs)
    if hidden:
        findings += told(
            _placed(hidden, grids, tables), ink.number, sum(not g.text.isspace() for g in glyphs)
        )
    return PdfPage(
        number=ink.number,
        width=ink.width,
        height=ink.height,
        characters=sum(not g.text.isspace() for g in glyphs),
        tables=tuple(tables),
        text_lines=tuple(_text_lines(outside, grids)),
        findings=(*_damage(ink), *ink.notes, *findings),
        turn=turn,
    )


def _placed(
    hidden: Sequence[Glyph], grids: Sequence[Grid], tables: Sequence[PageTable]
) -> list[Hidden]:
    """Characters that are not seen.

    Each with the cell it would be read in and whether that holds nothing else.
    """
    shares, _ = _share(hidden, grids)
    cells: dict[int, tuple[int, int, bool]] = {}
    for grid, own, table in zip(grids, shares, tables, strict=True):
        owners = table.grid()
        for g in own:
            cell = owners[grid.face(*g.home)]
            cells[id(g)] = cell.row, cell.col, not cell.text
    return [(g, *cells.get(id(g), (None, None, False))) for g in hidden]


def find_grids(ink: PageInk, glyphs: Sequence[Glyph]) -> list[Grid]:
    """The tables' grids, top to bottom; boxes, frames and empty lattices are no tables."""
    points = [g.home for g in glyphs if not g.text.isspace()]
    letter = median([g.size for g in glyphs if not g.text.isspace()] or [PLAIN_LETTER])
    groups = regions(merged(seen(ink.rules, ink.fills)))
    found = [(group, grid_of(group, points, letter)) for group in groups]
    boxes = [group for group, grid in found if grid is None or len(grid.spans) == 1]
    found += [
        (group, grid_of(group, points, letter)) for group in side_by_side(boxes, REACH * letter)
    ]
    grids = [grid for _, grid in found if grid is not None and _is_table(grid, points)]
    return sorted(grids, key=lambda g: (g.ys[0], g.xs[0]))


def _is_table(grid: Grid, points: Sequence[tuple[float, float]]) -> bool:
    """No single box, no lattice without text.

    No column of boxes with one text in it (a chart's lines).
    """
    filled = {grid.face(x, y) for x, y in points if _inside(x, y, grid.box)}
    return len(grid.spans) >= 2 and len(filled) >= (2 if len(grid.xs) == 2 else 1)


def _inside(x: float, y: float, box: Box) -> bool:
    return box[0] < x < box[2] and box[1] < y < box[3]


def _share(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Each character to the smallest table it stands in, or to none."""
    inside: list[list[Glyph]] = [[] for _ in grids]
    outside: list[Glyph] = []
    by_size = sorted(range(len(grids)), key=lambda i: _area(grids[i].box))
    for g in glyphs:
        home = next((i for i in by_size if _within(g, grids[i].box)), None)
        (outside if home is None else inside[home]).append(g)
    return inside, outside


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _within(g: Glyph, box: Box) -> bool:
    x, y = g.home
    return box[0] - OVER < x < box[2] + OVER and box[1] - OVER < y < box[3] + OVER


def _faces(grid: Grid, glyphs: Sequence[Glyph]) -> Faces:
    """Which characters stand in which cell."""
    owner = {
        (r, c): s
        for s in grid.spans
        for r in range(s.row, s.row_end)
        for c in range(s.col, s.col_end)
    }
    faces: Faces = {s: [] for s in grid.spans}
    for g in glyphs:
        faces[owner[grid.face(*g.home)]].append(g)
    return faces


def _table(grid: Grid, faces: Faces, ink: PageInk, turn: int) -> PageTable:
    pad = _padding(grid, faces)
    places: dict[float, float] = {}  # one object for each place: a table's cells share a few
    on_page = partial(turn_back, turn=turn, width=ink.width, height=ink.height)
    cells = []
    for s in grid.spans:
        lines = lines_of(faces[s])
        layout = Layout(
            tuple(_rounded(on_page(box), places) for box in line_boxes(lines)),
            open_top=s.row == 0 and grid.is_open(s, grid.open_top),
            open_bottom=s.row_end == len(grid.ys) - 1 and grid.is_open(s, grid.open_bottom),
        )
        cell = Cell(
            row=s.row,
            col=s.col,
            text=intern(compose_lines(lines, grid.xs[s.col_end] - grid.xs[s.col] - pad)),
            rowspan=s.row_end - s.row,
            colspan=s.col_end - s.col,
            page=ink.number,
            bbox=_rounded(on_page(grid.box_of(s)), places),
            layout=layout,
        )
        cells.append(cell)
    box = _rounded(turn_back(grid.box, turn, ink.width, ink.height), places)
    sheet = round(ink.width, 1), round(ink.height, 1)
    return PageTable(ink.number, len(grid.ys) - 1, len(grid.xs) - 1, tuple(cells), box, sheet)


def _padding(grid: Grid, faces: Faces) -> float:
    """What the table's cells leave free to the left and right of their longest lines, together."""
    inked = [(s, g) for s, own in faces.items() for g in own if not g.text.isspace()]
    left = min((g.x0 - grid.xs[s.col] for s, g in inked), default=0.0)
    right = min((grid.xs[s.col_end] - g.x1 for s, g in inked), default=0.0)
    return max(left, 0.0) + max(right, 0.0)


def _rounded(box: Box, places: dict[float, float]) -> Box:
    x0, top, x1, bottom = (places.setdefault(at, at) for at in (round(v, 2) for v in box))
    return x0, top, x1, bottom


def _account(glyphs: Sequence[Glyph], table: PageTable) -> None:
    """Characters in = characters out."""
    came = Counter(settled("".join("".join(g.text.split()) for g in glyphs)))
    went = Counter(settled("".join("".join(c.text.split()) for c in table.cells)))
    if came != went:
        lost, more = "".join((came - went).elements()), "".join((went - came).elements())
        raise LostCharacters(
            f"page {table.page}: reading the table at {table.bbox} lost {lost[:20]!r} and doubled {more[:20]!r}; "
            "please report the file"
        )


def _overlaid(faces: Faces, table: PageTable) -> list[Finding]:
    """Cells in which two texts are printed over each other: neither can be read."""
    spoilt = [
        s
        for s, own in faces.items()
        if crowded(own) >= SPOILT * sum(not g.text.isspace() for g in own) > 0
    ]
    if not spoilt:
        return []
    where = f"row {spoilt[0].row} column {spoilt[0].col}"
    message = f"texts are printed over each other in {len(spoilt)} cells ({where}, …) and cannot be told apart"
    return [Finding("error", "overlaid-text", f"{message}; get the file again", page=table.page)]


def _turned_around(faces: Faces, table: PageTable) -> list[Finding]:
    """Cells with right-to-left text.

    That it was put into reading order, and where it can have two orders.
    """
    turned = {(cell.row, cell.col) for cell in table.cells if is_right_to_left(cell.text)}
    if not turned:
        return []
    lines = [
        (span, line)
        for span, own in faces.items()
        if (span.row, span.col) in turned
        for line in lines_of(own)
    ]
    doubts = [(span, read) for span, line in lines if (read := right_to_left(line)).doubt]
    message = f"right-to-left text in {len(turned)} cells is put into the order in which it is read"
    findings = [Finding("info", "right-to-left", message, page=table.page)]
    if doubts:
        span, read = doubts[0]
        message = (
            f"{len(doubts)} lines run both ways and may be read in two orders (row {span.row} column {span.col}): "
            f"{read.text}, or {read.doubt}"
        )
        findings.append(
            Finding("warning", "two-orders", message, page=table.page, row=span.row, col=span.col)
        )
    return findings


def _text_lines(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> list[TextLine]:
    out: list[TextLine] = []
    for line in lines_of(glyphs):
        if not (text := line_text(line)):
            continue
        inked = [g for g in line if not g.text.isspace()]
        top, bottom = min(g.top for g in inked), max(g.bottom for g in inked)
        box = (min(g.x0 for g in inked), top, max(g.x1 for g in inked), bottom)
        middle = (top + bottom) / 2
        after = sum(grid.ys[0] < middle for grid in grids)
        out.append(TextLine(text, box, round(median(g.size for g in inked), 1), after))
    return out


def _damage(ink: PageInk) -> list[Finding]:
    """What of the page is lost.

    Unreadable parts, and text strings of which no character came out.
    """
    causes = list(ink.damage)
    if ink.shown and not ink.glyphs:
        causes.append(f"{ink.shown} text strings without one readable character")
    if not causes:
        return _wordless(ink) if all(g.text.isspace() for g in ink.glyphs) else []
    message = (
        f"page {ink.number} is damaged ({', '.join(causes)}); text is lost, get the file again"
    )
    return [Finding("error", "damaged-page", message, page=ink.number)]


def _wordless(ink: PageInk) -> list[Finding]:
    """A page that shows something, of which nothing can be read; empty pages are none."""
    if ink.pictured >= PICTURE:
        message = (
            f"page {ink.number} is a picture without text, nothing of it is read; run OCR first"
        )
        return [Finding("warning", PICTURED, message, page=ink.number)]
    if ink.strings >= STRINGS:
        message = f"page {ink.number} has {ink.strings} text strings and no character; look whether it shows text"
        return [Finding("warning", WORDLESS, message, page=ink.number)]
    return []


def between_tables(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """Unreadable pages between two pages with tables: there rows are lost, which is an error."""
    ruled = [bool(page.tables) for page in pages]
    out = []
    for at, page in enumerate(pages):
        amid = not page.tables and any(ruled[max(at - 1, 0) : at]) and any(ruled[at + 1 : at + 2])
        found = tuple(
            replace(f, severity="error") if amid and f.check in (PICTURED, WORDLESS) else f
            for f in page.findings
        )
        out.append(replace(page, findings=found) if found != page.findings else page)
    return out
