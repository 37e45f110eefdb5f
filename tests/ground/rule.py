"""What nothing on a damaged page gives away: one rule, the same for both generators.

A place is *hidden* where the page is also, exactly, what another true notice would look like with
fewer damages than were done, and that notice has another value there. Then no reader can know
better, however careful.

It is decided by reading, not by searching. Undo all but some of the damages, and read what is left
as if it were clean: each cell by its column, each label from its row to the next. Where that
reading is a notice in good order, it is a true notice of which this is the clean print, and the
damages that were undone lead from it to the page. So a place is hidden where it is in good order
and reads otherwise than the truth. In good order is a first-level group as a whole, or not at all:

- serials run on, and every cell is of the kind that its column holds;
- the points of rows and second-level labels add up to those of the group, and at most one
  second-level group takes what is left;
- a second-level group has all its weights, or one for all its rows, or none;
- no group lies in two sections; where merged cells are drawn, they are drawn over the groups.

A ranking, target or lead unit, which no sum reaches, is judged by its own row alone. A cell that
repeats the row's own name where a label should be is no label in any true notice, so it is a damage
that the other notice has too: it opens a group whose label is unknown, and counts.

"Some of the damages" are: all; each alone; each two that touch one first-level group, for they can
make up for each other; all of one kind. With as many damages as were done another notice may
always look the same: that is a doubt that a reader can have, and so is no excuse.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tests.ground.page import PRINTED_IN, Place, Print
from tests.ground.strict import read_strictly


@dataclass(frozen=True)
class Harm:
    """One damage: its kind, the rows it touches, whether it is one of a whole page."""

    kind: str
    seqs: tuple[int, ...]
    whole_page: bool = False


@dataclass(frozen=True)
class Told:
    """A print, and what is to be published of it."""

    page: Print
    values: Mapping[Place, object]


Redo = Callable[[Sequence[int]], Told]
"""Does some of the damages again, by their numbers, to the clean print."""


def hidden(whole: Told, harms: Sequence[Harm], redo: Redo, near: Collection[int]) -> set[Place]:
    """The places that nothing gives away, as far as they concern the first-level groups of ``near``.

    Args:
        whole: The damaged print with its truth.
        harms: What was done to it, in order.
        redo: Does some of it again.
        near: Serials of the rows that are asked about.
    """
    groups = whole.page.starts.get("level1", {})
    asked = {groups.get(seq, 0) for seq in near}
    found = _misread(whole, len(harms))
    for some in _together(harms, groups, asked):
        found |= _misread(redo(some), len(some))
    return found


def is_hidden(places: Collection[Place], seqs: Collection[int], column: str) -> bool:
    """Whether a published value is one that nothing gives away; ``seqs`` are the rows it is of."""
    names = {column, PRINTED_IN.get(column, column)}
    return any((seq, name) in places for seq in seqs for name in names)


def _together(
    harms: Sequence[Harm],
    groups: Mapping[int, int],
    asked: Collection[int],
) -> Iterator[tuple[int, ...]]:
    """The damages that are looked at together, by their numbers."""
    touched = [_groups_of(harm, groups) for harm in harms]
    near = [n for n, found in enumerate(touched) if found & set(asked)]
    yield from ((n,) for n in near)
    for a, b in combinations(near, 2):
        if touched[a] & touched[b] & set(asked) and not _any_page(harms[a], harms[b]):
            yield a, b
    for kind in dict.fromkeys(harms[n].kind for n in near):
        yield tuple(n for n, harm in enumerate(harms) if harm.kind == kind)


def _groups_of(harm: Harm, groups: Mapping[int, int]) -> set[int]:
    return {groups.get(seq, 0) for seq in harm.seqs}


def _any_page(*harms: Harm) -> bool:
    return any(harm.whole_page for harm in harms)


def _misread(told: Told, damages: int) -> set[Place]:
    """Where the print reads, in good order, otherwise than the truth, with fewer damages."""
    read, repeats = read_strictly(told.page)
    if repeats >= damages:
        return set()
    return {
        place
        for place, value in read.items()
        if place in told.values and told.values[place] != value
    }
