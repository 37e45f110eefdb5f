"""Readers at work while a folder is published anew without pause: ``python -m tests.torn``, or ``make torn``.

Each read is ``pipeline.load`` in a process of its own kind, and fails where tables of two generations, or other rows
than those of the generation it names, are handed out. Plain readers open single files beside them: each must be
whole. Then whole runs of the command are killed at any moment, and what they leave is read.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pipeline
from pipeline.errors import PipelineError
from pipeline.publication import write
from pipeline.schema import TABLES, file_name
from tests.faults import litter
from tests.hostile.__main__ import family, resident
from tests.published import small_publication

ROOT = Path(__file__).resolve().parents[1]
TINY = ROOT / "tests" / "cases" / "run" / "tiny.txt"
NOTICE = ROOT / "raw" / "notice.pdf"
# Rows of every table say which generation they are of.
MARKED = "notice_id"


@dataclass(frozen=True, slots=True)
class Tally:
    """What one reader saw: reads, generations told apart, longest read in seconds, and what was wrong."""

    reads: int
    generations: int
    longest: float
    wrong: tuple[str, ...]


def built(number: int) -> Any:
    """The small publication, marked with its number in every row of every table."""
    name = f"g{number}"
    rows = {
        table: [{**row, MARKED: name} for row in held]
        for table, held in small_publication().items()
    }
    return write.build(rows, name)


def fault(publication: pipeline.publication.load.Publication) -> str | None:
    """What is torn in it."""
    for table, held in publication.items():
        marks = set(held.column(MARKED).to_pylist())
        if marks - {publication.generation}:
            return f"{publication.generation}: {table} holds rows of {sorted(marks)}"
    return None if list(publication) == list(TABLES) else f"tables {list(publication)}"


def read_all(out: Path, reads: int, answer: Any) -> None:
    """``reads`` times all tables by ``pipeline.load``."""
    pipeline.load(out)  # imports what it needs
    seen, wrong, longest = set(), [], 0.0
    for _ in range(reads):
        since = time.perf_counter()
        try:
            publication = pipeline.load(out)
        except PipelineError as error:
            wrong.append(str(error))
            continue
        finally:
            longest = max(longest, time.perf_counter() - since)
        seen.add(publication.generation)
        found = fault(publication)
        wrong += [found] if found else []
    answer.put(Tally(reads, len(seen), longest, tuple(wrong)))


def read_files(out: Path, stop: Event, answer: Any) -> None:
    """One file after another, by its own name, as a reader that knows nothing of generations does."""
    import pyarrow.parquet as pq

    reads, seen, wrong = 0, set(), []
    while not stop.is_set():
        path = out / file_name(random.choice(list(TABLES)))
        reads += 1
        try:
            seen.add(pq.ParquetFile(path).read().schema.metadata[b"generation"])
        except Exception as error:
            wrong.append(f"{path.name}: {type(error).__name__} {error}")
        time.sleep(0.002)  # leaves the machine to the others
    answer.put(Tally(reads, len(seen), 0.0, tuple(wrong)))


def republish(out: Path, readers: Sequence[Any], least: int) -> int:
    """Publishes until the readers are done, ``least`` times at the least; how often."""
    prepared = [built(number) for number in range(16)]
    count = 0
    while count < least or any(reader.is_alive() for reader in readers):
        write.publish(
            prepared[count % len(prepared)], out, {"validation.json": b"{}"} if count % 2 else {}
        )
        count += 1
    return count


def concurrently(reads: int, readers: int, least: int) -> list[str]:
    """Readers beside one writer; prints what they saw and returns what was wrong."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="torn-") as folder:
        out = Path(folder) / "out"
        write.publish(built(0), out)
        answer, stop = context.Queue(), context.Event()
        share = -(-reads // readers)
        loading = [
            context.Process(target=read_all, args=(out, share, answer)) for _ in range(readers)
        ]
        plain = context.Process(target=read_files, args=(out, stop, answer))
        for process in (*loading, plain):
            process.start()
        count = republish(out, loading, least)
        stop.set()
        tallies: list[Tally] = [answer.get(timeout=60) for _ in range(readers + 1)]
        for process in (*loading, plain):
            process.join()
        left = litter(out)
    for tally in tallies:
        what = f"longest {tally.longest:.2f} s" if tally.longest else "single files"
        print(
            f"{tally.reads} reads, {tally.generations} generations seen, {what}, {len(tally.wrong)} wrong"
        )
    print(f"{count} publications meanwhile; left behind: {left or 'nothing'}", flush=True)
    return [*(text for tally in tallies for text in tally.wrong), *left]


def killed_runs(source: Path, count: int, seed: int) -> list[str]:
    """Whole runs of the command ended at any moment, ``count`` by each signal; what is wrong with what they leave.

    After each the publication is read; half the times a run that is let alone follows, which must leave no litter.
    """
    chance, wrong, ended = random.Random(seed), [], 0
    with tempfile.TemporaryDirectory(prefix="torn-") as folder:
        out = Path(folder) / "out"
        assert _run(source, out, "--force") == 0
        since = time.perf_counter()
        _run(source, out, "--force")
        lasts = time.perf_counter() - since
        signals = [signal.SIGKILL, signal.SIGTERM] * count
        for number, which in enumerate(signals):
            code, found = _ended(source, out, which, chance.uniform(0, lasts))
            ended += code != 0
            wrong += [f"{number}, {which.name}: {text}" for text in (*found, *_wrong(out))]
            if chance.random() < 0.5 or number == len(signals) - 1:
                followed, left = _run(source, out), litter(out)
                wrong += [f"{number}: the run after it ends with {followed}"] if followed else []
                wrong += [f"{number}: the run after it leaves {left}"] if left else []
    print(
        f"{source.name}: {count} times SIGKILL, {count} times SIGTERM within {lasts:.1f} s, "
        f"{ended} runs ended by it: {len(wrong)} wrong",
        flush=True,
    )
    return wrong


def _ended(source: Path, out: Path, which: signal.Signals, after: float) -> tuple[int, list[str]]:
    """The exit code of a run that is sent a signal, and what is wrong: more than one line, processes that live on."""
    command = _command(source, out, "--force")
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(after)
    children = family(process.pid)
    process.send_signal(which)
    told = process.communicate()[1].decode().splitlines()
    until = time.monotonic() + 20
    while (alive := [child for child in children if resident(child)]) and time.monotonic() < until:
        time.sleep(0.05)
    return process.returncode, [*told[1:], *(f"process {child} lives on" for child in alive)]


def _command(source: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "extract", str(source), "--out", str(out), *options]


def _run(source: Path, out: Path, *options: str) -> int:
    return subprocess.run(
        _command(source, out, *options), cwd=ROOT, capture_output=True, check=False
    ).returncode


def _wrong(out: Path) -> list[str]:
    try:
        pipeline.load(out)
    except PipelineError as error:
        return [str(error)]
    return []


def on_a_full_disk() -> list[str]:
    """On a file system of one megabyte, where one can be mounted: the old publication stays until there is room."""
    with tempfile.TemporaryDirectory(prefix="torn-") as folder:
        mount = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder], capture_output=True, check=False
        ) if shutil.which("mount") and os.geteuid() == 0 else None  # fmt: skip
        if mount is None or mount.returncode:
            print("full disk: no file system could be mounted here; not tried")
            return []
        try:
            return _until_full(Path(folder) / "out")
        finally:
            subprocess.run(["umount", folder], check=False)


def _until_full(out: Path) -> list[str]:
    wrong, refused = [], 0
    write.publish(built(0), out)
    for size in range(0, 900_000, 30_000):
        (out.parent / "filler").write_bytes(b"x" * size)
        before = pipeline.load(out).generation
        try:
            write.publish(built(size), out)
        except PipelineError:
            refused += 1
            wrong += (
                []
                if pipeline.load(out).generation == before
                else [f"{size}: not the old publication"]
            )
        wrong += litter(out)[1:]  # the filler itself
    print(f"full disk: {refused} of 30 publications refused, {len(wrong)} wrong", flush=True)
    return wrong


def main() -> int:
    """The proofs one after the other; 1 where something is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reads", type=int, default=10_000)
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--publications", type=int, default=1_000, help="at the least")
    parser.add_argument(
        "--kills", type=int, default=200, help="by each signal, of runs on the small notice"
    )
    parser.add_argument(
        "--pdf-kills", type=int, default=20, help="by each signal, of runs on the notice's PDF"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = concurrently(options.reads, options.readers, options.publications)
    wrong += on_a_full_disk() if options.kills else []
    wrong += killed_runs(TINY, options.kills, options.seed) if options.kills else []
    wrong += killed_runs(NOTICE, options.pdf_kills, options.seed) if options.pdf_kills else []
    for text in wrong[:20]:
        print(f"  {text}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
