"""One value of a spec file, checked: what is wrong is named with its file, line and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from pipeline.errors import SpecError
from pipeline.messages import Message, message
from pipeline.spec.form import KEYS
from pipeline.spec.pattern import BadPattern, Pattern, compiled

TOP = "top level"


@dataclass(frozen=True, slots=True)
class SpecFile:
    """A file's path as it was given, and the line of each of its keys."""

    path: str
    lines: Mapping[str, int]

    def error(self, key: str, what: Message, at: str | None = None) -> SpecError:
        """What is wrong with a key; ``at`` is the one whose line is told, where it is another."""
        told = at or key
        line = self.lines.get(told)
        if line is None:
            place = message("spec.key", path=self.path, key=key)
        else:
            place = message("spec.line", path=self.path, line=line, key=key)
        return SpecError(what, where=place)


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its key; each method gives the value as its kind.

    Raises:
        SpecError: it is of another.
    """

    file: SpecFile
    key: str
    value: Any

    def error(self, what: Message, at: str | None = None) -> SpecError:
        """What is wrong with the value."""
        return self.file.error(self.key, what, at)

    def has(self, name: str) -> bool:
        """Whether the mapping has the key."""
        return name in self.value

    def gives(self, name: str) -> bool:
        """Whether the mapping has the key, with a value."""
        return self.value.get(name) is not None

    def child(self, name: str, default: object = None) -> Node:
        """The value of one key of the mapping."""
        value = self.value.get(name, default)
        return Node(self.file, self._below(name), value)

    def _below(self, name: str) -> str:
        return name if self.key == TOP else f"{self.key}.{name}"

    def mapping(self, place: str) -> Node:
        """A mapping with the keys of its place in the file."""
        keys = KEYS[place]
        if not isinstance(self.value, dict):
            raise self.error(message("spec.not-a-mapping", keys=keys.required))
        for name in self.value:
            if name not in keys.all:
                what = message("spec.unknown-key", name=str(name), known=keys.all)
                raise self.error(what, self._below(str(name)))
        for name in keys.required:
            if name not in self.value:
                raise self.error(message("spec.key-missing", name=name))
        return self

    def items(self) -> Iterator[Node]:
        """The values of a list that is not empty."""
        if not isinstance(self.value, list) or not self.value:
            raise self.error(message("spec.not-a-list"))
        for number, value in enumerate(self.value):
            yield Node(self.file, f"{self.key}[{number}]", value)

    def text(self) -> str:
        """A text that is not blank."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.error(message("spec.not-a-text"))
        return self.value

    def number(self) -> float:
        """A number of at least 0."""
        if not _is_number(self.value) or self.value < 0:
            raise self.error(message("spec.not-a-number"))
        return float(self.value)

    def flag(self) -> bool:
        """Yes or no."""
        if not isinstance(self.value, bool):
            raise self.error(message("spec.not-a-flag"))
        return self.value

    def one_of(self, known: Sequence[str]) -> str:
        """One of the known words."""
        if self.value not in known:
            shown = repr(self.value)
            raise self.error(message("spec.none-of", value=shown, known=known))
        return str(self.value)

    def pattern(self, *groups: str) -> Pattern:
        """A regular expression with the named groups."""
        if not isinstance(self.value, str) or not self.value:
            raise self.error(message("spec.not-a-pattern"))
        try:
            pattern = compiled(self.value)
        except BadPattern as wrong:
            raise self.error(wrong.what) from None
        for group in groups:
            if group not in pattern.groupindex:
                raise self.error(message("spec.group-missing", group=group))
        return pattern


def _is_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int | float) and isfinite(value)
