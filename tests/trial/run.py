"""Many notices through the pipeline, on two processes, and what came out of it counted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import PipelineError
from tests.ground.case import Judged, Outcome, settle
from tests.trial.adapter import publish
from tests.trial.damage import Case, inflict
from tests.trial.ground import TrialCase
from tests.trial.measure import compare
from tests.trial.notice import random_notice

PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Trial:
    """One notice to be tried: everything that decides it. ``margin`` None is the spec's."""

    seed: int
    rate: float
    kinds: tuple[str, ...] = ()
    margin: float | None = None
    rows: int | None = None
    save: Path | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A cell that is wrong or marked, with all that is needed to look into it."""

    seed: int
    seq: int
    column: str
    expected: str
    got: str
    kinds: tuple[str, ...]
    printed: str


@dataclass(slots=True)
class Result:
    """What one trial gave: outcomes by column and by kind of damage, the silent errors (``errors``), the marked cells,
    or the pipeline's refusal.
    """

    trial: Trial
    rows: int
    seconds: float
    columns: dict[str, Counter[Outcome]] = field(default_factory=dict)
    kinds: dict[str, Counter[Outcome]] = field(default_factory=dict)
    hits: Counter[str] = field(default_factory=Counter)
    errors: list[Look] = field(default_factory=list)
    marks: list[Look] = field(default_factory=list)
    refused: str = ""


def run(trials: Sequence[Trial], processes: int = PROCESSES) -> Iterator[Result]:
    """The results in the trials' order."""
    if processes == 1:
        yield from map(try_one, trials)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(try_one, trials)


def case_of(trial: Trial) -> Case:
    """The damaged notice of a trial; the same trial always gives the same."""
    return inflict(random_notice(trial.seed, trial.rows), trial.rate, trial.kinds)


def try_one(trial: Trial) -> Result:
    case = case_of(trial)
    start = time.perf_counter()
    result = Result(trial, len(case.notice.rows), 0.0, hits=Counter(note.kind for note in case.log))
    try:
        published = publish(case.text, trial.margin)
    except PipelineError as error:
        result.refused = f"{type(error).__name__}: {error}"
    else:
        verdicts = settle(TrialCase(case), published, compare(case, published))
        _count(result, case, verdicts)
    result.seconds = time.perf_counter() - start
    if trial.save and (result.errors or result.refused):
        _save(trial.save, case, result)
    return result


def _count(result: Result, case: Case, verdicts: Sequence[Judged]) -> None:
    touched: dict[int, set[str]] = {}
    for note in case.log:
        for seq in note.rows:
            touched.setdefault(seq, set()).add(note.kind)
    for verdict in verdicts:
        result.columns.setdefault(verdict.column.split(".")[0], Counter())[verdict.outcome] += 1
        for kind in touched.get(verdict.seq, {"(rows not hit)"}):
            result.kinds.setdefault(kind, Counter())[verdict.outcome] += 1
        if verdict.outcome in ("wrong", "marked"):
            listed = result.errors if verdict.outcome == "wrong" else result.marks
            listed.append(_look(case, verdict, tuple(sorted(touched.get(verdict.seq, ())))))


def _look(case: Case, verdict: Judged, kinds: tuple[str, ...]) -> Look:
    rows = case.sheet.rows
    printed = " | ".join(rows[verdict.seq - 1].cells) if 0 < verdict.seq <= len(rows) else ""
    expected, got = str(verdict.expected), str(verdict.got)
    return Look(case.notice.seed, verdict.seq, verdict.column, expected, got, kinds, printed)


def _save(folder: Path, case: Case, result: Result) -> None:
    """The damaged text, and beside it what went wrong and what was done to it."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"notice-{case.notice.seed}"
    stem.with_suffix(".txt").write_text(case.text, encoding="utf-8")
    lines = [result.refused] if result.refused else []
    for look in result.errors:
        wrong = f"{look.seq}\t{look.column}\texpected {look.expected}\tgot {look.got}"
        lines.append(f"{wrong}\t{','.join(look.kinds)}\t{look.printed}")
    lines += [f"damage\t{note.kind}\t{note.rows}" for note in case.log]
    stem.with_suffix(".log").write_text("\n".join(lines) + "\n", encoding="utf-8")
