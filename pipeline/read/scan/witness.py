"""What two recognisers say of one cell → its text, or the readings that are left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Reading
from pipeline.read.scan.alike import comparable
from pipeline.read.scan.marks import Mark
from pipeline.read.scan.odds import with_odds
from pipeline.read.scan.recogniser import Letters

SHAPE, SEAL = "shape", "seal"
# Letters that a number is misread with.
_FIGURES = str.maketrans("oOlI|!", "001111")
# Such letters alone in a cell, and among figures where no other letter stands beside them. Several
# are a Roman number, unless a witness is unsure of them.
_LONE = re.compile(r"[oOlI|!]+")
_LETTERED = re.compile(
    r"(?<![A-Za-z])(?=[oOlI|.]*[0-9])[0-9oOlI|.]*[oOlI|][0-9oOlI|.]*(?![A-Za-z])"
)
# Signs that a slash is read as within a line.
_STROKES = str.maketrans("lI|!1", "/////")
_NUMBER = re.compile(r"[\d.]+[%‰]?")
# Whoever is this sure of each character is right about figures that only look like letters.
_SURE = 0.9
# A dash behind a Chinese character with nothing after it that it could lead to.
_ENDING_DASH = re.compile(r"(?<=[\u3400-\u9fff])[-—–―_ー](?=$|\s*[(（])")
# Between figures a level stroke is a dash, 43—75; recognisers read the figure 一 there.
_DASH_OF_FIGURES = re.compile(r"(?<=[0-9])一(?=[0-9])")
# Under a seal that was lifted, who is less sure than this has seen too little of the print.
_UNSURE = 0.75
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The text of a cell, how sure both are of it (None: they differ), and what each read."""

    text: str
    confidence: float | None
    readings: tuple[Reading, ...] = ()


BLANK = Verdict("", None)


def verdict(
    readings: Sequence[Reading],
    mark: Mark | None = None,
) -> Verdict:
    """Weighs what the recognisers read, the most trusted first.

    ``mark`` is what the shape of a cell's only piece of ink shows it to be, None where there are
    several.
    """
    readings = tuple(readings)
    if mark in _TAKEN_FOR:
        return _shaped(readings, mark)
    first, *others = readings
    if _is_lone_stroke(first.text) and mark is not Mark.UPRIGHT:
        slash = Reading(SHAPE, Mark.SLASH.value, 0.0)
        return Verdict(first.text, None, _distinct((*readings, slash)))
    if all(is_alike(first, other) for other in others):
        if _ENDING_DASH.search(first.text):
            return _one_or_dash(readings)
        in_figures = _in_figures(readings)
        if in_figures != first.text:
            return _figure_or_letter(readings, in_figures)
        sure = max(reading.chance for reading in readings)
        return Verdict(first.text, round(sure, 3), readings)
    by_slashes = sorted(readings, key=lambda reading: not _has_slashes_of(reading, readings))
    likeliest = with_odds(_distinct(by_slashes), readings)
    if _has_slashes_of(by_slashes[0], readings):
        likeliest = _first(by_slashes[0].text, likeliest)
    return Verdict(likeliest[0].text, None, likeliest)


def _first(
    text: str,
    readings: Sequence[Reading],
) -> tuple[Reading, ...]:
    """The readings with one of them before the others."""
    return tuple(sorted(readings, key=lambda reading: reading.text != text))


def is_unsure(said: Verdict) -> bool:
    """Whether a witness is unsure of what all read: beneath a lifted seal that is too little."""
    if any(reading.witness == SHAPE for reading in said.readings):
        return False
    return any(reading.chance < _UNSURE for reading in said.readings)


def under_seal(said: Verdict) -> Verdict:
    """The verdict on what a seal lies over: what is read may be the seal's, and print be hidden.

    So that nothing is printed there is a reading, too.
    """
    hidden = Reading(SEAL, "", 0.0)
    return Verdict(said.text, None, _distinct((*said.readings, hidden)))


def leaving_out(
    said: Verdict,
    text: str,
) -> Verdict:
    """The verdict on what all read alike where all leave out ink; ``text`` shows where it is."""
    if any(reading.witness == SHAPE for reading in said.readings):
        return said
    more = Reading(SHAPE, text, 0.0)
    return Verdict(said.text, None, _distinct((*said.readings, more)))


def _one_or_dash(
    readings: tuple[Reading, ...],
) -> Verdict:
    """The verdict on a word that ends in a dash, which every recogniser makes of the figure 一."""
    text = _ENDING_DASH.sub("一", readings[0].text)
    shown = Reading(SHAPE, text, 0.0)
    return Verdict(text, None, _distinct((shown, *readings)))


def _in_figures(readings: Sequence[Reading]) -> str:
    """The first text with figures in place of letters that all recognisers take figures for."""
    text = readings[0].text
    plain = comparable(text)
    is_unsure = any(reading.chance < _SURE for reading in readings)
    if _LONE.fullmatch(plain) and (len(plain) == 1 or is_unsure):
        return plain.translate(_FIGURES)
    return _LETTERED.sub(lambda found: found[0].translate(_FIGURES), text)


def _figure_or_letter(
    readings: tuple[Reading, ...],
    text: str,
) -> Verdict:
    """The verdict on a letter, alone or among figures, that is printed as a figure is."""
    shown = Reading(SHAPE, text, 0.0)
    return Verdict(text, None, _distinct((shown, *readings)))


def _has_slashes_of(
    reading: Reading,
    readings: Sequence[Reading],
) -> bool:
    """Whether others read a stroke where this one reads a slash; the rest is the same.

    Slashes are read as figures, figures hardly ever as slashes.
    """
    if "/" not in reading.text:
        return False
    ours = comparable(reading.text).translate(_STROKES)
    return any(
        other is not reading and comparable(other.text).translate(_STROKES) == ours
        for other in readings
    )


# What recognisers make of a mark.
_TAKEN_FOR = {
    Mark.SLASH: frozenset("/1lI|!丿ノJ"),
    Mark.LONG_DASH: frozenset("—一-_–ー―~"),
    Mark.DASH: frozenset("-—一_–ー―~·.日=\"'“”"),
}


def _shaped(
    readings: tuple[Reading, ...],
    mark: Mark,
) -> Verdict:
    """The verdict on a lone mark: its shape tells, unless a recogniser is sure of another sign."""
    shown = Reading(SHAPE, mark.value, 1.0)
    together = (shown, *readings)
    if mark is Mark.LONG_DASH and _are_ones(readings):
        return Verdict(mark.value, None, _distinct(together))
    for reading in readings:
        other = reading.text and reading.text not in _TAKEN_FOR[mark]
        if other and reading.chance >= _SURE:
            return Verdict(mark.value, None, _distinct(together))
    return Verdict(mark.value, 1.0, together)


def _are_ones(readings: Sequence[Reading]) -> bool:
    """Whether a witness is sure of the figure 一, which has a long dash's shape, or all read it."""
    ones = [reading for reading in readings if reading.text == "一"]
    return len(ones) == len(readings) or any(reading.chance >= _SURE for reading in ones)


def _is_lone_stroke(text: str) -> bool:
    """Whether a text is a single sign that a slash is misread as."""
    return text in _TAKEN_FOR[Mark.SLASH]


def is_alike(
    first: Reading,
    other: Reading,
) -> bool:
    """Whether two readings say the same."""
    ours, theirs = comparable(first.text), comparable(other.text)
    if ours == theirs:
        return True
    is_number = _NUMBER.fullmatch(ours) is not None
    return is_number and first.chance >= _SURE and theirs.translate(_FIGURES) == ours


def _distinct(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings, each text once, by the witness who is most trusted."""
    seen: set[str] = set()
    kept: list[Reading] = []
    for reading in readings:
        key = comparable(reading.text)
        if key not in seen:
            seen.add(key)
            kept.append(reading)
    return tuple(kept)


def composed(
    letters: Letters,
    gaps: Sequence[float],
) -> str:
    """The text of one strip, with a space in each wide gap between Chinese characters.

    ``gaps`` are places as shares of the strip.
    """
    text = ""
    waiting = list(gaps)
    for letter in letters:
        while waiting and waiting[0] < letter.place:
            waiting.pop(0)
            if text and _parts(text[-1], letter.text):
                text += " "
        text += letter.text
    return _DASH_OF_FIGURES.sub("—", text.strip())


def _parts(
    before: str,
    after: str,
) -> bool:
    """Whether a wide gap between two signs is a space.

    It is between Chinese characters alone: figures and signs have paper of their own around them.
    """
    return _HAN.match(before) is not None and _HAN.match(after) is not None


def chance(letters: Letters) -> float:
    """How sure a recogniser is of its least certain character; 0 of nothing."""
    return round(min((letter.chance for letter in letters), default=0.0), 3)
