"""The command of each reader that there is: ours by engine, and other libraries."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from pipeline.cli.arguments import ENGINES
from tests.bench.bare import READERS
from tests.bench.measure import ROOT, Failed, once

# Where `make bench-others` installs what is not needed for anything else.
OTHERS = ROOT / ".venv" / "others" / "bin" / "python"
BARE = Path(__file__).with_name("bare.py")
YARDSTICK = "pdfplumber"


def readers() -> list[str]:
    """The names of those that there are, the yardstick first."""
    installed = [name for name in READERS if interpreter_of(name)]
    return [*installed, *(f"ours, {engine}" for engine in ENGINES)]


def command_of(reader: str, path: Path) -> list[str]:
    """What reads a file with a reader."""
    name, _, engine = reader.partition(", ")
    if engine:
        tables = [sys.executable, "-m", "pipeline", "tables", str(path)]
        return [*tables, "--json", "--engine", engine]
    return [interpreter_of(name) or sys.executable, str(BARE), name, str(path)]


@cache
def interpreter_of(library: str) -> str | None:
    """The Python that has a library: this one, or that of the other readers."""
    for python in (sys.executable, str(OTHERS)):
        try:
            once([python, "-c", f"import {library}"])
        except (Failed, OSError):
            continue
        return python
    return None
