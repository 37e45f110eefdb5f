"""What a notice's folder holds already, and whether it is what the work would give."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pipeline.batches.order import Job
from pipeline.batches.row import Row
from pipeline.publication import state
from pipeline.publication.dataset import notice_folder
from pipeline.publication.lock import LOCK
from pipeline.views.report import FILE_NAME as REPORT

Change = Literal["new", "same", "evidence", "values", "fails"]


def still_holds(job: Job, sha256: str) -> bool:
    """Whether the catalogue's row is what working the document again would give.

    So it is where the same was worked, and what was published lies there unchanged. What failed for
    a reason that may pass is tried again.
    """
    known = job.known
    if job.force or known is None or known.may_pass or known.key != job.key(sha256):
        return False
    if known.exit_code:
        return True
    folder = notice_folder(job.out, job.notice_id)
    if known.generation is None or os.path.lexists(folder / LOCK):
        return False  # a run that was killed there is to be finished first
    reports = (REPORT,) if job.report else ()
    return state.is_current(folder, known.generation, reports)


def unchanged(job: Job, sha256: str) -> Row:
    """The catalogue's row of a document for which it still holds."""
    assert job.known is not None
    return replace(job.known, source=job.source, sha256=sha256, unchanged=True)


def published_generation(job: Job) -> str | None:
    """The generation of what lies in the notice's folder; None where nothing does."""
    found = state.read_state(notice_folder(job.out, job.notice_id)).get("generation")
    return found if isinstance(found, str) else None


def change_of(published: Path, made: Path) -> Change:
    """How the tables that were made differ from those that are published."""
    from pipeline.views.diff import diff

    if not state.is_publication(published):
        return "new"
    difference = diff(published, made)
    if any(notice.values for notice in difference.notices):
        return "values"
    return "evidence" if difference else "same"
