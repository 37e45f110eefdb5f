"""The commands with their arguments and options, as data, and the parser that is made of them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NoReturn

from pipeline.cli.language import argparse_speaks, language_of, unseen
from pipeline.errors import UsageError
from pipeline.messages import LANGUAGES, Language, Message, message, render, text
from pipeline.sandbox.limits import Limits
from pipeline.text import well_formed
from pipeline.views.width import wrapped

PROGRAM = "notice-pipeline"
SOURCE = Path("raw/notice.pdf")
OUT = Path("extracted")
# Says a message, or nothing where nobody will see it.
Tell = Callable[[Message], str | None]
ABOUT = message("cli.about")
ENGINES = ("auto", "both", "pdfium", "pdfplumber", "camelot")
# Characters of a part of --pages, and pages that it names.
LONGEST_PART, MOST_PAGES = 12, 100_000


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument or option: its name, its help, and what else argparse is told of it."""

    name: str
    help: Message
    takes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, its help, what it takes; whether it takes the limits of a document."""

    name: str
    help: Message
    arguments: tuple[Argument, ...]
    limits: bool = False


_FLAG = {"action": "store_true"}
_FOLDER = {"type": Path, "default": OUT, "metavar": "DIR"}
_FILE = {"type": Path, "metavar": "FILE"}
_NUMBER = {"type": int, "metavar": "N"}
_ENGINE = {"choices": ENGINES, "default": "both"}
_ENGINE_OF_TABLES = {"choices": ENGINES, "default": "auto"}
_PUBLICATION = Argument("dir", message("cli.folder"), {"nargs": "?", **_FOLDER})
_NAMINGS = ("stem", "path")
_GATES = (
    Argument("--strict", message("cli.strict"), _FLAG),
    Argument("--max-open", message("cli.max-open"), {"type": int, "metavar": "N"}),
)
_SOURCE = {"nargs": "?", "type": Path, "default": SOURCE, "metavar": "SOURCE"}

COMMANDS = (
    Command(
        "extract",
        message("cli.extract"),
        (
            Argument("source", message("cli.source"), _SOURCE),
            Argument("--out", message("cli.out"), _FOLDER),
            Argument("--spec", message("cli.spec"), _FILE),
            Argument("--corrections", message("cli.corrections"), _FILE),
            Argument("--engine", message("cli.engine"), _ENGINE),
            Argument(
                "--notice-id", message("cli.notice-id"), {"type": well_formed, "metavar": "ID"}
            ),
            Argument("--no-report", message("cli.no-report"), _FLAG),
            Argument("--force", message("cli.force"), _FLAG),
            Argument("--table", message("cli.table"), _NUMBER),
            Argument("--draft", message("cli.draft-and-go-on"), _FLAG),
            *_GATES,
            Argument("--json", message("cli.json-summary"), _FLAG),
        ),
        limits=True,
    ),
    Command(
        "check",
        message("cli.check"),
        (_PUBLICATION, *_GATES, Argument("--json", message("cli.json-checks"), _FLAG)),
    ),
    Command(
        "explain",
        message("cli.explain"),
        (
            Argument("seq", message("cli.seq"), {"type": int, "metavar": "SEQ"}),
            Argument("column", message("cli.column"), {"nargs": "?", "metavar": "COLUMN"}),
            Argument("--in", message("cli.folder"), {"dest": "dir", **_FOLDER}),
            Argument("--json", message("cli.json-explanation"), _FLAG),
        ),
    ),
    Command(
        "tables",
        message("cli.tables"),
        (
            Argument("file", message("cli.file"), _FILE),
            Argument("--json", message("cli.json-tables"), _FLAG),
            Argument("--pages", message("cli.pages"), {"metavar": "3-5"}),
            Argument("--engine", message("cli.engine-of-tables"), _ENGINE_OF_TABLES),
        ),
        limits=True,
    ),
    Command(
        "draft",
        message("cli.draft"),
        (
            Argument("file", message("cli.file"), _FILE),
            Argument("--table", message("cli.table-to-draft"), _NUMBER),
            Argument("--json", message("cli.json-draft"), _FLAG),
        ),
        limits=True,
    ),
    Command(
        "review",
        message("cli.review"),
        (
            _PUBLICATION,
            Argument("--entries", message("cli.entries"), _FLAG),
            Argument("--json", message("cli.json-open"), _FLAG),
        ),
    ),
    Command(
        "export",
        message("cli.export"),
        (
            _PUBLICATION,
            Argument("--to", message("cli.to"), {"type": Path, "metavar": "FOLDER"}),
            Argument("--json", message("cli.json-files"), _FLAG),
        ),
    ),
    Command(
        "batch",
        message("cli.batch"),
        (
            Argument("sources", message("cli.sources"), {"nargs": "+", "metavar": "SOURCE"}),
            Argument("--out", message("cli.out-of-batch"), {**_FILE, "required": True}),
            Argument("--workers", message("cli.workers"), {"type": int, "metavar": "N"}),
            Argument("--scheduler", message("cli.scheduler"), {"metavar": "ADDRESS"}),
            Argument("--spec", message("cli.specs"), {"action": "append", **_FILE}),
            Argument("--corrections", message("cli.corrections-of-all"), _FILE),
            Argument("--engine", message("cli.engine"), _ENGINE_OF_TABLES),
            Argument("--ids", message("cli.ids"), {"choices": _NAMINGS, "default": "stem"}),
            Argument("--report", message("cli.report-of-each"), _FLAG),
            Argument("--dry-run", message("cli.dry-run"), _FLAG),
            Argument("--force", message("cli.force"), _FLAG),
            *_GATES,
            Argument("--json", message("cli.json-summary"), _FLAG),
        ),
        limits=True,
    ),
    Command(
        "diff",
        message("cli.diff"),
        (
            Argument("old", message("cli.old"), {"type": Path, "metavar": "OLD"}),
            Argument("new", message("cli.new"), {"type": Path, "metavar": "NEW"}),
            Argument("--json", message("cli.json-difference"), _FLAG),
        ),
    ),
    Command(
        "dictionary",
        message("cli.dictionary"),
        (Argument("--json", message("cli.json-dictionary"), _FLAG),),
    ),
)


def parse(words: Sequence[str], language: Language) -> argparse.Namespace:
    """The options of a call; ``lang`` is the language to answer in.

    Raises:
        UsageError: the call is wrong.
        SystemExit: help or the version was asked for, and shown.
    """
    with argparse_speaks(language):
        return parser(language, _only(words)).parse_args(words)


def _only(words: Sequence[str]) -> Command | None:
    """The command of a call that begins with it and asks for no help: no other one is looked at."""
    if any(word.startswith(("-h", "--h")) for word in words):
        return None
    return next((one for one in COMMANDS if words[:1] == [one.name]), None)


def parser(language: Language = "en", only: Command | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line, its help in ``language``.

    Of calls of one command alone, where it is given; it has no help then.
    """
    tell = _untold if only else _teller(language)
    top = _Parser(PROGRAM, tell, language)
    top.add_argument("--version", action=_Version, help=tell(message("cli.version")))
    _add_language(top, tell, default=language_of(os.environ))
    title = tell(message("cli.commands")) or ""
    group = top.add_subparsers(title=title, required=True, metavar="COMMAND", dest="command")
    for command in [only] if only else COMMANDS:
        own = group.add_parser(
            command.name,
            help=tell(command.help),
            tell=tell,
            language=language,
            about=command.help,
        )
        for argument in command.arguments:
            own.add_argument(argument.name, help=tell(argument.help), **argument.takes)
        # What stands before the command holds unless the command is told otherwise.
        _add_language(own, tell, default=argparse.SUPPRESS)
        if command.limits:
            _add_limits(own, tell)
    return top


def _untold(_: Message) -> None:
    """Says nothing."""


def _teller(language: Language) -> Tell:
    return lambda told: render(told, language)


class _Parser(argparse.ArgumentParser):
    """Raises what is wrong with a call as an error of this package."""

    def __init__(
        self,
        prog: str,
        tell: Tell,
        language: Language = "en",
        about: Message = ABOUT,
    ) -> None:
        described = tell(about)
        layout: Any = _Layout if language == "zh" else argparse.HelpFormatter
        if described is None:
            layout = unseen
        super().__init__(prog, description=described, add_help=False, formatter_class=layout)
        self.add_argument("-h", "--help", action="help", help=tell(message("cli.help")))

    def error(self, message: str) -> NoReturn:
        raise UsageError("cli.wrong-call", what=text(message), program=self.prog)


class _Layout(argparse.HelpFormatter):
    """Breaks lines where Chinese may break."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width))


class _Version(argparse.Action):
    """Shows the version and ends."""

    def __init__(self, option_strings: Sequence[str], dest: str, **takes: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, **takes)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(f"{PROGRAM} {version()}")
        parser.exit()


def version() -> str:
    """The version of this package: of the repository that it stands in, else as installed."""
    import tomllib
    from importlib import metadata

    project = Path(__file__).parents[2] / "pyproject.toml"
    if project.is_file():
        found = tomllib.loads(project.read_text("utf-8")).get("project", {})
        if found.get("name") == PROGRAM:
            return str(found["version"])
    return metadata.version(PROGRAM)


def _add_language(command: argparse.ArgumentParser, tell: Tell, default: str) -> None:
    told = tell(message("cli.language"))
    command.add_argument("--lang", choices=LANGUAGES, default=default, help=told)


def _add_limits(command: argparse.ArgumentParser, tell: Tell) -> None:
    title = tell(message("cli.limits"))
    about = tell(message("cli.limits-about"))
    group = command.add_argument_group(title, about)
    for one in fields(Limits):
        told = message(
            "cli.limit",
            what=message(one.metadata["what"]),
            unit=message(one.metadata["unit"]),
            default=one.default,
        )
        group.add_argument(
            one.metadata["flag"],
            dest=f"max_{one.name}",
            type=int,
            default=one.default,
            metavar="N",
            help=tell(told),
        )


def limits_of(options: argparse.Namespace) -> Limits:
    """The limits that a call sets.

    Raises:
        UsageError: one of them is out of bounds.
    """
    return Limits(**{one.name: getattr(options, f"max_{one.name}") for one in fields(Limits)})


def most_open(options: argparse.Namespace) -> int | None:
    """How many cells may be open; None for any number.

    Raises:
        UsageError: fewer than none.
    """
    if options.strict:
        return 0
    most: int | None = options.max_open
    if most is not None and most < 0:
        raise UsageError("cli.fewer-than-none", where=f"--max-open {most}")
    return most


def page_numbers(pages: str | None) -> list[int] | None:
    """``1,4-6`` → [1, 4, 5, 6]; None for all pages.

    Raises:
        UsageError: these are no pages.
    """
    if pages is None:
        return None
    numbers: set[int] = set()
    for part in pages.split(","):
        first, dash, last = part.strip().partition("-")
        are_numbers = first.isdecimal() and last.isdecimal() == bool(dash)
        if not are_numbers or len(part) > LONGEST_PART:
            raise UsageError("cli.pages-form", where=f"--pages {pages}")
        start = int(first)
        stop = int(last or first)
        if not 0 < start <= stop or stop - start > MOST_PAGES:
            raise UsageError("cli.pages-order", where=f"--pages {pages}")
        numbers.update(range(start, stop + 1))
    return sorted(numbers)
