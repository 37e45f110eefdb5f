"""What the page shows of each document, as plain values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.messages import LANGUAGES, Message, render, what_to_do
from pipeline.messages.names import SECTIONS
from pipeline.text import well_formed


@dataclass(frozen=True, slots=True)
class Entry:
    """One document.

    Attributes:
        source: how it was named in the call.
        status: published, rejected, unusable, or copy.
        points: of each section, as the JSON of an object; None where none are stated.
        said: why it is not published.
        folder: its publication's, relative to the page; None where nothing is published.
        report: its report's file, relative to the page; None where there is none.
    """

    notice_id: str
    source: str
    status: str
    kind: str | None = None
    form: str | None = None
    rows: int | None = None
    values: int | None = None
    open: int | None = None
    errors: int | None = None
    warnings: int | None = None
    infos: int | None = None
    points: str | None = None
    said: Message | None = None
    folder: str | None = None
    report: str | None = None


# So many documents are on the page; a browser is slow with more.
MOST = 20_000


def payload(entries: Sequence[Entry]) -> dict[str, Any]:
    """Plain JSON values: the documents, how many there are, names of sections in Chinese.

    Of more than ``MOST`` documents those are shown that are worth a look, before any others.
    """
    shown = list(entries)
    if len(shown) > MOST:
        shown.sort(key=_is_settled)
        del shown[MOST:]
    return {
        "documents": [_document(entry) for entry in shown],
        "all": len(entries),
        "sections": SECTIONS,
    }


def _is_settled(entry: Entry) -> bool:
    return entry.status in ("published", "copy") and not entry.open


def _document(entry: Entry) -> dict[str, Any]:
    return {
        "id": well_formed(entry.notice_id),
        "source": well_formed(entry.source),
        "status": entry.status,
        "kind": entry.kind,
        "form": entry.form,
        "rows": entry.rows,
        "values": entry.values,
        "open": entry.open,
        "findings": _findings(entry),
        "points": _points(entry.points),
        "why": _why(entry.said),
        "folder": entry.folder,
        "report": entry.report,
    }


def _findings(entry: Entry) -> list[int] | None:
    """Errors, warnings, notes; None where the document was not read."""
    counts = (entry.errors, entry.warnings, entry.infos)
    if counts == (None, None, None):
        return None
    return [count or 0 for count in counts]


def _points(stated: str | None) -> list[list[Any]]:
    """Each section with its points, in the order of the document."""
    if stated is None:
        return []
    return [[section, points] for section, points in json.loads(stated).items()]


def _why(said: Message | None) -> list[str] | None:
    """The reason and what can be done about it, in English and in Chinese."""
    if said is None:
        return None
    told = []
    for language in LANGUAGES:
        clauses = (render(said, language), what_to_do(said, language))
        parting = "；" if language == "zh" else "; "
        told.append(parting.join(clause for clause in clauses if clause))
    return told
