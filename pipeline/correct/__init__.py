"""People's decisions, applied in the open and refused when stale.

``corrections.yml`` is a list of entries::

    - notice: chongyi-2022          # the notice_id it is meant for
      target: {seq: 35, column: weight}
      expects: "2"                  # the text that stands there, "" where nothing is printed
      value: "1"                    # the text to read instead, null to settle that there is none
      reason: the county office's letter of …
      decided_by: name

An entry for another notice is passed over; one for this notice that meets no row, no such column,
or another text than it expects, stops the run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.correct.change import with_value
from pipeline.correct.entries import MAX_BYTES, Correction, load, read
from pipeline.correct.units import divide_units, renumbered, settle_label
from pipeline.errors import CorrectionError
from pipeline.messages import Message, message, text
from pipeline.model import Finding, Record, Repaired, ScoringUnit, Value
from pipeline.text import fold, parse_points, parse_rank

__all__ = ["MAX_BYTES", "Correction", "correct", "load", "read"]


def correct(
    repaired: Repaired,
    corrections: Sequence[Correction],
    notice_id: str,
) -> Repaired:
    """The table with this notice's decisions applied and logged.

    Raises:
        CorrectionError: an entry for this notice is stale, stands twice, or leaves weights that do
            not add up.
    """
    mine = [entry for entry in corrections if entry.notice == notice_id]
    if not mine:
        return repaired
    seen: set[tuple[int, str]] = set()
    for entry in mine:
        at = (entry.seq, entry.column)
        if at in seen:
            raise CorrectionError("correct.twice", **_named(entry))
        seen.add(at)
        repaired = _apply(repaired, entry)
    weighed = {seq for seq, column in seen if column == "weight"}
    if weighed:
        repaired = divide_units(repaired, weighed)
    units = renumbered(repaired.units)
    findings = _still_open(repaired.findings, repaired.units, units)
    return replace(repaired, units=units, findings=findings)


def _named(entry: Correction) -> dict[str, str | int]:
    """What every message on the entry names it by."""
    return {"seq": entry.seq, "column": entry.column}


# --- one decision


def _apply(repaired: Repaired, entry: Correction) -> Repaired:
    """The table with one decision in it, in the log and among the findings.

    Raises:
        CorrectionError: the entry is stale, or its value cannot stand in its column.
    """
    record = _record_of(repaired, entry)
    before = record.values[entry.column]
    _check(entry, before)
    why = _why(entry)
    decided = Value(
        entry.value,
        "corrected",
        before.cell,
        why=(why,),
        rule="correction",
    )
    repaired = with_value(repaired, record, entry.column, decided)
    if entry.column == "level1":  # it settles where an open row belongs
        repaired = settle_label(repaired, entry.seq, entry.value)
    what = message("correct.applied", column=entry.column, decision=why)
    finding = Finding("info", "corrected", what, entry.seq)
    return replace(repaired, findings=(*repaired.findings, finding))


def _record_of(repaired: Repaired, entry: Correction) -> Record:
    """The row that the entry is about, which has the entry's column.

    Raises:
        CorrectionError: there is no such row or column.
    """
    rows = [record for record in repaired.records if record.seq == entry.seq]
    if not rows:
        raise CorrectionError("correct.no-row", **_named(entry))
    record = rows[0]
    if entry.column not in record.values:
        known = tuple(record.values)
        raise CorrectionError("correct.no-column", **_named(entry), known=known)
    return record


def _check(entry: Correction, before: Value) -> None:
    """Raises CorrectionError where the entry expects another text, or its value makes no sense."""
    found = "" if before.cell is None else before.cell.text
    if fold(found) != fold(entry.expects):
        raise CorrectionError(
            "correct.stale",
            **_named(entry),
            expected=entry.expects,
            found=found,
        )
    value = entry.value
    if value is not None and not _can_stand(value, entry.column):
        raise CorrectionError("correct.senseless", **_named(entry), value=value)


def _can_stand(value: str, column: str) -> bool:
    """Whether the column's numbers can be read from the value; in other columns any text stands."""
    if column == "weight" or column.endswith("_points"):
        return parse_points(value) is not None
    if column.startswith("rank"):
        _, status = parse_rank(value)
        return status not in ("blank", "other")
    return True


def _why(entry: Correction) -> Message:
    return message(
        "correct.decided",
        reason=text(entry.reason),
        decided_by=entry.decided_by,
    )


# --- the findings that decisions answer


def _still_open(
    findings: Sequence[Finding],
    before: Sequence[ScoringUnit],
    after: Sequence[ScoringUnit],
) -> tuple[Finding, ...]:
    """The findings without those on units that a decision has closed.

    The others say their units' new numbers, and what is still open of them. ``after`` are the units
    ``before`` under new numbers.
    """
    numbers = {unit.rows: unit.number for unit in after}
    kept = []
    for finding in findings:
        unit = _unit_of(finding, before)
        if unit is None:
            kept.append(finding)
        elif unit.open_rows:
            now = replace(unit, number=numbers[unit.rows])
            said = _restated(finding.what, now)
            kept.append(replace(finding, what=said))
    return tuple(kept)


def _unit_of(finding: Finding, units: Sequence[ScoringUnit]) -> ScoringUnit | None:
    """The unit whose open rows the finding is about.

    Known by the finding's first row, since the parts of a divided unit all have its number.
    """
    if finding.what.code != "repair.unit-open":
        return None
    for unit in units:
        if finding.first_seq in unit.rows:
            return unit
    return None


def _restated(said: Message, unit: ScoringUnit) -> Message:
    """The message with what holds now of the unit that it is about."""
    parameters = {
        **said.parameters,
        "unit": unit.number,
        "points": unit.points,
        "rows": unit.open_rows,
    }
    return message(said.code, **parameters)
