"""Merges that a typist drew wrongly: a cell over one row too many or too few.

They are done to sheets whose merged cells are drawn, and to no others. A cell that is drawn one row
too far takes the place of the cell below, whose text is gone, as spreadsheets do it.
"""

from __future__ import annotations

from tests.second.notice import Group, Part, Row
from tests.second.work import Damage, GroupHarm, Held, Work

WEIGHTS = ("weight", "scoring_unit", "unit_points")


def weight_too_far(work: Work, part: Part, group: Group) -> Damage | None:
    """The weight cell of a group's last rows drawn over the first row of the next group too."""
    rows = group.rows if group.sharing == "merged" else group.rows[-1:]
    below = _row_below(work, rows)
    if not _has_weight_cell(work, rows) or below is None:
        return None
    if not work.stands(below.seq, "weight"):
        return None
    gone = work.text(below.seq, "weight")
    work.write(below.seq, "weight", "")
    work.stretch(rows, "weight", 1)
    if below.weight is not None:
        work.truth.lose(below.seq, *WEIGHTS)
    seqs = (*(row.seq for row in rows), below.seq)
    return Damage("weight drawn too far", seqs, WEIGHTS, f"over {gone or 'a blank'} of {below.seq}")


def weight_too_short(work: Work, part: Part, group: Group) -> Damage | None:
    """The merged weight cell of a group ends one row too early: a blank cell is left below it."""
    rows = group.rows
    if group.sharing != "merged" or not _has_weight_cell(work, rows):
        return None
    if not work.stands(rows[-1].seq, "weight") or work.page_of(rows) is None:
        return None
    work.stretch(rows, "weight", -1)
    seqs = tuple(row.seq for row in rows)
    return Damage("weight drawn too short", seqs, WEIGHTS, f"{rows[-1].seq} is left out")


def label_too_far(work: Work, part: Part, group: Group) -> Damage | None:
    """A second-level label drawn over the first row of the next group, whose label is gone."""
    after = _group_below(part, group)
    if after is None or not work.sheet.form.has("level2"):
        return None
    below = after.rows[0]
    rows = group.rows
    if work.page_of((*rows, below)) is None or not _is_stretchable(work, rows, below, "level2"):
        return None
    held = Held("level2", after.rows, after)
    if not work.may_lose(held) or below.seq in work.relabelled:
        return None
    gone = work.text(below.seq, "level2")
    work.write(below.seq, "level2", "")
    work.stretch(rows, "level2", 1)
    work.lose_label(held)
    seqs = (*(row.seq for row in rows), *(row.seq for row in after.rows))
    columns = ("level2", "level2_points")
    return Damage("label drawn too far", seqs, columns, f"over {gone}")


def _has_weight_cell(work: Work, rows: tuple[Row, ...]) -> bool:
    """Whether the rows' weight stands in its column on their first row."""
    first = rows[0].seq
    return bool(work.text(first, "weight")) and work.stands(first, "weight")


def _row_below(work: Work, rows: tuple[Row, ...]) -> Row | None:
    """The row below, on one page with all of them; none below a row that only sums others."""
    everyone = {row.seq: row for *_, row in work.sheet.notice.places()}
    below = everyone.get(rows[-1].seq + 1)
    if below is None or work.page_of((*rows, below)) is None:
        return None
    return below


def _group_below(part: Part, group: Group) -> Group | None:
    at = part.groups.index(group) + 1
    return part.groups[at] if at < len(part.groups) else None


def _is_stretchable(work: Work, rows: tuple[Row, ...], below: Row, role: str) -> bool:
    label = work.text(rows[0].seq, role)
    return bool(label) and all(work.stands(row.seq, role) for row in (*rows, below))


KINDS: tuple[GroupHarm, ...] = (weight_too_far, weight_too_short, label_too_far)
