"""A batch from its order to its result: planned, worked, remembered, catalogued."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batches import catalogue, cluster, page
from pipeline.batches.held import still_holds, unchanged
from pipeline.batches.memory import Memory, remembered, remembering
from pipeline.batches.order import Job, Order
from pipeline.batches.parts import publish_parts
from pipeline.batches.plan import Plan, make_plan
from pipeline.batches.row import Row
from pipeline.errors import PublishError
from pipeline.messages import Message
from pipeline.publication.lock import locked

# Seconds between two catalogues while documents are worked.
EVERY = 20.0
# Is told each row as it is known, how many there are by then, and of how many.
Watch = Callable[[Row, int, int], None]


def unwatched(
    row: Row,
    done: int,
    of: int,
) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a batch ended.

    Attributes:
        rows: of the documents of this call, in the order of their ids.
        warnings: what the whole is worth a person's look for.
        dry_run: whether nothing was published.
    """

    rows: tuple[Row, ...]
    warnings: tuple[Message, ...] = ()
    dry_run: bool = False

    @property
    def ok(self) -> bool:
        """Whether every document is published."""
        return all(row.exit_code == 0 for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many documents there are by status, and of all how many had nothing to be done."""
        counted = Counter(row.status for row in self.rows)
        same = sum(row.unchanged for row in self.rows)
        return {
            "documents": len(self.rows),
            "published": counted["published"],
            "rejected": counted["rejected"],
            "unusable": counted["unusable"],
            "copies": counted["copy"],
            "unchanged": same,
            "open": sum(row.open or 0 for row in self.rows),
        }

    @property
    def changes(self) -> dict[str, int]:
        """Of a dry run: how many documents would be worked anew, by how their tables change."""
        counted = Counter(row.change for row in self.rows if row.change)
        return {name: counted[name] for name in ("new", "same", "evidence", "values", "fails")}


def run(order: Order, watch: Watch = unwatched) -> Result:
    """Works all documents of an order; each fails for itself.

    Raises:
        UsageError: a source names nothing, Dask is missing, there is no such scheduler.
        SpecError, CorrectionError: a file for all documents is wrong.
        PublishError: the folder cannot be written.
    """
    known = remembered(order.out)
    plan = make_plan(order, known)
    if order.dry_run:
        rows = _Rows(watch, len(plan.sources))
        _work(order, plan, rows)
    else:
        with _written(order, plan, known) as memory:
            rows = _Rows(watch, len(plan.sources), order.out, memory)
            try:
                _work(order, plan, rows)
            finally:
                _write_catalogue(memory, order.out)
    found = sorted(rows.found, key=lambda row: (row.notice_id, row.source))
    return Result(tuple(found), tuple(plan.warnings), order.dry_run)


@contextmanager
def _written(
    order: Order,
    plan: Plan,
    known: Mapping[str, Row],
) -> Iterator[Memory]:
    """The folder, locked, and its memory without what this call says anew."""
    kept = {}
    for source, row in known.items():
        # A document that was moved or got another id leaves no second row.
        if source in plan.sources or row.notice_id not in plan.ids:
            kept[source] = row
    try:
        order.out.mkdir(parents=True, exist_ok=True)
        with locked(order.out), remembering(order.out, kept) as memory:
            yield memory
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PublishError(
            "publication.not-writable", where=order.out, error=reason, option="--out"
        ) from None


@dataclass(slots=True)
class _Rows:
    """Takes rows as they come: told, remembered, and catalogued from time to time."""

    watch: Watch
    of: int
    out: Path | None = None
    memory: Memory | None = None
    found: list[Row] = field(default_factory=list)
    written: float = field(default_factory=time.monotonic)

    def add(self, row: Row) -> None:
        """Takes the next."""
        self.found.append(row)
        if self.memory is not None and self.out is not None:
            self.memory.add(row)
            self._catalogue(self.memory, self.out)
        self.watch(row, len(self.found), self.of)

    def _catalogue(self, memory: Memory, out: Path) -> None:
        now = time.monotonic()
        if now - self.written > EVERY:
            _write_catalogue(memory, out)
            self.written = now


def _write_catalogue(memory: Memory, out: Path) -> None:
    """The catalogue as a table for programs and as a page for people."""
    rows = memory.rows.values()
    catalogue.write(rows, out)
    page.write(rows, out)


def _work(
    order: Order,
    plan: Plan,
    rows: _Rows,
) -> None:
    for row in plan.settled:
        rows.add(row)
    anew = []
    for job, sha256 in plan.jobs:
        if sha256 is not None and still_holds(job, sha256):
            rows.add(_held(job, sha256))
        else:
            anew.append(job)
    if anew:
        anew.sort(key=_size, reverse=True)  # none is left for the end that takes long alone
        workers = min(order.workers or cluster.processors(), len(anew))
        for row in cluster.each(anew, workers, order.scheduler):
            rows.add(row)


def _size(job: Job) -> int:
    """Bytes of a job's document; 0 where that is not known."""
    try:
        return 0 if job.is_remote else os.stat(job.source).st_size
    except OSError:
        return 0


def _held(job: Job, sha256: str) -> Row:
    """The row of a document that is not worked again; a run before may have been killed."""
    row = unchanged(job, sha256)
    if row.status == "published" and not job.dry_run:
        publish_parts(job.out, job.notice_id)
    return row
