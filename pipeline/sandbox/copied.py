"""Runs work on a file that is not to be trusted in a copy of this process (POSIX).

As :mod:`pipeline.sandbox.parent` has it, but nothing is imported again: what this process has
loaded is there in the copy, which takes milliseconds to make. For a process without threads, of
which a copy has none.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, Pipe
from typing import NoReturn

from pipeline.errors import SourceError
from pipeline.sandbox.limits import MEGABYTE, Limits, data_now
from pipeline.sandbox.parent import MODEST, Confined
from pipeline.sandbox.worker import serve

# Seconds between looks at a copy that is ending.
_LOOK = 0.01
# A process with more megabytes of data than this is not copied: it costs more than a new one.
_LARGE = 256
# Descriptors of input, output and messages.
_STANDARD = range(3)
# Signals that wait until a copy is made: it would deal with them as the original does.
_HELD = (signal.SIGINT, signal.SIGTERM)


def confined(limits: Limits, is_shared: bool = False) -> Confined:
    """A confined process: a copy of this one where that is sound and costs less, else a new one.

    ``is_shared`` lets a copy start a second one for a share of the work, where two processors are
    there for this process.
    """
    if not _can_be_copied():
        return Confined(limits)
    return ConfinedCopy(limits, is_shared and len(os.sched_getaffinity(0)) > 1)


def _can_be_copied() -> bool:
    """Whether this process is small and has one thread (Linux, which tells).

    What other threads were at, a copy would find half done: a lock held, and nobody to release it.
    """
    if sys.platform != "linux":
        return False
    try:
        threads = os.listdir("/proc/self/task")
        return len(threads) == 1 and data_now() <= _LARGE * MEGABYTE
    except (OSError, StopIteration):
        return False


class Copy:
    """A copy of this process, as ``Confined`` asks for it."""

    def __init__(self, number: int) -> None:
        self.pid = number
        self._code: int | None = None

    def kill(self) -> None:
        """Ends it at once."""
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """How it ended, once it has; the number of a signal is negative.

        Raises:
            subprocess.TimeoutExpired: it has not by then.
        """
        until = None if timeout is None else time.monotonic() + timeout
        while self._code is None:
            number, status = os.waitpid(self.pid, 0 if until is None else os.WNOHANG)
            if number:
                self._code = os.waitstatus_to_exitcode(status)
            elif until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired("copy", timeout or 0.0)
            else:
                time.sleep(_LOOK)
        return self._code


class ConfinedCopy(Confined):
    """A confined process that is a copy of this one; its memory counts from what there is now."""

    def __init__(self, limits: Limits, is_shared: bool = False) -> None:
        super().__init__(limits)
        self._is_shared = is_shared

    def __enter__(self) -> ConfinedCopy:
        self._here, there = Pipe()
        with _signals_held():
            try:
                number = os.fork()
            except OSError as error:
                self.close()
                raise SourceError("sandbox.no-process", error=error.strerror) from None
            if number == 0:
                self._serve(there)
        there.close()
        self._process = Copy(number)
        return self

    def _serve(self, there: Connection) -> NoReturn:
        """What the copy does; it never returns into what the original was at."""
        code = 1
        try:
            gc.freeze()  # nothing of the original is ended here
            _leave_handlers()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD)
            _leave_files(there.fileno())
            os.environ.update(MODEST)
            limits = self._limits
            memory = limits.memory_mb
            if sys.platform == "linux":
                memory += data_now() // MEGABYTE
            serve(
                there.fileno(),
                memory,
                limits.for_pages(limits.pages),
                limits.page_seconds,
                self._is_shared,
            )
            code = 0
        finally:
            os._exit(code)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Opens a block in which no signal ends a process: one that comes is dealt with behind it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_handlers() -> None:
    """Signals end the copy as they end any process; what the original does on them is its own."""
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)


def _leave_files(kept: int) -> None:
    """Closes what the original has open but for one descriptor; the standard three lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in _STANDARD:
        os.dup2(nowhere, standard)
    for number in _descriptors():
        if number != kept and number not in _STANDARD:
            with suppress(OSError):
                os.close(number)


def _descriptors() -> list[int]:
    """What this process has open; where the system does not list it, all that it may have."""
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            return [int(name) for name in os.listdir(folder)]
    return list(range(os.sysconf("SC_OPEN_MAX")))
