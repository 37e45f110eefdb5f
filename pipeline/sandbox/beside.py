"""A second process that does a share of what a confined one is at (Linux).

It is a copy of the first, with what that one has opened, and hands its parts on to the same place.
Whatever it does not come to, the first does itself, as if there had been no second: no error of a
share is told.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import signal
from collections.abc import Callable, Generator
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import send_handle
from typing import Any, NoReturn

from pipeline.sandbox.limits import data_now
from pipeline.sandbox.parts import each

# Sends a message to whoever has this process's answer.
Send = Callable[[str, object], None]
Share = Generator[Any, None, Any]
# Sets the bounds of one step in the process that calls it.
Bound = Callable[[], None]


class Beside:
    """What starts a second process, one at a time."""

    def __init__(
        self,
        there: Connection,
        send: Send,
        bound: Bound,
    ) -> None:
        self._there = there
        self._send = send
        self._bound = bound
        self._number: int | None = None
        self._answer: Connection | None = None
        self._withheld = 0
        # Whether all shares so far have come to an end.
        self.is_sound = True

    @property
    def is_working(self) -> bool:
        """Whether there is a second process."""
        return self._number is not None

    def start(self, share: Callable[[], Share]) -> None:
        """Has a second process yield a share's parts; each of both has half of what memory is left.

        Where there can be no second process, there is no answer.
        """
        theirs, ours = Pipe()
        self._answer, answer = Pipe(duplex=False)
        self._withheld = _withhold_memory()
        first = os.getpid()
        try:
            number = os.fork()
        except OSError:
            number = None
        if number == 0:
            theirs.close()
            self._answer.close()
            self._serve(share, first, ours, answer)
        self._number = number
        self._send("beside", None)
        send_handle(self._there, theirs.fileno(), os.getppid())
        for end in (theirs, ours, answer):
            end.close()

    def answer(self) -> Any:
        """What the share came to, waited for; None where it came to nothing."""
        found = None
        if self._answer is not None:
            with suppress(EOFError, OSError):
                found = pickle.loads(self._answer.recv_bytes())
        self.is_sound = found is not None
        self.end()
        return found

    def taken(self, count: int) -> None:
        """Tells that so many of the share's parts hold; those behind them do not."""
        self._send("taken", count)

    def end(self) -> None:
        """Ends the second process, if there is one."""
        if self._answer is not None:
            self._answer.close()
            self._answer = None
        if self._number is not None:
            with suppress(OSError):
                os.kill(self._number, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(self._number, 0)
            self._number = None
        _widen_memory(self._withheld)
        self._withheld = 0

    def _serve(
        self,
        share: Callable[[], Share],
        first: int,
        parts: Connection,
        answer: Connection,
    ) -> NoReturn:
        """What the second process does; it never returns into what the first was at."""
        from pipeline.sandbox.worker import follow_parent, packed

        try:
            gc.freeze()
            self._there.close()
            follow_parent(parts)
            if os.getppid() == first:  # else that has ended before it was followed
                work = _bounded(share(), self._bound)
                found = each(work, lambda part: parts.send_bytes(packed("part", part)))
                answer.send_bytes(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
        finally:
            os._exit(0)


def _bounded(share: Share, bound: Bound) -> Share:
    """A share each part of which is a step with bounds of its own."""
    while True:
        bound()
        try:
            part = next(share)
        except StopIteration as end:
            return end.value
        yield part


def _withhold_memory() -> int:
    """Leaves this process, and a copy of it, half of the data it may still have; the other half."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if soft == resource.RLIM_INFINITY:
        return 0
    withheld = max(0, soft - data_now()) // 2
    resource.setrlimit(resource.RLIMIT_DATA, (soft - withheld, hard))
    return withheld


def _widen_memory(more: int) -> None:
    """Lets this process have so much more data again."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if more:
        resource.setrlimit(resource.RLIMIT_DATA, (soft + more, hard))
