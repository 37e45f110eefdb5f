"""What a second reader sees on a page, held against ours, character by character.

A character that only one of two readers has, or that they read differently, is a warning, unless
something explains it: it is hidden or drawn twice, a ligature is taken apart, neither knows what it
means.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from pipeline.model import Finding, PageTable
from pipeline.read.pdf.glyphs import plain
from pipeline.read.pdf.model import Glyph

# Origins of one character differ by less than this between readers, in points.
SAME_PLACE = 2.0
# Other than by its origin a character is found within this, in type sizes: pieces of ligatures,
# marks.
NEAR = 1.3
# A witness that misses more than this share of a font's characters cannot read the font.
BLIND = 0.5
# So many of one sign, neither letter nor digit, are dots that lead the eye.
LEADER = 10
_SILENT = ("Cc", "Cf", "Cn", "Co", "Cs", "Zs", "Zl", "Zp")


class Seen(NamedTuple):
    """A character and its origin."""

    text: str
    x: float
    y: float


class Witness(Protocol):
    """Another reader of the same file."""

    def characters(self, number: int) -> Sequence[Seen] | None:
        """The characters of a page (from 1), origins in its user space.

        None where it cannot read the page.
        """


class _Own(NamedTuple):
    text: str
    x: float
    y: float
    glyph: Glyph


@dataclass(frozen=True, slots=True)
class Differences:
    """What is left unexplained: ours that the witness has not, its that we have not."""

    ours: tuple[tuple[str, Glyph], ...]
    theirs: tuple[Seen, ...]


def differences(glyphs: Sequence[Glyph], seen: Sequence[Seen]) -> Differences:
    """Compares the characters of one page; both with origins in displayed coordinates."""
    own = [_Own(c, *_origin(g), g) for g in glyphs if not g.given for c in _folded(g.text)]
    theirs = [Seen(c, s.x, s.y) for s in seen for c in _folded(s.text)]
    taken, missing = _matched(own, theirs)
    extra = [s for at, s in enumerate(theirs) if at not in taken]
    if not missing and not extra:
        return Differences((), ())
    vague = [s for s in seen if not _folded(s.text)]  # it sees something and does not know what
    vague_index = _index([(s.x, s.y) for s in vague])
    unknown_index = _index([(g.ox, g.oy) for g in glyphs if _is_unknown(g)])
    doubles = _by_text([(s.text, s.x, s.y) for s in theirs])
    ours = [
        one
        for one in missing
        if not one.glyph.unseen
        and not _is_unknown(one.glyph)
        and not _near(vague_index, one.x, one.y)
        and not _near(doubles.get(one.text, {}), one.x, one.y)
    ]
    again = _by_text([(one.text, one.x, one.y) for one in own])
    extra = [
        s
        for s in extra
        if not _near(unknown_index, s.x, s.y) and not _near(again.get(s.text, {}), s.x, s.y)
    ]
    ours, extra = _nearby(ours, extra)
    otherwise = _index([(s.x, s.y) for s in extra])
    kept = [
        one for one in ours if _near(otherwise, one.x, one.y)
    ]  # it reads them, as something else
    kept += _not_blind([one for one in ours if not _near(otherwise, one.x, one.y)], own)
    return Differences(tuple((one.text, one.glyph) for one in kept), tuple(extra))


def _origin(g: Glyph) -> tuple[float, float]:
    """Where pdfium says that a character begins.

    One that stands under another, at the left end of its baseline.
    """
    return (g.x0, g.top + g.size) if g.stacked else (g.ox, g.oy)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """A character in its plainest form.

    Which compatibility form, radical or hyphen it is, readers choose freely.
    """
    if len(text) == 1 and text.isascii() and text.isalnum():
        return text
    if text.startswith("(cid:"):
        return ""
    folded = unicodedata.normalize("NFKC", plain(text))
    kept = (_ALIKE.get(c, c) for c in folded)
    return "".join(
        c
        for c in kept
        if c and unicodedata.category(c) not in _SILENT and not unicodedata.combining(c)
    )


# Hyphens, dots and quotes that one font code may stand for, brackets that a line from right to left
# turns round.
_ALIKE = {
    **dict.fromkeys("\u2010\u2011\u00ad\u2212\u2013\u2014\u2015", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201f", '"'),
    **dict(zip(")]}>»", "([{<«", strict=True)),
    "\u02c9": "\u00af",
    "\u2219": "\u00b7",
    "\ufffd": "",
}


def _is_unknown(g: Glyph) -> bool:
    return g.text.startswith("(cid:") or (not _folded(g.text) and not g.text.isspace())


Index = dict[tuple[int, int], list[tuple[float, float]]]


def _index(places: Sequence[tuple[float, float]]) -> Index:
    index: Index = defaultdict(list)
    for x, y in places:
        index[round(x / SAME_PLACE), round(y / SAME_PLACE)].append((x, y))
    return index


def _by_text(signs: Sequence[tuple[str, float, float]]) -> dict[str, Index]:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for text, x, y in signs:
        found[text].append((x, y))
    return {text: _index(places) for text, places in found.items()}


def _near(index: Index, x: float, y: float) -> bool:
    if not index:
        return False
    column, row = round(x / SAME_PLACE), round(y / SAME_PLACE)
    return any(
        abs(a - x) <= SAME_PLACE and abs(b - y) <= SAME_PLACE
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
        for a, b in index.get((column + i, row + j), ())
    )


def _matched(own: Sequence[_Own], theirs: Sequence[Seen]) -> tuple[set[int], list[_Own]]:
    """Which of theirs have one of ours at their place, each once.

    And those of ours that have none of theirs.
    """
    places: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for at, s in enumerate(theirs):
        places[s.text, round(s.x / SAME_PLACE), round(s.y / SAME_PLACE)].append(at)
    taken: set[int] = set()
    missing = []
    for one in own:
        found = _candidate(one, theirs, places, taken)
        if found is None:
            missing.append(one)
        else:
            taken.add(found)
    return taken, missing


def _candidate(
    one: _Own,
    theirs: Sequence[Seen],
    places: dict[tuple[str, int, int], list[int]],
    taken: set[int],
) -> int | None:
    column, row = round(one.x / SAME_PLACE), round(one.y / SAME_PLACE)
    for i in (0, -1, 1):
        for j in (0, -1, 1):
            for at in places.get((one.text, column + i, row + j), ()):
                near = (
                    abs(theirs[at].x - one.x) <= SAME_PLACE
                    and abs(theirs[at].y - one.y) <= SAME_PLACE
                )
                if at not in taken and near:
                    return at
    return None


def _nearby(ours: Sequence[_Own], theirs: Sequence[Seen]) -> tuple[list[_Own], list[Seen]]:
    """Without pairs of one text that stand near each other."""
    left = list(theirs)
    kept = []
    for one in ours:
        reach = NEAR * max(one.glyph.size, 1.0)
        twin = next(
            (
                s
                for s in left
                if s.text == one.text and abs(s.x - one.x) <= reach and abs(s.y - one.y) <= reach
            ),
            None,
        )
        if twin is None:
            kept.append(one)
        else:
            left.remove(twin)
    return kept, left


def _not_blind(ours: Sequence[_Own], own: Sequence[_Own]) -> list[_Own]:
    """Without what a witness drops without a sign.

    Fonts that it cannot read at all, and leaders of dots.
    """
    if not ours:
        return []
    whole = Counter(one.glyph.font for one in own)
    missed = Counter(one.glyph.font for one in ours)
    signs = Counter(one.text for one in ours if not one.text.isalnum())
    return [
        one
        for one in ours
        if missed[one.glyph.font] <= BLIND * whole[one.glyph.font] and signs[one.text] < LEADER
    ]


def told(found: Differences, page: int, tables: Sequence[PageTable]) -> list[Finding]:
    """The differences of one page as findings.

    One for each row of a table, one for what stands outside.
    """
    where = _Places(tables)
    rows: dict[tuple[int | None, int | None], tuple[list[str], list[str]]] = {}
    for text, glyph in found.ours:
        rows.setdefault(where.of(glyph.cx, glyph.cy), ([], []))[0].append(text)
    for seen in found.theirs:
        rows.setdefault(where.of(seen.x + 1, seen.y - 2), ([], []))[1].append(seen.text)
    if len(rows) > ROWS:
        merged: tuple[list[str], list[str]] = ([], [])
        for ours, theirs in rows.values():
            merged[0].extend(ours)
            merged[1].extend(theirs)
        rows = {(None, None): merged}
    return [_finding(ours, theirs, page, row, col) for (row, col), (ours, theirs) in rows.items()]


# Of more cells than this a page is told as a whole.
ROWS = 8


def _finding(
    ours: Sequence[str], theirs: Sequence[str], page: int, row: int | None, col: int | None
) -> Finding:
    place = "" if row is None else f" (row {row} column {col})"
    said = []
    if ours:
        said.append(f"{len(ours)} characters are read here and not by pdfium: {_short(ours)}")
    if theirs:
        said.append(f"{len(theirs)} characters are read by pdfium and not here: {_short(theirs)}")
    message = f"{'; '.join(said)}{place}"
    return Finding("warning", "witness-characters", message, page=page, row=row, col=col)


def _short(texts: Sequence[str]) -> str:
    text = "".join(texts)
    return text if len(text) <= 30 else text[:29] + "…"


class _Places:
    """The cell that a point of the page lies in."""

    def __init__(self, tables: Sequence[PageTable]) -> None:
        self._cells = [cell for table in tables for cell in table.cells if cell.bbox]

    def of(self, x: float, y: float) -> tuple[int | None, int | None]:
        for cell in self._cells:
            box = cell.bbox
            if box and box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                return cell.row, cell.col
        return None, None


def displayed(seen: Sequence[Seen], matrix: Sequence[float], height: float) -> list[Seen]:
    """Origins from the page's user space to displayed coordinates, as the reader has them."""
    a, b, c, d, e, f = matrix
    return [Seen(s.text, a * s.x + c * s.y + e, height - (b * s.x + d * s.y + f)) for s in seen]
