"""How far a row and the one above it look like rows of two labels: likelihood ratios.

Rows under one second-level label often share a lead unit and words of their names, and either all
have a unit or none. How often they do in this notice, and how often the rows on either side of a
label's beginning do, is counted where every reading agrees; the rows in doubt are then judged by it
(naive Bayes, with Laplace's rule of succession for what was seen seldom).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import log

from pipeline.text import fold, overlap

NAMES_CLASSES = 5  # of how many words two names share, from none to all
NAMES_ALIKE = 3  # the last class that is told apart


class Trait(StrEnum):
    """What is compared of two rows."""

    NAMES = "names"
    LEADS = "leads"
    UNITS = "units"


OUTCOMES = {Trait.NAMES: NAMES_ALIKE + 1, Trait.LEADS: 2, Trait.UNITS: 2}
Sign = tuple[Trait, int]  # what is compared, and what was found


@dataclass(frozen=True, slots=True)
class Looks:
    """What is compared of a row; a blank name or blank lead units are not known."""

    name: str
    has_unit: bool
    leads: str


@dataclass(frozen=True, slots=True)
class Boundaries:
    """What the looks of neighbouring rows say of where labels begin: a second witness.

    They count where they agree with the first, which is a label's print or, where the print went
    with its cell, the cheapest reading without them. Two witnesses that differ settle nothing.

    Attributes:
        apart: By row, the log of how much likelier its looks are, beside the row above it, where a
            label begins than where one goes on; 0 for the first row.
        goes_on: The rows at which a label goes on in the cheapest reading without looks.
    """

    apart: tuple[float, ...]
    goes_on: frozenset[int]

    def moved(self, at: int, row: int) -> float:
        """What it costs that a label printed on the row ``at`` begins at ``row``."""
        return max(0.0, self.apart[at] - self.apart[row])

    def lost(self, row: int) -> float:
        """What it costs that the label of a row whose label cell is gone began there."""
        return max(0.0, -self.apart[row]) if row in self.goes_on else 0.0


def learn_apart(
    rows: Sequence[Looks],
    begins: frozenset[int],
    unsure: frozenset[int],
) -> tuple[float, ...]:
    """Learns what rows look like where labels begin, and judges every row by it.

    Args:
        rows: What is compared of each row.
        begins: The rows at which a label begins.
        unsure: The rows of which that is not certain; they teach nothing.

    Returns:
        What :class:`Boundaries` has as ``apart``.
    """
    signs = [tuple(_signs(above, row)) for above, row in pairwise(rows)]
    counts = _Counts()
    for row, found in enumerate(signs, 1):
        if row not in unsure:
            counts.add(found, row in begins)
    return (0.0, *(counts.ratio(found) for found in signs))


def _signs(above: Looks, row: Looks) -> Iterator[Sign]:
    """What two neighbouring rows have in common."""
    if above.name and row.name:
        shared = int(overlap(above.name, row.name) * NAMES_CLASSES)
        yield Trait.NAMES, min(shared, NAMES_ALIKE)
    if above.leads and row.leads:
        yield Trait.LEADS, int(fold(above.leads) == fold(row.leads))
    yield Trait.UNITS, int(above.has_unit == row.has_unit)


class _Counts:
    """How often each sign was seen where a label begins and where one goes on."""

    def __init__(self) -> None:
        self._seen = Counter[tuple[bool, Sign]]()
        self._compared = Counter[tuple[bool, Trait]]()

    def add(self, signs: Sequence[Sign], begins: bool) -> None:
        for sign in signs:
            self._seen[begins, sign] += 1
            self._compared[begins, sign[0]] += 1

    def ratio(self, signs: Sequence[Sign]) -> float:
        """The log of how much likelier the signs are where a label begins."""
        found = 0.0
        for sign in signs:
            begun, going_on = self._share(sign, begins=True), self._share(sign, begins=False)
            found += log(begun / going_on)
        return found

    def _share(self, sign: Sign, *, begins: bool) -> float:
        trait = sign[0]
        seen = self._seen[begins, sign] + 1
        return seen / (self._compared[begins, trait] + OUTCOMES[trait])


__all__ = ["Boundaries", "Looks", "learn_apart"]
