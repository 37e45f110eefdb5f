"""The figures a person wants first, of a run that ended."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.messages import Language, Message, message, render

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Summary = Mapping[str, Any]


def summarise(
    rows: Rows,
    ok: bool,
    seconds: Mapping[str, float],
) -> dict[str, Any]:
    """Counts what was published: rows, values by their certainty, points, findings, seconds."""
    provenance = rows["provenance"]
    notice = rows["notice"][0]
    count = Counter(row["status"] for row in provenance)
    severities = Counter(row["severity"] for row in rows["findings"])
    return {
        "notice_id": notice["notice_id"],
        "title": notice["title"],
        "indicators": len(rows["indicators"]),
        "extras": _own_columns(rows),
        "values": len(provenance),
        "certain": len(provenance) - count["ambiguous"],
        "repaired": count["repaired"],
        "derived": count["derived"],
        "open": count["ambiguous"],
        "rows_to_review": sum(bool(row["needs_review"]) for row in rows["indicators"]),
        "points": {row["section"]: float(row["points"]) for row in rows["sections"]},
        "not_published": _not_published(rows["findings"]),
        "findings": {"error": 0, "warning": 0, "info": 0, **severities},
        "valid": ok,
        "seconds": dict(seconds),
    }


def _own_columns(rows: Rows) -> list[str]:
    """The columns of the form's own that are published."""
    from pipeline.schema import EXTRAS, main_columns

    extras = rows.get(EXTRAS)
    return list(main_columns(tuple(extras[0]))) if extras else []


def _not_published(findings: Sequence[Mapping[str, Any]]) -> list[str]:
    """The headings of columns that the spec leaves out."""
    left = [row for row in findings if row["code"] == "normalise.not-published"]
    return [json.loads(row["parameters"])["heading"] for row in left]


def summary_lines(
    summary: Summary, language: Language = "en", unchanged_in: Path | None = None
) -> Iterator[str]:
    """The summary as lines of text.

    ``unchanged_in`` is the folder that already holds this publication.
    """
    yield str(summary.get("title") or summary.get("notice_id"))
    told = [
        _rows(summary),
        _values(summary),
        _found(summary),
        _seconds(summary),
    ]
    if summary.get("extras"):
        told.insert(1, message("views.summary-extras", columns=summary["extras"]))
    if summary.get("not_published"):
        told.insert(-1, message("views.summary-left-out", headings=summary["not_published"]))
    if summary.get("drafted"):
        told.append(message("views.summary-drafted", path=summary["drafted"]))
    if unchanged_in is not None:
        told.append(message("views.summary-unchanged", folder=str(unchanged_in)))
    for line in told:
        yield f"  {render(line, language)}"


def _rows(summary: Summary) -> Message:
    points = []
    for section, value in summary.get("points", {}).items():
        points.append(message("views.section-points", section=section, points=value))
    return message(
        "views.summary-rows",
        rows=summary.get("indicators"),
        values=summary.get("values"),
        points=points or message("views.no-points"),
    )


def _values(summary: Summary) -> Message:
    return message(
        "views.summary-values",
        certain=summary.get("certain"),
        repaired=summary.get("repaired"),
        derived=summary.get("derived"),
        open=summary.get("open"),
        rows=summary.get("rows_to_review"),
    )


def _found(summary: Summary) -> Message:
    counts = []
    for severity, count in summary.get("findings", {}).items():
        counts.append(message("views.severity-count", count=count, severity=severity))
    return message("views.summary-findings", counts=counts)


def _seconds(summary: Summary) -> Message:
    stages = []
    for stage, seconds in summary.get("seconds", {}).items():
        stages.append(message("views.stage-seconds", stage=stage, seconds=seconds))
    return message("views.summary-seconds", stages=stages)
