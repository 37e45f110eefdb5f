"""``python -m tests.ground``: both generators at each rate in one table; exit 1 if wrong."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.ground import calibrate
from tests.ground.draw import GENERATORS, PROPORTIONS, draws
from tests.ground.run import PROCESSES, run
from tests.ground.tally import WHAT_THEY_ARE, Fault, Tally, table

RATES = "0,0.02,0.08,0.2"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the trial or the calibration that was asked for."""
    given = _parser().parse_args(arguments)
    rates = [float(text) for text in given.rates.split(",")]
    generators = given.generators.split(",")
    if given.calibrate:
        measured = calibrate.measure(generators, given.seed, given.notices, rates, given.processes)
        print(calibrate.table(measured))
        if given.write:
            calibrate.write(measured, given.write)
        return 0
    return _trial(given, generators, rates)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.ground", description=__doc__)
    parser.add_argument("--notices", type=int, default=300, help="of each generator at each rate")
    parser.add_argument("--seed", type=int, default=1, help="of the first notice")
    parser.add_argument("--rates", default=RATES, help="shares of places that are hit, by commas")
    parser.add_argument("--generators", default=",".join(GENERATORS), help="by commas")
    parser.add_argument("--faults", type=int, default=5, help="wrong values to list a notice")
    parser.add_argument("--calibrate", action="store_true", help="how often repairs are right")
    parser.add_argument("--write", type=Path, help="file that takes the calibration")
    parser.add_argument("--processes", type=int, default=PROCESSES)
    return parser


def _trial(given: argparse.Namespace, generators: Sequence[str], rates: Sequence[float]) -> int:
    print(PROPORTIONS, WHAT_THEY_ARE, sep="\n\n", end="\n\n", flush=True)
    begun = time.perf_counter()
    lines: list[tuple[str, str, Tally]] = []
    for rate in rates:
        for generator in generators:
            drawn = draws(generator, given.seed, given.notices, rate)
            counts = run(drawn, given.processes)
            lines.append((f"{rate:g}", generator, counts))
            _tell(f"rate {rate:g}, {generator}: {time.perf_counter() - begun:.0f} s")
    print(table(lines))
    for label, generator, counts in lines:
        for seed, why in counts.refused:
            print(f"rate {label}, {generator}, seed {seed} refused: {why}")
        for fault in _some_of_each(counts.faults, given.faults):
            print(f"rate {label}, {generator}: {_story(fault)}")
    print(f"{time.perf_counter() - begun:.0f} s on {given.processes} processes")
    failed = any(counts.faults or counts.refused for _, _, counts in lines)
    return 1 if failed else 0


def _some_of_each(faults: Sequence[Fault], most: int) -> Iterator[Fault]:
    """So many wrong values of each notice, at most."""
    listed: Counter[int] = Counter()
    for fault in faults:
        listed[fault.seed] += 1
        if listed[fault.seed] <= most:
            yield fault


def _tell(progress: str) -> None:
    if sys.stderr.isatty():
        print(progress, file=sys.stderr, flush=True)


def _story(fault: Fault) -> str:
    kinds = ", ".join(fault.kinds) or "no damage there"
    return (
        f"seed {fault.seed} ({fault.form}) row {fault.seq} {fault.column}: "
        f"{fault.got}, true {fault.expected} [{kinds}]"
    )


if __name__ == "__main__":
    sys.exit(main())
