"""Random notices of the family, with everything about them known: the truth that a print of them is damaged from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.trial.rows import Row, draw_row
from tests.trial.words import Words

SIZES = (
    (1,) * 9 + (2,) * 5 + (3,) * 4 + (4, 4, 5, 6, 8, 10)
)  # rows under one second-level label, as notices have them
PERIODS = ((6, 8, 9),) * 8 + ((6, 9), (3, 6, 9), (5, 8, 9, 10))
SECTIONS = {
    "provincial": ("省考核指标", "省考考核指标"),
    "municipal": ("市考核指标",),
    "bonus": ("加分项",),
}
MIXES = ((*SECTIONS,),) * 6 + (
    ("provincial", "municipal"),
    ("provincial", "bonus"),
    ("provincial",),
    ("municipal",),
)


@dataclass(frozen=True, slots=True)
class Second:
    """A second-level group: ``points`` are printed in its label where ``pointed``, shared by all rows where ``shared``.

    ``blank`` is what stands in the weight cells of rows that share.
    """

    name: str
    points: Decimal
    pointed: bool
    shared: bool
    blank: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class First:
    """A first-level group; its label always prints its points."""

    name: str
    seconds: tuple[Second, ...]

    @property
    def points(self) -> Decimal:
        return sum((second.points for second in self.seconds), Decimal(0))


@dataclass(frozen=True, slots=True)
class Section:
    """A section; ``share`` is the part of its points that counts towards the full marks."""

    section: str
    label: str
    share: Decimal
    firsts: tuple[First, ...]

    @property
    def points(self) -> Decimal:
        return sum((first.points for first in self.firsts), Decimal(0))


@dataclass(frozen=True, slots=True)
class Front:
    """What the notice says before its table."""

    place: str
    topic: str
    year: int
    issued_on: date
    window: tuple[date, date]
    email: str

    @property
    def issuer(self) -> str:
        return f"{self.place}{self.topic}工作领导小组办公室"

    @property
    def title(self) -> str:
        return f"关于印发《{self.place}{self.year}年{self.topic}攻坚工作方案》的通知"

    @property
    def attachment_title(self) -> str:
        return f"{self.year}年{self.place}{self.topic}水平考核评价指标四季度攻坚目标"


@dataclass(frozen=True, slots=True)
class Notice:
    """One invented notice; ``periods`` are the last months of its ranking columns."""

    seed: int
    front: Front
    periods: tuple[int, ...]
    sections: tuple[Section, ...]
    pages: int

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(
            row for s in self.sections for f in s.firsts for g in f.seconds for row in g.rows
        )

    @property
    def full_marks(self) -> Decimal:
        return sum((section.points * section.share for section in self.sections), Decimal(0))


@dataclass(slots=True)
class _Style:
    """The manner of one notice."""

    pointed: float
    shared: float
    step: Decimal
    highest: int
    silent: float  # how often a ranking was not published
    used: set[str] = field(default_factory=set)


def random_notice(seed: int, rows: int | None = None, pages: int | None = None) -> Notice:
    """The notice of this seed; the same seed gives the same notice."""
    rng = Random(seed)
    words = Words(rng)
    count = rows or rng.choice((rng.randint(30, 60), rng.randint(60, 110), rng.randint(110, 200)))
    sheets = pages or min(15, max(3, round(count / rng.uniform(8, 16))))
    style = _Style(
        pointed=rng.uniform(0.4, 0.95),
        shared=rng.uniform(0.15, 0.45),
        step=rng.choice((Decimal(1), Decimal(1), Decimal(1), Decimal("0.5"))),
        highest=rng.randint(11, 20),
        silent=rng.uniform(0.1, 0.5),
    )
    periods = rng.choice(PERIODS)
    kinds = rng.choice(MIXES)
    sections = []
    first = 1
    for kind, size in zip(kinds, _shares(rng, count, kinds), strict=True):
        sections.append(_section(rng, words, style, kind, first, size, len(periods)))
        first += size
    return _with_units_shown(Notice(seed, _front(rng, words), periods, tuple(sections), sheets))


def _with_units_shown(notice: Notice) -> Notice:
    """Every unit in charge stands alone in some row, so that a space between two can be told from a wrap."""
    alone = {row.leads[0][0] for row in notice.rows if len(row.leads) == 1}

    def shown(row: Row) -> Row:
        return (
            row
            if all(name in alone for name, _ in row.leads)
            else replace(row, leads=row.leads[:1])
        )

    sections = []
    for section in notice.sections:
        firsts = [
            First(
                first.name, tuple(replace(g, rows=tuple(map(shown, g.rows))) for g in first.seconds)
            )
            for first in section.firsts
        ]
        sections.append(replace(section, firsts=tuple(firsts)))
    return replace(notice, sections=tuple(sections))


def _shares(rng: Random, count: int, kinds: Sequence[str]) -> list[int]:
    """Rows per section: the bonus a few, the municipal about a third, the provincial the rest."""
    left = count
    found = {}
    for kind in reversed(kinds[1:]):
        found[kind] = (
            rng.randint(2, 5) if kind == "bonus" else max(6, round(count * rng.uniform(0.2, 0.4)))
        )
        left -= found[kind]
    return [left, *(found[kind] for kind in kinds[1:])]


def _section(
    rng: Random, words: Words, style: _Style, kind: str, first: int, size: int, ranks: int
) -> Section:
    """The groups of one section, their points rounded up to a total such as notices have."""
    seconds: list[Second] = []
    serial, last = first, first + size - 1
    while serial <= last:
        rows = min(rng.choice(SIZES), last - serial + 1)
        seconds.append(_second(rng, words, style, serial, rows, ranks))
        serial += rows
    total = sum((second.points for second in seconds), Decimal(0))
    round_to = 10 if total > 15 else 5
    _top_up(rng, seconds, (round_to - total % round_to) % round_to, style.step)
    firsts = _firsts(rng, words, seconds, kind)
    share = (
        Decimal(rng.choice((80, 80, 70, 60, 50, 100))) / 100 if kind == "provincial" else Decimal(1)
    )
    return Section(kind, rng.choice(SECTIONS[kind]), share, tuple(firsts))


def _second(
    rng: Random, words: Words, style: _Style, serial: int, count: int, ranks: int
) -> Second:
    shared = count > 1 and rng.random() < style.shared
    pointed = rng.random() < style.pointed
    objects = words.objects()
    rows = [
        draw_row(rng, words, objects, serial + n, ranks, style.highest, style.silent)
        for n in range(count)
    ]
    if shared:
        points = style.step * rng.randint(max(2, count // 2), max(3, count * 2))
    else:
        weights = [style.step * rng.choice((1, 1, 2, 2, 2, 3, 3, 4)) for _ in rows]
        rows = [row.weighing(weight) for row, weight in zip(rows, weights, strict=True)]
        points = sum(weights, Decimal(0))
    return Second(
        words.label(objects, count), points, pointed, shared, rng.choice(("", "/")), tuple(rows)
    )


def _top_up(rng: Random, seconds: list[Second], rest: Decimal, step: Decimal) -> None:
    """Spread the rest over the groups, one step at a time."""
    while rest > 0:
        at = rng.randrange(len(seconds))
        group = seconds[at]
        rows = list(group.rows)
        if not group.shared:
            lucky = rng.randrange(len(rows))
            rows[lucky] = rows[lucky].weighing((rows[lucky].weight or Decimal(0)) + step)
        seconds[at] = Second(
            group.name, group.points + step, group.pointed, group.shared, group.blank, tuple(rows)
        )
        rest -= step


def _firsts(rng: Random, words: Words, seconds: Sequence[Second], kind: str) -> list[First]:
    """Second-level groups gathered into first-level ones; at most one of each has points that only the rest gives."""
    found = []
    at = 0
    while at < len(seconds):
        rows, stop = 0, at
        wanted = len(seconds) if kind == "bonus" else rng.randint(2, 18)
        derived = False
        members: list[Second] = []
        while stop < len(seconds) and (rows < wanted or kind == "bonus"):
            group = seconds[stop]
            if group.shared and not group.pointed:
                if derived:
                    group = Second(group.name, group.points, True, True, group.blank, group.rows)
                derived = True
            members.append(group)
            rows += len(group.rows)
            stop += 1
        found.append(First(words.bonus() if kind == "bonus" else words.first(kind), tuple(members)))
        at = stop
    return found


def _front(rng: Random, words: Words) -> Front:
    year = rng.randint(2021, 2025)
    issued = date(year, rng.choice((10, 11)), rng.randint(1, 28))
    start = issued + timedelta(days=rng.choice((0, 0, 3)))
    email = (
        "".join(rng.choice("abcdefghkmnpqrstwxyz") for _ in range(rng.randint(4, 9)))
        + "@example.com"
    )
    return Front(words.place, words.topic(), year, issued, (start, date(year, 12, 31)), email)
