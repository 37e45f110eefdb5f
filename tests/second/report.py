"""A trial's figures as text."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from tests.ground.case import OUTCOMES, Outcome
from tests.second.run import Trial, Wrong
from tests.second.work import Damage


def report(trial: Trial) -> str:
    """Tables by column and by kind of damage, and each wrong value with its story."""
    lines = [f"{trial.notices} notices, {len(trial.refused)} refused"]
    lines += [f"  seed {seed} refused: {why}" for seed, why in trial.refused]
    lines += ["", *_table("column", trial.by_column, total=True)]
    lines += ["", *_table("kind of damage", trial.by_kind, total=False)]
    if trial.astray:
        lines += ["", f"{trial.astray} marked values do not name the true one as a reading"]
    lines += ["", *_stories(trial)] if trial.wrong else []
    return "\n".join(lines)


def _table(head: str, counts: Counter[tuple[str, Outcome]], total: bool) -> list[str]:
    names = sorted({name for name, _ in counts})
    lines = [f"{head:<24}" + "".join(f"{outcome:>9}" for outcome in OUTCOMES)]
    for name in names:
        lines.append(f"{name:<24}" + "".join(f"{counts[name, v]:>9}" for v in OUTCOMES))
    if total:
        sums = [sum(counts[name, outcome] for name in names) for outcome in OUTCOMES]
        lines.append(f"{'all':<24}" + "".join(f"{number:>9}" for number in sums))
    return lines


def _stories(trial: Trial) -> list[str]:
    """Each notice with wrong values: what was done to it, and each value by its row."""
    lines = [f"{len(trial.wrong)} wrong:"]
    for seed, of_notice in groupby(trial.wrong, key=lambda wrong: wrong.seed):
        wrongs = list(of_notice)
        lines.append(f"seed {seed} ({wrongs[0].form})")
        lines += [f"  done: {_deed(damage)}" for damage in trial.damages[seed]]
        if seed in trial.least:
            lines.append("  enough for the first of them:")
            lines += [f"    {_deed(damage)}" for damage in trial.least[seed]]
        for seq, of_row in groupby(wrongs, key=lambda wrong: wrong.seq):
            lines += [f"  row {seq} {line}" for line in _row_story(list(of_row))]
    return lines


def _row_story(wrongs: list[Wrong]) -> list[str]:
    """A line for each value; a single one where the row is another row altogether."""
    other = next((wrong for wrong in wrongs if wrong.column == "indicator"), None)
    if other is None or len(wrongs) == 1:
        return [_story(wrong) for wrong in wrongs]
    columns = ", ".join(wrong.column for wrong in wrongs if wrong is not other)
    return [f"is another row: {_story(other)}; so {columns}"]


def _story(wrong: Wrong) -> str:
    plain = "plain" if wrong.plain else "not plain"
    values = f"{_shown(wrong.published)}, true {_shown(wrong.true)}"
    return f"{wrong.column}: {values} ({wrong.status}, {plain})"


def _deed(damage: Damage) -> str:
    return f"{damage.kind} {_rows(damage.seqs)}: {damage.what}"


def _rows(seqs: tuple[int, ...]) -> str:
    return f"at {seqs[0]}-{seqs[-1]}" if len(seqs) > 1 else f"at {', '.join(map(str, seqs))}"


def _shown(value: object) -> str:
    if isinstance(value, frozenset):
        return "rows " + ", ".join(map(str, sorted(value)))
    return "null" if value is None else str(value)
