"""The engines that read a PDF's tables: what each has seen, and what a second is asked about."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.model import Finding, PageTable

Tell = Callable[[str, int, int, int], None]
# A file may be updated so many times.
UPDATES = 10_000


def settled(
    path: Path,
    engine: str,
    tables: tuple[PageTable, ...],
    numbers: tuple[int, ...],
    again: set[int],
    tell: Tell,
) -> tuple[tuple[PageTable, ...], Sequence[Finding]]:
    """The tables as the engine that was asked for has them, and where engines differ.

    ``numbers`` are those of the pages read, ``again`` of the ones in doubt.
    """
    if engine in ("pdfplumber", "pdfium"):
        return named(tables, engine), ()
    if engine == "camelot":
        return _by_camelot(path, numbers, tables, tell)
    if engine == "auto":
        return _asked_again(path, tables, again, tell)
    if tables:
        return compared(path, tables, tell)
    return tables, ()


def named(tables: Iterable[PageTable], engine: str) -> tuple[PageTable, ...]:
    """The tables, each cell with the one engine that saw it."""
    named = []
    for table in tables:
        if is_by(table, engine):
            named.append(table)
            continue
        cells = tuple(replace(cell, engines=(engine,)) for cell in table.cells)
        named.append(replace(table, cells=cells))
    return tuple(named)


def is_by(table: PageTable, engine: str) -> bool:
    """Whether each cell names this one engine."""
    return all(cell.engines == (engine,) for cell in table.cells)


def _by_camelot(
    path: Path,
    pages: Sequence[int],
    composed: Sequence[PageTable],
    tell: Tell,
) -> tuple[tuple[PageTable, ...], tuple[Finding, ...]]:
    """The tables of these pages as camelot's grid has them, characters in their own places."""
    from pipeline.read.compare import with_own_places
    from pipeline.read.pdf import lattice

    seen: list[PageTable] = []
    for start in range(0, len(pages), lattice.BATCH):
        batch = pages[start : start + lattice.BATCH]
        tell("compare", start, len(pages), len(batch))
        with _deep():
            seen += lattice.read_pdf(path, batch)
    return with_own_places(seen, composed)


def _asked_again(
    path: Path,
    tables: Sequence[PageTable],
    again: set[int],
    tell: Tell,
) -> tuple[tuple[PageTable, ...], list[Finding]]:
    """The tables, those of the pages that were asked again settled between both engines."""
    sure = named([table for table in tables if table.page not in again], "pdfium")
    asked = [table for table in tables if table.page in again]
    if not asked:
        return sure, []
    settled, findings = compared(path, asked, tell)
    together = sorted([*sure, *settled], key=lambda table: table.page)
    return tuple(together), findings


def compared(
    path: Path,
    tables: Sequence[PageTable],
    tell: Tell,
) -> tuple[tuple[PageTable, ...], list[Finding]]:
    """Settles the tables between both engines, and tells where these differ.

    It goes some pages at a time, so that no second reading of the whole file is in memory.
    """
    from pipeline.read.compare import agree
    from pipeline.read.pdf import lattice

    settled: list[PageTable] = []
    findings: list[Finding] = []
    ruled = sorted({table.page for table in tables})
    for start in range(0, len(ruled), lattice.BATCH):
        batch = ruled[start : start + lattice.BATCH]
        tell("compare", start, len(ruled), len(batch))
        own = [table for table in tables if batch[0] <= table.page <= batch[-1]]
        with _deep():
            seen = lattice.read_pdf(path, batch)
        agreed, differences = agree(own, seen)
        settled += agreed
        findings += differences
    return tuple(settled), findings


@contextmanager
def _deep() -> Iterator[None]:
    """Gives camelot's parser the stack it needs: it calls itself for each update of a file.

    The file was read in full before, so the updates end.
    """
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(UPDATES)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
