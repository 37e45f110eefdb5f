"""How a command says that it failed: a line on standard error, JSON where that is asked for."""

from __future__ import annotations

import sys
from typing import Any

from pipeline.cli.language import Asked
from pipeline.cli.terminal import end_bar, one_line
from pipeline.errors import PipelineError
from pipeline.messages import Language, render, what_to_do
from pipeline.text import json_text


def report_failure(error: PipelineError, asked: Asked) -> int:
    """Says what failed, in the form that was asked for; the exit code."""
    end_bar()
    if asked.json:
        print(json_text(as_json(error, asked.language)))
    say_failure(error, asked.language)
    return error.exit_code


def say_failure(error: PipelineError, language: Language) -> None:
    """One line on standard error: what, where, what to do."""
    print(f"notice-pipeline: {one_line(error.say(language))}", file=sys.stderr)


def as_json(error: PipelineError, language: Language) -> dict[str, Any]:
    """The failure for programs; ``where`` and ``do`` are null where there is nothing to say."""
    told = {
        "code": error.message.code,
        "message": render(error.message, language),
        "where": error.where,
        "do": what_to_do(error.message, language) or None,
    }
    return {"error": told}
