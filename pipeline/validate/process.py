"""Validates in a process of its own, started before its tables are there.

Importing Great Expectations takes as long as reading and repairing a notice. A second process does
it meanwhile and loads the notice's suites; the tables follow as Arrow bytes once they are computed.
Where no process can be had, or it dies, the work is done here instead.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing import set_start_method
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from subprocess import DEVNULL, Popen, TimeoutExpired
from typing import TYPE_CHECKING

from pipeline.errors import PipelineError
from pipeline.sandbox.parent import MODEST
from pipeline.validate import Validator, need_docstrings, validate
from pipeline.validate.halves import in_halves
from pipeline.validate.imports import import_less
from pipeline.validate.result import ValidationReport

if TYPE_CHECKING:
    import pyarrow as pa

MOST_SECONDS = 600.0


class ValidatorProcess:
    """A process that prepares the suites while the tables are computed, and validates them then.

    Use as a context manager, so that the process never outlives the run. What it cannot do is told
    by :meth:`validate`, as though it had been tried there.
    """

    def __init__(self, expectations_dir: Path, notice_id: str) -> None:
        need_docstrings()
        self._folder, self._notice_id = expectations_dir, notice_id
        self._here: Connection | None = None
        if "great_expectations" in sys.modules:  # nothing to gain
            return
        here, there = Pipe()
        # Not multiprocessing's own, which would run the script again that calls this library.
        code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; "
        command = [sys.executable, "-P", "-c", f"{code}serve({there.fileno()})"]
        with suppress(OSError), _uninterrupted():
            self._process = Popen(
                command,
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=DEVNULL,
                pass_fds=[there.fileno()],
                env={**os.environ, **MODEST},
            )
            self._here = here
            here.send((expectations_dir, notice_id))
        there.close()

    def __enter__(self) -> ValidatorProcess:
        return self

    def __exit__(self, *_: object) -> None:
        if self._here is not None:
            self._here.close()
            self._here = None
            self._process.terminate()
            try:
                self._process.wait(5)
            except TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def validate(self, tables: Mapping[str, pa.Table]) -> ValidationReport:
        """As :func:`pipeline.validate.validate`; the same errors."""
        report = self._ask(tables)
        return validate(tables, self._folder, self._notice_id) if report is None else report

    def _ask(self, tables: Mapping[str, pa.Table]) -> ValidationReport | None:
        if self._here is None:
            return None
        packed = {name: _packed(table) for name, table in tables.items()}
        with suppress(OSError, EOFError):
            self._here.send(packed)
            if self._here.poll(MOST_SECONDS):
                answer = self._here.recv()
                if isinstance(answer, PipelineError):
                    raise answer
                if isinstance(answer, ValidationReport):
                    return answer
        return None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process started in the block never gets the terminal's Ctrl-C.

    This one does, and ends it without a word.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(handle: int) -> None:
    """The other process: prepares, waits for tables, answers once.

    ``handle`` is its end of the pipe.
    """
    there = Connection(handle)
    nameless_locks()
    import_less()
    with suppress(EOFError, OSError):
        folder, notice_id = there.recv()
        try:
            prepared: Validator | PipelineError = _prepared(folder, notice_id)
        except PipelineError as error:
            prepared = error
        packed = there.recv()
        there.send(_answer(prepared, packed))


def _prepared(folder: Path, notice_id: str) -> Validator:
    """A validator whose suites are loaded."""
    validator = Validator(folder, notice_id)
    validator.prepare()
    gc.freeze()  # it stays until the end, and a copy of the process can share it
    return validator


def _answer(prepared: Validator | PipelineError, packed: Mapping[str, bytes]) -> object:
    """What the parent makes a report, an error or another attempt of its own of."""
    if isinstance(prepared, PipelineError):
        return prepared
    try:
        tables = {name: _unpacked(data) for name, data in packed.items()}
        return prepared.validate(tables, in_halves)
    except PipelineError as error:
        return error
    except Exception as error:
        return type(error).__name__  # the parent tries again itself and shows it


def nameless_locks() -> None:
    """Has libraries make locks without a name in the system, in this process.

    A run that is ended would leave named ones behind, of which Python tells on standard error.
    Nothing is forked.
    """
    set_start_method("fork", force=True)


def _packed(table: pa.Table) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _unpacked(data: bytes) -> pa.Table:
    import pyarrow as pa

    # Without threads, as in pipeline.publication.load: the bytes are Python's.
    return pa.ipc.open_stream(data, options=pa.ipc.IpcReadOptions(use_threads=False)).read_all()
