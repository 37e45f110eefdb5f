"""Rows whose units the readings do not agree on → units of what is left.

Of their first-level groups.

The points of a first-level group are printed, so what its settled units leave is known, whichever
way the rest is
shared: its rows that are not settled hold it. Groups go together where a row may be in either, and
where the ways to tell the levels apart give one several totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.repair.model.readings import Readings

Basis = Literal["printed", "label", "derived"]
Groups = frozenset[int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A unit by row indices.

    ``groups`` the first-level groups it may lie in, ``label`` its second-level label.
    """

    rows: tuple[int, ...]
    open_rows: tuple[int, ...]
    points: int
    groups: Groups
    label: int | None
    basis: Basis


def units_of_the_rest(
    loose: Iterable[int], agreed: Sequence[Draft], readings: Readings
) -> list[Draft]:
    """All units.

    The ``agreed`` ones, but for those that the ``loose`` rows draw in, and those of what is left.
    """
    rest = _Rest(frozenset(loose), agreed, readings)
    blocks = _disjoint([rest.fixed(frozenset({group})) for group in sorted(rest.touched())])
    while True:
        rest.settle(blocks)
        lacking = next((block for block in blocks if not rest.holds(block)), None)
        wider = None if lacking is None else rest.wider(lacking)
        if wider is None or wider == lacking:
            return [*rest.settled, *(rest.unit(block) for block in blocks if rest.inside(block))]
        blocks = _disjoint([*blocks, rest.fixed(wider)])


@dataclass(slots=True)
class _Rest:
    """What is not settled, for a choice of blocks: groups whose points are known together."""

    base: frozenset[int]
    agreed: Sequence[Draft]
    readings: Readings
    loose: set[int] = field(default_factory=set)
    settled: list[Draft] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.loose = set(self.base)

    def touched(self) -> Groups:
        """Every group that a loose row may be in.

        With those that units of several groups share with them.
        """
        found = frozenset(group for row in self.base for group in self.readings.rows[row].groups)
        while (
            wider := found.union(*(draft.groups for draft in self.agreed if draft.groups & found))
            - found
        ):
            found |= wider
        return found

    def settle(self, blocks: Sequence[Groups]) -> None:
        """Units that may lie in several blocks are not settled.

        Nor are those that a loose row of theirs may join.
        """
        touched = frozenset[int]().union(*blocks)
        whole = [
            not d.groups & touched or any(d.groups <= block for block in blocks)
            for d in self.agreed
        ]
        self.loose, self.settled = set(self.base), list(self.agreed)
        self._draw([draft for draft, one in zip(self.agreed, whole, strict=True) if not one])
        while drawn := [
            d for d in self.settled if any(self._opens_inside(d, block) for block in blocks)
        ]:
            self._draw(drawn)

    def _draw(self, drafts: Sequence[Draft]) -> None:
        """These units are not settled: their rows are loose."""
        self.settled = [draft for draft in self.settled if draft not in drafts]
        self.loose.update(row for draft in drafts for row in (*draft.rows, *draft.open_rows))

    def inside(self, block: Groups) -> list[int]:
        """The loose rows that are certainly in the block."""
        return [row for row in sorted(self.loose) if self.readings.rows[row].groups.keys() <= block]

    def _opens_inside(self, draft: Draft, block: Groups) -> bool:
        """Whether a row that is certainly in the block may belong to the unit or be loose there."""
        inside = set(self.inside(block))
        return draft.groups <= block and any(row in inside for row in draft.open_rows)

    def left(self, block: Groups) -> int:
        return min(self._totals(block)) - sum(
            draft.points for draft in self.settled if draft.groups <= block
        )

    def holds(self, block: Groups) -> bool:
        """Whether the block has rows for what is left of it, if anything is.

        And none that may be elsewhere.
        """
        return (self.left(block) > 0) == bool(self.inside(block)) and not self._astray(block)

    def _astray(self, block: Groups) -> bool:
        groups = (self.readings.rows[row].groups.keys() for row in self.loose)
        return any(each & block and not each <= block for each in groups)

    def wider(self, block: Groups) -> Groups:
        """The block with the groups its loose rows may be in.

        Where those are known, its whole section.
        """
        may = (self.readings.rows[row].groups.keys() for row in self.loose)
        found = block.union(*(groups for groups in may if groups & block))
        return found if found != block else self._section(block)

    def fixed(self, block: Groups) -> Groups:
        """The block, made wider where the ways to tell the levels apart give it several totals."""
        while len(self._totals(block)) > 1 and (found := self.wider(block)) != block:
            block = found
        return block

    def unit(self, block: Groups) -> Draft:
        rows = self.inside(block)
        return Draft(
            tuple(rows), (), self.left(block), block, one_label(self.readings, rows), "derived"
        )

    def _section(self, block: Groups) -> Groups:
        sections = {self.readings.groups[group].section for group in block}
        return frozenset(
            n for n, group in enumerate(self.readings.groups) if group.section in sections
        )

    def _totals(self, block: Groups) -> set[int]:
        """What the groups are worth together, scaled, in each way to tell the levels apart."""
        worth = [int((group.points or 0) * self.readings.unit) for group in self.readings.groups]
        return {
            sum(worth[group] for group in block & way) for way in self.readings.ways or (block,)
        }


def one_label(readings: Readings, rows: Iterable[int]) -> int | None:
    """The second-level label of all the rows in every reading.

    Of several that read alike the first.
    """
    labels = sorted(
        {-1 if label is None else label for row in rows for label in readings.rows[row].labels}
    )
    alike = {
        (readings.names[label].name, readings.names[label].points) for label in labels if label >= 0
    }
    return labels[0] if labels[0] >= 0 and len(alike) == 1 else None


def _disjoint(blocks: Sequence[Groups]) -> list[Groups]:
    """The blocks, those that share a group as one."""
    found: list[Groups] = []
    for block in blocks:
        apart = [other for other in found if not other & block]
        found = [*apart, block.union(*(other for other in found if other & block))]
    return sorted(found, key=min)


__all__ = ["Basis", "Draft", "one_label", "units_of_the_rest"]
