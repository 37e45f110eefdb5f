"""Merged weights that are undone: the weight of several rows printed on each of them."""

from __future__ import annotations

from tests.second.notice import Group, Part
from tests.second.work import Damage, GroupHarm, Work

WEIGHTS = ("weight", "scoring_unit", "unit_points")


def filled_down(work: Work, part: Part, group: Group) -> Damage | None:
    """The weight of a group's merged cell on every row, as spreadsheets fill it down."""
    first, *below = group.rows
    text = work.text(first.seq, "weight")
    if group.sharing != "merged" or not text:
        return None
    if not work.stands(first.seq, "weight"):
        return None
    for row in below:
        if not work.stands(row.seq, "weight") or work.text(row.seq, "weight"):
            return None
    for row in below:
        work.write(row.seq, "weight", text)
    seqs = tuple(row.seq for row in group.rows)
    return Damage("weight filled down", seqs, WEIGHTS, f"{text} on each")


KINDS: tuple[GroupHarm, ...] = (filled_down,)
