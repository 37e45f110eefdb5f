"""Damage to labels: late, early, in the wrong column, lost, printed again, spelt another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from pipeline.damage.kinds import Damage
from tests.trial.damage import Ground, Hit, Way
from tests.trial.damage_cells import all_rows, label_cells, sound_labels
from tests.trial.notice import Second
from tests.trial.print import NAME, split_label
from tests.trial.truth import Cell

FIRST, SECOND = 0, 1
FAR = 3  # rows a label moves at most


def _starts(ground: Ground) -> list[int]:
    """The first rows of all second-level groups."""
    return [second.rows[0].seq for second in ground.seconds()]


def _opening(ground: Ground, seq: int, rng: Random) -> int | None:
    """The label of the group that begins at ``seq``: first-level where one does (every other time), else second."""
    row = ground.printed(seq)
    if not sound_labels(row):
        return None
    level = FIRST if row.labels[FIRST] and rng.random() < 0.5 else SECOND
    return level if row.labels[level] else None


def _move(ground: Ground, seq: int, to: int, level: int) -> Hit | None:
    """Move a label on its page into a blank label cell."""
    if not 1 <= to <= len(ground.sheet.rows) or ground.page(seq) is not ground.page(to):
        return None
    source, goal = ground.printed(seq), ground.printed(to)
    if not sound_labels(goal) or goal.labels[level]:
        return None
    goal.labels[level], source.labels[level] = source.labels[level], ""
    return Hit((seq, to))


def _label_late(ground: Ground, seq: int, rng: Random) -> Hit | None:
    level, by = _opening(ground, seq, rng), rng.randint(1, FAR)
    if level is None:
        return None
    group = ground.first(seq).seconds[-1] if level == FIRST else ground.second(seq)
    return _move(ground, seq, seq + by, level) if seq + by <= group.rows[-1].seq else None


def _label_early(ground: Ground, seq: int, rng: Random) -> Hit | None:
    level, by = _opening(ground, seq, rng), rng.randint(1, FAR)
    return None if level is None else _move(ground, seq, seq - by, level)


def _label_column(ground: Ground, seq: int, rng: Random) -> Hit | None:
    row = ground.printed(seq)
    if not sound_labels(row) or bool(row.labels[FIRST]) == bool(row.labels[SECOND]):
        return None
    row.labels.reverse()
    return Hit((seq,))


def _labels_swapped(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """The label of the group at ``seq`` stands on the row above, beside that row's own, in either order."""
    manner, pushed = rng.random(), rng.random()
    if seq == 1 or ground.page(seq) is not ground.page(seq - 1):
        return None
    above, row = ground.printed(seq - 1), ground.printed(seq)
    if not (
        sound_labels(above) and sound_labels(row) and above.labels[SECOND] and row.labels[SECOND]
    ):
        return None
    pair = [above.labels[SECOND], row.labels[SECOND]]
    above.labels[SECOND:] = pair if manner < 0.5 else pair[::-1]
    row.labels[SECOND] = ""
    if pushed < 0.5:
        row.labels.insert(0, "")
    return Hit((seq - 1, seq))


def _label_lost(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """A second-level label is printed nowhere; every third time not on its first row but on a later page."""
    second = ground.second(seq)
    text = ground.printed(seq).labels[SECOND] if sound_labels(ground.printed(seq)) else ""
    once = rng.random() < 0.3
    if not text:
        return None
    without = []
    for row in second.rows:
        printed = ground.printed(row.seq)
        if not sound_labels(printed):
            return None
        if printed.labels[SECOND] == text and row.seq != seq and once:
            break
        without.append(row.seq)
    for each in without:
        ground.printed(each).labels[SECOND] = ""
    return Hit(tuple(without), silent=label_cells(without), unknowable=label_cells(without))


def _label_reprinted(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """The labels in force are printed again in the middle of their group."""
    level, row = rng.choice((FIRST, SECOND, None)), ground.printed(seq)
    if not sound_labels(row) or any(row.labels):
        return None
    for each in (FIRST, SECOND):
        text = _in_force(ground, seq, each)
        if level in (each, None) and text:
            row.labels[each] = text
    return Hit((seq,)) if any(row.labels) else None


def _in_force(ground: Ground, seq: int, level: int) -> str:
    """How the label that truly holds at ``seq`` is printed where it stands."""
    group = (
        ground.second(seq).rows
        if level == SECOND
        else [r for g in ground.first(seq).seconds for r in g.rows]
    )
    name = ground.second(seq).name if level == SECOND else ground.first(seq).name
    for row in group:
        labels = ground.printed(row.seq).labels
        text = labels[level] if len(labels) == 2 else ""
        if text and split_label(text)[0] == name:
            return text
    return ""


def _label_spelling(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """One print of a first-level label that is printed more than once leaves out two signs."""
    first = ground.first(seq)
    rows = [row.seq for group in first.seconds for row in group.rows]
    prints = [s for s, text in _prints(ground, rows) if split_label(text)[0] == first.name]
    if (
        len(first.name) < 6
        or len(prints) < 2
        or first.seconds[0].rows[0].seq != seq
        or ground.spelt.get(first.name)
    ):
        return None
    cut = rng.randrange(2, len(first.name) - 3)
    spelt = first.name[:cut] + first.name[cut + 2 :]
    labels = ground.printed(rng.choice(prints)).labels
    labels[FIRST] = labels[FIRST].replace(first.name, spelt)
    ground.spelt[first.name] = {spelt}
    return Hit(tuple(prints))


def _prints(ground: Ground, rows: list[int]) -> Iterator[tuple[int, str]]:
    for seq in rows:
        labels = ground.printed(seq).labels
        if len(labels) == 2 and labels[FIRST]:
            yield seq, labels[FIRST]


def prevailing(ground: Ground) -> dict[Cell, str]:
    """First-level names that were spelt two ways: what most prints say, on a tie the first."""
    found: dict[Cell, str] = {}
    for first in ground.firsts():
        if first.name not in ground.spelt:
            continue
        points = first.points
        rows = [row.seq for group in first.seconds for row in group.rows]
        near = [row for row in ground.sheet.rows if rows[0] - FAR <= row.seq <= rows[-1] + FAR]
        labels = [split_label("".join(text.split())) for row in near for text in row.cells[:4]]
        names = [
            n
            for n, worth in labels
            if worth == points and n in {first.name, *ground.spelt[first.name]}
        ]
        if names:
            found |= {(seq, "level1"): Counter(names).most_common(1)[0][0] for seq in rows}
    return found


def unprinted(ground: Ground) -> set[Cell]:
    """The second-level cells of groups whose label, after all that was done, stands nowhere on the print."""
    texts = {"".join(text.split()) for row in ground.sheet.rows for text in row.cells[:4]}
    names = {split_label(text)[0] for text in texts}
    lost: set[Cell] = set()
    for second in ground.seconds():
        if "".join(second.name.split()) not in names:
            lost |= label_cells([row.seq for row in second.rows])
    return lost


def _label_tail(ground: Ground, seq: int, rng: Random) -> Hit | None:
    second = ground.second(seq)
    row = ground.printed(seq)
    if (
        "、" not in second.name
        or seq == second.rows[0].seq
        or not sound_labels(row)
        or row.labels[SECOND]
    ):
        return None
    above = [ground.printed(each.seq).labels for each in second.rows if each.seq < seq]
    if not any(labels[SECOND].startswith(second.name) for labels in above if len(labels) > SECOND):
        return None  # the tail of a label that is lost is a label by itself
    row.labels[SECOND] = _tail(second)
    return Hit((seq,))


def _tail(second: Second) -> str:
    return second.name.split("、")[-1]


def _name_repeated(ground: Ground, seq: int, rng: Random) -> Hit | None:
    """Mostly in a blank label cell; one time in four in place of a label, which is lost."""
    row, over = ground.printed(seq), rng.random() < 0.25
    if not sound_labels(row) or bool(row.labels[SECOND]) != over:
        return None
    second = ground.second(seq)
    if over and any(
        _tail(second) in ground.printed(each.seq).labels for each in second.rows if each.seq != seq
    ):
        return None  # the tail of a label that is lost is a label by itself
    row.labels[SECOND] = row.body[NAME]
    if not over:
        return Hit((seq,))
    rows = [each.seq for each in second.rows if each.seq >= seq]
    return Hit((seq,), silent=label_cells(rows), unknowable=label_cells(rows))


WAYS = (
    Way(Damage.LABEL_LATE, "label", _starts, _label_late),
    Way(Damage.LABEL_EARLY, "label", _starts, _label_early),
    Way(Damage.LABEL_COLUMN, "label", all_rows, _label_column),
    Way(Damage.LABELS_SWAPPED, "label", _starts, _labels_swapped),
    Way(Damage.LABEL_LOST, "label", _starts, _label_lost),
    Way(Damage.LABEL_REPRINTED, "label", all_rows, _label_reprinted),
    Way(Damage.LABEL_SPELLING, "label", _starts, _label_spelling),
    Way(Damage.LABEL_TAIL, "label", all_rows, _label_tail),
    Way(Damage.NAME_REPEATED, "label", all_rows, _name_repeated),
)
