"""A government notice's attachment table as validated, provenance-tracked Parquet.

::

    publication = pipeline.extract("notice.pdf")     # nothing is written
    publication.indicators                           # a pandas.DataFrame
    publication["indicators"]                        # the same as a pyarrow.Table

Everything heavy is imported by the function that needs it. Errors are those of
:mod:`pipeline.errors`; ``docs/python.md`` has examples.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.batches import Result
    from pipeline.batches.whole import Watch
    from pipeline.inputs import Request
    from pipeline.publication.publication import Publication
    from pipeline.sandbox.limits import Limits
    from pipeline.validate.result import ValidationReport
    from pipeline.views.frame import ReadTables

__all__ = ["batch", "check", "extract", "load", "tables"]

PathLike = str | os.PathLike[str]
# Takes a stage, how many steps of it are done, and of how many.
Progress = Callable[[str, int, int], None]


def extract(  # noqa: PLR0913 - the options of the command, by keyword
    source: PathLike,
    out: PathLike | None = None,
    spec: PathLike | None = None,
    *,
    corrections: PathLike | None = None,
    engine: str = "both",
    notice_id: str | None = None,
    table: int | None = None,
    draft: bool = False,
    report: bool = True,
    force: bool = False,
    max_open: int | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Publication:
    """Runs the whole pipeline on one document.

    Args:
        source: a document of any kind that is read (docs/editions.md), told by content.
        out: the folder to publish into; without it the tables are in memory alone.
        spec: the form's spec; without it the built-in form.
        corrections: people's decisions; without it ``corrections.yml`` beside the source, if any.
        engine: what a PDF is read with: ``both``, ``auto``, ``pdfium``, ``pdfplumber`` or
            ``camelot`` (docs/commands.md).
        notice_id: identifies the notice in every table; without it ``SOURCES.yml`` beside the
            source says it, else the file's name.
        table: which of the document's tables is the attachment, from 1; without it the one on the
            form.
        draft: where no table is on the form, draft its spec and go on with that; it is kept as
            ``form.yml`` in ``out``.
        report: whether ``report.html`` is written into ``out``.
        force: work even where ``out`` already holds what would be published.
        max_open: how many cells may be open in what is published; None for any number.
        limits: what a document may ask for at most.
        progress: is told a stage, steps done, and of how many.

    Raises:
        pipeline.errors.Rejected: something critical does not hold; it carries the ``failures`` and
            the rejected ``tables``.
        pipeline.errors.PipelineError: the document cannot be read, the spec or a correction is
            wrong, the folder cannot be written: one line says what, where and what to do.
    """
    from tempfile import TemporaryDirectory

    from pipeline.inputs import Request
    from pipeline.sandbox.clock import quiet
    from pipeline.sandbox.limits import Limits

    def request(folder: Path, with_report: bool) -> Request:
        return Request(
            source=Path(source),
            out=folder,
            spec=_path(spec),
            corrections=_path(corrections),
            engine=_known_engine(engine),
            notice_id=notice_id,
            report=with_report,
            force=force,
            max_open=max_open,
            limits=limits or Limits(),
            table=table,
            draft=draft,
        )

    if out is not None:
        return _published(request(Path(out), report), progress or quiet)
    with TemporaryDirectory(prefix="notice-pipeline-") as folder:
        publication = _published(request(Path(folder), False), progress or quiet)
        return replace(publication, folder=None)


def tables(
    source: PathLike,
    pages: Sequence[int] | None = None,
    *,
    engine: str = "auto",
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> ReadTables:
    """Reads the ruled tables of any document, stitched over its pages; no spec needed.

    Args:
        source: a document of any kind that is read (docs/editions.md), told by content.
        pages: only these pages, counted from 1.
        engine: what a PDF is read with: ``both``, ``auto``, ``pdfium``, ``pdfplumber`` or
            ``camelot`` (docs/commands.md).
        limits: what a document may ask for at most.
        progress: is told a stage, steps done, and of how many.

    Returns:
        The tables in order, a list; its ``findings`` are what is worth a person's look.

    Raises:
        pipeline.errors.Rejected: something was lost on the way; it carries the ``failures`` and the
            ``tables`` as far as they were read.
        pipeline.errors.PipelineError: the file cannot be read, or has no such page.
    """
    from pipeline.errors import Rejected
    from pipeline.formless import read_tables
    from pipeline.sandbox.clock import quiet
    from pipeline.views.frame import ReadTables

    path = Path(source)
    wanted = None if pages is None else _page_numbers(pages)
    result = read_tables(path, wanted, _known_engine(engine), progress or quiet, limits)
    found = ReadTables(result)
    lost = [finding for finding in result.findings if finding.severity == "error"]
    if lost:
        failures = [finding.message for finding in lost]
        first = lost[0].what
        raise Rejected(
            "face.lost-on-the-way", path.name, failures, found, count=len(lost), first=first
        )
    return found


def load(folder: PathLike = "extracted") -> Publication:
    """The tables published in ``folder``, all of one generation, also while a run publishes there.

    Raises:
        pipeline.errors.PipelineError: there is no publication, or none that is whole; one line says
            which file.
    """
    from pipeline.publication.load import load as load_folder

    return load_folder(Path(folder))


def check(folder: PathLike = "extracted", *, max_open: int | None = None) -> ValidationReport:
    """Validates the tables that lie in ``folder`` again, from the files alone.

    Args:
        folder: where a run has published.
        max_open: how many cells may be open; None for any number.

    Returns:
        The result of each check; ``ok`` is true where every critical one holds, ``failures`` are
        those that do not hold.

    Raises:
        pipeline.errors.PipelineError: there is no publication, or a file cannot be read as its
            table.
    """
    from pipeline.publication.state import expectations_dir
    from pipeline.validate import check as check_folder

    return check_folder(Path(folder), expectations_dir(), max_open)


def batch(  # noqa: PLR0913 - the options of the command, by keyword
    sources: PathLike | Sequence[PathLike],
    out: PathLike,
    *,
    specs: Sequence[PathLike] = (),
    corrections: PathLike | None = None,
    engine: str = "auto",
    ids: Literal["stem", "path"] = "stem",
    workers: int | None = None,
    scheduler: str | None = None,
    force: bool = False,
    report: bool = False,
    dry_run: bool = False,
    limits: Limits | None = None,
    watch: Watch | None = None,
) -> Result:
    """Works many documents on Dask: a publication each, a catalogue, and one dataset.

    Args:
        sources: files, folders, patterns, addresses that fsspec opens, ``@list`` files.
        out: the folder to publish into (docs/batch.md).
        specs: the forms to choose from, told apart by content; without any the built-in form.
        corrections: people's decisions for all notices; without it ``corrections.yml`` beside
            each document.
        engine: what a PDF is read with, as for :func:`extract`.
        ids: what a notice's id is made of where SOURCES.yml does not give it.
        workers: documents at a time; one a processor where it is not said.
        scheduler: the address of a Dask scheduler whose workers are to do it.
        force: work also what has not changed.
        report: write a report for each notice as well.
        dry_run: publish nothing, find out how the publications would change.
        limits: what a document may ask for at most.
        watch: is told each document's row, how many are done, and of how many.

    Returns:
        The rows of the catalogue for these documents, and their sums. A document that fails has
        its row and raises nothing.

    Raises:
        pipeline.errors.PipelineError: the call is unusable: a source names nothing, Dask is not
            installed, the folder cannot be written.
    """
    from pipeline.batches import Order, run
    from pipeline.batches.whole import unwatched
    from pipeline.sandbox.limits import Limits

    several = [sources] if isinstance(sources, str | os.PathLike) else sources
    order = Order(
        sources=tuple(os.fspath(source) for source in several),
        out=Path(out),
        specs=tuple(Path(spec) for spec in specs),
        corrections=_path(corrections),
        engine=_known_engine(engine),
        naming=ids,
        workers=workers,
        scheduler=scheduler,
        force=force,
        report=report,
        dry_run=dry_run,
        limits=limits or Limits(),
    )
    return run(order, watch or unwatched)


def _published(request: Request, progress: Progress) -> Publication:
    """Runs one request and loads what it published; raises Rejected where that is nothing."""
    from pipeline.errors import Rejected
    from pipeline.publication.load import load as load_folder
    from pipeline.publication.publication import read_rejected
    from pipeline.publication.write import REJECTED
    from pipeline.run import extract as run_all

    outcome = run_all(request, progress)
    if outcome.ok:
        return load_folder(request.out)
    failures = outcome.failures
    raise Rejected(
        "face.not-published",
        request.source.name,
        failures,
        read_rejected(request.out / REJECTED),
        count=len(failures),
        first=outcome.rejections[0],
    )


def _path(given: PathLike | None) -> Path | None:
    return None if given is None else Path(given)


def _known_engine(engine: str) -> str:
    from pipeline.errors import UsageError
    from pipeline.run import ENGINES

    if engine not in ENGINES:
        raise UsageError("face.unknown-engine", "engine", engine=str(engine), known=ENGINES)
    return engine


def _page_numbers(pages: Sequence[int]) -> list[int]:
    from pipeline.errors import UsageError

    numbers = sorted(set(pages))
    if not numbers or numbers[0] < 1:
        raise UsageError("face.no-page", "pages", given=str(list(pages))[:80])
    return numbers
