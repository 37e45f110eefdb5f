"""A call of one command is understood as by the parser of all of them."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.cli.arguments import COMMANDS, parse, parser
from pipeline.cli.language import argparse_speaks
from pipeline.errors import UsageError
from pipeline.messages import LANGUAGES, Language

CALLS = [
    *([command.name] for command in COMMANDS),
    *([command.name, "x", "y"] for command in COMMANDS),
    *([command.name, "x", "--lang", "zh", "--jso"] for command in COMMANDS),
    *([command.name, "--lang", "fr"] for command in COMMANDS),
    ["tables", "a.pdf", "--json", "--pages", "3-5", "--engine", "camelot"],
    ["tables", "a.pdf", "--pages=3", "--max-pages", "7", "--max-memory=50"],
    ["tables", "a.pdf", "--max-pages", "many"],
    ["tables", "--engine", "other", "a.pdf"],
    ["tables", "--none", "a.pdf"],
    ["tables", "--", "-h.pdf"],
    ["extract", "--out", "x", "--max-open", "3", "--strict", "--table"],
    ["explain", "77", "target", "--in", "x"],
    ["explain", "seven"],
    ["batch", "a", "b", "--out", "x", "--spec", "1", "--spec", "2"],
    ["--lang", "zh", "tables", "a.pdf"],
    ["nothing"],
    [],
]


def said(call: list[str], language: Language, whole: bool) -> Any:
    try:
        if not whole:
            return vars(parse(call, language))
        with argparse_speaks(language):
            return vars(parser(language).parse_args(call))
    except UsageError as error:
        return error.message, error.where


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_it_is_understood_alike(call: list[str], language: Language) -> None:
    assert said(call, language, whole=False) == said(call, language, whole=True)


@pytest.mark.parametrize("call", [["tables", "--help"], ["tables", "a.pdf", "--hel"]])
def test_help_of_a_command_is_whole(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(call, "en")
    shown = capsys.readouterr().out
    with pytest.raises(SystemExit):
        parser("en").parse_args(call)
    assert shown == capsys.readouterr().out
    assert "--max-pages N" in shown
    assert "FILE" in shown
