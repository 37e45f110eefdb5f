"""What it costs that first-level groups begin where they do, by where their labels are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.damage.costs import Costs

FIRST_REACH = 8  # rows a first-level label may stand away from its group's first row


@dataclass(frozen=True, slots=True)
class Group:
    """A first-level group.

    Points scaled, the rows its label is printed on, and the rows of its section.
    """

    points: int
    prints: tuple[int, ...]
    first: int
    last: int


class Groups:
    """The first-level groups of one table in order.

    ``labelled`` is false on a form without columns for labels.
    """

    def __init__(
        self,
        groups: Sequence[Group],
        costs: Costs,
        labelled: bool = True,
    ) -> None:
        self.groups = groups
        self.costs = costs
        self.labelled = labelled
        self.starts = {group.first for group in groups}
        numbers = range(len(groups))
        self.earliest = list(map(self._earliest, numbers))
        self.latest = list(map(self._latest, numbers))

    def may_begin(self, number: int, row: int) -> bool:
        """A section's first group begins on its first row and no other does.

        None begins far from its label.
        """
        group = self.groups[number]
        is_first = self._opens_section(number)
        if is_first or row in self.starts:
            return is_first and row == group.first
        if not group.first <= row <= group.last:
            return False
        away = [abs(at - row) for at in group.prints]
        return min(away, default=0) <= FIRST_REACH

    def _opens_section(self, number: int) -> bool:
        """Whether the group is the first of its section."""
        if number == 0:
            return True
        above = self.groups[number - 1]
        return above.first != self.groups[number].first

    def _earliest(self, number: int) -> int:
        """The first row the group can begin on."""
        group = self.groups[number]
        for row in range(group.first, group.last + 1):
            if self.may_begin(number, row):
                return row
        return group.last + 1

    def _latest(self, number: int) -> int:
        """The last row the group can hold: the next group of its section has begun by then."""
        group = self.groups[number]
        following = number + 1
        if following == len(self.groups) or self._opens_section(following):
            return group.last
        rows = range(group.first, group.last + 1)
        for row in reversed(rows):
            if self.may_begin(following, row):
                return row
        return -1

    def goes_on(self, number: int, row: int) -> bool:
        """Whether a group can have begun above ``row`` and hold it."""
        if row in self.starts:
            return False
        return self.earliest[number] < row <= self.latest[number]

    def begin(self, group: int, row: int) -> float:
        """First-level group ``group`` begins at ``row``."""
        prints = self.groups[group].prints
        if not prints:
            return self.costs.first_level_unprinted if self.labelled else 0.0
        above = sum(at < row for at in prints)
        least = INFINITE
        for at in prints:
            others = above - (at < row)
            astray = self.costs.label_astray * others
            cost = self._late_or_early(at, row) + astray
            least = min(least, cost)
        return least

    def end(self, group: int, stop: int) -> float:
        """The group ends before ``stop``: what is printed of it below is astray."""
        prints = self.groups[group].prints
        below = sum(at >= stop for at in prints)
        return self.costs.label_astray * below

    def _late_or_early(self, at: int, row: int) -> float:
        """A first-level label is printed on the row ``at`` and its group begins at ``row``."""
        costs = self.costs
        if at == row:
            return 0.0
        base = costs.first_level_late
        if at < row:
            base = costs.first_level_early
        return base + costs.label_shift_step * abs(at - row)

    def explained_by(self, group: int, row: int) -> int:
        """The print that speaks for group ``group`` beginning at ``row``; -1 where none does."""
        cost, best = INFINITE, -1
        for at in self.groups[group].prints:
            other = self._late_or_early(at, row)
            if other < cost:
                cost, best = other, at
        return best

    def group_print(self, group: int, row: int) -> int | None:
        """The print that speaks for a group beginning at ``row``; None where none is printed."""
        at = self.explained_by(group, row)
        return None if at < 0 else at
