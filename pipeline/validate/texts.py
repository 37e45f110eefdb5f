"""Rules on published text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.validate.rules import Row, Rows, Tables, Violation

# Written out here and not taken from pipeline.text: what made a mistake should not be what looks
# for it.
_CHINESE = "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff65\U00020000-\U0003ffff"
_STRAY_SPACE = re.compile(rf"[{_CHINESE}]\s|\s[{_CHINESE}]|\A\s|\s\Z")


def no_stray_spaces(rows: Rows, tables: Tables, *, columns: Sequence[str]) -> list[Violation]:
    """No text of ``columns`` has a space that touches a Chinese character or its punctuation.

    Or at an end.
    """
    return [
        Violation(
            f"{_place(row, number)}, {column}",
            f"{_place(row, number)}, {column} {row[column]!r} has a stray space",
        )
        for number, row in enumerate(rows)
        for column in columns
        if row[column] is not None and _STRAY_SPACE.search(row[column])
    ]


def _place(row: Row, number: int) -> str:
    return f"seq {row['seq']}" if "seq" in row else f"row {number}"
