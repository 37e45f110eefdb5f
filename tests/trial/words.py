"""Draws names and texts from ``words.yml`` so that no two things of one notice share a name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml


@cache
def vocabulary() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        (Path(__file__).parent / "words.yml").read_text(encoding="utf-8")
    )
    return loaded


class Words:
    """The words of one notice; what must be unique in it is drawn once."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.lists = vocabulary()
        seat = rng.choice(self.lists["seats"])
        self.place = rng.choice(self.lists["places"]) + seat
        self.quotes = rng.choice(("“”", '""'))
        self.brackets = rng.choice(("()", "()", "（）"))
        names = rng.sample(self.lists["agencies"], rng.randint(8, 16))
        self.agencies = [name if rng.random() < 0.03 else seat + name for name in names]
        self._taken: set[str] = set()
        self._firsts: dict[str, set[str]] = {}

    def topic(self) -> str:
        return str(self.rng.choice(self.lists["topics"]))

    def objects(self) -> str:
        """What a second-level group is about."""
        return str(self.rng.choice(self.lists["objects"]))

    def first(self, section: str) -> str:
        """A first-level name, unique within its section; another section may have it too."""
        taken = self._firsts.setdefault(section, set())
        pool = [name for name in self.lists["firsts"] if name not in taken]
        name = self.rng.choice(pool) if pool else self._unlike(taken)
        taken.add(name)
        return str(name)

    def _unlike(self, taken: set[str]) -> str:
        """Where the list is used up: two of its words in one."""
        while True:
            left, right = self.rng.sample(self.lists["firsts"], 2)
            if left[:2] + right not in taken:
                return str(left[:2] + right)

    def bonus(self) -> str:
        return str(self.rng.choice(self.lists["bonuses"]))

    def indicator(self, objects: str, measure: str) -> str:
        """A third-level name, sometimes with a bracket or a quoted word."""
        kind = self.rng.random()
        name = objects + measure
        if kind < 0.06:
            name = f"{self.quotes[0]}{objects}{self.quotes[1]}{measure}"
        elif kind < 0.12:
            name = f"年度{objects}{measure}"
        if self.rng.random() < 0.12:
            name += self.bracketed(self.rng.choice(self.lists["asides"]))
        return self._unique(name)

    def label(self, objects: str, rows: int) -> str:
        """A second-level name; one over several rows may name two things, parted by a comma."""
        ending = self.rng.choice(
            ("发展", "情况", "工作", "综合评价", "新增数", "推进情况", "提升行动", "占比")
        )
        name = f"{objects}{ending}"
        if rows > 1 and self.rng.random() < 0.25:
            tail = f"{self.objects()}{self.rng.choice(('占比', '应用情况', '覆盖率'))}"
            self._taken.add(
                tail
            )  # a label of this name would be, undamaged, what label_tail makes of a damaged one
            name = f"{name}、{tail}"
        return self._unique(name)

    def _unique(self, name: str) -> str:
        """The name, with a word before it where it is taken."""
        for prefix in (
            "",
            "全年",
            "新增",
            "重点",
            "规上",
            "农村",
            "城镇",
            "省级",
            "市级",
            "特色",
            "骨干",
            "示范",
        ):
            for suffix in ("", "之一", "之二", "之三", "之四"):
                found = prefix + name + suffix
                if found not in self._taken:
                    self._taken.add(found)
                    return found
        raise ValueError(f"no name is left for {name}")

    def bracketed(self, words: str) -> str:
        return self.brackets[0] + words + self.brackets[1]

    def pick(self, kind: str) -> Any:
        return self.rng.choice(self.lists[kind])
