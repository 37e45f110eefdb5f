"""Validates in a process of its own, started before its tables are there.

Importing Great Expectations takes longer than reading and repairing a notice. A second process does
it meanwhile; the tables follow as Arrow bytes once they are computed. Where no process can be had,
or it dies, the work is done here instead.
"""

from __future__ import annotations

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
from pipeline.validate import need_docstrings, validate
from pipeline.validate.result import ValidationReport

if TYPE_CHECKING:
    import pyarrow as pa

MOST_SECONDS = 600.0


class ValidatorProcess:
    """A process that imports the engine while the tables are computed, and validates them then.

    Use as a context manager, so that the process never outlives the run.
    """

    def __init__(self) -> None:
        need_docstrings()
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
            )
            self._here = here
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

    def validate(
        self,
        tables: Mapping[str, pa.Table],
        expectations_dir: Path,
        notice_id: str,
    ) -> ValidationReport:
        """As :func:`pipeline.validate.validate`; the same errors."""
        report = self._ask(tables, expectations_dir, notice_id)
        return validate(tables, expectations_dir, notice_id) if report is None else report

    def _ask(
        self,
        tables: Mapping[str, pa.Table],
        folder: Path,
        notice_id: str,
    ) -> ValidationReport | None:
        if self._here is None:
            return None
        packed = {name: _packed(table) for name, table in tables.items()}
        with suppress(OSError, EOFError):
            self._here.send((packed, folder, notice_id))
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
    """The other process: imports, waits for tables, answers once.

    ``handle`` is its end of the pipe.
    """
    from pipeline.validate import _engine

    there = Connection(handle)
    nameless_locks()
    _engine()
    with suppress(EOFError, OSError):
        packed, folder, notice_id = there.recv()
        try:
            tables = {name: _unpacked(data) for name, data in packed.items()}
            answer: object = validate(tables, folder, notice_id)
        except PipelineError as error:
            answer = error
        except Exception as error:
            answer = type(error).__name__  # the parent tries again itself and shows it
        there.send(answer)


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
