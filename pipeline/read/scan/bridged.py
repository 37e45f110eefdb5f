"""Strokes that go on beneath a seal: joined over it, and drawn on to the next stroke across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.scan.area import Area
from pipeline.read.scan.sheet import Mask
from pipeline.read.scan.strokes import REACH, STEP, SURE, Stroke, filled, lines_of

# Between these ends it is inked throughout beneath a seal, within so many pixels on both sides.
_THROUGHOUT, _BESIDE = 0.95, 2


@dataclass(frozen=True, slots=True)
class Seals:
    """The seals over a page: those that were lifted, and others, with all ink beneath and theirs.

    Beneath a lifted one a rule is pale and broken, beneath another it is inked throughout.
    """

    lifted: tuple[Area, ...] = ()
    others: tuple[Area, ...] = ()
    ink: Mask | None = None

    @property
    def areas(self) -> tuple[Area, ...]:
        """Where they are."""
        return (*self.lifted, *self.others)


NO_SEALS = Seals()


def bridged_by(
    strokes: list[Stroke],
    seals: Seals,
) -> list[Stroke]:
    """The strokes, two joined where a seal lies over what is between them."""
    found: list[Stroke] = []
    for line in lines_of(strokes):
        first, *others = sorted(line, key=lambda stroke: stroke.start)
        last = first
        for stroke in others:
            if stroke.start <= last.end or _goes_on(stroke, last.end, stroke.start, seals):
                longer = max(last, stroke, key=lambda one: one.length)
                last = longer._replace(start=last.start, end=max(last.end, stroke.end))
            else:
                found.append(last)
                last = stroke
        found.append(last)
    return found


def extended_by(
    stroke: Stroke,
    strokes: Sequence[Stroke],
    seals: Seals,
    letter: float,
) -> Stroke:
    """A stroke, with an end that a seal hides drawn on to the next stroke across."""
    near, far = REACH * letter, SURE * letter
    before: list[float] = []
    behind: list[float] = []
    for other in strokes:
        crosses = other.start - near <= stroke.at <= other.end + near
        if other.vertical == stroke.vertical or not crosses:
            continue
        if other.at <= stroke.start + near:
            before.append(other.at)
        if other.at >= stroke.end - near:
            behind.append(other.at)
    start = max(before, default=stroke.start)
    end = min(behind, default=stroke.end)
    if near < stroke.start - start < far and _goes_on(stroke, start, stroke.start, seals):
        stroke = stroke._replace(start=start)
    if near < end - stroke.end < far and _goes_on(stroke, stroke.end, end, seals):
        stroke = stroke._replace(end=end)
    return stroke


def _goes_on(
    stroke: Stroke,
    start: float,
    end: float,
    seals: Seals,
) -> bool:
    """Whether a seal lies over a stroke's line between two places, and the line may go on there."""
    gap = stroke._replace(start=start + STEP, end=end - STEP)
    if is_within(gap, seals.lifted):
        return True
    if seals.ink is None or not is_within(gap, seals.others):
        return False
    ink = seals.ink.T if stroke.vertical else seals.ink
    at = round(stroke.at)
    if gap.length < 1.0:
        return True
    return filled(ink, gap, max(0, at - _BESIDE), at + _BESIDE + 1) >= _THROUGHOUT


def is_within(
    stroke: Stroke,
    seals: Sequence[Area],
) -> bool:
    """Whether a stroke lies within a seal from end to end."""
    for left, top, right, bottom in seals:
        if stroke.vertical:
            left, top, right, bottom = top, left, bottom, right
        if top <= stroke.at <= bottom and left <= stroke.start and stroke.end <= right:
            return True
    return False
