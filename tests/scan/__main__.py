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
from tests.scan.calibrate import count_all
from tests.scan.judge import OUTCOMES, Tally, judge_cells, judge_values
from tests.scan.notices import KEPT_APART, MAKERS, Printed
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
        sources = [Printed(FACSIMILE)] if given.facsimile else []
        for kind in given.kinds.split(","):
            seeds = range(given.first, given.first + given.notices)
            sources += [MAKERS[kind](seed, folder) for seed in seeds]
        if given.calibrate:
            return _calibrate(sources, given, folder)
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
    parser.add_argument("--kinds", default="first", help=f"of {', '.join(MAKERS)}, by commas")
    parser.add_argument("--facsimile", action="store_true", help="the facsimile as well")
    parser.add_argument("--dpi", type=int, default=USUAL.dpi, help="pixels an inch")
    parser.add_argument("--seals", type=int, default=0, help="red seals on each page")
    parser.add_argument("--grey", action="store_true", help="seals without colour")
    parser.add_argument("--blur", type=float, default=USUAL.blur, help="of the lens, in pixels")
    parser.add_argument("--quality", type=int, default=USUAL.quality, help="of the JPEG")
    parser.add_argument("--tilt", type=float, default=0.0, help="of a photograph")
    parser.add_argument("--bend", type=float, default=0.0, help="of a photographed page")
    parser.add_argument("--shadow", type=float, default=0.0, help="over a photographed page")
    parser.add_argument("--calibrate", action="store_true", help="count what is confused")
    parser.add_argument("--write", type=Path, help="file that takes the calibration")
    return parser


def _wear(given: argparse.Namespace) -> Wear:
    return replace(
        USUAL,
        dpi=given.dpi,
        seals=given.seals,
        blur=given.blur,
        quality=given.quality,
        tilt=given.tilt,
        bend=given.bend,
        shadow=given.shadow,
        grey=given.grey or not given.seals,
    )


def _calibrate(sources: Sequence[Printed], given: argparse.Namespace, folder: Path) -> int:
    """Prints what recognisers confuse, and writes it where it was asked for."""
    counts = count_all(sources, folder, given.write)
    for line in counts.lines():
        print(line)
    return 0


def try_one(source: Printed, wear: Wear, folder: Path) -> Tally:
    """Scans a PDF, publishes both, and counts."""
    tally = Tally()
    image = scan(source.pdf, folder / f"scan-{source.name}.pdf", wear)
    try:
        want = rows_of(source.pdf, source.spec, engine="pdfium")
        began, worked = time.monotonic(), _processor_seconds()
        have = rows_of(image, source.spec)
    except PipelineError as error:
        tally.refused.append(f"{source.name}: {type(error).__name__}: {error}")
        return tally
    tally.seconds = time.monotonic() - began
    tally.worked = _processor_seconds() - worked
    judge_cells(want, have, tally)
    judge_values(want, have, tally, source.name)
    return tally


def _processor_seconds() -> float:
    """User and system time of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _line(tally: Tally) -> str:
    outcomes = ", ".join(f"{outcome} {tally.share(outcome):.2%}" for outcome in OUTCOMES)
    pages = tally.pages or 1
    return (
        f"grids {tally.grids}/{tally.pages}, cells {tally.read}/{tally.cells}, values {outcomes}; "
        f"{tally.seconds / pages:.1f} s a page, {tally.worked / pages:.1f} of processors"
    )


def _print(tally: Tally, seconds: float) -> None:
    print(f"\n{'column':<18}" + "".join(f"{outcome:>8}" for outcome in OUTCOMES))
    for column, counts in sorted(tally.values.items()):
        print(f"{column:<18}" + "".join(f"{counts[outcome]:>8}" for outcome in OUTCOMES))
    print(f"\nall: {_line(tally)}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{seconds:.0f} s, the reader's peak {peak} MB")
    for said in (*tally.refused, *tally.faults):
        print(said)


if __name__ == "__main__":
    sys.exit(main())
