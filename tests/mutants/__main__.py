"""``python -m tests.mutants``: changes the repair and the stitching, a place at a time.

Each mutant is tried in a copy of the project: on the tests of its room, those of its own module
first and then the fast ones; if these pass, on the case tables. One that no test notices survives.
Exit 1 if fewer than ``--least`` per cent are killed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from typing import Literal

from tests.conftest import ROOT
from tests.mutants.copy import NONE_RUN, PASSED, Copy, Stage
from tests.mutants.draw import ROOMS, Mutant, draw

Fate = Literal["killed", "timed out", "survived"]


@dataclass(frozen=True)
class Tried:
    """What became of a mutant."""

    mutant: Mutant
    fate: Fate
    change: str

    def __str__(self) -> str:
        return f"{self.fate:<10}{self.mutant.file}:{self.mutant.line}  {self.change}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws mutants, tries them, and tells which survive."""
    given = _parser().parse_args(arguments)
    rooms = given.rooms.split(",")
    mutants = draw(ROOT, given.mutants, given.seed, rooms)
    begun = time.perf_counter()
    with TemporaryDirectory(prefix="mutants-") as folder:
        copies = [Copy.of(ROOT, Path(folder) / str(n)) for n in range(given.processes)]
        stages = {room: copies[0].stages(room) for room in rooms}
        print(f"{len(mutants)} mutants by seed {given.seed}; as it is, all tests pass", flush=True)
        tried = list(_shown(try_all(mutants, copies, stages), given.verbose))
    print(summary(tried), f"{time.perf_counter() - begun:.0f} s", sep="\n")
    return 0 if 100 * killed_share(tried) >= given.least else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--mutants", type=int, default=400, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="what draws them")
    parser.add_argument("--rooms", default=",".join(ROOMS), help="folders, by commas")
    parser.add_argument("--least", type=float, default=85.0, help="per cent to be killed")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--verbose", action="store_true", help="tell each as it is tried")
    return parser


def try_all(
    mutants: Sequence[Mutant],
    copies: Sequence[Copy],
    stages: Mapping[str, tuple[Stage, Stage]],
) -> Iterator[Tried]:
    """Tries each mutant in a copy that is free, in the order in which they were drawn."""
    free: Queue[Copy] = Queue()
    for copy in copies:
        free.put(copy)

    def work(mutant: Mutant) -> Tried:
        copy = free.get()
        try:
            return try_one(mutant, copy, stages[_room(mutant, stages)])
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        yield from pool.map(work, mutants)


def _room(mutant: Mutant, rooms: Mapping[str, object]) -> str:
    return next(room for room in rooms if mutant.file.startswith(f"{room}/"))


def try_one(mutant: Mutant, copy: Copy, stages: Sequence[Stage]) -> Tried:
    """Runs the stages one after the other until a test fails, of each the nearest tests first."""
    change = mutant.difference(copy.source(mutant))
    runs = [(part, stage.limit(part)) for stage in stages for part in stage.parts(mutant.file)]
    with copy.changed(mutant):
        for tests, limit in runs:
            code = copy.run(tests, limit)
            if code is None:
                return Tried(mutant, "timed out", change)
            if code not in (PASSED, NONE_RUN):
                return Tried(mutant, "killed", change)
    return Tried(mutant, "survived", change)


def _shown(tried: Iterator[Tried], every: bool) -> Iterator[Tried]:
    for one in tried:
        if every:
            print(one, flush=True)
        yield one


def killed_share(tried: Sequence[Tried]) -> float:
    """The share of mutants that did not survive; one that runs for ever is noticed too."""
    survived = sum(one.fate == "survived" for one in tried)
    return 1 - survived / len(tried) if tried else 1.0


def summary(tried: Sequence[Tried]) -> str:
    """Counts by folder, and the survivors."""
    lines = [f"{'folder':<32}{'mutants':>9}{'killed':>9}{'timed out':>11}{'survived':>10}"]
    folders: dict[str, Counter[str]] = {}
    for one in tried:
        folders.setdefault(str(Path(one.mutant.file).parent), Counter())[one.fate] += 1
    for folder, fates in [*sorted(folders.items()), ("all", sum(folders.values(), Counter()))]:
        total = sum(fates.values())
        counts = f"{fates['killed']:>9}{fates['timed out']:>11}{fates['survived']:>10}"
        lines.append(f"{folder:<32}{total:>9}{counts}")
    lines.append(f"{100 * killed_share(tried):.1f} % killed")
    survivors = [one for one in tried if one.fate == "survived"]
    survivors.sort(key=lambda one: (one.mutant.file, one.mutant.line))
    return "\n".join([*lines, *map(str, survivors)])


if __name__ == "__main__":
    sys.exit(main())
