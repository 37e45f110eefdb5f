"""Cell text → typed values, and the rows of every published table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model import PAGED, Document, Finding, Preamble, Record, Repaired, Table
from pipeline.normalise import rows as make
from pipeline.normalise.places import with_serials
from pipeline.normalise.sums import sums
from pipeline.normalise.typed import Setting, Typed, setting_of, typed_values
from pipeline.schema import PROVENANCE_COLUMNS, TABLES
from pipeline.spec import Column, Spec
from pipeline.text import parse_rank

__all__ = ["normalise"]

Rows = dict[str, list[dict[str, object]]]


def normalise(
    document: Document,
    table: Table,
    columns: Sequence[Column],
    preamble: Preamble,
    repaired: Repaired,
    spec: Spec,
    notice_id: str,
    findings: Sequence[Finding] = (),
) -> Rows:
    """Every published table as plain rows with exactly the declared columns."""
    setting = setting_of(columns, preamble, repaired, spec, notice_id)
    typed = [(record, typed_values(record, setting)) for record in repaired.records]
    noted = [
        *with_serials(findings, repaired.records),
        *preamble.findings,
        *repaired.findings,
        *_doubts(typed, setting),
    ]
    warned = {finding.seq for finding in noted if finding.severity == "warning"}
    rows: Rows = {name: [] for name in TABLES}
    rows["notice"].append(make.notice(document, preamble))
    rows["sections"] += [make.section(section) for section in preamble.sections]
    rows["scoring_units"] += [make.scoring_unit(unit) for unit in repaired.units]
    rows["sums"] += sums(preamble, repaired)
    rows["findings"] += [make.finding(finding) for finding in noted]
    rows["cells"] += [
        make.cell(cell, document.sha256)
        for t in document.tables
        if t.page in table.pages
        for cell in t.cells
    ]
    paged = document.kind in PAGED
    for record, values in typed:
        rows["indicators"].append(make.indicator(record, values, warned, paged))
        rows["rankings"] += make.rankings(record, values, setting)
        rows["lead_units"] += make.lead_units(record, values, setting)
        rows["provenance"] += [
            make.provenance(record.seq, name, values[name]) for name in PROVENANCE_COLUMNS
        ]
        for name in PROVENANCE_COLUMNS:
            rows["candidates"] += make.candidates(record.seq, name, values[name])
    mended = [entry for record, values in typed for entry in make.mended(record, values)]
    rows["repairs"] += [make.repair(entry) for entry in (*repaired.repairs, *mended)]
    return {
        name: [{"notice_id": notice_id, **row} for row in table_rows]
        for name, table_rows in rows.items()
    }


def _doubts(
    typed: Sequence[tuple[Record, Mapping[str, Typed]]], setting: Setting
) -> Iterator[Finding]:
    """Targets of which one number cannot be taken, and units that are another's name cut short."""
    for record, values in typed:
        target = values["target"].value
        if target and values["target_value"].source.reason.endswith("two numbers"):
            yield Finding(
                "info", "target-numbers", f"the target has two numbers: {target}", record.seq
            )
        for name in (values["lead_units"].value or "").split("、"):
            longer = sorted(
                known
                for known in setting.agencies
                if name and known != name and known.endswith(name)
            )
            if longer:
                message = f"the lead unit {name!r} may be {longer[0]!r}; published as printed"
                yield Finding("info", "lead-unit-short", message, record.seq)
        yield from _rankings_in_doubt(record, values, setting)


def _rankings_in_doubt(
    record: Record, values: Mapping[str, Typed], setting: Setting
) -> Iterator[Finding]:
    """Rankings of periods that ``indicators`` has no column for.

    So that no mark there would tell of their doubt, and texts that are neither a rank nor a mark
    for none.
    """
    for period in setting.periods:
        typed, text = values[period.name], record.values[period.name].text
        when = f"the ranking of {period.start} to {period.end}"
        if typed.ambiguous and period.name not in TABLES["indicators"].names:
            shown = " or ".join(
                "lost or none" if value is None else str(value) for value in typed.candidates
            )
            yield Finding(
                "warning", "ranking-open", f"{when} ({period.name}) may be {shown}", record.seq
            )
        elif typed.value is None and text and parse_rank(text, setting.not_published)[1] == "other":
            yield Finding(
                "warning",
                "ranking-unread",
                f"{when} is neither a rank nor a known mark: {text!r}",
                record.seq,
            )
