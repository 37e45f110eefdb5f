"""What each command does: asks the package, prints its answer; the exit code.

Rooms are imported by the command that needs them, so that help opens without anything heavy.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from pipeline.cli.arguments import limits_of, most_open, page_numbers
from pipeline.cli.failures import as_json, say_failure
from pipeline.cli.many import run_batch
from pipeline.cli.terminal import end_bar, progress, say
from pipeline.errors import UsageError, ValidationError
from pipeline.messages import Language, Message, message, render
from pipeline.messages.names import named
from pipeline.sandbox.clock import Progress, quiet
from pipeline.text import escaped_json, json_text

if TYPE_CHECKING:
    from pipeline.inputs import Outcome
    from pipeline.validate.result import ValidationReport


def run_extract(options: Namespace) -> int:
    """The whole pipeline on one document; 1 where it was read and is not published."""
    from pipeline.run import Request, extract

    request = Request(
        source=options.source,
        out=options.out,
        spec=options.spec,
        corrections=options.corrections,
        engine=options.engine,
        notice_id=options.notice_id,
        report=not options.no_report,
        force=options.force,
        max_open=most_open(options),
        limits=limits_of(options),
        table=options.table,
        draft=options.draft,
    )
    outcome = extract(request, _progress(options.lang))
    end_bar()
    refusal = None if outcome.ok else _refusal(outcome, options)
    if options.json:
        error = {} if refusal is None else as_json(refusal, options.lang)
        print(json_text({**_as_json(outcome, options.lang), **error}))
    else:
        _print_outcome(outcome, options)
    if refusal is None:
        return 0
    say_failure(refusal, options.lang)
    return refusal.exit_code


def _as_json(outcome: Outcome, language: Language) -> dict[str, Any]:
    failures = _failures(outcome, language)
    return {**outcome.summary, "unchanged": outcome.unchanged, "failures": failures}


def _print_outcome(outcome: Outcome, options: Namespace) -> None:
    from pipeline.views.summary import summary_lines

    held_by = options.out if outcome.unchanged else None
    _say_all(summary_lines(outcome.summary, options.lang, held_by))
    for failure in _failures(outcome, options.lang):
        say(f"  ✗ {failure}")


def _failures(outcome: Outcome, language: Language) -> list[str]:
    told = [message("cli.failure", text=failure) for failure in outcome.rejections]
    return [render(one, language) for one in told]


def _refusal(outcome: Outcome, options: Namespace) -> ValidationError:
    where, checks = options.source.name, _checks(len(outcome.rejections))
    first = outcome.rejections[:1]
    if outcome.unchanged:  # published when more could be open
        folder = str(options.out)
        return ValidationError("cli.refused-before", where, first=first, folder=folder)
    rejected = str(options.out / "rejected")
    return ValidationError("cli.refused", where, checks=checks, first=first, folder=rejected)


def _checks(count: int) -> Message:
    """How many critical checks failed."""
    if count == 1:
        return message("cli.one-check")
    return message("cli.several-checks", count=count)


def run_check(options: Namespace) -> int:
    """Validates a publication again; 1 where something critical does not hold."""
    from pipeline.publication.state import expectations_dir
    from pipeline.validate import check
    from pipeline.validate.imports import import_less

    import_less()
    report = check(options.dir, expectations_dir(), most_open(options))
    told = json.loads(report.to_json())
    if not options.json:
        _print_checks(told, options)
    elif report.ok:
        print(escaped_json(report.to_json()))
    else:
        failed = _not_sound(report, options)
        print(json_text({**told, **as_json(failed, options.lang)}))
    return 0 if report.ok else 1


def _not_sound(report: ValidationReport, options: Namespace) -> ValidationError:
    """What a check that fails says beside its results."""
    rejections = report.rejections
    return ValidationError(
        "cli.not-sound-there",
        where=options.dir,
        checks=_checks(len(rejections)),
        first=rejections[0],
    )


def _print_checks(report: dict[str, Any], options: Namespace) -> None:
    """The checks that fail, as validation.json has them, and how many there were."""
    from pipeline.views.said import said

    failed = [result for result in report["results"] if not result["success"]]
    for result in failed:
        severity = result["severity"]
        told = message("cli.failed-check", severity=severity, text=said(result, options.lang))
        mark = "✗" if severity == "critical" else "!"
        say(f"  {mark} {render(told, options.lang)}")
    closing = message(
        "cli.checked",
        folder=str(options.dir),
        checks=len(report["results"]),
        failed=len(failed),
        verdict=message("cli.sound") if report["ok"] else message("cli.not-sound"),
    )
    say(render(closing, options.lang))


def run_explain(options: Namespace) -> int:
    """Says where a value came from."""
    from pipeline.publication.load import load
    from pipeline.views.explain import as_dict, explain

    asked = (load(options.dir), options.seq, options.column, options.lang)
    if options.json:
        print(json_text(as_dict(*asked)))
    else:
        _say_all(explain(*asked))
    return 0


def run_tables(options: Namespace) -> int:
    """Reads the ruled tables of a document; 1 where something was lost on the way."""
    from pipeline.formless import read_tables

    pages = page_numbers(options.pages)
    limits = limits_of(options)
    result = read_tables(options.file, pages, options.engine, _progress(options.lang), limits)
    end_bar()
    if options.json:
        sys.stdout.writelines(result.as_json())
    else:
        _say_all(result.as_text(options.lang))
    return 0 if result.ok else 1


def run_draft(options: Namespace) -> int:
    """Prints a spec for a document's attachment."""
    from pipeline.formless import draft_spec

    text = draft_spec(options.file, options.table, _progress(options.lang), limits_of(options))
    end_bar()
    print(json_text({"spec": text}) if options.json else text.rstrip("\n"))
    return 0


def run_review(options: Namespace) -> int:
    """Lists what a publication leaves open."""
    from pipeline.publication.dataset import is_dataset
    from pipeline.publication.load import load
    from pipeline.views.review import as_list, review

    if is_dataset(options.dir):
        return _review_many(options)
    tables = load(options.dir)
    if options.json:
        print(json_text(as_list(tables, options.lang)))
    else:
        _say_all(review(tables, options.entries, options.lang))
    return 0


def _review_many(options: Namespace) -> int:
    from pipeline.views.review_many import as_list_of_all, review_many

    if options.json:
        print(json_text(as_list_of_all(options.dir, options.lang)))
    else:
        _say_all(review_many(options.dir, options.entries, options.lang))
    return 0


def run_export(options: Namespace) -> int:
    """Writes a workbook and CSV files, and prints their names."""
    from pipeline.publication.load import load
    from pipeline.views.export import FOLDER, export

    tables = load(options.dir)
    to = options.to or options.dir / FOLDER
    if options.to is None and to.is_symlink():
        raise UsageError("cli.link", where=to)
    paths = [str(path) for path in export(tables, to)]
    if options.json:
        print(json_text({"files": paths}))
    else:
        _say_all(paths)
    return 0


def run_diff(options: Namespace) -> int:
    """Says what changed between two publications or states of many; 1 where something did."""
    from pipeline.views.diff import as_dict, as_lines, diff

    difference = diff(options.old, options.new)
    if options.json:
        print(json_text(as_dict(difference)))
    else:
        _say_all(as_lines(difference, options.lang))
    return 1 if difference else 0


def run_dictionary(options: Namespace) -> int:
    """Prints the data dictionary, in English as it is published."""
    from pipeline.schema import dictionary
    from pipeline.views.dictionary import as_dict

    if options.json:
        print(json_text(as_dict()))
    else:
        print(dictionary(), end="")
    return 0


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "extract": run_extract,
    "check": run_check,
    "explain": run_explain,
    "tables": run_tables,
    "draft": run_draft,
    "review": run_review,
    "export": run_export,
    "batch": run_batch,
    "diff": run_diff,
    "dictionary": run_dictionary,
}


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _progress(language: Language) -> Progress:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return quiet
    return lambda stage, done, of: progress(named("stage", stage, language), done, of)
