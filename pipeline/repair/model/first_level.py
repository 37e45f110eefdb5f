"""Which printed labels are first-level.

That cannot be read off a label's cell alone (cells slide, labels stand in each other's column), so
they are chosen as a whole: those whose points fill the sections' totals in order, at the least
cost. A beam over the prints; each is a new group, a repeat of an earlier one, or no first-level
label. A section left short gets a nameless group with the missing points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

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
    finished = _finished(search, prints)
    most = finished[0].seeming + WAYS_BEHIND
    ways: dict[object, Way] = {}
    for state in finished:
        if state.seeming > most:
            break
        whole = search.with_all(state.groups, prints)
        groups = tuple(group.named() for group in whole)
        said = tuple(map(_said, groups))
        ways.setdefault(said, (state.cost, groups))
    found = list(ways.values())
    return tuple(found[:MOST_WAYS])


def _finished(search: _Search, prints: Sequence[Print]) -> list[_State]:
    """The choices for all prints, by what they seem to cost."""
    nothing = _State(
        cost=0.0,
        misfit=0.0,
        section=0,
        filled=Decimal(0),
        groups=(),
        begins=(),
    )
    states = [nothing]
    for printed in prints:
        grown: list[_State] = []
        for state in states:
            grown += search.options(state, printed)
        states = _kept(grown)
    finished: list[_State] = []
    for state in states:
        finished += search.close(state)
    finished.sort(key=_seeming)
    return finished


def _said(group: Label) -> object:
    """What a way says with one of its groups."""
    name = fold(group.name)
    return group.section, name, group.points


class _State(NamedTuple):
    """The groups chosen so far; those of the last section have ``filled`` so much of its total.

    ``begins`` are the rows of their first prints.
    """

    cost: float
    misfit: float
    section: int
    filled: Decimal
    groups: tuple[Label, ...]
    begins: tuple[int, ...]

    @property
    def seeming(self) -> float:
        """What the choice seems to cost, with what its groups lack or have too much."""
        return self.cost + self.misfit

    @property
    def alike(self) -> object:
        """What the cheapest of several choices stands for."""
        return self.section, self.filled, self.begins

    @property
    def recent(self) -> tuple[Label, ...]:
        """The groups that a print may repeat."""
        return self.groups[-RECENT:]

    def of(self, section: int) -> list[Label]:
        """The groups of a section."""
        return [group for group in self.groups if group.section == section]

    def plus(self, cost: float) -> _State:
        """The same at a higher cost."""
        return self.with_groups(self.groups, cost)

    def with_groups(self, groups: tuple[Label, ...], cost: float) -> _State:
        """The same with other prints of its groups, at a higher cost."""
        return _State(
            cost=self.cost + cost,
            misfit=self.misfit,
            section=self.section,
            filled=self.filled,
            groups=groups,
            begins=self.begins,
        )


def _seeming(state: _State) -> float:
    return state.seeming


def _kept(grown: Sequence[_State]) -> list[_State]:
    """The cheapest of each kind, without those that are far behind."""
    best: dict[object, _State] = {}
    for state in sorted(grown, key=_seeming):
        best.setdefault(state.alike, state)
    kept = list(best.values())
    most = kept[0].seeming + STATES_BEHIND
    near = [state for state in kept if state.seeming <= most]
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
        away = costs.label_shift_step
        self.denying = {
            Level.FIRST: costs.level_denied,
            Level.SLID_FIRST: 2 * away,
            Level.SLID: away,
            Level.SLID_LAST: 0.0,
            Level.SECOND: 0.0,
        }
        self.taking = {
            Level.FIRST: 0.0,
            Level.SLID_FIRST: away,
            Level.SLID: 2 * away,
            Level.SLID_LAST: 3 * away,
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
            cost += self.costs.label_astray
        return cost

    def _repeats(self, state: _State, printed: Print) -> Iterator[_State]:
        """The print is one of the recent groups again."""
        last = len(state.groups) - 1
        for back, group in enumerate(reversed(state.recent)):
            if printed.points is not None and printed.points != group.points:
                continue
            cost = self._likeness(group, printed)
            if cost is None:
                continue
            groups = list(state.groups)
            groups[last - back] = group.with_print(printed)
            far_back = self.costs.level_repeats * back
            yield state.with_groups(tuple(groups), cost + far_back)

    def _likeness(self, group: Label, printed: Print) -> float | None:
        """What it costs that the print is this group again; None if its name is another."""
        if group.has(printed) or fold(printed.name) in group.spellings:
            has_points = printed.points is not None
            return 0.0 if has_points else self.costs.level_repeats
        if printed.points is None or printed.column != Level.FIRST:
            return None
        close = 0.0
        for mine in group.prints:
            alike = overlap(mine.name, printed.name)
            close = max(close, alike)
        if close < SAME_SPELLING:
            return None
        return self.costs.level_repeats + self.costs.label_unlike * (1 - close)

    def _news(
        self,
        state: _State,
        printed: Print,
        points: Decimal,
    ) -> Iterator[_State]:
        """The print begins a group, in this section or, past nameless ones, in a later one."""
        section = state.section
        filled = state.filled
        if filled == self.sections[section].points:
            section += 1
            filled = Decimal(0)
        if section == len(self.sections):
            return
        misfit = state.misfit
        if state.groups:
            misfit += self.fit(state.groups[-1], printed)
        for number in range(section, len(self.sections)):
            reached = points
            if number == section:
                reached += filled
            if reached > self.sections[number].points:
                continue
            passed = number - section
            skipped = self.costs.level_nameless * passed
            taken = self._taken(state, printed, number)
            label = Label(printed.name, points, (printed,), number)
            yield _State(
                cost=state.cost + skipped + taken,
                misfit=misfit,
                section=number,
                filled=reached,
                groups=(*state.groups, label),
                begins=(*state.begins, printed.row),
            )

    def _taken(
        self,
        state: _State,
        printed: Print,
        section: int,
    ) -> float:
        """What it costs that the print is a new group of the section."""
        cost = self.taking[Level(printed.column)]
        if any(group.has(printed) for group in state.of(section)):
            cost += self.costs.label_astray
        return cost + self._misplaced(printed, section)

    def _misplaced(self, printed: Print, section: int) -> float:
        """What it costs that the print stands beside the section's rows."""
        serial = self.serials[printed.row]
        total = self.sections[section]
        above = total.first - serial
        below = serial - total.last
        return self.costs.level_outside * max(0, above, below)

    def close(self, state: _State) -> list[_State]:
        """Each section whose total the labels do not reach gets a nameless group.

        At each place it may have.
        """
        ways = [state]
        for number, section in enumerate(self.sections):
            missing = section.points
            for group in state.of(number):
                missing -= group.points or Decimal(0)
            if missing <= 0:
                continue
            nameless = Label("", missing, (), number)
            grown: list[_State] = []
            for way in ways:
                grown += self._with_nameless(way, nameless)
            ways = grown
        return ways

    def _with_nameless(self, state: _State, nameless: Label) -> Iterator[_State]:
        """The nameless group at each place that it may have among those of its section."""
        section = nameless.section
        first = sum(group.section < section for group in state.groups)
        last = first + len(state.of(section))
        for at in range(first, last + 1):
            groups = list(state.groups)
            groups.insert(at, nameless)
            yield state.with_groups(tuple(groups), self.costs.level_nameless)

    def with_all(
        self,
        groups: Sequence[Label],
        prints: Sequence[Print],
    ) -> list[Label]:
        """The groups with every print of their own name and points.

        Also those that the choice had no need of.
        """
        taken = {mine.at for group in groups for mine in group.prints}
        whole = list(groups)
        for printed in prints:
            if printed.at in taken:
                continue
            nearest = self._nearest(printed, whole)
            if nearest is not None:
                grown = whole[nearest].with_print(printed)
                ordered = sorted(grown.prints, key=attrgetter("at"))
                whole[nearest] = replace(grown, prints=tuple(ordered))
        return whole

    def _nearest(self, printed: Print, groups: Sequence[Label]) -> int | None:
        """Of the groups of the print's name and points, that of the nearest section."""
        away: dict[int, float] = {}
        for n, group in enumerate(groups):
            if group.has(printed):
                away[n] = self._misplaced(printed, group.section)
        return min(away, key=away.__getitem__, default=None)
