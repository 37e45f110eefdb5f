"""Runs work on a file that is not to be trusted in a copy of this process (POSIX).

As :mod:`pipeline.sandbox.parent` has it, but nothing is imported again: what this process has
loaded is there in the copy, which takes milliseconds to make. For a process without threads, of
which a copy has none.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection, Pipe
from typing import NoReturn

from pipeline.errors import SourceError
from pipeline.sandbox.limits import MEGABYTE, Limits, data_now
from pipeline.sandbox.parent import Confined
from pipeline.sandbox.worker import serve

# Seconds between looks at a copy that is ending.
_LOOK = 0.01


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
    """A confined process that is a copy of this one; its memory counts from what there is now.

    Args:
        limits: what it may ask for.
        inherited: ends of pipes of this process that the copy has to close.
    """

    def __init__(self, limits: Limits, inherited: tuple[Connection, ...] = ()) -> None:
        super().__init__(limits)
        self._inherited = inherited

    def __enter__(self) -> ConfinedCopy:
        self._here, there = Pipe()
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
        try:
            for end in (self._here, *self._inherited):
                if end is not None:
                    end.close()
            limits = self._limits
            memory = limits.memory_mb
            if sys.platform == "linux":
                memory += data_now() // MEGABYTE
            serve(there.fileno(), memory, limits.for_pages(limits.pages), limits.page_seconds)
        finally:
            os._exit(0)
