"""What it costs that labels begin where they do.

The printed places of both levels against the rows they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.damage.costs import NEVER, Costs
from pipeline.repair.model.group import Group, Groups
from pipeline.repair.model.neighbours import Boundaries
from pipeline.repair.model.roles import Kind

SECOND_REACH = 8  # rows a second-level label may
RUN_REACH = 8  # rows within which a label may belong to a run at all
JUMP_REACH = 3  # rows between labels of which one may go before the other
LONGEST_RUN = 60  # rows under one second-level label
MOST_SKIPPED = 4  # labels passed over at one place
NONE = 0  # no label waits
JUMPS = (2, 3)  # the one that waits is so many places before the next: others went before it
NO_STOP = 10**6


class Called(IntEnum):
    """What a run is called."""

    LOST = 0  # by no label
    POINTED = 1  # by one with points
    SILENT = 2  # by one without


LOST = Called.LOST
POINTED = Called.POINTED
SILENT = Called.SILENT


@dataclass(frozen=True, slots=True)
class Name:
    """A second-level label.

    Attributes:
        points: Scaled; None where it prints none.
        prints: The rows it is printed on.
        unlike: By row, the share of the label's words that are not in that row's name.
        beside: The print rows on which another second-level label stands too.
        claims: By row, the cost of the label not holding it though its words name it; empty where
            they name none.
        strange: By row, the cost of the label beginning there, beside its prints, though its
            words name other rows; empty likewise.
        unnamed: The rows below its prints that its words do not name, though they name one above;
            empty where the label prints points, for then these tell where it ends.
        other_theme: Of these, the rows at which names of another theme begin.
    """

    points: int | None
    prints: tuple[int, ...]
    unlike: tuple[float, ...]
    beside: frozenset[int]
    claims: tuple[float, ...] = ()
    strange: tuple[float, ...] = ()
    unnamed: frozenset[int] = frozenset()
    other_theme: frozenset[int] = frozenset()


class Places(Groups):
    """The labels of one table in order, those of the second level beside the first's.

    ``gone`` are the rows that lost a label cell, ``echoes`` those where the row's own name stands
    for a label; ``labelled`` is false on a form without columns for labels: there none is lost.
    ``parted`` are the rows with an empty cell below a merged second-level label that has ended;
    ``boundaries`` is what the looks of neighbouring rows say, once that is learnt.
    """

    def __init__(
        self,
        groups: Sequence[Group],
        names: Sequence[Name],
        costs: Costs,
        gone: frozenset[int] = frozenset(),
        echoes: frozenset[int] = frozenset(),
        labelled: bool = True,
        boundaries: Boundaries | None = None,
        parted: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(groups, costs, labelled)
        self.boundaries = boundaries
        self.names = names
        self.named: set[int] = set()
        themes: set[int] = set()
        unnamed: set[int] = set()
        for name in names:
            self.named.update(name.prints)
            themes.update(name.other_theme)
            unnamed.update(name.unnamed)
        self.parted = parted - self.named
        self.themes = themes - self.named  # a label that stands there tells of its theme
        self.echoes = echoes
        with_group: set[int] = set()
        for group in groups:
            with_group.update(group.prints)
        self.bare = with_group - self.named  # no second-level label beside
        self.gone = gone - self.named  # a label that stands there is not gone
        self._unnamed = unnamed - self.named
        self.window = lru_cache(maxsize=None)(self._window)
        self._claimed_above = [_highest_above(name.claims) for name in names]
        self._claimed_below = [_highest_below(name.claims) for name in names]

    def kind(self, label: int | None, row: int) -> Kind:
        """What a run from ``row`` under ``label`` is called."""
        if label is None:
            return Kind(None, False, row in self.gone)
        return Kind(self.names[label].points, True)

    def called(self, label: int | None) -> Called:
        """What a run under ``label`` is called."""
        if label is None:
            return Called.LOST
        if self.names[label].points is None:
            return Called.SILENT
        return Called.POINTED

    def place(self, label: int, row: int, group: int | None) -> float:
        """The label begins at ``row``.

        ``group`` is the first-level group that begins there, if any.
        """
        name = self.names[label]
        cost = min(self._shift(name, at, row, group) for at in name.prints)
        if cost == INFINITE:
            return cost
        strange = 0.0
        if name.strange and row not in name.prints:
            strange = name.strange[row]
        unlike = self.costs.label_unlike * name.unlike[row]
        return cost + unlike + strange + self._missed(label, row)

    def label_print(self, label: int, row: int, group: int | None) -> int:
        """The print that speaks for the label beginning at ``row``, with ``group`` if that does."""
        name = self.names[label]
        return min(name.prints, key=lambda at: self._shift(name, at, row, group))

    def _missed(self, label: int, row: int) -> float:
        """Rows right above are named like this label.

        And not like the one before, under which they then stand.
        """
        if not label or row in self.starts:
            return 0.0
        name = self.names[label]
        other = self.names[label - 1]
        if name.beside or other.beside:
            return 0.0  # of labels on one row it is open which one is before
        found = 0.0
        highest = max(0, row - SECOND_REACH)
        for above in reversed(range(highest, row)):
            liked = other.unlike[above] - name.unlike[above]
            if liked <= 0:
                break
            found += liked
            if above in self.starts:
                break
        return found * self.costs.label_misses

    def _shift(
        self,
        name: Name,
        at: int,
        row: int,
        group: int | None,
    ) -> float:
        """What it costs that the label begins at ``row``, of its prints as that ``at`` says."""
        rows = abs(at - row)
        if rows == 0:
            return 0.0
        if rows > SECOND_REACH:
            return INFINITE
        costs = self.costs
        looks = self.boundaries.moved(at, row) if self.boundaries else 0.0
        if row in self.gone and at > row:
            return 2 * costs.label_gone + looks  # its own print went with the cell
        base = costs.label_shifted
        if at in name.beside:
            base = min(base, costs.label_together)
        if group is not None and at == self.explained_by(group, row):
            base = min(base, costs.label_together)
        elif self._leaves_section(at, row):
            base += costs.label_against
        leaves_like = costs.label_leaves_like * self._liked(name, at, row)
        return base + costs.label_shift_step * rows + leaves_like + looks

    def _liked(self, name: Name, at: int, row: int) -> float:
        """How much more the label's words are those of the row ``at`` than those of ``row``.

        Or of the rows between that a late label gains.
        """
        unlike = name.unlike
        gained = min(unlike[row:at], default=unlike[row])
        return max(0.0, gained - unlike[at])

    def _leaves_section(self, at: int, row: int) -> bool:
        """Whether a section begins between a print and ``row``.

        And no first-level label of ``row``'s is beside it.
        """
        above, below = sorted((at, row))
        between = range(above + 1, below + 1)
        if self.starts.isdisjoint(between):
            return False
        for group in self.groups:
            holds = group.first <= row <= group.last
            if holds and at in group.prints:
                return False
        return True

    def astray(self, label: int | None, start: int, stop: int) -> float:
        """What of the label speaks for other rows than ``start`` up to ``stop`` (exclusive).

        Its prints outside, but for the one that explains where it begins, and the rows outside
        that its words name.
        """
        if label is None:
            return 0.0
        claimed = self._claims_outside(label, start, stop)
        prints = self.names[label].prints
        if len(prints) == 1:
            return claimed
        above = sum(at < start for at in prints)
        below = sum(at >= stop for at in prints)
        outside = above + below
        against = 0.0
        if start in prints:
            against = self.costs.label_against * above
        else:
            outside = max(0, outside - 1)
        return self.costs.label_astray * outside + against + claimed

    def _claims_outside(self, label: int, start: int, stop: int) -> float:
        """What the row costs that the label's words name most clearly outside its run.

        The others count with it: names of one theme are no evidence of their own each.
        """
        if not self.names[label].claims:
            return 0.0
        above = self._claimed_above[label][start]
        below = self._claimed_below[label][stop]
        return max(above, below)

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
            looks = self.boundaries.lost(row) if self.boundaries else 0.0
            return costs.label_gone + looks
        if before == Called.LOST:
            return costs.label_gone
        echoed = row in self.echoes
        if echoed and before == Called.POINTED and not begun:
            return costs.label_lost_echo
        goes_on = before == Called.SILENT and not begun and not echoed
        if goes_on:
            return self._lost_silent(row)
        return costs.label_lost_bare if begun and row in self.bare else costs.label_lost

    def _lost_silent(self, row: int) -> float:
        """The label of ``row`` is lost where that above could go on; less where it hardly does."""
        costs = self.costs
        cost = costs.label_lost_silent
        if row in self.themes:
            cost -= costs.label_theme
        if row in self.parted:
            cost -= costs.drawn_wrongly
        gone = self._gone_below(row)
        if gone is not None:
            late = costs.label_shifted + costs.label_shift_step * (gone - row)
            cost = min(cost, costs.label_gone + late - costs.label_strange)
        return max(costs.label_gone, cost)

    def _gone_below(self, row: int) -> int | None:
        """The row below whose lost cell may have had this row's label, printed late.

        No row until there is named by the label above.
        """
        for below in range(row, row + SECOND_REACH):
            if below not in self._unnamed:
                return None
            if below in self.gone:
                return below
        return None

    def unused(self, label: int) -> float:
        """The label names no run, though it may be printed more than once."""
        name, costs = self.names[label], self.costs
        more_prints = len(name.prints) - 1
        again = costs.label_astray * more_prints
        pointed = 0.0 if name.points is None else costs.label_against
        claimed = self._claimed_above[label][-1]
        return costs.label_unused + again + pointed + claimed

    def leftover(self, label: int, waits: int) -> float:
        """Labels that no run used by the end: from ``label`` on, and the one that waits."""
        waiting = self.unused(label - waits) if waits else 0.0
        skipped = self.skipped(label, len(self.names))
        return skipped + waiting

    def may_wait(self, label: int, other: int) -> bool:
        """Whether the later label ``other`` may go before ``label``.

        They are printed near one another.
        """
        if not 0 <= label < other < len(self.names):
            return False
        for mine in self.names[label].prints:
            for theirs in self.names[other].prints:
                if abs(mine - theirs) <= JUMP_REACH:
                    return True
        return False

    def going_before(self, _label: int, _other: int) -> float:
        """What it costs, beside their shifts, that the second label goes before the first."""
        return self.costs.label_together

    def _window(self, row: int) -> tuple[int, int]:
        """The first and last label that can be the next one at ``row``.

        Without passing over more than a few.
        """
        past = ahead = 0
        for name in self.names:
            past += max(name.prints) < row - RUN_REACH
            ahead += min(name.prints) < row + RUN_REACH
        first = max(0, past - MOST_SKIPPED)
        return first, ahead

    def stop(self, row: int) -> int:
        """The row no run from ``row`` goes past.

        It would leave more labels unused than may be passed over.
        """
        if not self.labelled:
            return NO_STOP
        longest = row + LONGEST_RUN
        below: list[int] = []
        for name in self.names:
            if min(name.prints) > row:
                below.append(max(name.prints))
        passed = MOST_SKIPPED + 1
        if len(below) <= passed:
            return longest
        below.sort()
        beyond = below[passed] + RUN_REACH + 1
        return min(longest, beyond)

    def skipped(self, start: int, stop: int) -> float:
        """The labels from ``start`` up to ``stop`` (exclusive) name no run."""
        labels = range(start, stop)
        return sum(map(self.unused, labels))


def _highest_above(claims: Sequence[float]) -> tuple[float, ...]:
    """By row, then once for all rows: the highest claim above it."""
    return tuple(accumulate(claims, max, initial=0.0))


def _highest_below(claims: Sequence[float]) -> tuple[float, ...]:
    """The same from the row on."""
    upwards = _highest_above(claims[::-1])
    return upwards[::-1]
