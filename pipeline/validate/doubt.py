"""Rules on doubt: no null without its mark, no mark without its null."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from pipeline.messages import Message, message
from pipeline.validate.rules import Row, Rows, Tables, Violation, by_seq, in_cell


def status_fits_value(
    provenance: Rows,
    tables: Tables,
    *,
    null: Sequence[str],
    for_null: dict[str, Sequence[str]],
) -> list[Violation]:
    """A value whose status is among ``null`` is null.

    A null in a column of ``for_null`` has one of its statuses.
    """
    indicators = by_seq(tables["indicators"])
    extras = by_seq(tables.get("extras", ()))
    violations: list[Violation] = []
    for row in provenance:
        seq, column = row["seq"], row["column"]
        published = {**indicators.get(seq, {}), **extras.get(seq, {})}
        if column not in published:
            continue
        value = published[column]
        status = row["status"]
        allowed = for_null.get(column, (status,))
        if value is not None and status in null:
            said = message("validate.published-all-the-same", status=status, value=str(value))
            violations.append(in_cell(row, said))
        if value is None and status not in allowed:
            said = message("validate.null-unexplained", status=status)
            violations.append(in_cell(row, said))
    return violations


def candidates_given(provenance: Rows, tables: Tables) -> list[Violation]:
    """An ambiguous value, and no other, has its candidates.

    As a JSON array that is not empty, and as rows of ``candidates`` that say the same.
    """
    listed: dict[tuple[int, str], set[str | None]] = defaultdict(set)
    for reading in tables["candidates"]:
        cell = _cell(reading)
        listed[cell].add(reading["value"])
    violations: list[Violation] = []
    for row in provenance:
        cell = _cell(row)
        what = _candidates_fault(row, listed[cell])
        if what is not None:
            violations.append(in_cell(row, what))
    return violations


def _candidates_fault(row: Row, listed: set[str | None]) -> Message | None:
    """What is wrong with a value's candidates; ``listed`` are those of their own table."""
    text, ambiguous = row["candidates"], row["status"] == "ambiguous"
    values = _values(text)
    if ambiguous and text is None:
        return message("validate.candidates-missing")
    if ambiguous and not values:
        return message("validate.candidates-empty", candidates=text)
    if not ambiguous:
        if text is None and not listed:
            return None
        return message("validate.candidates-unasked", status=row["status"])
    given = {None if value is None else str(value) for value in values}
    if given == listed:
        return None
    others = str(sorted(listed, key=str))
    return message("validate.candidates-differ", candidates=text, listed=others)


def costs_from_the_cheapest(candidates: Rows, _: Tables) -> list[Violation]:
    """A cell's readings are numbered from 1, and each costs no less than the one before.

    The first costs nothing more.
    """
    violations: list[Violation] = []
    for _place, group in groupby(candidates, key=_cell):
        readings = list(group)
        positions = [row["position"] for row in readings]
        costs = [row["cost"] for row in readings]
        count = len(readings)
        in_order = positions == list(range(1, count + 1))
        if in_order and _from_the_cheapest(costs):
            continue
        said = message(
            "validate.readings-out-of-order",
            positions=str(positions),
            costs=str(costs),
        )
        violations.append(in_cell(readings[0], said))
    return violations


def _cell(row: Row) -> tuple[int, str]:
    """The cell of ``indicators`` or ``extras`` that a row is about: its serial and column."""
    return row["seq"], row["column"]


def _from_the_cheapest(costs: Sequence[float | None]) -> bool:
    """Whether costs begin at 0 and never fall; all of them may be unknown."""
    known = [cost for cost in costs if cost is not None]
    if not known:
        return True
    return len(known) == len(costs) and known[0] == 0 and known == sorted(known)


def review_marked(indicators: Rows, tables: Tables) -> list[Violation]:
    """``needs_review`` is true exactly where a column is ambiguous or a warning names the row."""
    in_doubt = set()
    for traced in tables["provenance"]:
        if traced["status"] == "ambiguous":
            in_doubt.add(traced["seq"])
    for finding in tables["findings"]:
        if finding["severity"] == "warning":
            in_doubt.add(finding["seq"])
    violations: list[Violation] = []
    for row in indicators:
        seq = row["seq"]
        marked = row["needs_review"]
        due = seq in in_doubt
        if due and not marked:
            said = message("validate.not-marked", seq=seq)
            violations.append(Violation(str(seq), said))
        if marked and not due:
            said = message("validate.marked-in-vain", seq=seq)
            violations.append(Violation(str(seq), said))
    return violations


def _values(text: str | None) -> list[object]:
    """The values of a JSON array; none where it is no such text."""
    try:
        values = json.loads(text or "[]")
    except ValueError:
        return []
    return values if isinstance(values, list) else []
