"""The ``review`` command: what a publication leaves open, row by row, for a person to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipeline.views.decision import OpenCell, entry, open_cells, priced

if TYPE_CHECKING:
    import pyarrow as pa


def review(tables: Mapping[str, pa.Table], entries: bool = False) -> Iterator[str]:
    """Lines of text: each open row with its cells, their readings and why they are open.

    ``entries`` adds the entry of corrections.yml for each cell, its first reading filled in.
    """
    cells = list(open_cells(_rows(tables)))
    notice_id = tables["notice"].to_pylist()[0]["notice_id"]
    for seq, group in groupby(cells, key=lambda cell: cell.seq):
        yield from _row(seq, list(group), notice_id, entries)
    yield _closing(cells, entries)


def as_list(tables: Mapping[str, pa.Table]) -> list[dict[str, Any]]:
    """The open cells as plain values, for machines."""
    return [asdict(cell) for cell in open_cells(_rows(tables))]


def _rows(tables: Mapping[str, pa.Table]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: tables[name].to_pylist()
        for name in ("indicators", "provenance", "candidates", "repairs")
    }


def _row(seq: int, cells: list[OpenCell], notice_id: str, entries: bool) -> Iterator[str]:
    yield f"row {seq}: {cells[0].indicator or ''}"
    for reason, group in groupby(cells, key=lambda cell: cell.reason):
        for cell in group:
            yield f"  {cell.column:<17} {_readings(cell)}  {_printed(cell)}"
            if entries and cell.decided_by == cell.column:
                text = entry(
                    notice_id,
                    seq,
                    cell.column,
                    cell.printed,
                    cell.readings[0] if cell.readings else None,
                )
                yield from (f"      {line}" for line in text.splitlines())
        yield f"    {reason}"
    for means in dict.fromkeys(cell.settles for cell in cells if cell.decided_by == cell.column):
        yield f"    would decide it: {means}"


def _readings(cell: OpenCell) -> str:
    if cell.decided_by != cell.column:
        return f"follows from {cell.decided_by}"
    return " or ".join(priced(cell, '"'))


def _printed(cell: OpenCell) -> str:
    if cell.page is None or cell.row is None or cell.col is None:
        return "(nothing printed)"
    printed = " ".join(cell.printed.split())
    return f'(printed "{printed}" on page {cell.page}, row {cell.row + 1}, column {cell.col + 1})'


def _closing(cells: list[OpenCell], entries: bool) -> str:
    if not cells:
        return "nothing is open"
    rows = len({cell.seq for cell in cells})
    how = (
        "choose a value, add reason and decided_by, and put the entry into corrections.yml; then extract again"
        if entries
        else "with --entries each comes with its entry for corrections.yml"
    )
    return f"{len(cells)} cells open on {rows} rows; {how}"
