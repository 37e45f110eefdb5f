"""Finds the column that names the rows, and the labels left of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.spec.draft import seen as look
from pipeline.spec.draft.fits import can_be_label, can_name
from pipeline.spec.draft.kinds import MOST
from pipeline.spec.draft.seen import SeenColumn
from pipeline.spec.draft.words import Entry

FEW = 0.7  # of the texts differ: a column that names groups, row by row
_SAME = 0.5  # of the texts differ: a column that cannot be what the rows are about


@dataclass(frozen=True, slots=True)
class Named:
    """What names the rows.

    Args:
        indicator: the column that the rows are about.
        labels: the columns left of it that name groups of them.
        other: another column that the rows may be about.
    """

    indicator: SeenColumn
    labels: tuple[SeenColumn, ...]
    other: SeenColumn | None


# A column, and what its heading means; None where that is not known.
Known = Sequence[tuple[SeenColumn, Entry | None]]


def find_names(columns: Known) -> Named | None:
    """The column that names the rows among those without a role; None where none can.

    Args:
        columns: those that have no role yet, in their order.
    """
    candidates = _candidates(columns)
    if not candidates:
        return None
    at = _innermost(candidates)
    indicator = candidates[at]
    finer = _finer(indicator, columns)
    if finer is not None:
        labels = [column for column in candidates if column.place < finer.place]
        return Named(finer, _labels(labels), indicator)
    right = candidates[at + 1 :]
    others = [column for column in right if _is_indicator(column)]
    other = others[0] if others else None
    return Named(indicator, _labels(candidates[:at]), other)


def _candidates(columns: Known) -> list[SeenColumn]:
    """The columns headed as names are, else those of words that nothing is known of.

    Else any of words: a form may be headed as no other is.
    """
    headed = []
    unknown = []
    every = []
    for column, entry in columns:
        if not can_name(column):
            continue
        if entry is not None and entry.role == "name":
            headed.append(column)
        if column.share(look.has_letters) < MOST:
            continue
        every.append(column)
        if entry is None:
            unknown.append(column)
    return headed or unknown or every


def _finer(indicator: SeenColumn, columns: Known) -> SeenColumn | None:
    """A column of an unknown heading that tells the rows apart where the one found does not."""
    if indicator.distinct > _SAME:
        return None
    for column, entry in columns:
        is_of_words = column.share(look.has_han) >= MOST  # codes tell rows apart, but name nothing
        if not (entry is None and is_of_words and can_name(column)):
            continue
        if _is_indicator(column) and column.blank == 0:
            return column
    return None


def _labels(columns: Sequence[SeenColumn]) -> tuple[SeenColumn, ...]:
    return tuple(column for column in columns if can_be_label(column))


def _is_indicator(column: SeenColumn) -> bool:
    return not column.is_labelled and column.distinct > FEW


def _innermost(named: Sequence[SeenColumn]) -> int:
    """The place of the column that names the rows: the first that is no label.

    A column whose texts repeat is a label where a later one's do not.
    """
    for at, column in enumerate(named):
        if not column.printed or not _names_rows(column):
            continue
        right = named[at + 1 :]
        if column.distinct < FEW and _has_finer(right, column):
            continue
        return at
    blanks = [column.blank + column.covered for column in named]
    fewest = min(blanks)
    return blanks.index(fewest)


def _has_finer(right: Sequence[SeenColumn], column: SeenColumn) -> bool:
    """Whether a column right of it names the rows by more different texts."""
    naming = [other for other in right if _names_rows(other)]
    return any(other.distinct > column.distinct for other in naming)


def _names_rows(column: SeenColumn) -> bool:
    if column.is_labelled:
        return False
    return column.blank == 0
