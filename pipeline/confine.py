"""Work on a file that is not to be trusted, in a process of its own: bounded in time and memory, and mortal.

Parsers are the part of the pipeline that strangers write the input of. They hang, they take what memory there
is, and native ones crash. In a process of its own each of these is one line and no more::

    with Confined(limits) as process:
        process.start("pipeline.tablebook:read_pdf", path, None, "both", limits)
        document, pages = process.result(path.name, progress)

The process ends with its parent, however that one ends. Answers are unpickled, but only into values and errors
of this package.
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection, Pipe
from typing import Any

from pipeline.errors import LimitExceeded, PipelineError, SourceError
from pipeline.limits import MEGABYTE, Limits

Progress = Callable[[str, int, int], None]
# An answer longer than this is no table that a person printed.
MAX_ANSWER = 256 * MEGABYTE
# Libraries of numbers that neither start threads nor reserve memory ahead, which would count.
_MODEST = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
_PR_SET_PDEATHSIG = 1
_NO_MEMORY = 77


class Confined:
    """A process that works on one thing after another; a context manager, so that it never outlives the block."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._here: Connection | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._end = self._step_end = 0.0
        self._place, self._of = "", 0

    def __enter__(self) -> Confined:
        self._here, there = Pipe()
        call = f"serve({there.fileno()}, {self._limits.memory_mb}, {self._limits.for_pages(self._limits.pages)})"
        code = f"import sys; sys.path[:] = {sys.path!r}; from pipeline.confine import serve; {call}"
        nothing = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", code],
                stdin=nothing,
                stdout=nothing,
                stderr=nothing,
                pass_fds=[there.fileno()],
                env={**os.environ, **_MODEST},
            )
        except OSError as error:
            self.close()
            raise SourceError(f"no process for reading a PDF can be started ({error.strerror}); try again") from None
        finally:
            there.close()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process at once."""
        if self._here is not None:
            self._here.close()
            self._here = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def running(self) -> bool:
        """Whether it can be given more to do: not once it hung, crashed or asked for too much."""
        return self._here is not None

    def start(self, function: str, *arguments: object) -> None:
        """Has ``module:function`` called with the arguments and, last, a function that tells where it is."""
        if self._here is None:
            raise RuntimeError("not running")
        self._end = time.monotonic() + self._limits.seconds
        self._step_end = time.monotonic() + self._limits.page_seconds
        self._place, self._of = "", 0
        with suppress(OSError):  # a process that is gone is told of by ``result``
            self._here.send((function, arguments))

    def result(self, name: str, progress: Progress) -> Any:
        """What the function returned; ``name`` is the file's, for messages.

        Raises:
            LimitExceeded: it took too long or too much memory.
            SourceError: the process crashed.
            PipelineError: what the function raised.
        """
        while True:
            kind, value = self._message(name)
            if kind == "done":
                return value
            if kind == "failed":
                raise value
            if kind == "broken":
                raise SourceError(f"{name}: cannot be read ({value}){self._place}; please report the file")
            self._step(value, progress)

    def _step(self, place: tuple[str, int, int, int], progress: Progress) -> None:
        """The process begins its next step: stage, pages done, of how many, how many in this step."""
        stage, done, of, pages = place
        now = time.monotonic()
        self._end += max(0, of - self._of)
        self._of = max(of, self._of)
        self._step_end = now + self._limits.page_seconds * max(1, pages)
        self._place = f" after {done} of {of} pages" if of else " before its first page"
        progress(stage, done, of)

    def _message(self, name: str) -> tuple[str, Any]:
        if self._here is None:
            raise RuntimeError("not running")
        wait = min(self._end, self._step_end) - time.monotonic()
        try:
            if not self._here.poll(max(0.0, wait)):
                raise self._late(name)
            data = self._here.recv_bytes(MAX_ANSWER)
        except EOFError:
            raise self._crashed(name) from None
        except OSError as error:
            if error.errno is not None:
                raise self._crashed(name) from None
            self.close()
            raise LimitExceeded(f"{name}: its tables take more than {MAX_ANSWER // MEGABYTE} MB; split it") from None
        try:
            kind, value = _Values(io.BytesIO(data)).load()
        except Exception:
            self.close()
            raise SourceError(f"{name}: the PDF parser answered with what is no value; get the file again") from None
        return kind, value

    def _late(self, name: str) -> LimitExceeded:
        limits, place = self._limits, self._place
        self.close()
        if self._step_end < self._end:
            return LimitExceeded(
                f"{name}: reading got stuck{place}, more than {limits.page_seconds} s in one place; "
                "get the file again, or allow more with --max-page-seconds"
            )
        return LimitExceeded(
            f"{name}: reading took more than {limits.for_pages(self._of):.0f} s{place}; --max-seconds allows more"
        )

    def _crashed(self, name: str) -> PipelineError:
        place, limits, code = self._place, self._limits, 0
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                code = self._process.wait(5)
        self.close()
        if code == _NO_MEMORY:
            return LimitExceeded(
                f"{name}: reading needs more than {limits.memory_mb} MB{place}; --max-memory allows more"
            )
        if -code == signal.SIGXCPU:
            return LimitExceeded(f"{name}: reading took too long{place}; --max-seconds allows more")
        how = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return SourceError(
            f"{name}: the PDF parser crashed ({how}){place}; get the file again, or allow more than "
            f"{limits.memory_mb} MB with --max-memory"
        )


class _Values(pickle.Unpickler):
    """Loads values and errors of this package and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        found = getattr(import_module(module), name) if module.startswith("pipeline.") and "." not in name else None
        if isinstance(found, type) and (issubclass(found, PipelineError) or hasattr(found, "__dataclass_fields__")):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of this package")


# --- in the process -----------------------------------------------------------------------------------------------


def serve(handle: int, memory_mb: int, seconds: float) -> None:
    """The process: bounded first, then one call after another until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends this process
    there = Connection(handle)
    _bound(memory_mb, seconds)
    _follow_parent(there)
    try:
        while True:
            function, arguments = there.recv()
            there.send_bytes(_answer(there, function, arguments))
    except (EOFError, OSError):
        return
    except MemoryError:
        os._exit(_NO_MEMORY)


def _bound(memory_mb: int, seconds: float) -> None:
    """Memory where the system counts it, processor time, and no core dumps."""
    import resource

    def bound(what: int, at_most: int) -> None:
        hard = resource.getrlimit(what)[1]
        limit = at_most if hard == resource.RLIM_INFINITY else min(at_most, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, hard))

    bound(resource.RLIMIT_CORE, 0)
    bound(resource.RLIMIT_CPU, int(seconds) * 2)
    if sys.platform == "linux":
        # Not the address space: libraries map, and allocators reserve, far more of it than they use.
        bound(resource.RLIMIT_DATA, memory_mb * MEGABYTE)


def _follow_parent(there: Connection) -> None:
    """Ends this process when the other end closes; on Linux the kernel does too, should a parser hold the lock."""
    import select

    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    poll = select.poll()
    poll.register(there.fileno(), 0)

    def watch() -> None:
        poll.poll()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _answer(there: Connection, function: str, arguments: tuple[object, ...]) -> bytes:
    def tell(stage: str, done: int, of: int, pages: int = 1) -> None:
        there.send_bytes(pickle.dumps(("at", (stage, done, of, pages))))

    module, name = function.split(":")
    try:
        tell("read", 0, 0)
        answer: object = ("done", getattr(import_module(module), name)(*arguments, tell))
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except PipelineError as error:
        answer = ("failed", error)
    except MemoryError:
        raise
    except Exception as error:
        answer = ("broken", _short(error))
    return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)


def _short(error: Exception) -> str:
    """The exception and where it was raised, in a few words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {os.path.basename(trace.tb_frame.f_code.co_filename)} line {trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"
