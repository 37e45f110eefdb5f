"""What a second process hands on that shares another one's work.

It holds once the first one says so.
"""

from __future__ import annotations

import signal
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from typing import Any

from pipeline.sandbox.values import loaded


class Crowded(Exception):
    """A process ended while it shared its memory with a second: alone it may do the work."""


class Second:
    """The second process's end of a pipe, and what came of it so far."""

    def __init__(self) -> None:
        self._there: Connection | None = None
        # Each part with its length in bytes.
        self._parts: list[tuple[Any, int]] = []
        # Whether it is still open what of the parts holds.
        self.is_open = False

    @property
    def is_working(self) -> bool:
        """Whether more may come."""
        return self._there is not None

    @property
    def pages(self) -> int:
        """How many pages it has handed on that may hold."""
        return len(self._parts)

    def fileno(self) -> int | None:
        """The descriptor that tells when something has come."""
        return self._there.fileno() if self._there else None

    def begin(self, here: Connection) -> None:
        """Takes the pipe over from the first process."""
        self.close()
        self._there = Connection(recv_handle(here))
        self.is_open = True

    def receive(self, most: int) -> bool:
        """Receives a part of at most so many bytes; whether there was one, else it has ended."""
        if self._there is None:
            return False
        try:
            data = self._there.recv_bytes(most)
            _, part = loaded(data)
        except Exception:  # whatever it sent: what does not hold is not looked at
            self._there.close()
            self._there = None
            return False
        self._parts.append((part, len(data)))
        return True

    def taken(self, count: int, most: int) -> list[tuple[Any, int]]:
        """The first so many parts, each with its length, which hold; the others do not."""
        while len(self._parts) < count and self.receive(most):
            pass
        parts = self._parts[:count]
        self.close()
        return parts

    def close(self) -> None:
        """Receives no more."""
        if self._there is not None:
            self._there.close()
            self._there = None
        self._parts = []
        self.is_open = False


def may_do_alone(code: int) -> bool:
    """Whether a process that ended so may have wanted for memory; somebody's kill is none."""
    return code not in (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT)
