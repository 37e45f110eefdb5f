"""Compares what a second reader sees on a page with ours, character by character.

A character that only one of two readers has, or that they read differently, is a warning, unless
something explains it: it is hidden or drawn twice, a ligature is taken apart, neither knows what it
means.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from pipeline.read.pdf.glyphs import plain
from pipeline.read.pdf.model import Glyph, Glyphs
from pipeline.read.pdf.nearby import Nearby

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
    """One of our characters in its plainest form, and where it begins."""

    text: str
    x: float
    y: float
    glyph: Glyph


@dataclass(frozen=True, slots=True)
class Differences:
    """What is left unexplained: ours that the witness has not, its that we have not."""

    ours: tuple[tuple[str, Glyph], ...]
    theirs: tuple[Seen, ...]


class _Texts:
    """Places of characters, by the character."""

    def __init__(self, characters: Iterable[_Own | Seen]) -> None:
        self._places: dict[str, Nearby[None]] = {}
        for one in characters:
            if one.text not in self._places:
                self._places[one.text] = Nearby(SAME_PLACE)
            self._places[one.text].add(
                one.x,
                one.y,
                None,
            )

    def has(self, one: _Own | Seen) -> bool:
        """Whether the same character stands there too."""
        places = self._places.get(one.text)
        return places is not None and places.has(one.x, one.y)


def differences(
    glyphs: Glyphs,
    seen: Sequence[Seen],
) -> Differences:
    """Compares the characters of one page; both with origins in displayed coordinates."""
    own = _own(glyphs)
    theirs = _theirs(seen)
    missing, extra = _unmatched(own, theirs)
    if not missing and not extra:
        return Differences((), ())
    missing = _unexplained(missing, seen, theirs)
    extra = _unexplained_extra(extra, glyphs, own)
    missing, extra = _without_pairs(missing, extra)
    otherwise = _places(extra)
    kept: list[_Own] = []
    unread: list[_Own] = []
    for one in missing:
        is_read_otherwise = otherwise.has(one.x, one.y)
        left = kept if is_read_otherwise else unread
        left.append(one)
    kept += _not_blind(unread, own)
    ours = [(one.text, one.glyph) for one in kept]
    return Differences(tuple(ours), tuple(extra))


def _theirs(seen: Sequence[Seen]) -> list[Seen]:
    """The witness's characters in their plainest form."""
    theirs: list[Seen] = []
    for one in seen:
        for text in folded(one.text):
            theirs.append(Seen(text, one.x, one.y))
    return theirs


def _own(glyphs: Glyphs) -> list[_Own]:
    """Our characters, without those of filled-in fields, which the witness does not read."""
    own: list[_Own] = []
    for g in glyphs:
        if g.given:
            continue
        x, y = _origin(g)
        for text in folded(g.text):
            own.append(_Own(text, x, y, g))
    return own


def _origin(g: Glyph) -> tuple[float, float]:
    """Where pdfium says that a character begins.

    One that stands under another begins at the left end of its baseline.
    """
    if g.stacked:
        return g.x0, g.top + g.size
    return g.ox, g.oy


def _places(characters: Iterable[Seen]) -> Nearby[None]:
    places: Nearby[None] = Nearby(SAME_PLACE)
    for one in characters:
        places.add(one.x, one.y, None)
    return places


def _unexplained(
    missing: Sequence[_Own],
    seen: Sequence[Seen],
    theirs: Sequence[Seen],
) -> list[_Own]:
    """Those of ours for which nothing explains that the witness has them not.

    It may see something and not know what; or it drops one of two that are drawn alike.
    """
    vague = _places(one for one in seen if not folded(one.text))
    doubles = _Texts(theirs)
    left: list[_Own] = []
    for one in missing:
        if one.glyph.unseen or _is_unknown(one.glyph):
            continue
        if vague.has(one.x, one.y) or doubles.has(one):
            continue
        left.append(one)
    return left


def _unexplained_extra(
    extra: Sequence[Seen],
    glyphs: Glyphs,
    own: Sequence[_Own],
) -> list[Seen]:
    """Those of the witness for which nothing explains that we have them not.

    We may not know what stands there; or it has one twice.
    """
    unknown: Nearby[None] = Nearby(SAME_PLACE)
    for g in glyphs:
        if _is_unknown(g):
            unknown.add(g.ox, g.oy, None)
    again = _Texts(own)
    left: list[Seen] = []
    for one in extra:
        if unknown.has(one.x, one.y) or again.has(one):
            continue
        left.append(one)
    return left


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A character in its plainest form.

    Which compatibility form, radical or hyphen it is, readers choose freely.
    """
    is_one = len(text) == 1
    if is_one and text.isascii() and text.isalnum():
        return text
    if text.startswith("(cid:"):
        return ""
    folded = unicodedata.normalize("NFKC", plain(text))
    alike = [_ALIKE.get(c, c) for c in folded]
    return "".join(c for c in alike if c and not _is_silent(c))


def _is_silent(c: str) -> bool:
    if unicodedata.combining(c):
        return True
    return unicodedata.category(c) in _SILENT


def _is_unknown(g: Glyph) -> bool:
    """Whether we do not know what a character means."""
    if g.text.startswith("(cid:"):
        return True
    return not g.is_blank and not folded(g.text)


def _unmatched(
    own: Sequence[_Own],
    theirs: Sequence[Seen],
) -> tuple[list[_Own], list[Seen]]:
    """Ours and theirs that have no partner: the same character at their place, each once."""
    places: dict[str, Nearby[int]] = {}
    for at, one in enumerate(theirs):
        if one.text not in places:
            places[one.text] = Nearby(SAME_PLACE)
        places[one.text].add(
            one.x,
            one.y,
            at,
        )
    taken: set[int] = set()
    missing: list[_Own] = []
    for ours in own:
        partner = _partner(ours, places, taken)
        if partner is None:
            missing.append(ours)
        else:
            taken.add(partner)
    extra = [one for at, one in enumerate(theirs) if at not in taken]
    return missing, extra


def _partner(
    one: _Own,
    places: dict[str, Nearby[int]],
    taken: set[int],
) -> int | None:
    alike = places.get(one.text)
    if alike is None:
        return None
    for at in alike.around(one.x, one.y):
        if at not in taken:
            return at
    return None


def _without_pairs(
    ours: Sequence[_Own],
    theirs: Sequence[Seen],
) -> tuple[list[_Own], list[Seen]]:
    """Drops pairs of one text that stand near each other."""
    left = list(theirs)
    kept: list[_Own] = []
    for one in ours:
        twin = _twin(one, left)
        if twin is None:
            kept.append(one)
        else:
            left.remove(twin)
    return kept, left


def _twin(
    one: _Own,
    theirs: Sequence[Seen],
) -> Seen | None:
    reach = NEAR * max(one.glyph.size, 1.0)
    for other in theirs:
        if other.text != one.text:
            continue
        if abs(other.x - one.x) <= reach and abs(other.y - one.y) <= reach:
            return other
    return None


def _not_blind(
    ours: Sequence[_Own],
    own: Sequence[_Own],
) -> list[_Own]:
    """Drops what a witness leaves out without a sign.

    That are fonts which it cannot read at all, and leaders of dots.
    """
    if not ours:
        return []
    whole = Counter(one.glyph.font for one in own)
    missed = Counter(one.glyph.font for one in ours)
    signs = Counter(one.text for one in ours if not one.text.isalnum())
    kept: list[_Own] = []
    for one in ours:
        font = one.glyph.font
        is_read = missed[font] <= BLIND * whole[font]
        if is_read and signs[one.text] < LEADER:
            kept.append(one)
    return kept


def displayed(
    seen: Sequence[Seen],
    matrix: Sequence[float],
    height: float,
) -> list[Seen]:
    """Brings origins from the page's user space to displayed coordinates, as the reader has them.

    ``matrix`` is the page's (ISO 32000-1, 8.3.3), ``height`` that of the page as displayed.
    """
    a, b, c, d, e, f = matrix
    placed: list[Seen] = []
    for one in seen:
        x = a * one.x + c * one.y + e
        y = b * one.x + d * one.y + f
        placed.append(Seen(one.text, x, height - y))
    return placed
