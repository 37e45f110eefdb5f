"""Jobs on Dask: an embedded cluster of this machine, or one that is there. Only here is it known.

Of the embedded one only the scheduling is used: its workers are threads that wait for processes of
:mod:`pipeline.batches.nursery`, so no port is opened and no program is run a second time.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from itertools import islice
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.batches.nursery import close_all, close_idle, opened, work
from pipeline.batches.order import Job
from pipeline.batches.row import Row, failed
from pipeline.errors import SourceError, UsageError
from pipeline.publication.state import code_digest

# Jobs under way or ready for each worker: enough that none waits, and the scheduler holds few.
AHEAD = 3
# Messages stay within the process.
_WITHIN = "inproc://"
# Dask samples its own stacks a hundred times a second, and asks a thousand times who holds the
# interpreter's lock: together a tenth of a processor, which the documents would have to spare.
_UNWATCHED = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.tick.interval": "1s",
    "distributed.scheduler.work-stealing": False,  # there is one worker, of several threads
}
# Seconds to wait for a scheduler, and for its first worker.
PATIENCE = 30


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(
    jobs: Iterable[Job],
    workers: int | None = None,
    scheduler: str | None = None,
) -> Iterator[Row]:
    """The rows of the jobs, in any order; they are begun in theirs.

    Raises:
        UsageError: Dask is not installed, or there is no such scheduler, or its workers have
            another version of this package.
    """
    if find_spec("distributed") is None:
        raise UsageError("batch.extra-missing", where="batch", what="dask")
    if scheduler is None:
        connected = _embedded(workers or processors())
    else:
        connected = _existing(_library(), scheduler)
    with connected as client:
        yield from _each(client, _library().as_completed, iter(jobs))


def _library() -> Any:
    """Dask's distributed, which takes seconds to import the first time."""
    import distributed

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    return distributed


def _each(
    client: Any,
    as_completed: Any,
    jobs: Iterator[Job],
) -> Iterator[Row]:
    """Hands out jobs as others are done, so that the scheduler never holds them all."""
    ahead = AHEAD * max(1, sum(client.nthreads().values()))
    under_way = {}
    completed = as_completed([], loop=client.loop)
    for job in islice(jobs, ahead):
        future = client.submit(work, job, pure=False)
        under_way[future] = job
        completed.add(future)
    for future in completed:
        yield _row(under_way.pop(future), future)
        for job in islice(jobs, 1):
            following = client.submit(work, job, pure=False)
            under_way[following] = job
            completed.add(following)


def _row(job: Job, future: Any) -> Row:
    """What became of a job; a worker that was lost with it is told of in its row."""
    if future.status == "finished":
        row: Row = future.result()
        return row
    lost = SourceError("batch.lost", where=job.source)
    return failed(Row(job.notice_id, job.source, "unusable", 2), lost)


def _without_pages(kind: type) -> type:
    """A scheduler or worker that serves no pages on the network, which all others do."""

    def start_http_server(*_: Any, **__: Any) -> None:
        """Starts nothing."""

    return type(kind.__name__, (kind,), {"start_http_server": start_http_server})


def within_process(
    distributed: Any,
    workers: int,
    scratch: str,
) -> Any:
    """A cluster whose scheduler and workers are threads of this process."""
    # It would ask the system by which address others reach this machine; nobody does.
    distributed.comm.inproc.global_manager._ip = "127.0.0.1"
    scheduler = {"protocol": _WITHIN, "port": 0, "dashboard": False}
    worker = {
        "protocol": _WITHIN,
        "nthreads": workers,
        "memory_limit": 0,
        "local_directory": scratch,
        "dashboard": False,
    }
    return distributed.SpecCluster(
        scheduler={"cls": _without_pages(distributed.Scheduler), "options": scheduler},
        workers={"all": {"cls": _without_pages(distributed.Worker), "options": worker}},
    )


@contextmanager
def _embedded(workers: int) -> Iterator[Any]:
    """A cluster in this process, gone at the end with all that its workers have started.

    The processes that work load while Dask is imported here.
    """
    with TemporaryDirectory(prefix="notice-pipeline-") as scratch, opened(workers):
        distributed = _library()
        with _unwatched():
            cluster = within_process(distributed, workers, scratch)
            try:
                with distributed.Client(cluster, set_as_default=False) as client:
                    try:
                        yield client
                    finally:
                        close_all()
            finally:
                cluster.close()


def _unwatched() -> AbstractContextManager[object]:
    """Has what is set up within watch itself seldom."""
    import dask

    settings: AbstractContextManager[object] = dask.config.set(_UNWATCHED)
    return settings


@contextmanager
def _existing(distributed: Any, address: str) -> Iterator[Any]:
    """A cluster that others run; the processes that were started there end, it does not."""
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error)[:200] or type(error).__name__
        raise UsageError("batch.no-scheduler", where=address, reason=reason) from None
    with client:
        _check_workers(client, address)
        try:
            yield client
        finally:
            client.run(close_idle)


def _check_workers(client: Any, address: str) -> None:
    """Raises UsageError where nobody works there, or with another version of this package."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        digests = client.run(code_digest)
    except TimeoutError:
        raise UsageError("batch.no-workers", where=address, seconds=PATIENCE) from None
    except Exception as error:  # whatever a worker without this package raises
        reason = f"{type(error).__name__} {error}"[:200]
        raise UsageError("batch.workers-cannot", where=address, reason=reason) from None
    if set(digests.values()) != {code_digest()}:
        raise UsageError("batch.other-version", where=address)
