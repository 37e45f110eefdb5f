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

# The parts that all values fall into, each value into one: name → the statuses it is made of.
PARTS = {
    "printed": ("printed", "merged", "shared"),
    "blank": ("absent",),
    "repaired": ("repaired",),
    "derived": ("derived",),
    "decided": ("corrected",),
    "open": ("ambiguous",),
}


def summarise(
    rows: Rows,
    ok: bool,
    seconds: Mapping[str, float],
) -> dict[str, Any]:
    """Counts what was published: rows, values by their part, points, findings, seconds.

    ``values`` is the sum of the ``PARTS``; ``certain`` are all values but the open ones.
    """
    provenance = rows["provenance"]
    notice = rows["notice"][0]
    parts = count_parts(provenance)
    open_rows = set()
    for row in provenance:
        if row["status"] in PARTS["open"]:
            open_rows.add(row["seq"])
    points = {}
    for row in rows["sections"]:
        points[row["section"]] = float(row["points"])
    to_review = [row for row in rows["indicators"] if row["needs_review"]]
    severities = Counter(row["severity"] for row in rows["findings"])
    return {
        "notice_id": notice["notice_id"],
        "title": notice["title"],
        "indicators": len(rows["indicators"]),
        "extras": _own_columns(rows),
        "values": len(provenance),
        "certain": len(provenance) - parts["open"],
        **parts,
        "open_rows": len(open_rows),
        "rows_to_review": len(to_review),
        "points": points,
        "not_published": _not_published(rows["findings"]),
        "findings": {"error": 0, "warning": 0, "info": 0, **severities},
        "valid": ok,
        "seconds": dict(seconds),
    }


def count_parts(provenance: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many values fall into each of the ``PARTS``; they add up to all there are."""
    count = Counter(row["status"] for row in provenance)
    found = {}
    for name, statuses in PARTS.items():
        found[name] = sum(count[status] for status in statuses)
    return found


def _own_columns(rows: Rows) -> list[str]:
    """The columns of the form's own that are published."""
    from pipeline.schema import EXTRAS, main_columns

    extras = rows.get(EXTRAS)
    return list(main_columns(tuple(extras[0]))) if extras else []


def _not_published(findings: Sequence[Mapping[str, Any]]) -> list[str]:
    """The headings of columns that the spec leaves out."""
    headings = []
    for row in findings:
        if row["code"] == "normalise.not-published":
            parameters = json.loads(row["parameters"])
            headings.append(parameters["heading"])
    return headings


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
        printed=summary.get("printed"),
        blank=summary.get("blank"),
        repaired=summary.get("repaired"),
        derived=summary.get("derived"),
        decided=summary.get("decided"),
        open=summary.get("open"),
        open_rows=summary.get("open_rows"),
        review=summary.get("rows_to_review"),
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
