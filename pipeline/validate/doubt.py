"""Rules on doubt: no null without its mark, no mark without its null."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline.validate.rules import Row, Rows, Tables, Violation, by_seq


def status_fits_value(
    provenance: Rows, tables: Tables, *, null: Sequence[str], for_null: dict[str, Sequence[str]]
) -> list[Violation]:
    """A value whose status is among ``null`` is null; a null in a column of ``for_null`` has one of its statuses."""
    indicators = by_seq(tables["indicators"])
    violations = []
    for row in provenance:
        if row["seq"] not in indicators or row["column"] not in indicators[row["seq"]]:
            continue
        value, status = indicators[row["seq"]][row["column"]], row["status"]
        allowed = for_null.get(row["column"])
        if value is not None and status in null:
            violations.append(_violation(row, f"status {status}, yet the value {value} is published"))
        elif value is None and allowed is not None and status not in allowed:
            violations.append(_violation(row, f"null without an explanation, its status is {status}"))
    return violations


def candidates_given(provenance: Rows, tables: Tables) -> list[Violation]:
    """An ambiguous value, and no other, has its candidates, as a JSON array that is not empty."""
    violations = []
    for row in provenance:
        ambiguous = row["status"] == "ambiguous"
        if ambiguous and not _values(row["candidates"]):
            violations.append(_violation(row, f"ambiguous, but the candidates are {row['candidates']!r}"))
        elif not ambiguous and row["candidates"] is not None:
            violations.append(_violation(row, f"status {row['status']}, yet candidates are given"))
        elif len(_values(row["candidate_costs"])) != len(_values(row["candidates"])):
            violations.append(_violation(row, f"the costs {row['candidate_costs']!r} are not one for each candidate"))
    return violations


def review_marked(indicators: Rows, tables: Tables) -> list[Violation]:
    """``needs_review`` is true exactly where a column is ambiguous or a warning names the row."""
    ambiguous = {row["seq"] for row in tables["provenance"] if row["status"] == "ambiguous"}
    warned = {row["seq"] for row in tables["findings"] if row["severity"] == "warning"}
    violations = []
    for row in indicators:
        seq, due = row["seq"], row["seq"] in ambiguous | warned
        if row["needs_review"] != due:
            text = "is in doubt and not marked" if due else "is marked, but nothing in it is in doubt"
            violations.append(Violation(str(seq), f"seq {seq} {text}"))
    return violations


def _values(text: str | None) -> list[object]:
    """The values of a JSON array; none where it is no such text."""
    try:
        values = json.loads(text or "[]")
    except ValueError:
        return []
    return values if isinstance(values, list) else []


def _violation(row: Row, text: str) -> Violation:
    return Violation(f"{row['seq']}, {row['column']}", f"seq {row['seq']}, {row['column']}: {text}")
