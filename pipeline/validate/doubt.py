"""Rules on doubt: no null without its mark, no mark without its null."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from pipeline.validate.rules import Row, Rows, Tables, Violation, by_seq


def status_fits_value(
    provenance: Rows, tables: Tables, *, null: Sequence[str], for_null: dict[str, Sequence[str]]
) -> list[Violation]:
    """A value whose status is among ``null`` is null.

    A null in a column of ``for_null`` has one of its statuses.
    """
    indicators = by_seq(tables["indicators"])
    violations = []
    for row in provenance:
        if row["seq"] not in indicators or row["column"] not in indicators[row["seq"]]:
            continue
        value, status = indicators[row["seq"]][row["column"]], row["status"]
        allowed = for_null.get(row["column"])
        if value is not None and status in null:
            violations.append(
                _violation(row, f"status {status}, yet the value {value} is published")
            )
        elif value is None and allowed is not None and status not in allowed:
            violations.append(
                _violation(row, f"null without an explanation, its status is {status}")
            )
    return violations


def candidates_given(provenance: Rows, tables: Tables) -> list[Violation]:
    """An ambiguous value, and no other, has its candidates.

    As a JSON array that is not empty, and as rows of ``candidates`` that say the same.
    """
    listed: dict[tuple[object, object], set[str | None]] = {}
    for reading in tables["candidates"]:
        listed.setdefault((reading["seq"], reading["column"]), set()).add(reading["value"])
    violations = []
    for row in provenance:
        ambiguous, values = row["status"] == "ambiguous", _values(row["candidates"])
        rows = listed.get((row["seq"], row["column"]), set())
        if ambiguous and not values:
            violations.append(
                _violation(row, f"ambiguous, but the candidates are {row['candidates']!r}")
            )
        elif not ambiguous and (row["candidates"] is not None or rows):
            violations.append(_violation(row, f"status {row['status']}, yet candidates are given"))
        elif {None if value is None else str(value) for value in values} != rows:
            text = f"the candidates are {row['candidates']}, in their own table {sorted(rows, key=str)}"
            violations.append(_violation(row, text))
    return violations


def costs_from_the_cheapest(candidates: Rows, tables: Tables) -> list[Violation]:
    """A cell's readings are numbered from 1 and dearer from one to the next.

    The first costs nothing more.
    """
    violations = []
    for _, group in groupby(candidates, key=lambda row: (row["seq"], row["column"])):
        cell = list(group)
        costs = [row["cost"] for row in cell]
        known = [cost for cost in costs if cost is not None]
        whole = not known or (len(known) == len(costs) and known[0] == 0 and known == sorted(known))
        positions = [row["position"] for row in cell]
        if not whole or positions != list(range(1, len(cell) + 1)):
            text = f"the readings are not numbered from the cheapest: positions {positions}, costs {costs}"
            violations.append(_violation(cell[0], text))
    return violations


def review_marked(indicators: Rows, tables: Tables) -> list[Violation]:
    """``needs_review`` is true exactly where a column is ambiguous or a warning names the row."""
    ambiguous = {row["seq"] for row in tables["provenance"] if row["status"] == "ambiguous"}
    warned = {row["seq"] for row in tables["findings"] if row["severity"] == "warning"}
    violations = []
    for row in indicators:
        seq, due = row["seq"], row["seq"] in ambiguous | warned
        if row["needs_review"] != due:
            text = (
                "is in doubt and not marked" if due else "is marked, but nothing in it is in doubt"
            )
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
