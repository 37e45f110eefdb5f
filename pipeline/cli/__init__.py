"""Arguments, exit codes, progress; no logic."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, NoReturn

from pipeline.cli.terminal import Terminated, end_bar, ended_in_order, one_line, progress, say
from pipeline.errors import PipelineError, UsageError
from pipeline.messages import message, render
from pipeline.sandbox.limits import Limits
from pipeline.text import escaped_json, json_text, well_formed

SOURCE = Path("raw/notice.pdf")
OUT = Path("extracted")
ENGINES = ("both", "pdfplumber", "camelot")
TRACEBACK = "NOTICE_PIPELINE_TRACEBACK"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    The exit code is 0 done, 1 read but something critical fails, 2 unusable input or call.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            errors="backslashreplace"
        )  # a terminal may know fewer characters than a notice has
    options = parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        with ended_in_order():
            return command(options)
    except PipelineError as error:
        end_bar()
        print(f"notice-pipeline: {one_line(str(error))}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt as stop:
        end_bar()
        print("notice-pipeline: stopped; what was published is whole", file=sys.stderr)
        return 143 if isinstance(stop, Terminated) else 130
    except BrokenPipeError:
        return 0
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        end_bar()
        what = one_line(f"{type(error).__name__} {error}"[:200])
        print(
            f"notice-pipeline: a fault of the program, nothing was published: {what}; "
            f"please report the file ({TRACEBACK}=1 shows where)",
            file=sys.stderr,
        )
        return 2


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call on one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"notice-pipeline: {one_line(message)}; {self.prog} --help shows the call\n")


def parser() -> argparse.ArgumentParser:
    """The command line as the contract has it."""
    top = _Parser(
        prog="notice-pipeline",
        description="Turns a county notice's attachment table into validated Parquet tables.",
    )
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _extract(commands.add_parser("extract", help="the whole pipeline on one document"))
    _check(
        commands.add_parser(
            "check", help="validate the tables that lie in a folder, from the files alone"
        )
    )
    _explain(commands.add_parser("explain", help="say where a value came from"))
    _tables(
        commands.add_parser(
            "tables", help="read the ruled tables of any PDF, stitched over its pages"
        )
    )
    _review(
        commands.add_parser("review", help="list the cells that are open, with what each may read")
    )
    _export(
        commands.add_parser(
            "export", help="write an Excel workbook and CSV files from a publication"
        )
    )
    dictionary = commands.add_parser("dictionary", help="print the data dictionary")
    dictionary.set_defaults(command=_run_dictionary)
    return top


def _extract(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "source",
        nargs="?",
        type=Path,
        default=SOURCE,
        metavar="SOURCE",
        help="a PDF or a transcription",
    )
    command.add_argument(
        "--out", type=Path, default=OUT, metavar="DIR", help="where to publish (default: extracted)"
    )
    command.add_argument(
        "--spec", type=Path, metavar="FILE", help="the form's spec (default: the built-in form)"
    )
    command.add_argument("--corrections", type=Path, metavar="FILE", help="people's decisions")
    command.add_argument(
        "--engine", choices=ENGINES, default="both", help="which reader(s) a PDF is read with"
    )
    command.add_argument(
        "--notice-id", type=well_formed, metavar="ID", help="identifies the notice in every table"
    )
    command.add_argument("--no-report", action="store_true", help="write no report.html")
    command.add_argument("--force", action="store_true", help="work even when nothing changed")
    command.add_argument("--json", action="store_true", help="print the summary as JSON")
    _limits(command)
    command.set_defaults(command=_run_extract)


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "dir", nargs="?", type=Path, default=OUT, metavar="DIR", help="default: extracted"
    )
    command.add_argument("--json", action="store_true", help="print the results as JSON")
    command.set_defaults(command=_run_check)


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("seq", type=int, metavar="SEQ", help="serial number (序号) of the row")
    command.add_argument(
        "column", nargs="?", metavar="COLUMN", help="one column of indicators (default: all)"
    )
    command.add_argument(
        "--in", dest="dir", type=Path, default=OUT, metavar="DIR", help="default: extracted"
    )
    command.set_defaults(command=_run_explain)


def _tables(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="a PDF")
    command.add_argument(
        "--json", action="store_true", help="print pages, tables and findings as JSON"
    )
    command.add_argument("--pages", metavar="3-5", help="only these pages, like 3-5 or 1,4-6")
    command.add_argument("--engine", choices=ENGINES, default="both", help="which reader(s) to use")
    _limits(command)
    command.set_defaults(command=_run_tables)


def _limits(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("limits", "what a document may ask for at most")
    for one in fields(Limits):
        flag = one.metadata["flag"]
        unit, what = (render(message(one.metadata[key])) for key in ("unit", "what"))
        text = f"{what} ({unit}; default: {one.default:,})"
        group.add_argument(
            flag, dest=f"max_{one.name}", type=int, default=one.default, metavar="N", help=text
        )


def _limits_of(options: argparse.Namespace) -> Limits:
    return Limits(**{one.name: getattr(options, f"max_{one.name}") for one in fields(Limits)})


def _review(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "dir", nargs="?", type=Path, default=OUT, metavar="DIR", help="default: extracted"
    )
    command.add_argument(
        "--entries", action="store_true", help="with an entry for corrections.yml under each"
    )
    command.add_argument("--json", action="store_true", help="print the open cells as JSON")
    command.set_defaults(command=_run_review)


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "dir", nargs="?", type=Path, default=OUT, metavar="DIR", help="default: extracted"
    )
    command.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where to write (default: DIR/export)"
    )
    command.set_defaults(command=_run_export)


def _run_extract(options: argparse.Namespace) -> int:
    from pipeline.run import Request, extract
    from pipeline.sandbox.clock import quiet

    request = Request(
        source=options.source,
        out=options.out,
        spec=options.spec,
        corrections=options.corrections,
        engine=options.engine,
        notice_id=options.notice_id,
        report=not options.no_report,
        force=options.force,
        limits=_limits_of(options),
    )
    outcome = extract(request, progress if sys.stderr.isatty() else quiet)
    end_bar()
    if options.json:
        print(
            json_text(
                {**outcome.summary, "unchanged": outcome.unchanged, "failures": outcome.failures}
            )
        )
    else:
        _print_summary(outcome.summary, outcome.unchanged, options.out)
        for failure in outcome.failures:
            say(f"  ✗ {failure}")
    if not outcome.ok:
        print(f"notice-pipeline: {one_line(_refusal(outcome.failures, options))}", file=sys.stderr)
    return 0 if outcome.ok else 1


def _refusal(failures: Sequence[str], options: argparse.Namespace) -> str:
    count = "a critical check" if len(failures) == 1 else f"{len(failures)} critical checks"
    return (
        f"{options.source.name}: not published, {count} failed: {'; '.join(failures[:1])}; "
        f"the rejected tables lie in {options.out / 'rejected'}"
    )


def _print_summary(summary: Mapping[str, Any], unchanged: bool, out: Path) -> None:
    points = ", ".join(
        f"{section} {value:g}" for section, value in summary.get("points", {}).items()
    )
    found = ", ".join(
        f"{count} {severity}" for severity, count in summary.get("findings", {}).items()
    )
    seconds = ", ".join(
        f"{stage} {value:.2f}" for stage, value in summary.get("seconds", {}).items()
    )
    say(str(summary.get("title") or summary.get("notice_id")))
    count = f"{summary.get('indicators')} rows, {summary.get('values')} values"
    say(f"  indicators  {count}; points {points or 'none stated'}")
    say(
        f"  values      {summary.get('certain')} certain (of them {summary.get('repaired')} repaired, "
        f"{summary.get('derived')} derived from the sums), "
        f"{summary.get('open')} open on {summary.get('rows_to_review')} rows to review"
    )
    say(f"  findings    {found}")
    say(f"  seconds     {seconds}")
    if unchanged:
        say(f"  unchanged   {out} already holds this publication (--force works it again)")


def _run_check(options: argparse.Namespace) -> int:
    from pipeline.publication.state import expectations_dir
    from pipeline.validate import check

    report = check(options.dir, expectations_dir())
    if options.json:
        print(escaped_json(report.to_json()))
        return 0 if report.ok else 1
    failed = [result for result in report.results if not result.success]
    for result in failed:
        say(
            f"  {'✗' if result.severity == 'critical' else '!'} {result.severity}: {result.message}"
        )
    say(
        f"{options.dir}: {len(report.results)} checks, {len(failed)} failed; {'sound' if report.ok else 'not sound'}"
    )
    return 0 if report.ok else 1


def _run_explain(options: argparse.Namespace) -> int:
    from pipeline.publication.load import load
    from pipeline.views.explain import explain

    for line in explain(load(options.dir), options.seq, options.column):
        say(line)
    return 0


def _run_tables(options: argparse.Namespace) -> int:
    from pipeline.run import read_tables
    from pipeline.sandbox.clock import quiet

    result = read_tables(
        options.file,
        _pages(options.pages),
        options.engine,
        progress if sys.stderr.isatty() else quiet,
        _limits_of(options),
    )
    end_bar()
    if options.json:
        sys.stdout.writelines(result.as_json())
    else:
        for line in result.as_text():
            say(line)
    return 0 if result.ok else 1


def _run_review(options: argparse.Namespace) -> int:
    from pipeline.publication.load import load
    from pipeline.views.review import as_list, review

    tables = load(options.dir)
    if options.json:
        print(json_text(as_list(tables)))
        return 0
    for line in review(tables, options.entries):
        say(line)
    return 0


def _run_export(options: argparse.Namespace) -> int:
    from pipeline.publication.load import load
    from pipeline.views.export import FOLDER, export

    tables, to = load(options.dir), options.to or options.dir / FOLDER
    if options.to is None and to.is_symlink():
        raise UsageError(f"{to}: a link; remove it, or name the folder behind it with --to")
    for path in export(tables, to):
        say(str(path))
    return 0


def _run_dictionary(_: argparse.Namespace) -> int:
    from pipeline.schema import dictionary

    print(dictionary(), end="")
    return 0


def _pages(text: str | None) -> list[int] | None:
    """``1,4-6`` → [1, 4, 5, 6]; UsageError for anything else."""
    if text is None:
        return None
    pages: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not (first.isdecimal() and last.isdecimal() == bool(dash)) or len(part) > 12:
            raise UsageError(f"--pages {text}: expected pages like 3-5 or 1,4-6")
        start, stop = int(first), int(last or first)
        if not 0 < start <= stop or stop - start > 100_000:
            raise UsageError(f"--pages {text}: pages count upwards from 1")
        pages += range(start, stop + 1)
    return sorted(set(pages))
