"""``python -m tests.scan``: notices as scans, read and judged by column; exit 1 if a run ends.

What is measured is synthetic: pages are drawn and worn by a program.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.run import rows_of
from tests.conftest import ROOT
from tests.scan.calibrate import Counts, count_notice
from tests.scan.judge import MARKED, RIGHT, WRONG, Tally, judge_cells, judge_values
from tests.scan.notices import KEPT_APART, typeset
from tests.scan.paper import USUAL, Wear, scan

FACSIMILE = ROOT / "raw" / "notice.pdf"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the trial and prints its table."""
    given = _parser().parse_args(arguments)
    wear = _wear(given)
    whole = Tally()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [FACSIMILE] if given.facsimile else []
        seeds = range(given.first, given.first + given.notices)
        sources += [typeset(seed, folder) for seed in seeds]
        if given.calibrate:
            return _calibrate(sources, wear, folder)
        for source in sources:
            one = try_one(source, wear, folder)
            print(f"{source.name}: {_line(one)}", flush=True)
            whole.add(one)
    _print(whole, time.monotonic() - began)
    return 1 if whole.refused else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.scan", description=__doc__)
    parser.add_argument("--notices", type=int, default=len(KEPT_APART), help="invented ones")
    parser.add_argument("--first", type=int, default=KEPT_APART[0], help="the first one's seed")
    parser.add_argument("--facsimile", action="store_true", help="the facsimile as well")
    parser.add_argument("--dpi", type=int, default=USUAL.dpi, help="pixels an inch")
    parser.add_argument("--seals", type=int, default=0, help="red seals on each page")
    parser.add_argument("--grey", action="store_true", help="seals without colour")
    parser.add_argument("--tilt", type=float, default=0.0, help="of a photograph")
    parser.add_argument("--bend", type=float, default=0.0, help="of a photographed page")
    parser.add_argument("--shadow", type=float, default=0.0, help="over a photographed page")
    parser.add_argument("--calibrate", action="store_true", help="count cells by what is said")
    return parser


def _wear(given: argparse.Namespace) -> Wear:
    return replace(
        USUAL,
        dpi=given.dpi,
        seals=given.seals,
        tilt=given.tilt,
        bend=given.bend,
        shadow=given.shadow,
        grey=given.grey or not given.seals,
    )


def _calibrate(sources: Sequence[Path], wear: Wear, folder: Path) -> int:
    """Prints how often cells are right, by what is said of them."""
    counts = Counts()
    for source in sources:
        count_notice(source, wear, folder, counts)
    for line in counts.lines():
        print(line)
    return 0


def try_one(source: Path, wear: Wear, folder: Path) -> Tally:
    """Scans a PDF, publishes both, and counts."""
    tally = Tally()
    image = scan(source, folder / f"scan-{source.stem}.pdf", wear)
    try:
        want, have = rows_of(source, engine="pdfium"), rows_of(image)
    except PipelineError as error:
        tally.refused.append(f"{source.name}: {type(error).__name__}: {error}")
        return tally
    judge_cells(want, have, tally)
    judge_values(want, have, tally, source.stem)
    return tally


def _line(tally: Tally) -> str:
    return (
        f"grids {tally.grids}/{tally.pages}, cells {tally.read}/{tally.cells}, "
        f"values right {tally.share(RIGHT):.2%}, "
        f"marked {tally.share(MARKED):.2%}, wrong {tally.share(WRONG):.2%}"
    )


def _print(tally: Tally, seconds: float) -> None:
    print(f"\n{'column':<18}{RIGHT:>8}{MARKED:>8}{WRONG:>8}")
    for column, counts in sorted(tally.values.items()):
        print(f"{column:<18}{counts[RIGHT]:>8}{counts[MARKED]:>8}{counts[WRONG]:>8}")
    print(f"\nall: {_line(tally)}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{seconds:.0f} s, the reader's peak {peak} MB")
    for said in (*tally.refused, *tally.faults):
        print(said)


if __name__ == "__main__":
    sys.exit(main())
