"""Many notices through the pipeline, on every core; what comes back is small and kept as sums."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Pool
from typing import TypeVar

from pipeline.errors import PipelineError
from tests.ground.case import settle
from tests.ground.draw import Draw
from tests.ground.tally import Tally, tally

T = TypeVar("T")
PROCESSES = os.cpu_count() or 1
# A worker is replaced after so many notices, so that its memory does not grow with the run.
NOTICES_A_WORKER = 40


def try_one(draw: Draw) -> Tally:
    """Draws one notice, publishes it, and counts."""
    case = draw.case()
    try:
        rows = case.publish()
    except PipelineError as error:
        said = f"{type(error).__name__}: {error}"
        return Tally(notices=1, refused=[(draw.seed, said)])
    return tally(case, settle(case, rows, case.judge(rows)))


def each_of(
    work: Callable[[Draw], T],
    draws: Iterable[Draw],
    processes: int = PROCESSES,
) -> Iterator[T]:
    """What ``work`` makes of each draw, in any order."""
    if processes == 1:
        yield from map(work, draws)
        return
    with Pool(processes, maxtasksperchild=NOTICES_A_WORKER) as pool:
        yield from pool.imap_unordered(work, draws)


def run(draws: Iterable[Draw], processes: int = PROCESSES) -> Tally:
    """The sums over all draws."""
    whole = Tally()
    for one in each_of(try_one, draws, processes):
        whole.add(one)
    whole.faults.sort(key=lambda fault: (fault.seed, fault.seq, fault.column))
    whole.refused.sort()
    return whole
