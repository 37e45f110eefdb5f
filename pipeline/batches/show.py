"""A batch as lines for people and as values for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.batches.row import Row
from pipeline.batches.whole import Result
from pipeline.messages import Language, Message, message, render
from pipeline.publication.dataset import CATALOGUE, DATASET

# How the tables of a document would change, in words.
_CHANGES = {
    "new": message("batch.change-new"),
    "same": message("batch.change-same"),
    "evidence": message("batch.change-evidence"),
    "values": message("batch.change-values"),
}
# So many ids are named in one line.
_NAMED = 5


def line(row: Row) -> Message:
    """What is said of a document when it is done."""
    notice, source = row.notice_id, row.source
    if row.change == "fails":
        return message("batch.would-fail", notice=notice, what=row.said)
    if row.change is not None:
        return message("batch.would-be", notice=notice, change=_CHANGES[row.change])
    if row.status == "copy":
        return message("batch.is-copy", notice=notice, source=source, what=row.said)
    if row.exit_code:
        return message("batch.not-published", notice=notice, source=source, what=row.said)
    if row.unchanged:
        return message("batch.unchanged", notice=notice)
    return message(
        "batch.published",
        notice=notice,
        rows=row.rows,
        open=row.open,
        seconds=row.seconds,
    )


def too_open(result: Result, most: int | None) -> list[str]:
    """The ids of the notices with more open cells than may be."""
    if most is None:
        return []
    return [row.notice_id for row in result.rows if (row.open or 0) > most]


def closing(
    result: Result,
    most_open: int | None,
    language: Language,
) -> Iterator[str]:
    """What is worth a look, and the sums."""
    for warning in result.warnings:
        yield render(warning, language)
    ids = too_open(result, most_open)
    if ids:
        named = ids[:_NAMED] + (["…"] if len(ids) > _NAMED else [])
        told = message("batch.too-many-open", count=len(ids), most=most_open, notices=named)
        yield render(told, language)
    yield render(_sums(result), language)


def _sums(result: Result) -> Message:
    counts = result.counts
    if not result.dry_run:
        return message(
            "batch.summary",
            documents=counts["documents"],
            published=counts["published"],
            open=counts["open"],
            rejected=counts["rejected"],
            unusable=counts["unusable"],
            copies=counts["copies"],
            unchanged=counts["unchanged"],
        )
    changes = result.changes
    return message(
        "batch.rehearsed",
        documents=counts["documents"],
        unchanged=counts["unchanged"],
        new=changes["new"],
        values=changes["values"],
        evidence=changes["evidence"],
        same=changes["same"],
        fails=changes["fails"],
    )


def as_dict(
    result: Result,
    most_open: int | None,
    language: Language,
) -> dict[str, Any]:
    """The sums, and each document that is not published or whose tables would change."""
    failures = [_failure(row, language) for row in result.rows if row.exit_code]
    told: dict[str, Any] = {
        **result.counts,
        "dry_run": result.dry_run,
        "failures": failures,
        "too_open": too_open(result, most_open),
        "warnings": [render(warning, language) for warning in result.warnings],
        "catalogue": CATALOGUE,
        "dataset": DATASET,
    }
    if result.dry_run:
        changing = [row for row in result.rows if row.change not in (None, "same")]
        told["changes"] = result.changes
        told["changing"] = {row.notice_id: row.change for row in changing}
    return told


def _failure(row: Row, language: Language) -> dict[str, Any]:
    said = row.said
    return {
        "notice_id": row.notice_id,
        "source": row.source,
        "exit_code": row.exit_code,
        "code": None if said is None else said.code,
        "message": None if said is None else render(said, language),
    }
