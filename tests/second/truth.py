"""What is to be published of a notice on a form, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.second.forms import Form
from tests.second.notice import UNSAID, Group, Notice, Part, Row, Section

Place = tuple[int, str]  # serial and published column


@dataclass
class Truth:
    """The value of each place, and the places whose value stands nowhere on the page."""

    values: dict[Place, object] = field(default_factory=dict)
    lost: set[Place] = field(default_factory=set)

    def lose(self, seq: int, *columns: str) -> None:
        """Notes that nothing printed tells these values any more."""
        self.lost.update((seq, column) for column in columns)


def truth_of(notice: Notice, form: Form) -> Truth:
    """The truth of a clean print."""
    truth = Truth()
    for place in notice.places():
        seq = place[-1].seq
        for column, value in _row(form, *place).items():
            if value is not UNSAID:
                truth.values[seq, column] = value
    return truth


def _row(form: Form, section: Section, part: Part, group: Group, row: Row) -> dict[str, object]:
    out: dict[str, object] = {
        "indicator": row.name,
        "lead_units": "、".join(row.offices),
    }
    if form.wanted.note:
        out["section"] = section.name
    if form.has("level1"):
        out["level1"] = part.label
        out["level1_points"] = part.points if form.label_points else None
    if form.has("level2"):
        out["level2"] = group.label
        out["level2_points"] = group.points if group.prints_points else None
    if form.has("unit"):
        out["unit"] = row.unit
    if form.has("weight"):
        out["weight"] = row.weight
        out["scoring_unit"] = _unit(group, row)
        out["unit_points"] = row.weight or group.points
    for role, rank in zip(form.ranks, row.ranks, strict=True):
        out[role] = rank
    if form.has("target"):
        out["target"] = row.target.text or None
        out["target_value"] = row.target.value
        out["target_unit"] = row.target.unit
        out["target_comparator"] = row.target.comparator
    if form.has("target_rank"):
        out["target_rank"] = row.target_rank
    return out


def _unit(group: Group, row: Row) -> frozenset[int]:
    """The serials that score together with the row."""
    if row.weight is not None:
        return frozenset({row.seq})
    return frozenset(other.seq for other in group.rows)
