"""Rules on the columns of a form's own, whose names differ from form to form."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.messages import Message, message
from pipeline.schema import PRECISION, main_columns
from pipeline.validate.rules import Row, Rows, Tables, Violation, in_cell


def every_indicator_has_extras(extras: Rows, tables: Tables) -> list[Violation]:
    """Every indicator has its row."""
    found = {row["seq"] for row in extras}
    due = {row["seq"] for row in tables["indicators"]}
    violations: list[Violation] = []
    for seq in sorted(due - found):
        said = message("validate.no-extras", seq=seq)
        violations.append(Violation(str(seq), said))
    return violations


def extras_hold_together(extras: Rows, _: Tables) -> list[Violation]:
    """What stands beside a value goes with it: its text, a date's precision, a span's first day."""
    violations: list[Violation] = []
    for row in extras:
        for column in main_columns(tuple(row)):
            place = {"seq": row["seq"], "column": column}
            violations += [in_cell(place, what) for what in _faults(row, column)]
    return violations


def _faults(row: Row, column: str) -> Iterator[Message]:
    """What stands beside a value and does not go with it."""
    text = f"{column}_text"
    if text in row and row[text] is None and row[column] is not None:
        yield message("validate.extra-without-text")
    if f"{column}_precision" in row:
        yield from _faults_of_a_date(row, column)


def _faults_of_a_date(row: Row, column: str) -> Iterator[Message]:
    last = row[column]
    first = row[f"{column}_start"]
    precision = row[f"{column}_precision"]
    known = precision is None or precision in PRECISION
    together = (last is None) == (precision is None)
    if not known or not together:
        yield message("validate.extra-precision", precision=str(precision))
    if first is None:
        return
    if last is None or first > last:
        yield message("validate.extra-span", start=str(first), end=str(last))
