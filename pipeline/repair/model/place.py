"""What it costs that labels begin where they do.

The printed places of both levels against the rows they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.damage.costs import NEVER, Costs
from pipeline.repair.model.moves import Kind

FIRST_REACH = 8  # rows a first-level label may stand away from its group's first row
SECOND_REACH = 8  # rows a second-level label may
REACH = 8  # rows within which a label may belong to a run at all
LONGEST_RUN = 60  # rows under one second-level label
MOST_SKIPPED = 4  # labels passed over at one place
LOST, POINTED, SILENT = (
    0,
    1,
    2,
)  # what a run is called: by no label, by one with points, by one without
NONE, JUMPS = (
    0,
    (2, 3),
)  # no label waits; or the one this many places before the next, which others went before
NO_STOP = 10**6
JUMPED = 3  # rows between labels of which one may go before the other


@dataclass(frozen=True, slots=True)
class Group:
    """A first-level group.

    Points scaled, the rows its label is printed on, and the rows of its section.
    """

    points: int
    prints: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Name:
    """A second-level label.

    Points scaled or None, the rows it is printed on, and what speaks for each row.

    ``unlike`` gives for each row the cost of the label standing over that row's name; ``beside``
    says on which print rows another second-level label stands too. ``claims`` gives for each row
    the cost of the label not holding it though its words name it, ``strange`` that of the label
    beginning there, beside its prints, though its words name other rows; empty where none does.
    """

    points: int | None
    prints: tuple[int, ...]
    unlike: tuple[float, ...]
    beside: frozenset[int]
    claims: tuple[float, ...] = ()
    strange: tuple[float, ...] = ()


class Places:
    """The labels of one table in order.

    ``gone`` are the rows that lost a label cell, ``echoes`` those where the row's own name stands
    for a label; ``labelled`` is false on a form without columns for labels: there none is lost.
    """

    def __init__(
        self,
        groups: Sequence[Group],
        names: Sequence[Name],
        costs: Costs,
        gone: frozenset[int] = frozenset(),
        echoes: frozenset[int] = frozenset(),
        labelled: bool = True,
    ) -> None:
        self._claimed_above = [tuple(accumulate(n.claims, max, initial=0.0)) for n in names]
        self._claimed_below = [
            tuple(accumulate(reversed(n.claims), max, initial=0.0))[::-1] for n in names
        ]
        self.echoes = echoes
        self.labelled = labelled
        self.groups = groups
        self.names = names
        self.costs = costs
        self.starts = {group.first for group in groups}
        self.named = {row for name in names for row in name.prints}
        self.bare = {
            row for group in groups for row in group.prints
        } - self.named  # no second-level label beside
        self.gone = gone - self.named  # a label that stands there is not gone
        self.earliest = [
            next(
                (row for row in range(group.first, group.last + 1) if self.may_begin(n, row)),
                group.last + 1,
            )
            for n, group in enumerate(groups)
        ]
        self.latest = [self._latest(n) for n in range(len(groups))]
        self.window = lru_cache(maxsize=None)(self._window)

    # -- first level ---------------------------------------------------------------------------

    def may_begin(self, number: int, row: int) -> bool:
        """A section's first group begins on its first row and no other does.

        None begins far from its label.
        """
        group = self.groups[number]
        first = number == 0 or self.groups[number - 1].first != group.first
        if first or row in self.starts:
            return first and row == group.first
        near = not group.prints or min(abs(at - row) for at in group.prints) <= FIRST_REACH
        return near and group.first <= row <= group.last

    def _latest(self, number: int) -> int:
        """The last row the group can hold: the next group of its section has begun by then."""
        group, following = self.groups[number], number + 1
        if following == len(self.groups) or self.groups[following].first != group.first:
            return group.last
        return max(
            (row for row in range(group.first, group.last + 1) if self.may_begin(following, row)),
            default=-1,
        )

    def goes_on(self, number: int, row: int) -> bool:
        """Whether a group can have begun above ``row`` and hold it."""
        return self.earliest[number] < row <= self.latest[number] and row not in self.starts

    def begin(self, group: int, row: int) -> float:
        """First-level group ``group`` begins at ``row``."""
        prints = self.groups[group].prints
        if not prints:
            return self.costs.first_level_unprinted if self.labelled else 0.0
        before = sum(at < row for at in prints)
        return min(
            self._late_or_early(at, row) + self.costs.first_level_astray * (before - (at < row))
            for at in prints
        )

    def end(self, group: int, stop: int) -> float:
        """The group ends before ``stop``: what is printed of it below is astray."""
        return self.costs.first_level_astray * sum(at >= stop for at in self.groups[group].prints)

    def _late_or_early(self, at: int, row: int) -> float:
        """A first-level label is printed on the row ``at`` and its group begins at ``row``."""
        costs = self.costs
        if at == row:
            return 0.0
        early = costs.first_level_early + costs.first_level_apart * (at in self.named)
        return (costs.first_level_late if at > row else early) + costs.first_level_step * abs(
            at - row
        )

    def _explains(self, group: int, row: int) -> int:
        """The print that speaks for group ``group`` beginning at ``row``; -1 where none does."""
        return min(
            self.groups[group].prints, key=lambda at: self._late_or_early(at, row), default=-1
        )

    # -- second level --------------------------------------------------------------------------

    def kind(self, label: int | None, row: int) -> Kind:
        """What a run from ``row`` under ``label`` is called."""
        return (
            Kind(None, False, row in self.gone)
            if label is None
            else Kind(self.names[label].points, True)
        )

    def called(self, label: int | None) -> int:
        """What a run under ``label`` is called: LOST, SILENT or POINTED."""
        return LOST if label is None else SILENT if self.names[label].points is None else POINTED

    def place(self, label: int, row: int, group: int | None) -> float:
        """The label begins at ``row``.

        ``group`` is the first-level group that begins there, if any.
        """
        name = self.names[label]
        cost = min(self._shift(name, at, row, group) for at in name.prints)
        if cost == INFINITE:
            return cost
        strange = name.strange[row] if name.strange and row not in name.prints else 0.0
        return cost + name.unlike[row] + strange + self._missed(label, row)

    def _missed(self, label: int, row: int) -> float:
        """Rows right above are named like this label.

        And not like the one before, under which they then stand.
        """
        if (
            not label
            or row in self.starts
            or self.names[label].beside
            or self.names[label - 1].beside
        ):
            return 0.0  # of labels on one row it is open which one is before
        mine, before, found = self.names[label].unlike, self.names[label - 1].unlike, 0.0
        for above in range(row - 1, max(-1, row - 1 - SECOND_REACH), -1):
            if before[above] <= mine[above]:
                break
            found += before[above] - mine[above]
            if above in self.starts:
                break
        return found * self.costs.label_misses / self.costs.label_unlike

    def _shift(self, name: Name, at: int, row: int, group: int | None) -> float:
        rows = abs(at - row)
        if rows == 0:
            return 0.0
        if rows > SECOND_REACH:
            return INFINITE
        costs = self.costs
        base = costs.label_shifted_points if name.points is not None else costs.label_shifted
        if at in name.beside:
            base = min(base, costs.label_shifted_shared)
        if row in self.gone and at > row:
            return costs.label_cell_gone + costs.label_repeats  # its own print went with the cell
        if group is not None and at == self._explains(group, row):
            base = min(base, costs.label_shifted_together)
        elif self._leaves_section(at, row):
            base += costs.label_leaves_section
        gained = min(
            name.unlike[row:at], default=name.unlike[row]
        )  # rows above a late label that it names too
        liked = max(0.0, gained - name.unlike[at]) / costs.label_unlike
        return base + costs.label_shift_step * rows + costs.label_leaves_like * liked

    def _leaves_section(self, at: int, row: int) -> bool:
        """Whether a section begins between a print and ``row``.

        And no first-level label of ``row``'s is beside it.
        """
        between = any(min(at, row) < start <= max(at, row) for start in self.starts)
        return between and not any(
            at in group.prints and group.first <= row <= group.last for group in self.groups
        )

    def astray(self, label: int | None, start: int, stop: int) -> float:
        """What of the label speaks for other rows than ``start`` up to ``stop`` (exclusive).

        Its prints outside, but for the one that explains where it begins, and the rows outside
        that its words name.
        """
        if label is None:
            return 0.0
        claimed = self._claims_outside(label, start, stop)
        if len(self.names[label].prints) == 1:
            return claimed
        prints = self.names[label].prints
        outside = sum(not start <= at < stop for at in prints) - (start not in prints)
        above = (
            self.costs.label_above * sum(at < start for at in prints) if start in prints else 0.0
        )
        return self.costs.label_astray * max(0, outside) + above + claimed

    def _claims_outside(self, label: int, start: int, stop: int) -> float:
        """What the row costs that the label's words name most clearly outside its run.

        The others count with it: names of one theme are no evidence of their own each.
        """
        if not self.names[label].claims:
            return 0.0
        return max(self._claimed_above[label][start], self._claimed_below[label][stop])

    def lost(self, row: int, before: int, begun: bool) -> float:
        """A run begins at ``row`` and its label is lost.

        ``before`` is what the run above is called.

        Where a first-level group begins, or the row's own name stands in the label's place, the
        label above does not go on.
        """
        costs = self.costs
        if not self.labelled:
            return 0.0 if begun else NEVER  # one run for each section
        if row in self.gone:
            return costs.label_cell_gone
        if row in self.echoes and before == POINTED and not begun:
            return costs.label_lost_echo
        if before == SILENT and (begun or row in self.echoes):
            before = POINTED
        if before == POINTED and begun and row in self.bare:
            return costs.label_lost_bare
        return (costs.label_lost_again, costs.label_lost, costs.label_lost_silent)[before]

    def unused(self, label: int) -> float:
        """The label names no run, though it may be printed more than once."""
        name, costs = self.names[label], self.costs
        again = costs.label_astray * (len(name.prints) - 1)
        return (
            costs.label_unused
            + again
            + (costs.label_unused_points if name.points is not None else 0.0)
            + self._claimed_above[label][-1]
        )

    def leftover(self, label: int, waits: int) -> float:
        """Labels that no run used by the end: from ``label`` on, and the one that waits."""
        waiting = self.unused(label - waits) if waits else 0.0
        return sum(self.unused(n) for n in range(label, len(self.names))) + waiting

    def may_wait(self, label: int, other: int) -> bool:
        """Whether the later label ``other`` may go before ``label``.

        They are printed near one another.
        """
        if not 0 <= label < other < len(self.names):
            return False
        return (
            min(abs(a - b) for a in self.names[label].prints for b in self.names[other].prints)
            <= JUMPED
        )

    def going_before(self, label: int, other: int) -> float:
        """What it costs, beside their shifts, that ``other`` goes before ``label``."""
        together = set(self.names[label].prints) & set(self.names[other].prints)
        return self.costs.labels_swapped if together else self.costs.label_jumps

    def _window(self, row: int) -> tuple[int, int]:
        """The first and last label that can be the next one at ``row``.

        Without passing over more than a few.
        """
        past = sum(max(name.prints) < row - REACH for name in self.names)
        ahead = sum(min(name.prints) < row + REACH for name in self.names)
        return max(0, past - MOST_SKIPPED), ahead

    def stop(self, row: int) -> int:
        """The row no run from ``row`` goes past.

        It would leave more labels unused than may be passed over.
        """
        if not self.labelled:
            return NO_STOP
        ends = sorted(max(name.prints) for name in self.names if min(name.prints) > row)
        beyond = (
            ends[MOST_SKIPPED + 1] + REACH + 1
            if len(ends) > MOST_SKIPPED + 1
            else row + LONGEST_RUN
        )
        return min(row + LONGEST_RUN, beyond)

    def choices(
        self, label: int, waits: int, row: int, group: int | None, before: int
    ) -> Iterator[tuple[int | None, int, int, float]]:
        """(label or None for a lost one, next label, which waits, cost) for a run.

        That begins at ``row``.

        A label that others went before *waits*; it is used later, or given up for what an unused
        one costs.
        """
        yield None, label, waits, self.lost(row, before, group is not None)
        given_up = 0.0
        if waits:
            yield label - waits, label, NONE, self.place(label - waits, row, group)
            if waits + 1 in JUMPS and label < len(self.names):
                yield label, label + 1, waits + 1, self.place(label, row, group)
            given_up = self.unused(label - waits)
        for number in range(label, min(label + MOST_SKIPPED + 1, len(self.names))):
            placing = given_up + self.place(number, row, group)
            yield number, number + 1, NONE, placing + self.skipped(label, number)
            for jump in JUMPS:
                left = number + 1 - jump
                if left >= label and self.may_wait(left, number):
                    passed = self.skipped(label, left) + self.skipped(left + 1, number)
                    yield (
                        number,
                        number + 1,
                        jump,
                        placing + passed + self.going_before(left, number),
                    )

    def skipped(self, start: int, stop: int) -> float:
        """The labels from ``start`` up to ``stop`` (exclusive) name no run."""
        return sum(self.unused(number) for number in range(start, stop))
