"""Prints times and memory of whole processes, ours beside those of other libraries.

::

    python -m tests.bench [FILE or FOLDER…] [--runs N] [--only reading run memory]

Every figure is of a process of its own, from its start to its end, with all processes that it
starts. Other readers are measured where they are installed (`make bench-others`).
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.cli.arguments import ENGINES
from tests.bench.long import draw
from tests.bench.measure import ROOT
from tests.bench.parts import memory, reading, whole_run

NOTICE = ROOT / "raw" / "notice.pdf"
PRINTED = ROOT / "tests" / "cases" / "stitch" / "wordprocessor"
PARTS = ("reading", "run", "memory")


def listed(given: Iterable[Path]) -> Iterator[Path]:
    """The PDFs among files and in folders, at any depth."""
    for path in given:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() == ".pdf")
        else:
            yield path


def own_files(folder: Path) -> list[Path]:
    """Files of the repository, and one of sixty pages drawn into the folder."""
    long = folder / "sixty-pages.pdf"
    draw(long, 60)
    return [NOTICE, *listed([PRINTED]), long]


def main() -> None:
    """Measures what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE or FOLDER")
    parser.add_argument("--runs", type=int, default=3, help="of which the median is taken")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--pages", nargs="+", type=int, default=[60, 250, 1000])
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="of the memory part")
    asked = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} processors"
    busy = f"{os.getloadavg()[0]:.1f} of them busy"
    print(f"{machine}, {busy}, Python {platform.python_version()}")
    with TemporaryDirectory() as name:
        folder = Path(name)
        if "reading" in asked.only:
            files = [path.resolve() for path in listed(asked.paths)]
            reading(files or own_files(folder), asked.runs)
        if "run" in asked.only and not asked.paths:
            whole_run(NOTICE, asked.runs, folder)
        if "memory" in asked.only and not asked.paths:
            memory(asked.pages, asked.engine, folder)


if __name__ == "__main__":
    main()
