"""The stages in order: what each takes, and what it gives to the next.

::

    read → stitch → repair → correct → normalise → validate → publish
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.inputs import Inputs, Outcome, gather
from pipeline.inputs import Request as Request
from pipeline.messages import message
from pipeline.model import Finding
from pipeline.read.document import in_bounds, read
from pipeline.sandbox.clock import Clock, Progress, quiet
from pipeline.sandbox.limits import Limits, Spent
from pipeline.spec import layout
from pipeline.stitch.attachment import attachment
from pipeline.text import well_formed
from pipeline.views.summary import summarise
from pipeline.views.tables import TablesResult, by_page

if TYPE_CHECKING:
    from pipeline.validate.ahead import Ahead
    from pipeline.views.report.session import Desk

Rows = dict[str, list[dict[str, object]]]
ENGINES = ("both", "pdfplumber", "camelot")
REPORT = "report.html"
VALIDATION = "validation.json"


def extract(request: Request, progress: Progress = quiet) -> Outcome:
    """The whole pipeline on one document: rows, validation, publication.

    An unchanged input with unchanged code is not worked again. Where something critical does not
    hold, nothing published is touched and the rejected tables go to ``rejected/``.

    Raises:
        PipelineError: the call, the document or a file that goes with it is unusable.
    """
    from pipeline.publication import state, write

    inputs = gather(
        request.source, request.limits, request.spec, request.corrections, request.notice_id
    )
    generation = inputs.generation(request.engine)
    reports = (REPORT,) if request.report else ()
    beside = (VALIDATION, *reports)
    write.recover(request.out, beside)
    if not request.force and state.is_current(request.out, generation, reports):
        write.clear_rejected(request.out)  # of a failed run in between
        return Outcome(True, state.summary_of(request.out), unchanged=True)
    write.prepare(request.out, beside)

    from pipeline.validate.ahead import Ahead
    from pipeline.views.report.session import Desk

    clock = Clock()
    at_desk: AbstractContextManager[Desk | None] = nullcontext()
    if inputs.kind == "pdf":
        at_desk = Desk(request.source, request.limits, request.report)
    with at_desk as desk, Ahead() as validator:
        rows = _rows(inputs, request.engine, request.limits, progress, clock, desk)
        progress("validate", 0, 1)
        return _publish(request, inputs, rows, generation, validator, clock, desk)


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

    Raises:
        PipelineError: the document or a file that goes with it is unusable.
    """
    limits = limits or Limits()
    inputs = gather(path, limits, spec_path, corrections, notice_id)
    if margin is not None:
        spec = replace(inputs.spec, margin=margin)
        inputs = replace(inputs, spec=spec)
    return _rows(inputs, engine, limits, progress, clock or Clock())


def _rows(
    inputs: Inputs,
    engine: str,
    limits: Limits,
    progress: Progress,
    clock: Clock,
    desk: Desk | None = None,
) -> Rows:
    """From the document to the rows of its tables; a PDF is read at ``desk`` where there is one."""
    # Libraries of numbers reserve memory, which is none of the document's.
    import_module("pipeline.repair")
    from pipeline import correct
    from pipeline.normalise import normalise
    from pipeline.normalise.metadata import preamble
    from pipeline.repair import repair
    from pipeline.stitch import settled

    spec, identity, spent = inputs.spec, inputs.identity, Spent()
    process = desk.process if desk else None
    document, _ = read(inputs.source.path, None, engine, progress, limits, process, spent)
    inputs.source.check_read(document.sha256)
    clock.lap("read")
    with in_bounds(document, limits, spent):
        table = attachment(document, spec)
        if desk:
            desk.draw(table.pages)
        columns = layout(spec, table.headers)
        about = preamble(document, table, spec)
        clock.lap("stitch")

        progress("repair", 0, 1)
        repaired = repair(table, columns, about.sections, spec.margin)
        clock.lap("repair")

        decided = correct.correct(repaired, inputs.corrections, identity)

        read_as = settled(document.findings, document.tables, [table])
        findings = (*read_as, *table.findings)
        rows = normalise(document, table, columns, about, decided, spec, identity, findings)
        clock.lap("normalise")
    return rows


def _publish(
    request: Request,
    inputs: Inputs,
    rows: Rows,
    generation: str,
    validator: Ahead,
    clock: Clock,
    desk: Desk | None,
) -> Outcome:
    """From the rows to the files in a folder, if nothing critical stands against them."""
    from pipeline.publication import state, write
    from pipeline.views.report import render

    tables = write.build(rows, generation)
    notice_id = str(rows["notice"][0]["notice_id"])
    report = validator.validate(tables, state.expectations_dir(), notice_id)
    clock.lap("validate")

    files = {VALIDATION: report.to_json().encode()}
    summary = summarise(rows, report.ok, clock.seconds)
    if request.report:
        pictures = desk.pictures() if desk else {}
        name = well_formed(request.source.name)
        files[REPORT] = render(rows, report.as_data(), pictures, name, generation)
        clock.lap("report")
    if desk:
        inputs.source.check_unchanged()  # its pages were drawn meanwhile
    if not report.ok:
        write.reject(tables, request.out, files)
        return Outcome(False, summary, report.rejections)

    write.publish(tables, request.out, files, summary)
    clock.lap("publish")
    return Outcome(True, {**summary, "seconds": dict(clock.seconds)})


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
    document, numbers = read(path, pages, engine, progress, limits, spent=spent)
    with in_bounds(document, limits, spent):
        tables = stitch(document.tables, document.lines, with_rows=False)

    findings = list(settled(document.findings, document.tables, tables))
    from_the_start = pages is None or min(pages) == 1
    for table in tables:
        for finding in table.findings:
            # A later page's numbers begin where they will.
            if from_the_start or finding.check != BEGINNING:
                findings.append(finding)
    if not tables:
        nothing = message("run.no-table", file=path.name)
        findings.append(Finding("warning", "no-table", nothing))

    listed = by_page(document.tables, numbers)
    name = well_formed(path.name)
    return TablesResult(name, document.sha256, listed, tables, tuple(findings))
