"""How long a process is waited for: by what it works, and by the clock where it hangs or waits."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum

from pipeline.sandbox.limits import WIDE

# A share of the processor below which a process waits for something that will not come.
IDLE = 0.03


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds by the wall clock, and what a process had by then.

    ``work`` is its processor time, ``waited`` how long it stood in line for that.
    """

    wall: float
    work: float
    waited: float


class End(Enum):
    """Why a process is waited for no longer."""

    WORKED = "it worked as long as it may"
    STILL = "it neither works nor wants to"
    HELD = "it got too little of the processor for too long"


@dataclass(slots=True)
class Allowance:
    """So many seconds of processor time from a moment on.

    And ``WIDE`` times as many by the wall clock.
    """

    seconds: float
    since: Moment

    def end(self, now: Moment) -> End | None:
        """Why it is used up, if it is."""
        passed = now.wall - self.since.wall
        worked = now.work - self.since.work
        wanted = worked + now.waited - self.since.waited
        if worked >= self.seconds:
            return End.WORKED
        if passed >= self.seconds and wanted < IDLE * passed:
            return End.STILL
        if passed >= WIDE * self.seconds:
            return End.HELD
        return None

    def left(self, now: Moment) -> float:
        """Seconds until it is time to look again; 0 when it is used up."""
        if self.end(now) is not None:
            return 0.0
        passed = now.wall - self.since.wall
        worked = now.work - self.since.work
        until_worked = self.seconds - worked
        until_still = self.seconds - passed
        until_held = WIDE * self.seconds - passed
        looks = (until_worked, until_still, until_held)
        return min(look for look in looks if look > 0)


def moment_of(number: int) -> Moment:
    """What the process of that number had until now, and those that it has started.

    Where the system does not tell, it is as if it stood in line: it has to bound itself.
    """
    wall = time.monotonic()
    try:
        work, waited = _seconds_worked(number), _seconds_in_line(number)
    except (OSError, IndexError, ValueError):
        return Moment(wall, 0.0, wall)
    for child in _started_by(number):
        with suppress(OSError, IndexError, ValueError):  # it may have ended since
            work += _seconds_worked(child)
            waited += _seconds_in_line(child)
    return Moment(wall, work, waited)


def _read(name: str) -> bytes:
    """A file of the system's about processes; it is asked for with each page."""
    with open(name, "rb", buffering=0) as file:
        return file.read()


def _started_by(number: int) -> Iterator[int]:
    """The processes that a process has started, and they in turn (Linux)."""
    tasks = f"/proc/{number}/task"
    with suppress(OSError):
        for task in os.listdir(tasks):
            for child in map(int, _read(f"{tasks}/{task}/children").split()):
                yield child
                yield from _started_by(child)


def _seconds_worked(number: int) -> float:
    """Processor time of a process and of those it has started that have ended (Linux)."""
    status = _read(f"/proc/{number}/stat")
    fields = status.rpartition(b")")[2].split()
    ticks = sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _seconds_in_line(number: int) -> float:
    """How long a process has waited for a processor (Linux); 0 where that is not told."""
    try:
        fields = _read(f"/proc/{number}/schedstat").split()
        return int(fields[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0
