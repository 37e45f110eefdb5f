"""``python -m tests.trial``: tries the pipeline on invented, damaged notices and prints what came of it."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.damage.kinds import KINDS
from tests.ground.case import OUTCOMES, Outcome
from tests.trial.run import PROCESSES, Result, Trial, run

WIDTH = 34


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where a cell is wrong without a mark."""
    given = _parser().parse_args(arguments)
    kinds = tuple(filter(None, given.kinds.split(",")))
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        print(
            f"no such kind of damage: {', '.join(unknown)}; known are {', '.join(KINDS)}",
            file=sys.stderr,
        )
        return 2
    seeds = range(given.seed, given.seed + given.notices)
    if given.margins:
        return _reliability([float(text) for text in given.margins.split(",")], seeds, kinds, given)
    if given.each:
        return _each(seeds, given)
    trials = [
        Trial(seed, given.rate, kinds, given.margin, given.rows, given.save) for seed in seeds
    ]
    return _report(_shown(trials, given.processes), given.errors, given.marks)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.trial", description=__doc__)
    parser.add_argument("--notices", type=int, default=20, help="how many notices")
    parser.add_argument(
        "--rate", type=float, default=0.08, help="share of rows, groups and labels that are hit"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the first notice")
    parser.add_argument("--kinds", default="", help="kinds of damage, by commas; all by default")
    parser.add_argument("--each", action="store_true", help="every kind alone, one line each")
    parser.add_argument("--margin", type=float, help="in place of the spec's")
    parser.add_argument("--margins", default="", help="by commas: the reliability table")
    parser.add_argument("--rows", type=int, help="indicators per notice; random by default")
    parser.add_argument("--errors", type=int, default=40, help="silent errors to list")
    parser.add_argument("--marks", type=int, default=0, help="marked cells to list")
    parser.add_argument("--save", type=Path, help="folder for the notices that went wrong")
    parser.add_argument("--processes", type=int, default=PROCESSES)
    return parser


def _shown(trials: Sequence[Trial], processes: int) -> list[Result]:
    results = []
    for number, result in enumerate(run(trials, processes), 1):
        results.append(result)
        if sys.stderr.isatty():
            print(f"\r{number}/{len(trials)}", end="", file=sys.stderr, flush=True)
    return results


def total(counters: Sequence[Counter[Outcome]]) -> Counter[Outcome]:
    return sum(counters, Counter())


def line(name: str, count: Counter[Outcome]) -> str:
    """``right%`` is of the cells that are not out of reach."""
    knowable = sum(count.values()) - count["open"]
    share = 100 * count["right"] / knowable if knowable else 100.0
    return (
        f"{name:{WIDTH}}"
        + "".join(f"{count[outcome]:9,}" for outcome in OUTCOMES)
        + f"{share:9.2f}"
    )


def heading(name: str) -> str:
    return f"{name:{WIDTH}}" + "".join(f"{outcome:>9}" for outcome in OUTCOMES) + f"{'right%':>9}"


def _report(results: Sequence[Result], most: int, most_marks: int) -> int:
    for name in ("columns", "kinds"):
        print(heading(name[:-1]))
        keys = dict.fromkeys(key for result in results for key in getattr(result, name))
        for key in keys:
            print(
                line(key, total([getattr(result, name).get(key, Counter()) for result in results]))
            )
        print()
    print(_summary(results))
    errors = [look for result in results for look in result.errors]
    marks = [look for result in results for look in result.marks]
    for name, looks in (("WRONG", errors[:most]), ("marked", marks[:most_marks])):
        for look in looks:
            print(f"{name} seed {look.seed} row {look.seq} {look.column}: expected {look.expected}, got {look.got} "
                  f"[{', '.join(look.kinds)}]\n    {look.printed}")  # fmt: skip
    for result in results:
        if result.refused:
            print(f"seed {result.trial.seed} refused: {result.refused}")
    return 1 if errors or any(result.refused for result in results) else 0


def _all(results: Sequence[Result]) -> Counter[Outcome]:
    return total([counter for result in results for counter in result.columns.values()])


def _summary(results: Sequence[Result]) -> str:
    rows, refused = (
        sum(result.rows for result in results),
        sum(bool(result.refused) for result in results),
    )
    slowest = max(results, key=lambda result: result.seconds)
    return (
        f"{heading('all')}\n{line('all columns', _all(results))}\n{len(results)} notices, {rows} rows, "
        f"{sum(sum(result.hits.values()) for result in results)} hits, {refused} refused; "
        f"slowest {slowest.seconds:.1f} s for {slowest.rows} rows (seed {slowest.trial.seed})\n"
    )


def _each(seeds: Sequence[int], given: argparse.Namespace) -> int:
    print(heading("kind alone") + f"{'hits':>7}{'refused':>9}", flush=True)
    wrong = 0
    for kind in KINDS:
        folder = given.save and given.save / kind
        trials = [
            Trial(seed, given.rate, (kind,), given.margin, given.rows, folder) for seed in seeds
        ]
        results = _shown(trials, given.processes)
        hits = sum(sum(result.hits.values()) for result in results)
        refused = sum(bool(result.refused) for result in results)
        print(line(kind, _all(results)) + f"{hits:7}{refused:9}", flush=True)
        wrong += _all(results)["wrong"]
    return 1 if wrong else 0


def _reliability(
    margins: Sequence[float],
    seeds: Sequence[int],
    kinds: tuple[str, ...],
    given: argparse.Namespace,
) -> int:
    """Margin against silent errors and marks: what a margin is chosen by."""
    print(heading("margin") + f"{'refused':>9}", flush=True)
    for margin in margins:
        trials = [Trial(seed, given.rate, kinds, margin, given.rows) for seed in seeds]
        results = _shown(trials, given.processes)
        refused = sum(bool(result.refused) for result in results)
        print(line(f"{margin:g}", _all(results)) + f"{refused:9}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
