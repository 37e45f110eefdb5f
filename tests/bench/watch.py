"""A command as it runs: what its own process and those that it starts take, looked at again and again (Linux)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import ROOT

# Seconds between looks.
LOOK = 0.5
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Look:
    """One moment: megabytes of the command's process and of all that it has started."""

    seconds: float
    command: float
    started: float


@dataclass(frozen=True)
class Watched:
    """A command that has ended.

    Args:
        code: its exit code.
        wall: seconds by the clock.
        work: seconds of processors, its own and of all that it has started.
        own_work: seconds of processors of its own process alone.
        first: when it wrote the first line, in seconds from its start.
        looks: what was seen on the way.
    """

    code: int
    wall: float
    work: float
    own_work: float
    first: float
    looks: tuple[Look, ...]


def watch(command: Sequence[str], lines: Path) -> Watched:
    """Runs a command from the project's root; what it writes to standard error goes to a file."""
    before = _work_of_children()
    begun = time.perf_counter()
    first = own_work = 0.0
    looks: list[Look] = []
    with lines.open("w") as told:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=told, env=_environment()
        )
        while process.poll() is None:
            now = time.perf_counter() - begun
            if not first and lines.stat().st_size:
                first = now
            own_work = _own_work(process.pid) or own_work
            started = sum(map(memory, started_by(process.pid)))
            looks.append(Look(now, memory(process.pid), started))
            time.sleep(LOOK)
    wall = time.perf_counter() - begun
    work = _work_of_children() - before
    return Watched(process.returncode, wall, work, own_work, first or wall, tuple(looks))


def _environment() -> dict[str, str]:
    """That of this process, but modules are compiled once, as they are where this is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _work_of_children() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def _own_work(process: int) -> float:
    """Seconds of processors that a process itself has spent."""
    try:
        text = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return 0.0
    fields = text.rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / _TICKS


def memory(process: int) -> float:
    """Megabytes of a process that are its own (proportional set size)."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    lines = [words.split() for words in text.splitlines()]
    return sum(int(words[1]) / 1024 for words in lines if words[0] == "Pss:")


def started_by(process: int) -> Iterator[int]:
    """The processes that a process has started, and they in turn."""
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # it may have ended since
            for child in map(int, children.read_text().split()):
                yield child
                yield from started_by(child)
