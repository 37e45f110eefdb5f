"""The catalogue: every sentence by its code, a file for each room that says it.

A room's file is imported with the first of its sentences that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from pipeline.messages.words import Catalogue, Words

# The files, each with its sentences under its name in capitals.
FILES = (
    "batch",
    "cli",
    "correct",
    "diff",
    "face",
    "editions",
    "normalise",
    "publication",
    "read",
    "repair",
    "run",
    "sandbox",
    "scan",
    "sheets",
    "spec",
    "stitch",
    "validate",
    "views",
    "workbook",
)
# What a code begins with, where no file has that name.
_ELSEWHERE = {
    "pattern": "face",
    "schema": "publication",
    "yaml": "run",
}
_OF_ALL: Catalogue = {"as-is": Words("{text}", "{text}")}


class _Sentences(Mapping[str, Words]):
    """All sentences; what a code begins with says in which file it stands."""

    def __getitem__(self, code: str) -> Words:
        room, dot, _ = code.partition(".")
        if not dot:
            return _OF_ALL[code]
        file = _ELSEWHERE.get(room, room)
        if file not in FILES:
            raise KeyError(code)
        return _sentences_of(file)[code]

    def __iter__(self) -> Iterator[str]:
        yield from _OF_ALL
        for file in FILES:
            yield from _sentences_of(file)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _sentences_of(file: str) -> Catalogue:
    module = import_module(f"pipeline.messages.catalogue.{file}")
    found: Catalogue = getattr(module, file.upper())
    return found


CATALOGUE: Mapping[str, Words] = _Sentences()
