"""Blank cells beside one that holds two texts: a line of it may belong into the blank one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.messages import message
from pipeline.model import Finding
from pipeline.normalise.typed import TypedRow
from pipeline.text import half_width, is_parted, unclosed

# Columns in which a text may fall from row to row, and that hardly a row leaves blank.
COLUMNS = ("target", "lead_units")
WEIGHT = "weight"  # which rows often leave blank: two numbers in one cell are the sign
# What the status of a blank cell is; open where another reading of the row has a text there.
BLANK = ("absent", "shared", "ambiguous")
SELDOM = 0.1  # the share of rows that may be blank where a blank one is a sign
_QUANTITY = re.compile(r"\d[\d.,]*\s*\D{0,4}(?:\([^()]*\))?")  # with a remark or without


def fallen(rows: Sequence[TypedRow]) -> Iterator[Finding]:
    """The rows whose text may have fallen into the row above or below, and those rows."""
    for column in (*COLUMNS, WEIGHT):
        blank = {row.seq for row in rows if _is_blank(row, column)}
        if column != WEIGHT and len(blank) > max(1, SELDOM * len(rows)):
            continue
        for above, below in pairwise(rows):
            for empty, full in ((above, below), (below, above)):
                if empty.seq in blank and _holds_two(full, column):
                    yield from _beside(column, empty, full)


def _is_blank(row: TypedRow, column: str) -> bool:
    """Whether the row's own cell is there and says nothing."""
    value = row.record.values.get(column)
    if value is None or value.cell is None or value.status not in BLANK:
        return False
    return not value.cell.text.strip()


def _holds_two(row: TypedRow, column: str) -> bool:
    """Whether a cell's text is two: several offices, or a quantity beside something else."""
    value = row.record.values.get(column)
    if value is None or value.cell is None:
        return False
    if column == WEIGHT:
        return is_parted(value.cell.text)
    words = half_width(value.cell.text).split()
    if len(words) < 2:
        return False
    if column == "lead_units":
        return True
    for at in range(1, len(words)):
        first = " ".join(words[:at])
        second = " ".join(words[at:])
        if unclosed(first):
            continue
        if _QUANTITY.fullmatch(first) or _QUANTITY.fullmatch(second):
            return True
    return False


def _beside(column: str, empty: TypedRow, full: TypedRow) -> Iterator[Finding]:
    """What is told of both rows."""
    cell = full.record.values[column].cell
    printed = "" if cell is None else cell.text
    what = message(
        "normalise.blank-beside-two",
        column=column,
        blank=empty.seq,
        printed=" ".join(printed.split()),
        seq=full.seq,
    )
    for row in sorted((empty.seq, full.seq)):
        yield Finding("warning", "cell-fallen", what, row)


__all__ = ["fallen"]
