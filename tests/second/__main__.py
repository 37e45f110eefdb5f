"""``python -m tests.second``: invents, damages, publishes and judges notices; exit 1 if wrong."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from tests.second.forms import FORMS
from tests.second.print import transcription
from tests.second.report import report
from tests.second.run import Case, make, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the trial that was asked for, or shows one notice."""
    given = _parser().parse_args(arguments)
    seeds = range(given.seed, given.seed + given.notices)
    if given.show:
        case = _make(given.seed, given)
        print(transcription(case.sheet))
        for damage in case.damages:
            print(f"{damage.kind} at {damage.seqs}: {damage.what}")
        return 0
    begun = time.perf_counter()
    cases = (_make(seed, given) for seed in seeds)
    trial = run(cases, given.shrink)
    print(report(trial))
    print(f"\n{time.perf_counter() - begun:.0f} s")
    return 1 if trial.wrong else 0


def _make(seed: int, given: argparse.Namespace) -> Case:
    return make(
        seed,
        given.rate,
        given.form,
        given.drawn,
        given.merges,
        given.filled,
        given.doubled,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.second", description=__doc__)
    parser.add_argument("--notices", type=int, default=300)
    parser.add_argument("--rate", type=float, default=0.08, help="chance of harm, 0 to 1")
    parser.add_argument("--seed", type=int, default=1, help="of the first notice")
    parser.add_argument("--form", choices=FORMS, default="", help="one form alone")
    parser.add_argument("--drawn", action="store_true", help="as page tables with drawn merges")
    parser.add_argument("--merges", type=float, default=0.0, help="chance of a wrong merge")
    parser.add_argument("--filled", type=float, default=0.0, help="chance of a filled-down weight")
    parser.add_argument("--doubled", type=float, default=0.0, help="chance of a cell printed twice")
    parser.add_argument("--shrink", action="store_true", help="say which damages suffice")
    parser.add_argument("--show", action="store_true", help="print one damaged notice, no trial")
    return parser


if __name__ == "__main__":
    sys.exit(main())
