"""A message → the sentence a person reads, in English or Chinese.

A template holds ``{name}`` for a parameter, ``{name!q}`` for one that is quoted, and:

=========================  ==========================================================
``{count:row|rows}``       the first word for 1, else the second (for any other number)
``{serials:rows}``         whole numbers in order, runs as "14-23": ``14-23, 25``
``{name:column}``          the code of a published column, by its Chinese name in Chinese; so a
                           ``status``, ``severity``, ``rule``, ``step``, ``section``, ``stage``
``{clauses:;}``            a sequence of clauses, parted by semicolons
``{names:or}``             a sequence, the last parted from the others by "or"
``{number:.1f}``           a number, as Python's ``format`` has it
=========================  ==========================================================

A sequence without a sign is parted by commas, a message is rendered where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Formatter
from typing import Any, Literal

from pipeline.messages.catalogue import CATALOGUE
from pipeline.messages.message import Message, Parameter
from pipeline.messages.names import VALUES, named
from pipeline.messages.words import Words

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


def render(one: Message, language: Language = "en") -> str:
    """The sentence of a message."""
    words = CATALOGUE[one.code]
    return _filled(words.zh if language == "zh" else words.en, one, language)


def render_all(several: Iterable[Message], language: Language = "en") -> str:
    """The clauses of a reason as one text, parted by semicolons."""
    return _parted(several, language, ";")


def what_to_do(one: Message, language: Language = "en") -> str:
    """What the person who reads an error can do about it; "" where nothing can be done."""
    words = CATALOGUE[one.code]
    return _filled(words.do_zh if language == "zh" else words.do, one, language)


def placeholders(template: str) -> set[str]:
    """The names of the parameters that a template takes."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def is_code(code: str) -> bool:
    """Whether the catalogue has an entry of that name."""
    return code in CATALOGUE


def words_of(code: str) -> Words:
    """The catalogue's entry of a code.

    Raises:
        KeyError: there is none.
    """
    return CATALOGUE[code]


def _filled(template: str, one: Message, language: Language) -> str:
    return _Template(language).vformat(template, (), one.parameters)


class _Template(Formatter):
    """The signs of this module in the language that is written."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """Adds ``!q``: quoted, and cut into what fits on a line."""
        if conversion != "q":
            return super().convert_field(value, conversion)
        return _quoted(self._word(value), self._language)

    def format_field(self, value: Any, spec: str) -> str:
        """Writes one parameter."""
        if spec == "rows":
            return _runs(value, self._language)
        if spec in VALUES:
            return named(spec, str(value), self._language)
        if isinstance(value, tuple):
            return _parted(value, self._language, spec)
        if "|" in spec:
            first, _, second = spec.partition("|")
            return first if value == 1 else second
        if spec:
            return format(value, spec)
        return self._word(value)

    def _word(self, value: Parameter) -> str:
        return _word(value, self._language)


_SIGNS = {
    ("en", ""): ", ",
    ("zh", ""): "、",
    ("en", ";"): "; ",
    ("zh", ";"): "；",
    ("en", "or"): ", ",
    ("zh", "or"): "、",
    ("en", "/"): " | ",
    ("zh", "/"): "／",
}
_OR = {"en": " or ", "zh": "或"}


def _parted(values: Iterable[Parameter], language: Language, spec: str) -> str:
    words = [_word(value, language) for value in values]
    sign = _SIGNS[language, spec]
    if spec == "or" and len(words) > 1:
        return sign.join(words[:-1]) + _OR[language] + words[-1]
    return sign.join(words)


def _word(value: Parameter, language: Language) -> str:
    if isinstance(value, Message):
        return render(value, language)
    if isinstance(value, tuple):
        return _parted(value, language, "")
    if isinstance(value, float):
        return f"{value:.10g}"
    return "" if value is None else str(value)


def _quoted(text: str, language: Language) -> str:
    """In quotation marks, on one line: what would break it is written as Python writes it."""
    if language == "en":
        return repr(text)
    return f"“{repr(text)[1:-1]}”"


def _runs(serials: Sequence[int], language: Language) -> str:
    """``(14, 15, 16, 18)`` → ``14-16, 18``."""
    runs: list[list[int]] = []
    for serial in serials:
        if runs and serial == runs[-1][1] + 1:
            runs[-1][1] = serial
        else:
            runs.append([serial, serial])
    dash, comma = ("–", "、") if language == "zh" else ("-", ", ")
    parts = [str(first) if first == last else f"{first}{dash}{last}" for first, last in runs]
    return comma.join(parts)
