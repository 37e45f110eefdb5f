"""The command line: runs one command and ends with its exit code."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence

from pipeline.cli.arguments import parse, parser
from pipeline.cli.commands import COMMANDS
from pipeline.cli.failures import report_failure
from pipeline.cli.language import Asked, look_ahead
from pipeline.cli.terminal import Terminated, ended_in_order
from pipeline.errors import PipelineError, UsageError

__all__ = ["main", "parser"]

# Where this variable is set, a fault of the program shows its traceback.
TRACEBACK = "NOTICE_PIPELINE_TRACEBACK"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    The exit code is 0 done, 1 read but something critical fails, 2 unusable input or call, 130
    stopped by Ctrl-C, 143 by SIGTERM.

    Raises:
        SystemExit: help was asked for, or the call is wrong.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal may know fewer characters than a notice has.
        sys.stdout.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    if arguments is None and words[:1] == ["tables"]:
        atexit.register(gc.freeze)  # what there is at its end need not be looked through once more
    asked = look_ahead(words)
    try:
        return _run(words, asked)
    except BrokenPipeError:
        return 0


def _run(words: Sequence[str], asked: Asked) -> int:
    try:
        options = parse(words, asked.language)
    except UsageError as error:
        sys.exit(report_failure(error, asked))
    try:
        with ended_in_order():
            return COMMANDS[options.command](options)
    except PipelineError as error:
        return report_failure(error, asked)
    except KeyboardInterrupt as stop:
        report_failure(PipelineError("cli.stopped"), asked)
        return 143 if isinstance(stop, Terminated) else 130
    except BrokenPipeError:
        raise
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        return report_failure(_fault(error), asked)


def _fault(error: Exception) -> PipelineError:
    what = f"{type(error).__name__} {error}"[:200]
    # It is no wrong call, but like one it ends without a publication.
    return UsageError("cli.fault", what=what, variable=TRACEBACK)
