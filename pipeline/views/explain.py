"""Where one value came from.

The printed cell and its place, each repair, the candidates where it is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.views.decision import OpenCell, entry, open_cells, priced

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
_OF_A_ROW = ("indicators", "provenance", "candidates", "repairs", "findings")


def explain(tables: Mapping[str, pa.Table], seq: int, column: str | None) -> Iterator[str]:
    """Lines of text on one column of one row, or on all of them.

    Raises:
        UsageError: there is no such row or column.
    """
    indicator = next((row for row in tables["indicators"].to_pylist() if row["seq"] == seq), None)
    if indicator is None:
        raise UsageError(f"row {seq}: no such indicator in this publication")
    rows = {
        name: [row for row in tables[name].to_pylist() if row["seq"] == seq] for name in _OF_A_ROW
    }
    sources = rows["provenance"]
    known = [row["column"] for row in sources]
    if column is not None and column not in known:
        raise UsageError(f"column {column}: no such column; known are {', '.join(known)}")
    in_doubt = {cell.column: cell for cell in open_cells(rows)}
    yield f"row {seq}: {indicator['indicator']}"
    for source in sources:
        if column in (None, source["column"]):
            yield from _value(indicator, source, rows["repairs"])
            if source["column"] in in_doubt:
                yield from _open(indicator["notice_id"], in_doubt[source["column"]])
    for finding in rows["findings"]:
        yield f"  finding ({finding['severity']}): {finding['message']}"


def _value(indicator: Row, source: Row, repairs: Sequence[Row]) -> Iterator[str]:
    name = source["column"]
    value = indicator[name]
    yield f"{name} = {'null' if value is None else value}  [{source['status']}]"
    if source["printed"] is not None:
        yield f"    printed {source['printed']!r} {_place(source)}"
    if source["reason"]:
        yield f"    {source['reason']}"
    for repair in repairs:
        if repair["column"] == name:
            change = f"{repair['before']!r} → {repair['after']!r}"
            cost = "" if repair["cost"] is None else f" (without it {repair['cost']:g} more)"
            yield f"    {repair['step']} {repair['rule']}: {change}{cost}"


def _place(source: Row) -> str:
    place = f"on page {source['page']}, row {source['row'] + 1}, column {source['col'] + 1}"
    if source["x0"] is None:
        return place
    return place + " at ({x0:.1f}, {top:.1f})–({x1:.1f}, {bottom:.1f}) pt".format(**source)


def _open(notice_id: str, cell: OpenCell) -> Iterator[str]:
    """The readings with what each costs, what would decide between them.

    And an entry to complete and paste.
    """
    yield f"    candidates: {', '.join(priced(cell))}"
    if cell.decided_by != cell.column:
        yield f"    follows from {cell.decided_by}: decide that"
        return
    yield f"    would decide it: {cell.settles}"
    yield "    to decide it, complete this entry in corrections.yml:"
    text = entry(notice_id, cell.seq, cell.column, cell.printed, next(iter(cell.readings), None))
    yield from (f"      {line}" for line in text.splitlines())
