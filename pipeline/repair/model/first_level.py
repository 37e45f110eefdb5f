"""Which printed labels are first-level.

That cannot be read off a label's cell alone (cells slide, labels stand in each other's column), so
they are chosen as a whole: those whose points fill the sections' totals in order, at the least
cost. A beam over the prints; each is a new group, a repeat of an earlier one, or no first-level
label. A section left short gets a nameless group with the missing points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import SectionTotal
from pipeline.repair.damage.costs import COSTS, Costs
from pipeline.repair.model.labels import SAME_SPELLING, Label, Level, Print
from pipeline.text import fold, overlap

MOST_STATES = 200  # choices that are followed at once
STATES_BEHIND = 12.0  # one that costs this much more than the best so far is let go
MOST_WAYS = 60  # ways to tell the levels apart that are looked at
WAYS_BEHIND = 8.0  # that cost at most this much more than the cheapest: sums may turn the order
RECENT = 3  # groups that a print may repeat, counted back

# How badly the rows from a label's first print to the next label's fill it.
Fit = Callable[[Label, Print], float]
Way = tuple[float, tuple[Label, ...]]


def _fits_any(_label: Label, _after: Print) -> float:
    return 0.0


def first_level(
    prints: Sequence[Print],
    sections: Sequence[SectionTotal],
    serials: Sequence[int],
    fit: Fit = _fits_any,
    costs: Costs = COSTS,
) -> tuple[Way, ...]:
    """The first-level labels in order: those whose points fill each section's total.

    Each way to choose them that is worth a look, with its cost; at most ``MOST_WAYS``. Which of
    them the sums bear out is for others to say; ``fit`` guides the choice and is no part of the
    costs.
    """
    search = _Search(sections, serials, fit, costs)
    states = [_State(0.0, 0.0, 0, Decimal(0), ())]
    for printed in prints:
        states = _kept([after for state in states for after in search.options(state, printed)])
    finished = [way for state in states for way in search.close(state)]
    finished.sort(key=_seeming)
    ways: dict[object, Way] = {}
    for state in finished:
        if state.seeming > finished[0].seeming + WAYS_BEHIND:
            break
        whole = search.with_all(state.groups, prints)
        groups = tuple(group.named() for group in whole)
        said = tuple((group.section, fold(group.name), group.points) for group in groups)
        ways.setdefault(said, (state.cost, groups))
    return tuple(ways.values())[:MOST_WAYS]


@dataclass(frozen=True, slots=True)
class _State:
    """The groups chosen so far; those of the last section have ``filled`` so much of its total."""

    cost: float
    misfit: float
    section: int
    filled: Decimal
    groups: tuple[Label, ...]

    @property
    def seeming(self) -> float:
        """What the choice seems to cost, with what its groups lack or have too much."""
        return self.cost + self.misfit

    @property
    def alike(self) -> object:
        """What the cheapest of several choices stands for."""
        begins = tuple(group.prints[0].row for group in self.groups)
        return self.section, self.filled, begins

    @property
    def recent(self) -> tuple[Label, ...]:
        """The groups that a print may repeat."""
        return self.groups[-RECENT:]

    def plus(self, cost: float) -> _State:
        """The same at a higher cost."""
        return replace(self, cost=self.cost + cost)


def _seeming(state: _State) -> float:
    return state.seeming


def _kept(grown: Sequence[_State]) -> list[_State]:
    """The cheapest of each kind, without those that are far behind."""
    best: dict[object, _State] = {}
    for state in sorted(grown, key=_seeming):
        best.setdefault(state.alike, state)
    cheapest = min(map(_seeming, best.values()))
    near = [state for state in best.values() if state.seeming <= cheapest + STATES_BEHIND]
    return near[:MOST_STATES]


class _Search:
    """What a print may be after a choice of groups, and what that costs."""

    def __init__(
        self,
        sections: Sequence[SectionTotal],
        serials: Sequence[int],
        fit: Fit,
        costs: Costs,
    ) -> None:
        self.sections = sections
        self.serials = serials
        self.fit = fit
        self.costs = costs
        self.denying = {
            Level.FIRST: costs.level_denied,
            Level.SLID_FIRST: 2 * costs.level_slid,
            Level.SLID: costs.level_slid,
            Level.SLID_LAST: 0.0,
            Level.SECOND: 0.0,
        }
        self.taking = {
            Level.FIRST: 0.0,
            Level.SLID_FIRST: costs.level_slid,
            Level.SLID: 2 * costs.level_slid,
            Level.SLID_LAST: 3 * costs.level_slid,
            Level.SECOND: costs.level_in_second,
        }

    def options(self, state: _State, printed: Print) -> Iterator[_State]:
        """No first-level label, one of the groups again, or a new group."""
        yield state.plus(self._denied(state, printed))
        yield from self._repeats(state, printed)
        if printed.points is not None:
            yield from self._news(state, printed, printed.points)

    def _denied(self, state: _State, printed: Print) -> float:
        """What it costs that the print is no first-level label."""
        cost = self.denying[Level(printed.column)]
        if printed.column == Level.FIRST and printed.lonely:
            cost = self.costs.level_denied_lonely
        if any(group.has(printed) for group in state.recent):
            cost += self.costs.level_again
        return cost

    def _repeats(self, state: _State, printed: Print) -> Iterator[_State]:
        last = len(state.groups) - 1
        for back, group in enumerate(reversed(state.recent)):
            if group.points != printed.points and printed.points is not None:
                continue
            cost = self._likeness(group, printed)
            if cost is None:
                continue
            at = last - back
            groups = (*state.groups[:at], group.with_print(printed), *state.groups[at + 1 :])
            total = state.cost + cost + self.costs.level_repeats * back
            yield replace(state, cost=total, groups=groups)

    def _likeness(self, group: Label, printed: Print) -> float | None:
        """What it costs that the print is this group again; None if its name is another."""
        if group.has(printed) or fold(printed.name) in group.spellings:
            has_points = printed.points is not None
            return 0.0 if has_points else self.costs.level_repeats
        if printed.points is None or printed.column != Level.FIRST:
            return None
        close = max(overlap(mine.name, printed.name) for mine in group.prints)
        return self.costs.level_respelt - close if close >= SAME_SPELLING else None

    def _news(self, state: _State, printed: Print, points: Decimal) -> Iterator[_State]:
        """The print begins a group, in this section or, past nameless ones, in a later one."""
        section, filled = state.section, state.filled
        if filled == self.sections[section].points:
            section, filled = section + 1, Decimal(0)
        if section >= len(self.sections):
            return
        misfit = state.misfit
        if state.groups:
            misfit += self.fit(state.groups[-1], printed)
        for number in range(section, len(self.sections)):
            start = filled if number == section else Decimal(0)
            if start + points > self.sections[number].points:
                continue
            skipped = self.costs.level_nameless * (number - section)
            cost = state.cost + skipped + self._taken(state, printed, number)
            label = Label(printed.name, points, (printed,), number)
            yield _State(cost, misfit, number, start + points, (*state.groups, label))

    def _taken(self, state: _State, printed: Print, section: int) -> float:
        """What it costs that the print is a new group of the section."""
        cost = self.taking[Level(printed.column)]
        if any(group.section == section and group.has(printed) for group in state.groups):
            cost += self.costs.level_again
        return cost + self._misplaced(printed, section)

    def _misplaced(self, printed: Print, section: int) -> float:
        """What it costs that the print stands beside the section's rows."""
        serial, total = self.serials[printed.row], self.sections[section]
        step = self.costs.level_outside
        return step * max(0, total.first - serial, serial - total.last)

    def close(self, state: _State) -> list[_State]:
        """Each section whose total the labels do not reach gets a nameless group.

        At each place it may have.
        """
        ways = [state]
        for number, section in enumerate(self.sections):
            mine = [group for group in state.groups if group.section == number]
            reached = sum((group.points or Decimal(0) for group in mine), Decimal(0))
            if reached < section.points:
                nameless = Label("", section.points - reached, (), number)
                ways = [grown for way in ways for grown in self._with_nameless(way, nameless)]
        return ways

    def _with_nameless(self, state: _State, nameless: Label) -> Iterator[_State]:
        before = sum(group.section < nameless.section for group in state.groups)
        beside = sum(group.section == nameless.section for group in state.groups)
        dearer = state.plus(self.costs.level_nameless)
        for at in range(before, before + beside + 1):
            groups = (*state.groups[:at], nameless, *state.groups[at:])
            yield replace(dearer, groups=groups)

    def with_all(self, groups: Sequence[Label], prints: Sequence[Print]) -> list[Label]:
        """The groups with every print of their own name and points.

        Also those that the choice had no need of.
        """
        taken = {mine.at for group in groups for mine in group.prints}
        whole = list(groups)
        for printed in prints:
            if printed.at in taken:
                continue
            mine = [n for n, group in enumerate(whole) if group.has(printed)]
            if mine:
                nearest = min(mine, key=lambda n: self._misplaced(printed, whole[n].section))
                together = sorted((*whole[nearest].prints, printed), key=lambda each: each.at)
                whole[nearest] = replace(whole[nearest], prints=tuple(together))
        return whole
