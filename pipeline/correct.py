"""People's decisions, applied in the open and refused when stale.

``corrections.yml`` is a list of entries::

    - notice: chongyi-2022          # the notice_id it is meant for
      target: {seq: 35, column: weight}
      expects: "2"                  # the text that stands there, "" where nothing is printed
      value: "1"                    # the text to read instead, null to settle that there is none
      reason: the county office's letter of …
      decided_by: name

An entry for another notice is passed over; one for this notice that meets no row, no such column, or another
text than it expects, stops the run.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline import yamlfile
from pipeline.errors import CorrectionError
from pipeline.model import Finding, Record, Repair, Repaired, ScoringUnit, Value
from pipeline.text import fold, parse_number, parse_rank

KEYS = ("notice", "target", "expects", "value", "reason", "decided_by")
MAX_BYTES = 1_000_000
# What may stand without quotes.
PLAIN = (str, int, float, date, type(None))


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision.

    What stands at (``seq``, ``column``), what is to be read, why, and who says so.
    """

    notice: str
    seq: int
    column: str
    expects: str
    value: str | None
    reason: str
    decided_by: str


def load(source: bytes, name: str) -> tuple[Correction, ...]:
    """The entries of a corrections file.

    Raises:
        CorrectionError: the file is no list of entries, or an entry is malformed.
    """
    if len(source) > MAX_BYTES:
        raise CorrectionError(
            f"{name}: more than {MAX_BYTES:,} bytes; leave to it the entries of one notice"
        )
    data = yamlfile.parse(source, name, CorrectionError)
    if data is None:
        return ()
    if not isinstance(data, list):
        raise CorrectionError(f"{name}: expected a list of entries")
    return tuple(_entry(item, f"{name}: entry {n}") for n, item in enumerate(data, 1))


def _entry(item: Any, where: str) -> Correction:
    if not isinstance(item, dict) or set(item) != set(KEYS):
        raise CorrectionError(f"{where}: expected exactly the keys {', '.join(KEYS)}")
    target = item["target"]
    if (
        not isinstance(target, dict)
        or set(target) != {"seq", "column"}
        or type(target["seq"]) is not int
    ):
        raise CorrectionError(f"{where}: target must be {{seq: number, column: name}}")
    for key in ("notice", "reason", "decided_by"):
        if not isinstance(item[key], str) or not item[key].strip():
            raise CorrectionError(f"{where}: {key} must say something")
    for key in ("expects", "value"):
        if isinstance(item[key], bool) or not isinstance(item[key], PLAIN):
            raise CorrectionError(f"{where}: {key} is no text; write it in quotes")
    value = None if item["value"] is None else str(item["value"])
    expects = "" if item["expects"] is None else str(item["expects"])
    return Correction(
        item["notice"],
        target["seq"],
        str(target["column"]),
        expects,
        value,
        item["reason"],
        item["decided_by"],
    )


def read(path: Path) -> bytes:
    """The file's bytes, of one that is too large only so many.

    CorrectionError where it cannot be read.
    """
    try:
        return yamlfile.read(path, MAX_BYTES)
    except OSError as error:
        raise CorrectionError(
            f"{path}: cannot be read ({error.strerror}); name a YAML file"
        ) from None


def correct(repaired: Repaired, corrections: Sequence[Correction], notice_id: str) -> Repaired:
    """The table with this notice's decisions applied and logged.

    Raises:
        CorrectionError: an entry for this notice is stale, stands twice, or leaves weights that do
            not add up.
    """
    mine = [entry for entry in corrections if entry.notice == notice_id]
    seen: set[tuple[int, str]] = set()
    for entry in mine:
        if (entry.seq, entry.column) in seen:
            raise CorrectionError(f"correction of row {entry.seq} {entry.column}: stands twice")
        seen.add((entry.seq, entry.column))
        repaired = _apply(repaired, entry)
    weighed = {entry.seq for entry in mine if entry.column == "weight"}
    for unit in repaired.units if weighed else ():
        repaired = _divided(repaired, unit, weighed & {*unit.rows, *unit.open_rows})
    if not mine:
        return repaired
    units = _renumbered(repaired.units)
    return replace(
        repaired, units=units, findings=_still_open(repaired.findings, repaired.units, units)
    )


def _still_open(
    findings: Sequence[Finding], before: Sequence[ScoringUnit], after: Sequence[ScoringUnit]
) -> tuple[Finding, ...]:
    """Without the findings on units that a decision has closed.

    The others under their units' new numbers.
    """
    numbers = {unit.rows: unit.number for unit in after}
    kept = []
    for finding in findings:
        unit = _unit_of(finding, before)
        if unit is None:
            kept.append(finding)
        elif unit.open_rows:
            message = finding.message.replace(f" {unit.number} ", f" {numbers[unit.rows]} ", 1)
            kept.append(replace(finding, what=message))
    return tuple(kept)


def _unit_of(finding: Finding, units: Sequence[ScoringUnit]) -> ScoringUnit | None:
    """The unit whose open rows the finding is about.

    Its rows may have grown by the row that was decided.
    """
    if finding.check != "unit-open" or finding.first_seq is None:
        return None
    return next((unit for unit in units if finding.first_seq in unit.rows), None)


def _apply(repaired: Repaired, entry: Correction) -> Repaired:
    at = next((n for n, record in enumerate(repaired.records) if record.seq == entry.seq), None)
    where = f"correction of row {entry.seq} {entry.column}"
    if at is None:
        raise CorrectionError(
            f"{where}: the notice has no such row; remove the entry or mend its seq"
        )
    record = repaired.records[at]
    if entry.column not in record.values:
        known = ", ".join(record.values)
        raise CorrectionError(f"{where}: no such column; known are {known}")
    value = record.values[entry.column]
    found = value.cell.text if value.cell is not None else ""
    if fold(found) != fold(entry.expects):
        raise CorrectionError(
            f"{where}: expects {entry.expects!r}, the notice has {found!r}; look again and decide anew"
        )
    if _unreadable(entry):
        raise CorrectionError(
            f"{where}: {entry.value!r} cannot stand there; give what would be printed"
        )
    reason = f"{entry.reason} (decided by {entry.decided_by})"
    decided = Value(entry.value, "corrected", value.cell, why=reason, rule="correction")
    changed = replace(record, values={**record.values, entry.column: decided})
    records = (*repaired.records[:at], changed, *repaired.records[at + 1 :])
    log = (*repaired.repairs, _logged(record, entry.column, value, decided))
    units = repaired.units
    if entry.column == "level1":  # it settles where an open row belongs
        units = tuple(_settled(unit, record.seq, entry.value) for unit in units)
    finding = Finding("info", "corrected", f"{entry.column}: {reason}", entry.seq)
    return replace(
        repaired, records=records, units=units, repairs=log, findings=(*repaired.findings, finding)
    )


def _unreadable(entry: Correction) -> bool:
    """Whether the value is none that the column's numbers are read from."""
    if entry.value is None:
        return False
    if entry.column == "weight" or entry.column.endswith("_points"):
        return parse_number(entry.value) is None
    return entry.column.startswith("rank") and parse_rank(entry.value)[1] in ("blank", "other")


def _logged(record: Record, column: str, value: Value, decided: Value) -> Repair:
    before = (
        " | ".join("?" if text is None else text for text, _ in value.candidates)
        or value.text
        or ""
    )
    cell = value.cell
    return Repair(
        step="correct",
        rule=decided.rule,
        before=before,
        after=decided.text or "",
        why=decided.reason,
        seq=record.seq,
        column=column,
        page=cell.page if cell else record.row.page,
        row=cell.row if cell else record.row.row,
        col=cell.col if cell else None,
    )


def _settled(unit: ScoringUnit, seq: int, level1: str | None) -> ScoringUnit:
    if seq not in unit.open_rows:
        return unit
    rest = tuple(n for n in unit.open_rows if n != seq)
    rows = tuple(sorted((*unit.rows, seq))) if unit.level1 == level1 else unit.rows
    return replace(unit, rows=rows, open_rows=rest)


def _divided(repaired: Repaired, unit: ScoringUnit, decided: Set[int]) -> Repaired:
    """The unit's rows whose weights are decided as units of their own.

    The others share what is left, a single one has it for itself. A row that is decided to have all
    of its unit's points keeps the unit.

    Raises:
        CorrectionError: more is decided than the sums leave, or nothing is left for the others.
    """
    texts = {
        record.seq: record.values["weight"].text
        for record in repaired.records
        if record.seq in unit.rows
    }
    own = {seq: parse_number(text) or Decimal(0) for seq, text in texts.items() if text is not None}
    rest, left = tuple(seq for seq in unit.rows if seq not in own), unit.points - sum(own.values())
    if not decided & own.keys() or (len(own) == 1 and left == 0):
        return repaired
    if left < 0 or bool(left) != bool(rest):
        raise CorrectionError(
            f"correction of row {min(decided)} weight: the rows {unit.rows[0]}-{unit.rows[-1]} would add to "
            f"{sum(own.values()):g}{' and more' if rest else ''}, the sums leave {unit.points:g}; look at them together"
        )
    parts = [
        replace(unit, rows=(seq,), points=points, basis="derived", open_rows=())
        for seq, points in own.items()
    ]
    if rest:
        parts.append(replace(unit, rows=rest, points=left, basis="derived"))
    units = tuple(part for each in repaired.units for part in (parts if each is unit else [each]))
    alone = rest[0] if len(rest) == 1 and not unit.open_rows else None
    return (
        _derived(replace(repaired, units=units), alone, left)
        if alone
        else replace(repaired, units=units)
    )


def _derived(repaired: Repaired, seq: int, points: Decimal) -> Repaired:
    """The one row that decisions leave without a weight has what they leave."""
    at = next(n for n, record in enumerate(repaired.records) if record.seq == seq)
    record = repaired.records[at]
    value, reason = record.values["weight"], "what the decisions on its unit's other rows leave"
    known = Value(f"{points:g}", "derived", value.cell, why=reason, rule="weight_alone")
    changed = replace(record, values={**record.values, "weight": known})
    logged = _logged(record, "weight", value, known)
    records = (*repaired.records[:at], changed, *repaired.records[at + 1 :])
    return replace(repaired, records=records, repairs=(*repaired.repairs, logged))


def _renumbered(units: Sequence[ScoringUnit]) -> tuple[ScoringUnit, ...]:
    ordered = sorted(units, key=lambda unit: unit.rows[0])
    return tuple(replace(unit, number=n) for n, unit in enumerate(ordered, 1))
