"""Judges which characters of a page can be seen.

Ink is held against what lies beneath it, against what is painted later and against its clip; a
scan's text layer counts as seen. Render mode, layer, opacity and size are known when a character is
drawn (``ink.py``); what lies under and over it is known once the whole page is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.messages import Message, message
from pipeline.model import Finding, Severity
from pipeline.read.pdf.model import Colour, Glyph, Glyphs, Ink, PageInk, Paint, Unseen, inked
from pipeline.read.pdf.paths import inside
from pipeline.read.pdf.turn import SIDEWAYS
from pipeline.read.quote import shortened

# Ink that differs from what lies beneath by less than this, in its strongest channel, is not seen.
CONTRAST = 0.08
PAPER: Colour = (1.0, 1.0, 1.0)
# Painted areas are looked up by strips of the page this high, in points.
STRIP = 24.0
# A picture over this share of a page, with hardly any text that is seen, is a scan.
SCAN, LAYER = 0.5, 0.8
# Text beyond its clip by more type sizes than this is no part of what is shown there.
NEAR = 1.5
# The smallest clip, in type sizes, that text may run out of.
WINDOW = 0.8
# Characters of one run follow each other within this many type sizes.
RUN_GAP = 1.5
# They stand on one baseline within this many.
RUN_SHIFT = 0.5
# A character is covered when all but this share of it is, on each side.
RIM = 0.25
_UNDER_A_SCAN = (Unseen.MODE, Unseen.COVERED, Unseen.ALPHA)

# More rows than this with hidden text are told together; so many characters are a page of text.
ROWS = 8
WHOLE = 20
# Messages quote so many characters, of a scan's text layer so many.
QUOTED, LAYER_QUOTED = 40, 30

Strips = Mapping[int, Sequence[Paint]]
# Why characters are not seen, and the row they would stand in.
_Group = tuple[Unseen, int | None]
# A character with its place, to the next point.
_Spot = tuple[str, int, int]


class Hidden(NamedTuple):
    """A character that is not seen, with the cell it would stand in.

    ``alone`` is true where that cell holds nothing else.
    """

    glyph: Glyph
    row: int | None = None
    col: int | None = None
    alone: bool = False


def judged(ink: PageInk) -> PageInk:
    """Judges a page: ``unseen`` is known for each character afterwards.

    A scan's own text layer counts as seen, and is noted.
    """
    glyphs = judged_glyphs(ink.glyphs, strips_of(ink.paints))
    for at in _far_outside(glyphs):
        outside = glyphs[at]
        glyphs[at] = outside._replace(unseen=Unseen.CLIPPED)
    if not _is_scan(ink, glyphs):
        return replace(ink, glyphs=tuple(glyphs))
    layer = [g for g in glyphs if g.unseen in _UNDER_A_SCAN]
    for at, g in enumerate(glyphs):
        if g.unseen in _UNDER_A_SCAN:
            glyphs[at] = g._replace(unseen=Unseen.SEEN)
    note = _scan_note(layer, ink.number)
    return replace(
        ink,
        glyphs=tuple(glyphs),
        notes=(*ink.notes, note),
    )


def judged_glyphs(judging: Glyphs, strips: Strips) -> list[Glyph]:
    """The characters, each held against what is painted at its height."""
    hues = {g.ink for g in judging}
    lost_on_paper = {hue for hue in hues if hue and is_lost(hue, None)}
    glyphs = list(judging)
    if not strips and not lost_on_paper:
        return glyphs
    for at, g in enumerate(glyphs):
        if g.unseen:
            continue
        strip = int(g.cy // STRIP) if strips else 0
        here = strips.get(strip, ())
        is_in_doubt = here or g.ink in lost_on_paper
        if is_in_doubt:
            glyphs[at] = _judged(g, here)
    return glyphs


def _scan_note(layer: Glyphs, page: int) -> Finding:
    text = "".join(g.text for g in layer)
    what = message(
        "read.scan-text",
        count=len(layer),
        quote=text[:LAYER_QUOTED],
    )
    return Finding("warning", "scan-text", what, page=page)


def _is_scan(ink: PageInk, glyphs: Glyphs) -> bool:
    """Whether the page is a picture whose text is there for searching only."""
    if ink.pictured < SCAN:
        return False
    ink_only = inked(glyphs)
    under = [g for g in ink_only if g.unseen in _UNDER_A_SCAN]
    return bool(under) and len(under) >= LAYER * len(ink_only)


def strips_of(paints: Iterable[Paint]) -> Strips:
    """The painted areas by the strips of the page that they reach into."""
    strips: dict[int, list[Paint]] = defaultdict(list)
    for paint in paints:
        first = int(paint.top // STRIP)
        last = int(paint.bottom // STRIP)
        for strip in range(first, last + 1):
            strips[strip].append(paint)
    return strips


def _judged(g: Glyph, here: Sequence[Paint]) -> Glyph:
    """The character with what hides it, ``here`` being what is painted at its height."""
    x, y = g.cx, g.cy
    beneath: Paint | None = None
    for paint in here:
        if not (paint.x0 <= x <= paint.x1 and paint.top <= y <= paint.bottom):
            continue
        if paint.order < g.order:
            if _covers(paint, x, y):
                beneath = paint
        elif paint.solid and not g.given and _covers_whole(paint, g):
            return g._replace(unseen=Unseen.COVERED)
    if g.ink is None or g.is_blank:
        return g
    if is_lost(g.ink, beneath):
        return g._replace(unseen=Unseen.COLOUR)
    return g


def _covers(
    paint: Paint,
    x: float,
    y: float,
) -> bool:
    """Whether a point within the bounds of a painted area lies in the area."""
    return not paint.outline or inside(x, y, paint.outline)


def _covers_whole(paint: Paint, g: Glyph) -> bool:
    """Whether the middle of the ink lies under it, and all but the rim."""
    across, down = RIM * g.width, RIM * g.height
    left, right = g.x0 + across, g.x1 - across
    top, bottom = g.cy - down, g.cy + down
    for x in (left, right):
        for y in (top, bottom):
            if not paint.bounds(x, y):
                return False
            if not _covers(paint, x, y):
                return False
    return _covers(paint, g.cx, g.cy)


def is_lost(ink: Ink, beneath: Paint | None) -> bool:
    """Whether ink stands on its own colour; what is not known is taken to differ."""
    ground: Colour | None = PAPER
    if beneath is not None:
        ground = beneath.colour if beneath.solid else None
    if ground is None:
        return False
    return _is_faint(ink, ground)


@lru_cache(maxsize=1024)
def _is_faint(ink: Ink, ground: Colour) -> bool:
    """Whether ink hardly differs from a colour."""
    *colour, opacity = ink
    pairs = zip(colour, ground, strict=True)
    contrast = max(abs(a - b) for a, b in pairs)
    return opacity * contrast < CONTRAST


def _far_outside(glyphs: Glyphs) -> set[int]:
    """Characters outside the visible area that are no cut-off part of a text which can be seen.

    They are named by their places in the sequence.
    """
    found: set[int] = set()
    if all(g.clip is None for g in glyphs):
        return found
    for run in _runs(glyphs):
        if not any(_is_shown(glyphs[at]) for at in run):
            far = [at for at in run if _is_far(glyphs[at])]
            found.update(far)
    return found


def _is_shown(g: Glyph) -> bool:
    """Whether a character leaves ink within its clip."""
    return g.clip is None and not g.is_blank


def _runs(glyphs: Glyphs) -> Iterator[list[int]]:
    """Characters that follow each other as drawn, by their places in the sequence."""
    run: list[int] = []
    before: Glyph | None = None
    for at, g in enumerate(glyphs):
        if before is not None and not _goes_on(before, g):
            yield run
            run = []
        run.append(at)
        before = g
    yield run


def _goes_on(a: Glyph, b: Glyph) -> bool:
    """Whether a character stands on the line of the one drawn before it, next to it."""
    if a.turn != b.turn or a.stacked or b.stacked:
        return False
    if a.turn in SIDEWAYS:
        along = abs(b.oy - a.oy)
        across = abs(b.ox - a.ox)
    else:
        along = abs(b.ox - a.x1)
        across = abs(b.oy - a.oy)
    if across > RUN_SHIFT * a.size:
        return False
    larger = max(a.size, b.size)
    return along <= (RUN_GAP + 1) * larger


def _is_far(g: Glyph) -> bool:
    """Whether a character stands far outside its clip, or the clip is no window for text."""
    if g.clip is None:
        return False
    left, top, right, bottom = g.clip
    smallest = WINDOW * g.size
    if right - left < smallest or bottom - top < smallest:
        return True
    across = max(left - g.cx, g.cx - right)
    down = max(top - g.cy, g.cy - bottom)
    return max(across, down, 0.0) > NEAR * g.size


def without_twins(
    hidden: Glyphs,
    seen: Glyphs,
) -> list[Glyph]:
    """Drops hidden characters that are drawn again at the same place, where they are seen."""
    if not hidden:
        return []
    spots = {_spot(g) for g in seen}
    left: list[Glyph] = []
    for g in hidden:
        if spots.isdisjoint(_spots_around(g)):
            left.append(g)
    return left


def _spot(g: Glyph) -> _Spot:
    x = round(g.ox)
    y = round(g.oy)
    return g.text, x, y


def _spots_around(g: Glyph) -> Iterator[_Spot]:
    text, x, y = _spot(g)
    for across in (-1, 0, 1):
        for down in (-1, 0, 1):
            yield text, x + across, y + down


def told(
    hidden: Sequence[Hidden],
    page: int,
    seen: int,
) -> list[Finding]:
    """Tells what is left out of a page, of which ``seen`` characters are seen.

    Where many rows have some, the page is told as a whole. A page of which nothing is left is
    damaged.
    """
    ink_only = [one for one in hidden if not one.glyph.is_blank]
    is_page_of_text = len(ink_only) >= WHOLE
    damaged = is_page_of_text and not seen
    findings: list[Finding] = []
    groups = _by_row(ink_only)
    for (reason, row), entries in groups.items():
        found = _finding(reason, row, entries, page)
        if damaged and found.severity == "warning":
            found = replace(found, severity="error")
        findings.append(found)
    return findings


def _by_row(hidden: Sequence[Hidden]) -> dict[_Group, list[Hidden]]:
    """Groups characters by why they are not seen, and by row where few rows have some."""
    rows = {(one.glyph.unseen, one.row) for one in hidden}
    counts = Counter(reason for reason, _ in rows)
    groups: dict[_Group, list[Hidden]] = defaultdict(list)
    for one in hidden:
        reason = one.glyph.unseen
        row = one.row if counts[reason] <= ROWS else None
        groups[reason, row].append(one)
    return groups


def _finding(
    reason: Unseen,
    row: int | None,
    entries: Sequence[Hidden],
    page: int,
) -> Finding:
    cols = {one.col for one in entries}
    is_one_cell = row is not None and len(cols) == 1
    col = cols.pop() if is_one_cell else None
    glyphs = [one.glyph for one in entries]
    what = message(
        "read.unseen-text",
        count=len(entries),
        why=message(reason.value),
        place=_place(row, col),
        quote=_quote(glyphs),
    )
    severity: Severity = "warning"
    check = "invisible-text"
    if reason is Unseen.CLIPPED:
        check = "clipped-text"
        if not any(one.alone for one in entries):
            severity = "info"
    return Finding(
        severity,
        check,
        what,
        page=page,
        row=row,
        col=col,
    )


def _place(
    row: int | None,
    col: int | None,
) -> Message | None:
    if row is None:
        return None
    if col is None:
        return message("read.in-row", row=row)
    return message("read.in-cell", row=row, col=col)


def _quote(glyphs: Glyphs) -> str:
    """The text as drawn, a space where it does not go on."""
    text = glyphs[0].text
    for a, b in pairwise(glyphs):
        gap = abs(b.ox - a.x1)
        is_next = _goes_on(a, b) and gap < a.size
        text += b.text if is_next else f" {b.text}"
    return shortened(text, QUOTED)
