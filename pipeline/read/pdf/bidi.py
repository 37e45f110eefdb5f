"""Right-to-left text: from the order on the page, left to right, to the order in which it is read.

A page shows what the Unicode Bidirectional Algorithm (UAX #9) made of a text; here it is undone.
More than one text may look the same, so each result is put through the algorithm again, by a
library of its own, and what does not come out as printed is in doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.read.pdf.model import Glyph

_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Shapes of Arabic letters at their places in a word, as old programs write them; words in one sign
# are left.
_SHAPES = re.compile(r"[\ufb50-\ufdc7\ufe70-\ufefc]")
_OPEN, _CLOSE = "([{<«‹〈《「『【≤", ")]}>»›〉》」』】≥"
_MIRRORED = dict(zip(_OPEN + _CLOSE, _CLOSE + _OPEN, strict=True))
_OPENING = str.maketrans(_CLOSE, _OPEN)
_RIGHT, _NUMBERS = ("R", "AL"), ("EN", "AN")
# A line runs to the left where at least this share of its letters does.
OWN = 0.3
# Of two directions in one line, the other has at least this share of the letters: which is the
# line's is in doubt.
MIXED = 0.5


@dataclass(frozen=True, slots=True)
class Read:
    """One line in reading order.

    ``doubt`` is the other order it may have, "" where it can have only this.
    """

    text: str
    doubt: str = ""


class _Sign(NamedTuple):
    """A letter with its marks, and its bidirectional class."""

    text: str
    kind: str


def is_right_to_left(text: str) -> bool:
    """Whether a text holds a character of a script that runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def settled(text: str) -> str:
    """A text for counting its characters.

    Shapes of Arabic letters as letters, brackets as opening ones.
    """
    return unshaped(text).translate(_OPENING)


def unshaped(text: str) -> str:
    """Arabic letters in place of their shapes; all else unchanged."""
    return _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def read_line(parts: Sequence[str], glyphs: Sequence[Glyph | None]) -> Read:
    """One line's parts, left to right as printed, in reading order.

    ``glyphs`` are None for spaces put between.

    The line runs to the left unless hardly any of its letters do: names in Latin letters stand in
    such lines far more often than the other way about.
    """
    signs = _signs(parts, glyphs)
    right = sum(sign.kind in _RIGHT for sign in signs)
    left = sum(sign.kind == "L" for sign in signs)
    first = right >= OWN * left
    text, other = _logical(signs, first), _logical(signs, not first)
    loose = _logical(signs, first, apart=True)
    # A ligature is one sign whose letters are in reading order already.
    printed = "".join(sign.text[::-1] if sign.kind in _RIGHT else sign.text for sign in signs)
    mixed = min(left, right) >= MIXED * max(left, right) and text != other
    doubted = mixed or loose != text or not _comes_out(text, printed, first)
    other = loose if loose != text else other
    return Read(unshaped(text).strip(), unshaped(other).strip() if doubted else "")


def _signs(parts: Sequence[str], glyphs: Sequence[Glyph | None]) -> list[_Sign]:
    """The parts with each mark behind the letter it stands over."""
    texts: list[str] = []
    middles: list[float | None] = []
    waiting: list[tuple[str, float]] = []  # marks before the first letter
    for part, glyph in zip(parts, glyphs, strict=True):
        middle = glyph.cx if glyph else None
        if not (
            part and glyph and middle is not None and all(unicodedata.combining(c) for c in part)
        ):
            texts.append(part)
            middles.append(middle)
        else:
            waiting.append((part, middle))
    for mark, at in waiting:
        bases = [
            i for i, middle in enumerate(middles) if middle is not None and not texts[i].isspace()
        ]
        if not bases:
            return [_Sign(part, _kind(part)) for part in parts]
        nearest = min(bases, key=lambda i: abs((middles[i] or 0.0) - at))
        texts[nearest] += mark
    return [_Sign(text, _kind(text)) for text in texts]


def _kind(text: str) -> str:
    kinds = [unicodedata.bidirectional(c) for c in text]
    return next(
        (kind for kind in kinds if kind in ("L", *_RIGHT, *_NUMBERS)), kinds[0] if kinds else "ON"
    )


def _logical(signs: Sequence[_Sign], right_to_left: bool, apart: bool = False) -> str:
    """The signs in reading order; ``apart``.

    A number beside a word runs with the line, not with the word.
    """
    if right_to_left:
        return "".join(_from_right(signs, apart))
    out: list[str] = []
    at = 0
    while at < len(signs):
        end = _right_run(signs, at)
        out += _from_right(signs[at:end], apart) if end > at else [signs[at].text]
        at = max(end, at + 1)
    return "".join(out)


def _right_run(signs: Sequence[_Sign], start: int) -> int:
    """Where the run of right-to-left text that begins here ends; ``start`` where none does."""
    if signs[start].kind not in _RIGHT:
        return start
    end = start + 1
    for at in range(start + 1, len(signs)):
        if signs[at].kind == "L":
            break
        if signs[at].kind in _RIGHT:
            end = at + 1
    return end


def _from_right(signs: Sequence[_Sign], apart: bool) -> list[str]:
    """Read from the right, what runs to the right within it as it stands."""
    out: list[str] = []
    end = len(signs)
    while end:
        start = _left_run(signs, end, apart)
        if start < end:
            out += [sign.text for sign in signs[start:end]]
        else:
            start = end - 1
            text = signs[start].text
            out.append(_MIRRORED.get(text, text))
        end = start
    return out


def _left_run(signs: Sequence[_Sign], end: int, apart: bool) -> int:
    """Where the run of left-to-right text that ends here begins; ``end`` where none does.

    Words go together over what stands between them, and with the numbers behind them; numbers alone
    do so over a single separator only (rules W4, W5, W7, N1).
    """
    arabic = _is_arabic_before(signs, end)
    start, at = end, end
    while at:
        kind = signs[at - 1].kind
        if kind == "L" or kind in _NUMBERS:
            start = at - 1
        elif start == end:
            if not (kind == "ET" and not arabic and _touches_number(signs, at - 1)):
                return end
            start = at - 1
        elif kind == "ET" and signs[at].kind in ("EN", "ET") and not arabic:
            start = at - 1
        elif kind in _RIGHT or not _bridged(signs, start, at - 1, arabic, apart):
            break
        at -= 1
    return start


def _is_arabic_before(signs: Sequence[_Sign], end: int) -> bool:
    """Whether the letter read before this place is Arabic.

    Then numbers go with no signs around them.
    """
    return next((sign.kind == "AL" for sign in signs[end:] if sign.kind in (*_RIGHT, "L")), False)


def _touches_number(signs: Sequence[_Sign], at: int) -> bool:
    while at and signs[at].kind == "ET":
        at -= 1
    return signs[at].kind == "EN"


def _bridged(signs: Sequence[_Sign], start: int, at: int, arabic: bool, apart: bool) -> bool:
    """Whether what stands at ``at`` lies within a left-to-right run that goes on to the left.

    Of it.
    """
    kind, after = signs[at].kind, signs[start].kind
    before = next(
        (sign.kind for sign in reversed(signs[:at]) if sign.kind in ("L", *_NUMBERS, *_RIGHT)), ""
    )
    if "L" in (before, after) and before in ("L", *_NUMBERS):
        return before == after or not apart
    separators = ("CS",) if arabic else ("CS", "ES")
    single = at > 0 and signs[at - 1].kind in _NUMBERS and at + 1 == start
    return kind in separators and after in _NUMBERS and single


def _comes_out(text: str, printed: str, right_to_left: bool) -> bool:
    """Whether the algorithm makes of ``text`` what is printed; marks aside, which it may move."""
    from bidi import get_display

    shown = get_display(text, base_dir="R" if right_to_left else "L")
    return _bare(shown) == _bare(printed)


def _bare(text: str) -> str:
    letters = "".join(c for c in text if not unicodedata.combining(c) and not c.isspace())
    return letters.translate(_OPENING)
