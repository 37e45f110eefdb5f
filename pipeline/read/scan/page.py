"""A page image → its tables and the lines around them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Box, Cell, Layout, PageTable
from pipeline.read.pdf.grid import Grid
from pipeline.read.pdf.model import PdfPage, TextLine
from pipeline.read.pdf.spans import Span
from pipeline.read.scan.marks import Mark, mark_of
from pipeline.read.scan.outside import lines_outside
from pipeline.read.scan.prepared import PreparedPage, grids_of, prepared
from pipeline.read.scan.recognised import Job, Read, recognised
from pipeline.read.scan.recogniser import Recogniser
from pipeline.read.scan.sheet import Sheet
from pipeline.read.scan.straighten import straightened
from pipeline.read.scan.strips import Strip, strips_of
from pipeline.read.scan.tesseract import figures_in, with_third
from pipeline.read.scan.told import rests_number, told_of
from pipeline.read.scan.turned import upright
from pipeline.read.scan.witness import BLANK, Verdict, is_unsure, leaving_out, under_seal, verdict

# How far inside a cell's rules its ink begins, in points.
_INSIDE = 0.7


def made_ready(
    sheet: Sheet,
    recognisers: Sequence[Recogniser],
) -> PreparedPage:
    """A page image that can be read: straight and the right way up."""
    return upright(prepared(straightened(sheet)), recognisers[0])


def read_ready(
    sheet: Sheet,
    page: PreparedPage,
    recognisers: Sequence[Recogniser],
) -> PdfPage:
    """Reads one page image, which was made ready."""
    grids = grids_of(page)
    tables: list[PageTable] = []
    for grid in grids:
        tables.append(_table(page, grid, recognisers))
    lines, doubts = lines_outside(page, grids, recognisers)
    characters = _characters(tables, lines)
    return PdfPage(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        characters=characters,
        tables=tuple(tables),
        text_lines=tuple(lines),
        findings=(*told_of(sheet), *doubts),
        scanned=True,
    )


# --- tables -------------------------------------------------------------------------------------


def _table(
    page: PreparedPage,
    grid: Grid,
    recognisers: Sequence[Recogniser],
) -> PageTable:
    """Reads one table, cell by cell."""
    spans = list(grid.spans)
    read = cells_read(page, grid, recognisers)
    verdicts = _with_third_opinions(page, read, [_verdict(page, found) for found in read])
    cells: list[Cell] = []
    for span, found, said in zip(spans, read, verdicts, strict=True):
        cells.append(_cell(page, grid, span, found, said))
    sheet = page.sheet
    return PageTable(
        page=sheet.number,
        n_rows=len(grid.ys) - 1,
        n_cols=len(grid.xs) - 1,
        cells=tuple(cells),
        bbox=page.on_page(grid.box),
        sheet=(round(sheet.width, 1), round(sheet.height, 1)),
    )


def cells_read(
    page: PreparedPage,
    grid: Grid,
    recognisers: Sequence[Recogniser],
) -> list[Read]:
    """What each recogniser reads in each cell of a grid, in the order of its spans."""
    jobs: list[Job] = []
    for number, span in enumerate(grid.spans):
        inside = _inside(page, grid.box_of(span))
        jobs += [Job(number, strip) for strip in _strips(page, inside)]
    return recognised(page, jobs, len(grid.spans), recognisers)


def _inside(
    page: PreparedPage,
    box: Box,
) -> tuple[int, int, int, int]:
    """The pixels within a cell's rules: left, top, right, bottom."""
    x0, y0, x1, y1 = box
    edge = _INSIDE
    return (
        round((x0 + edge) / page.points),
        round((y0 + edge) / page.points),
        round((x1 - edge) / page.points),
        round((y1 - edge) / page.points),
    )


def _strips(
    page: PreparedPage,
    inside: tuple[int, int, int, int],
) -> list[Strip]:
    left, top, right, bottom = inside
    if right <= left or bottom <= top:
        return []
    own = page.text[top:bottom, left:right]
    return strips_of(own, (left, top), page.letter)


def _cell(
    page: PreparedPage,
    grid: Grid,
    span: Span,
    found: Read,
    said: Verdict,
) -> Cell:
    """One cell with what its witnesses read."""
    boxes = [page.on_page(page.outline(strip)) for strip in found.strips]
    is_first = span.row == 0
    is_last = span.row_end == len(grid.ys) - 1
    layout = Layout(
        tuple(boxes),
        open_top=is_first and grid.is_open(span, grid.open_top),
        open_bottom=is_last and grid.is_open(span, grid.open_bottom),
    )
    agreeing = [reading.witness for reading in said.readings]
    if said.confidence is None and agreeing:
        agreeing = agreeing[:1]
    return Cell(
        row=span.row,
        col=span.col,
        text=said.text,
        rowspan=span.row_end - span.row,
        colspan=span.col_end - span.col,
        page=page.sheet.number,
        bbox=page.on_page(grid.box_of(span)),
        engines=tuple(agreeing) or ("ink",),
        layout=layout,
        confidence=said.confidence,
        readings=said.readings,
    )


def _with_third_opinions(
    page: PreparedPage,
    read: Sequence[Read],
    verdicts: Sequence[Verdict],
) -> list[Verdict]:
    """The verdicts; where a number in one line is in doubt, with what a third witness confirms."""
    asked: list[int] = []
    for at, (found, said) in enumerate(zip(read, verdicts, strict=True)):
        is_doubtful = said.readings and said.confidence is None
        if is_doubtful and len(found.strips) == 1 and rests_number(said.readings):
            asked.append(at)
    pictures = [read[at].strips[0].cut(page.level, page.letter) for at in asked]
    confirmed = list(verdicts)
    for at, third in zip(asked, figures_in(pictures), strict=True):
        confirmed[at] = with_third(verdicts[at], third)
    return confirmed


def _verdict(
    page: PreparedPage,
    found: Read,
) -> Verdict:
    if not found.strips:
        return BLANK
    mark: Mark | None = None
    if len(found.strips) == 1:
        strip = found.strips[0]
        own = page.text[strip.top : strip.bottom, strip.left : strip.right]
        mark = mark_of(own, page.letter)
    said = verdict(found.readings(), mark)
    left_out = found.left_out()
    if left_out is not None:
        said = leaving_out(said, left_out)
    is_sealed = any(page.is_sealed(strip) for strip in found.strips)
    was_sealed = any(page.was_sealed(strip) for strip in found.strips)
    if is_sealed or (was_sealed and is_unsure(said)):
        return under_seal(said)
    return said


def _characters(
    tables: Sequence[PageTable],
    lines: Sequence[TextLine],
) -> int:
    texts = [cell.text for table in tables for cell in table.cells]
    texts += [line.text for line in lines]
    return sum(len("".join(text.split())) for text in texts)
