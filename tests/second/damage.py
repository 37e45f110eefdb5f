"""Damages a printed notice and records what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from random import Random
from typing import Any

from tests.second import harm_labels, harm_merges, harm_pages, harm_rows, harm_weights
from tests.second.notice import Group, Row
from tests.second.sheet import Sheet, lay_out
from tests.second.truth import Truth, truth_of
from tests.second.work import Damage, GroupHarm, Held, Step, Work

# A page has many rows: where one in twelve of them is harmed, one page in three is.
PAGES = 4


def damage(
    sheet: Sheet,
    truth: Truth,
    rate: float,
    merges: float = 0.0,
    filled: float = 0.0,
    doubled: float = 0.0,
) -> Work:
    """Harms labels, rows and pages, each with the chance ``rate``, and amends the truth.

    With the chance ``merges`` a group's merged cells are drawn wrongly; with the chance ``filled``
    its merged weight is filled down; with the chance ``doubled`` a row has a cell printed twice.

    What is changed of the truth is only what a reader of the print is to publish: a text as it is
    printed, a label that is lost.
    """
    work = Work(sheet, truth, Random(f"damage {sheet.notice.seed} {rate}"))
    for held in list(_labels(sheet)):
        if work.chance(rate) and _first(work, _label_steps(sheet, held)):
            work.relabelled.update(work.done[-1].seqs)
    for _, _, group, row in sheet.notice.places():
        if work.chance(rate):
            _first(work, _row_steps(row, group))
    for number in range(len(sheet.pages)):
        if work.chance(min(1.0, PAGES * rate)):
            _first(work, _page_steps(number))
    if merges:
        _harm_groups(work, merges, harm_merges.KINDS)
    if filled:
        _harm_groups(work, filled, harm_weights.KINDS)
    if doubled:
        for _, _, group, row in sheet.notice.places():
            if work.chance(doubled):
                _first(work, [_step(harm_rows.cell_doubled, row, group)])
    return work


def _harm_groups(work: Work, chance: float, kinds: Sequence[GroupHarm]) -> None:
    for section in work.sheet.notice.sections:
        for part in section.parts:
            for group in part.groups:
                if work.chance(chance):
                    _first(work, [_step(kind, part, group) for kind in kinds])


def _labels(sheet: Sheet) -> Iterable[Held]:
    for section in sheet.notice.sections:
        for part in section.parts:
            if sheet.form.has("level1"):
                yield Held("level1", part.rows, None)
            if sheet.form.has("level2"):
                yield from (Held("level2", group.rows, group) for group in part.groups)


def _label_steps(sheet: Sheet, held: Held) -> list[Step]:
    kinds = list(harm_labels.KINDS)
    if not sheet.form.has("level2"):
        kinds.remove(harm_labels.other_column)
    return [_step(kind, held) for kind in kinds]


def _row_steps(row: Row, group: Group) -> list[Step]:
    return [_step(kind, row, group) for kind in harm_rows.KINDS]


def _page_steps(number: int) -> list[Step]:
    return [_step(kind, number) for kind in harm_pages.KINDS]


def _step(kind: Any, *on: Any) -> Step:
    """A kind of damage bound to what it harms."""

    def step(work: Work) -> Damage | None:
        done: Damage | None = partial(kind, work)(*on)
        return done

    return step


def _first(work: Work, steps: Sequence[Step]) -> bool:
    """Takes the first kind, in random order, that can be done."""
    shuffled = list(steps)
    work.dice.shuffle(shuffled)
    for step in shuffled:
        state = work.dice.getstate()
        done = step(work)
        if done:
            work.done.append(done)
            work.steps.append((step, state))
            return True
    return False


def again(work: Work, some: Sequence[int]) -> Work:
    """Does some of the damages again, by their numbers, to the clean print."""
    notice, form = work.sheet.notice, work.sheet.form
    apart = Work(lay_out(notice, form), truth_of(notice, form), Random())
    for n in some:
        step, state = work.steps[n]
        apart.dice.setstate(state)
        done = step(apart)
        if done:
            apart.done.append(done)
            apart.steps.append(work.steps[n])
    return apart
