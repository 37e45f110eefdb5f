"""What a process takes, with all that it starts: seconds by the clock, of the processor, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]

# In units of ru_maxrss: bytes on macOS, kilobytes elsewhere.
MEGABYTE = 2**20 if sys.platform == "darwin" else 2**10


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: ``megabytes`` of the largest of its processes."""

    wall: float
    processor: float
    megabytes: float


class Failed(Exception):
    """A command did not end well; the last line that it wrote."""


def once(command: Sequence[str]) -> Cost:
    """Runs a command from the project's root.

    Raises:
        Failed: it ended with another code than 0.
    """
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            written = output.read().decode(errors="replace").split("\n")
            last = next((line for line in reversed(written) if line.strip()), "")
            raise Failed(f"exit {process.returncode}: {last.strip()[:100]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGABYTE)


def typical(command: Sequence[str], runs: int) -> Cost:
    """The medians of so many runs.

    Raises:
        Failed: one of them did not end well.
    """
    costs = [once(command) for _ in range(runs)]
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.processor for cost in costs),
        median(cost.megabytes for cost in costs),
    )
