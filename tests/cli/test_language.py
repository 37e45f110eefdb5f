"""The language of a call: named, or that of the locale; argparse's own words in it."""

from __future__ import annotations

import argparse
import ast
import inspect
from collections.abc import Iterator

import pytest

from pipeline.cli.language import OF_ARGPARSE, argparse_speaks, language_of, look_ahead
from pipeline.messages import words_of

# What argparse says to programmers, and to users of what this command line has none of.
NOT_SAID = {
    "'required' is an invalid argument for positionals",
    'argument "-" with mode %r',
    "can't open '%(filename)s': %(error)s",
    "cannot merge actions - two groups are named %r",
    "cannot have multiple subparser arguments",
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "conflicting subparser: %s",
    "conflicting subparser alias: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
    "not allowed with argument %s",
    "one of the arguments %s is required",
    "show this help message and exit",
    "show program's version number and exit",
    "unexpected option string: %s",
    "%r is not callable",
    ".__call__() not defined",
    "%(prog)s: error: %(message)s\n",
    "%(prog)s: warning: %(message)s\n",
    " (default: %(default)s)",
    "subcommands",
    "command '%(parser_name)s' is deprecated",
    "option '%(option)s' is deprecated",
    "argument '%(argument_name)s' is deprecated",
}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
    ids=str,
)
def test_the_locale_says_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


@pytest.mark.parametrize(
    ("call", "language", "json"),
    [
        (["check", "--lang", "zh"], "zh", False),
        (["--lang=zh", "check", "--json"], "zh", True),
        (["check", "--lang", "fr"], "en", False),
        (["check", "--lang"], "en", False),
        (["--json=1", "--nothing"], "en", False),
        (["explain", "--", "--json"], "en", False),
    ],
    ids=str,
)
def test_a_wrong_call_is_answered_as_it_asks(call: list[str], language: str, json: bool) -> None:
    asked = look_ahead(call)
    assert (asked.language, asked.json) == (language, json)


def said_by_argparse() -> Iterator[str]:
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in ("_", "ngettext"):
            texts = [argument for argument in node.args if isinstance(argument, ast.Constant)]
            yield from (str(text.value) for text in texts)


def test_what_argparse_may_say_to_a_user_is_in_the_catalogue() -> None:
    """In this version of Python; a text that is new in another one would stay English."""
    assert set(said_by_argparse()) - NOT_SAID - {words_of(code).en for code in OF_ARGPARSE} == set()


def test_argparse_speaks_english_again_afterwards() -> None:
    parser = argparse.ArgumentParser(prog="p", exit_on_error=False)
    with argparse_speaks("zh"):
        assert parser.format_usage().startswith("用法：")
    assert parser.format_usage().startswith("usage: ")
