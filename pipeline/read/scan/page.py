"""A page image → its tables and the lines around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

import cv2
import numpy as np

from pipeline.messages import Message, message
from pipeline.model import Box, Cell, Finding, Layout, PageTable, Reading
from pipeline.read.pdf.grid import Grid
from pipeline.read.pdf.model import Glyph, PageInk, PdfPage, TextLine, homes_of
from pipeline.read.pdf.page import find_grids
from pipeline.read.pdf.spans import Span
from pipeline.read.scan.marks import Mark, mark_of
from pipeline.read.scan.recogniser import Recogniser
from pipeline.read.scan.rules import Ruling, letter_height, ruling_of
from pipeline.read.scan.sheet import Mask, Pixels, Sheet, inked, levelled, without_seal
from pipeline.read.scan.straighten import straightened
from pipeline.read.scan.strips import Strip, margin_of, strips_of
from pipeline.read.scan.turned import upright
from pipeline.read.scan.witness import BLANK, Verdict, chance, composed, verdict

# Pages with fewer pixels an inch are told of.
LOW_DPI = 190
# A piece of ink is no letter when it is smaller or larger, in letters.
_PIECE = (0.12, 2.5)
# The ink of a Chinese character is so high, in type sizes.
_INK = 0.92
# A line of a paragraph is longer than this; a recogniser is sure of it from this chance on.
_SHORT_LINE, _SURE = 30, 0.95
# A table has more rules each way than a frame.
_RULES = 2
# How far inside a cell's rules its ink begins, in points.
_INSIDE = 0.7


@dataclass(frozen=True, slots=True)
class _Page:
    """One straightened page, and what is known of its ink."""

    sheet: Sheet
    level: Pixels
    ruling: Ruling
    text: Mask
    letter: float

    @property
    def points(self) -> float:
        return self.sheet.points


class _Job(NamedTuple):
    """One strip to be read: which cell or line it belongs to."""

    owner: int
    strip: Strip


@dataclass(slots=True)
class _Read:
    """What was read of one cell, or of one line outside: its strips, and each witness's texts."""

    strips: list[Strip] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    chances: dict[str, list[float]] = field(default_factory=dict)

    def add(self, witness: str, text: str, sure: float) -> None:
        """Notes what a witness reads in the next strip."""
        self.texts.setdefault(witness, []).append(text)
        self.chances.setdefault(witness, []).append(sure)

    def readings(self) -> list[Reading]:
        """What each witness reads in all strips together."""
        found: list[Reading] = []
        for witness, texts in self.texts.items():
            lines = [text for text in texts if text]
            found.append(Reading(witness, "\n".join(lines), min(self.chances[witness])))
        return found


def read_sheet(sheet: Sheet, recognisers: Sequence[Recogniser]) -> PdfPage:
    """Reads one page image."""
    page = _prepared(upright(straightened(sheet), recognisers[0]))
    grids = _grids(page)
    tables: list[PageTable] = []
    for grid in grids:
        tables.append(_table(page, grid, recognisers))
    lines, doubts = _lines_outside(page, grids, recognisers)
    characters = _characters(tables, lines)
    return PdfPage(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        characters=characters,
        tables=tuple(tables),
        text_lines=tuple(lines),
        findings=(*_told(sheet, tables), *doubts),
        scanned=True,
    )


def shows_table(sheet: Sheet) -> bool:
    """Whether a page image shows a ruled table of several rows and columns."""
    grids = _grids(_prepared(straightened(sheet)))
    return any(len(grid.ys) > _RULES and len(grid.xs) > _RULES for grid in grids)


def _prepared(sheet: Sheet) -> _Page:
    level = levelled(without_seal(sheet.colour))
    ink = inked(level)
    ruling = ruling_of(level, sheet.points)
    letter = letter_height(ink & ~ruling.mask, sheet.points)
    return _Page(sheet, level, ruling, ink & ~ruling.mask, letter)


def _grids(page: _Page) -> list[Grid]:
    """The tables' grids, in points of the straightened page."""
    sheet = page.sheet
    pieces = _pieces(page)
    rules = page.ruling.in_points(page.points)
    ink = PageInk(sheet.number, sheet.width, sheet.height, rules=rules)
    return find_grids(ink, pieces, homes_of(pieces))


def _pieces(page: _Page) -> list[Glyph]:
    """Pieces of ink in place of characters, in points of the straightened page."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(page.text.astype(np.uint8), connectivity=8)
    least, most = (share * page.letter for share in _PIECE)
    size = page.letter * page.points
    pieces: list[Glyph] = []
    for left, top, across, down, _ in stats[1:]:
        if max(across, down) < least or down > most:
            continue
        x0, y0 = left * page.points, top * page.points
        x1, y1 = (left + across) * page.points, (top + down) * page.points
        base = (y0 + y1) / 2 + 0.36 * size
        pieces.append(Glyph("□", x0, y0, x1, y1, x0, base, size, ""))
    return pieces


# --- tables -------------------------------------------------------------------------------------


def _table(page: _Page, grid: Grid, recognisers: Sequence[Recogniser]) -> PageTable:
    """Reads one table, cell by cell."""
    spans = list(grid.spans)
    jobs: list[_Job] = []
    for number, span in enumerate(spans):
        inside = _inside(page, grid.box_of(span))
        jobs += [_Job(number, strip) for strip in _strips(page, inside)]
    read = _recognised(page, jobs, len(spans), recognisers)
    cells: list[Cell] = []
    for span, found in zip(spans, read, strict=True):
        cells.append(_cell(page, grid, span, found))
    sheet = page.sheet
    return PageTable(
        page=sheet.number,
        n_rows=len(grid.ys) - 1,
        n_cols=len(grid.xs) - 1,
        cells=tuple(cells),
        bbox=_on_page(page, grid.box),
        sheet=(round(sheet.width, 1), round(sheet.height, 1)),
    )


def _inside(page: _Page, box: Box) -> tuple[int, int, int, int]:
    """The pixels within a cell's rules: left, top, right, bottom."""
    x0, y0, x1, y1 = box
    edge = _INSIDE
    return (
        round((x0 + edge) / page.points),
        round((y0 + edge) / page.points),
        round((x1 - edge) / page.points),
        round((y1 - edge) / page.points),
    )


def _strips(page: _Page, inside: tuple[int, int, int, int]) -> list[Strip]:
    left, top, right, bottom = inside
    if right <= left or bottom <= top:
        return []
    own = page.text[top:bottom, left:right]
    return strips_of(own, (left, top), page.letter)


def _cell(
    page: _Page,
    grid: Grid,
    span: Span,
    found: _Read,
) -> Cell:
    """One cell with what its witnesses read."""
    said = _verdict(page, found)
    boxes = [_on_page(page, _outline(page, strip)) for strip in found.strips]
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
        bbox=_on_page(page, grid.box_of(span)),
        engines=tuple(agreeing) or ("ink",),
        layout=layout,
        confidence=said.confidence,
        readings=said.readings,
    )


def _verdict(page: _Page, found: _Read) -> Verdict:
    if not found.strips:
        return BLANK
    mark: Mark | None = None
    if len(found.strips) == 1:
        strip = found.strips[0]
        own = page.text[strip.top : strip.bottom, strip.left : strip.right]
        mark = mark_of(own, page.letter)
    return verdict(found.readings(), mark)


def _outline(page: _Page, strip: Strip) -> Box:
    """A strip's outline, in points of the straightened page."""
    points = page.points
    return strip.left * points, strip.top * points, strip.right * points, strip.bottom * points


def _on_page(page: _Page, box: Box) -> Box:
    """A box of the straightened page, in points, as it lies on the page itself."""
    x0, y0, x1, y1 = (at / page.points for at in box)
    return page.sheet.on_page((x0, y0, x1, y1))


# --- recognising --------------------------------------------------------------------------------


def _recognised(
    page: _Page,
    jobs: Sequence[_Job],
    owners: int,
    recognisers: Sequence[Recogniser],
) -> list[_Read]:
    """What each recogniser reads in the strips, by their owners."""
    found = [_Read() for _ in range(owners)]
    for job in jobs:
        found[job.owner].strips.append(job.strip)
    _witness(page, jobs, found, recognisers)
    return found


def _witness(
    page: _Page,
    jobs: Sequence[_Job],
    found: Sequence[_Read],
    recognisers: Sequence[Recogniser],
) -> None:
    """Has recognisers read strips, beside each other, and notes what they read."""
    pictures = [job.strip.cut(page.level, page.letter) for job in jobs]
    with ThreadPoolExecutor(len(recognisers)) as pool:
        readings = list(pool.map(lambda recogniser: recogniser.read(pictures), recognisers))
    for recogniser, every in zip(recognisers, readings, strict=True):
        for job, letters in zip(jobs, every, strict=True):
            text = composed(letters, _shares(job.strip, page.letter))
            found[job.owner].add(recogniser.name, text, chance(letters))


def _shares(strip: Strip, letter: float) -> list[float]:
    """The places of a strip's gaps as shares of its picture."""
    margin = margin_of(letter)
    width = strip.right - strip.left + 2 * margin
    return [(gap + margin) / width for gap in strip.gaps]


# --- outside the tables -------------------------------------------------------------------------


def _lines_outside(
    page: _Page,
    grids: Sequence[Grid],
    recognisers: Sequence[Recogniser],
) -> tuple[list[TextLine], list[Finding]]:
    """The lines of text outside the tables, and those of them that are in doubt."""
    ink = page.text.copy()
    for grid in grids:
        x0, y0, x1, y1 = (round(at / page.points) for at in grid.box)
        ink[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1] = False
    strips = strips_of(ink, (0, 0), page.letter)
    jobs = [_Job(number, strip) for number, strip in enumerate(strips)]
    first, *others = recognisers
    read = _recognised(page, jobs, len(strips), [first])
    unsure = [job for job in jobs if _wants_witness(read[job.owner])]
    _witness(page, unsure, read, others)
    lines: list[TextLine] = []
    doubts: list[Finding] = []
    for strip, found in zip(strips, read, strict=True):
        said = verdict(found.readings())
        if not said.text:
            continue
        lines.append(_text_line(page, grids, strip, said))
        if said.confidence is None:
            doubts.append(_line_in_doubt(page, said))
    return lines, doubts


def _wants_witness(found: _Read) -> bool:
    """Whether a line should be read twice: facts stand in figures and in short lines."""
    (reading,) = found.readings()
    has_figures = any(letter.isascii() and letter.isalnum() for letter in reading.text)
    return has_figures or len(reading.text) < _SHORT_LINE or reading.chance < _SURE


def _text_line(
    page: _Page,
    grids: Sequence[Grid],
    strip: Strip,
    said: Verdict,
) -> TextLine:
    outline = _outline(page, strip)
    middle = (outline[1] + outline[3]) / 2
    above = sum(grid.ys[0] < middle for grid in grids)
    size = round((strip.bottom - strip.top) * page.points / _INK, 1)
    return TextLine(said.text, _on_page(page, outline), size, after=above)


def _line_in_doubt(page: _Page, said: Verdict) -> Finding:
    what = message(
        "scan.line-in-doubt",
        page=page.sheet.number,
        readings=_quoted(said.readings),
    )
    return Finding("warning", "scan-line", what, page=page.sheet.number)


# --- what is told of a page ---------------------------------------------------------------------


def _told(sheet: Sheet, tables: Sequence[PageTable]) -> Iterator[Finding]:
    """What a person should know of a page that was recognised."""
    if sheet.dpi < LOW_DPI:
        what = message("scan.low-resolution", page=sheet.number, dpi=round(sheet.dpi))
        yield Finding("warning", "scan-resolution", what, page=sheet.number)
    for table in tables:
        for cell in table.cells:
            if cell.in_doubt:
                yield _cell_in_doubt(cell)


def _cell_in_doubt(cell: Cell) -> Finding:
    what = message("scan.cell-in-doubt", readings=_quoted(cell.readings))
    return Finding(
        "warning",
        "scan-cell",
        what,
        page=cell.page,
        row=cell.row,
        col=cell.col,
    )


def _quoted(readings: Sequence[Reading]) -> list[Message]:
    quoted: list[Message] = []
    for reading in readings:
        said = message("scan.reading", text=reading.text, witness=reading.witness)
        quoted.append(said)
    return quoted


def _characters(tables: Sequence[PageTable], lines: Sequence[TextLine]) -> int:
    texts = [cell.text for table in tables for cell in table.cells]
    texts += [line.text for line in lines]
    return sum(len("".join(text.split())) for text in texts)
