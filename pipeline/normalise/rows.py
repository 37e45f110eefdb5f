"""Typed values → rows of the published tables, one function each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.messages import Message, as_data
from pipeline.model import (
    Cell,
    Document,
    Finding,
    Preamble,
    Record,
    Repair,
    ScoringUnit,
    SectionTotal,
)
from pipeline.normalise.sums import ranges
from pipeline.normalise.typed import Reading, Setting, Typed, split_leads
from pipeline.schema import PROVENANCE_COLUMNS, TABLES, decided_by
from pipeline.text import fold, parse_rank

Row = dict[str, object]


def indicator(
    record: Record, values: Mapping[str, Typed], warned: set[int | None], paged: bool
) -> Row:
    """One row of ``indicators``; ``paged`` is whether the source has pages."""
    row: Row = {"seq": record.seq}
    for column in TABLES["indicators"].columns:
        if column.name in values:
            row[column.name] = values[column.name].value
    open_cell = any(values[name].ambiguous for name in PROVENANCE_COLUMNS)
    row["needs_review"] = open_cell or record.seq in warned
    row["source_page"] = record.row.sheet if paged else None
    return row


def rankings(record: Record, values: Mapping[str, Typed], setting: Setting) -> Iterator[Row]:
    for period in setting.periods:
        typed = values[period.name]
        value = record.values[period.name]
        status = (
            "ambiguous" if typed.ambiguous else "ranked" if typed.value is not None else "blank"
        )
        if status == "blank" and value.text:
            read = parse_rank(value.text, setting.not_published)[1]
            status = read if read in ("not_published", "blank") else "ambiguous"
        yield {
            "seq": record.seq,
            "period_start": period.start,
            "period_end": period.end,
            "rank": typed.value,
            "printed": value.cell.text
            if value.cell is not None and status != "ambiguous"
            else None,
            "status": status,
        }


def lead_units(record: Record, values: Mapping[str, Typed], setting: Setting) -> Iterator[Row]:
    typed = values["lead_units"]
    if typed.value is None:
        return
    for position, unit in enumerate(split_leads(typed.source, setting).units, 1):
        yield {
            "seq": record.seq,
            "position": position,
            "lead_unit": unit.name,
            "remark": unit.remark or None,
        }


def scoring_unit(unit: ScoringUnit) -> Row:
    return {
        "scoring_unit": unit.number,
        "section": unit.section,
        "level1": unit.level1,
        "level2": unit.level2,
        "first_seq": min(unit.rows),
        "last_seq": max(unit.rows),
        "points": unit.points,
        "rows": ranges(unit.rows),
        "basis": unit.basis,
        "status": "open" if unit.open_rows else "certain",
        "candidates": ranges(unit.open_rows) or None,
    }


def section(total: SectionTotal) -> Row:
    return {
        "section": total.section,
        "label": total.label,
        "first_seq": total.first,
        "last_seq": total.last,
        "points": total.points,
        "share": total.share,
    }


def notice(document: Document, preamble: Preamble) -> Row:
    start, end = preamble.window or (None, None)
    share = next((s.share for s in preamble.sections if s.section == "provincial"), None)
    return {
        "title": preamble.title,
        "issuer": preamble.issuer,
        "issued_on": preamble.issued_on,
        "window_start": start,
        "window_end": end,
        "contact_email": preamble.contact_email,
        "attachment_title": preamble.attachment_title,
        "full_marks": preamble.full_marks,
        "provincial_share": share,
        "source_sha256": document.sha256,
        "body": preamble.body,
    }


def _place(cell: Cell | None) -> Row:
    box = cell.bbox if cell is not None and cell.bbox is not None else (None, None, None, None)
    return {
        "page": cell.page if cell else None,
        "row": cell.row if cell else None,
        "col": cell.col if cell else None,
        **dict(zip(("x0", "top", "x1", "bottom"), box, strict=True)),
        "place": cell.place if cell else None,
    }


def provenance(seq: int, name: str, typed: Typed) -> Row:
    value = typed.source
    candidates = (
        [_plain(candidate) for candidate in typed.candidates] or [None] if typed.ambiguous else None
    )
    return {
        "seq": seq,
        "column": name,
        "status": value.status,
        "printed": value.cell.text if value.cell is not None and value.cell.text else None,
        "candidates": None if candidates is None else json.dumps(candidates, ensure_ascii=False),
        "reason": value.reason or None,
        "reasons": _clauses(value.reasons),
        **_place(value.cell),
    }


def candidates(seq: int, name: str, typed: Typed) -> Iterator[Row]:
    """The readings of a value in doubt, the cheapest first.

    One without text or value where nothing is known of it.
    """
    if not typed.ambiguous:
        return
    own = decided_by(name) == name
    # A column that follows another has as many readings as values: its texts are the other's.
    readings = typed.readings if own else _cheapest_of_each_value(typed.readings)
    for position, reading in enumerate(
        sorted(readings or (Reading(None),), key=lambda r: r.cost or 0.0), 1
    ):
        value = _plain(reading.value)
        yield {
            "seq": seq,
            "column": name,
            "position": position,
            "text": reading.text if own else None,
            "value": None if value is None else str(value),
            "cost": reading.cost,
        }


def _cheapest_of_each_value(readings: Sequence[Reading]) -> Sequence[Reading]:
    found: dict[Any, Reading] = {}
    for reading in readings:
        if reading.value not in found or (reading.cost or 0.0) < (found[reading.value].cost or 0.0):
            found[reading.value] = reading
    return tuple(found.values())


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def repair(entry: Repair) -> Row:
    return {
        "step": entry.step,
        "rule": entry.rule,
        "seq": entry.seq,
        "column": entry.column,
        "page": entry.page,
        "row": entry.row,
        "col": entry.col,
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason or entry.rule,
        "reasons": _clauses(entry.reasons),
        "cost": entry.cost,
    }


def mended(record: Record, values: Mapping[str, Typed]) -> Iterator[Repair]:
    """Published texts of which a space or line break of the print is gone: one entry each."""
    for name in ("level1", "level2", "indicator", "unit", "target", "lead_units"):
        typed = values[name]
        cell = typed.source.cell
        if (
            cell is None
            or typed.value is None
            or typed.source.status not in ("printed", "repaired")
        ):
            continue
        names = typed.value.split("、") if name == "lead_units" else [typed.value]
        if fold(names[0]) in fold(cell.text) and not all(part in cell.text for part in names):
            reason = "spaces and line breaks that touch Chinese text are wraps or style"
            place = (cell.page, cell.row, cell.col)
            yield Repair(
                "normalise",
                "wrap_space",
                cell.text,
                typed.value,
                reason,
                0.0,
                record.seq,
                name,
                *place,
            )


def cell(cell: Cell, sha256: str) -> Row:
    return {
        "source_sha256": sha256,
        **_place(cell),
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": cell.text,
        "engines": ",".join(cell.engines),
    }


def finding(finding: Finding) -> Row:
    """One row of ``findings``."""
    names = ("severity", "check", "message", "seq", "first_seq", "last_seq", "page", "row", "col")
    said = as_data(finding.said)
    return {
        **{name: getattr(finding, name) for name in names},
        "code": said["code"],
        "parameters": json.dumps(said["parameters"], ensure_ascii=False),
    }


def _clauses(reasons: Sequence[Message]) -> str | None:
    """The clauses of a reason as a JSON array of codes and parameters; null where there is none."""
    data = [as_data(reason) for reason in reasons]
    return json.dumps(data, ensure_ascii=False) if data else None
