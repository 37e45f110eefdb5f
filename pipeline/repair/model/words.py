"""How far a label's words name its rows: likelihood ratios, as costs.

A word counts for more the fewer of the document's rows have it (inverse document frequency,
Spärck Jones 1972): what every name shares tells nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log

from pipeline.text import bigrams

# Share of the label's words in a row's name → how much likelier that is of a row that the label
# holds than of another near it. Counted on notices with their truth; between the points it rises
# evenly, beyond them it stays.
Curve = tuple[tuple[float, float], ...]
LABEL: Curve = (
    (0.1, 0.0),
    (0.25, 1.0),
    (0.5, 2.5),
    (0.75, 3.0),
)
SPEAKS = 0.25  # a label whose words name some row
SILENT = 0.1  # a row that they do not name
RIVAL = 1.0  # another label that fits a row as well but for this much takes part of the claim
# Names of one theme have so much in common; less is seen of two themes. Counted on 240 notices
# with truth, below a label that names its rows: where the words in common fall below OTHER_THEME
# and rise to NEW_THEME again, another label begins 1,141 times of 1,156.
ONE_THEME = 0.3
NEW_THEME = 0.2
OTHER_THEME = 0.15
SHORTEST_PART = 4  # characters of a thing among several that a label lists
WHOLE = 0.5  # of its words are in a name that has a listed thing
_LISTED = re.compile("[、和与及]")
_REMARK = re.compile(r"[(（][^()（）]*[)）]\s*$")


@dataclass(frozen=True, slots=True)
class Claimant:
    """A label's name and the rows it may hold: the first and the last of them.

    ``fits`` gives the rows where it is printed beside a weight of just its points, and what it
    costs that they are so by chance.
    """

    name: str
    first: int
    last: int
    fits: Mapping[int, float] = field(default_factory=dict)


class Words:
    """The words of a table's names, row by row."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = [bigrams(name) for name in names]
        self._rows = Counter[str]()
        for words in self.names:
            self._rows.update(words)
        # Asked again for each way to choose the first-level labels.
        self._share_of: Callable[[str, int], float] = cache(self._measured)
        self._common_with_above: Callable[[int], float] = cache(self._measured_above)
        self._rarity_of: Callable[[str], float] = cache(self._rarity)

    def claims(
        self,
        label: Claimant,
        others: Sequence[Claimant],
    ) -> tuple[float, ...]:
        """By row: what it costs that the label does not hold a row that its words name.

        Or one whose weight is its points. Less where one of ``others`` names the row nearly as
        well: then either may.
        """
        found = [0.0] * len(self.names)
        for row in self._reach(label):
            mine = self._named(label, row)
            if mine <= 0.0:
                continue
            best = 0.0
            for other in others:
                theirs = self._named(other, row)
                best = max(best, theirs)
            ahead = max(0.0, mine - best)
            share = min(1.0, ahead / RIVAL)
            found[row] = mine * share
        for row, cost in label.fits.items():
            found[row] += cost
        return tuple(found)

    def strange(
        self,
        label: Claimant,
        cost: float,
        splits: float = 0.0,
    ) -> tuple[float, ...]:
        """By row: ``cost`` where no word of the label names the row, if they name another one.

        And ``splits`` more where the row is of one theme with the row above.
        """
        found = [0.0] * len(self.names)
        near = (self._share(label, row) for row in self._reach(label))
        if max(near, default=0.0) < SPEAKS:
            return tuple(found)
        for row in range(len(found)):
            if self._share(label, row) < SILENT:
                found[row] = cost
                if self.common_above(row) >= ONE_THEME:
                    found[row] += splits
        return tuple(found)

    def unnamed_below(self, label: Claimant, prints: Sequence[int]) -> frozenset[int]:
        """The rows below a label's prints that its words do not name, if they name one above."""
        found: set[int] = set()
        named = False
        for row in self._reach(label):
            if row >= min(prints):
                named = named or self._share(label, row) >= SPEAKS
                if named and self._share(label, row) < SILENT:
                    found.add(row)
        return frozenset(found)

    def themes_begin(self, rows: Iterable[int]) -> frozenset[int]:
        """Of these rows, those at which a theme begins: they and the next one.

        Both have words in common that the row above them lacks (as in Hearst's TextTiling 1997, a
        gap in what neighbouring blocks have in common).
        """
        unnamed = frozenset(rows)
        return frozenset(row for row in unnamed if row + 1 in unnamed and self._begins_theme(row))

    def _begins_theme(self, row: int) -> bool:
        """Whether the row's name is of one theme with the next one's and not with that above."""
        above, below = self.common_above(row), self.common_above(row + 1)
        return above < OTHER_THEME and below >= NEW_THEME

    def common_above(self, row: int) -> float:
        """The share of words that a name and the one above have in common, 0 for the first row.

        Of the words of the shorter name; rarer ones count more.
        """
        return self._common_with_above(row)

    def _measured_above(self, row: int) -> float:
        if row == 0:
            return 0.0
        name, above = self.names[row], self.names[row - 1]
        shorter = min(self._weight(name), self._weight(above))
        return self._weight(name & above) / shorter if shorter else 0.0

    def _reach(self, label: Claimant) -> range:
        """The rows of the table that the label may hold."""
        last = min(label.last, len(self.names) - 1)
        return range(max(0, label.first), last + 1)

    def _named(self, label: Claimant, row: int) -> float:
        """How much likelier it is that the label holds the row than that it does not."""
        if not label.first <= row <= label.last:
            return 0.0
        share = self._highest_share(label, row)
        return rise(LABEL, share)

    def _highest_share(self, label: Claimant, row: int) -> float:
        """The share of the label's words or, of several things that it lists, of one of them.

        Of one that the name has in the main: some word in common a name has with many.
        """
        highest = self._share(label, row)
        bare = without_remark(label.name)
        for part in _LISTED.split(bare):
            share = self._share_of(part, row) if len(part) >= SHORTEST_PART else 0.0
            if share >= WHOLE:
                highest = max(highest, share)
        return highest

    def _share(self, label: Claimant, row: int) -> float:
        """The share of the label's words that the row's name has, the rarer ones counting more."""
        return self._share_of(label.name, row)

    def _measured(self, label: str, row: int) -> float:
        words = bigrams(without_remark(label))
        whole = self._weight(words)
        if not whole:
            return 0.0
        common = words & self.names[row]
        return self._weight(common) / whole

    def _weight(self, words: frozenset[str]) -> float:
        """What words count together, added up in one order."""
        ordered = sorted(words)
        return sum(map(self._rarity_of, ordered))

    def _rarity(self, word: str) -> float:
        """From 1 for a word that at most one row has, down to 0 for one that all have."""
        every = len(self.names) + 1
        if every <= 2:
            return 1.0
        having = max(2, self._rows[word] + 1)
        rarity = log(every / having)
        return rarity / log(every / 2)


def without_remark(label: str) -> str:
    """A label's name without a remark in brackets at its end, which says nothing of its rows."""
    name = _REMARK.sub("", label)
    return name or label


def fitting(
    weights: Sequence[int | None],
    points: int | None,
    prints: Sequence[int],
) -> dict[int, float]:
    """The rows that print a label and weigh just its points: by row the cost of mere chance.

    Chance is the share of the table's rows that weigh as much. ``weights`` and ``points`` are
    counted in the same parts of a point; ``prints`` are the rows that print the label.
    """
    if points is None:
        return {}
    alike = sum(weight == points for weight in weights)
    chance = (alike + 1) / (len(weights) + 2)
    cost = -log(chance)
    return {row: cost for row in prints if weights[row] == points}


def rise(curve: Curve, share: float) -> float:
    """The curve's value at a share: even between two points, flat beyond the last."""
    start, low = curve[0]
    for end, high in curve:
        if share < end:
            span = end - start
            step = (share - start) / span if span else 0.0
            return low + step * (high - low)
        start, low = end, high
    return low


__all__ = ["Claimant", "Words", "fitting", "rise", "without_remark"]
