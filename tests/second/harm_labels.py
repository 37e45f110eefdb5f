"""Damage to labels. Each function tries one kind and says what it did, or None."""

from __future__ import annotations

from tests.second.work import Damage, Held, LabelHarm, Work

COLUMNS = {
    "level1": ("level1", "level1_points"),
    "level2": ("level2", "level2_points"),
}
SHARED = ("weight", "scoring_unit", "unit_points")


def again(work: Work, held: Held) -> Damage | None:
    """A merged label, printed once more further down."""
    label = work.text(held.seqs[0], held.role)
    free = [seq for seq in held.seqs[1:] if work.blank(seq, held.role)]
    if not label or not free:
        return None
    seq = work.dice.choice(free)
    work.write(seq, held.role, label)
    return _record(held, "label again", f"{label} again at {seq}")


def respelt(work: Work, held: Held) -> Damage | None:
    """A label printed once more, in other words."""
    label = work.text(held.seqs[0], held.role)
    free = [seq for seq in held.seqs[1:] if work.blank(seq, held.role)]
    name = str(work.truth.values[held.seqs[0], held.role])
    if not label or not free or len(name) < 6 or "、" in name:
        return None
    shorter = label.replace(name, name[:2] + name[4:])
    seq = work.dice.choice(free)
    work.write(seq, held.role, shorter)
    return _record(held, "label respelt", f"{label} as {shorter} at {seq}")


def early(work: Work, held: Held) -> Damage | None:
    """A label one to three rows above its first row."""
    return _moved(work, held, -1)


def late(work: Work, held: Held) -> Damage | None:
    """A label one to three rows below its first row."""
    return _moved(work, held, 1)


def _moved(work: Work, held: Held, step: int) -> Damage | None:
    first = held.seqs[0]
    label = work.text(first, held.role)
    to = first
    for _ in range(work.dice.randint(1, 3)):
        if not work.blank(to + step, held.role):
            break
        to += step
    if to == first or not label:
        return None
    work.write(first, held.role, "")
    work.write(to, held.role, label)
    kind = "label early" if step < 0 else "label late"
    near = range(min(to, first), held.seqs[-1] + 1)
    columns = (*COLUMNS[held.role], *SHARED)
    return Damage(kind, tuple(near), columns, f"{label} of {first} printed at {to}")


def other_column(work: Work, held: Held) -> Damage | None:
    """A label in the column of the other level."""
    other = "level2" if held.role == "level1" else "level1"
    first = held.seqs[0]
    label = work.text(first, held.role)
    if held.role == "level1":
        seqs = [seq for seq in held.seqs[1:] if work.blank(seq, other)]
    else:
        seqs = [first] if work.blank(first, other) else []
    if not label or not seqs:
        return None
    seq = work.dice.choice(seqs)
    work.write(seq, other, label)
    if held.role == "level2":
        work.write(first, held.role, "")
    return _record(held, "label in other column", f"{label} in {other} at {seq}", other)


def two_on_one_row(work: Work, held: Held) -> Damage | None:
    """A second-level label on one row with the next one, in either order."""
    first, after = held.seqs[0], held.seqs[-1] + 1
    mine, next_one = work.text(first, "level2"), work.text(after, "level2")
    same_part = after in work.lines and not work.text(after, "level1")
    if held.role != "level2" or not (mine and next_one and same_part):
        return None
    if not (work.untouched(first) and work.untouched(after)):
        return None
    row, bare = (first, after) if work.chance(0.5) else (after, first)
    pair = [mine, next_one]
    work.dice.shuffle(pair)
    work.write(bare, "level2", "")
    work.write(row, "level2", pair[1])
    if work.blank(row, "level1") and work.chance(0.5):
        work.write(row, "level1", pair[0])
    else:
        work.lines[row].push("level2", pair[0])
    seqs = (*held.seqs, after)
    columns = (*COLUMNS["level1"], *COLUMNS["level2"], *SHARED)
    return Damage("two labels on one row", seqs, columns, f"{pair[0]} | {pair[1]} at {row}")


def tail_again(work: Work, held: Held) -> Damage | None:
    """The tail of a label printed as if it were the next one."""
    name = str(work.truth.values[held.seqs[0], held.role])
    if "、" not in name or len(held.seqs) < 2:
        return None
    seq = held.seqs[1]
    if not work.text(held.seqs[0], held.role) or not work.blank(seq, held.role):
        return None
    tail = name.split("、", 1)[1]
    work.write(seq, held.role, tail)
    return _record(held, "label's tail again", f"{tail} at {seq}")


def names_for_labels(work: Work, held: Held) -> Damage | None:
    """The rows' own names where a second-level label should be, the label itself kept or lost."""
    if held.role != "level2" or len(held.rows) < 2:
        return None
    loses = work.may_lose(held) and work.chance(0.5)
    rows = held.rows if loses else held.rows[1:]
    free = [row for row in rows if loses or work.blank(row.seq, "level2")]
    if not free:
        return None
    for row in free:
        work.write(row.seq, "level2", row.name)
    if loses:
        work.lose_label(held)
    what = "the label lost" if loses else "the label kept"
    return _record(held, "names for labels", f"at {free[0].seq}-{free[-1].seq}, {what}")


def lost(work: Work, held: Held) -> Damage | None:
    """A second-level label that is printed nowhere."""
    first = held.seqs[0]
    label = work.text(first, "level2") if held.role == "level2" else ""
    if not label or not work.may_lose(held):
        return None
    work.write(first, "level2", "")
    work.lose_label(held)
    return _record(held, "label lost", f"{label} of {first}")


def weights_slid(work: Work, held: Held) -> Damage | None:
    """The merged weight cell dropped over a run of rows: their rankings stand one to the left."""
    group, form = held.group, work.sheet.form
    if group is None or group.sharing not in ("label", "rest") or not form.ranks:
        return None
    at = form.roles.index("weight")
    after = form.roles.index(form.ranks[-1]) + 1
    if form.roles[at + 1] != form.ranks[0] or after == len(form.roles):
        return None
    filling = work.dice.choice(("", "/", "/"))
    run = held.seqs[: work.dice.randint(1, len(held.seqs))]
    for seq in run:
        line = work.lines[seq]
        line.drop("weight")
        inside = filling and work.chance(0.2)
        line.push(work.dice.choice(form.ranks[1:]) if inside else form.roles[after], filling)
    what = f"{run[0]}-{run[-1]}, filled with {filling or 'a blank'}"
    return Damage("weights slid", run, (*SHARED, *form.ranks), what)


def _record(held: Held, kind: str, what: str, other: str | None = None) -> Damage:
    more = COLUMNS[other] if other else ()
    return Damage(kind, held.seqs, (*COLUMNS[held.role], *more), what)


KINDS: tuple[LabelHarm, ...] = (
    again,
    respelt,
    early,
    late,
    other_column,
    two_on_one_row,
    tail_again,
    names_for_labels,
    lost,
    weights_slid,
)
