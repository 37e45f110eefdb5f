"""Many documents: made, typeset, read and judged, in batches on several processes."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from tests.breaks.adapter import tables
from tests.breaks.faults import Fault
from tests.breaks.judge import Judgement, Verdict, judge
from tests.breaks.makers import MAKERS
from tests.breaks.model import Document, Placement
from tests.breaks.shapes import random_document

BATCH = 12


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents of one maker, by their seeds."""

    maker: str
    seeds: tuple[int, ...]
    shape: str = ""
    engine: str = "pdfplumber"
    save: Path | None = None


@dataclass(slots=True)
class Tried:
    """What came of one document."""

    maker: str
    shape: str
    seed: int
    judgement: Judgement
    pages: int
    seconds: float
    saved: str = ""


@dataclass(slots=True)
class Trial:
    """All that was tried, in the batches' order."""

    tried: list[Tried] = field(default_factory=list)

    @property
    def breaks(self) -> int:
        return sum(len(one.judgement.verdicts) for one in self.tried)


def batches(
    makers: Sequence[str], seed: int, shape: str, engine: str, save: Path | None
) -> Iterator[Batch]:
    """Without end; the makers take turns, and no seed is used twice."""
    for number in count():
        maker = makers[number % len(makers)]
        first = seed * 1_000_000 + number * BATCH
        yield Batch(maker, tuple(range(first, first + BATCH)), shape, engine, save)


def run(given: Iterator[Batch], breaks: int, jobs: int) -> Trial:
    """Batches until there are so many breaks; the same whatever the number of jobs."""
    trial = Trial()
    if jobs == 1:
        for batch in given:
            trial.tried += try_batch(batch)
            if trial.breaks >= breaks:
                return trial
    with ProcessPoolExecutor(jobs) as pool:
        ahead = [pool.submit(try_batch, next(given)) for _ in range(2 * jobs)]
        while trial.breaks < breaks:
            trial.tried += ahead.pop(0).result()
            ahead.append(pool.submit(try_batch, next(given)))
        for waiting in ahead:
            waiting.cancel()
    return trial


def try_batch(batch: Batch) -> list[Tried]:
    folder = Path(tempfile.mkdtemp(prefix="breaks-"))
    try:
        maker = MAKERS[batch.maker]
        documents = [
            random_document(seed, batch.shape, without=maker.without) for seed in batch.seeds
        ]
        placed = maker.typeset(documents, folder)
        one = partial(_try, batch)
        return [
            one(document, path, placement)
            for document, (path, placement) in zip(documents, placed, strict=True)
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _try(batch: Batch, document: Document, path: Path, placement: Placement) -> Tried:
    begun = time.perf_counter()
    answer = tables(path, batch.engine)
    judgement = judge(document, placement, answer)
    tried = Tried(
        batch.maker,
        document.shape,
        document.seed,
        judgement,
        placement.pages,
        time.perf_counter() - begun,
    )
    if batch.save and _is_wrong(judgement):
        tried.saved = str(_save(batch.save, batch.maker, document, path, judgement))
    return tried


def _is_wrong(judgement: Judgement) -> bool:
    wrong = any(verdict.outcome in ("silent", "alarm", "refused") for verdict in judgement.verdicts)
    return wrong or bool(judgement.silent or judgement.alarms or judgement.refused)


def _save(folder: Path, maker: str, document: Document, path: Path, judgement: Judgement) -> Path:
    """The PDF, its truth, and what came of it."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{document.shape}-{maker}-{document.seed}"
    shutil.copy(path, stem.with_suffix(".pdf"))
    truth = [
        {"header_rows": table.header_rows, "cells": [asdict(cell) for cell in table.cells]}
        for table in document.tables
    ]
    stem.with_suffix(".truth.json").write_text(
        json.dumps(truth, ensure_ascii=False, indent=1), "utf-8"
    )
    stem.with_suffix(".outcome.txt").write_text("\n".join(_told(judgement)) + "\n", "utf-8")
    return stem.with_suffix(".pdf")


def _told(judgement: Judgement) -> Iterator[str]:
    """What is worth a look, a line each."""
    if judgement.refused:
        yield f"refused: {judgement.refused}"
    for verdict in judgement.verdicts:
        if verdict.outcome != "right":
            yield _place(verdict)
            yield from (f"    {_fault(fault)}" for fault in verdict.faults)
            yield from (f"    said: {alarm}" for alarm in verdict.alarms)
    yield from (f"elsewhere, silent: {_fault(fault)}" for fault in judgement.silent)
    yield from (f"elsewhere, marked: {_fault(fault)}" for fault in judgement.marked)
    yield from (f"elsewhere, alarm: {alarm}" for alarm in judgement.alarms)


def _place(verdict: Verdict) -> str:
    at = verdict.at
    untold = f" (undecidable: {verdict.reason})" if verdict.reason else ""
    rows = f"table {at.above[0]} row {at.above[1]} / table {at.below[0]} row {at.below[1]}"
    return f"{verdict.outcome}{untold}: break below page {at.page}, {rows}"


def _fault(fault: Fault) -> str:
    texts = sorted(fault.texts)[:8]
    return f"{fault.kind} {fault.first}-{fault.last} page {sorted(fault.pages)}: {texts}"
