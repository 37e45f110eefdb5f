"""A process that has everything loaded and works each document in a copy of itself.

Importing the stages and the validation engine takes longer than many a document. Here it is done
once; each document gets a copy of the process, which takes milliseconds, is bounded, and may crash.
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
from dataclasses import replace
from importlib import import_module
from multiprocessing.connection import Connection, Pipe
from threading import Lock

from pipeline.batches.order import Job
from pipeline.batches.row import Row, failed
from pipeline.errors import PipelineError, SourceError
from pipeline.sandbox.limits import Limits
from pipeline.sandbox.parent import MODEST

# What a document may need, loaded before the first.
_NEEDED = (
    "pipeline.batches.document",
    "pipeline.repair",
    "pipeline.normalise",
    "pipeline.correct",
    "pipeline.stitch",
    "pipeline.read.docx",
    "pipeline.read.html",
    "pipeline.read.sheet",
    "pipeline.read.markdown",
    "pipeline.read.pdf.reader",
    "pipeline.views.diff",
    "pyarrow.parquet",
)
_COMPARING = "pipeline.read.pdf.lattice"
# What validation and publication take besides the document's own allowance.
_MEMORY_AFTER = 400


# Arrow's allocator starts one, which a copy of the process would not have.
_WITHOUT_THREADS = {"JE_ARROW_MALLOC_CONF": "background_thread:false"}


class Nursery:
    """The other process; it ends with this one, or when it is closed."""

    def __init__(self) -> None:
        self._here, there = Pipe()
        code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; "
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", f"{code}serve({there.fileno()})"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[there.fileno()],
                env={**os.environ, **MODEST, **_WITHOUT_THREADS},
                start_new_session=True,  # the terminal's Ctrl-C is for this process
            )
        except OSError as error:
            raise SourceError("sandbox.no-process", error=error.strerror) from None
        finally:
            there.close()

    def work(self, job: Job) -> Row:
        """Works one document.

        Raises:
            EOFError, OSError: the process is gone.
        """
        self._here.send(job)
        row = self._here.recv()
        assert isinstance(row, Row)
        return row

    @property
    def is_alive(self) -> bool:
        """Whether it can be given more to do."""
        return self._process.poll() is None

    def close(self) -> None:
        """Ends the process, and with it the document that it works on."""
        self._process.kill()
        self._process.wait()  # who waits for its answer now hears that it is gone
        self._here.close()


class Pool:
    """The nurseries of this process, as many as documents are worked at a time."""

    def __init__(self, ahead: int = 0) -> None:
        """Begins with so many nurseries, which load while nobody waits for them yet."""
        self._lock = Lock()
        self._idle: list[Nursery] = []
        with suppress(SourceError):  # told by the document that finds none
            for _ in range(ahead):
                self._idle.append(Nursery())
        self._busy: set[Nursery] = set()
        self._closed = False

    def work(self, job: Job) -> Row:
        """Works one document, in a nursery that has nothing else to do; a dead one is replaced."""
        lost = SourceError("batch.lost", where=job.source)
        nursery = self._taken()
        if nursery is None:
            return failed(Row(job.notice_id, job.source, "unusable", 2), lost)
        try:
            row = nursery.work(job)
        except (EOFError, OSError):
            nursery.close()
            row = failed(Row(job.notice_id, job.source, "unusable", 2), lost)
        with self._lock:
            self._busy.discard(nursery)
            if nursery.is_alive:
                self._idle.append(nursery)
        return row

    def _taken(self) -> Nursery | None:
        with self._lock:
            if self._closed:
                return None
            nursery = self._idle.pop() if self._idle else Nursery()
            self._busy.add(nursery)
            return nursery

    def close(self) -> None:
        """Ends them all, and with them the documents that they work on."""
        with self._lock:
            self._closed = True
            busy = [*self._busy]
        self.close_idle()
        for nursery in busy:
            nursery.close()

    def close_idle(self) -> None:
        """Ends those that have nothing to do."""
        with self._lock:
            idle, self._idle = self._idle, []
        for nursery in idle:
            nursery.close()


def serve(handle: int) -> None:
    """The other process: loads, then works one job after another until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    there = Connection(handle)
    _end_with_parent()
    _load()
    with suppress(EOFError, OSError):
        while True:
            there.send(_worked(there.recv()))


def _end_with_parent() -> None:
    from pipeline.sandbox.worker import end_with_parent

    end_with_parent()


def _load() -> None:
    """Imports what documents need, loads the suites, and keeps the collector off all of it."""
    from pipeline.publication.state import expectations_dir
    from pipeline.schema import TABLES, arrow_schema
    from pipeline.validate import Validator
    from pipeline.validate.imports import import_less

    import_less()
    for module in (*_NEEDED, _COMPARING):
        import_module(module)
    from pipeline.batches.document import READY

    suites = expectations_dir()
    with suppress(PipelineError):  # told by each document that needs it
        validator = Validator(suites, "")
        validator.prepare()
        # Once before the first document: much is loaded when it is first used.
        validator.validate({name: arrow_schema(name).empty_table() for name in TABLES})
        READY[str(suites)] = validator
    gc.collect()
    gc.freeze()


def _worked(job: Job) -> Row:
    """What a copy of this process makes of a document."""
    from pipeline.sandbox.copied import ConfinedCopy

    begun = time.perf_counter()
    try:
        with ConfinedCopy(_bounds(job.limits)) as process:
            process.start("pipeline.batches.document:work_here", job)
            row: Row = process.result(job.source, lambda *_: None)
    except PipelineError as error:
        row = failed(Row(job.notice_id, job.source, "unusable", 2), error)
    return replace(row, seconds=round(time.perf_counter() - begun, 3))


def _bounds(limits: Limits) -> Limits:
    """Those of the whole process; within it reading and repair have their own."""
    from pipeline.batches.document import SECONDS_AFTER

    return replace(
        limits,
        seconds=limits.seconds + SECONDS_AFTER,
        memory_mb=limits.memory_mb + _MEMORY_AFTER,
    )


_pool = Pool()


def work(job: Job) -> Row:
    """Works one document in this process's pool; what a Dask worker is asked to do."""
    return _pool.work(job)


@contextmanager
def opened(ahead: int = 0) -> Iterator[None]:
    """Opens a pool for the block; what is still to be worked at its end is not begun.

    ``ahead`` nurseries begin to load at once.
    """
    global _pool
    _pool = pool = Pool(ahead)
    try:
        yield
    finally:
        pool.close()


def close_all() -> None:
    """Ends the nurseries of this process, with the documents that they work on."""
    _pool.close()


def close_idle() -> None:
    """Ends the nurseries of this process that have nothing to do."""
    _pool.close_idle()
