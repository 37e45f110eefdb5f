"""Invents a clean notice: what it says, and so what is to be published of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from random import Random
from typing import Literal

from tests.second import words

Sharing = Literal["own", "label", "rest", "merged"]


class _Unsaid:
    """Marks a value on which the descriptions of the data do not commit themselves."""

    def __repr__(self) -> str:
        return "unsaid"


UNSAID = _Unsaid()


@dataclass(frozen=True)
class Target:
    """A target as it is printed, and its number, unit and bound."""

    text: str
    value: Decimal | None = None
    unit: str | None = None
    comparator: object = None


@dataclass(frozen=True)
class Row:
    """One indicator. A rank is None where the city published none."""

    seq: int
    name: str
    unit: str | None
    ranks: tuple[int | None, ...]
    target: Target
    target_rank: int | None
    target_rank_remark: str
    offices: tuple[str, ...]
    office_remark: str = ""
    weight: int | None = None
    parts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Group:
    """The rows of one second-level label.

    ``sharing`` says who has the points: each row its own, or all together, which the label prints
    (``label``), nothing prints (``rest``), or one weight cell over all of them (``merged``).
    """

    label: str | None
    prints_points: bool
    sharing: Sharing
    points: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Part:
    """One first-level label with its groups."""

    label: str
    groups: tuple[Group, ...]

    @property
    def points(self) -> int:
        """Returns the points of all that it holds."""
        return sum(group.points for group in self.groups)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Returns the rows of all its groups."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True)
class Section:
    """One section of the closing note; ``share`` is in per cent."""

    name: str
    label: str
    share: int
    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        """Returns the points of all that it holds."""
        return sum(part.points for part in self.parts)

    @property
    def first(self) -> int:
        """Returns its first serial."""
        return self.parts[0].rows[0].seq

    @property
    def last(self) -> int:
        """Returns its last serial."""
        return self.parts[-1].rows[-1].seq


@dataclass(frozen=True)
class Notice:
    """A whole notice, by its seed."""

    seed: int
    county: str
    year: int
    sections: tuple[Section, ...]

    @property
    def full_marks(self) -> Decimal:
        """Returns the points of all sections, each by its share."""
        shares = (Decimal(s.points) * s.share / 100 for s in self.sections)
        return sum(shares, Decimal(0))

    def places(self) -> Iterator[tuple[Section, Part, Group, Row]]:
        """Every row with what it stands under."""
        for section in self.sections:
            for part in section.parts:
                for group in part.groups:
                    for row in group.rows:
                        yield section, part, group, row


@dataclass(frozen=True)
class Wanted:
    """What of a notice a form can print."""

    periods: int = 3
    points: bool = True
    second_labels: bool = True
    note: bool = True
    shared: bool = True
    point_texts: bool = False


SECTIONS = (
    ("provincial", "省考核指标"),
    ("municipal", "市考核指标"),
    ("bonus", "加分项"),
)


def invent(seed: int, wanted: Wanted | None = None) -> Notice:
    """Invents the notice of a seed."""
    return _Inventor(Random(f"notice {seed}"), wanted or Wanted()).notice(seed)


class _Inventor:
    """Draws the parts of one notice."""

    def __init__(self, dice: Random, wanted: Wanted) -> None:
        self.dice = dice
        self.wanted = wanted
        self.serials = count(1)
        self.first_labels = dice.sample(words.FIRST_LABELS, len(words.FIRST_LABELS))
        self.themes = dice.sample(words.THEMES, len(words.THEMES))
        self.general = dice.sample(words.GENERAL_LABELS, len(words.GENERAL_LABELS))
        self.year = dice.randint(2019, 2025)
        self.names: set[str] = set()

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def notice(self, seed: int) -> Notice:
        """Draws a whole notice."""
        county = self.dice.choice(words.COUNTIES)
        how_many = self.dice.randint(1, 3)
        sections = tuple(self.section(n) for n in range(how_many))
        return Notice(seed, county, self.year, sections)

    def section(self, number: int) -> Section:
        name, label = SECTIONS[number]
        most = 3 if number == 0 else 2 - number // 2
        least = 2 if number == 0 else 1
        parts = tuple(self.part() for _ in range(self.dice.randint(least, most)))
        section = Section(name, label, 100, parts)
        if number == 0 and section.points % 5 == 0 and self.chance(0.7):
            return Section(name, label, 80, parts)
        return section

    def part(self) -> Part:
        groups: list[Group] = []
        for _ in range(self.dice.randint(1, 4)):
            taken = any(group.sharing == "rest" for group in groups)
            groups.append(self.group(taken))
        return Part(self.first_labels.pop(), tuple(groups))

    def group(self, rest_taken: bool) -> Group:
        """A group; of those whose points nothing prints, a part can have only one."""
        sharing = self.sharing(rest_taken)
        size = self.dice.choice((1, 1, 2, 2, 3, 4)) if sharing == "own" else self.dice.randint(2, 5)
        theme = self.themes.pop()
        rows = tuple(self.row(theme, sharing) for _ in range(size))
        points = sum(row.weight or 0 for row in rows)
        if sharing != "own":
            points = self.dice.randint(2, 8)
        label = self.label(theme, rows)
        # A row's own name is a label only where it prints points; else it is a repeat.
        must = sharing == "label" or label == rows[0].name
        prints = must or (sharing != "rest" and self.chance(0.5))
        return Group(label, prints, sharing, points, rows)

    def sharing(self, rest_taken: bool) -> Sharing:
        if not self.wanted.shared or self.chance(0.65):
            return "own"
        kinds: list[Sharing] = ["label", "label", "merged"]
        if not rest_taken:
            kinds.append("rest")
        return self.dice.choice(kinds)

    def label(self, theme: str, rows: tuple[Row, ...]) -> str | None:
        if not self.wanted.second_labels:
            return None
        if len(rows) == 1 and self.chance(0.4):
            return rows[0].name  # as a label over one row often repeats it
        if self.general and self.chance(0.25):
            return self.general.pop()
        if len(rows) > 1 and self.chance(0.2):
            return f"{theme}、{self.themes.pop()}情况"
        return theme + self.dice.choice(("情况", "工作", "发展", ""))

    def row(self, theme: str, sharing: Sharing) -> Row:
        name, unit = self.name(theme)
        ranks = tuple(self.rank() for _ in range(self.wanted.periods))
        target = self.target(unit)
        named = self.chance(0.92)
        remark = "" if named else self.dice.choice(("/", words.RANK_REMARK))
        offices = tuple(self.dice.sample(words.OFFICES, 2 if self.chance(0.2) else 1))
        weight = self.dice.choice((1, 2, 2, 2, 3, 3, 4, 5)) if sharing == "own" else None
        return Row(
            seq=next(self.serials),
            name=name,
            unit=unit,
            ranks=ranks,
            target=target,
            target_rank=self.dice.randint(1, 20) if named else None,
            target_rank_remark=remark,
            offices=offices,
            office_remark=words.OFFICE_REMARK if self.chance(0.03) else "",
            weight=weight if self.wanted.points else None,
            parts=self.parts_of(weight),
        )

    def parts_of(self, weight: int | None) -> tuple[int, ...]:
        """Points within the row's text, which add up to its weight."""
        if not self.wanted.point_texts or weight is None or weight < 2:
            return ()
        first = self.dice.randint(1, weight - 1)
        return (first, weight - first)

    def name(self, theme: str) -> tuple[str, str | None]:
        while True:
            measure, unit = self.dice.choice(words.MEASURES)
            name = self.dice.choice(words.PREFIXES) + theme + measure
            if name not in self.names:
                break
        self.names.add(name)
        if self.chance(0.06):
            name = f"“{name[:2]}”{name[2:]}"
        if self.chance(0.1):
            name += self.dice.choice(words.NAME_REMARKS)
        return name, unit

    def rank(self) -> int | None:
        return None if self.chance(0.4) else self.dice.randint(1, 20)

    def target(self, unit: str | None) -> Target:
        """A target of one of the kinds that notices have."""
        number = self.dice.randint(1, 200)
        sign = unit or "个"
        kinds = [
            Target(f"{number}{sign}", Decimal(number), sign, "="),
            Target(f"{number}{sign}", Decimal(number), sign, "="),
            Target(str(number), Decimal(number), unit, "="),
        ]
        if unit == "%":
            kinds.append(Target(f"{number}.5%", Decimal(f"{number}.5"), "%", "="))
        else:
            remark = self.dice.choice(words.TARGET_REMARKS)
            kinds.append(Target(f"{number}{sign}以上", Decimal(number), sign, ">="))
            kinds.append(Target(f"{number}{sign}{remark}", Decimal(number), sign, "="))
        if self.chance(0.75):
            return self.dice.choice(kinds)
        zero = "0" + self.dice.choice(words.ZERO_REMARKS)
        score = Decimal(self.dice.randint(600, 999)) / 10
        return self.dice.choice(
            (
                Target(""),
                Target(f"{self.year}年{self.dice.choice(words.NOTHING_YET)}"),
                Target(f"新建{number}项、改造{number + 4}项"),
                Target(f"综合评分达{score}分", score, "分", UNSAID),
                Target(zero, Decimal(0), unit, "="),
            )
        )
