"""``python -m tests.breaks``: tables over page breaks, typeset, read and judged; prints what came of each break."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.breaks.makers import GROUPS, MAKERS
from tests.breaks.report import report
from tests.breaks.run import batches, run
from tests.breaks.shapes import SHAPES


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where there are more silent errors or false alarms than are allowed."""
    given = _parser().parse_args(arguments)
    wanted = GROUPS.get(given.maker, (given.maker,)) if given.maker else tuple(MAKERS)
    makers = []
    for name in wanted:
        if given.shape in MAKERS[name].without:
            print(f"{name} is skipped: it cannot set {given.shape}")
        elif missing := MAKERS[name].missing():
            print(f"{name} is skipped: {missing}")
        else:
            makers.append(name)
    if not makers:
        return 2
    begun = time.perf_counter()
    trial = run(
        batches(makers, given.seed, given.shape, given.engine, given.save), given.breaks, given.jobs
    )
    print(f"{time.perf_counter() - begun:.0f} s")
    return report(trial, given.errors)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.breaks", description=__doc__)
    parser.add_argument("--breaks", type=int, default=3000, help="at least so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--maker", choices=[*MAKERS, *GROUPS], help="one maker alone, or both of LibreOffice"
    )
    parser.add_argument("--shape", choices=SHAPES, default="", help="one shape alone")
    parser.add_argument("--engine", default="pdfplumber", help="what reads the pages")
    parser.add_argument("--save", type=Path, help="folder for the documents that went wrong")
    parser.add_argument("--errors", type=int, default=20, help="wrong breaks to list")
    parser.add_argument("--jobs", type=int, default=2)
    return parser


if __name__ == "__main__":
    sys.exit(main())
