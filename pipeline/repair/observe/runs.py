"""The serials that are printed → which rows have one, and how many rows the others may be.

A number alone may be anything; that it follows on those above and below makes it a serial.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.repair.observe.shown import Form, Shown
from pipeline.text import parse_integer

IN_PLACE, BESIDE = 2.0, 1.0  # what a number speaks for a serial, in its column and beside it
BREAK = 1.5  # what speaks against two serials that do not count the rows between them
BACK = 40  # rows that may stand between two printed serials


@dataclass(frozen=True, slots=True)
class Serial:
    """A printed serial: its row, its number, how far beside its column it stands."""

    row: int
    number: int
    shift: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows without a printed serial between two that have one, or above the first.

    ``rows`` are their numbers, ``room`` how many serials are left for them; None where the serials
    begin again or end there.
    """

    rows: tuple[int, ...]
    room: int | None


@dataclass(frozen=True, slots=True)
class _Chain:
    """Serials that follow on one another, up to ``last``, and how much speaks for them."""

    score: float
    last: Serial
    before: _Chain | None


def printed_serials(shown: Sequence[Shown], form: Form) -> list[Serial]:
    """The numbers that are serials: of all that may be, those that follow on one another best."""
    chains: list[_Chain] = []
    for row, each in enumerate(shown):
        for serial, speaks in _candidates(row, each, form):
            chains.append(_longest(chains, serial, speaks))
    if not chains:
        return []
    best: _Chain | None = max(chains, key=lambda chain: chain.score)
    found: list[Serial] = []
    while best is not None:
        found.append(best.last)
        best = best.before
    return found[::-1]


def _candidates(row: int, shown: Shown, form: Form) -> list[tuple[Serial, float]]:
    found = []
    for text in shown.serials(form):
        number = parse_integer(text.key)
        if number is None or number < 1 or form.seq is None:
            continue
        shift = text.at - form.seq
        found.append((Serial(row, number, shift), BESIDE if shift else IN_PLACE))
    return found


def _longest(chains: Sequence[_Chain], serial: Serial, speaks: float) -> _Chain:
    """The best chain that ends with the serial."""
    best = _Chain(speaks, serial, None)
    for before in reversed(chains):
        last = before.last
        if serial.row - last.row > BACK:
            break
        if last.row == serial.row:
            continue
        step = _step(last, serial)
        if step is not None and before.score + speaks - step > best.score:
            best = _Chain(before.score + speaks - step, serial, before)
    return best


def _step(above: Serial, below: Serial) -> float | None:
    """What speaks against the one serial behind the other; None where it cannot stand there."""
    rows = below.row - above.row
    numbers = below.number - above.number
    if numbers <= 0:
        return BREAK if below.number == 1 else None
    return 0.0 if numbers == rows else BREAK


def gaps(serials: Sequence[Serial], rows: int) -> list[Gap]:
    """The rows without a printed serial, above, between and below those that have one."""
    if not serials:
        return [Gap(tuple(range(rows)), None)]
    first, last = serials[0], serials[-1]
    found = [Gap(tuple(range(first.row)), first.number - 1)]
    for above, below in pairwise(serials):
        room = below.number - above.number - 1
        between = tuple(range(above.row + 1, below.row))
        found.append(Gap(between, room if room >= 0 else None))
    found.append(Gap(tuple(range(last.row + 1, rows)), None))
    return [gap for gap in found if gap.rows]
