"""The trial's tables: outcomes by maker, by shape, and in all, per 1,000 breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tests.breaks.run import Trial, Tried

OUTCOMES = ("right", "marked", "silent", "alarm", "refused")
SILENT, ALARMS = 1.0, 15.0  # allowed per 1,000 breaks
_WIDTH = 28
_UNTOLD = {
    "right": "right",
    "marked": "marked",
    "silent": "wrong",
    "alarm": "marked",
    "refused": "refused",
}


def report(trial: Trial, errors: int = 20) -> int:
    """Prints; exit code 1 where there are more silent errors or false alarms than are allowed."""
    print(_heading())
    groups: dict[str, list[Tried]] = {}
    for one in trial.tried:
        groups.setdefault(one.maker, []).append(one)
    for one in sorted(trial.tried, key=lambda one: one.shape):
        groups.setdefault(f"  {one.shape}", []).append(one)
    for name, tried in groups.items():
        print(_line(name, tried))
    print(_line("all", trial.tried))
    _elsewhere(trial)
    _list(trial, errors)
    counted = count(trial.tried)
    total = max(1, sum(counted[outcome] for outcome in OUTCOMES))
    bad = counted["silent"] * 1000 / total > SILENT or counted["alarm"] * 1000 / total > ALARMS
    return 1 if bad or counted["refused"] else 0


def count(tried: Iterable[Tried]) -> Counter[str]:
    """Outcomes; those of breaks that nothing tells apart under ``untold …``."""
    counted: Counter[str] = Counter()
    for one in tried:
        for verdict in one.judgement.verdicts:
            name = f"untold {_UNTOLD[verdict.outcome]}" if verdict.reason else verdict.outcome
            counted[name] += 1
    return counted


def _heading() -> str:
    names = ("breaks", *OUTCOMES, "right%", "silent/1000", "alarms/1000", "undecidable")
    return f"{'':{_WIDTH}}" + "".join(f"{name:>12}" for name in names)


def _line(name: str, tried: Iterable[Tried]) -> str:
    counted = count(tried)
    total = sum(counted[outcome] for outcome in OUTCOMES)
    cells = [f"{total:12,}", *(f"{counted[outcome]:12,}" for outcome in OUTCOMES)]
    per = 1000 / max(1, total)
    cells += [
        f"{counted['right'] * per / 10:12.2f}",
        f"{counted['silent'] * per:12.1f}",
        f"{counted['alarm'] * per:12.1f}",
    ]
    untold = "/".join(str(counted[f"untold {kind}"]) for kind in ("right", "marked", "wrong"))
    return f"{name:{_WIDTH}}" + "".join(cells) + f"{untold:>12}"


def _elsewhere(trial: Trial) -> None:
    silent: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for one in trial.tried:
        silent.update(fault.kind for fault in one.judgement.silent)
        marked.update(fault.kind for fault in one.judgement.marked)
    alarms = sum(len(one.judgement.alarms) for one in trial.tried)
    pages = sum(one.pages for one in trial.tried)
    print(f"\n{len(trial.tried)} documents, {pages} pages.")
    print("The last column: breaks that nothing tells apart, right/marked/wrong.")
    shown = ", ".join(f"{kind} {n}" for kind, n in sorted(silent.items())) or "none"
    print(
        f"Away from breaks: silent {sum(silent.values())} ({shown}), marked {sum(marked.values())}, alarms {alarms}."
    )


def _list(trial: Trial, errors: int) -> None:
    listed = 0
    for one in trial.tried:
        for verdict in one.judgement.verdicts:
            wrong = verdict.outcome in ("silent", "alarm") and not verdict.reason
            if wrong and listed < errors:
                listed += 1
                kinds = (
                    ", ".join(sorted({fault.kind for fault in verdict.faults}))
                    or verdict.alarms[0][:150]
                )
                where = f"{one.shape} {one.maker} seed {one.seed} below page {verdict.at.page}"
                print(f"{verdict.outcome} {where}: {kinds} {one.saved}")
        if one.judgement.refused:
            print(f"refused {one.shape} {one.maker} seed {one.seed}: {one.judgement.refused[:200]}")
