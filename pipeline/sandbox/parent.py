"""Runs work on a file that is not to be trusted in a process of its own, bounded and mortal.

Parsers are the part of the pipeline that strangers write the input of. They hang, they take what
memory there is, and native ones crash. In a process of its own each of these is one line and no
more::

    with Confined(limits) as process:
        process.start("pipeline.read.document:read_pdf", path, None, "both", limits)
        document, pages = process.result(path.name, progress)

The process ends with its parent, however that one ends. Answers are unpickled, but only into values
and errors of this package.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, Pipe
from typing import Any, Protocol

from pipeline.errors import LimitExceeded, SourceError
from pipeline.messages import message
from pipeline.sandbox.allowance import Allowance, End, Moment, moment_of
from pipeline.sandbox.ends import crashed, held_up, stuck_at, too_large, too_long
from pipeline.sandbox.limits import MEGABYTE, Limits
from pipeline.sandbox.second import Crowded, Second, may_do_alone
from pipeline.sandbox.values import loaded
from pipeline.sandbox.worker import SHARED, SLACK

Progress = Callable[[str, int, int], None]
# Is given what the process hands on before it is done.
Take = Callable[[Any], object]
# An answer longer than this is no table that a person printed.
MAX_ANSWER = 256 * MEGABYTE
# Values take so many times the memory that they take as bytes.
UNPACKED = 8
# Libraries of numbers that neither start threads nor reserve memory ahead, which would count.
MODEST = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
_AT_START = message("sandbox.before-first-page")
# Seconds after which it is looked at in any case; the system waits for no number of them.
LOOK = 60.0
# Seconds for which nobody asks what the process has worked.
SOON = 0.05
# The stage in which a page image is recognised.
RECOGNISE = "recognise"


class Process(Protocol):
    """What is asked of the other process, however it was started."""

    @property
    def pid(self) -> int:
        """Its number."""

    def kill(self) -> None:
        """Ends it at once."""

    def wait(self, timeout: float | None = None) -> int:
        """How it ended, once it has; the number of a signal is negative.

        Raises:
            subprocess.TimeoutExpired: it has not by then.
        """


class Confined:
    """A process that works on one thing after another.

    A context manager, so that it never outlives the block.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._here: Connection | None = None
        self._process: Process | None = None
        nothing = Allowance(0.0, Moment(0.0, 0.0, 0.0))
        self._whole = nothing
        self._step = nothing
        # Seconds of a step whose clock runs once it is waited for.
        self._begun: float | None = None
        # Seconds of a step as a person is told.
        self._allowed = 0.0
        self._place = _AT_START
        self._of = 0
        # Bytes of what was handed on.
        self._handed = 0
        self._second = Second()
        # Whether it was the second that sent something last.
        self._is_heard = False

    def __enter__(self) -> Confined:
        self._here, there = Pipe()
        limits = self._limits
        bounds = f"{limits.memory_mb}, {limits.for_pages(limits.pages)}, {limits.page_seconds}"
        code = (
            f"import sys; sys.path[:] = {sys.path!r}; "
            "from pipeline.sandbox.worker import serve; "
            f"serve({there.fileno()}, {bounds})"
        )
        nothing = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", code],
                stdin=nothing,
                stdout=nothing,
                stderr=nothing,
                pass_fds=[there.fileno()],
                env={**os.environ, **MODEST},
            )
        except OSError as error:
            self.close()
            raise SourceError("sandbox.no-process", error=error.strerror) from None
        finally:
            there.close()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process at once."""
        self._second.close()
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
        self._whole = self._from_now(self._limits.seconds)
        self._allowed = float(self._limits.page_seconds)
        self._step = self._from_now(self._allowed)
        self._begun = None
        self._place = _AT_START
        self._of = 0
        self._handed = 0
        with suppress(OSError):  # a process that is gone is told of by ``result``
            self._here.send((function, arguments))

    def result(
        self,
        name: str,
        progress: Progress,
        take: Take | None = None,
    ) -> Any:
        """What the function returned; ``name`` is the file's, for messages.

        ``take`` is given what a function hands on, each part as soon as it is there.

        Raises:
            LimitExceeded: it took too long or too much memory, or its parts would take too much.
            SourceError: the process crashed.
            PipelineError: what the function raised.
            Crowded: the process crashed, but shared its memory with a second one.
        """
        self._count_from_now()
        while True:
            kind, value = self._next_message(name)
            if kind == "done":
                return value
            if kind == "failed":
                raise value
            if kind == "broken":
                error = str(value)
                raise SourceError(
                    "sandbox.broken",
                    where=name,
                    error=error,
                    place=self._place,
                )
            if kind == "part":
                self._take(name, value, take)
                continue
            if kind == "beside":
                continue
            if kind == "taken":
                self._take_of_second(name, value, take)
                continue
            self._begin(*value)
            stage, done, of, _ = value
            progress(stage, done + self._second.pages, of)

    def _take(
        self,
        name: str,
        part: Any,
        take: Take | None,
    ) -> None:
        """Gives on a part; what is none is no value of the process's."""
        limit = self._limits.memory_mb
        if self._handed * UNPACKED > limit * MEGABYTE:
            self.close()
            raise too_large(name, self._place, limit)
        try:
            if take is not None:
                take(part)
        except Exception:
            self.close()
            raise SourceError("sandbox.no-value", where=name) from None

    def _take_of_second(
        self,
        name: str,
        count: int,
        take: Take | None,
    ) -> None:
        """Gives on so many parts of a second process."""
        parts = self._second.taken(count, MAX_ANSWER)
        if len(parts) < count:
            self.close()
            raise SourceError("sandbox.no-value", where=name)
        for part, length in parts:
            self._handed += length
            self._take(name, part, take)

    def _count_from_now(self) -> None:
        """The clock of what nobody has waited for has not run."""
        now = self._now()
        for allowance in (self._whole, self._step):
            since = allowance.since
            allowance.since = replace(since, wall=now.wall, waited=now.waited)

    def _begin(
        self,
        stage: str,
        done: int,
        of: int,
        pages: int,
    ) -> None:
        """The process begins its next step of ``pages`` pages, when it has ``done`` of them."""
        limits = self._limits
        more = limits.for_pages(of) - limits.for_pages(self._of)
        self._whole.seconds += max(0.0, more)
        if stage == RECOGNISE:  # an image takes seconds where a page of text takes a fraction
            self._whole.seconds += limits.page_seconds * max(1, pages)
        self._of = max(of, self._of)
        self._begun = self._allowed = float(limits.page_seconds * max(1, pages))
        if of:
            self._place = message("sandbox.after-pages", done=done, of=of)
        else:
            self._place = _AT_START

    def _next_message(self, name: str) -> tuple[str, Any]:
        """What the process sends next, waited for as long as it may take."""
        data = self._received(name)
        try:
            kind, value = loaded(data)
            if kind == "part":
                self._handed += len(data)
            if kind == "beside" and self._here is not None:
                self._second.begin(self._here)
        except Exception:
            self.close()
            raise SourceError("sandbox.no-value", where=name) from None
        return kind, value

    def _received(self, name: str) -> bytes:
        if self._here is None:
            raise RuntimeError("not running")
        try:
            self._wait(self._here, name)
            return self._here.recv_bytes(MAX_ANSWER)
        except EOFError:
            raise self._crashed(name) from None
        except OSError as error:
            if error.errno is not None:
                raise self._crashed(name) from None
            self.close()
            limit = MAX_ANSWER // MEGABYTE
            raise LimitExceeded("sandbox.answer-too-large", where=name, limit=limit) from None

    def _wait(self, here: Connection, name: str) -> None:
        """Returns once there is something to receive.

        Raises:
            LimitExceeded: the process took longer than it may.
        """
        while not self._has_arrived(here, SOON):  # as most pages have: the system is not asked then
            if self._is_heard:
                continue
            if self._begun is not None:
                self._step = self._from_now(self._for_both(self._begun))
                self._begun = None
            now = self._now()
            left = self._left(now)
            if left <= 0:
                raise self._late(name, now)
            if self._has_arrived(here, min(left, LOOK)):
                return

    def _has_arrived(self, here: Connection, seconds: float) -> bool:
        """Whether there is something to receive by then; what a second one sends is received."""
        arrived = select.poll()
        arrived.register(here.fileno(), select.POLLIN)
        second = self._second.fileno()
        if second is not None:
            arrived.register(second, select.POLLIN)
        ready = dict(arrived.poll(seconds * 1000))
        self._is_heard = second in ready
        if self._is_heard:
            self._second.receive(MAX_ANSWER)
            self._begun = self._allowed
        return here.fileno() in ready

    def _for_both(self, seconds: float) -> float:
        """Seconds of a step; while there is a second process, that has to end within them too."""
        if not self._second.is_working:
            return seconds
        return SHARED * (seconds + SLACK)

    def _from_now(self, seconds: float) -> Allowance:
        return Allowance(float(seconds), self._now())

    def _left(self, now: Moment) -> float:
        return min(self._whole.left(now), self._step.left(now))

    def _now(self) -> Moment:
        """What the process had so far.

        Nothing where the system does not tell, and the process bounds itself.
        """
        number = self._process.pid if self._process else 0
        return moment_of(number)

    def _late(self, name: str, now: Moment) -> LimitExceeded:
        stuck = self._step.end(now)
        end = stuck or self._whole.end(now)
        self.close()
        place = self._place
        if end is End.HELD:
            at_one_step = stuck is not None
            seconds = self._allowed if at_one_step else self._whole.seconds
            return held_up(name, place, seconds, at_one_step)
        if stuck is not None:
            return stuck_at(name, place, self._allowed, stuck)
        return too_long(name, place, self._limits.for_pages(self._of), end)

    def _crashed(self, name: str) -> Exception:
        code = self._exit_code()
        is_shared = self._second.is_open
        self.close()
        if is_shared and may_do_alone(code):
            return Crowded()
        return crashed(name, self._place, self._limits.memory_mb, code)

    def _exit_code(self) -> int:
        """How the process ended: a signal's number is negative; 0 where it has not."""
        if self._process is None:
            return 0
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(60)
        return 0
