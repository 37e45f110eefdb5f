"""Cells that are read in several ways, or fit no column → alignments for each of the readings.

A short cell (a serial, a weight, a ranking, a unit) takes part with each of its readings, so that
serials, sums and the notice's own words settle which it is. Words are not weighed: no sum tells
one from another. A row that fits the columns in no way is read with as few of its cells left
unread as need be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from math import log

from pipeline.damage.kinds import Damage
from pipeline.model import Reading, Row
from pipeline.repair.align.layout import Alignment
from pipeline.text import fold, is_parted

# What it costs at most that a cell is read otherwise than by its likeliest reading: less than what
# counts of a margin in a clean notice, so that no odds of recognisers alone settle a value.
READ_OTHERWISE = 1.0
# And at least: of two that are as likely the first is still the one that is read as printed.
_LEAST = 0.1
# What it costs that it cannot be read at all.
UNREADABLE = 6.0
# A row that fits for no less is read with a cell that fits nowhere, too.
FAR_FETCHED = 8.0
OF_LABELS = {Damage.LABEL_CELL_LOST, Damage.LABEL_CELL_EXTRA}
# Characters of a short cell; so many cells of a row have readings that are tried together.
SHORT, TOGETHER = 8, 4
# Of so many illegible cells every choice is tried; a row has no more than the last.
_EVERY_CHOICE, _MOST_ILLEGIBLE = 2, 9
# So many printed cells of a row may fit no column; where more do it is no row of the table. Pairs
# are tried of so many cells at most: of a row of 60 there are 1,770.
_MOST_UNFIT, _MOST_PAIRED = 2, 24
# Stands for what cannot be read: in place of a number nothing, in place of words a sign.
ILLEGIBLE_SIGN = "□"
_ILLEGIBLE = ("", ILLEGIBLE_SIGN)

# Aligns a row's texts; empty where they fit the columns in no way.
Align = Callable[[Sequence[str]], tuple[Alignment, ...]]
Readings = Mapping[int, tuple[str, ...]]


def log_odds(readings: Sequence[Reading], text: str) -> float | None:
    """How much less likely than the first of a cell's readings this one is, in nats, never below 0.

    None where nothing was counted of either.
    """
    first = readings[0].probability
    for reading in readings:
        if reading.text == text and reading.probability and first:
            return max(0.0, round(log(first / reading.probability), 2))
    return None


def read_cost(readings: Sequence[Reading], text: str) -> float:
    """What it costs that a cell is read so: its log odds, as far as they count."""
    odds = log_odds(readings, text)
    return READ_OTHERWISE if odds is None else min(READ_OTHERWISE, max(_LEAST, odds))


def readings_of(row: Row) -> dict[int, tuple[str, ...]]:
    """The readings of a row's short cells in doubt, by cell, the likeliest first."""
    found: dict[int, tuple[str, ...]] = {}
    for at, slot in enumerate(row.slots):
        if slot.covered or not slot.cell.in_doubt:
            continue
        texts = tuple(reading.text for reading in slot.cell.readings)
        if all(len(fold(text)) <= SHORT for text in texts):
            found[at] = texts
    return found


def aligned_readings(
    row: Row,
    texts: Sequence[str],
    align: Align,
    slack: float,
) -> tuple[Alignment, ...]:
    """Every way in which the row's cells can stand, with each reading of those in doubt.

    Cheapest first, none more than ``slack`` beyond it; empty where none fits the columns.
    """
    ways = align(texts)
    doubtful = readings_of(row)
    if doubtful and len(doubtful) <= TOGETHER:
        ways = (*ways, *_with_readings(row, texts, doubtful, align))
    if not ways or _is_far_fetched(row, ways) or any(map(is_parted, texts)):
        ways = (*ways, *_with_cells_unread(row, texts, align))
    if not ways:
        return ()
    ordered = sorted(ways, key=lambda way: way.cost)
    least = ordered[0].cost
    return tuple(way for way in ordered if way.cost <= least + slack)


def _is_far_fetched(row: Row, ways: Sequence[Alignment]) -> bool:
    """Whether a printed row fits only by more damage than that one of its cells fits nowhere."""
    if any(slot.cell.readings for slot in row.slots):
        return False
    cheapest = min(ways, key=lambda way: way.cost)
    several = len(set(cheapest.damage) - OF_LABELS) > 1
    return several and cheapest.cost > FAR_FETCHED


def _with_readings(
    row: Row,
    texts: Sequence[str],
    doubtful: Readings,
    align: Align,
) -> Iterator[Alignment]:
    """The ways with another reading than the likeliest in some cell."""
    cells = sorted(doubtful)
    for chosen in product(*(doubtful[cell] for cell in cells)):
        otherwise: list[tuple[int, str]] = []
        cost = 0.0
        for cell, text in zip(cells, chosen, strict=True):
            if text != texts[cell]:
                otherwise.append((cell, text))
                cost += read_cost(row.slots[cell].cell.readings, text)
        if otherwise:
            yield from _read_as(texts, otherwise, cost, align)


def _with_cells_unread(
    row: Row,
    texts: Sequence[str],
    align: Align,
) -> Iterator[Alignment]:
    """The ways of a row that fits in none, once as few cells of it as need be are illegible.

    Of one or two, every choice is tried; of more, those of which the witnesses are least sure. Of
    a printed row no cell may be lost besides.
    """
    cells_of_row, most = _may_be_unread(row, texts)
    is_recognised = any(slot.cell.readings for slot in row.slots)
    for count in range(1, most + 1):
        found = False
        for cells in _illegible_choices(row, cells_of_row, count):
            for stands in product(_ILLEGIBLE, repeat=count):
                otherwise = list(zip(cells, stands, strict=True))
                for way in _read_as(texts, otherwise, UNREADABLE * count, align):
                    if way.is_whole or is_recognised:
                        found = True
                        yield way
        if found:
            return


def _may_be_unread(
    row: Row,
    texts: Sequence[str],
) -> tuple[list[int], int]:
    """The cells of a row that may be left unread, and how many of them.

    On a page image those that were recognised, elsewhere all that print something.
    """
    printing: list[int] = []
    recognised: list[int] = []
    for at, slot in enumerate(row.slots):
        if slot.covered or not texts[at].strip():
            continue
        printing.append(at)
        if slot.cell.readings:
            recognised.append(at)
    if recognised:
        return recognised, len(recognised)
    most = _MOST_UNFIT if len(printing) <= _MOST_PAIRED else 1
    return printing, min(most, len(printing) - 1)


def _illegible_choices(
    row: Row,
    recognised: Sequence[int],
    count: int,
) -> Iterator[tuple[int, ...]]:
    """Which cells of a row count as illegible, so many of them."""
    if count <= _EVERY_CHOICE:
        yield from combinations(recognised, count)
    elif count <= _MOST_ILLEGIBLE:
        least_sure = sorted(recognised, key=lambda at: _sureness(row, at))
        yield tuple(sorted(least_sure[:count]))


def _sureness(row: Row, at: int) -> tuple[bool, float]:
    """How sure the witnesses are of a cell: whether they agree, and the least sure of them."""
    cell = row.slots[at].cell
    return not cell.in_doubt, min((reading.chance for reading in cell.readings), default=1.0)


def _read_as(
    texts: Sequence[str],
    otherwise: Sequence[tuple[int, str]],
    cost: float,
    align: Align,
) -> Iterator[Alignment]:
    """The ways of a row with other texts in some cells."""
    changed = list(texts)
    for cell, text in otherwise:
        changed[cell] = text
    for way in align(changed):
        yield replace(
            way,
            cost=round(way.cost + cost, 6),
            otherwise=tuple(otherwise),
        )
