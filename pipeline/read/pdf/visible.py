"""Which characters of a page can be seen.

Ink against what lies beneath, later covers, clips, and scans' text layers.

Render mode, layer, opacity and size are known when a character is drawn (``ink.py``); what lies
under and over it is known once the whole page is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Finding
from pipeline.read.pdf.model import Colour, Glyph, PageInk, Paint, Unseen
from pipeline.read.pdf.paths import inside

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
_UNDER_A_SCAN = (Unseen.MODE, Unseen.COVERED, Unseen.ALPHA)

# More rows than this with hidden text are told together; so many characters are a page of text.
ROWS = 8
WHOLE = 20

Strips = Mapping[int, Sequence[Paint]]
# A character that is not seen, row and column of the cell it would stand in, whether that cell is
# blank.
Hidden = tuple[Glyph, int | None, int | None, bool]


def judged(ink: PageInk) -> PageInk:
    """The page with ``unseen`` known for each character.

    A scan's own text layer counts as seen, and is noted.
    """
    strips = _strips(ink.paints)
    lost_on_paper = {
        hue for hue in {g.ink for g in ink.glyphs} if hue is not None and _is_lost(hue, None)
    }
    glyphs = list(ink.glyphs)
    for at, g in enumerate(glyphs):
        here = strips.get(int(g.cy // STRIP), ()) if strips else ()
        if not g.unseen and (here or g.ink in lost_on_paper):
            glyphs[at] = _judged(g, here)
    clipped = _far_outside(glyphs)
    for at in clipped:
        glyphs[at] = glyphs[at]._replace(unseen=Unseen.CLIPPED)
    if not _is_scan(ink, glyphs):
        return replace(ink, glyphs=tuple(glyphs))
    layer = [g for g in glyphs if g.unseen in _UNDER_A_SCAN]
    quote = "".join(g.text for g in layer)[:30]
    message = (
        f"the page is a picture; what is read is its invisible text layer of {len(layer)} characters, as a program "
        f"that recognised them left it: {quote}"
    )
    kept = tuple(g._replace(unseen=Unseen.SEEN) if g.unseen in _UNDER_A_SCAN else g for g in glyphs)
    return replace(
        ink,
        glyphs=kept,
        notes=(*ink.notes, Finding("warning", "scan-text", message, page=ink.number)),
    )


def _is_scan(ink: PageInk, glyphs: Sequence[Glyph]) -> bool:
    """A picture of the page whose text is there for searching only."""
    inked = [g for g in glyphs if not g.text.isspace()]
    under = sum(g.unseen in _UNDER_A_SCAN for g in inked)
    return ink.pictured >= SCAN and under > 0 and under >= LAYER * len(inked)


def _strips(paints: Iterable[Paint]) -> Strips:
    strips: dict[int, list[Paint]] = defaultdict(list)
    for paint in paints:
        for strip in range(int(paint.top // STRIP), int(paint.bottom // STRIP) + 1):
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
            beneath = paint if _covers(paint, x, y) else beneath
        elif paint.solid and not g.given and _covers_whole(paint, g):
            return g._replace(unseen=Unseen.COVERED)
    if g.ink is not None and not g.text.isspace() and _is_lost(g.ink, beneath):
        return g._replace(unseen=Unseen.COLOUR)
    return g


def _covers(paint: Paint, x: float, y: float) -> bool:
    return not paint.outline or inside(x, y, paint.outline)


def _covers_whole(paint: Paint, g: Glyph) -> bool:
    """Whether the middle of the ink lies under it, and all but the rim."""
    across, down = (g.x1 - g.x0) * 0.25, (g.bottom - g.top) * 0.25
    corners = [(x, y) for x in (g.x0 + across, g.x1 - across) for y in (g.cy - down, g.cy + down)]
    boxed = all(paint.x0 <= x <= paint.x1 and paint.top <= y <= paint.bottom for x, y in corners)
    return boxed and all(_covers(paint, x, y) for x, y in (*corners, (g.cx, g.cy)))


def _is_lost(ink: tuple[float, float, float, float], beneath: Paint | None) -> bool:
    """Whether ink stands on its own colour; what is not known is taken to differ."""
    if beneath is not None and (beneath.colour is None or not beneath.solid):
        return False
    ground = PAPER if beneath is None or beneath.colour is None else beneath.colour
    return ink[3] * max(abs(a - b) for a, b in zip(ink[:3], ground, strict=True)) < CONTRAST


def _far_outside(glyphs: Sequence[Glyph]) -> set[int]:
    """Characters outside the visible area that are no cut-off part of a text which can be seen."""
    out: set[int] = set()
    run: list[int] = []
    if all(g.clip is None for g in glyphs):
        return out
    for at, g in enumerate(glyphs):
        if run and not _goes_on(glyphs[run[-1]], g):
            out |= _hidden_in_run(glyphs, run)
            run = []
        run.append(at)
    return out | _hidden_in_run(glyphs, run)


def _goes_on(a: Glyph, b: Glyph) -> bool:
    if a.turn != b.turn or a.stacked or b.stacked:
        return False
    along, across = (
        (abs(b.oy - a.oy), abs(b.ox - a.ox))
        if a.turn in (90, 270)
        else (abs(b.ox - a.x1), abs(b.oy - a.oy))
    )
    return across <= 0.5 * a.size and along <= (RUN_GAP + 1) * max(a.size, b.size)


def _hidden_in_run(glyphs: Sequence[Glyph], run: Sequence[int]) -> set[int]:
    cut = {at for at in run if glyphs[at].clip is not None}
    if not cut or any(at not in cut and not glyphs[at].text.isspace() for at in run):
        return set()
    return {at for at in cut if _is_far(glyphs[at])}


def _is_far(g: Glyph) -> bool:
    clip = g.clip or (g.x0, g.top, g.x1, g.bottom)
    if min(clip[2] - clip[0], clip[3] - clip[1]) < WINDOW * g.size:
        return True
    across = max(clip[0] - g.cx, g.cx - clip[2], 0.0)
    down = max(clip[1] - g.cy, g.cy - clip[3], 0.0)
    return max(across, down) > NEAR * g.size


def without_twins(hidden: Sequence[Glyph], seen: Sequence[Glyph]) -> list[Glyph]:
    """Hidden characters less those that are drawn again at the same place, where they are seen."""
    spots = {(g.text, round(g.ox), round(g.oy)) for g in seen}
    around = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return [
        g
        for g in hidden
        if not any((g.text, round(g.ox) + i, round(g.oy) + j) in spots for i, j in around)
    ]


def told(hidden: Sequence[Hidden], page: int, seen: int) -> list[Finding]:
    """What is left out, as findings.

    Where many rows have some, the page is told as a whole. A page of which nothing is left is
    damaged.
    """
    inked = [entry for entry in hidden if not entry[0].text.isspace()]
    places: dict[tuple[Unseen, int | None], list[Hidden]] = defaultdict(list)
    rows = Counter((entry[0].unseen, entry[1]) for entry in inked)
    many = {reason for reason in {r for r, _ in rows} if sum(r == reason for r, _ in rows) > ROWS}
    for entry in inked:
        reason = entry[0].unseen
        places[reason, None if reason in many else entry[1]].append(entry)
    findings = [_finding(reason, row, entries, page) for (reason, row), entries in places.items()]
    if len(inked) >= WHOLE and not seen:
        return [replace(f, severity="error") if f.severity == "warning" else f for f in findings]
    return findings


def _finding(reason: Unseen, row: int | None, entries: Sequence[Hidden], page: int) -> Finding:
    quote = _quote([entry[0] for entry in entries])
    cols = {entry[2] for entry in entries if row is not None}
    col = cols.pop() if len(cols) == 1 else None
    place = (
        "" if row is None else f" (row {row} column {col})" if col is not None else f" (row {row})"
    )
    message = f"{len(entries)} characters {reason} are not read{place}: {quote}"
    if reason is Unseen.CLIPPED:
        weighs = any(entry[3] for entry in entries)
        return Finding(
            "warning" if weighs else "info", "clipped-text", message, page=page, row=row, col=col
        )
    return Finding("warning", "invisible-text", message, page=page, row=row, col=col)


def _quote(glyphs: Sequence[Glyph]) -> str:
    """The text as drawn, a space where it does not go on."""
    parts = [glyphs[0].text]
    for a, b in pairwise(glyphs):
        parts.append(b.text if _goes_on(a, b) and abs(b.ox - a.x1) < a.size else f" {b.text}")
    text = "".join(parts)
    return text if len(text) <= 40 else text[:39] + "…"
