"""Lists what was decided at the breaks of one table, and warns of what was decided narrowly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.messages import Message, message
from pipeline.model import Decision, Finding
from pipeline.stitch.joint import Joint
from pipeline.stitch.part import Part
from pipeline.stitch.reasons import against, clauses, short
from pipeline.stitch.signs import Weighed
from pipeline.text import script_join

# The decisions at the break before each part, by its number.
Joints = Mapping[int, Sequence[Joint]]
# The signs of a decision: code, weight, text seen in.
Evidence = tuple[tuple[str, float, str], ...]


def in_favour(part: Part) -> tuple[Message, ...]:
    """Says why a part goes on."""
    if part.joined is None:
        return ()
    favourable = [sign for sign in part.joined.signs if sign.weight > 0]
    return clauses(favourable, most=len(favourable))


def decisions(parts: Sequence[Part], joints: Joints) -> Iterator[Decision]:
    """Lists each decision at each break, with its evidence."""
    for number, part in enumerate(parts):
        if part.joined is not None:
            yield Decision(
                "table",
                page=part.page,
                total=round(part.joined.total, 2),
                signs=_evidence(part.joined),
            )
        for joint in joints.get(number, ()):
            yield Decision(
                joint.kind,
                page=joint.page,
                total=round(joint.verdict.total, 2),
                signs=_evidence(joint.verdict),
                row=joint.row,
                col=joint.col,
            )


def _evidence(verdict: Weighed) -> Evidence:
    listed = []
    for sign in verdict.signs:
        weight = round(sign.weight, 2)
        listed.append((sign.code, weight, sign.about))
    return tuple(listed)


def doubts(parts: Sequence[Part], joints: Joints) -> Iterator[Finding]:
    """Warns of each decision within the margin, with the other outcome."""
    for number, part in enumerate(parts):
        if part.joined is not None and part.joined.close:
            yield _table_doubt(part, parts[number - 1], part.joined)
        for joint in joints.get(number, ()):
            if joint.verdict.close:
                yield _joint_doubt(joint)


def _table_doubt(
    part: Part,
    before: Part,
    verdict: Weighed,
) -> Finding:
    page = part.page
    first_row = min(part.skip, part.n_rows - 1)
    said = message(
        "stitch.table-joined-doubtful",
        page=page,
        before=before.page,
        against=against(verdict),
        first=_quoted(cell.text for cell in part.rows[first_row]),
    )
    return Finding("warning", "table-doubtful", said, page=page, row=part.skip)


def _joint_doubt(joint: Joint) -> Finding:
    return Finding(
        "warning",
        f"{joint.kind}-doubtful",
        _row_doubt(joint) if joint.kind == "row" else _cell_doubt(joint),
        page=joint.page,
        row=joint.row,
        col=joint.col,
    )


def _row_doubt(joint: Joint) -> Message:
    joined, apart = "stitch.row-joined-doubtful", "stitch.row-apart-doubtful"
    return message(
        joined if joint.verdict.holds else apart,
        page=joint.page,
        against=against(joint.verdict),
        above=_quoted(joint.above),
        below=_quoted(joint.below),
    )


def _cell_doubt(joint: Joint) -> Message:
    joined, apart = "stitch.cell-joined-doubtful", "stitch.cell-apart-doubtful"
    return message(
        joined if joint.verdict.holds else apart,
        column=joint.col,
        page=joint.page,
        against=against(joint.verdict),
        above=_quoted(joint.above),
        below=_quoted(joint.below),
    )


def _quoted(texts: Iterable[str]) -> tuple[str, ...]:
    """Cuts texts to be quoted, each on one line."""
    return tuple(short(script_join(text.splitlines())) for text in texts)
