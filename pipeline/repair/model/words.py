"""How far a label's words name its rows: likelihood ratios, as costs.

A word counts for more the fewer of the document's rows have it (inverse document frequency,
Spärck Jones 1972): what every name shares tells nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from pipeline.text import bigrams

# Share of the label's words in a row's name → how much likelier that is of a row that the label
# holds than of another near it. Counted on notices with their truth; between the points it rises
# evenly, beyond them it stays.
Curve = tuple[tuple[float, float], ...]
LABEL: Curve = ((0.1, 0.0), (0.25, 1.0), (0.5, 2.5), (0.75, 3.0))
SPEAKS, SILENT = 0.25, 0.1  # a label whose words name some row; a row that they do not name
RIVAL = 1.0  # another label that fits a row as well but for this much takes part of the claim


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
        self._rows = Counter(word for name in self.names for word in name)

    def claims(self, label: Claimant, others: Sequence[Claimant]) -> tuple[float, ...]:
        """By row: what it costs that the label does not hold a row that its words name.

        Or one whose weight is its points. Less where one of ``others`` names the row nearly as
        well: then either may.
        """
        found = [0.0] * len(self.names)
        for row in range(max(0, label.first), min(len(found), label.last + 1)):
            mine = self._named(label, row)
            if mine <= 0.0:
                continue
            best = max((self._named(other, row) for other in others), default=0.0)
            found[row] = mine * min(1.0, max(0.0, mine - best) / RIVAL)
        for row, cost in label.fits.items():
            found[row] += cost
        return tuple(found)

    def strange(self, label: Claimant, cost: float) -> tuple[float, ...]:
        """By row: ``cost`` where no word of the label names the row, if they name another one."""
        shares = [self._share(label, row) for row in range(len(self.names))]
        near = shares[max(0, label.first) : label.last + 1]
        if max(near, default=0.0) < SPEAKS:
            return (0.0,) * len(shares)
        return tuple(cost if share < SILENT else 0.0 for share in shares)

    def _named(self, label: Claimant, row: int) -> float:
        """How much likelier it is that the label holds the row than that it does not."""
        if not label.first <= row <= label.last:
            return 0.0
        return rise(LABEL, self._share(label, row))

    def _share(self, label: Claimant, row: int) -> float:
        """The share of the label's words that the row's name has, the rarer ones counting more."""
        words = bigrams(label.name)
        whole = self._weight(words)
        return self._weight(words & self.names[row]) / whole if whole else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._rarity(word) for word in sorted(words))

    def _rarity(self, word: str) -> float:
        """From 1 for a word that at most one row has, down to 0 for one that all have."""
        every = len(self.names) + 1
        return log(every / max(2, self._rows[word] + 1)) / log(every / 2) if every > 2 else 1.0


def fitting(
    weights: Sequence[int | None], points: int | None, prints: Sequence[int]
) -> dict[int, float]:
    """The rows that print a label and weigh just its points: by row the cost of mere chance.

    Chance is the share of the table's rows that weigh as much. ``weights`` and ``points`` are
    counted in the same parts of a point; ``prints`` are the rows that print the label.
    """
    if points is None:
        return {}
    alike = sum(weight == points for weight in weights)
    chance = (alike + 1) / (len(weights) + 2)
    return {row: -log(chance) for row in prints if weights[row] == points}


def rise(curve: Curve, share: float) -> float:
    """The curve's value at a share: even between two points, flat beyond the last."""
    before = curve[0]
    for point in curve:
        if share < point[0]:
            span = point[0] - before[0]
            step = (share - before[0]) / span if span else 0.0
            return before[1] + step * (point[1] - before[1])
        before = point
    return before[1]


__all__ = ["Claimant", "Words", "fitting", "rise"]
