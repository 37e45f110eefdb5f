"""The label cells → the labels of each level, in order, and where each was printed.

Which level a label is cannot be read off its cell alone (cells slide, labels stand in each other's
column), so the first-level labels are chosen as a whole: those whose points fill the sections'
totals in order, at the least cost. What remains is second-level; repeats are folded into one label
with several prints.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import SectionTotal
from pipeline.text import fold, overlap

FIRST, SECOND = 1, 2  # the label stands in the column of this level
SLID, SLID_FIRST, SLID_LAST = (
    0,
    -1,
    -2,
)  # the row slid: the label is alone, the first, the last of several
SEPARATORS = "、,，;；和与及"
SAME_SPELLING = (
    0.5  # overlap from which two first-level labels with the same points are one, spelt two ways
)
NAMELESS = 6.0  # a section has a group whose label is printed nowhere
MAX_STATES = 200
WAYS_REACH = (
    8.0  # ways this much dearer than the cheapest are looked at too: the sums may turn the order
)
MOST_WAYS = 60  # ways to tell the levels apart that are looked at
MAX_BEHIND = 12.0  # a choice of labels this much dearer than the best so far is let go


@dataclass(frozen=True, slots=True)
class Print:
    """One printed label cell: ``row`` counts the table's rows from 0, ``cell`` the row's cells.

    ``column`` is the level its place gives it (1 or 2), 0 or less where the row slid: then its
    order among the row's labels is all that speaks. ``lonely``: the row shows no other label.
    """

    row: int
    cell: int
    text: str
    name: str
    points: Decimal | None
    column: int
    lonely: bool = False

    @property
    def key(self) -> tuple[str, Decimal | None]:
        """What prints of one label have in common: name and points."""
        return fold(self.name), self.points


@dataclass(frozen=True, slots=True)
class Label:
    """One label with every place it was printed; ``points`` as printed, in points."""

    name: str
    points: Decimal | None
    prints: tuple[Print, ...]
    section: int = 0

    @property
    def spellings(self) -> tuple[str, ...]:
        """The folded names it was printed under, each once."""
        return tuple(dict.fromkeys(fold(p.name) for p in self.prints))


Fit = Callable[
    [Label, Print], float
]  # how badly the rows from a label's first print to the next label's fill it


def first_level(
    prints: Sequence[Print],
    sections: Sequence[SectionTotal],
    serials: Sequence[int],
    fit: Fit = lambda *_: 0.0,
) -> tuple[tuple[float, tuple[Label, ...]], ...]:
    """The first-level labels in order: those whose points fill each section's total.

    Each way to choose them that is worth a look, with its cost; at most ``MOST_WAYS``. Which of
    them the sums bear out is for others to say; ``fit`` guides the choice and is no part of the
    costs.

    A beam over the prints; each is a new group, a repeat of an earlier one, or no first-level
    label, at a cost. A section left short gets a nameless group with the missing points.
    """
    states = [_State(0.0, 0, Decimal(0), ())]
    for printed in prints:
        grown = [
            after for state in states for after in _options(state, printed, sections, serials, fit)
        ]
        best: dict[tuple[int, Decimal, tuple[int, ...]], _State] = {}
        for state in sorted(grown, key=_seeming):
            best.setdefault(
                (state.section, state.filled, tuple(g.prints[0].row for g in state.groups)), state
            )
        cheapest = min(map(_seeming, best.values()))
        states = [s for s in best.values() if _seeming(s) <= cheapest + MAX_BEHIND][:MAX_STATES]
    finished = sorted((way for state in states for way in _close(state, sections)), key=_seeming)
    ways: dict[object, tuple[float, tuple[Label, ...]]] = {}
    for state in finished:
        if _seeming(state) <= _seeming(finished[0]) + WAYS_REACH:
            groups = tuple(
                _named(group) for group in _with_all(state.groups, prints, sections, serials)
            )
            ways.setdefault(
                tuple((g.section, fold(g.name), g.points) for g in groups), (state.cost, groups)
            )
    return tuple(ways.values())[:MOST_WAYS]


def _with_all(
    groups: Sequence[Label],
    prints: Sequence[Print],
    sections: Sequence[SectionTotal],
    serials: Sequence[int],
) -> list[Label]:
    """The groups with every print of their own name and points.

    Also those that the choice had no need of.
    """
    taken = {(p.row, p.cell) for group in groups for p in group.prints}
    out = list(groups)
    for printed in prints:
        if (printed.row, printed.cell) in taken:
            continue
        mine = [n for n, group in enumerate(out) if printed.key in {p.key for p in group.prints}]
        if mine:
            at = min(mine, key=lambda n: _misplaced(serials[printed.row], sections[out[n].section]))
            together = sorted((*out[at].prints, printed), key=lambda p: (p.row, p.cell))
            out[at] = replace(out[at], prints=tuple(together))
    return out


@dataclass(frozen=True, slots=True)
class _State:
    cost: float
    section: int
    filled: Decimal
    groups: tuple[Label, ...]
    misfit: float = 0.0


def _seeming(state: _State) -> float:
    """What a choice seems to cost, with what its groups lack or have too much."""
    return state.cost + state.misfit


def _options(
    state: _State,
    printed: Print,
    sections: Sequence[SectionTotal],
    serials: Sequence[int],
    fit: Fit,
) -> list[_State]:
    in_place = (
        2.5 if printed.lonely else 4.0
    )  # alone on its row it may have slid over from the second level
    no_label = {FIRST: in_place, SLID_FIRST: 0.9, SLID: 0.4, SLID_LAST: 0.2, SECOND: 0.0}[
        printed.column
    ]
    if any(printed.key in {p.key for p in group.prints} for group in state.groups[-3:]):
        no_label += 3.0
    found = [replace(state, cost=state.cost + no_label)]
    found += _repeats(state, printed)
    if printed.points is not None:
        found += _news(state, printed, sections, serials, fit)
    return found


def _repeats(state: _State, printed: Print) -> list[_State]:
    found = []
    for back, group in enumerate(reversed(state.groups[-3:])):
        if group.points != printed.points and printed.points is not None:
            continue
        cost = _likeness(group, printed)
        if cost is None:
            continue
        at = len(state.groups) - 1 - back
        joined = replace(group, prints=(*group.prints, printed))
        groups = (*state.groups[:at], joined, *state.groups[at + 1 :])
        found.append(
            replace(
                state,
                cost=state.cost + cost + back + 0.3 * (printed.column == SECOND),
                groups=groups,
            )
        )
    return found


def _likeness(group: Label, printed: Print) -> float | None:
    """What it costs that the print is this group again; None when the names are too far apart."""
    if printed.key in {p.key for p in group.prints} or fold(printed.name) in group.spellings:
        return 0.0 if printed.points is not None else 1.0
    if printed.points is not None and printed.column == FIRST:
        close = max(overlap(p.name, printed.name) for p in group.prints)
        return 1.5 - close if close >= SAME_SPELLING else None
    return None


def _news(
    state: _State,
    printed: Print,
    sections: Sequence[SectionTotal],
    serials: Sequence[int],
    fit: Fit,
) -> list[_State]:
    assert printed.points is not None
    section, filled, cost = state.section, state.filled, state.cost
    if filled == sections[section].points:
        section, filled = section + 1, Decimal(0)
    if section >= len(sections):
        return []
    found = []
    misfit = state.misfit + (fit(state.groups[-1], printed) if state.groups else 0.0)
    for skip in range(len(sections) - section):
        cost_here = cost + NAMELESS * skip
        start = filled if not skip else Decimal(0)
        if start + printed.points > sections[section + skip].points:
            continue
        misplaced = _misplaced(serials[printed.row], sections[section + skip])
        alike = (
            g for g in state.groups if g.points == printed.points and g.section == section + skip
        )
        known = any(printed.key in {p.key for p in g.prints} for g in alike)
        place = {FIRST: 0.0, SLID_FIRST: 0.5, SLID: 1.0, SLID_LAST: 2.0, SECOND: 7.0}[
            printed.column
        ]
        odd = place + 3.0 * known + misplaced
        label = Label(printed.name, printed.points, (printed,), section + skip)
        found.append(
            _State(
                cost_here + odd,
                section + skip,
                start + printed.points,
                (*state.groups, label),
                misfit,
            )
        )
    return found


def _misplaced(serial: int, section: SectionTotal) -> float:
    if serial < section.first:
        return 0.5 * (section.first - serial)
    return 2.0 + 0.5 * (serial - section.last) if serial > section.last else 0.0


def _close(state: _State, sections: Sequence[SectionTotal]) -> list[_State]:
    """Each section whose total the labels do not reach gets a nameless group.

    At each place it may have.
    """
    ways = [state]
    for number, section in enumerate(sections):
        reached = sum(
            (g.points or Decimal(0) for g in state.groups if g.section == number), Decimal(0)
        )
        if reached < section.points:
            nameless = Label("", section.points - reached, (), number)
            ways = [grown for way in ways for grown in _with_nameless(way, nameless)]
    return ways


def _with_nameless(state: _State, nameless: Label) -> list[_State]:
    first = sum(group.section < nameless.section for group in state.groups)
    last = first + sum(group.section == nameless.section for group in state.groups)
    return [
        replace(
            state,
            cost=state.cost + NAMELESS,
            groups=(*state.groups[:at], nameless, *state.groups[at:]),
        )
        for at in range(first, last + 1)
    ]


def _named(label: Label) -> Label:
    """The label under its majority's spelling, on a tie the first.

    A tail printed again is no spelling.
    """
    names = [p.name for p in label.prints if not is_tail(label, p)]
    most = max(
        dict.fromkeys(names),
        key=lambda name: sum(fold(n) == fold(name) for n in names),
        default=label.name,
    )
    return replace(label, name=most)


def second_level(prints: Sequence[Print]) -> tuple[Label, ...]:
    """The remaining prints as labels in order of their first print, repeats folded into one."""
    labels: list[Label] = []
    for printed in prints:
        at = _same(labels, printed)
        if at is None:
            labels.append(Label(printed.name, printed.points, (printed,)))
        else:
            labels[at] = replace(labels[at], prints=(*labels[at].prints, printed))
    return tuple(_named(label) for label in labels)


def _same(labels: Sequence[Label], printed: Print) -> int | None:
    """The label this print repeats: one with no other label printed on the rows between."""
    for at in range(len(labels) - 1, -1, -1):
        label = labels[at]
        if printed.key in {p.key for p in label.prints} or is_tail(label, printed):
            return at
        if label.prints[0].row < printed.row:
            return None
    return None


def is_bare_first(printed: Print) -> bool:
    """Whether the print is a first-level label without points.

    In that column, with another label beside it.
    """
    return printed.points is None and printed.column == FIRST and not printed.lonely


def is_tail(label: Label, printed: Print) -> bool:
    """Whether the print is the tail of the label.

    Printed again after a wrapped line as if it were the next.
    """
    whole, tail = fold(label.name), fold(printed.name)
    if printed.points is not None or len(tail) < 3 or not whole.endswith(tail) or whole == tail:
        return False
    return whole[-len(tail) - 1] in SEPARATORS
