"""The language of what is shown, and the words that argparse has of its own."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from pipeline.messages import LANGUAGES, Language, words_of

# In the order in which POSIX looks at them.
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
# What argparse says, by the code of its words.
OF_ARGPARSE = (
    "cli.usage",
    "cli.positionals",
    "cli.options",
    "cli.heading",
    "cli.argument",
    "cli.one-argument",
    "cli.at-most-one-argument",
    "cli.at-least-one-argument",
    "cli.number-of-arguments",
    "cli.numbers-of-arguments",
    "cli.required-arguments",
    "cli.unrecognized-arguments",
    "cli.invalid-value",
    "cli.invalid-choice",
    "cli.similar-choice",
    "cli.ambiguous-option",
    "cli.ignored-argument",
    "cli.unknown-command",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What must be known of a call before it is understood: how to say that it is wrong."""

    language: Language
    json: bool


def language_of(environment: Mapping[str, str]) -> Language:
    """The language of the locale: Chinese where it is one of China's, else English."""
    for name in LOCALE:
        locale = environment.get(name)
        if locale:
            return "zh" if locale.lower().startswith("zh") else "en"
    return "en"


def look_ahead(words: Sequence[str]) -> Asked:
    """Finds the language and ``--json`` in the words of a call, which may be a wrong one."""
    seen = argparse.Namespace(lang=[], json=False)
    finder = _Finder(add_help=False, allow_abbrev=False, formatter_class=unseen)
    finder.add_argument("--lang", nargs="?", action="append")
    finder.add_argument("--json", action="store_true")
    with suppress(_NotFoundError):  # what is wrong is said by the parser of the whole call
        finder.parse_known_args(words, seen)
    language = language_of(os.environ)
    for word in seen.lang:
        language = next((known for known in LANGUAGES if known == word), language)
    return Asked(language, seen.json)


def unseen(prog: str) -> argparse.HelpFormatter:
    """A layout of help that nobody sees: it does not ask how wide the terminal is."""
    return argparse.HelpFormatter(prog, width=80)


class _NotFoundError(Exception):
    """The call is wrong already in what is looked for."""


class _Finder(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _NotFoundError(message)


@contextmanager
def argparse_speaks(language: Language) -> Iterator[None]:
    """In the block argparse says what it says of its own in ``language``.

    It asks gettext for its words, by the two names that its module gives the functions; here they
    are taken from the catalogue. What the catalogue does not know stays English.
    """
    module = vars(argparse)
    before: dict[str, Any] = {name: module[name] for name in ("_", "ngettext") if name in module}
    if language != "en":
        known = {words_of(code).en: words_of(code).zh for code in OF_ARGPARSE}
        module.update(_=_gettext(known), ngettext=_ngettext(known))
    try:
        yield
    finally:
        module.update(before)


def _gettext(known: Mapping[str, str]) -> Callable[[str], str]:
    return lambda text: known.get(text, text)


def _ngettext(known: Mapping[str, str]) -> Callable[[str, str, int], str]:
    def translated(one: str, several: str, count: int) -> str:
        text = one if count == 1 else several
        return known.get(text, text)

    return translated
