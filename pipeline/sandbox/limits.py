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


def _limit(default: float, flag: str, unit: str, what: str) -> Any:
    return field(default=default, metadata={"flag": flag, "unit": unit, "what": what})


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one document.

    Each field's metadata names its flag, its unit and what it bounds.
    """

    file_mb: int = _limit(256, "--max-file", "MB", "the file itself")
    pages: int = _limit(2_000, "--max-pages", "pages", "pages to read")
    page_points: int = _limit(
        20_000, "--max-page-size", "points", "width and height of a page; PDF 1.7 allows 14,400"
    )
    objects: int = _limit(
        100_000, "--max-objects", "a page", "texts, paths and forms drawn on a page"
    )
    characters: int = _limit(200_000, "--max-characters", "a page", "characters on a page")
    stream_mb: int = _limit(64, "--max-stream", "MB", "one stream, inflated")
    inflated_mb: int = _limit(512, "--max-inflated", "MB", "all streams of the file, inflated")
    page_seconds: int = _limit(10, "--max-page-seconds", "s", "processor time for reading one page")
    seconds: int = _limit(
        20,
        "--max-seconds",
        "s",
        "processor time for the document up to validation; 1 s more for two pages of a PDF",
    )
    memory_mb: int = _limit(
        400,
        "--max-memory",
        "MB",
        "data of the process that reads a PDF; also what work on its rows may add (Linux)",
    )

    def __post_init__(self) -> None:
        for one in fields(self):
            if not 1 <= getattr(self, one.name) <= MOST:
                raise UsageError(
                    f"{one.metadata['flag']} is out of bounds: give a number from 1 to {MOST:,}"
                )

    def for_pages(self, pages: int) -> float:
        """Seconds that a PDF of so many pages may take."""
        return self.seconds + pages / 2


def check_size(path: Path, limits: Limits) -> None:
    """Raises LimitExceeded where the file is larger than it may be.

    What cannot be asked is for the reader to say.
    """
    try:
        size = path.stat().st_size
    except OSError:
        return
    if size > limits.file_mb * MEGABYTE:
        raise LimitExceeded(
            f"{path.name}: {size // MEGABYTE} MB, more than {limits.file_mb} MB; --max-file allows more"
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
        return time.process_time() - self._begun + self.elsewhere


@contextmanager
def within(seconds: float, slow: PipelineError, held: PipelineError) -> Iterator[None]:
    """Raises ``slow`` in the block once it has taken that much processor time.

    ``held`` once ``WIDE`` times as long has passed by the wall clock. It works by
    signals, so for Python code in the main thread of a POSIX system; elsewhere it does nothing.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return

    active = True

    def late(number: int, _: object) -> None:
        if active:
            raise slow if number == signal.SIGPROF else held

    clocks = ((signal.ITIMER_PROF, signal.SIGPROF, 1.0), (signal.ITIMER_REAL, signal.SIGALRM, WIDE))
    before = [signal.signal(number, late) for _, number, _ in clocks]
    for timer, _, times in clocks:  # again each second, should a library have swallowed the first
        signal.setitimer(timer, min(max(seconds * times, 0.001), MOST), 1.0)
    try:
        yield
    finally:
        active = False  # what is late from here on is not the document's
        for (timer, number, _), handler in zip(clocks, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


@contextmanager
def in_memory(megabytes: int, error: PipelineError) -> Iterator[None]:
    """Raises ``error`` where the block needs so much data besides what there is (Linux)."""
    with _data_limited(megabytes * MEGABYTE):
        try:
            yield
        except MemoryError:
            raise error from None


@contextmanager
def _data_limited(more: int) -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([_data_now() + more, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _data_now() -> int:
    """Bytes that the system counts as data of this process."""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    return (
        next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmData:"))
        * 1024
    )
