r"""Compiles regular expressions that people write; refuses what could match for ever.

A repeat within a repeat, or alternatives within one, let a pattern try every way to cut a text into
pieces; their number doubles with each character. Refused is what may do so; a mandatory character
that the inner repeat cannot match (``(?:\d+、)+``) shows that there is one way only.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from pipeline.messages import Message, message, render

# Repeats of more than so many times count as endless.
MANY = 9
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
Items = Any  # the standard library's parse tree: a sequence of (operator, arguments)


class BadPattern(ValueError):
    """A text that is no pattern, or one that may take for ever; ``what`` says which."""

    def __init__(self, what: Message) -> None:
        super().__init__(render(what))
        self.what = what


def compiled(text: str) -> re.Pattern[str]:
    """The pattern of a text.

    Raises:
        BadPattern: it is none, or one that may take for ever.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            pattern = re.compile(text)
            tree = import_module("re._parser").parse(text)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise BadPattern(message("spec.bad-pattern", error=str(error))) from None
    if any(_endless(body) for body in _repeated(tree)):
        raise BadPattern(message("spec.endless-pattern"))
    return pattern


def _repeated(items: Items) -> Iterator[Items]:
    """The body of every endless repeat, however deep."""
    for operator, arguments in items:
        if str(operator) in _REPEATS and arguments[1] > MANY:
            yield arguments[2]
        for part in _parts(operator, arguments):
            yield from _repeated(part)


def _parts(operator: Any, arguments: Any) -> Iterator[Items]:
    """The patterns that one item of a pattern holds."""
    name = str(operator)
    if name in (*_REPEATS, "POSSESSIVE_REPEAT"):
        yield arguments[2]
    elif name == "SUBPATTERN":
        yield arguments[-1]
    elif name == "BRANCH":
        yield from arguments[1]
    elif name in ("ASSERT", "ASSERT_NOT"):
        yield arguments[1]
    elif name == "ATOMIC_GROUP":
        yield arguments
    elif name == "GROUPREF_EXISTS":
        yield from (part for part in arguments[1:] if part is not None)


def _endless(body: Items) -> bool:
    """Whether there may be several ways to repeat the body over the same text."""
    inner = list(_repeated(body))
    if inner and not _parted(body, inner):
        return True
    return not all(_told_apart(branch) for branch in _branches(body))


def _parted(body: Items, inner: list[Items]) -> bool:
    """Whether a character that no inner repeat can match stands between two repetitions."""
    for sign in _fixed(body):
        matching = [part for part in inner if _can_match(part, sign)]
        if not matching:
            return True
    return False


def _fixed(body: Items) -> Iterator[int]:
    """The characters that every repetition of the body has to match, one after the other."""
    for operator, arguments in body:
        if str(operator) == "LITERAL":
            yield arguments
        elif str(operator) == "SUBPATTERN":
            yield from _fixed(arguments[-1])


def _branches(items: Items) -> Iterator[list[Items]]:
    for operator, arguments in items:
        if str(operator) == "BRANCH":
            yield arguments[1]
        for part in _parts(operator, arguments):
            yield from _branches(part)


def _told_apart(alternatives: list[Items]) -> bool:
    """Whether the alternatives begin with different characters."""
    signs = set()
    for part in alternatives:
        operator, arguments = part[0] if len(part) else (None, None)
        if str(operator) != "LITERAL":
            return False
        signs.add(arguments)
    return len(signs) == len(alternatives)


def _can_match(body: Items, sign: int) -> bool:
    """Whether a repeated body may match the character.

    Yes where it is more than one set of characters.
    """
    if len(body) != 1:
        return True
    operator, arguments = body[0]
    if str(operator) == "LITERAL":
        return bool(arguments == sign)
    if str(operator) == "NOT_LITERAL":
        return bool(arguments != sign)
    return str(operator) != "IN" or _in_set(arguments, sign)


def _in_set(members: Items, sign: int) -> bool:
    found = negated = False
    for operator, value in members:
        name = str(operator)
        if name == "LITERAL":
            found |= value == sign
        elif name == "RANGE":
            first, last = value
            found |= first <= sign <= last
        elif name == "CATEGORY":
            found |= _in_category(str(value), sign)
        elif name == "NEGATE":
            negated = True
    return found != negated


def _in_category(name: str, sign: int) -> bool:
    negated = "_NOT_" in name
    kind = name.rpartition("_")[2]
    matches = re.match(_CATEGORIES[kind], chr(sign)) is not None
    return matches != negated
