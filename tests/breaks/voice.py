"""Random texts in one script: names, sentences, numbers, dates, codes, as tables hold them."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_COMMA = {"de": (".", ","), "fr": (" ", ",")}


@cache
def _words() -> dict[str, dict[str, Any]]:
    words: dict[str, dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("words.yml").read_text("utf-8")
    )
    for own in words.values():
        if like := own.get("like"):
            own["headings"] = {**words[like]["headings"], **own["headings"]}
            for name, value in words[like].items():
                own.setdefault(name, value)
    return words


def says_it_goes_on(text: str) -> bool:
    """Whether a line holds the word "continued" of any script."""
    return any(words["continued"] in text for words in _words().values())


class Voice:
    """Texts of one script, drawn with one random generator."""

    def __init__(self, rng: random.Random, script: str) -> None:
        self.rng, self.script = rng, script
        self.words = _words()[script]
        self.cjk = script in ("zh", "ja")
        self.dash = "-" if script == "ko" else "—"

    def pick(self, kind: str) -> str:
        text: str = self.rng.choice(self.words[kind])
        return text

    def some(self, kind: str, count: int) -> list[str]:
        """Different ones where there are as many, in random order."""
        known: list[str] = self.words[kind]
        if count <= len(known):
            return self.rng.sample(known, count)
        return [self.rng.choice(known) for _ in range(count)]

    def head(self, key: str) -> str:
        text: str = self.words["headings"][key]
        return text

    def person(self) -> str:
        if self.script in ("zh", "ko"):
            return self.pick("surnames") + self.pick("given")
        return f"{self.pick('given')} {self.pick('surnames')}"

    def thing(self) -> str:
        """A noun, at times with its place before it."""
        kind = self.rng.random()
        if kind < 0.5:
            return self.pick("things")
        gap = "" if self.cjk else " "
        return f"{self.pick('places')}{gap}{self.pick('things')}"

    def sentence(self, full_stop: bool = True) -> str:
        parts = [self.pick(kind) for kind in self._frame()]
        if self.cjk:
            text = "".join(parts[:3]) + "，" + parts[3]
            return text + ("。" if full_stop else "")
        text = " ".join(parts)
        if self.script == "ko":
            return text + ("." if full_stop else "")
        return text[0].upper() + text[1:] + ("." if full_stop else "")

    def _frame(self) -> tuple[str, ...]:
        if self.script == "ko":
            return ("purposes", "adverbs", "objects", "verbs")
        if self.cjk:
            return ("adverbs", "verbs", "objects", "purposes")
        return ("verbs", "objects", "adverbs", "purposes")

    def prose(self, least: int, most: int) -> str:
        gap = "" if self.cjk else " "
        return gap.join(self.sentence() for _ in range(self.rng.randint(least, most)))

    def phrase(self) -> str:
        """A few words without a full stop."""
        gap = "" if self.cjk else " "
        pairs = (("adverbs", "verbs", "objects"), ("verbs", "objects"), ("things",))
        if self.script == "ko":
            pairs = (("adverbs", "objects", "verbs"), ("objects", "verbs"), ("things",))
        return gap.join(self.pick(kind) for kind in self.rng.choice(pairs))

    def number(self, low: float, high: float, digits: int = 0) -> str:
        """With thousands in threes, as the language writes them."""
        text = f"{self.rng.uniform(low, high):,.{digits}f}"
        thousands, point = _COMMA.get(self.script, (",", "."))
        return text.translate({ord(","): thousands, ord("."): point})

    def amount(self, negative: float = 0.1, blank: float = 0.05) -> str:
        """Of money; negative in brackets, blank or a dash at times."""
        if self.rng.random() < blank:
            return self.rng.choice(["", "-", self.dash])
        size = 10 ** self.rng.randint(3, 7)
        text = self.number(size, size * 10, 2)
        return f"({text})" if self.rng.random() < negative else text

    def percent(self) -> str:
        return self.number(0, 100, self.rng.randint(0, 2)) + "%"

    def code(self) -> str:
        rng = self.rng
        kinds = (
            lambda: f"{rng.choice('ABCDEFGHK')}{rng.randint(100, 999)}-{rng.randint(10, 99)}",
            lambda: f"{rng.randint(10**7, 10**8)}",
            lambda: (
                f"{rng.choice('XYZQ')}{rng.choice('ABC')}{rng.randint(2018, 2025)}{rng.randint(1, 9999):04d}"
            ),
        )
        return rng.choice(kinds)()

    def date(self) -> str:
        rng = self.rng
        year, month, day = rng.randint(2015, 2025), rng.randint(1, 12), rng.randint(1, 28)
        if self.script == "zh" and rng.random() < 0.5:
            return f"{year}年{month}月{day}日"
        if self.script in ("de", "fr"):
            return (
                f"{day:02d}.{month:02d}.{year}"
                if self.script == "de"
                else f"{day:02d}/{month:02d}/{year}"
            )
        return f"{year}-{month:02d}-{day:02d}"

    def phone(self) -> str:
        rng = self.rng
        return rng.choice(
            [
                f"0{rng.randint(311, 999)}-{rng.randint(10**6, 10**7 - 1)}",
                f"1{rng.randint(3 * 10**9, 10**10 - 1)}",
            ]
        )

    def caption(self, number: int) -> str:
        template: str = self.words["of"]
        return template.format(n=number, name=self.pick("captions"))
