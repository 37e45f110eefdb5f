"""The catalogue as a page beside it, written like it: always whole."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from pipeline.batches.row import Row
from pipeline.publication.dataset import NOTICES, folder_name, notice_folder
from pipeline.publication.lock import OWN
from pipeline.views.catalogue import FILE_NAME, Entry, render
from pipeline.views.report import FILE_NAME as REPORT


def write(rows: Iterable[Row], out: Path) -> None:
    """Writes the page of these documents, in one step.

    Raises:
        OSError: it cannot be written.
    """
    entries = [_entry(row, out) for row in rows]
    made = out / f"{OWN}{FILE_NAME}"
    made.write_bytes(render(entries))
    os.replace(made, out / FILE_NAME)


def _entry(row: Row, out: Path) -> Entry:
    folder = None
    report = None
    if row.generation is not None:
        folder = _address(row.notice_id)
        if (notice_folder(out, row.notice_id) / REPORT).is_file():
            report = f"{folder}{REPORT}"
    return Entry(
        row.notice_id,
        row.source,
        row.status,
        kind=row.kind,
        form=row.form,
        rows=row.rows,
        values=row.values,
        open=row.open,
        errors=row.errors,
        warnings=row.warnings,
        infos=row.infos,
        points=row.points,
        said=row.said,
        folder=folder,
        report=report,
    )


def _address(notice_id: str) -> str:
    """The folder of a notice's publication, as a link beside the catalogue names it.

    An id may hold a percent sign, or what a folder's name has one for.
    """
    return f"{NOTICES}/{quote(folder_name(notice_id), safe='')}/"
