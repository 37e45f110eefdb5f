"""Rules on published text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.messages import message
from pipeline.validate.rules import Row, Rows, Tables, Violation

# Written out here and not taken from pipeline.text: what made a mistake should not be what looks
# for it.
_CHINESE = "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff65\U00020000-\U0003ffff"
_STRAY_SPACE = re.compile(rf"[{_CHINESE}]\s|\s[{_CHINESE}]|\A\s|\s\Z")


def no_stray_spaces(
    rows: Rows,
    _: Tables,
    *,
    columns: Sequence[str],
) -> list[Violation]:
    """No text of ``columns`` has a space at an end, or one that touches Chinese text."""
    violations: list[Violation] = []
    for number, row in enumerate(rows):
        for column in columns:
            text = row[column]
            if text is not None and _STRAY_SPACE.search(text):
                violations.append(_stray_space(row, number, column))
    return violations


def _stray_space(
    row: Row,
    number: int,
    column: str,
) -> Violation:
    text = row[column]
    if "seq" in row:
        seq = row["seq"]
        said = message(
            "validate.stray-space-at-seq",
            seq=seq,
            column=column,
            text=text,
        )
        return Violation(f"seq {seq}, {column}", said)
    said = message(
        "validate.stray-space-at-row",
        row=number,
        column=column,
        text=text,
    )
    return Violation(f"row {number}, {column}", said)
