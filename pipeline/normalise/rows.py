"""Typed values → rows of the published tables, one function each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.messages import Message, as_data, message
from pipeline.model import (
    Cell,
    Document,
    Finding,
    Preamble,
    Repair,
    ScoringUnit,
    SectionTotal,
)
from pipeline.normalise.agencies import LeadSplit
from pipeline.normalise.extras import Extra
from pipeline.normalise.setting import Setting
from pipeline.normalise.sums import ranges
from pipeline.normalise.typed import Reading, Typed, TypedRow, split_leads
from pipeline.schema import PROVENANCE_COLUMNS, TABLES, decided_by
from pipeline.text import fold, parse_rank

Row = dict[str, object]
BOX = ("x0", "top", "x1", "bottom")
# Columns whose published text is the print's without wraps.
MENDED = ("level1", "level2", "indicator", "unit", "target", "lead_units")


def indicator(row: TypedRow, warned: set[int | None], *, paged: bool) -> Row:
    """One row of ``indicators``.

    ``warned`` are the serials that a warning names, ``paged`` is whether the source has pages.
    """
    out: Row = {"seq": row.seq}
    for column in TABLES["indicators"].columns:
        typed = row.values.get(column.name)
        if typed is not None:
            out[column.name] = typed.value
    traced = [row.values[name] for name in PROVENANCE_COLUMNS]
    has_open = any(typed.ambiguous for typed in traced)
    out["needs_review"] = has_open or row.seq in warned
    sheet = row.record.row.sheet
    out["source_page"] = sheet if paged else None
    return out


def extras(seq: int, found: Sequence[Extra]) -> Row:
    """One row of ``extras``."""
    out: Row = {"seq": seq}
    for extra in found:
        out |= extra.row
    return out


def rankings(row: TypedRow, setting: Setting) -> Iterator[Row]:
    """The rows of ``rankings``: one for each period."""
    for period in setting.periods:
        typed = row.values[period.name]
        value = row.record.values[period.name]
        status = _rank_status(typed, value.text, setting)
        printed = None if value.cell is None else value.cell.text
        yield {
            "seq": row.seq,
            "period_start": period.start,
            "period_end": period.end,
            "rank": typed.value,
            "printed": None if status == "ambiguous" else printed,
            "status": status,
        }


def _rank_status(typed: Typed, text: str | None, setting: Setting) -> str:
    if typed.ambiguous:
        return "ambiguous"
    if typed.value is not None:
        return "ranked"
    if not text:
        return "blank"
    _, status = parse_rank(text, setting.not_published)
    return status if status in ("not_published", "blank") else "ambiguous"


def lead_units(row: TypedRow, setting: Setting) -> Iterator[Row]:
    """The rows of ``lead_units``: one for each unit in charge."""
    typed = row.values["lead_units"]
    if typed.value is None:
        return
    split = split_leads(typed.source, setting)
    for position, unit in enumerate(split.units, 1):
        yield {
            "seq": row.seq,
            "position": position,
            "lead_unit": unit.name,
            "remark": unit.remark or None,
        }


def agencies(row: TypedRow, own: Sequence[Extra], setting: Setting) -> Iterator[Row]:
    """The rows of ``agencies``: one for each office that a column of the indicator names."""
    leads = row.values["lead_units"]
    if leads.value is not None:
        yield from _agencies(row.seq, "lead_units", split_leads(leads.source, setting))
    for extra in own:
        of_offices = extra.setting.kind == "agency"
        if of_offices and extra.typed.value is not None:
            split = split_leads(extra.typed.source, extra.setting.agencies)
            yield from _agencies(row.seq, extra.name, split)


def _agencies(seq: int, column: str, split: LeadSplit) -> Iterator[Row]:
    for position, unit in enumerate(split.units, 1):
        yield {
            "seq": seq,
            "column": column,
            "position": position,
            "agency": unit.name,
            "remark": unit.remark or None,
        }


def scoring_unit(unit: ScoringUnit) -> Row:
    """One row of ``scoring_units``."""
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
    """One row of ``sections``."""
    return {
        "section": total.section,
        "label": total.label,
        "first_seq": total.first,
        "last_seq": total.last,
        "points": total.points,
        "share": total.share,
    }


def notice(document: Document, preamble: Preamble) -> Row:
    """The row of ``notice``."""
    start, end = preamble.window or (None, None)
    shares = {section.section: section.share for section in reversed(preamble.sections)}
    return {
        "title": preamble.title,
        "issuer": preamble.issuer,
        "issued_on": preamble.issued_on,
        "window_start": start,
        "window_end": end,
        "contact_email": preamble.contact_email,
        "attachment_title": preamble.attachment_title,
        "full_marks": preamble.full_marks,
        "provincial_share": shares.get("provincial"),
        "source_sha256": document.sha256,
        "body": preamble.body,
    }


def _place(cell: Cell | None) -> Row:
    """Where a value stands in the source: page, row and column, and the box on the page."""
    box: Sequence[float | None] = (None, None, None, None)
    if cell is not None and cell.bbox is not None:
        box = cell.bbox
    return {
        "page": cell.page if cell else None,
        "row": cell.row if cell else None,
        "col": cell.col if cell else None,
        **dict(zip(BOX, box, strict=True)),
        "place": cell.place if cell else None,
    }


def provenance(seq: int, name: str, typed: Typed) -> Row:
    """One row of ``provenance``."""
    value = typed.source
    candidates = None
    if typed.ambiguous:
        values = [_plain(candidate) for candidate in typed.candidates]
        candidates = json.dumps(values or [None], ensure_ascii=False)
    printed = value.cell.text if value.cell else None
    return {
        "seq": seq,
        "column": name,
        "status": value.status,
        "printed": printed or None,
        "candidates": candidates,
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
    if not readings:
        readings = (Reading(None),)
    for position, reading in enumerate(sorted(readings, key=_cost), 1):
        value = _plain(reading.value)
        yield {
            "seq": seq,
            "column": name,
            "position": position,
            "text": reading.text if own else None,
            "value": None if value is None else str(value),
            "cost": reading.cost,
        }


def _cost(reading: Reading) -> float:
    return reading.cost or 0.0


def _cheapest_of_each_value(readings: Sequence[Reading]) -> Sequence[Reading]:
    found: dict[Any, Reading] = {}
    for reading in readings:
        known = found.get(reading.value)
        if known is None or _cost(reading) < _cost(known):
            found[reading.value] = reading
    return tuple(found.values())


def _plain(value: Any) -> Any:
    """A number as JSON has it, whole where it is; a date as ISO 8601 has it."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, Decimal):
        return value
    whole = value == value.to_integral_value()
    return int(value) if whole else float(value)


def repair(entry: Repair) -> Row:
    """One row of ``repairs``."""
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


def mended(row: TypedRow) -> Iterator[Repair]:
    """Published texts of which a space or line break of the print is gone: one entry each."""
    for name in MENDED:
        typed = row.values[name]
        cell = typed.source.cell
        if cell is None or not _is_mended(name, typed, cell.text):
            continue
        yield Repair(
            step="normalise",
            rule="wrap_space",
            before=cell.text,
            after=typed.value,
            why=(message("normalise.wrap"),),
            seq=row.seq,
            column=name,
            page=cell.page,
            row=cell.row,
            col=cell.col,
        )


def _is_mended(name: str, typed: Typed, printed: str) -> bool:
    """Whether the print has a published text, but not as it is published."""
    if typed.value is None or typed.source.status not in ("printed", "repaired"):
        return False
    names = [typed.value]
    if name == "lead_units":
        names = typed.value.split("、")
    if fold(names[0]) not in fold(printed):
        return False
    return any(each not in printed for each in names)


def cell(cell: Cell, sha256: str) -> Row:
    """One row of ``cells``; ``sha256`` is the source's."""
    return {
        "source_sha256": sha256,
        **_place(cell),
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": cell.text,
        "engines": ",".join(cell.engines),
        "confidence": cell.confidence,
        "readings": _readings(cell),
    }


def _readings(cell: Cell) -> str | None:
    """What each witness reads in a cell of a page image, as JSON; null elsewhere."""
    if not cell.readings:
        return None
    data = []
    for reading in cell.readings:
        said: dict[str, str | float] = {
            "witness": reading.witness,
            "text": reading.text,
            "chance": reading.chance,
        }
        if reading.probability is not None:
            said["probability"] = reading.probability
        data.append(said)
    return json.dumps(data, ensure_ascii=False)


def finding(finding: Finding) -> Row:
    """One row of ``findings``."""
    said = as_data(finding.what)
    return {
        "severity": finding.severity,
        "check": finding.check,
        "message": finding.message,
        "seq": finding.seq,
        "first_seq": finding.first_seq,
        "last_seq": finding.last_seq,
        "page": finding.page,
        "row": finding.row,
        "col": finding.col,
        "code": said["code"],
        "parameters": json.dumps(said["parameters"], ensure_ascii=False),
    }


def _clauses(reasons: Sequence[Message]) -> str | None:
    """The clauses of a reason as a JSON array of codes and parameters; null where there is none."""
    data = [as_data(reason) for reason in reasons]
    return json.dumps(data, ensure_ascii=False) if data else None
