"""``python -m tests.bench.many``: many notices through ``batch``, by the number of workers.

Invents notices, puts hostile files among them, works all with each number of workers into an empty folder, then once
more unchanged, and asks one question of all. Prints what each run took; ends with 1 where a hostile file cost more
than its row of the catalogue, or where the number of workers changed a byte of the dataset.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.notices import write
from tests.bench.watch import Look, Watched, watch
from tests.hostile import office, pdfs, sheets
from tests.hostile.pdfs import Case

QUERY = """select lead_unit, count(*) from '{out}/dataset/lead_units/*/part.parquet'
group by lead_unit order by 2 desc"""
# By their names in tests/hostile: a bomb, pages without end, a grid without end, entities, a password.
HOSTILE = (
    "Flate bomb of 1.3 GB",
    "100,000 pages",
    "a grid of 1,500 × 1,500 cells",
    "docx: billion laughs",
    "workbook: encrypted parts",
)
_PREFIX = "hostile-"
# Parts of a run over which memory is told: it does not grow where they are alike.
_PARTS = 4


@dataclass(frozen=True)
class Run:
    """One call of ``batch``."""

    workers: int
    documents: int
    watched: Watched
    first_document: float  # seconds that the document took which was done first

    @property
    def an_hour(self) -> float:
        """Documents an hour, the start included."""
        return self.documents / self.watched.wall * 3600

    @property
    def start(self) -> float:
        """Seconds by the clock until the first document was begun."""
        return max(0.0, self.watched.first - self.first_document)

    @property
    def share_of_start(self) -> float:
        """Of the run's time by the clock."""
        return self.start / self.watched.wall


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, and prints some lines for each number of workers."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.many", description=__doc__)
    parser.add_argument("--notices", type=int, default=40)
    parser.add_argument("--workers", default="1,2", help="by commas")
    given = parser.parse_args(arguments)
    numbers = [int(number) for number in given.workers.split(",")]
    with TemporaryDirectory(prefix="notice-bench-") as folder:
        return _measured(Path(folder), given.notices, numbers)


def _measured(folder: Path, notices: int, numbers: Sequence[int]) -> int:
    sources = folder / "sources"
    write(sources, notices)
    hostile = write_hostile(sources)
    documents = notices + len(hostile)
    runs = []
    faults = []
    for number in numbers:
        out = folder / f"out-{number}"
        runs.append(measure(sources, out, number, documents))
        print("\n".join(lines(runs[-1])), flush=True)
        faults += [f"{number} workers: {fault}" for fault in hostile_faults(out, hostile)]
    again = watch(_command(sources, out, numbers[-1]), folder / "again.lines")
    print(
        f"again: {again.wall:.1f} s by the clock, {again.work:.1f} s of work; what failed for want "
        "of time or memory is tried again"
    )
    print(f"one query over all notices: {query(out):.3f} s")
    for run in runs[1:]:
        print(f"efficiency of {run.workers}: {efficiency(runs[0], run):.0%}")
    digests = {digest(folder / f"out-{number}" / "dataset") for number in numbers}
    if len(digests) > 1:
        faults.append("the number of workers changed the dataset")
    print("\n".join(faults) or f"{len(hostile)} hostile files: a row each, and nothing else")
    return int(bool(faults))


def write_hostile(folder: Path) -> list[str]:
    """Writes the hostile files among the notices; the ids that they get."""
    cases = {case.name: case for case in _cases()}
    ids = []
    for number, name in enumerate(HOSTILE, 1):
        path = folder / f"{_PREFIX}{number}{_suffix(name)}"
        path.write_bytes(cases[name].make())
        ids.append(path.stem)
    return ids


def _cases() -> Iterator[Case]:
    yield from pdfs.heavy()
    yield from office.light()
    yield from sheets.light()


def _suffix(name: str) -> str:
    kinds = {"docx": ".docx", "workbook": ".xlsx"}
    return kinds.get(name.partition(":")[0], ".pdf")


def _command(sources: Path, out: Path, workers: int) -> list[str]:
    command = [sys.executable, "-m", "pipeline", "batch", str(sources), "--out", str(out)]
    return [*command, "--workers", str(workers)]


def measure(sources: Path, out: Path, workers: int, documents: int) -> Run:
    """Runs the command, and watches its processes meanwhile."""
    watched = watch(_command(sources, out, workers), out.with_suffix(".lines"))
    return Run(workers, documents, watched, _first_document(out))


def _first_document(out: Path) -> float:
    """Seconds that the document took which the memory of the batch has first."""
    from pipeline.batches.memory import remembered

    for row in remembered(out).values():
        if row.seconds:
            return row.seconds
    return 0.0


def lines(run: Run) -> Iterator[str]:
    """What was measured."""
    watched = run.watched
    each = watched.work / run.documents
    own = watched.own_work / run.documents
    yield (
        f"{run.workers} workers: {run.documents} documents in {watched.wall:.0f} s "
        f"({run.an_hour:.0f} an hour), {each:.2f} s of work each, of this {own:.3f} in the scheduler"
    )
    yield f"  start: {run.start:.1f} s, {run.share_of_start:.0%} of the time by the clock"
    yield f"  scheduler, MB in each quarter: {_by_parts(watched.looks, lambda look: look.command)}"
    yield f"  workers, MB in each quarter: {_by_parts(watched.looks, lambda look: look.started)}"


def _by_parts(looks: Sequence[Look], megabytes: Callable[[Look], float]) -> str:
    """Mean and most of each part of the run."""
    shown = []
    for part in range(_PARTS):
        first = part * len(looks) // _PARTS
        last = (part + 1) * len(looks) // _PARTS
        seen = [megabytes(look) for look in looks[first:last]]
        if seen:
            shown.append(f"{sum(seen) / len(seen):.0f} (at most {max(seen):.0f})")
    return ", ".join(shown)


def efficiency(one: Run, other: Run) -> float:
    """How much of the time that more workers could save they save."""
    return one.watched.wall / (other.watched.wall * other.workers / one.workers)


def hostile_faults(out: Path, hostile: Sequence[str]) -> list[str]:
    """What hostile files cost besides their row of the catalogue."""
    import pandas as pd

    catalogue = pd.read_parquet(out / "catalogue.parquet", dtype_backend="numpy_nullable")
    faults = []
    for row in catalogue.itertuples():
        told = f"{row.notice_id} is {row.status}, {row.message}"
        is_published = row.status == "published"
        if is_published == (row.notice_id in hostile):
            faults.append(told)
        elif not is_published and not row.message:
            faults.append(f"{told}: without a reason")
    missing = set(hostile) - set(catalogue["notice_id"])
    return [*faults, *(f"{name} has no row" for name in sorted(missing))]


def digest(folder: Path) -> str:
    """Of all files in a folder, with their names."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.parquet")):
        found.update(str(path.relative_to(folder)).encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def query(out: Path) -> float:
    """Seconds that one question to all notices takes."""
    import duckdb

    begun = time.perf_counter()
    duckdb.execute(QUERY.format(out=out)).fetchall()
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
