"""Tells where one value came from.

The printed cell and its place, each repair, the candidates where it is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.messages import Language, Message, message, render
from pipeline.messages.names import VALUES, named
from pipeline.schema import EXTRAS, declared_by, printed_heading
from pipeline.views import calibration
from pipeline.views.decision import OpenCell, first_entry, open_cells, priced
from pipeline.views.said import said
from pipeline.views.spot import Counted, counted

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
Tables = Mapping[str, "pa.Table"]
_OF_A_ROW = ("indicators", "provenance", "candidates", "repairs", "findings")


def explain(
    tables: Tables,
    seq: int,
    column: str | None,
    language: Language = "en",
) -> Iterator[str]:
    """Lines of text on one column of one row, or on all of them.

    Raises:
        UsageError: there is no such row or column.
    """
    rows = _rows_of(tables, seq)
    indicator = rows["indicators"][0]
    sources = _sources(rows, column)
    in_doubt = {cell.column: cell for cell in open_cells(rows)}
    heading = message("views.row", seq=seq, indicator=indicator["indicator"] or "")
    yield render(heading, language)
    headings = _own_headings(tables)
    for source in sources:
        yield _value(indicator, source, headings, language)
        yield from _evidence(source, rows["repairs"], language)
        cell = in_doubt.get(source["column"])
        if cell is not None:
            yield from _open(indicator["notice_id"], cell, language)
    for finding in rows["findings"]:
        text = said(finding, language)
        line = message("views.finding", severity=finding["severity"], text=text)
        yield f"  {render(line, language)}"


def as_dict(
    tables: Tables,
    seq: int,
    column: str | None,
    language: Language = "en",
) -> dict[str, Any]:
    """The same as plain values, for machines.

    Raises:
        UsageError: there is no such row or column.
    """
    rows = _rows_of(tables, seq)
    indicator = rows["indicators"][0]
    values = []
    headings = _own_headings(tables)
    for source in _sources(rows, column):
        value = _as_dict(indicator, source, rows, language)
        own = headings.get(source["column"])
        values.append(value if own is None else {**value, "heading": own})
    return {
        "notice_id": indicator["notice_id"],
        "seq": seq,
        "indicator": indicator["indicator"],
        "values": values,
        "findings": [_told(finding, "message", language) for finding in rows["findings"]],
    }


def _as_dict(
    indicator: Row,
    source: Row,
    rows: Mapping[str, list[Row]],
    language: Language,
) -> dict[str, Any]:
    name = source["column"]
    repairs = [row for row in rows["repairs"] if row["column"] == name]
    candidates = [row for row in rows["candidates"] if row["column"] == name]
    calibrated = calibration.said_of(source, repairs)
    return {
        "value": indicator[name],
        **_told(source, "reason", language),
        "repairs": [_told(row, "reason", language) for row in repairs],
        "candidates": [_told(row, None, language) for row in candidates],
        "calibrated": None if calibrated is None else render(calibrated, language),
    }


def _told(
    row: Row,
    sentence: str | None,
    language: Language,
) -> dict[str, Any]:
    """A published row without its key; its sentence in the reader's language."""
    kept = dict(row)
    del kept["notice_id"], kept["seq"]
    if sentence is not None:
        kept[sentence] = said(row, language)
    return kept


def _rows_of(tables: Tables, seq: int) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for name in _OF_A_ROW:
        published = tables[name].to_pylist()
        rows[name] = [row for row in published if row["seq"] == seq]
    if not rows["indicators"]:
        raise UsageError("views.no-such-row", seq=seq)
    if EXTRAS in tables:
        own = next(row for row in tables[EXTRAS].to_pylist() if row["seq"] == seq)
        rows["indicators"] = [{**row, **own} for row in rows["indicators"]]
    return rows


def _own_headings(tables: Tables) -> dict[str, str]:
    """What the form prints over each column of its own."""
    if EXTRAS not in tables:
        return {}
    declared = declared_by(EXTRAS, tables[EXTRAS].schema)
    return {column.name: printed_heading(column) for column in declared.columns}


def _sources(rows: Mapping[str, list[Row]], column: str | None) -> list[Row]:
    """The rows of provenance that are asked for."""
    sources = rows["provenance"]
    if column is None:
        return sources
    found = [source for source in sources if source["column"] == column]
    if not found:
        known = [source["column"] for source in sources]
        raise UsageError("views.no-such-column", column=column, known=known)
    return found


def _value(
    indicator: Row,
    source: Row,
    headings: Mapping[str, str],
    language: Language,
) -> str:
    """The value with the name of its column; one of the form's own by its heading as well."""
    name = source["column"]
    value = indicator[name]
    if value is None:
        shown: Message | str = message("views.null")
    elif name in VALUES:
        shown = named(name, value, language)
    else:
        shown = str(value)
    told = {"column": name, "value": shown, "status": source["status"]}
    if name in headings:
        line = message("views.own-value", heading=headings[name], **told)
    else:
        line = message("views.value", **told)
    return render(line, language)


def _evidence(
    source: Row,
    repairs: Sequence[Row],
    language: Language,
) -> Iterator[str]:
    """Where the value is printed, why it is what it is, what was changed, how sure that is."""
    name = source["column"]
    if source["printed"] is not None:
        yield f"    {render(_printed(source), language)}"
    reason = said(source, language)
    if reason:
        yield f"    {reason}"
    for repair in repairs:
        if repair["column"] == name:
            yield f"    {render(_change(repair), language)}"
    calibrated = calibration.said_of(source, repairs)
    if calibrated is not None:
        yield f"    {render(calibrated, language)}"


def _printed(source: Row) -> Message:
    counts = counted(source.get("place"))
    if counts is Counted.SHEETS:
        return message("editions.printed-at", printed=source["printed"], place=source["place"])
    place = {
        "printed": source["printed"],
        "page": source["page"],
        "row": source["row"] + 1,
        "col": source["col"] + 1,
    }
    if counts is Counted.TABLES:
        return message("editions.printed-in", **place)
    if source["x0"] is None:
        return message("views.printed-on", **place)
    return message(
        "views.printed-at",
        **place,
        x0=source["x0"],
        top=source["top"],
        x1=source["x1"],
        bottom=source["bottom"],
    )


def _change(repair: Row) -> Message:
    change = message(
        "views.change",
        step=repair["step"],
        rule=repair["rule"],
        before=repair["before"] or "",
        after=repair["after"] or "",
    )
    if repair["cost"] is None:
        return change
    return message("views.change-cost", change=change, cost=repair["cost"])


def _open(
    notice_id: str,
    cell: OpenCell,
    language: Language,
) -> Iterator[str]:
    """The readings with what each costs, what would decide between them.

    And an entry to complete and paste.
    """
    candidates = message("views.candidates", readings=priced(cell, language))
    yield f"    {render(candidates, language)}"
    if not cell.is_own:
        follows = message("views.follows-decide", column=cell.decided_by)
        yield f"    {render(follows, language)}"
        return
    means = message("views.would-decide", settles=cell.settles)
    yield f"    {render(means, language)}"
    yield f"    {render(message('views.complete-entry'), language)}"
    for line in first_entry(notice_id, cell):
        yield f"      {line}"
