"""How long a process is waited for: by what it works, and by the clock where it hangs or waits."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

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
    """What the process of that number had until now.

    Where the system does not tell, it is as if it stood in line: it has to bound itself.
    """
    wall = time.monotonic()
    try:
        work = _seconds_worked(number)
    except (OSError, IndexError, ValueError):
        return Moment(wall, 0.0, wall)
    try:
        waited = _seconds_in_line(number)
    except (OSError, IndexError, ValueError):
        waited = 0.0
    return Moment(wall, work, waited)


def _seconds_worked(number: int) -> float:
    """Processor time of a process (Linux)."""
    status = Path(f"/proc/{number}/stat").read_bytes()
    fields = status.rpartition(b")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _seconds_in_line(number: int) -> float:
    """How long a process has waited for a processor (Linux)."""
    fields = Path(f"/proc/{number}/schedstat").read_bytes().split()
    return int(fields[1]) / 1e9
