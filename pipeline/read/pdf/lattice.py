"""PDF pages → tables, through camelot's vector engine: the only module that knows it.

Camelot brings its own PDF parser, so its grids are a second witness. Its texts are handed on as
they come, to be compared and never published: it assigns whole text lines to cells.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import SourceError
from pipeline.model import Box, Cell, PageTable
from pipeline.read.pdf.grid import Span, spans_of
from pipeline.read.pdf.guard import silenced
from pipeline.read.pdf.turn import turn_back

# Pages handed over at once: camelot keeps every page's layout until it returns.
BATCH = 16
_TURNS = {"clockwise": 90, "anticlockwise": 270}


def read_pdf(path: Path, pages: Sequence[int]) -> tuple[PageTable, ...]:
    """The ruled tables camelot finds on these pages (counted from 1), by page and place.

    Raises ``SourceError`` when camelot cannot read the file.
    """
    wanted = sorted(set(pages))
    batches = [wanted[i : i + BATCH] for i in range(0, len(wanted), BATCH)]
    tables = [t for batch in batches for t in _read_batch(path, batch)]
    return tuple(
        sorted(
            tables, key=lambda t: (t.page, t.bbox[1] if t.bbox else 0, t.bbox[0] if t.bbox else 0)
        )
    )


def _read_batch(path: Path, batch: Sequence[int]) -> list[PageTable]:
    found, reason = _asked(path, batch)
    if found is None:
        where = f"page {batch[0]}" if len(batch) == 1 else f"pages {batch[0]}–{batch[-1]}"
        raise SourceError(
            f"{path}: camelot cannot read {where} ({reason}); try --engine pdfplumber"
        )
    return [_page_table(table) for table in found]


def _asked(path: Path, batch: Sequence[int]) -> tuple[Any | None, str]:
    """Camelot's answer, or none and the reason.

    What it leaves open on failure is closed before returning.
    """
    from camelot.io import read_pdf as camelot_tables

    pages = ",".join(map(str, batch))
    with warnings.catch_warnings(), silenced("playa", "camelot"):
        warnings.simplefilter("ignore")
        try:
            return camelot_tables(
                str(path), pages=pages, flavor="lattice", engine="vector", suppress_stdout=True
            ), ""
        except MemoryError:
            raise
        except Exception as error:
            reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        gc.collect()
        return None, reason


def _page_table(table: Any) -> PageTable:
    xs = [float(c[0]) for c in table.cols] + [float(table.cols[-1][1])]
    ys = [float(r[0]) for r in table.rows] + [float(table.rows[-1][1])]
    right, below = _edges(table.cells, len(ys) - 1, len(xs) - 1)

    def box(s: Span) -> Box:
        return _displayed((xs[s.col], ys[s.row], xs[s.col_end], ys[s.row_end]), table)

    cells = tuple(
        Cell(
            row=s.row,
            col=s.col,
            text=_text(table.cells, s),
            rowspan=s.row_end - s.row,
            colspan=s.col_end - s.col,
            page=int(table.page),
            bbox=box(s),
        )
        for s in spans_of(right, below)
    )
    whole = box(Span(0, 0, len(ys) - 1, len(xs) - 1))
    return PageTable(int(table.page), len(ys) - 1, len(xs) - 1, cells, whole)


def _edges(cells: Any, n_rows: int, n_cols: int) -> tuple[list[list[bool]], list[list[bool]]]:
    """[line][face] for upright and level grid lines: whether a rule is drawn there.

    Outer lines always are.
    """
    right = [[True] * n_rows for _ in range(n_cols + 1)]
    below = [[True] * n_cols for _ in range(n_rows + 1)]
    for r in range(n_rows):
        for c in range(1, n_cols):
            right[c][r] = bool(cells[r][c - 1].right or cells[r][c].left)
    for r in range(1, n_rows):
        for c in range(n_cols):
            below[r][c] = bool(cells[r - 1][c].bottom or cells[r][c].top)
    return right, below


def _text(cells: Any, s: Span) -> str:
    texts = (
        cells[r][c].text.strip() for r in range(s.row, s.row_end) for c in range(s.col, s.col_end)
    )
    return "\n".join(t for t in texts if t)


def _displayed(box: Box, table: Any) -> Box:
    """Camelot counts from the bottom left.

    Of the page brought upright where its text runs sideways.
    """
    width, height = (float(v) for v in table.pdf_size)
    upright = (box[0], height - box[1], box[2], height - box[3])
    turn = _TURNS.get(table.rotation or "", 0)
    page = (height, width) if turn else (width, height)
    x0, top, x1, bottom = (round(v, 2) for v in turn_back(upright, turn, *page))
    return x0, top, x1, bottom
