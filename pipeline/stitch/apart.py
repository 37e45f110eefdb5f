"""Tells why a table was not joined to the one before it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.messages import message
from pipeline.model import Finding
from pipeline.stitch.part import Part
from pipeline.stitch.reasons import against, clauses, short
from pipeline.stitch.signs import Weighed


class Refusal(NamedTuple):
    """A table that was not joined to the one before it, and why."""

    last: Part
    part: Part
    verdict: Weighed


def refusal_finding(refusal: Refusal) -> Finding:
    """Warns of a refusal within the margin, with the other outcome; else tells it."""
    return _doubted(refusal) if refusal.verdict.close else _told(refusal)


def _told(refusal: Refusal) -> Finding:
    page = refusal.part.table.page
    said = message(
        "stitch.table-apart",
        page=page,
        before=refusal.last.table.page,
        why=clauses(refusal.verdict.reasons()),
    )
    return Finding("info", "table-apart", said, page=page)


def _doubted(refusal: Refusal) -> Finding:
    page, verdict = refusal.part.table.page, refusal.verdict
    first_row = refusal.part.rows[0]
    texts = [short(cell.text) for cell in first_row]
    said = message(
        "stitch.table-apart-doubtful",
        page=page,
        before=refusal.last.table.page,
        why=clauses(verdict.reasons()),
        against=against(verdict),
        first=" | ".join(texts),
    )
    return Finding("warning", "table-apart", said, page=page)
