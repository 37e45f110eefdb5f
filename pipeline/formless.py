"""What is read of a document without knowing its form: its tables, and a draft of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from pipeline.messages import message
from pipeline.model import Document, Finding, Table
from pipeline.read.document import in_bounds, read
from pipeline.sandbox.clock import Progress, quiet
from pipeline.sandbox.imports import without_collection
from pipeline.sandbox.limits import Limits, Spent
from pipeline.text import well_formed
from pipeline.views.tables import TablesResult, by_page


def draft_spec(
    path: Path,
    number: int | None = None,
    progress: Progress = quiet,
    limits: Limits | None = None,
) -> str:
    """Drafts the spec of a document's attachment, as YAML.

    Args:
        path: the document.
        number: which of its tables, from 1; None for the largest.
        progress: is told a stage, steps done, and of how many.
        limits: what the document may ask for at most.

    Raises:
        UsageError, SourceError, LimitExceeded: the document cannot be read, or has no such table.
    """
    from pipeline.stitch.attachment import draft_of, stitched

    limits, spent = limits or Limits(), Spent()
    document, _ = read(path, None, "auto", progress, limits, spent=spent)
    with in_bounds(document, limits, spent):
        return draft_of(document, number, stitched(document))


@without_collection()
def read_tables(
    path: Path,
    pages: Sequence[int] | None = None,
    engine: str = "auto",
    progress: Progress = quiet,
    limits: Limits | None = None,
) -> TablesResult:
    """Reads the ruled tables of a document (of these pages, counted from 1) and stitches them.

    Raises:
        SourceError: the file cannot be read, or has no such page; LimitExceeded where it asks for
            too much.
        LostCharacters: a reader lost or doubled characters.
    """
    limits, spent = limits or Limits(), Spent()
    document, numbers = read(
        path,
        pages,
        engine,
        progress,
        limits,
        spent=spent,
        meanwhile=lambda: import_module("pipeline.stitch"),
    )
    from pipeline.stitch import stitch

    with in_bounds(document, limits, spent):
        tables = stitch(document.tables, document.lines, with_rows=False)
    findings = _findings_of(document, tables, pages)
    listed = by_page(document.tables, numbers)
    return TablesResult(
        well_formed(path.name),
        document.sha256,
        listed,
        tables,
        tuple(findings),
    )


def _findings_of(
    document: Document,
    tables: Sequence[Table],
    pages: Sequence[int] | None,
) -> Iterator[Finding]:
    """What reading and stitching found; the numbers of a later page begin where they will."""
    from pipeline.stitch import BEGINNING, settled

    yield from settled(document.findings, document.tables, tables)
    from_the_start = pages is None or min(pages) == 1
    for table in tables:
        for finding in table.findings:
            if from_the_start or finding.check != BEGINNING:
                yield finding
    if not tables:
        nothing = message("run.no-table", file=document.name)
        yield Finding("warning", "no-table", nothing)
