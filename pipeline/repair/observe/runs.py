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
    before: _Chain | None = None

    def serials(self) -> list[Serial]:
        """All of them, from the first to the last."""
        found = [self.last]
        chain = self.before
        while chain is not None:
            found.append(chain.last)
            chain = chain.before
        found.reverse()
        return found


def printed_serials(shown: Sequence[Shown], form: Form) -> list[Serial]:
    """The numbers that are serials: of all that may be, those that follow on one another best."""
    chains: list[_Chain] = []
    for row, each in enumerate(shown):
        for serial in _candidates(row, each, form):
            chain = _longest(chains, serial)
            chains.append(chain)
    if not chains:
        return []
    best = max(chains, key=lambda chain: chain.score)
    return best.serials()


def _candidates(
    row: int,
    shown: Shown,
    form: Form,
) -> list[Serial]:
    """The numbers on a row that may be its serial."""
    if form.seq is None:
        return []
    found = []
    for text in shown.serials(form):
        number = parse_integer(text.key)
        if number is None or number < 1:
            continue
        shift = text.at - form.seq
        found.append(Serial(row, number, shift))
    return found


def _longest(chains: Sequence[_Chain], serial: Serial) -> _Chain:
    """The best chain that ends with the serial."""
    speaks = BESIDE if serial.shift else IN_PLACE
    best = _Chain(speaks, serial)
    for before in reversed(chains):
        rows = serial.row - before.last.row
        if rows > BACK:
            break
        if rows == 0:
            continue
        against = _step(before.last, serial)
        if against is None:
            continue
        score = before.score + speaks - against
        if score > best.score:
            best = _Chain(score, serial, before)
    return best


def _step(above: Serial, below: Serial) -> float | None:
    """What speaks against the one serial behind the other; None where it cannot stand there."""
    rows = below.row - above.row
    numbers = below.number - above.number
    if numbers == rows:
        return 0.0
    begins_again = below.number == 1
    if numbers > 0 or begins_again:
        return BREAK
    return None


def gaps(serials: Sequence[Serial], rows: int) -> list[Gap]:
    """The rows without a printed serial, above, between and below those that have one."""
    if not serials:
        return [Gap(tuple(range(rows)), None)]
    first = serials[0]
    last = serials[-1]
    found = [_gap(0, first.row, first.number - 1)]
    for above, below in pairwise(serials):
        room = below.number - above.number - 1
        found.append(_gap(above.row + 1, below.row, room))
    found.append(_gap(last.row + 1, rows, None))
    return [gap for gap in found if gap.rows]


def _gap(
    start: int,
    stop: int,
    room: int | None,
) -> Gap:
    """The rows from one to before another; no room is known where the serials begin again."""
    rows = tuple(range(start, stop))
    if room is not None and room < 0:
        room = None
    return Gap(rows, room)
