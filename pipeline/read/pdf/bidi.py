"""Right-to-left text: from the order on the page, left to right, to the order in which it is read.

A page shows what the Unicode Bidirectional Algorithm (UAX #9) made of a text; here it is undone.
More than one text may look the same, so each result is put through the algorithm again, by a
library of its own, and what does not come out as printed is in doubt.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.read.pdf.model import Glyph
from pipeline.text.patterns import pattern

_RIGHT_TO_LEFT = pattern(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Shapes of Arabic letters at their places in a word, as old programs write them; words in one sign
# are left.
_SHAPES = pattern(r"[\ufb50-\ufdc7\ufe70-\ufefc]")
_OPEN, _CLOSE = "([{<«‹〈《「『【≤", ")]}>»›〉》」』】≥"
_MIRRORED = dict(
    zip(
        _OPEN + _CLOSE,
        _CLOSE + _OPEN,
        strict=True,
    )
)
_OPENING = str.maketrans(_CLOSE, _OPEN)
# Bidirectional classes: letters of scripts that run to the left, numbers, all that are strong.
_RIGHT, _NUMBERS = ("R", "AL"), ("EN", "AN")
_LETTERS = ("L", *_RIGHT)
_STRONG = (*_LETTERS, *_NUMBERS)
# A line runs to the left where at least this share of its letters does.
OWN = 0.3
# Of two directions in one line, the other has at least this share of the letters: which is the
# line's is in doubt.
MIXED = 0.5


class Read(NamedTuple):
    """One line in reading order.

    ``doubt`` is the other order it may have, "" where it can have only this.
    """

    text: str
    doubt: str = ""


class _Sign(NamedTuple):
    """A letter with its marks, and its bidirectional class."""

    text: str
    kind: str

    @property
    def is_number(self) -> bool:
        return self.kind in _NUMBERS

    @property
    def runs_left(self) -> bool:
        return self.kind in _RIGHT


def is_right_to_left(text: str) -> bool:
    """Whether a text holds a character of a script that runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def settled(text: str) -> str:
    """A text for counting its characters.

    Shapes of Arabic letters are letters, brackets opening ones.
    """
    return unshaped(text).translate(_OPENING)


def unshaped(text: str) -> str:
    """Arabic letters in place of their shapes; all else unchanged."""
    return _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def read_line(
    parts: Sequence[str],
    glyphs: Sequence[Glyph | None],
) -> Read:
    """Puts one line's parts, left to right as printed, into reading order.

    ``glyphs`` are the characters of the parts, None for spaces put between. The line runs to the
    left unless hardly any of its letters do: names in Latin letters stand in such lines far more
    often than the other way about.
    """
    signs = _signs(parts, glyphs)
    right = sum(sign.runs_left for sign in signs)
    left = sum(sign.kind == "L" for sign in signs)
    runs_left = right >= OWN * left
    text = _logical(signs, runs_left)
    turned = _logical(signs, not runs_left)
    loose = _logical(signs, runs_left, apart=True)
    is_mixed = min(left, right) >= MIXED * max(left, right) and text != turned
    other = turned if loose == text else loose
    in_doubt = (
        is_mixed
        or loose != text
        or not _comes_out(
            text,
            _printed(signs),
            runs_left,
        )
    )
    return Read(_shown(text), _shown(other) if in_doubt else "")


def _shown(text: str) -> str:
    return unshaped(text).strip()


def _printed(signs: Sequence[_Sign]) -> str:
    """The line as printed, from the left.

    A ligature is one sign whose letters are in reading order already.
    """
    return "".join(sign.text[::-1] if sign.runs_left else sign.text for sign in signs)


@dataclass(slots=True)
class _Base:
    """A part that is no mark; ``middle`` is None for a space put in."""

    text: str
    middle: float | None


def _signs(
    parts: Sequence[str],
    glyphs: Sequence[Glyph | None],
) -> list[_Sign]:
    """The parts with each mark behind the letter it stands over."""
    bases: list[_Base] = []
    marks: list[tuple[str, float]] = []
    for part, glyph in zip(parts, glyphs, strict=True):
        if glyph is not None and _is_mark(part):
            marks.append((part, glyph.cx))
        else:
            bases.append(_Base(part, glyph.cx if glyph else None))
    letters = [one for one in bases if one.middle is not None and not one.text.isspace()]
    for mark, place in marks:
        if not letters:
            return [_Sign(part, _kind(part)) for part in parts]
        nearest = min(letters, key=lambda letter: abs((letter.middle or 0.0) - place))
        nearest.text += mark
    return [_Sign(one.text, _kind(one.text)) for one in bases]


def _is_mark(part: str) -> bool:
    return part != "" and all(unicodedata.combining(c) for c in part)


def _kind(text: str) -> str:
    """The bidirectional class of a sign: that of its first strong character."""
    kinds = [unicodedata.bidirectional(c) for c in text]
    for kind in kinds:
        if kind in _STRONG:
            return kind
    return kinds[0] if kinds else "ON"


def _logical(
    signs: Sequence[_Sign],
    right_to_left: bool,
    apart: bool = False,
) -> str:
    """The signs in reading order.

    ``apart``: a number beside a word runs with the line, not with the word.
    """
    if right_to_left:
        return "".join(_from_right(signs, apart))
    texts: list[str] = []
    at = 0
    while at < len(signs):
        end = _right_run(signs, at)
        if end > at:
            texts += _from_right(signs[at:end], apart)
            at = end
        else:
            texts.append(signs[at].text)
            at += 1
    return "".join(texts)


def _right_run(signs: Sequence[_Sign], start: int) -> int:
    """Where the run of right-to-left text that begins here ends; ``start`` where none does."""
    if not signs[start].runs_left:
        return start
    end = start + 1
    for at in range(start + 1, len(signs)):
        if signs[at].kind == "L":
            break
        if signs[at].runs_left:
            end = at + 1
    return end


def _from_right(
    signs: Sequence[_Sign],
    apart: bool,
) -> list[str]:
    """Read from the right, what runs to the right within it as it stands."""
    texts: list[str] = []
    end = len(signs)
    while end:
        start = _left_run(signs, end, apart)
        if start < end:
            texts += [sign.text for sign in signs[start:end]]
        else:
            start = end - 1
            text = signs[start].text
            texts.append(_MIRRORED.get(text, text))
        end = start
    return texts


def _left_run(
    signs: Sequence[_Sign],
    end: int,
    apart: bool,
) -> int:
    """Where the run of left-to-right text that ends here begins; ``end`` where none does.

    Words go together over what stands between them, and with the numbers behind them; numbers alone
    do so over a single separator only (UAX #9, rules W4, W5, W7, N1).
    """
    arabic = _is_arabic_before(signs, end)
    start = at = end
    while at:
        at -= 1
        sign = signs[at]
        if sign.kind == "L" or sign.is_number:
            start = at
        elif start == end:
            if arabic or sign.kind != "ET" or not _touches_number(signs, at):
                return end
            start = at
        elif not arabic and _is_number_sign(signs, at):
            start = at
        elif sign.runs_left or not _is_bridged(signs, start, at, arabic, apart):
            break
    return start


def _is_arabic_before(signs: Sequence[_Sign], end: int) -> bool:
    """Whether the letter read before this place is Arabic.

    Then numbers go with no signs around them.
    """
    for sign in signs[end:]:
        if sign.kind in _LETTERS:
            return sign.kind == "AL"
    return False


def _touches_number(signs: Sequence[_Sign], at: int) -> bool:
    """Whether the signs around numbers that end here stand behind one (rule W5)."""
    while at and signs[at].kind == "ET":
        at -= 1
    return signs[at].kind == "EN"


def _is_number_sign(signs: Sequence[_Sign], at: int) -> bool:
    """Whether a sign stands before a number, or before another such sign (rule W5)."""
    return signs[at].kind == "ET" and signs[at + 1].kind in ("EN", "ET")


def _is_bridged(
    signs: Sequence[_Sign],
    start: int,
    at: int,
    arabic: bool,
    apart: bool,
) -> bool:
    """Whether a sign lies within a left-to-right run that goes on to the left of it.

    ``start`` is where the run begins as far as it is known.
    """
    kind, after = signs[at].kind, signs[start].kind
    before = _strong_before(signs, at)
    if before == "L" or (after == "L" and before in _NUMBERS):
        return before == after or not apart
    separators = ("CS",) if arabic else ("CS", "ES")
    between_numbers = after in _NUMBERS and at > 0 and signs[at - 1].is_number
    return kind in separators and between_numbers and at + 1 == start


def _strong_before(signs: Sequence[_Sign], at: int) -> str:
    """The class of the nearest letter or number to the left; "" where there is none."""
    for sign in reversed(signs[:at]):
        if sign.kind in _STRONG:
            return sign.kind
    return ""


def _comes_out(
    text: str,
    printed: str,
    right_to_left: bool,
) -> bool:
    """Whether the algorithm makes of ``text`` what is printed; marks aside, which it may move."""
    from bidi import get_display

    shown = get_display(text, base_dir="R" if right_to_left else "L")
    return _bare(shown) == _bare(printed)


def _bare(text: str) -> str:
    """The letters, brackets as opening ones."""
    letters = [c for c in text if not unicodedata.combining(c) and not c.isspace()]
    return "".join(letters).translate(_OPENING)
