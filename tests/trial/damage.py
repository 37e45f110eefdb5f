"""Damage done to a print, by kind and rate, with what it puts out of reach.

Every kind of :class:`pipeline.damage.kinds.Damage` has a way to be done. What nothing in the document gives away is done
too; :mod:`tests.ground.rule` tells it apart when a value is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal

from pipeline.damage.kind import Kind
from tests.trial.notice import First, Notice, Second
from tests.trial.print import Page, Printed, Sheet, print_notice
from tests.trial.truth import INDICATOR_PERIODS, Cell, Truth, truth_of

Level = Literal["row", "weight", "label", "page", "text"]


@dataclass(slots=True)
class Hit:
    """What one hit touched and what it did to the truth; see :class:`Truth` for ``silent`` and ``unknowable``."""

    rows: tuple[int, ...]
    silent: set[Cell] = field(default_factory=set)
    unknowable: set[Cell] = field(default_factory=set)
    values: dict[Cell, Any] = field(default_factory=dict)
    merged: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the log: which kind hit which rows."""

    kind: str
    rows: tuple[int, ...]


@dataclass(slots=True)
class Ground:
    """A print that is being damaged, and where its groups truly lie.

    ``spelt`` has the other spellings of first-level names; ``misprinted`` the rows of groups with a misprint,
    whose labels must stay, since nothing else gives it away; ``slid`` the rows whose cells stand elsewhere though
    their number is right.
    """

    notice: Notice
    sheet: Sheet
    spelt: dict[str, set[str]] = field(default_factory=dict)
    misprinted: set[int] = field(default_factory=set)
    slid: set[int] = field(default_factory=set)

    def printed(self, seq: int) -> Printed:
        page = self.page(seq)
        return page.rows[seq - page.rows[0].seq]

    def page(self, seq: int) -> Page:
        return next(
            page for page in self.sheet.pages if page.rows[0].seq <= seq <= page.rows[-1].seq
        )

    def second(self, seq: int) -> Second:
        return next(
            group for group in self.seconds() if group.rows[0].seq <= seq <= group.rows[-1].seq
        )

    def first(self, seq: int) -> First:
        return next(
            f
            for f in self.firsts()
            if f.seconds[0].rows[0].seq <= seq <= f.seconds[-1].rows[-1].seq
        )

    def firsts(self) -> list[First]:
        return [first for section in self.notice.sections for first in section.firsts]

    def seconds(self) -> list[Second]:
        return [second for first in self.firsts() for second in first.seconds]

    def rank_cells(self, seq: int) -> set[Cell]:
        months = self.notice.periods
        named = {(seq, INDICATOR_PERIODS[month]) for month in months if month in INDICATOR_PERIODS}
        return named | {(seq, f"rank:{month}") for month in months}


Places = Callable[[Ground], Sequence[int]]
Do = Callable[[Ground, int, Random], Hit | None]


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind is done: ``places`` it may hit (serials, or page numbers), ``do`` hits one or declines (None)."""

    kind: Kind
    level: Level
    places: Places
    do: Do


@dataclass(frozen=True, slots=True)
class Step:
    """One hit that was done, and all that is needed to do it again."""

    way: Way
    place: int
    state: tuple[Any, ...]


@dataclass(slots=True)
class Case:
    """A damaged notice: its text, its truth, and what was done to it, step by step as in the log."""

    notice: Notice
    sheet: Sheet
    truth: Truth
    log: list[Note] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.sheet.text()


def ways() -> tuple[Way, ...]:
    """All kinds, in the order in which they are done: labels and weights first, what slides cells last."""
    from tests.trial import damage_cells, damage_labels, damage_pages, damage_weights

    return (*damage_labels.WAYS, *damage_weights.WAYS, *damage_cells.WAYS, *damage_pages.WAYS)


def inflict(notice: Notice, rate: float, kinds: Sequence[str] = (), seed: int = 0) -> Case:
    """The notice printed and damaged: of each level's places, about ``rate`` are hit, by the ``kinds`` in equal parts.

    Without ``kinds`` all of them. Rate 0 gives the clean print.
    """
    chosen = [way for way in ways() if not kinds or way.kind in kinds]
    case, ground = _clean(notice)
    levels = [way.level for way in chosen]
    for way in chosen:
        rng = Random(f"{notice.seed} {seed} {way.kind}")
        share = rate / levels.count(way.level) if way.level != "text" else rate
        for place in way.places(ground):
            if rng.random() < share:
                _hit(case, ground, way, place, rng)
    _settle(case, ground)
    return case


def again(case: Case, some: Sequence[int]) -> Case:
    """The notice with some of what was done to it, by the numbers of the steps."""
    fewer, ground = _clean(case.notice)
    rng = Random()
    for n in some:
        step = case.steps[n]
        rng.setstate(step.state)
        _hit(fewer, ground, step.way, step.place, rng)
    _settle(fewer, ground)
    return fewer


def _clean(notice: Notice) -> tuple[Case, Ground]:
    case = Case(notice, print_notice(notice), truth_of(notice))
    return case, Ground(notice, case.sheet)


def _hit(case: Case, ground: Ground, way: Way, place: int, rng: Random) -> None:
    state = rng.getstate()
    done = way.do(ground, place, rng)
    if done is None:
        return
    _apply(case.truth, done)
    case.log.append(Note(way.kind, done.rows))
    case.steps.append(Step(way, place, state))


def _apply(truth: Truth, hit: Hit) -> None:
    truth.cells |= hit.values
    truth.silent |= hit.silent
    truth.unknowable |= hit.unknowable
    if hit.merged:
        truth.merge(list(hit.merged))


def _settle(case: Case, ground: Ground) -> None:
    """What can be said only when all is done: which spelling of a label prevails, which units never stand alone."""
    from tests.trial.damage_labels import prevailing, unprinted
    from tests.trial.damage_pages import unclear_leads

    case.truth.cells |= prevailing(ground)
    for unit in case.truth.units:
        unit.level1 = case.truth.cells[min(unit.rows), "level1"]
    lost = unprinted(ground)
    case.truth.silent |= lost
    case.truth.unknowable |= lost | unclear_leads(ground)
