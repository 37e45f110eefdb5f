"""What a document may ask for at most, in one place.

The command line's flags and docs/robustness.md follow it.

Limits of a transcription stand in :mod:`pipeline.read.transcript`, those of spec and corrections
files beside their readers.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pipeline.errors import LimitExceeded, PipelineError, UsageError

MEGABYTE = 1 << 20
# Seconds are of processor time: a busy machine is no fault of the document. By the wall clock it
# may take so many times as long, which only what hangs does, and work on a machine that has no time
# for it. Where the system does not tell the one from the other a hang takes that long.
WIDE = 30.0 if sys.platform == "linux" else 10.0
# A flag takes no more; it would be no limit, and the system counts no further.
MOST = 1_000_000_000


def _limit(
    default: float,
    flag: str,
    unit: str,
    what: str,
) -> Any:
    return field(default=default, metadata={"flag": flag, "unit": unit, "what": what})


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one document.

    Each field's metadata has its ``flag``, and the codes of messages that say its ``unit`` and
    ``what`` it bounds.
    """

    file_mb: int = _limit(256, "--max-file", "sandbox.unit-mb", "sandbox.max-file")
    pages: int = _limit(2_000, "--max-pages", "sandbox.unit-pages", "sandbox.max-pages")
    page_points: int = _limit(
        20_000, "--max-page-size", "sandbox.unit-points", "sandbox.max-page-size"
    )
    objects: int = _limit(100_000, "--max-objects", "sandbox.unit-per-page", "sandbox.max-objects")
    characters: int = _limit(
        200_000, "--max-characters", "sandbox.unit-per-page", "sandbox.max-characters"
    )
    stream_mb: int = _limit(64, "--max-stream", "sandbox.unit-mb", "sandbox.max-stream")
    inflated_mb: int = _limit(512, "--max-inflated", "sandbox.unit-mb", "sandbox.max-inflated")
    page_seconds: int = _limit(
        10, "--max-page-seconds", "sandbox.unit-seconds", "sandbox.max-page-seconds"
    )
    seconds: int = _limit(20, "--max-seconds", "sandbox.unit-seconds", "sandbox.max-seconds")
    memory_mb: int = _limit(400, "--max-memory", "sandbox.unit-mb", "sandbox.max-memory")

    def __post_init__(self) -> None:
        for one in fields(self):
            if not 1 <= getattr(self, one.name) <= MOST:
                flag = one.metadata["flag"]
                raise UsageError("sandbox.limit-out-of-bounds", flag=flag, most=MOST)

    def for_pages(self, pages: int) -> float:
        """Seconds that a PDF of so many pages may take."""
        return self.seconds + pages / 2


def check_size(path: Path, limits: Limits) -> None:
    """Refuses a file that is larger than it may be.

    What cannot be asked is for the reader to say.

    Raises:
        LimitExceeded: the file has more than ``limits.file_mb`` megabytes.
    """
    try:
        size = path.stat().st_size
    except OSError:
        return
    if size > limits.file_mb * MEGABYTE:
        megabytes = size // MEGABYTE
        raise LimitExceeded(
            "sandbox.file-too-large",
            where=path.name,
            size=megabytes,
            limit=limits.file_mb,
        )


class Spent:
    """Processor time that a document has taken so far, in seconds.

    Here, and in processes that say so.
    """

    def __init__(self) -> None:
        self._begun = time.process_time()
        self.elsewhere = 0.0

    @property
    def seconds(self) -> float:
        """Seconds of processor time so far."""
        return time.process_time() - self._begun + self.elsewhere


@dataclass(frozen=True, slots=True)
class _Timer:
    """A clock of the system and the signal it sends; ``times`` a bound is when it rings."""

    clock: int
    signal: int
    times: float

    def start(self, seconds: float) -> None:
        """Rings once the bound is reached.

        And again each second, should a library have swallowed the first.
        """
        delay = min(max(seconds * self.times, 0.001), MOST)
        signal.setitimer(self.clock, delay, 1.0)

    def stop(self) -> None:
        signal.setitimer(self.clock, 0)


@contextmanager
def within(
    seconds: float,
    slow: PipelineError,
    held: PipelineError,
) -> Iterator[None]:
    """Bounds the processor time of a block, and its time by the clock.

    It works by signals, so for Python code in the main thread of a POSIX system; elsewhere it does
    nothing.

    Raises:
        slow: the block has taken that much processor time.
        held: ``WIDE`` times as long has passed by the wall clock.
    """
    on_main_thread = threading.current_thread() is threading.main_thread()
    if not on_main_thread or not hasattr(signal, "setitimer"):
        yield
        return

    active = True

    def late(number: int, _: object) -> None:
        if active:
            raise slow if number == signal.SIGPROF else held

    work = _Timer(signal.ITIMER_PROF, signal.SIGPROF, 1.0)
    wall = _Timer(signal.ITIMER_REAL, signal.SIGALRM, WIDE)
    before = {timer.signal: signal.signal(timer.signal, late) for timer in (work, wall)}
    work.start(seconds)
    wall.start(seconds)
    try:
        yield
    finally:
        active = False  # what is late from here on is not the document's
        for timer in (work, wall):
            timer.stop()
            signal.signal(timer.signal, before[timer.signal])


@contextmanager
def in_memory(megabytes: int, error: PipelineError) -> Iterator[None]:
    """Bounds the data that a block needs besides what there is (Linux).

    Raises:
        error: the block needs more.
    """
    with _data_limited(megabytes * MEGABYTE):
        try:
            yield
        except MemoryError:
            raise error from None


def widen_memory(megabytes: int) -> None:
    """Lets this process have so much more data than it was started with (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if soft == resource.RLIM_INFINITY:
        return
    wider = soft + megabytes * MEGABYTE
    if hard != resource.RLIM_INFINITY:
        wider = min(wider, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (wider, hard))


@contextmanager
def _data_limited(more: int) -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    lowest = min([data_now() + more, *known])
    resource.setrlimit(resource.RLIMIT_DATA, (lowest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def data_now() -> int:
    """Bytes that the system counts as data of this process (Linux)."""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    line = next(line for line in status.splitlines() if line.startswith("VmData:"))
    kilobytes = int(line.split()[1])
    return kilobytes * 1024
