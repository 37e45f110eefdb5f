"""Damage to single rows. Each function tries one kind and says what it did, or None."""

from __future__ import annotations

import re

from tests.second.notice import Group, Row
from tests.second.work import Damage, Held, RowHarm, Work

TARGET = ("target", "target_value", "target_unit", "target_comparator")
TWO_HAN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


def rank_lost(work: Work, row: Row, group: Group) -> Damage | None:
    """One ranking lost, the target slid left over it, a blank left behind."""
    form = work.sheet.form
    line = work.lines[row.seq]
    if not form.ranks or not form.has("target_rank") or line.piece("target") is None:
        return None
    role = work.dice.choice(form.ranks)
    gone = line.text(role)
    line.drop(role)
    line.push("target_rank")
    work.truth.lose(row.seq, role)
    columns = (*form.ranks, *TARGET, "target_rank")
    return Damage("ranking lost", (row.seq,), columns, f"{gone or 'blank'} of {role}")


def cell_lost(work: Work, row: Row, group: Group) -> Damage | None:
    """One cell lost between unit and target: all behind it stand one to the left."""
    form = work.sheet.form
    line = work.lines[row.seq]
    roles = [role for role in ("weight", *form.ranks) if line.piece(role) is not None]
    if not roles or not form.ranks:
        return None
    role = work.dice.choice(roles)
    gone = line.text(role)
    behind = form.roles[form.roles.index(role) :]
    line.drop(role)
    if row.weight is not None or role != "weight":
        work.truth.lose(row.seq, role)
    columns = (*behind, *TARGET, "weight", "scoring_unit", "unit_points")
    return Damage("cell lost", (row.seq,), columns, f"{gone or 'blank'} of {role}")


def blank_pushed_in(work: Work, row: Row, group: Group) -> Damage | None:
    """A blank pushed in before the target ranking."""
    if not work.sheet.form.has("target_rank"):
        return None
    work.lines[row.seq].push("target_rank")
    columns = ("target_rank", "lead_units")
    return Damage("blank pushed in", (row.seq,), columns, "before the target ranking")


def serial_missing(work: Work, row: Row, group: Group) -> Damage | None:
    """The serial blank, or its cell dropped."""
    line = work.lines[row.seq]
    if line.text("seq") != str(row.seq):
        return None
    if work.chance(0.5):
        work.write(row.seq, "seq", "")
        return Damage("serial missing", (row.seq,), work.sheet.form.roles, "a blank left")
    line.drop("seq")
    return Damage("serial missing", (row.seq,), work.sheet.form.roles, "its cell dropped")


def serial_swapped(work: Work, row: Row, group: Group) -> Damage | None:
    """The serial and the label before or behind it in each other's place."""
    line = work.lines[row.seq]
    roles = [piece.role for piece in line.pieces]
    if "seq" not in roles:
        return None
    at = roles.index("seq")
    near = [n for n in (at - 1, at + 1) if 0 <= n < len(roles)]
    labels = [n for n in near if roles[n].startswith("level") and line.pieces[n].text]
    if not labels:
        return None
    other = labels[0]
    line.pieces[at], line.pieces[other] = line.pieces[other], line.pieces[at]
    return Damage("serial swapped", (row.seq,), (roles[other],), f"with {roles[other]}")


def label_cell_dropped(work: Work, row: Row, group: Group) -> Damage | None:
    """The second-level cell dropped, blank or not: all behind it stand one to the left."""
    held = Held("level2", group.rows, group)
    line = work.lines[row.seq]
    if line.piece("level2") is None or row.seq in work.relabelled:
        return None
    gone = line.text("level2")
    if gone and work.prints(held) == 1:
        if not work.may_lose(held):
            return None
        work.lose_label(held)
    line.drop("level2")
    what = gone or "a blank"
    return Damage("label cell dropped", held.seqs, work.sheet.form.roles, f"{what} at {row.seq}")


def misprint(work: Work, row: Row, group: Group) -> Damage | None:
    """A weight printed one too high or too low."""
    if row.weight is None or work.text(row.seq, "weight") != str(row.weight):
        return None
    wrong = row.weight + (1 if row.weight == 1 else work.dice.choice((-1, 1)))
    work.write(row.seq, "weight", str(wrong))
    work.truth.lose(row.seq, "weight", "scoring_unit", "unit_points")
    columns = ("weight", "scoring_unit", "unit_points")
    return Damage("weight misprinted", (row.seq,), columns, f"{wrong} for {row.weight}")


def word_broken(work: Work, row: Row, group: Group) -> Damage | None:
    """A word broken by a space, where the printed line wrapped."""
    roles = ["level1", "level2", "indicator", "target", "lead_units"]
    work.dice.shuffle(roles)
    for role in roles:
        broken = wrapped(work, work.text(row.seq, role))
        if broken:
            work.write(row.seq, role, broken)
            return Damage("word broken", (row.seq,), (role,), broken)
    return None


def wrapped(work: Work, text: str) -> str | None:
    """The text with a space between two of its characters, not too near its ends."""
    places = [found.start() for found in TWO_HAN.finditer(text)]
    inner = [at for at in places if 2 <= at < len(text)]
    if not inner:
        return None
    at = work.dice.choice(inner)
    return f"{text[:at]} {text[at:]}"


def cut_off(work: Work, row: Row, group: Group) -> Damage | None:
    """A target cut off within its brackets; what is left is what it says."""
    text = work.text(row.seq, "target")
    opens, closes = text.find("("), text.find(")")
    if opens < 0 or closes - opens < 4:
        return None
    left = text[: work.dice.randint(opens + 3, closes - 1)]
    work.write(row.seq, "target", left)
    work.truth.values[row.seq, "target"] = left
    return Damage("sentence cut off", (row.seq,), TARGET, left)


def county_left_out(work: Work, row: Row, group: Group) -> Damage | None:
    """A lead unit printed without its 县; it is published as it is printed."""
    text = work.text(row.seq, "lead_units")
    if not text.startswith("县") or " " in text:
        return None
    work.write(row.seq, "lead_units", text[1:])
    work.truth.values[row.seq, "lead_units"] = row.offices[0][1:]
    return Damage("县 left out", (row.seq,), ("lead_units",), text[1:])


def cell_doubled(work: Work, row: Row, group: Group) -> Damage | None:
    """A cell behind the name printed twice, or the name: what follows stands one to the right."""
    form = work.sheet.form
    line = work.lines[row.seq]
    behind = form.roles[form.roles.index("indicator") :]
    roles = [role for role in behind if line.text(role)]
    if not roles or not work.untouched(row.seq):
        return None
    role = work.dice.choice(roles)
    text = line.text(role)
    line.push(role, text)
    columns = (*behind, *TARGET, "scoring_unit", "unit_points")
    return Damage("cell printed twice", (row.seq,), columns, f"{text} of {role}")


KINDS: tuple[RowHarm, ...] = (
    rank_lost,
    cell_lost,
    blank_pushed_in,
    serial_missing,
    serial_swapped,
    label_cell_dropped,
    misprint,
    word_broken,
    cut_off,
    county_left_out,
)
