"""Rows of a catalogue: documents of two forms, some that fail, some that are copies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.batches.row import Row, failed
from pipeline.errors import NotThisForm, SourceError
from pipeline.messages import message
from pipeline.publication.dataset import notice_folder

POINTS = '{"provincial": 100.0, "municipal": 20.0, "bonus": 10.0}'
# Ids whose folders and links are written otherwise than they read.
STRANGE = ("50%#县?a=1&b", "崇义 县/2022")
HOSTILE = "<img src=x onerror=alert(1)>"


def documents(count: int) -> list[Row]:
    """So many rows, of every state."""
    rows = [_document(number) for number in range(count - len(STRANGE) - 1)]
    rows += [published(notice_id, 7, 3) for notice_id in STRANGE]
    hostile = SourceError("batch.not-fetched", where="a", reason=HOSTILE)
    rows.append(failed(Row(HOSTILE, f"{HOSTILE}.pdf", "unusable", 2), hostile))
    return rows


def published(
    notice_id: str,
    open_cells: int,
    warnings: int,
    form: str = "chongyi-2022",
) -> Row:
    """The row of a document that is published."""
    return Row(
        notice_id, f"raw/{notice_id}.pdf", "published", 0, "0" * 64, "pdf", form, rows=84, values=1512,
        open=open_cells, errors=0, warnings=warnings, infos=2, points=POINTS, generation="g",
    )  # fmt: skip


def _document(number: int) -> Row:
    notice_id, source = f"县-{number:04}", f"raw/counties/县-{number:04}.docx"
    if number % 17 == 5:
        return failed(
            Row(notice_id, source, "unusable", 2), SourceError("stitch.no-table", where="a")
        )
    if number % 19 == 3:
        error = NotThisForm("batch.no-form", where="a", forms=["chongyi-2022"])
        return failed(Row(notice_id, source, "unusable", 2, kind="docx"), error)
    if number % 29 == 7:
        return Row(notice_id, source, "copy", 0, said=message("batch.copy", first="raw/a.pdf"))
    if number % 31 == 11:
        said = message("stitch.no-table")
        return Row(
            notice_id,
            source,
            "rejected",
            1,
            form="chongyi-2022",
            rows=84,
            open=4,
            errors=1,
            said=said,
            generation="g",
        )
    form = "chongyi-2022" if number % 3 else "任务分解表"
    return published(notice_id, number % 40 if number % 4 else 0, number % 13, form)


def publish_some(rows: Sequence[Row], out: Path) -> None:
    """Puts what is linked to where it is linked: a folder for each, a report for the strange ids."""
    for row in rows:
        if row.generation is None:
            continue
        folder = notice_folder(out, row.notice_id)
        folder.mkdir(parents=True)
        if row.notice_id in STRANGE:
            (folder / "report.html").write_text(
                f"<!doctype html><title>{row.notice_id}</title>", encoding="utf-8"
            )
