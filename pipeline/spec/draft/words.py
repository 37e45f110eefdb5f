"""The vocabulary of headings: what attachments are headed with, and what such a column is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

import yaml

from pipeline.text import fold

FILE = Path(__file__).parents[2] / "specs" / "headings.yml"
SHORTEST_PART = 2  # characters of a word that is found within a heading
_REMARK = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\])+$")
_AND = re.compile("以?及|[和与、]")
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度|底|末)?")


class Fit(IntEnum):
    """How a word of the vocabulary is found in a heading, the closest last."""

    WITHIN = 1
    AT_THE_END = 2
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of column: its role, and the name and kind it has as one of the form's own."""

    role: str
    name: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means: the entry, the word that was found, and how."""

    entry: Entry
    word: str
    fit: Fit


@cache
def vocabulary() -> tuple[Entry, ...]:
    """Every entry of the file, in its order."""
    entries = []
    for item in yaml.safe_load(FILE.read_text("utf-8")):
        words = tuple(fold(word) for word in item["words"])
        role = item["role"]
        name = item.get("name", role)
        kind = item.get("kind", "text")
        entry = Entry(role, name, kind, words)
        entries.append(entry)
    return tuple(entries)


def bare(heading: str) -> str:
    """A heading as it is looked up: folded, without a year and remarks in brackets at its end."""
    key = fold(heading)
    return _REMARK.sub("", _YEAR.sub("", key)) or key


def meanings(heading: str) -> list[Meaning]:
    """What a heading may mean, the likeliest first.

    Of two that one heading joins (指标名称及备注) the first says what its column is.
    """
    key = bare(heading)
    joined = _first_of_joined(key)
    return joined or _likeliest(key)


def _first_of_joined(key: str) -> list[Meaning]:
    """What the first of two headings in one means; nothing where it is not two that are known."""
    parts = _AND.split(key, maxsplit=1)
    if len(parts) == 1:
        return []
    first = _likeliest(parts[0])
    second = _likeliest(parts[1])
    if _is_known(first) and _is_known(second):
        return first
    return []


def _is_known(found: Sequence[Meaning]) -> bool:
    if not found:
        return False
    return found[0].fit is not Fit.WITHIN


def _likeliest(key: str) -> list[Meaning]:
    return sorted(_found(key), key=_likelihood, reverse=True)


def _likelihood(meaning: Meaning) -> tuple[int, int]:
    return meaning.fit, len(meaning.word)


def _found(key: str) -> Iterator[Meaning]:
    """The longest word of each entry that is in the heading, as close as it is."""
    for entry in vocabulary():
        found = [Meaning(entry, word, fit) for word in entry.words if (fit := _fit(word, key))]
        if found:
            yield max(found, key=_likelihood)


def _fit(word: str, key: str) -> Fit | None:
    if word == key:
        return Fit.WHOLE
    if len(word) < SHORTEST_PART:
        return None
    if key.endswith(word):
        return Fit.AT_THE_END
    return Fit.WITHIN if word in key else None
