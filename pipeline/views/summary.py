"""The figures a person wants first, of a run that ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def summarise(rows: Rows, ok: bool, seconds: Mapping[str, float]) -> dict[str, Any]:
    """The figures a person wants first."""
    provenance = rows["provenance"]
    count = Counter(row["status"] for row in provenance)
    return {
        "notice_id": rows["notice"][0]["notice_id"],
        "title": rows["notice"][0]["title"],
        "indicators": len(rows["indicators"]),
        "values": len(provenance),
        "certain": len(provenance) - count["ambiguous"],
        "repaired": count["repaired"],
        "derived": count["derived"],
        "open": count["ambiguous"],
        "rows_to_review": sum(bool(row["needs_review"]) for row in rows["indicators"]),
        "points": {row["section"]: float(row["points"]) for row in rows["sections"]},
        "findings": {
            "error": 0,
            "warning": 0,
            "info": 0,
            **Counter(row["severity"] for row in rows["findings"]),
        },
        "valid": ok,
        "seconds": dict(seconds),
    }
