"""Recognises tables without headings: rolls that open with their first entry, and forms.

A heading is worded; a date, a telephone number, a code, an amount or a sentence that stands in the
first row as in those below it is an entry. A form has labels beside its values.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from pipeline.model import PageTable
from pipeline.stitch.columns import number_columns
from pipeline.stitch.part import Part, blank
from pipeline.stitch.repeated_pages import is_form_again
from pipeline.stitch.texts import bare
from pipeline.text.patterns import pattern


class Kind(Enum):
    """What a text is by its form; a heading may be none of these."""

    DATE = "a day with its year"
    PHONE = "a telephone number"
    CODE = "letters and digits"
    AMOUNT = "a number with a point or in groups"
    SENTENCE = "a sentence"


# So large a share of the texts below, of at least so many, are of the first one's kind.
SHARE, LEAST = 0.6, 2
# A form has so few columns and rows; its days and telephones stand among words.
FORM_COLUMNS, FORM_ROWS = 8, 30
SHORTEST_FORM = 5
# A sentence is no shorter; a label may end with a full stop.
SHORTEST_SENTENCE = 8
_KINDS = {
    Kind.DATE: pattern(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{1,2}[./-]\d{1,2}[./-]\d{4}"),
    Kind.PHONE: pattern(r"(?!(?:19|20)\d\d-?(?:19|20)\d\d$)[(+]?\d[\d() -]{6,}"),
    Kind.CODE: pattern(r"(?=[^\d]*[A-Za-z])(?=(?:\D*\d){3})[A-Za-z0-9][\w./-]{4,}"),
    Kind.AMOUNT: pattern(r"[-+]?[¥￥$€]?(?:\d{1,3}(?:[,.\s]\d{3})+(?:[.,]\d+)?|\d+[.,]\d+)"),
    Kind.SENTENCE: pattern(rf"(?=.*[，；,;]).{{{SHORTEST_SENTENCE},}}[。；.;]"),
}


def opens_with_values(table: PageTable) -> bool:
    """Whether the first row holds a value as the rows below it do, or one of a form."""
    first: dict[int, str] = {}
    below: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells:
        if blank(cell) or cell.colspan > 1:
            continue
        if cell.row == 0:
            first[cell.col] = bare(cell.text)
        else:
            below[cell.col].append(bare(cell.text))
    if len(first) < LEAST:
        return False
    kinds = {col: kind for col, text in first.items() if (kind := kind_of(text)) is not None}
    if _ascend([first[col] for col in kinds]):
        return False
    for col, kind in kinds.items():
        if _is_usual(kind, below[col]):
            return True
    return _is_form(table, kinds, below)


def kind_of(text: str) -> Kind | None:
    """The kind of a text, by its form; None for words and plain numbers."""
    for kind, form in _KINDS.items():
        if form.fullmatch(text):
            return kind
    return None


def are_one_form(one: Part, other: Part) -> bool:
    """Whether two tables are one form filled in twice, values in its first row too.

    Words over numbers that differ are headings: of another year, of another quantity.
    """
    if one.n_rows < SHORTEST_FORM or not is_form_again(one, other, 0):
        return False
    ours, theirs = _first_row(one.table), _first_row(other.table)
    same = [col for col in ours if ours[col] and ours[col] == theirs.get(col)]
    of_numbers = number_columns(one.table, 1) | number_columns(other.table, 1)
    differ = [col for col in ours if ours[col] != theirs.get(col) and col not in of_numbers]
    return bool(same and differ)


def _is_usual(kind: Kind, texts: Sequence[str]) -> bool:
    alike = sum(kind_of(text) is kind for text in texts)
    return alike >= max(LEAST, SHARE * len(texts))


def _is_form(
    table: PageTable,
    kinds: dict[int, Kind],
    below: dict[int, list[str]],
) -> bool:
    """Whether a day or a telephone number stands beside a label, over texts of other kinds."""
    if table.n_cols > FORM_COLUMNS or table.n_rows > FORM_ROWS:
        return False
    for col, kind in kinds.items():
        if kind not in (Kind.DATE, Kind.PHONE) or col == 0:
            continue
        words = [text for text in below[col] if not any(sign.isdigit() for sign in text)]
        if 2 * len(words) >= len(below[col]):
            return True
    return False


def _ascend(texts: Sequence[str]) -> bool:
    """Whether several values rise from column to column, as days and measures do that head them."""
    numbers = [[int(digits) for digits in re.findall(r"\d+", text)] for text in texts]
    return len(numbers) > 1 and all(a < b for a, b in pairwise(numbers))


def _first_row(table: PageTable) -> dict[int, str]:
    return {cell.col: bare(cell.text) for cell in table.cells if cell.row == 0}
