r"""Regular expressions that people write, matched by RE2.

RE2 tries no ways one after the other: the time of a match grows with the text alone, whatever the
pattern. It knows no look-around, no back-reference and, here, no word boundary; those are refused.

Patterns are written as for Python's ``re``: what the two read differently is translated. ``\d``,
``\w`` and ``\s`` mean any script's digits, letters and spaces, ``\u4e00`` is a character, and
``{,3}`` a repeat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from pipeline.messages import Message, message, render
from pipeline.text import well_formed

# What a letter after a backslash stands for, as members of a set; RE2's own are of ASCII alone.
_MEMBERS = {
    "d": r"\p{Nd}",
    "w": r"\p{L}\p{N}_",
    "s": r"\t-\r\x{1c}-\x{1f}\x{85}\p{Z}",
}
# RE2 reads these as something else than ``re`` does, or cuts a character in pieces.
_UNKNOWN = frozenset("bBCQE")
_ESCAPE = r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
_PARTS = re.compile(rf"\[\^?\]?(?:\\.|[^\\\]])*\]|{_ESCAPE}|\{{\d*,?\d*\}}", re.S)
_PARTS_OF_A_SET = re.compile(rf"{_ESCAPE}|\[", re.S)
_REPEAT = re.compile(r"\{(\d*),?(\d*)\}")
# RE2's memory grows with the square of brackets within brackets; no form needs as long a pattern.
LONGEST = 2_000
# RE2 refuses more of them, and takes one beyond counting for plain text.
MOST_REPEATS = 1_000
_NAME = re.compile(r"\(\?P?<(\w+)>")


class BadPattern(ValueError):
    """A text that is no pattern, or none that RE2 knows; ``what`` says why."""

    def __init__(self, what: Message) -> None:
        super().__init__(render(what))
        self.what = what


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: ``pattern`` is its text as it was written."""

    pattern: str
    _engine: Any = field(repr=False, compare=False)

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The named groups, each with its number."""
        return cast("Mapping[str, int]", self._engine.groupindex)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in the text; RE2's matches are used as those of ``re``."""
        return cast("re.Match[str] | None", self._engine.search(well_formed(text)))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match in the text, from left to right."""
        return cast("Iterator[re.Match[str]]", self._engine.finditer(well_formed(text)))


def compiled(text: str) -> Pattern:
    """The pattern that a text writes.

    Raises:
        BadPattern: it is none, or one that RE2 does not know.
    """
    import re2

    options = re2.Options()
    options.log_errors = False
    if len(text) > LONGEST:
        raise BadPattern(message("pattern.too-long", most=LONGEST))
    names = _NAME.findall(text)
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise BadPattern(message("pattern.name-twice", name=twice))
    try:
        return Pattern(text, re2.compile(_translated(text), options))
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace")
    except UnicodeEncodeError:
        reason = "half a surrogate pair is no character"
    raise BadPattern(message("pattern.none", reason=reason))


def _translated(text: str) -> str:
    """The pattern as RE2 writes what ``re`` means."""
    return _PARTS.sub(_part, text)


def _part(found: re.Match[str]) -> str:
    part = found[0]
    if part.startswith("{"):
        return _repeat(part)
    if part.startswith("["):
        return "[" + _PARTS_OF_A_SET.sub(_part_of_a_set, part[1:])
    letter = part[1]
    if letter in _MEMBERS:
        return f"[{_MEMBERS[letter]}]"
    if letter.lower() in _MEMBERS:
        return f"[^{_MEMBERS[letter.lower()]}]"
    return r"\z" if letter == "Z" else _character(part)


def _repeat(part: str) -> str:
    """A repeat as RE2 writes it; without numbers it is plain text, as it is for ``re``."""
    found = _REPEAT.fullmatch(part)
    for digits in found.groups() if found else ():
        if len(digits) > len(str(MOST_REPEATS)):
            raise BadPattern(message("pattern.too-many-repeats", most=MOST_REPEATS))
    return part.replace("{,", "{0,")


def _part_of_a_set(found: re.Match[str]) -> str:
    part = found[0]
    if part == "[":  # in Python a character like any other, in RE2 the beginning of a class's name
        return r"\["
    letter = part[1]
    if letter in _MEMBERS:
        return _MEMBERS[letter]
    if letter == "D":
        return r"\P{Nd}"
    if letter in "SW":
        raise BadPattern(message("pattern.not-in-a-set", sign=part))
    return _character(part)


def _character(escape: str) -> str:
    if escape[1] in _UNKNOWN:
        raise BadPattern(message("pattern.unknown-sign", sign=escape))
    code = escape[2:]
    return rf"\x{{{code}}}" if escape[1] in "uU" and code else escape
