"""Rules on the columns of a form's own, whose names differ from form to form."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.messages import Message, message
from pipeline.schema import PRECISION, main_columns
from pipeline.validate.rules import Row, Rows, Tables, Violation, in_cell


def every_indicator_has_extras(extras: Rows, tables: Tables) -> list[Violation]:
    """Every indicator has its row."""
    found = {row["seq"] for row in extras}
    missing = sorted({row["seq"] for row in tables["indicators"]} - found)
    return [Violation(str(seq), message("validate.no-extras", seq=seq)) for seq in missing]


def extras_hold_together(extras: Rows, _: Tables) -> list[Violation]:
    """What stands beside a value goes with it: its text, a date's precision, a span's first day."""
    violations: list[Violation] = []
    for row in extras:
        for column in main_columns(tuple(row)):
            for what in _faults(row, column):
                violations.append(in_cell({"seq": row["seq"], "column": column}, what))
    return violations


def _faults(row: Row, column: str) -> Iterator[Message]:
    value = row[column]
    text = f"{column}_text"
    if value is not None and text in row and row[text] is None:
        yield message("validate.extra-without-text")
    if f"{column}_precision" not in row:
        return
    precision, start = row[f"{column}_precision"], row[f"{column}_start"]
    if (value is None) != (precision is None) or precision not in (None, *PRECISION):
        yield message("validate.extra-precision", precision=str(precision))
    if start is not None and (value is None or start > value):
        yield message("validate.extra-span", start=str(start), end=str(value))
