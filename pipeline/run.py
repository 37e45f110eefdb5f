"""The one place that names all stages in order and hands values from one to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import spec as specs
from pipeline.inputs import Inputs, gather
from pipeline.inputs import Request as Request
from pipeline.model import Document, Finding, PageTable, Table
from pipeline.read import document as tablebook
from pipeline.sandbox.clock import Clock, Progress, quiet
from pipeline.sandbox.limits import Limits, Spent
from pipeline.stitch.attachment import attachment
from pipeline.text import well_formed
from pipeline.views.summary import summarise
from pipeline.views.tables import TablesResult

if TYPE_CHECKING:
    from pipeline.validate.ahead import Ahead
    from pipeline.views.report.session import Desk

Rows = dict[str, list[dict[str, object]]]
ENGINES = ("both", "pdfplumber", "camelot")
VALIDATION = "validation.json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: ``ok`` and what to say of it."""

    ok: bool
    summary: Mapping[str, Any]
    failures: tuple[str, ...] = ()
    unchanged: bool = False


def read_tables(
    path: Path,
    pages: Sequence[int] | None = None,
    engine: str = "both",
    progress: Progress = quiet,
    limits: Limits | None = None,
) -> TablesResult:
    """Reads the ruled tables of a document (of these pages, counted from 1) and stitches them.

    Raises:
        SourceError: the file cannot be read, or has no such page; LimitExceeded where it asks for
            too much.
        LostCharacters: a reader lost or doubled characters.
    """
    from pipeline.stitch import BEGINNING, settled, stitch

    limits, spent = limits or Limits(), Spent()
    document, numbers = tablebook.read(path, pages, engine, progress, limits, spent=spent)
    with tablebook.in_bounds(document, limits, spent):
        tables = stitch(document.tables, document.lines, with_rows=False)
    shown: dict[int, list[PageTable]] = {number: [] for number in numbers}
    for table in document.tables:
        shown.setdefault(table.page, []).append(table)
    found = (finding for table in tables for finding in table.findings)
    whole = pages is None or min(pages) == 1  # a later page's numbers begin where they will
    read_as = settled(document.findings, document.tables, tables)
    findings = (*read_as, *(f for f in found if whole or f.check != BEGINNING))
    if not tables:
        findings = (
            *findings,
            Finding("warning", "no-table", f"{path.name}: no ruled table on the pages read"),
        )
    listed = tuple((page, tuple(of_page)) for page, of_page in sorted(shown.items()))
    return TablesResult(well_formed(path.name), document.sha256, listed, tables, findings)


def rows_of(
    path: Path,
    spec_path: Path | None = None,
    *,
    engine: str = "both",
    notice_id: str | None = None,
    corrections: Path | None = None,
    margin: float | None = None,
    progress: Progress = quiet,
    clock: Clock | None = None,
    limits: Limits | None = None,
) -> Rows:
    """Every published table of one document as plain rows: all stages up to validation.

    ``margin`` overrides the spec's, for trials. A PDF is read in a process of its own.
    """
    limits = limits or Limits()
    inputs = gather(path, limits, spec_path, corrections, notice_id)
    if margin is not None:
        inputs = replace(inputs, spec=replace(inputs.spec, margin=margin))
    return _rows(inputs, engine, limits, progress, clock or Clock(), None)


def _rows(
    inputs: Inputs, engine: str, limits: Limits, progress: Progress, clock: Clock, desk: Desk | None
) -> Rows:
    """A PDF is read at ``desk``, else in a process of its own."""
    import_module(
        "pipeline.repair"
    )  # libraries of numbers reserve memory, which is none of the document's
    spec, spent = inputs.spec, Spent()
    process = desk.process if desk else None
    document = tablebook.read(inputs.source.path, None, engine, progress, limits, process, spent)[0]
    inputs.source.check_read(document.sha256)
    clock.lap("read")
    with tablebook.in_bounds(document, limits, spent):
        table = attachment(document, spec)
        if desk:
            desk.draw(table.pages)
        return _worked(document, table, inputs, progress, clock)


def _worked(
    document: Document, table: Table, inputs: Inputs, progress: Progress, clock: Clock
) -> Rows:
    from pipeline import correct
    from pipeline.normalise import normalise
    from pipeline.normalise.metadata import preamble
    from pipeline.repair import repair
    from pipeline.stitch import settled

    spec, identity = inputs.spec, inputs.identity
    columns = specs.layout(spec, table.headers)
    about = preamble(document, table, spec)
    clock.lap("stitch")
    progress("repair", 0, 1)
    repaired = repair(table, columns, about.sections, spec.margin)
    clock.lap("repair")
    repaired = correct.correct(repaired, inputs.corrections, identity)
    findings: tuple[Finding, ...] = (
        *settled(document.findings, document.tables, [table]),
        *table.findings,
    )
    rows = normalise(document, table, columns, about, repaired, spec, identity, findings)
    clock.lap("normalise")
    return rows


def extract(request: Request, progress: Progress = quiet) -> Outcome:
    """The whole pipeline on one document: rows, validation, publication.

    An unchanged input with unchanged code is not worked again. Where something critical does not
    hold, nothing published is touched and the rejected tables go to ``rejected/``.
    """
    from pipeline.publication import state as store
    from pipeline.publication import write as publish

    limits = request.limits
    inputs = gather(request.source, limits, request.spec, request.corrections, request.notice_id)
    generation = _generation(request, inputs)
    required = ("report.html",) if request.report else ()
    publish.recover(request.out, (VALIDATION, *required))
    if not request.force and store.is_current(request.out, generation, required):
        publish.clear_rejected(request.out)  # of a failed run in between
        summary: Any = store.read_state(request.out).get("summary") or {}
        return Outcome(True, dict(summary), unchanged=True)
    publish.prepare(request.out, (VALIDATION, *required))
    from pipeline.validate.ahead import Ahead
    from pipeline.views.report.session import Desk

    clock = Clock()
    at_desk = (
        Desk(request.source, limits, request.report) if inputs.kind == "pdf" else nullcontext()
    )
    with at_desk as desk, Ahead() as validator:
        rows = _rows(inputs, request.engine, limits, progress, clock, desk)
        return _publish(request, inputs, rows, generation, validator, progress, clock, desk)


def _generation(request: Request, inputs: Inputs) -> str:
    from pipeline.publication import state as store

    return store.generation(
        inputs.source.sha256,
        inputs.spec.source,
        inputs.corrections_source,
        store.code_digest(store.expectations_dir()),
        f"{inputs.identity}|{request.engine}",
    )


def _publish(
    request: Request,
    inputs: Inputs,
    rows: Rows,
    generation: str,
    validator: Ahead,
    progress: Progress,
    clock: Clock,
    desk: Desk | None,
) -> Outcome:
    from pipeline.publication import state as store
    from pipeline.publication import write as publish

    tables = publish.build(rows, generation)
    progress("validate", 0, 1)
    report = validator.validate(
        tables, store.expectations_dir(), str(rows["notice"][0]["notice_id"])
    )
    clock.lap("validate")
    summary = summarise(rows, report.ok, clock.seconds)
    failures = tuple(result.message for result in report.failures if result.severity == "critical")
    extras = {VALIDATION: report.to_json().encode()}
    if request.report:
        extras |= _report(request.source, rows, json.loads(extras[VALIDATION]), generation, desk)
        clock.lap("report")
    if desk:
        inputs.source.check_unchanged()  # its pages were drawn meanwhile
    if not report.ok:
        publish.reject(tables, request.out, extras)
        return Outcome(False, summary, failures)
    publish.publish(tables, request.out, extras, summary)
    clock.lap("publish")
    return Outcome(True, {**summary, "seconds": dict(clock.seconds)})


def _report(
    source: Path, rows: Rows, validation: dict[str, Any], generation: str, desk: Desk | None
) -> dict[str, bytes]:
    from pipeline.views.report import FILE_NAME, render

    return {
        FILE_NAME: render(
            rows, validation, desk.pictures() if desk else {}, well_formed(source.name), generation
        )
    }
