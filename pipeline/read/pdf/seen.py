"""The characters of a page as pdfium sees them, by their text objects, with their origins."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import addressof, c_double, c_ushort
from functools import cache
from itertools import compress, repeat, zip_longest
from math import isfinite
from operator import ne

from pipeline.read.pdf.bindings import of_address, pdfium, reference, unchecked
from pipeline.read.pdf.model import Matrix
from pipeline.read.pdf.typeset import Origins

_DOUBLE = 8
# What a matrix has before its shift where a page stands as it is.
UPRIGHT = (1, 0, 0, 1)
# The places of so many characters are asked for at a time.
AT_A_TIME = 1024
# A named tuple's own way to be made costs as much again.
_made = tuple.__new__
_NOTHING = Origins((), ())


class Seen:
    """The characters of a page as pdfium sees them, by their text objects.

    ``is_placed`` is false where one of them stands nowhere: its place is no number.
    """

    def __init__(
        self,
        text: int,
        matrix: Matrix,
        height: float,
        most: int,
    ) -> None:
        count = min(pdfium().FPDFText_CountChars(text), most)
        self._letters = _letters(text, count)
        origins = _origins(text, count, matrix, height)
        self._xs, self._ys = origins or _NOTHING
        self.is_placed = origins is not None
        object_of = unchecked("FPDFText_GetTextObject")
        handles = list(map(object_of, repeat(of_address(text)), range(count)))
        self._stretches = _stretches(handles)

    def of(self, handle: int) -> tuple[str, Origins]:
        """The characters of a text object and their origins."""
        stretches = self._stretches.get(handle, ())
        xs, ys = self._xs, self._ys
        if len(stretches) == 1:
            (own,) = stretches
            return self._letters[own], _made(Origins, (xs[own], ys[own]))
        letters = ""
        own_xs: list[float] = []
        own_ys: list[float] = []
        for own in stretches:
            letters += self._letters[own]
            own_xs += xs[own]
            own_ys += ys[own]
        return letters, Origins(own_xs, own_ys)


def _stretches(handles: Sequence[int]) -> dict[int, list[slice]]:
    """Where each text object's characters stand among all: together, for nearly all of them."""
    changes = compress(range(1, len(handles)), map(ne, handles[1:], handles))
    starts = [0, *changes] if handles else []
    stretches: dict[int, list[slice]] = {}
    for start, end in zip_longest(starts, starts[1:], fillvalue=len(handles)):
        stretches.setdefault(handles[start], []).append(slice(start, end))
    return stretches


def _letters(
    text: int,
    count: int,
) -> str:
    """The characters of a page, each at its number."""
    native = pdfium()
    buffer = (c_ushort * (count + 1))()
    native.FPDFText_GetText(text, 0, count, addressof(buffer))
    written = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if len(written) == count:
        return written
    codes = map(native.FPDFText_GetUnicode, repeat(text), range(count))
    return "".join(map(chr, codes))


class _Room:
    """Room for the places of some characters; it is kept, for references to it cost as calls do."""

    def __init__(self) -> None:
        self.xs = (c_double * AT_A_TIME)()
        self.ys = (c_double * AT_A_TIME)()
        offsets = range(0, _DOUBLE * AT_A_TIME, _DOUBLE)
        self.x_at = [reference(self.xs, offset) for offset in offsets]
        self.y_at = [reference(self.ys, offset) for offset in offsets]


_room = cache(_Room)


def _origins(
    text: int,
    count: int,
    matrix: Matrix,
    height: float,
) -> Origins | None:
    """The origins of characters, in displayed coordinates; None where one stands nowhere."""
    origin_of = unchecked("FPDFText_GetCharOrigin")
    page, room = of_address(text), _room()
    xs: list[float] = []
    ys: list[float] = []
    for start in range(0, count, AT_A_TIME):
        end = min(start + AT_A_TIME, count)
        if not all(map(origin_of, repeat(page), range(start, end), room.x_at, room.y_at)):
            return None
        xs += room.xs[: end - start]
        ys += room.ys[: end - start]
    if not (isfinite(sum(xs)) and isfinite(sum(ys))):
        return None
    return _displayed(xs, ys, matrix, height)


def _displayed(
    xs: list[float],
    ys: list[float],
    matrix: Matrix,
    height: float,
) -> Origins:
    """Places of a page's user space as places on the page as it is displayed."""
    a, b, c, d, e, f = matrix
    if (a, b, c, d) == UPRIGHT:
        across = [x + e for x in xs] if e else xs
        return Origins(across, [height - y - f for y in ys])
    pairs = list(zip(xs, ys, strict=True))
    across = [a * x + c * y + e for x, y in pairs]
    down = [height - b * x - d * y - f for x, y in pairs]
    return Origins(across, down)


def with_whole_letters(
    letters: str,
    origins: Origins,
) -> tuple[str, Origins]:
    """Characters with each pair of surrogates, as pdfium has it, as the letter that it stands for.

    It stands where its first half does.
    """
    if letters.isascii() or not any(map(_is_high, letters)):
        return letters, origins
    whole: list[str] = []
    xs: list[float] = []
    ys: list[float] = []
    for letter, x, y in zip(letters, origins.xs, origins.ys, strict=True):
        if whole and _is_high(whole[-1]) and _is_low(letter):
            whole[-1] = _joined(whole[-1], letter)
            continue
        whole.append(letter)
        xs.append(x)
        ys.append(y)
    return "".join(whole), Origins(xs, ys)


def _is_high(letter: str) -> bool:
    """Whether it is the first half of a letter beyond the basic plane."""
    return "\ud800" <= letter <= "\udbff"


def _is_low(letter: str) -> bool:
    """Whether it is the second half of a letter beyond the basic plane."""
    return "\udc00" <= letter <= "\udfff"


def _joined(
    high: str,
    low: str,
) -> str:
    """The letter of two halves."""
    return (high + low).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
