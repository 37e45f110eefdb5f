"""How likely each reading of a cell is, by what recognisers confuse and how sure they are.

The counts stand beside this file (``confusions.json``, written by ``make calibrate-scans``). A
reading is the likelier the more often what each witness says is said of it: naive Bayes, over the
characters that differ and over how sure each witness is, with Laplace's rule of succession.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from math import exp, log
from pathlib import Path

from pipeline.model import Reading
from pipeline.read.scan.alike import comparable

_FILE = Path(__file__).with_name("confusions.json")
# The sureness of a witness in classes from these on.
CLASSES = (0.0, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Witness:
    """What was counted of one recogniser: (printed, read) → times, class → right and wrong."""

    confused: Mapping[tuple[str, str], int]
    right: Mapping[float, int]
    wrong: Mapping[float, int]

    @property
    def misreads(self) -> float:
        """The share of cells that it misreads."""
        wrong = _sum(self.wrong)
        return (wrong + 1) / (wrong + _sum(self.right) + 2)


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts: by witness, how often each character was printed, and how many were in all.

    ``one_right`` is the share of cells that are read differently in which one reading is right.
    """

    witnesses: Mapping[str, Witness]
    printed: Mapping[str, int]
    characters: int
    one_right: float


def class_of(chance: float) -> float:
    """The class of a witness's sureness."""
    return CLASSES[bisect_right(CLASSES, chance) - 1]


def with_odds(
    readings: Sequence[Reading],
    said: Sequence[Reading],
) -> tuple[Reading, ...]:
    """The readings of a cell in doubt with how probable each is, the likeliest first.

    As they are where no witness that was counted says anything.

    Args:
        readings: Those that are left, each text once.
        said: What every recogniser says, of which they come.
    """
    counted = _counted()
    witnesses = [reading for reading in said if reading.witness in counted.witnesses]
    weighed = [reading for reading in readings if reading.text]
    if not witnesses or len(weighed) < 2:
        return tuple(readings)
    likelihoods = [_likelihood(reading.text, witnesses, counted) for reading in weighed]
    most = max(likelihoods)
    shares = [exp(each - most) for each in likelihoods]
    scale = counted.one_right / sum(shares)
    known: list[Reading] = []
    for reading, share in zip(weighed, shares, strict=True):
        known.append(replace(reading, probability=round(share * scale, 4)))
    known.sort(key=lambda reading: -(reading.probability or 0.0))
    return (*known, *(reading for reading in readings if not reading.text))


def are_confused(
    printed: str,
    said: str,
) -> bool:
    """Whether a witness was seen to read one sign where another is printed."""
    witnesses = _counted().witnesses.values()
    return any((printed, said) in witness.confused for witness in witnesses)


def taken_for(said: str) -> list[str]:
    """The signs that were printed where a witness was seen to read this one."""
    printed: set[str] = set()
    for witness in _counted().witnesses.values():
        printed |= {before for before, after in witness.confused if after == said and before}
    return sorted(printed)


def _likelihood(
    text: str,
    witnesses: Sequence[Reading],
    counted: Counted,
) -> float:
    """The logarithm of how likely the witnesses say what they do where this text is printed."""
    total = 0.0
    plain = comparable(text)
    for reading in witnesses:
        witness = counted.witnesses[reading.witness]
        said = comparable(reading.text)
        of_class = witness.right if said == plain else witness.wrong
        total += log((of_class[class_of(reading.chance)] + 1) / (_sum(of_class) + len(CLASSES)))
        total += _said_of(plain, said, witness, counted)
    return total


def _sum(
    counts: Mapping[float, int],
) -> int:
    return sum(counts.values())


def _said_of(
    printed: str,
    said: str,
    witness: Witness,
    counted: Counted,
) -> float:
    """The logarithm of how likely a witness reads one text where another is printed."""
    total = 0.0
    matcher = SequenceMatcher(None, printed, said, autojunk=False)
    for tag, first, end, start, behind in matcher.get_opcodes():
        before, after = printed[first:end], said[start:behind]
        if tag == "equal":
            total += sum(_kept(sign, witness, counted) for sign in before)
            continue
        times = witness.confused.get((before, after), 0)
        chances = min((counted.printed.get(sign, 0) for sign in before), default=0)
        if not before:
            chances = counted.characters
        # What was never seen counts for less than once, and less the surer the witness is.
        total += log((times + witness.misreads) / (chances + 1))
    return total


def _kept(
    sign: str,
    witness: Witness,
    counted: Counted,
) -> float:
    """The logarithm of how likely a witness reads a character as it is printed."""
    times = counted.printed.get(sign)
    if times is None:
        return 0.0
    lost = sum(count for (before, _), count in witness.confused.items() if before == sign)
    return log((max(times - lost, 0) + 1) / (times + 2))


@cache
def _counted() -> Counted:
    """The counts as they were measured."""
    data = json.loads(_FILE.read_text("utf-8"))
    witnesses: dict[str, Witness] = {}
    for name, about in data["witnesses"].items():
        confused = {(before, after): count for before, after, count in about["confused"]}
        right = {entry["from"]: entry["right"] for entry in about["sure"]}
        wrong = {entry["from"]: entry["wrong"] for entry in about["sure"]}
        witnesses[name] = Witness(confused, right, wrong)
    one, none = data["differ"]["one_right"], data["differ"]["none_right"]
    share = (one + 1) / (one + none + 2)
    return Counted(witnesses, data["printed"], data["characters"], share)
