"""Where one value came from: the printed cell and its place, each repair, the candidates where it is open."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]

# Columns that follow from another one: a decision is written on that one.
FOLLOWS = {"target_value": "target", "target_unit": "target", "target_comparator": "target", "scoring_unit": "level1"}


def explain(tables: Mapping[str, pa.Table], seq: int, column: str | None) -> Iterator[str]:
    """Lines of text on one column of one row, or on all of them.

    Raises:
        UsageError: there is no such row or column.
    """
    indicator = next((row for row in tables["indicators"].to_pylist() if row["seq"] == seq), None)
    if indicator is None:
        raise UsageError(f"row {seq}: no such indicator in this publication")
    sources = [row for row in tables["provenance"].to_pylist() if row["seq"] == seq]
    known = [row["column"] for row in sources]
    if column is not None and column not in known:
        raise UsageError(f"column {column}: no such column; known are {', '.join(known)}")
    repairs = [row for row in tables["repairs"].to_pylist() if row["seq"] == seq]
    findings = [row for row in tables["findings"].to_pylist() if row["seq"] == seq]
    yield f"row {seq}: {indicator['indicator']}"
    for source in sources:
        if column in (None, source["column"]):
            yield from _value(indicator, source, repairs)
            yield from _open(indicator, source) if source["candidates"] else ()
    for finding in findings:
        yield f"  finding ({finding['severity']}): {finding['message']}"


def _value(indicator: Row, source: Row, repairs: Sequence[Row]) -> Iterator[str]:
    name = source["column"]
    value = indicator[name]
    yield f"{name} = {'null' if value is None else value}  [{source['status']}]"
    if source["printed"] is not None:
        yield f"    printed {source['printed']!r} {_place(source)}"
    if source["reason"]:
        yield f"    {source['reason']}"
    for entry in repairs:
        if entry["column"] == name:
            change = f"{entry['before']!r} → {entry['after']!r}"
            yield f"    {entry['step']} {entry['rule']}: {change} (cost {entry['cost']:g})"


def _place(source: Row) -> str:
    place = f"on page {source['page']}, row {source['row'] + 1}, column {source['col'] + 1}"
    if source["x0"] is None:
        return place
    return place + " at ({x0:.1f}, {top:.1f})–({x1:.1f}, {bottom:.1f}) pt".format(**source)


def _open(indicator: Row, source: Row) -> Iterator[str]:
    """The candidates, and an entry for corrections.yml to complete and paste."""
    candidates = json.loads(source["candidates"])
    shown = ", ".join("lost or none" if value is None else str(value) for value in candidates)
    yield f"    candidates: {shown}"
    if source["column"] in FOLLOWS:
        yield f"    follows from {FOLLOWS[source['column']]}: decide that"
        return
    yield "    to decide it, complete this entry in corrections.yml:"
    printed = json.dumps(source["printed"] or "", ensure_ascii=False)
    yield f"      - notice: {indicator['notice_id']}"
    yield f"        target: {{seq: {indicator['seq']}, column: {source['column']}}}"
    yield f"        expects: {printed}"
    yield f"        value: {json.dumps(candidates[0] if candidates else None, ensure_ascii=False)}"
    yield "        reason:"
    yield "        decided_by:"
