"""One random row of a notice: its name, unit, rankings, target and units in charge, as printed and as published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.trial.words import Words

NONE = ("", "—", "-")
BOUNDS = (("{}以上", ">="), ("{}以上", ">="), ("不低于{}", ">="), ("≥{}", ">="), ("不超过{}", "<="))


@dataclass(frozen=True, slots=True)
class Target:
    """A target: its text, and what it must be read as (``comparator`` stands with a value only)."""

    text: str
    value: Decimal | None = None
    unit: str | None = None
    comparator: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator. ``unit``, ``ranks`` and ``target_rank`` are cell texts; ``leads`` pairs of unit and remark.

    ``weight`` is None where the row shares its group's points.
    """

    seq: int
    name: str
    unit: str
    weight: Decimal | None
    ranks: tuple[str, ...]
    target: Target
    target_rank: str
    leads: tuple[tuple[str, str], ...]

    def weighing(self, weight: Decimal) -> Row:
        return replace(self, weight=weight)


def draw_row(
    rng: Random, words: Words, objects: str, seq: int, ranks: int, highest: int, silent: float
) -> Row:
    """A row about ``objects`` (or, sometimes, something else), without a weight of its own yet."""
    measure, unit, sort = words.pick("measures")
    subject = objects if rng.random() < 0.7 else words.objects()
    unit = rng.choice(NONE) if not unit or rng.random() < 0.03 else unit
    return Row(
        seq=seq,
        name=words.indicator(subject, measure),
        unit=unit,
        weight=None,
        ranks=tuple(
            "/" if rng.random() < silent else str(rng.randint(1, highest)) for _ in range(ranks)
        ),
        target=_target(rng, words, unit, sort),
        target_rank=_target_rank(rng, words, highest),
        leads=_leads(rng, words),
    )


def _target_rank(rng: Random, words: Words, highest: int) -> str:
    chance = rng.random()
    if chance < 0.01:
        return "/"
    return str(words.pick("rank_remarks")) if chance < 0.02 else str(rng.randint(1, highest))


def _leads(rng: Random, words: Words) -> tuple[tuple[str, str], ...]:
    count = rng.choice((1, 1, 1, 1, 2))
    names = rng.sample(words.agencies, count)
    remark = str(words.pick("agency_remarks")) if rng.random() < 0.02 else ""
    return (*((name, "") for name in names[:-1]), (names[-1], remark))


def _target(rng: Random, words: Words, unit: str, sort: str) -> Target:
    """A target of one of the kinds that notices have, the plain number with its unit the most frequent."""
    kinds: tuple[tuple[int, Callable[[Random, Words, str, str], Target]], ...] = (
        (60, _plain), (8, _bound), (10, _remarked), (8, _nothing_yet), (3, _in_words), (2, _two), (4, _prose),
        (8, _bare), (3, _blank), (1, _slash),
    )  # fmt: skip
    return rng.choices([kind for _, kind in kinds], [weight for weight, _ in kinds])[0](
        rng, words, unit, sort
    )


def _number(rng: Random, sort: str) -> str:
    if sort == "amount":
        return rng.choice(
            (str(rng.randint(2, 99)), f"{rng.uniform(1, 40):.1f}", f"{rng.uniform(1, 400):.2f}")
        )
    if sort == "share":
        return rng.choice(
            (str(rng.randint(5, 100)), f"{rng.uniform(2, 99):.1f}", f"{rng.uniform(2, 99):.1f}0")
        )
    return str(rng.randint(1, 30)) if rng.random() < 0.8 else str(rng.randint(31, 1200))


def _measured(rng: Random, unit: str, sort: str) -> tuple[str, Decimal, str]:
    number = _number(rng, sort)
    own = unit if unit not in NONE else rng.choice(("分", "个", "项"))
    return number + own, Decimal(number), own


def _plain(rng: Random, words: Words, unit: str, sort: str) -> Target:
    text, value, own = _measured(rng, unit, sort)
    return Target(text, value, own, "=")


def _bound(rng: Random, words: Words, unit: str, sort: str) -> Target:
    text, value, own = _measured(rng, unit, sort)
    form, comparator = rng.choice(BOUNDS)
    return Target(form.format(text), value, own, comparator)


def _remarked(rng: Random, words: Words, unit: str, sort: str) -> Target:
    text, value, own = _measured(rng, unit, sort)
    return Target(text + words.bracketed(words.pick("remarks")), value, own, "=")


def _nothing_yet(rng: Random, words: Words, unit: str, sort: str) -> Target:
    return Target(
        "0" + words.bracketed(words.pick("remarks")),
        Decimal(0),
        None if unit in NONE else unit,
        "=",
    )


def _in_words(rng: Random, words: Words, unit: str, sort: str) -> Target:
    number = rng.choice(("82.3", "91", "76.5"))
    return Target(f"综合评分达{number}分", Decimal(number), "分", "=")


def _two(rng: Random, words: Words, unit: str, sort: str) -> Target:
    return Target(f"下沉{rng.randint(2, 40)}项、自建{rng.randint(2, 9)}项")


def _prose(rng: Random, words: Words, unit: str, sort: str) -> Target:
    year = rng.choice(("2022年", ""))
    return Target(year + str(words.pick("prose")))


def _bare(rng: Random, words: Words, unit: str, sort: str) -> Target:
    number = rng.choice(
        (str(rng.randint(0, 20)), str(rng.randint(21, 600)), f"{rng.uniform(1, 9):.2f}")
    )
    return Target(number, Decimal(number), None if unit in NONE else unit, "=")


def _blank(rng: Random, words: Words, unit: str, sort: str) -> Target:
    return Target("")


def _slash(rng: Random, words: Words, unit: str, sort: str) -> Target:
    return Target("/")
