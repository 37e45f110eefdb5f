"""Rows whose units the readings do not agree on → units of what is left.

Of their first-level groups.

The points of a first-level group are printed, so what its settled units leave is known, whichever
way the rest is shared: its rows that are not settled hold it. Groups go together where a row may be
in either, and where the ways to tell the levels apart give one several totals.
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
    loose: Iterable[int],
    agreed: Sequence[Draft],
    readings: Readings,
) -> list[Draft]:
    """All units.

    The ``agreed`` ones, but for those that the ``loose`` rows draw in, and those of what is left.
    """
    rest = _Rest(frozenset(loose), agreed, readings)
    blocks = rest.blocks()
    while True:
        rest.settle(blocks)
        wider = rest.widened(blocks)
        if wider is None:
            return rest.units(blocks)
        blocks = _disjoint([*blocks, wider])


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

    # -- blocks

    def blocks(self) -> list[Groups]:
        """The finest blocks: each touched group with those that fix its points."""
        found: list[Groups] = []
        for group in sorted(self._touched()):
            alone = frozenset({group})
            fixed = self._fixed(alone)
            found.append(fixed)
        return _disjoint(found)

    def _touched(self) -> Groups:
        """Every group that a loose row may be in.

        With those that units of several groups share with them.
        """
        found: set[int] = set()
        for row in self.base:
            found |= self._groups_of(row)
        known = -1
        while known != len(found):
            known = len(found)
            for draft in self.agreed:
                if draft.groups & found:
                    found |= draft.groups
        return frozenset(found)

    def widened(self, blocks: Sequence[Groups]) -> Groups | None:
        """The first block that does not hold, made wider; None where all do or none can be."""
        for block in blocks:
            if not self._holds(block):
                wider = self._wider(block)
                return None if wider == block else self._fixed(wider)
        return None

    def _holds(self, block: Groups) -> bool:
        """Whether the block has rows for what is left of it, if anything is.

        And none that may be elsewhere.
        """
        has_points = self._left(block) > 0
        has_rows = bool(self._inside(block))
        return has_points == has_rows and not self._astray(block)

    def _astray(self, block: Groups) -> bool:
        """Whether a loose row may be in the block and elsewhere."""
        for row in self.loose:
            groups = self._groups_of(row)
            if groups & block and not groups <= block:
                return True
        return False

    def _wider(self, block: Groups) -> Groups:
        """The block with the groups its loose rows may be in.

        Where those are known, its whole section.
        """
        found = block
        for row in self.loose:
            groups = self._groups_of(row)
            if groups & block:
                found |= groups
        return found if found != block else self._section(block)

    def _fixed(self, block: Groups) -> Groups:
        """The block, made wider where the ways to tell the levels apart give it several totals."""
        while len(self._totals(block)) > 1:
            wider = self._wider(block)
            if wider == block:
                break
            block = wider
        return block

    def _section(self, block: Groups) -> Groups:
        """All groups of the sections that the block lies in."""
        groups = self.readings.groups
        sections = {groups[number].section for number in block}
        inside: set[int] = set()
        for number, group in enumerate(groups):
            if group.section in sections:
                inside.add(number)
        return frozenset(inside)

    def _totals(self, block: Groups) -> set[int]:
        """What the groups are worth together, scaled, in each way to tell the levels apart."""
        ways = self.readings.ways or (block,)
        totals = set()
        for way in ways:
            worth = map(self._worth, block & way)
            totals.add(sum(worth))
        return totals

    def _worth(self, group: int) -> int:
        points = self.readings.groups[group].points or 0
        return int(points * self.readings.unit)

    # -- rows

    def settle(self, blocks: Sequence[Groups]) -> None:
        """Units that may lie in several blocks are not settled.

        Nor are those that a loose row of theirs may join.
        """
        self.loose = set(self.base)
        self.settled = list(self.agreed)
        drawn = [draft for draft in self.agreed if _is_across(draft, blocks)]
        self._draw(drawn)
        while drawn := [draft for draft in self.settled if self._is_open(draft, blocks)]:
            self._draw(drawn)

    def _draw(self, drafts: Sequence[Draft]) -> None:
        """These units are not settled: their rows are loose."""
        self.settled = [draft for draft in self.settled if draft not in drafts]
        for draft in drafts:
            self.loose.update(draft.rows)
            self.loose.update(draft.open_rows)

    def _is_open(self, draft: Draft, blocks: Sequence[Groups]) -> bool:
        """Whether a row that is certainly in a block may belong to the unit or be loose there."""
        for block in blocks:
            if draft.groups <= block:
                inside = self._inside(block)
                return any(row in inside for row in draft.open_rows)
        return False

    def _inside(self, block: Groups) -> list[int]:
        """The loose rows that are certainly in the block."""
        loose = sorted(self.loose)
        return [row for row in loose if self._groups_of(row) <= block]

    def _groups_of(self, row: int) -> Groups:
        return frozenset(self.readings.rows[row].groups)

    # -- units

    def units(self, blocks: Sequence[Groups]) -> list[Draft]:
        """The settled units, and one of what is left of each block that has rows for it."""
        found = list(self.settled)
        for block in blocks:
            rows = self._inside(block)
            if rows:
                found.append(self._unit(block, rows))
        return found

    def _unit(self, block: Groups, rows: Sequence[int]) -> Draft:
        return Draft(
            rows=tuple(rows),
            open_rows=(),
            points=self._left(block),
            groups=block,
            label=one_label(self.readings, rows),
            basis="derived",
        )

    def _left(self, block: Groups) -> int:
        """What the settled units leave of the block's points."""
        left = min(self._totals(block))
        for draft in self.settled:
            if draft.groups <= block:
                left -= draft.points
        return left


def one_label(readings: Readings, rows: Iterable[int]) -> int | None:
    """The second-level label of all the rows in every reading.

    Of several that read alike the first.
    """
    labels: set[int] = set()
    for row in rows:
        for label in readings.rows[row].labels:
            if label is None:
                return None
            labels.add(label)
    alike = set()
    for label in labels:
        name = readings.names[label]
        alike.add((name.name, name.points))
    if len(alike) != 1:
        return None
    return min(labels)


def _is_across(draft: Draft, blocks: Sequence[Groups]) -> bool:
    """Whether a unit may lie in a block and elsewhere too."""
    meets = any(draft.groups & block for block in blocks)
    inside = any(draft.groups <= block for block in blocks)
    return meets and not inside


def _disjoint(blocks: Sequence[Groups]) -> list[Groups]:
    """The blocks, those that share a group as one."""
    found: list[Groups] = []
    for block in blocks:
        apart = [other for other in found if not other & block]
        together = [other for other in found if other & block]
        found = [*apart, block.union(*together)]
    return sorted(found, key=min)


__all__ = ["Basis", "Draft", "one_label", "units_of_the_rest"]
