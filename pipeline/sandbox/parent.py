"""Work on a file that is not to be trusted, in a process of its own: bounded in time and memory, and mortal.

Parsers are the part of the pipeline that strangers write the input of. They hang, they take what memory there
is, and native ones crash. In a process of its own each of these is one line and no more::

    with Confined(limits) as process:
        process.start("pipeline.read.document:read_pdf", path, None, "both", limits)
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
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from importlib import import_module
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from pipeline.errors import LimitExceeded, PipelineError, SourceError
from pipeline.sandbox.limits import MEGABYTE, WIDE, Limits
from pipeline.sandbox.worker import NO_MEMORY

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
# A share of the processor below which a process waits for something that will not come.
IDLE = 0.03
# Seconds after which it is looked at in any case; the system waits for no number of them.
LOOK = 60.0


@dataclass(frozen=True, slots=True)
class _Moment:
    """Seconds by the wall clock; of processor time that a process had by then.

    That it stood in line for it.
    """

    wall: float
    work: float
    waited: float


class _End(Enum):
    """Why a process is waited for no longer."""

    WORKED = "it worked as long as it may"
    STILL = "it neither works nor wants to"
    HELD = "it got too little of the processor for too long"


@dataclass(slots=True)
class _Allowance:
    """So many seconds of processor time from a moment on.

    And ``WIDE`` times as many by the wall clock.
    """

    seconds: float
    since: _Moment

    def end(self, now: _Moment) -> _End | None:
        """Why it is used up, if it is."""
        passed, worked = now.wall - self.since.wall, now.work - self.since.work
        wanted = worked + now.waited - self.since.waited
        if worked >= self.seconds:
            return _End.WORKED
        if passed >= self.seconds and wanted < IDLE * passed:
            return _End.STILL
        return _End.HELD if passed >= WIDE * self.seconds else None

    def left(self, now: _Moment) -> float:
        """Seconds until it is time to look again; 0 when it is used up."""
        if self.end(now) is not None:
            return 0.0
        passed, worked = now.wall - self.since.wall, now.work - self.since.work
        looks = [self.seconds - worked, WIDE * self.seconds - passed, self.seconds - passed]
        return min(look for look in looks if look > 0)


class Confined:
    """A process that works on one thing after another.

    A context manager, so that it never outlives the block.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._here: Connection | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._whole = self._step = _Allowance(0.0, _Moment(0.0, 0.0, 0.0))
        self._place, self._of = "", 0

    def __enter__(self) -> Confined:
        self._here, there = Pipe()
        limits = self._limits
        bounds = f"{limits.memory_mb}, {limits.for_pages(limits.pages)}, {limits.page_seconds}"
        call = f"serve({there.fileno()}, {bounds})"
        code = f"import sys; sys.path[:] = {sys.path!r}; from pipeline.sandbox.worker import serve; {call}"
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
            raise SourceError(
                f"no process for reading a PDF can be started ({error.strerror}); try again"
            ) from None
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

    @property
    def worked(self) -> float:
        """Seconds of processor time since the last start."""
        return self._now().work - self._whole.since.work

    def start(self, function: str, *arguments: object) -> None:
        """Has ``module:function`` called with the arguments and, last.

        A function that tells where it is.
        """
        if self._here is None:
            raise RuntimeError("not running")
        self._whole, self._step = (
            self._from_now(self._limits.seconds),
            self._from_now(self._limits.page_seconds),
        )
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
        now = self._now()
        for allowance in (
            self._whole,
            self._step,
        ):  # the clock of what nobody has waited for has not run
            allowance.since = replace(allowance.since, wall=now.wall, waited=now.waited)
        while True:
            kind, value = self._message(name)
            if kind == "done":
                return value
            if kind == "failed":
                raise value
            if kind == "broken":
                raise SourceError(
                    f"{name}: cannot be read ({value}){self._place}; please report the file"
                )
            self._begin(value, progress)

    def _begin(self, place: tuple[str, int, int, int], progress: Progress) -> None:
        """The process begins its next step.

        Stage, pages done, of how many, how many in this step.
        """
        stage, done, of, pages = place
        self._whole.seconds += max(
            0.0, self._limits.for_pages(of) - self._limits.for_pages(self._of)
        )
        self._of = max(of, self._of)
        self._step = self._from_now(self._limits.page_seconds * max(1, pages))
        self._place = f" after {done} of {of} pages" if of else " before its first page"
        progress(stage, done, of)

    def _message(self, name: str) -> tuple[str, Any]:
        if self._here is None:
            raise RuntimeError("not running")
        try:
            while not self._here.poll(min(self._left(self._now()), LOOK)):
                now = self._now()
                if self._left(now) <= 0:
                    raise self._late(name, now)
            data = self._here.recv_bytes(MAX_ANSWER)
        except EOFError:
            raise self._crashed(name) from None
        except OSError as error:
            if error.errno is not None:
                raise self._crashed(name) from None
            self.close()
            raise LimitExceeded(
                f"{name}: its tables take more than {MAX_ANSWER // MEGABYTE} MB; split it"
            ) from None
        try:
            kind, value = _Values(io.BytesIO(data)).load()
        except Exception:
            self.close()
            raise SourceError(
                f"{name}: the PDF parser answered with what is no value; get the file again"
            ) from None
        return kind, value

    def _from_now(self, seconds: float) -> _Allowance:
        return _Allowance(float(seconds), self._now())

    def _left(self, now: _Moment) -> float:
        return min(self._whole.left(now), self._step.left(now))

    def _now(self) -> _Moment:
        """What the process had so far.

        Nothing where the system does not tell, and the process bounds itself.
        """
        wall = time.monotonic()
        number = self._process.pid if self._process else 0
        work = waited = 0.0
        for one in _family(number):
            found = _spent(one)
            if found is None and one == number:
                return _Moment(wall, 0.0, wall)
            if found is not None:
                work += found[0]
                waited += found[1]
        return _Moment(wall, work, waited)

    def _late(self, name: str, now: _Moment) -> LimitExceeded:
        place, limits = self._place, self._limits
        end = self._step.end(now)
        seconds, flag = self._step.seconds, "--max-page-seconds"
        what = f"{name}: reading got stuck{place}, more than {seconds:.0f} s"
        if end is None:
            end = self._whole.end(now)
            seconds, flag = self._whole.seconds, "--max-seconds"
            what = f"{name}: reading takes more than {limits.for_pages(self._of):.0f} s"
        self.close()
        if end is _End.HELD:
            return LimitExceeded(
                f"{name}: reading is not done{place}, {WIDE * seconds:.0f} s by the clock with less than "
                f"{seconds:.0f} s of processor time; try again when the machine is less busy, or allow more with {flag}"
            )
        how = "without any work" if end is _End.STILL else "of processor time"
        after = " in one place" if flag == "--max-page-seconds" else place
        return LimitExceeded(f"{what} {how}{after}; get the file again, or allow more with {flag}")

    def _crashed(self, name: str) -> PipelineError:
        place, limits, code = self._place, self._limits, 0
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                code = self._process.wait(60)
        self.close()
        if code == NO_MEMORY:
            return LimitExceeded(
                f"{name}: reading needs more than {limits.memory_mb} MB{place}; --max-memory allows more"
            )
        if -code == signal.SIGXCPU:
            return LimitExceeded(
                f"{name}: reading takes more processor time than is allowed{place}; get the file again, or allow more "
                "with --max-page-seconds or --max-seconds"
            )
        how = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return SourceError(
            f"{name}: the PDF parser crashed ({how}){place}; get the file again, or allow more than "
            f"{limits.memory_mb} MB with --max-memory"
        )


def _family(number: int) -> Iterator[int]:
    """The process and those that it has started, and they in turn (Linux)."""
    yield number
    with suppress(OSError):
        for children in Path(f"/proc/{number}/task").glob("*/children"):
            for child in children.read_text().split():
                yield from _family(int(child))


def _spent(number: int) -> tuple[float, float] | None:
    """Seconds that a process and its ended children worked, and that it stood in line.

    None where the system does not tell.
    """
    try:
        fields = Path(f"/proc/{number}/stat").read_bytes().rpartition(b")")[2].split()
        work = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return None
    try:
        waited = int(Path(f"/proc/{number}/schedstat").read_bytes().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        waited = 0.0
    return work, waited


class _Values(pickle.Unpickler):
    """Loads values and errors of this package and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        found = (
            getattr(import_module(module), name)
            if module.startswith("pipeline.") and "." not in name
            else None
        )
        if isinstance(found, type) and (
            issubclass(found, PipelineError) or hasattr(found, "__dataclass_fields__")
        ):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of this package")
