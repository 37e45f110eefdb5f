"""The readings of a form that prints no points: rows by themselves, labels where they are printed.

Without sums nothing can prove that a label stands on the wrong row, so each holds from its own row
to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.decide.context import only
from pipeline.repair.decide.plain_parts import labels_by_part
from pipeline.repair.model.labels import (
    FIRST,
    SECOND,
    SLID_FIRST,
    SLID_LAST,
    Label,
    Print,
    second_level,
)
from pipeline.repair.model.readings import Readings, RowReadings
from pipeline.repair.model.words import NEW_THEME, Words
from pipeline.text import fold

LEVELS: dict[int, int] = {
    FIRST: FIRST,
    SECOND: SECOND,
    SLID_FIRST: FIRST,
    SLID_LAST: SECOND,
}
NOWHERE = -1  # the row of a label that is printed nowhere above


def read_plain(
    rows: Sequence[RowEvidence],
    prints: Sequence[Print],
    layout: Layout,
    margin: float,
    ends: Sequence[int] = (),
    echoes: Sequence[Print] = (),
) -> Readings:
    """Each row's alignments within the margin, each label from its print to the next of its level.

    Three things are left open: whose rows are those above the first label of a group, which may
    have been printed too late; of which level a label is that stands alone on a row that slid; and
    whether one of the ``echoes``, which repeats its row's name, is a label. Sums below a group part
    the labels: ``ends`` are the rows above which one stands.
    """
    labels, by_part = _labels(prints, ends)
    found = tuple(_row(row, layout, margin) for row in rows)
    for index, readings in enumerate(found):
        parted = rows[index].parted
        groups: Iterable[int] = _groups_of(labels, index, "level1" in parted)
        if index in by_part:
            groups = (*by_part[index], *_strays_of(labels, index, ends))
        names = _names_of(labels, index, "level2" in parted)
        readings.groups.update(dict.fromkeys(groups, 0.0))
        readings.labels.update(dict.fromkeys(names, 0.0))
    _add_early(found, labels, rows, layout)
    read = Readings(
        best=0.0,
        unit=1,
        rows=found,
        variants={},
        groups=(*labels.firsts, *labels.strays, Label("", None, ())),
        names=(*labels.seconds, *labels.strays),
    )
    firsts = _echoed(echoes, FIRST, labels, len(rows))
    seconds = _echoed(echoes, SECOND, labels, len(rows))
    return _with_echoes(read, firsts, seconds)


def _add_early(
    found: Sequence[RowReadings],
    labels: _Labels,
    rows: Sequence[RowEvidence],
    layout: Layout,
) -> None:
    """Adds the labels above those that may be printed too early."""
    for row, label in _early(labels.firsts, rows, layout, "level1"):
        found[row].groups[label] = 0.0
    for row, label in _early(labels.seconds, rows, layout, "level2"):
        found[row].labels[label] = 0.0


def _with_echoes(
    read: Readings,
    firsts: Sequence[_Echo],
    seconds: Sequence[_Echo],
) -> Readings:
    """The readings, in which each of these may be the label of its rows."""
    for number, echo in enumerate(firsts, len(read.groups)):
        for row in echo.rows:
            read.rows[row].groups[number] = 0.0
    for number, echo in enumerate(seconds, len(read.names)):
        for row in echo.rows:
            read.rows[row].labels[number] = 0.0
    return replace(
        read,
        groups=(*read.groups, *(echo.label for echo in firsts)),
        names=(*read.names, *(echo.label for echo in seconds)),
    )


# --- rows


def _row(
    row: RowEvidence,
    layout: Layout,
    margin: float,
) -> RowReadings:
    """The row's alignments within the margin, and the weights they read, as printed."""
    out = RowReadings()
    at = layout.first_of("points")
    best = row.alignments[0]
    as_printed = row.sound and not best.damage
    for number, alignment in enumerate(row.alignments):
        beyond = alignment.cost > best.cost + margin
        if beyond or (number and as_printed):
            break
        out.alignments[number] = alignment.cost
        if at is not None:
            text = row.text(alignment, at)
            key = None if text is None else fold(text)
            out.printed.setdefault(key, alignment.cost - best.cost)
    return out


# --- labels


@dataclass(frozen=True, slots=True)
class _Labels:
    """The printed labels by level; ``strays`` may be of either."""

    firsts: Sequence[Label]
    seconds: Sequence[Label]
    strays: Sequence[Label]


def _labels(
    prints: Sequence[Print],
    ends: Sequence[int],
) -> tuple[_Labels, dict[int, tuple[int, ...]]]:
    """The labels, and the groups that rows may have by the part of the table they are in."""
    first_prints, second_prints, strays = [], [], []
    for printed in prints:
        level = _level(printed, prints)
        if level == FIRST:
            first_prints.append(printed)
        elif level == SECOND:
            second_prints.append(printed)
        else:
            stray = Label(printed.name, printed.points, (printed,))
            strays.append(stray)
    folded = second_level(first_prints)
    firsts, by_part = labels_by_part(folded, ends)
    seconds = second_level(second_prints)
    return _Labels(firsts, seconds, strays), by_part


class _Echo(NamedTuple):
    """A cell that repeats its row's name, as a label, and the rows that it would hold."""

    label: Label
    rows: range


def _echoed(
    echoes: Sequence[Print],
    level: int,
    labels: _Labels,
    rows: int,
) -> list[_Echo]:
    """Those of one level, each up to the next label of its level or of the one above."""
    of_level = [echo for echo in echoes if LEVELS.get(echo.column) == level]
    ending = [*labels.firsts, *labels.strays]
    if level == SECOND:
        ending += labels.seconds
    begins = {printed.row for label in ending for printed in label.prints}
    begins.update(echo.row for echo in of_level)
    found: list[_Echo] = []
    for echo in of_level:
        stop = min((row for row in begins if row > echo.row), default=rows)
        label = Label(echo.name, echo.points, (echo,))
        found.append(_Echo(label, range(echo.row, stop)))
    return found


def _level(printed: Print, prints: Sequence[Print]) -> int | None:
    """The level of a label; None where its row slid and nothing else tells."""
    if printed.column in LEVELS:
        return LEVELS[printed.column]
    alike = {p.column for p in prints if p.key == printed.key}
    levels = alike & {FIRST, SECOND}
    return only(levels)


def _groups_of(
    labels: _Labels,
    row: int,
    parted: bool,
) -> Iterator[int]:
    """The first-level labels a row may have.

    As numbers among firsts, strays and the label that is none. One that is ``parted`` from the
    merged label above may have the next one, printed late, or one that is lost.
    """
    held = _Held.of(labels.firsts, row)
    stray = _Held.of(labels.strays, row)
    none = len(labels.firsts) + len(labels.strays)
    yield none if held.label is None else held.label
    if parted:
        below = _next_below(labels.firsts, row)
        yield none if below is None else below.label
    if stray.label is not None and stray.row > held.row:
        yield len(labels.firsts) + stray.label
    elif held.label is None and labels.firsts:
        yield 0


def _early(
    labels: Sequence[Label],
    rows: Sequence[RowEvidence],
    layout: Layout,
    role: str,
) -> Iterator[tuple[int, int]]:
    """Rows whose label may be printed too early, each with the number of the label above it.

    The cell of its own is drawn to end above one that is blank, which it may be meant for, and its
    first row is of one theme with the row above.
    """
    ends: list[int] = []
    for below in range(1, len(rows)):
        is_blank = role in rows[below].parted
        if is_blank and role not in rows[below - 1].parted:
            ends.append(below)
    if not ends:
        return
    at = layout.at("indicator")
    words = Words([row.cheapest_text(at) for row in rows])
    for end in ends:
        own = _Held.of(labels, end)
        above = _Held.of(labels, own.row - 1)
        if own.label is None or above.label is None:
            continue
        if own.row < end and words.common_above(own.row) >= NEW_THEME:
            for row in range(own.row, end):
                yield row, above.label


def _strays_of(
    labels: _Labels,
    row: int,
    ends: Sequence[int],
) -> Iterator[int]:
    """The label that may be of either level, printed at or above a row in its part of the table."""
    begins = max((end for end in ends if end <= row), default=0)
    stray = _Held.of(labels.strays, row)
    if stray.label is not None and stray.row >= begins:
        yield len(labels.firsts) + stray.label


def _names_of(
    labels: _Labels,
    row: int,
    parted: bool,
) -> Iterator[int | None]:
    """The second-level labels a row may have, as numbers among seconds and strays.

    None for none; ``parted`` as in :func:`_groups_of`.
    """
    first = _Held.of(labels.firsts, row)
    held = _Held.of(labels.seconds, row)
    stray = _Held.of(labels.strays, row)
    inside = held.label is not None and held.row >= first.row
    yield held.label if inside else None
    if parted and inside:
        yield _next_name(labels, first, row)
    latest = max(first.row, held.row)
    if stray.label is not None and stray.row > latest:
        yield len(labels.seconds) + stray.label
        yield None
    elif not inside:
        yield _next_name(labels, first, row)


def _next_name(
    labels: _Labels,
    first: _Held,
    row: int,
) -> int | None:
    """The second-level label printed next below a row, if its group goes on until there.

    Above the first group all may be the first group's.
    """
    groups = labels.firsts
    if first.label is None:
        groups = groups[1:]
    end = _next_below(groups, row)
    begin = _next_below(labels.seconds, row)
    if begin is None:
        return None
    goes_on = end is None or begin.row < end.row
    return begin.label if goes_on else None


def _next_below(labels: Sequence[Label], row: int) -> _Below | None:
    """The label printed next below a row."""
    found: list[_Below] = []
    for number, label in enumerate(labels):
        for printed in label.prints:
            if printed.row > row:
                found.append(_Below(printed.row, number))
    return min(found, default=None)


class _Below(NamedTuple):
    """A row that prints a label, and the label's number."""

    row: int
    label: int


@dataclass(frozen=True, slots=True)
class _Held:
    """The label printed last at or above a row, and where it is printed.

    None and ``NOWHERE`` where there is none.
    """

    label: int | None
    row: int

    @classmethod
    def of(cls, labels: Sequence[Label], row: int) -> _Held:
        """Finds it among the labels of one level, of several on one row the last."""
        held = cls(None, NOWHERE)
        for number, label in enumerate(labels):
            for printed in label.prints:
                if held.row <= printed.row <= row:
                    held = cls(number, printed.row)
        return held


__all__ = ["read_plain"]
