"""Work on several items, in turn or half of it in a copy of this process."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, Pipe
from typing import NoReturn, TypeVar

from pipeline.sandbox.worker import end_with_parent

Result = TypeVar("Result")
# Takes what is done with the item of a number, and how large each item is; gives all results.
Each = Callable[[Callable[[int], Result], Sequence[int]], list[Result]]


def in_turn(work: Callable[[int], Result], sizes: Sequence[int]) -> list[Result]:
    """One item after another."""
    return [work(number) for number in range(len(sizes))]


def in_halves(work: Callable[[int], Result], sizes: Sequence[int]) -> list[Result]:
    """Half of the items in a copy of this process (Linux), where there is a processor for it.

    What the copy does not answer, because it ended or its work raised, is done here: results and
    errors are those of :func:`in_turn`. For a process without threads, of which a copy has none.
    """
    if not _has_two_processors():
        return in_turn(work, sizes)
    own, other = _shared_out(sizes)
    done: dict[int, Result] = {}
    with _in_a_copy(work, other) as answer:
        for number in own:
            done[number] = work(number)
        with suppress(EOFError, OSError):
            done |= answer.recv()
    for number in other:
        if number not in done:
            done[number] = work(number)
    return [done[number] for number in range(len(sizes))]


def _has_two_processors() -> bool:
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _shared_out(sizes: Sequence[int]) -> tuple[list[int], list[int]]:
    """The numbers of the items in two shares, the largest first, each to the smaller share."""
    shares: tuple[list[int], list[int]] = ([], [])
    totals = [0, 0]
    for number in sorted(range(len(sizes)), key=lambda number: -sizes[number]):
        smaller = totals.index(min(totals))
        shares[smaller].append(number)
        totals[smaller] += sizes[number]
    return shares


@contextmanager
def _in_a_copy(work: Callable[[int], object], numbers: Sequence[int]) -> Iterator[Connection]:
    """Opens a block beside which a copy of this process works; gives where it answers.

    The answer is one mapping, from numbers to results. A copy that cannot be made answers nothing.
    """
    here, there = Pipe(duplex=False)
    process = _forked()
    if process == 0:
        _work_and_end(work, numbers, there)
    there.close()
    try:
        yield here
    finally:
        here.close()
        if process is not None:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _forked() -> int | None:
    """As ``os.fork``; None where the system has no room for another process."""
    try:
        return os.fork()
    except OSError:
        return None


def _work_and_end(
    work: Callable[[int], object],
    numbers: Sequence[int],
    there: Connection,
) -> NoReturn:
    """What the copy does; it never returns into what the original was at."""
    try:
        end_with_parent()
        there.send(_done(work, numbers))
    finally:
        os._exit(0)


def _done(work: Callable[[int], Result], numbers: Sequence[int]) -> dict[int, Result]:
    """What can be done before the first error."""
    done = {}
    with suppress(Exception):
        for number in numbers:
            done[number] = work(number)
    return done
