"""Joins the cells that meet at a page break, where they are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pipeline.stitch.cut_rows import is_cut
from pipeline.stitch.habits import Habits
from pipeline.stitch.meeting import Meeting
from pipeline.stitch.merged_cells import is_one
from pipeline.stitch.part import Part
from pipeline.stitch.piece import Piece
from pipeline.stitch.same_text import GLUED, joined_signs, seam
from pipeline.stitch.signs import Weighed
from pipeline.text import fold


class Joint(NamedTuple):
    """A decision at the break before one part.

    A row cut by it, or a cell of one column that goes on over it. ``above`` and ``below`` are the
    texts it is about, by column; ``row`` is the lower row on its page, ``col`` the cell's column in
    the logical table, None for a row.
    """

    kind: Literal["row", "cell"]
    verdict: Weighed
    page: int
    row: int
    above: tuple[str, ...]
    below: tuple[str, ...]
    col: int | None = None


@dataclass(slots=True)
class Joining:
    """What joining did at one break.

    ``cut`` says that the lower row was the rest of the upper one, ``gone`` holds the identities of
    the pieces that became part of another.
    """

    cut: bool = False
    gone: set[int] = field(default_factory=set)
    joints: list[Joint] = field(default_factory=list)


def join(
    part: Part,
    meeting: Meeting,
    habits: Habits,
    base: int,
) -> Joining:
    """Grows the cells above the break before ``part`` by those below that belong to them.

    ``base`` is the row of the logical table in which the part begins where no row is cut.
    """
    done = Joining()
    if not meeting.above:
        return done
    verdict = is_cut(meeting, habits)
    if meeting.meets:
        joint = Joint(
            kind="row",
            verdict=verdict,
            page=part.page,
            row=part.skip,
            above=_texts(meeting.above),
            below=_texts(meeting.below),
        )
        done.joints.append(joint)
    if verdict.holds:
        _join_row(meeting, habits, base, done)
    elif not meeting.heading:
        _join_cells(part, meeting, habits, base, done)
    return done


def _join_row(
    meeting: Meeting,
    habits: Habits,
    base: int,
    done: Joining,
) -> None:
    done.cut = True
    for upper, lower in meeting.pairs:
        _grow(upper, lower, base - 1, habits)
        done.gone.add(id(lower))


def _join_cells(
    part: Part,
    meeting: Meeting,
    habits: Habits,
    base: int,
    done: Joining,
) -> None:
    """Joins each cell below with the one above of the same outline, where the two are one."""
    by_outline = {upper.outline: upper for upper in meeting.above}
    begun: list[Piece] = []  # of columns of merged cells, from the left
    for lower in meeting.below:
        upper = by_outline.get(lower.outline)
        if upper is None:
            continue
        is_open = _is_rest(lower, part) or _is_open(upper, meeting.above)
        verdict = is_one(upper, lower, habits, is_open, begun)
        if _begins(lower, verdict, habits):
            begun.append(lower)
        joint = Joint(
            kind="cell",
            verdict=verdict,
            page=part.page,
            row=part.skip,
            above=(upper.text,),
            below=(lower.text,),
            col=lower.col,
        )
        done.joints.append(joint)
        if verdict.holds:
            is_same_text = fold(upper.text) == fold(lower.text)
            _grow(upper, lower, base, habits, once=is_same_text)
            done.gone.add(id(lower))


def _begins(lower: Piece, verdict: Weighed, habits: Habits) -> bool:
    """Whether a cell of a column of merged cells begins below the break, without a doubt."""
    if lower.blank or verdict.holds or verdict.close:
        return False
    return lower.tall or habits.column(lower.col).merged > 0


def _is_rest(lower: Piece, part: Part) -> bool:
    """Whether no rule separates the cell from the repeated heading above it."""
    if not part.skip:
        return False
    begins_in_heading = lower.cell.row < part.skip
    layout = lower.cell.layout
    return begins_in_heading or bool(layout and layout.open_top)


def _is_open(upper: Piece, above: Sequence[Piece]) -> bool:
    """Whether no rule closes the cell at the break, though one closes others of its row."""
    own = upper.low.layout
    if own is None or not own.open_bottom:
        return False
    layouts = [piece.low.layout for piece in above]
    return any(layout and not layout.open_bottom for layout in layouts)


def _grow(
    upper: Piece,
    lower: Piece,
    base: int,
    habits: Habits,
    once: bool = False,
) -> None:
    """Makes the upper cell reach over the lower one, which begins in row ``base``.

    ``once`` says that both print the same text, which counts once.
    """
    if not once:
        glued = _is_glued(upper, lower, habits)
        upper.text = seam(upper.text, lower.text, glued)
    upper.parts += lower.parts
    upper.rowspan = base + lower.rowspan - upper.row
    upper.low = lower.cell


def _is_glued(
    upper: Piece,
    lower: Piece,
    habits: Habits,
) -> bool:
    """Whether the two texts are joined without a space, whatever their script."""
    if upper.blank or lower.blank:
        return False
    signs = joined_signs(upper, lower, habits)
    return any(sign.code in GLUED for sign in signs)


def _texts(pieces: Iterable[Piece]) -> tuple[str, ...]:
    return tuple(piece.text for piece in pieces)
