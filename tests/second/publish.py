"""Publishes a printed notice through the pipeline, and looks values up in what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import spec as specs
from pipeline.normalise import normalise
from pipeline.normalise.metadata import preamble
from pipeline.repair import repair
from pipeline.run import rows_of
from pipeline.stitch import settled
from pipeline.stitch.attachment import attachment
from tests.ground.case import Rows
from tests.ground.warned import serials
from tests.second.print import drawn, transcription
from tests.second.sheet import Sheet

UNIT_COLUMNS = ("scoring_unit", "unit_points")


def publish(sheet: Sheet, folder: Path, margin: float | None = None) -> Rows:
    """Writes the sheet as a transcription and runs the pipeline on it.

    ``margin`` stands in place of the spec's.
    """
    path = folder / "notice.txt"
    path.write_text(transcription(sheet), "utf-8")
    name = f"second-{sheet.notice.seed}"
    rows: Rows = rows_of(path, sheet.form.spec_file(folder), notice_id=name, margin=margin)
    return rows


def publish_drawn(sheet: Sheet, folder: Path, margin: float | None = None) -> Rows:
    """Runs the stages one by one on page tables with drawn merges."""
    path = sheet.form.spec_file(folder)
    spec = specs.load(path) if path else specs.load()
    document = drawn(sheet)
    table = attachment(document, spec)
    columns = specs.layout(spec, table.headers)
    about = preamble(document, table, spec)
    repaired = repair(
        table,
        columns,
        about.sections,
        spec.margin if margin is None else margin,
    )
    read_as = settled(document.findings, document.tables, [table])
    findings = (*read_as, *table.findings)
    name = f"second-{sheet.notice.seed}"
    rows: Rows = normalise(document, table, columns, about, repaired, spec, name, findings)
    return rows


@dataclass(frozen=True)
class Said:
    """What was published in one place: the value, its status, the readings left open."""

    value: object
    status: str
    candidates: str = ""


@dataclass
class Published:
    """A publication, by serial and column."""

    rows: Rows
    indicators: dict[int, dict[str, Any]] = field(default_factory=dict)
    statuses: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    ranks: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    units: dict[int, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows: dict[str, list[dict[str, Any]]] = self.rows
        self.indicators = {row["seq"]: row for row in rows["indicators"]}
        for row in rows["provenance"]:
            told = (row["status"], row["candidates"] or "")
            self.statuses[row["seq"], row["column"]] = told
        for row in sorted(rows["rankings"], key=lambda row: row["period_end"]):
            self.ranks.setdefault(row["seq"], []).append(row)
        self.units = {row["scoring_unit"]: row for row in rows["scoring_units"]}

    def said(self, seq: int, column: str) -> Said:
        """What was published for a column of a row that was published."""
        if column.startswith("rank"):
            row = self.ranks[seq][int(column[4:]) - 1]
            return Said(row["rank"], row["status"])
        if column in UNIT_COLUMNS:
            return self._unit(seq, column)
        status, candidates = self.statuses[seq, column]
        return Said(self.indicators[seq][column], status, candidates)

    def _unit(self, seq: int, column: str) -> Said:
        status, candidates = self.statuses[seq, "scoring_unit"]
        unit = self.units.get(self.indicators[seq]["scoring_unit"])
        if unit is None:
            return Said(None, status, candidates)
        value = unit["points"] if column == "unit_points" else serials(unit["rows"])
        return Said(value, status, candidates)

    def open_unit(self, seq: int) -> frozenset[int]:
        """The rows of which it is open whether they belong to the row's scoring unit."""
        unit = self.units.get(self.indicators[seq]["scoring_unit"])
        text = unit["candidates"] if unit else None
        return serials(text) if text else frozenset()
