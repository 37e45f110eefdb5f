"""``python -m tests.bench.many``: many notices through ``batch``, by the number of workers."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import ROOT
from tests.bench.notices import write

# Seconds between looks at the memory of the processes.
LOOK = 0.5
QUERY = """select lead_unit, count(*) from '{out}/dataset/lead_units/*/part.parquet'
group by lead_unit order by 2 desc"""


@dataclass(frozen=True)
class Run:
    """One call: seconds by the clock and of processors, when its first document was done.

    ``scheduler`` and ``workers`` are megabytes at most, ``early`` and ``late`` what the workers had
    on average in the first and the last third.
    """

    workers: int
    documents: int
    wall: float
    work: float
    first: float
    scheduler: float
    most: float
    early: float
    late: float

    @property
    def an_hour(self) -> float:
        """Documents an hour, the start included."""
        return self.documents / self.wall * 3600


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, and prints a line for each number of workers."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.many", description=__doc__)
    parser.add_argument("--notices", type=int, default=40)
    parser.add_argument("--workers", default="1,2", help="by commas")
    given = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="notice-bench-") as folder:
        sources = Path(folder) / "sources"
        write(sources, given.notices)
        runs = []
        for number in map(int, given.workers.split(",")):
            out = Path(folder) / f"out-{number}"
            runs.append(measure(sources, out, number, given.notices))
            print(line(runs[-1]), flush=True)
        again = measure(sources, out, number, given.notices)
        print(f"unchanged: {again.wall:.1f} s by the clock, {again.work:.1f} s of work")
        print(f"one query over all notices: {query(out):.3f} s")
        one, *others = runs
        for other in others:
            share = one.wall / (other.wall * other.workers / one.workers)
            print(f"efficiency of {other.workers}: {share:.0%}")
    return 0


def measure(sources: Path, out: Path, workers: int, documents: int) -> Run:
    """Runs the command, and watches its processes meanwhile."""
    command = [sys.executable, "-m", "pipeline", "batch", str(sources), "--out", str(out)]
    begun = time.perf_counter()
    told = out.with_suffix(".lines")
    first, looks = 0.0, []
    with told.open("w") as lines:
        process = subprocess.Popen(
            [*command, "--workers", str(workers)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=lines,
        )
        while process.poll() is None:
            if not first and told.stat().st_size:
                first = time.perf_counter() - begun
            looks.append((memory(process.pid), sum(map(memory, started_by(process.pid)))))
            time.sleep(LOOK)
    wall = time.perf_counter() - begun
    spent = os.times()
    work = spent.children_user + spent.children_system - _before[0]
    _before[0] += work
    return _run(workers, documents, (wall, work, first), looks)


_before = [0.0]


def _run(
    workers: int,
    documents: int,
    seconds: tuple[float, float, float],
    looks: Sequence[tuple[float, float]],
) -> Run:
    wall, work, first = seconds
    of_workers = [theirs for _, theirs in looks]
    third = max(1, len(looks) // 3)
    early, late = of_workers[third : 2 * third], of_workers[-third:-2] or of_workers[-1:]
    return Run(
        workers,
        documents,
        wall,
        work,
        first,
        max(own for own, _ in looks),
        max(of_workers),
        sum(early) / max(1, len(early)),
        sum(late) / len(late),
    )


def line(run: Run) -> str:
    """What was measured."""
    return (
        f"{run.workers} workers: {run.documents} documents in {run.wall:.0f} s "
        f"({run.an_hour:.0f} an hour), {run.work / run.documents:.2f} s of work each, first after "
        f"{run.first:.1f} s; scheduler {run.scheduler:.0f} MB, workers {run.most:.0f} MB at most, "
        f"{run.early:.0f} in the middle, {run.late:.0f} at the end"
    )


def query(out: Path) -> float:
    """Seconds that one question to all notices takes."""
    import duckdb

    begun = time.perf_counter()
    duckdb.execute(QUERY.format(out=out)).fetchall()
    return time.perf_counter() - begun


def memory(process: int) -> float:
    """Megabytes of a process that are its own (proportional set size, Linux)."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    lines = [words.split() for words in text.splitlines()]
    return sum(int(words[1]) / 1024 for words in lines if words[0] == "Pss:")


def started_by(process: int) -> Iterator[int]:
    """The processes that a process has started, and they in turn."""
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # it may have ended since
            for child in map(int, children.read_text().split()):
                yield child
                yield from started_by(child)


if __name__ == "__main__":
    sys.exit(main())
