"""Parts of sheets beside the tables that are none themselves: one column, or one row, of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.messages import message
from pipeline.model import Finding, Severity
from pipeline.read.numeric import FEWEST, is_number
from pipeline.read.sheet.block import Block
from pipeline.read.sheet.view import Seen
from pipeline.read.sheet.workbook import Sheet


@dataclass(frozen=True, slots=True)
class Small:
    """A part that is read as text; its first cell. ``data`` where it holds several numbers."""

    sheet: Sheet
    first: Seen
    data: bool


def small_parts(blocks: Sequence[Block], sheet: Sheet) -> Iterator[Small]:
    """Runs of numbers outside a sheet's tables; the sheet as a whole where it has no table."""
    texts = [cell for block in blocks if not block.table for cell in block.cells if cell.text]
    runs = _runs_of_numbers(texts)
    for run in runs:
        yield Small(sheet, run[0], data=True)
    has_table = any(block.table for block in blocks)
    if texts and not runs and not has_table:
        yield Small(sheet, texts[0], data=False)


def of_small_parts(parts: Sequence[Small]) -> Iterator[Finding]:
    """One finding on all parts of a workbook: a doubt where one of them holds data."""
    if not parts:
        return
    doubted = [part for part in parts if part.data]
    part = doubted[0] if doubted else parts[0]
    said = message(
        "sheets.small-parts",
        count=len(parts),
        place=part.sheet.place(part.first.name),
        text=part.first.text,
    )
    severity: Severity = "warning" if doubted else "info"
    yield Finding(severity, "small-table", said, page=part.sheet.number)


def _runs_of_numbers(texts: Sequence[Seen]) -> list[list[Seen]]:
    """Numbers below each other or side by side, several at a time."""
    numbers = [cell for cell in texts if is_number(cell.text)]
    down = _runs(numbers, attrgetter("area.left"), attrgetter("area.top"))
    across = _runs(numbers, attrgetter("area.top"), attrgetter("area.left"))
    return down + across


def _runs(
    cells: Sequence[Seen],
    line: Callable[[Seen], int],
    place: Callable[[Seen], int],
) -> list[list[Seen]]:
    """The cells of one line, a row or a column, that follow each other without a gap."""
    runs: list[list[Seen]] = []
    for cell in sorted(cells, key=lambda cell: (line(cell), place(cell))):
        last = runs[-1][-1] if runs else None
        goes_on = last is not None and line(last) == line(cell) and place(cell) == place(last) + 1
        if not goes_on:
            runs.append([])
        runs[-1].append(cell)
    return [run for run in runs if len(run) >= FEWEST]
