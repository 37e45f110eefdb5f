"""The one place that names all stages in order and hands values from one to the next."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import spec as specs
from pipeline import tablebook
from pipeline.errors import NotThisForm
from pipeline.inputs import Inputs, gather
from pipeline.inputs import Request as Request
from pipeline.limits import Limits, Spent
from pipeline.model import Document, Finding, Table
from pipeline.tablebook import read_tables as read_tables
from pipeline.text import well_formed

if TYPE_CHECKING:
    from pipeline.desk import Desk
    from pipeline.validate.ahead import Ahead

Progress = Callable[[str, int, int], None]
Rows = dict[str, list[dict[str, object]]]
ENGINES = ("both", "pdfplumber", "camelot")
VALIDATION = "validation.json"


def quiet(stage: str, done: int, of: int) -> None:
    """No progress."""


@dataclass
class Clock:
    """Seconds per stage."""

    seconds: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + now - self._since, 3)
        self._since = now


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: ``ok`` and what to say of it."""

    ok: bool
    summary: Mapping[str, Any]
    failures: tuple[str, ...] = ()
    unchanged: bool = False


def attachment(document: Document, spec: specs.Spec) -> Table:
    """The document's one table on this form.

    Raises:
        NotThisForm: no table is on the form, or more than one.
    """
    from pipeline.stitch import stitch

    tables = stitch(document.tables, document.lines)
    fitting = [table for table in tables if specs.fits(spec, table.headers)]
    if len(fitting) > 1:
        pages = ", ".join(str(table.pages[0]) for table in fitting)
        raise NotThisForm(
            f"{document.name}: {len(fitting)} tables on pages {pages} are on the form {spec.form}; split the file"
        )
    if tables and (twice := _twice(document, fitting[0] if fitting else _largest(tables))):
        raise NotThisForm(f"{document.name}: pages {twice[0]} and {twice[1]} hold the same table twice; split the file")
    if fitting:
        return fitting[0]
    damage = next((f"; {finding.message}" for finding in document.findings if finding.severity == "error"), "")
    if not tables:
        raise NotThisForm(f"{document.name}: no ruled table{damage or '; is this the right document?'}")
    raise NotThisForm(f"{document.name}: no table is on the form {spec.form}: {_nearest(tables, spec)}{damage}")


def _twice(document: Document, table: Table) -> tuple[int, int] | None:
    """Two pages of one table that print the same numbered rows: copies of one attachment that were joined."""
    seen: dict[frozenset[tuple[int, int, str]], int] = {}
    for page in (page for page in document.tables if page.page in table.pages):
        texts = frozenset((cell.row, cell.col, cell.text.strip()) for cell in page.cells if cell.text.strip())
        if len({text for _, _, text in texts if text.isdecimal()}) < 2:
            continue  # no more than headings
        if (first := seen.setdefault(texts, page.page)) != page.page:
            return first, page.page
    return None


def _largest(tables: Sequence[Table]) -> Table:
    return max(tables, key=lambda table: len(table.rows))


def _nearest(tables: Sequence[Table], spec: specs.Spec) -> str:
    largest = _largest(tables)
    try:
        specs.layout(spec, largest.headers)
    except NotThisForm as error:
        return f"the largest, on page {largest.pages[0]}: {error}; name its spec with --spec (docs/forms.md)"
    return "name its spec with --spec (docs/forms.md)"


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


def _rows(inputs: Inputs, engine: str, limits: Limits, progress: Progress, clock: Clock, desk: Desk | None) -> Rows:
    """A PDF is read at ``desk``, else in a process of its own."""
    import_module("pipeline.repair")  # libraries of numbers reserve memory, which is none of the document's
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


def _worked(document: Document, table: Table, inputs: Inputs, progress: Progress, clock: Clock) -> Rows:
    from pipeline import correct
    from pipeline.normalise import normalise
    from pipeline.preamble import preamble
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
    findings: tuple[Finding, ...] = (*settled(document.findings, document.tables, [table]), *table.findings)
    rows = normalise(document, table, columns, about, repaired, spec, identity, findings)
    clock.lap("normalise")
    return rows


def extract(request: Request, progress: Progress = quiet) -> Outcome:
    """The whole pipeline on one document: rows, validation, publication.

    An unchanged input with unchanged code is not worked again. Where something critical does not hold, nothing
    published is touched and the rejected tables go to ``rejected/``.
    """
    from pipeline import publish, store

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
    from pipeline.desk import Desk
    from pipeline.validate.ahead import Ahead

    clock = Clock()
    at_desk = Desk(request.source, limits, request.report) if inputs.kind == "pdf" else nullcontext()
    with at_desk as desk, Ahead() as validator:
        rows = _rows(inputs, request.engine, limits, progress, clock, desk)
        return _publish(request, inputs, rows, generation, validator, progress, clock, desk)


def _generation(request: Request, inputs: Inputs) -> str:
    from pipeline import store

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
    from pipeline import publish, store

    tables = publish.build(rows, generation)
    progress("validate", 0, 1)
    report = validator.validate(tables, store.expectations_dir(), str(rows["notice"][0]["notice_id"]))
    clock.lap("validate")
    summary = summarise(rows, report.ok, clock)
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
    from pipeline.report import FILE_NAME, render

    return {FILE_NAME: render(rows, validation, desk.pictures() if desk else {}, well_formed(source.name), generation)}


def summarise(rows: Rows, ok: bool, clock: Clock) -> dict[str, Any]:
    """The figures a person wants first."""
    provenance = rows["provenance"]
    count = Counter(row["status"] for row in provenance)
    return {
        "notice_id": rows["notice"][0]["notice_id"],
        "title": rows["notice"][0]["title"],
        "indicators": len(rows["indicators"]),
        "values": len(provenance),
        "certain": len(provenance) - count["ambiguous"],
        "repaired": count["repaired"],
        "derived": count["derived"],
        "open": count["ambiguous"],
        "rows_to_review": sum(bool(row["needs_review"]) for row in rows["indicators"]),
        "points": {row["section"]: float(row["points"]) for row in rows["sections"]},  # type: ignore[arg-type]
        "findings": {"error": 0, "warning": 0, "info": 0, **Counter(row["severity"] for row in rows["findings"])},
        "valid": ok,
        "seconds": dict(clock.seconds),
    }
