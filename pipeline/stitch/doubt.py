"""What was decided at the breaks of one table; what was decided within the margin is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model import Decision, Finding
from pipeline.stitch.lay import Joint
from pipeline.stitch.part import Part
from pipeline.stitch.reasons import clauses, short
from pipeline.stitch.signs import Sign, Weighed
from pipeline.text import script_join

Joints = Mapping[int, Sequence[Joint]]


def in_favour(part: Part) -> list[str]:
    """Why a part goes on, in words."""
    if part.joined is None:
        return []
    favourable = [sign for sign in part.joined.signs if sign.weight > 0]
    return clauses(favourable, most=len(favourable))


def decisions(parts: Sequence[Part], joints: Joints) -> Iterator[Decision]:
    """Each decision at each break, with its evidence."""
    for number, part in enumerate(parts):
        if part.joined is not None:
            yield Decision("table", part.table.page, *_evidence(part.joined))
        for joint in joints.get(number, ()):
            yield Decision(joint.kind, joint.page, *_evidence(joint.verdict), joint.row, joint.col)


def _evidence(verdict: Weighed) -> tuple[float, tuple[tuple[str, float, str], ...]]:
    listed = tuple((sign.code, round(sign.weight, 2), sign.about) for sign in verdict.signs)
    return round(verdict.total, 2), listed


def doubts(parts: Sequence[Part], joints: Joints) -> Iterator[Finding]:
    """A warning for each decision within the margin, with the other outcome."""
    for number, part in enumerate(parts):
        if part.joined is not None and part.joined.close:
            yield _table_doubt(part, parts[number - 1])
        for joint in joints.get(number, ()):
            if joint.verdict.close:
                yield _joint_doubt(joint)


def _table_doubt(part: Part, before: Part) -> Finding:
    page = part.table.page
    first = _listed(cell.text for cell in part.rows[min(part.skip, part.table.n_rows - 1)])
    message = (
        f"the table on page {page} was taken as that of page {before.table.page}; it may be another one, since "
        f"{_against(part.joined)}; it begins with {first}"
    )
    return Finding("warning", "table-doubtful", message, page=page, row=part.skip)


def _joint_doubt(joint: Joint) -> Finding:
    above, below = _listed(joint.above), _listed(joint.below)
    against = _against(joint.verdict)
    if joint.kind == "row":
        one, two = "the rest of the row above it", "a row of its own"
    else:
        one, two = "the rest of the merged cell above it", "a cell of its own"
    taken, other = (one, two) if joint.verdict.holds else (two, one)
    what = "row" if joint.kind == "row" else f"cell in column {joint.col}"
    message = (
        f"the {what} at the top of page {joint.page} was taken as {taken}; it may be {other}, since {against}; "
        f"above the break: {above}; below: {below}"
    )
    return Finding(
        "warning", f"{joint.kind}-doubtful", message, page=joint.page, row=joint.row, col=joint.col
    )


def _against(verdict: Weighed | None) -> str:
    """The strongest signs for the other outcome."""
    side = -1 if verdict is not None and verdict.holds else 1
    signs: Iterable[Sign] = verdict.signs if verdict else ()
    told = sorted(
        (sign for sign in signs if sign.weight * side > 0), key=lambda sign: -abs(sign.weight)
    )
    return "; ".join(clauses(told)) or "little speaks for either"


def _listed(texts: Iterable[str]) -> str:
    plain = (short(script_join(text.splitlines())) for text in texts)
    return " | ".join(plain)
