"""Cell text → typed values, and the rows of every published table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import PAGED, Document, Finding, Preamble, Repaired, Table
from pipeline.normalise import rows as make
from pipeline.normalise.cut_words import cut_words
from pipeline.normalise.declared import declared, off
from pipeline.normalise.doubts import doubts, not_published
from pipeline.normalise.extra_findings import doubts_of, units_told
from pipeline.normalise.extra_setting import ExtraSetting, settings_of
from pipeline.normalise.extras import RowsOfExtras, extras_of
from pipeline.normalise.fallen import fallen
from pipeline.normalise.heading_rows import with_labels
from pipeline.normalise.metadata import units_above
from pipeline.normalise.places import with_serials
from pipeline.normalise.proven import without_proven
from pipeline.normalise.record import typed_row
from pipeline.normalise.setting import Setting, setting_of
from pipeline.normalise.sums import sums
from pipeline.normalise.typed import TypedRow
from pipeline.schema import EXTRAS, PROVENANCE_COLUMNS, TABLES
from pipeline.spec import Column, Spec

__all__ = ["normalise"]

Rows = dict[str, list[make.Row]]


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
    """Every published table as plain rows with exactly the declared columns.

    Raises:
        NotThisForm: the year of a ranking is stated nowhere.
    """
    repaired = with_labels(repaired, table, columns)
    setting = setting_of(columns, preamble, repaired, spec)
    typed = [typed_row(record, setting) for record in repaired.records]
    units = units_above(document, table)
    own, extras = _own_columns(columns, repaired, setting, preamble, units)
    other = declared(document, table, columns, repaired, spec)
    stated = list(sums(preamble, repaired, other))
    rest = len(stated) - len(other)
    noted = [
        *_found_before(findings, preamble, repaired),
        *_doubts(document, typed, setting),
        *not_published(columns),
        *_found_of_own(own, extras),
        *off(stated[rest:]),
    ]
    rows: Rows = {name: [] for name in TABLES}
    _add_document(rows, document, table, preamble)
    doubted = _doubted(noted, extras)
    _add_indicators(rows, typed, setting, doubted, paged=document.kind in PAGED)
    _add_agencies(rows, typed, extras, setting)
    if own:
        _add_extras(rows, extras)
    rows["sums"] = stated
    _add_repaired(rows, repaired, typed)
    rows["findings"] += map(make.finding, noted)
    return _of_notice(rows, notice_id)


def _doubts(
    document: Document,
    typed: Sequence[TypedRow],
    setting: Setting,
) -> Iterator[Finding]:
    """What the typed values leave in doubt."""
    yield from doubts(typed, setting)
    yield from fallen(typed)
    yield from cut_words(document, typed)


def _found_before(
    findings: Sequence[Finding],
    preamble: Preamble,
    repaired: Repaired,
) -> list[Finding]:
    """What the stages before and the lines around the table have found."""
    return [
        *with_serials(without_proven(findings, repaired.records), repaired.records),
        *preamble.findings,
        *repaired.findings,
    ]


def _own_columns(
    columns: Sequence[Column],
    repaired: Repaired,
    setting: Setting,
    preamble: Preamble,
    units: tuple[str, ...],
) -> tuple[tuple[ExtraSetting, ...], RowsOfExtras]:
    """The columns of the form's own, and every row's cells in them."""
    records = repaired.records
    own = settings_of(
        columns,
        records,
        setting,
        preamble.years,
        units,
    )
    return own, extras_of(records, own)


def _found_of_own(
    own: Sequence[ExtraSetting],
    extras: RowsOfExtras,
) -> list[Finding]:
    """What is told of columns of the form's own, and of their cells."""
    return [
        *units_told(own),
        *doubts_of(extras),
    ]


def _of_notice(rows: Rows, notice_id: str) -> Rows:
    """The rows, each with the notice's id."""
    out: Rows = {}
    for name, plain in rows.items():
        out[name] = [{"notice_id": notice_id, **row} for row in plain]
    return out


def _doubted(noted: Sequence[Finding], extras: RowsOfExtras) -> set[int | None]:
    """The serials that a warning names, or that have an open cell in a column of the form's own."""
    doubted = {finding.seq for finding in noted if finding.severity == "warning"}
    for seq, found in extras:
        if any(extra.typed.ambiguous for extra in found):
            doubted.add(seq)
    return doubted


def _add_document(
    rows: Rows,
    document: Document,
    table: Table,
    preamble: Preamble,
) -> None:
    """What the document says of itself, and the cells of its attachment."""
    notice = make.notice(document, preamble)
    rows["notice"].append(notice)
    for section in preamble.sections:
        made = make.section(section)
        rows["sections"].append(made)
    _add_cells(rows, document, table)


def _add_cells(rows: Rows, document: Document, table: Table) -> None:
    """What the readers saw of the attachment's pages."""
    for page in document.tables:
        if page.page not in table.pages:
            continue
        for cell in page.cells:
            rows["cells"].append(make.cell(cell, document.sha256))


def _add_indicators(
    rows: Rows,
    typed: Sequence[TypedRow],
    setting: Setting,
    doubted: set[int | None],
    *,
    paged: bool,
) -> None:
    """The indicators and all that is told of each of them."""
    for row in typed:
        rows["indicators"].append(make.indicator(row, doubted, paged=paged))
        rows["rankings"] += make.rankings(row, setting)
        rows["lead_units"] += make.lead_units(row, setting)
        for column in PROVENANCE_COLUMNS:
            value = row.values[column]
            traced = make.provenance(row.seq, column, value)
            rows["provenance"].append(traced)
            rows["candidates"] += make.candidates(row.seq, column, value)


def _add_agencies(
    rows: Rows,
    typed: Sequence[TypedRow],
    extras: RowsOfExtras,
    setting: Setting,
) -> None:
    """The offices that each indicator names, in whatever column."""
    own = dict(extras)
    for row in typed:
        rows["agencies"] += make.agencies(row, own.get(row.seq, ()), setting)


def _add_extras(rows: Rows, extras: RowsOfExtras) -> None:
    """The columns of the form's own, and where each of their values comes from."""
    rows[EXTRAS] = []
    for seq, found in extras:
        row = make.extras(seq, found)
        rows[EXTRAS].append(row)
        for extra in found:
            name, typed = extra.name, extra.typed
            traced = make.provenance(seq, name, typed)
            rows["provenance"].append(traced)
            rows["candidates"] += make.candidates(seq, name, typed)


def _add_repaired(
    rows: Rows,
    repaired: Repaired,
    typed: Sequence[TypedRow],
) -> None:
    """The scoring units; the log of repairs, and behind it the wraps that typing mended."""
    for unit in repaired.units:
        row = make.scoring_unit(unit)
        rows["scoring_units"].append(row)
    _add_repairs(rows, repaired, typed)


def _add_repairs(
    rows: Rows,
    repaired: Repaired,
    typed: Sequence[TypedRow],
) -> None:
    """The log, and behind it the wraps that typing mended."""
    entries = list(repaired.repairs)
    for row in typed:
        entries += make.mended(row)
    for entry in entries:
        rows["repairs"].append(make.repair(entry))
