"""PDF pages → tables, through camelot's vector engine: the only module that knows it.

Camelot brings its own PDF parser, so its grids are a second witness. Its texts are handed on as
they come, to be compared and never published: it assigns whole text lines to cells.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SourceError
from pipeline.model import Box, Cell, PageTable
from pipeline.read.pdf.guard import silenced
from pipeline.read.pdf.spans import Edges, Span, spans_of
from pipeline.read.pdf.turn import turn_back

# Pages handed over at once: camelot keeps every page's layout until it returns.
BATCH = 16
# So much of an exception's text is quoted.
QUOTED = 120
_TURNS = {"clockwise": 90, "anticlockwise": 270}


class _Refused(Exception):
    """Camelot cannot read these pages; the text says why."""


def read_pdf(
    path: Path,
    pages: Sequence[int],
) -> tuple[PageTable, ...]:
    """Reads the ruled tables camelot finds on these pages (counted from 1), by page and place.

    Raises:
        SourceError: camelot cannot read the file.
    """
    wanted = sorted(set(pages))
    tables: list[PageTable] = []
    for start in range(0, len(wanted), BATCH):
        tables += _read_batch(path, wanted[start : start + BATCH])
    return tuple(sorted(tables, key=_place))


def _place(table: PageTable) -> tuple[int, float, float]:
    """What tables are ordered by: page, height, left edge."""
    left, top, _, _ = table.bbox or (0.0, 0.0, 0.0, 0.0)
    return table.page, top, left


def _read_batch(
    path: Path,
    batch: Sequence[int],
) -> list[PageTable]:
    try:
        found = _ask(path, batch)
    except _Refused as error:
        first, last = batch[0], batch[-1]
        reason = str(error)
        if first == last:
            raise SourceError(
                "read.camelot-page",
                where=path,
                page=first,
                reason=reason,
            ) from None
        raise SourceError(
            "read.camelot-pages",
            where=path,
            first=first,
            last=last,
            reason=reason,
        ) from None
    return [_page_table(_Found(table)) for table in found]


def _ask(path: Path, batch: Sequence[int]) -> Any:
    """Camelot's tables; what it leaves open on failure is closed before returning.

    Raises:
        _Refused: it fails.
    """
    from camelot.io import read_pdf as camelot_tables

    pages = ",".join(map(str, batch))
    with warnings.catch_warnings(), silenced("playa", "camelot"):
        warnings.simplefilter("ignore")
        try:
            return camelot_tables(
                str(path),
                pages=pages,
                flavor="lattice",
                engine="vector",
                suppress_stdout=True,
            )
        except MemoryError:
            raise
        except Exception as error:
            reason = _reason(error)
        gc.collect()
    raise _Refused(reason)


def _reason(error: Exception) -> str:
    """The first line of an exception's text, or its name."""
    text = str(error)
    if not text:
        return type(error).__name__
    first, *_ = text.splitlines()
    return first[:QUOTED]


@dataclass(frozen=True, slots=True)
class _Found:
    """One of camelot's tables."""

    table: Any

    @property
    def page(self) -> int:
        return int(self.table.page)

    @property
    def xs(self) -> list[float]:
        """Places of the upright grid lines."""
        return _bounds(self.table.cols)

    @property
    def ys(self) -> list[float]:
        """Places of the level grid lines."""
        return _bounds(self.table.rows)

    def right(self) -> Edges:
        """Along which faces the upright grid lines are drawn; the outer ones always are."""
        cells = self.table.cells
        n_rows = len(self.ys) - 1
        closed = [True] * n_rows
        edges = [closed]
        for col in range(1, len(self.xs) - 1):
            drawn: list[bool] = []
            for row in range(n_rows):
                before, after = cells[row][col - 1 : col + 1]
                is_drawn = before.right or after.left
                drawn.append(bool(is_drawn))
            edges.append(drawn)
        return [*edges, closed]

    def below(self) -> Edges:
        """Along which faces the level grid lines are drawn; the outer ones always are."""
        cells = self.table.cells
        n_cols = len(self.xs) - 1
        closed = [True] * n_cols
        edges = [closed]
        for row in range(1, len(self.ys) - 1):
            drawn: list[bool] = []
            for col in range(n_cols):
                above, under = cells[row - 1][col], cells[row][col]
                is_drawn = above.bottom or under.top
                drawn.append(bool(is_drawn))
            edges.append(drawn)
        return [*edges, closed]

    def text(self, span: Span) -> str:
        """The texts of a cell's faces, one under the other."""
        texts: list[str] = []
        for row, col in span.faces():
            face = self.table.cells[row][col]
            text = face.text.strip()
            if text:
                texts.append(text)
        return "\n".join(texts)

    def displayed(self, box: Box) -> Box:
        """A box on the page as it is displayed.

        Camelot counts from the bottom left of the page, brought upright where its text runs
        sideways.
        """
        width, height = (float(side) for side in self.table.pdf_size)
        left, top, right, bottom = box
        upright = left, height - top, right, height - bottom
        turn = _TURNS.get(self.table.rotation or "", 0)
        if turn:
            width, height = height, width
        placed = turn_back(upright, turn, width, height)
        x0, top, x1, bottom = (round(at, 2) for at in placed)
        return x0, top, x1, bottom


def _bounds(stretches: Any) -> list[float]:
    """Where rows or columns begin, and where the last one ends."""
    bounds = [float(start) for start, _ in stretches]
    _, end = stretches[-1]
    bounds.append(float(end))
    return bounds


def _page_table(found: _Found) -> PageTable:
    xs, ys = found.xs, found.ys
    cells: list[Cell] = []
    spans = spans_of(found.right(), found.below())
    for span in spans:
        box = (
            xs[span.col],
            ys[span.row],
            xs[span.col_end],
            ys[span.row_end],
        )
        cell = Cell(
            row=span.row,
            col=span.col,
            text=found.text(span),
            rowspan=span.row_end - span.row,
            colspan=span.col_end - span.col,
            page=found.page,
            bbox=found.displayed(box),
        )
        cells.append(cell)
    left, *_, right = xs
    top, *_, bottom = ys
    outline = (left, top, right, bottom)
    return PageTable(
        found.page,
        len(ys) - 1,
        len(xs) - 1,
        tuple(cells),
        found.displayed(outline),
    )
