"""The command that works many documents: a line or a bar while it goes, the sums at its end."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from pipeline.cli.arguments import limits_of, most_open
from pipeline.cli.terminal import end_bar, printable, progress, say
from pipeline.errors import UsageError
from pipeline.messages import Language, render
from pipeline.messages.names import named
from pipeline.text import json_text

if TYPE_CHECKING:
    from pipeline.batches import Order, Row
    from pipeline.batches.whole import Watch


def run_batch(options: Namespace) -> int:
    """Works many documents; 1 where one of them is not published, or leaves too much open."""
    from pipeline.batches import run
    from pipeline.batches.show import as_dict, closing, too_open

    most = most_open(options)
    result = run(_order(options), _watch(options.lang))
    end_bar()
    if options.json:
        print(json_text(as_dict(result, most, options.lang)))
    else:
        for line in closing(result, most, options.lang):
            say(line)
    return 0 if result.ok and not too_open(result, most) else 1


def _order(options: Namespace) -> Order:
    from pipeline.batches import Order

    if options.workers is not None and options.workers < 1:
        raise UsageError("cli.no-worker", where=f"--workers {options.workers}")
    return Order(
        sources=tuple(options.sources),
        out=options.out,
        specs=tuple(options.spec or ()),
        corrections=options.corrections,
        engine=options.engine,
        naming=options.ids,
        workers=options.workers,
        scheduler=options.scheduler,
        force=options.force,
        report=options.report,
        dry_run=options.dry_run,
        limits=limits_of(options),
    )


def _watch(language: Language) -> Watch:
    """On a terminal a bar and a line for what fails; elsewhere a line for each document."""
    from pipeline.batches.show import line

    on_terminal = sys.stderr.isatty()

    def watch(
        row: Row,
        done: int,
        of: int,
    ) -> None:
        if row.exit_code or not on_terminal:
            end_bar()
            print(printable(render(line(row), language)), file=sys.stderr, flush=True)
        if on_terminal:
            progress(named("stage", "batch", language), done, of)

    return watch
