"""What is drawn on a page → its tables, the lines around them, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import attrgetter

from pipeline.model import Box, Cell, Finding, PageTable
from pipeline.read.pdf.apart import columns_apart
from pipeline.read.pdf.compose import line_text
from pipeline.read.pdf.damaged import damage, overlaid
from pipeline.read.pdf.glyphs import clean
from pipeline.read.pdf.grid import Grid, Middles, Point, Points, grid_of
from pipeline.read.pdf.level import level_rows
from pipeline.read.pdf.model import (
    Glyph,
    Glyphs,
    PageInk,
    PdfPage,
    Rule,
    TextLine,
    homes_of,
    inked,
)
from pipeline.read.pdf.orders import turned_around
from pipeline.read.pdf.raised import raised_digits
from pipeline.read.pdf.rules import merged, regions, seen, side_by_side
from pipeline.read.pdf.setter import (
    Ends,
    Letters,
    check_account,
    ends_of,
    padding_of,
    set_table,
)
from pipeline.read.pdf.share import Faces, faces_of, share_of
from pipeline.read.pdf.spans import Span
from pipeline.read.pdf.stripes import with_rows_between
from pipeline.read.pdf.textlines import lines_of
from pipeline.read.pdf.turn import main_turn, turn_ink
from pipeline.read.pdf.visible import Hidden, told, without_twins
from pipeline.text.median import median

PLAIN_LETTER = 8.0
# Boxes nearer to each other than this share of a letter are cells of one table.
REACH = 0.6
# A message quotes so many characters that were lost.
QUOTED = 20

_LEFT, _TOP, _RIGHT, _BOTTOM = map(attrgetter, ("x0", "top", "x1", "bottom"))
_SIZE = attrgetter("size")

# What of each rule decides a grid: its direction, where it is, from where to where; of all rules.
_PLACED = 4
Places = tuple[tuple[object, ...], ...]
# So many grids of rules are kept, by the usual type size and the rules, where no text decided.
GRIDS = 16
_known_grids: dict[tuple[float, Places], list[Grid]] = {}

# The lines of each cell.
Lines = dict[Span, list[list[Glyph]]]


@dataclass(slots=True)
class _Tables:
    """The tables of a page with their grids, in one order."""

    grids: list[Grid]
    tables: list[PageTable] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_page(ink: PageInk) -> PdfPage:
    """Reads one page, of which it is judged what can be seen.

    Raises:
        LostCharacters: a table's characters are not all in its cells once.
    """
    in_sight = [g for g in ink.glyphs if not g.unseen]
    turn = main_turn(in_sight)
    upright = turn_ink(ink, turn)
    visible = [g for g in upright.glyphs if not g.unseen] if turn else in_sight
    unseen = [g for g in upright.glyphs if g.unseen]
    glyphs, cleaned = clean(visible, ink.number)
    characters = len(inked(glyphs))
    homes = homes_of(glyphs)
    found = _Tables(find_grids(upright, glyphs, homes))
    outside = _read_tables(found, glyphs, homes, ink, turn)
    hidden = _placed(without_twins(unseen, glyphs), found)
    left_out = told(hidden, ink.number, characters)
    return PdfPage(
        number=ink.number,
        width=ink.width,
        height=ink.height,
        characters=characters,
        tables=tuple(found.tables),
        text_lines=tuple(text_lines(outside, found.grids)),
        findings=(
            *damage(ink),
            *ink.notes,
            *cleaned,
            *found.findings,
            *left_out,
        ),
        turn=turn,
        pictured=ink.pictured,
    )


def _read_tables(
    found: _Tables,
    glyphs: Glyphs,
    homes: Points,
    ink: PageInk,
    turn: int,
) -> list[Glyph]:
    """Reads the tables of the grids; returns the characters outside them."""
    inside, outside = share_of(glyphs, homes, found.grids)
    for grid, own in zip(found.grids, inside, strict=True):
        faces = faces_of(grid, own)
        lines = {span: lines_of(glyphs) for span, glyphs in faces.items()}
        contents = {span: Letters(lines) if lines else None for span, lines in lines.items()}
        table = set_table(grid, contents, _padding(grid, faces), ink, turn)
        check_account([g.text for g in own.glyphs], table)
        found.tables.append(table)
        found.findings += overlaid(lines, table.page)
        found.findings += level_rows(table, lines, grid)
        found.findings += columns_apart(table, lines)
        found.findings += turned_around(table, lines)
        found.findings += raised_digits(table, lines)
    return outside


def _padding(
    grid: Grid,
    faces: Faces,
) -> float:
    """What the table's cells leave free beside their longest lines."""
    inner: list[tuple[Span, Ends]] = []
    for span, glyphs in faces.items():
        ends = ends_of(glyphs)
        if ends is not None:
            inner.append((span, ends))
    return padding_of(grid, inner)


def _placed(
    hidden: Glyphs,
    found: _Tables,
) -> list[Hidden]:
    """Characters that are not seen, each with the cell it would be read in."""
    if not hidden:
        return []
    shares, _ = share_of(hidden, homes_of(hidden), found.grids)
    cells: dict[int, Cell] = {}  # by the character's id
    tables = zip(
        found.grids,
        shares,
        found.tables,
        strict=True,
    )
    for grid, own, table in tables:
        owners = table.grid()
        for g, home in own:
            face = grid.face(*home)
            cells[id(g)] = owners[face]
    placed: list[Hidden] = []
    for g in hidden:
        cell = cells.get(id(g))
        if cell is None:
            placed.append(Hidden(g))
        else:
            in_cell = Hidden(
                g,
                cell.row,
                cell.col,
                alone=not cell.text,
            )
            placed.append(in_cell)
    return placed


def find_grids(
    ink: PageInk,
    glyphs: Glyphs,
    homes: Points,
) -> list[Grid]:
    """Finds the tables' grids, top to bottom; boxes, frames and empty lattices are no tables."""
    has_ink = [not g.text.isspace() for g in glyphs]
    points = list(compress(homes, has_ink))
    sizes = list(map(_SIZE, compress(glyphs, has_ink)))
    return grids_among(ink, points, median(sizes or [PLAIN_LETTER]))


def grids_among(
    ink: PageInk,
    points: Middles,
    letter: float,
) -> list[Grid]:
    """As :func:`find_grids`, of the middles of the characters and their usual size."""
    rules = merged(seen(ink.rules, ink.fills))
    places = tuple([rule[:_PLACED] for rule in rules])
    found = _known_grids.get((letter, places))
    if found is None:
        asked = _Asked(points)
        found = _grids_of(rules, asked, letter)
        if not asked.were:
            _keep(letter, places, found)
    grids = [grid for grid in found if _is_table(grid, points)]
    return with_rows_between(sorted(grids, key=_corner), points, letter)


class _Asked:
    """The middles of characters, and whether one was asked for."""

    def __init__(self, points: Middles) -> None:
        self.were = False
        self._points = points

    def __iter__(self) -> Iterator[Point]:
        self.were = True  # once the first is taken
        yield from self._points


def _keep(
    letter: float,
    places: Places,
    found: list[Grid],
) -> None:
    """Keeps grids for pages with the same rules: of a long table all but the last have."""
    if len(_known_grids) >= GRIDS:
        _known_grids.clear()
    _known_grids[letter, places] = found


def _grids_of(
    rules: Sequence[Rule],
    points: Middles,
    letter: float,
) -> list[Grid]:
    """The grids of rules, in whatever order."""
    found: list[Grid | None] = []
    boxes: list[list[Rule]] = []
    for group in regions(rules):
        grid = grid_of(group, points, letter)
        found.append(grid)
        if grid is None or len(grid.spans) == 1:
            boxes.append(group)
    for group in side_by_side(boxes, REACH * letter):
        grid = grid_of(group, points, letter)
        found.append(grid)
    return [grid for grid in found if grid is not None]


def _corner(grid: Grid) -> tuple[float, float]:
    """Top and left edge of a grid."""
    left, top, _, _ = grid.box
    return top, left


def _is_table(
    grid: Grid,
    points: Middles,
) -> bool:
    """Whether a grid is a table.

    A single box is none, nor a lattice without text, nor a column of boxes with one text in it (a
    chart's lines).
    """
    if len(grid.spans) < 2:
        return False
    is_column = len(grid.xs) == 2
    least = 2 if is_column else 1
    filled: set[tuple[int, int]] = set()
    x0, top, x1, bottom = grid.box
    for x, y in points:
        if x0 < x < x1 and top < y < bottom:
            face = grid.face(x, y)
            filled.add(face)
            if len(filled) >= least:
                return True
    return False


def text_lines(
    glyphs: Glyphs,
    grids: Sequence[Grid],
) -> list[TextLine]:
    """The lines of text outside the tables, of characters in one order."""
    lines: list[TextLine] = []
    for line in lines_of(glyphs):
        text = line_text(line)
        if not text:
            continue
        box, size = _measured(inked(line))
        _, top, _, bottom = box
        middle = (top + bottom) / 2
        above = sum(grid.ys[0] < middle for grid in grids)
        found = TextLine(text, box, size, after=above)
        lines.append(found)
    return lines


def _measured(glyphs: Glyphs) -> tuple[Box, float]:
    """The box around characters, and their type size."""
    left = min(map(_LEFT, glyphs))
    top = min(map(_TOP, glyphs))
    right = max(map(_RIGHT, glyphs))
    bottom = max(map(_BOTTOM, glyphs))
    size = median(map(_SIZE, glyphs))
    return (left, top, right, bottom), round(size, 1)
