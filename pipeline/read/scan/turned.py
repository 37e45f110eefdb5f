"""Pages that lie on their head or on their side: told by which way their lines can be read."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.read.scan.prepared import PreparedPage, prepared
from pipeline.read.scan.recogniser import Recogniser
from pipeline.read.scan.sheet import Mask, Matrix, Pixels, Sheet, by_matrix
from pipeline.read.scan.strips import Strip

Row = tuple[float, float, float]
# So many lines are read each way; lines are at least so long, and at most, in letters.
_LINES = 6
_LENGTH = (3.0, 30.0)
# A page is read as it lies where its lines read this surely, and turned where that is gained.
_SURE, _GAIN = 0.9, 0.08
# Quarter turns clockwise, in the order in which they are tried.
_TURNS = (2, 1, 3)
# A line has at least so many characters for each that would fit if all were as wide as high.
_CLOSE = 0.6
_HALF_TURN = 2
_CODES = {
    1: cv2.ROTATE_90_CLOCKWISE,
    2: cv2.ROTATE_180,
    3: cv2.ROTATE_90_COUNTERCLOCKWISE,
}


def upright(page: PreparedPage, recogniser: Recogniser) -> PreparedPage:
    """The page with its lines the right way up; as it lies where no other way reads better."""
    if not page.text.any():  # an empty page looks the same each way
        return page
    best, sure = page, _readability(page, recogniser)
    if sure >= _SURE:
        return page
    for turn in _TURNS:
        turned = prepared(_turned(page.sheet, turn))
        reads = _readability(turned, recogniser)
        if reads > sure + _GAIN:
            best, sure = turned, reads
    return best


def _readability(page: PreparedPage, recogniser: Recogniser) -> float:
    """How surely some lines of the page are read, from 0 to 1; 0 where there are none."""
    strips = _samples(page.text, page.letter)
    if not strips:
        return 0.0
    pictures = [strip.cut(page.level, page.letter) for strip in strips]
    sure: list[float] = []
    for picture in pictures:
        letters = recogniser.read(picture)
        height, width = picture.shape
        expected = _CLOSE * width / height
        chances = sum(one.chance for one in letters)
        sure.append(chances / max(expected, len(letters)))
    return float(np.median(sure))


def _samples(ink: Mask, letter: float) -> Sequence[Strip]:
    """Some words of the page: pieces of ink that run together from left to right."""
    bar = np.ones((1, max(3, int(0.6 * letter))), np.uint8)
    words = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, bar)
    _, _, stats, _ = cv2.connectedComponentsWithStats(words, connectivity=8)
    least, most = (length * letter for length in _LENGTH)
    found: list[Strip] = []
    for left, top, across, down, _ in stats[1:].tolist():
        if least <= across <= most and 0.6 * letter <= down <= 1.6 * letter:
            found.append(Strip(left, top, left + across, top + down))
    step = max(1, len(found) // _LINES)
    return found[::step][:_LINES]


def _turned(sheet: Sheet, turn: int) -> Sheet:
    """The page turned clockwise by so many quarters."""
    height, width = sheet.colour.shape[:2]
    colour: Pixels = cv2.rotate(sheet.colour, _CODES[turn]).astype(np.uint8)
    if turn == _HALF_TURN:
        back = _matrix((-1.0, 0.0, width), (0.0, -1.0, height))
    elif turn == 1:
        back = _matrix((0.0, 1.0, 0.0), (-1.0, 0.0, height))
    else:
        back = _matrix((0.0, -1.0, width), (1.0, 0.0, 0.0))
    return sheet.moved(colour, by_matrix(back))


def _matrix(across: Row, down: Row) -> Matrix:
    """The matrix of a move, by what gives the place across and the place down."""
    whole = [across, down, (0.0, 0.0, 1.0)]
    return np.array(whole)
