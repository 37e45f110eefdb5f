"""The other end of :mod:`pipeline.sandbox.parent`.

What runs in the process that opens a stranger's file.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from pipeline.errors import PipelineError
from pipeline.sandbox.imports import collecting_seldom
from pipeline.sandbox.limits import MEGABYTE
from pipeline.sandbox.parts import each

if TYPE_CHECKING:
    from pipeline.sandbox.beside import Beside

NO_MEMORY = 77  # how the process ends when it met its limit
_PR_SET_PDEATHSIG = 1
# Seconds: the system counts whole ones.
SLACK = 2
# While two processes share the work, a step may take so many times as long for both together.
SHARED = 2


@collecting_seldom()
def serve(
    handle: int,
    memory_mb: int,
    seconds: float,
    page_seconds: int,
    is_shared: bool = False,
) -> None:
    """The process: bounded first, then one call after another until the other end is closed.

    Memory is in MB, time in seconds of processor time: for all, and for a page. ``is_shared`` says
    whether it may start a second process to share the work with.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends this process
    there = Connection(handle)
    _bound(memory_mb, seconds)
    follow_parent(there)
    tell = Teller(there, page_seconds, is_shared)
    try:
        while True:
            function, arguments = there.recv()
            there.send_bytes(_answer(tell, function, arguments))
    except (EOFError, OSError):
        return
    except MemoryError:
        os._exit(NO_MEMORY)


def _bound(memory_mb: int, seconds: float) -> None:
    """Memory where the system counts it, processor time, and no core dumps."""
    import resource

    _bound_one(resource.RLIMIT_CORE, 0)
    _bound_one(resource.RLIMIT_CPU, int(seconds) * 2)
    if sys.platform == "linux":
        # Not the address space: libraries map, and allocators reserve, far more of it than they
        # use.
        _bound_one(resource.RLIMIT_DATA, memory_mb * MEGABYTE)


def _bound_one(what: int, at_most: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    limit = at_most if hard == resource.RLIM_INFINITY else min(at_most, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (limit, hard))


def _bound_step(seconds: int) -> None:
    """So much processor time from now on.

    The other end is a little quicker where the system tells it.
    """
    import resource

    _bound_one(resource.RLIMIT_CPU, int(time.process_time()) + seconds + SLACK)


def follow_parent(there: Connection) -> None:
    """Ends this process when the other end closes.

    On Linux the kernel does too, should a parser hold the lock.
    """
    import select

    end_with_parent()
    poll = select.poll()
    poll.register(there.fileno(), 0)

    def watch() -> None:
        poll.poll()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def end_with_parent() -> None:
    """Has the kernel end this process when its parent ends (Linux)."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Teller:
    """Tells the other end where the work is: stage, steps done, of how many, pages in one step.

    ``beside`` starts a second process, where one may be.
    """

    def __init__(self, there: Connection, page_seconds: int, is_shared: bool) -> None:
        self._there = there
        self._page_seconds = page_seconds
        self.beside = self._beside() if is_shared else None

    def __call__(
        self,
        stage: str,
        done: int,
        of: int,
        pages: int = 1,
    ) -> None:
        """Begins the next step."""
        # While there are two, the other end bounds both together.
        is_shared = self.beside is not None and self.beside.is_working
        times = SHARED if is_shared else 1
        _bound_step(self._page_seconds * max(1, pages) * times)
        place = (stage, done, of, pages)
        self._there.send_bytes(pickle.dumps(("at", place)))

    def send(self, kind: str, value: object) -> None:
        """Sends another message."""
        self._there.send_bytes(packed(kind, value))

    def _beside(self) -> Beside:
        from pipeline.sandbox.beside import Beside

        return Beside(self._there, self.send, lambda: _bound_step(self._page_seconds))


def _answer(
    tell: Teller,
    function: str,
    arguments: tuple[object, ...],
) -> bytes:
    """Calls a function and packs what it returns, or how it failed.

    What a generator yields is sent at once.
    """
    try:
        tell("read", 0, 0)
        value = _named(function)(*arguments, tell)
        if isinstance(value, Generator):
            value = each(value, lambda part: tell.send("part", part))
        return packed("done", value)
    except PipelineError as error:
        return packed("failed", error)
    except MemoryError:
        raise
    except Exception as error:
        return packed("broken", _short(error))
    finally:
        if tell.beside is not None:
            tell.beside.end()


def _named(function: str) -> Callable[..., object]:
    """The function of ``module:function``."""
    module, name = function.split(":")
    found: Callable[..., object] = getattr(import_module(module), name)
    return found


def packed(kind: str, value: object) -> bytes:
    """A message as bytes."""
    return pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL)


def _short(error: Exception) -> str:
    """The exception and where it was raised, in a few words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    kind = type(error).__name__
    if trace is None:
        return kind
    file = os.path.basename(trace.tb_frame.f_code.co_filename)
    return f"{kind} at {file} line {trace.tb_lineno}"
