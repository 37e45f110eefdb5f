"""One document, in a process of its own that has everything loaded: read, worked, published.

``work_here`` runs in a copy of the nursery (:mod:`pipeline.batches.nursery`), within its bounds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline import spec as specs
from pipeline.batches import sources
from pipeline.batches.held import change_of, published_generation, still_holds, unchanged
from pipeline.batches.order import Job
from pipeline.batches.parts import publish_parts
from pipeline.batches.row import Row, failed, worked
from pipeline.errors import LimitExceeded, NotThisForm, PipelineError
from pipeline.inputs import Request
from pipeline.model import SourceKind
from pipeline.publication.dataset import notice_folder
from pipeline.read.received import receive
from pipeline.read.sniff import kind_of
from pipeline.run import Tools, Validates, extract
from pipeline.sandbox.clock import Progress
from pipeline.sandbox.limits import Limits, Spent, in_memory
from pipeline.validate import Validator
from pipeline.views.report.session import Desk

# Is told a stage, steps done, of how many, and for how many pages' time this step may take.
Tell = Callable[[str, int, int, int], None]
# Told of a document that fits several forms or has several tables of one.
_SEVERAL = ("stitch.several-tables", "stitch.same-table-twice")
# Validation and publication take so much besides the document's own allowance.
SECONDS_AFTER = 60
# What is ready in the nursery, for its copies.
READY: dict[str, Validator] = {}


class _Here:
    """Stands in the place of a confined process: this one is confined already.

    What was read once is not read again.
    """

    worked = 0.0

    def __init__(self, limits: Limits, tell: Tell) -> None:
        self._limits, self._tell = limits, tell
        self._pages = 0
        self._asked: tuple[object, ...] = ()
        self._answered: tuple[object, ...] = ()
        self._answer: Any = None

    def start(self, function: str, *arguments: object) -> None:
        """Notes what ``result`` is to call."""
        self._asked = (function, *arguments)

    def result(
        self,
        name: str,
        progress: Progress,  # noqa: ARG002 - as Confined has it
        take: Callable[[Any], object] | None = None,  # noqa: ARG002 - all is in the answer
    ) -> Any:
        """What the function returns."""
        if self._asked != self._answered:
            module, function = str(self._asked[0]).split(":")
            call = getattr(import_module(module), function)
            most = self._limits.memory_mb
            large = LimitExceeded("batch.too-much-memory", where=name, most=most)
            with in_memory(most, large):
                self._answer = call(*self._asked[1:], self._at_page)
            self._answered = self._asked
        return self._answer

    def close(self) -> None:
        """Nothing is to be ended."""

    def stage(
        self,
        stage: str,
        done: int,
        of: int,
    ) -> None:
        """Tells the bounds that a later stage begins, which may take as long as the document."""
        limits = self._limits
        seconds = limits.for_pages(self._pages) + SECONDS_AFTER
        pages = math.ceil(seconds / limits.page_seconds)
        self._tell(stage, done, of, pages)

    def _at_page(
        self,
        stage: str,
        done: int,
        of: int,
        pages: int = 1,
    ) -> None:
        self._pages = max(of, self._pages)
        self._tell(stage, done, of, pages)


class _Desk(Desk):
    """Where a document is opened: here."""

    is_beside = False

    def __init__(
        self,
        source: Path,
        limits: Limits,
        drawn: bool,
        here: Any,
    ) -> None:
        super().__init__(source, limits, drawn)
        self.process = here

    def __enter__(self) -> Desk:
        return self


class _ToolsHere(Tools):
    """Reading and validation in this process, with what is ready."""

    def __init__(self, here: _Here) -> None:
        self._here = here

    def desk(self, request: Request, kind: str) -> AbstractContextManager[Desk | None]:
        """Where a document of any kind is opened."""
        is_drawn = request.report and kind == "pdf"
        return _Desk(request.source, request.limits, is_drawn, self._here)

    def validator(self, suites: Path, notice_id: str) -> AbstractContextManager[Validates]:
        """The engine that is loaded, with the notice's own suites."""
        ready = READY.get(str(suites))
        own = ready.for_notice(notice_id) if ready else Validator(suites, notice_id)
        return nullcontext(own)


@dataclass(slots=True)
class _Task:
    """One document as it is worked: the file at hand, and where it is read."""

    job: Job
    path: Path
    kind: SourceKind
    here: _Here
    row: Row

    @property
    def out(self) -> Path:
        """Where it is published."""
        return notice_folder(self.job.out, self.job.notice_id)


def work_here(job: Job, tell: Tell) -> Row:
    """Works one document; whatever is wrong with it stands in its row."""
    row = Row(job.notice_id, job.source, "unusable", 2)
    try:
        with _at_hand(job) as path:
            return _work(job, path, row, tell)
    except PipelineError as error:
        return failed(row, error)


@contextmanager
def _at_hand(job: Job) -> Iterator[Path]:
    """The document as a file here: fetched where it is named by an address."""
    if not job.is_remote:
        yield Path(job.source)
        return
    with TemporaryDirectory(prefix="notice-pipeline-") as folder:
        yield sources.fetch(job.source, Path(folder), job.limits.file_mb)


def _work(
    job: Job,
    path: Path,
    row: Row,
    tell: Tell,
) -> Row:
    try:
        received = receive(path)
        row = replace(row, sha256=received.sha256, key=job.key(received.sha256))
        if job.is_remote and still_holds(job, received.sha256):  # known only once it is here
            return unchanged(job, received.sha256)
        row = replace(row, kind=kind_of(path))
        row = _publish(
            _Task(
                job,
                path,
                kind_of(path),
                _Here(job.limits, tell),
                row,
            )
        )
    except PipelineError as error:
        row = failed(row, error)
    return replace(row, generation=published_generation(job))


def _publish(task: _Task) -> Row:
    """The row of a document whose kind is read; a dry run publishes nothing."""
    spec = _form(task)
    task.row = replace(task.row, form=specs.load(spec).form)
    try:
        if task.job.dry_run:
            return _rehearse(task, spec)
        row = _extract(task, spec, task.out)
    except PipelineError as error:
        change = "fails" if task.job.dry_run else None
        return replace(failed(task.row, error), change=change)
    if row.exit_code == 0:
        publish_parts(task.job.out, task.job.notice_id)
    return row


def _rehearse(task: _Task, spec: Path) -> Row:
    """What a run would give, and how the published tables would change."""
    with TemporaryDirectory(prefix="notice-pipeline-") as folder:
        out = Path(folder) / "out"
        row = _extract(task, spec, out)
        change = "fails" if row.exit_code else change_of(task.out, out)
        return replace(row, change=change)


def _extract(
    task: _Task,
    spec: Path,
    out: Path,
) -> Row:
    """Runs the stages and publishes into ``out``."""
    job, here = task.job, task.here
    request = Request(
        source=task.path,
        out=out,
        spec=spec,
        engine=job.engine,
        notice_id=job.notice_id,
        report=job.report and not job.dry_run,
        force=job.force,
        decisions=job.decisions,
        limits=job.limits,
    )
    outcome = extract(request, here.stage, _ToolsHere(here))
    pages = _pages(out) if outcome.ok else None
    return worked(task.row, outcome, pages)


def _pages(out: Path) -> int:
    """On how many pages, tables or sheets of the source a publication's cells stand."""
    from pipeline.publication.load import load

    cells = load(out)["cells"]
    return len(set(cells.column("page").to_pylist()))


def _form(task: _Task) -> Path:
    """The spec that the document is on.

    Raises:
        NotThisForm: it is on none of them, or on several.
    """
    choice = task.job.specs or (specs.DEFAULT,)
    if len(choice) == 1:
        return choice[0]
    known = {path: specs.load(path) for path in choice}
    fitting = _fitting(task, known)
    if len(fitting) == 1:
        return fitting[0]
    where = task.path.name
    if fitting:
        forms = [known[path].form for path in fitting]
        raise NotThisForm("batch.several-forms", where=where, forms=forms)
    forms = [spec.form for spec in known.values()]
    raise NotThisForm("batch.no-form", where=where, forms=forms)


def _fitting(task: _Task, known: Mapping[Path, specs.Spec]) -> list[Path]:
    """The specs whose form one table of the document has."""
    from pipeline.read.document import in_bounds, read
    from pipeline.stitch.attachment import attachment

    limits = task.job.limits
    process: Any = None if task.kind == "transcription" else task.here
    document, _ = read(
        task.path,
        None,
        task.job.engine,
        limits=limits,
        process=process,
    )
    fitting = []
    with in_bounds(document, limits, Spent()):
        for path, spec in known.items():
            try:
                attachment(document, spec)
            except NotThisForm as error:
                if error.code in _SEVERAL:
                    raise
            else:
                fitting.append(path)
    return fitting
