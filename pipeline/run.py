"""The stages in order: what each takes, and what it gives to the next.

::

    read → stitch → repair → correct → normalise → validate → publish
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.errors import NotThisForm
from pipeline.inputs import Inputs, Outcome, gather
from pipeline.inputs import Request as Request
from pipeline.messages import message
from pipeline.model import Document, Finding, Table
from pipeline.read.document import in_bounds, read
from pipeline.read.scan.folder import images_of
from pipeline.sandbox.clock import Clock, Progress, quiet
from pipeline.sandbox.imports import Ahead
from pipeline.sandbox.limits import Limits, Spent
from pipeline.text import well_formed
from pipeline.views.summary import summarise

if TYPE_CHECKING:
    from pipeline.schema import TableSchema
    from pipeline.spec import Spec
    from pipeline.validate.result import ValidationReport
    from pipeline.views.report.session import Desk

Rows = dict[str, list[dict[str, object]]]
ENGINES = ("auto", "both", "pdfium", "pdfplumber", "camelot")
REPORT = "report.html"
# The spec that was drafted, beside the tables.
FORM = "form.yml"
VALIDATION = "validation.json"
# What the later stages need is imported while a document is read.
_STAGES = ("pipeline.repair", "pipeline.normalise")
_PUBLICATION = ("pyarrow.parquet", "pipeline.views.report")


@dataclass(frozen=True, slots=True)
class _Run:
    """What the stages are run with; what has pages is read at ``desk``, else in its own process."""

    engine: str
    limits: Limits
    clock: Clock
    progress: Progress = quiet
    desk: Desk | None = None
    needed: tuple[str, ...] = _STAGES
    table: int | None = None
    draft: bool = False

    @classmethod
    def of(cls, request: Request, clock: Clock, progress: Progress, desk: Desk | None) -> _Run:
        """The run that a request asks for, to be published."""
        return cls(
            request.engine,
            request.limits,
            clock,
            progress,
            desk,
            needed=_STAGES + _PUBLICATION,
            table=request.table,
            draft=request.draft,
        )


class Validates(Protocol):
    """What validates the tables of a run."""

    def validate(self, tables: Mapping[str, Any]) -> ValidationReport:
        """As :func:`pipeline.validate.validate`."""


class Tools:
    """Where a document is opened and its tables are validated: in processes of their own."""

    def desk(self, request: Request, kind: str) -> AbstractContextManager[Desk | None]:
        """Where a PDF or a scan is opened, for its text and its pictures; None for other kinds."""
        from pipeline.views.report.session import Desk

        if kind not in ("pdf", "image"):
            return nullcontext()
        images: tuple[Path, ...] = ()
        if kind == "image":
            images = images_of(request.source)
        return Desk(request.source, request.limits, request.report, images)

    def validator(self, suites: Path, notice_id: str) -> AbstractContextManager[Validates]:
        """What validates, made ready while the document is read."""
        from pipeline.validate.process import ValidatorProcess

        return ValidatorProcess(suites, notice_id)


def extract(
    request: Request,
    progress: Progress = quiet,
    tools: Tools | None = None,
) -> Outcome:
    """The whole pipeline on one document: rows, validation, publication.

    An unchanged input with unchanged code is not worked again. Where something critical does not
    hold, nothing published is touched and the rejected tables go to ``rejected/``.

    Raises:
        PipelineError: the call, the document or a file that goes with it is unusable.
    """
    from pipeline.publication import state, write

    inputs = gather(
        request.source,
        request.limits,
        request.spec,
        request.corrections,
        request.notice_id,
        request.decisions,
    )
    generation = inputs.generation(request.engine, request.table, request.draft)
    reports = (REPORT,) if request.report else ()
    written = (VALIDATION, *reports, *((FORM,) if request.draft else ()))
    write.recover(request.out, written)
    if not request.force and state.is_current(request.out, generation, reports):
        write.clear_rejected(request.out)  # of a failed run in between
        return _unchanged(state.summary_of(request.out), request.max_open)
    write.prepare(request.out, written)
    return _extracted(request, inputs, generation, progress, tools or Tools())


def _unchanged(summary: dict[str, Any], max_open: int | None) -> Outcome:
    """What ``out`` already holds, which may have been published when more could be open."""
    from pipeline.validate.gate import with_gate
    from pipeline.validate.result import ValidationReport

    gate = with_gate(ValidationReport(()), summary.get("open", 0), max_open)
    return Outcome(gate.ok, summary, gate.rejections, unchanged=True)


def _extracted(
    request: Request,
    inputs: Inputs,
    generation: str,
    progress: Progress,
    tools: Tools,
) -> Outcome:
    """Read → stitch → repair → correct → normalise → validate → publish."""
    from pipeline.publication import state, write
    from pipeline.validate.gate import with_gate

    clock = Clock()
    desk_of = tools.desk(request, inputs.kind)
    validator_of = tools.validator(state.expectations_dir(), inputs.identity)
    with desk_of as desk, validator_of as validator:
        worked = _rows(inputs, _Run.of(request, clock, progress, desk))
        rows = worked.rows

        tables = write.build(rows, generation, worked.extras)
        progress("validate", 0, 1)
        checked = validator.validate(tables)
        clock.lap("validate")

        summary = summarise(rows, checked.ok, clock.seconds)
        report = with_gate(checked, summary["open"], request.max_open)
        if worked.drafted is not None:
            summary["drafted"] = str(request.out / FORM)
        files = _files_beside(request, inputs, worked, report, generation, desk)
        if request.report:
            clock.lap("report")
        if desk:
            inputs.source.check_unchanged()  # its pages were drawn meanwhile

    if not report.ok:
        write.reject(tables, request.out, files)
        return Outcome(False, summary, report.rejections)
    write.publish(tables, request.out, files, summary)
    clock.lap("publish")
    return Outcome(True, {**summary, "seconds": dict(clock.seconds)})


def _files_beside(
    request: Request,
    inputs: Inputs,
    worked: _Worked,
    report: ValidationReport,
    generation: str,
    desk: Desk | None,
) -> dict[str, bytes]:
    """The files that are published beside the tables, by name."""
    files = {VALIDATION: report.to_json().encode()}
    if worked.drafted is not None:
        files[FORM] = worked.drafted
    if request.report:
        files[REPORT] = _report(inputs, worked.rows, report, generation, desk)
    return files


def rows_of(  # noqa: PLR0913 - the options of a run, by keyword
    path: Path,
    spec_path: Path | None = None,
    *,
    engine: str = "both",
    notice_id: str | None = None,
    corrections: Path | None = None,
    margin: float | None = None,
    clock: Clock | None = None,
    limits: Limits | None = None,
    table: int | None = None,
    draft: bool = False,
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
    run = _Run(engine, limits, clock or Clock(), table=table, draft=draft)
    return _rows(inputs, run).rows


@dataclass(frozen=True, slots=True)
class _Worked:
    """Every published table as plain rows.

    ``extras`` declares the form's own columns, ``drafted`` is the spec that was drafted; None where
    there is none.
    """

    rows: Rows
    extras: TableSchema | None
    drafted: bytes | None


def _rows(inputs: Inputs, run: _Run) -> _Worked:
    """Read → stitch → repair → correct → normalise."""
    identity, spent = inputs.identity, Spent()
    document = _read(inputs, run, spent)

    from pipeline import correct
    from pipeline.normalise import normalise
    from pipeline.normalise.extras import table_of
    from pipeline.normalise.metadata import preamble
    from pipeline.repair import repair
    from pipeline.spec import layout

    with in_bounds(document, run.limits, spent):
        spec, table = _attachment(document, inputs, run)
        columns = layout(spec, table.headers)
        about = preamble(document, table, spec)
        run.clock.lap("stitch")

        run.progress("repair", 0, 1)
        outside = spec.sums.outside if spec.sums else None
        repaired = repair(table, columns, about.sections, spec.margin, outside=outside)
        run.clock.lap("repair")
        if run.desk:
            document = run.desk.settled(document, run.progress)
            run.desk.draw(document, table.pages)
            run.clock.lap("read")

        decided = correct.correct(repaired, inputs.corrections, identity)

        findings = _findings_before(document, table)
        rows = normalise(
            document,
            table,
            columns,
            about,
            decided,
            spec,
            identity,
            findings,
        )
        run.clock.lap("normalise")
    drafted = None if spec is inputs.spec else spec.source
    return _Worked(rows, table_of(columns), drafted)


def _attachment(document: Document, inputs: Inputs, run: _Run) -> tuple[Spec, Table]:
    """The document's attachment and its form: the known one, else the one that is drafted."""
    from pipeline.spec.cleared import cleared
    from pipeline.stitch.attachment import attachment, form_of, stitched

    tables = stitched(document)
    spec = inputs.spec
    if run.draft:
        spec = form_of(document, spec, run.table, tables)
    with _with_path(inputs):
        table = attachment(document, spec, run.table, tables)
    is_drafted = spec is not inputs.spec
    if is_drafted and run.table is None:
        table = _told_of_others(table, tables)
    if spec.leave_out:
        table = cleared(table, spec.leave_out)
    return spec, table


def _told_of_others(table: Table, tables: Sequence[Table]) -> Table:
    """The table that a draft was made for, with a warning that names the document's others."""
    others = list(range(1, len(tables) + 1))
    drafted = tables.index(table) + 1
    others.remove(drafted)
    if not others:
        return table
    what = message(
        "run.other-tables",
        number=drafted,
        others=others,
    )
    finding = Finding("warning", "other-tables", what)
    findings = (*table.findings, finding)
    return replace(table, findings=findings)


@contextmanager
def _with_path(inputs: Inputs) -> Iterator[None]:
    """Has the refusal of another form name the file as it was typed."""
    try:
        yield
    except NotThisForm as error:
        if "file" not in error.parameters:
            raise
        typed = shlex.quote(str(inputs.source.path))
        said = message(error.code, **{**error.parameters, "file": typed})
        raise NotThisForm(said, where=error.place) from None


def _read(inputs: Inputs, run: _Run, spent: Spent) -> Document:
    """Reads the document; what the later stages need is imported meanwhile, and is there then.

    Neither its time nor the memory that libraries of numbers reserve is the document's. A second
    engine may be asked when it is there, beside the stages that follow.
    """
    path = inputs.source.path
    process = run.desk.process if run.desk else None
    engine = run.desk.first_engine(run.engine) if run.desk else run.engine
    ahead = Ahead(run.needed)
    try:
        document, _ = read(
            path,
            None,
            engine,
            run.progress,
            run.limits,
            process,
            spent,
        )
    finally:
        spent.elsewhere -= ahead.seconds()
    if run.desk:
        run.desk.ask_second(document)
    inputs.source.check_read(document.sha256)
    run.clock.lap("read")
    return document


def _findings_before(document: Document, table: Table) -> tuple[Finding, ...]:
    """What reading and stitching found, before the rows were worked on."""
    from pipeline.stitch import settled

    read_as = settled(document.findings, document.tables, [table])
    return (*read_as, *table.findings)


def _report(
    inputs: Inputs,
    rows: Rows,
    report: ValidationReport,
    generation: str,
    desk: Desk | None,
) -> bytes:
    from pipeline.views.report import render

    pictures = desk.pictures() if desk else {}
    name = well_formed(inputs.source.path.name)
    return render(rows, report.as_data(), pictures, name, generation)
