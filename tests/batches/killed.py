"""A batch killed at random steps of its writing, started again, and compared with one that was not.

A step is whatever an audit hook sees that changes a file: opened for writing, linked, renamed, removed, a folder made.
Each trial runs in a copy of this process, which has everything loaded, so that a kill is a kill: of the batch with all
it has started, as when a machine loses power.

    python -m tests.batches.killed SOURCES FOLDER SEED KILLS [--whole]

Without ``--whole`` the stages up to the tables are left out, since a kill among them is a kill before the first step.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from pipeline.inputs import Outcome, Request

CHANGES = {"os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def is_change(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        _, mode, flags = arguments
        return bool(set(mode or "") & set("wax+")) or bool((flags or 0) & WRITING)
    return event in CHANGES


def step_of(event: str, arguments: tuple[Any, ...], out: Path) -> str | None:
    """What a step changes within the folder; None for one that changes nothing there."""
    if not is_change(event, arguments):
        return None
    for place in arguments[:2]:
        if isinstance(place, str | os.PathLike) and Path(place).is_relative_to(out):
            return f"{event} {Path(place).relative_to(out)}"
    return None


def in_a_copy(act: Callable[[], None]) -> int:
    """Runs ``act`` in a copy of this process; what it ended with, negative for a signal."""
    child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException as error:  # whatever it is, this process ends here
            print(repr(error), file=sys.stderr)
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def run_here(sources: Path, out: Path) -> None:
    """The batch, its documents one after the other in this process."""
    import pipeline
    from pipeline.batches import cluster
    from pipeline.batches.document import work_here
    from pipeline.batches.order import Job
    from pipeline.batches.row import Row

    def each(jobs: Iterable[Job], *_: object) -> Iterator[Row]:
        for job in jobs:
            yield work_here(job, lambda *_: None)

    patch.object(cluster, "each", each).start()
    result = pipeline.batch(sources, out)
    assert result.ok, [row.message for row in result.rows]


def publish_made_up(request: Request, *_: object) -> Outcome:
    """In place of the whole pipeline: the small publication under the document's id, published as any other."""
    from pipeline.inputs import Outcome
    from pipeline.publication import write
    from tests.published import small_publication

    rows = small_publication()
    for table in rows.values():
        for row in table:
            row["notice_id"] = request.notice_id
    generation = hashlib.sha256(request.source.read_bytes()).hexdigest()
    summary = {"indicators": 8, "values": 100, "open": 5, "points": {"provincial": 10.0}}
    files = {"validation.json": b"{}"}
    write.publish(write.build(rows, generation), request.out, files, summary)
    return Outcome(True, summary)


def killed_at(step: int, out: Path) -> None:
    """Ends this process without a word when it is about to take the step, counted from 1."""
    left = step

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if step_of(event, arguments, out) is not None:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def steps_of(sources: Path, out: Path) -> list[str]:
    """The steps of a whole run into an empty folder."""
    told = out.with_suffix(".steps")

    def counted() -> None:
        steps: list[str] = []

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            step = step_of(event, arguments, out)
            if step is not None:
                steps.append(step)

        sys.addaudithook(hook)
        run_here(sources, out)
        told.write_text(json.dumps(steps), encoding="utf-8")

    assert in_a_copy(counted) == 0
    read: list[str] = json.loads(told.read_text("utf-8"))
    return read


def content(out: Path) -> dict[str, str]:
    """Every file there is, by its hash; of the catalogue all but the seconds, of memories that they are there."""
    import pyarrow.parquet as pq

    found = {}
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        name = str(path.relative_to(out))
        if path.name in (".batch.jsonl", ".state.json"):
            found[name] = ""
        elif name == "catalogue.parquet":
            rows = pq.read_table(path).drop_columns(["seconds"]).to_pylist()
            found[name] = json.dumps(rows, ensure_ascii=False)
        else:
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def try_all(sources: Path, folder: Path, seed: int, kills: int) -> dict[str, Any]:
    """Kills one run after the other into one folder, then lets one end; what came of it."""
    whole, torn = folder / "whole", folder / "torn"
    steps = steps_of(sources, whole)
    chance = random.Random(seed)
    chosen = []
    for _ in range(kills):
        step = chance.randint(1, max(1, 2 * len(steps) // (kills + 1)))

        def to_be_killed(step: int = step) -> None:
            killed_at(step, torn)
            run_here(sources, torn)

        chosen.append([step, in_a_copy(to_be_killed)])
    last = in_a_copy(lambda: run_here(sources, torn))
    expected, found = content(whole), content(torn)
    return {
        "steps": steps,
        "kills": chosen,
        "last": last,
        "differ": sorted(name for name in expected if found.get(name) != expected[name]),
        "left_over": sorted(set(found) - set(expected)),
    }


def main(words: list[str]) -> None:
    from pipeline.batches import document, nursery

    sources, folder, seed, kills, *whole = words
    if whole:
        nursery._load()
    else:
        patch.object(document, "extract", publish_made_up).start()
    print(json.dumps(try_all(Path(sources), Path(folder), int(seed), int(kills))))


if __name__ == "__main__":
    main(sys.argv[1:])
