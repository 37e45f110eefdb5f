"""PDF pages → what is drawn on them, by pdfium, proven by the strings that the page shows.

pdfium says where characters stand and what is painted. It drops characters without a sign, so what
each of its text objects shows is held against the string that the page shows there; the string also
gives the text, its advances and its type size. Where both differ, or where only an interpreter can
tell what is meant, the page is in doubt.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from ctypes import addressof, c_double, c_ushort
from dataclasses import replace
from itertools import compress, repeat, zip_longest
from math import isfinite
from operator import ne
from typing import Any

from pipeline.read.pdf.aligned import aligned
from pipeline.read.pdf.annotations import has_text_above
from pipeline.read.pdf.bindings import pdfium
from pipeline.read.pdf.canvas import Canvas
from pipeline.read.pdf.doubt import Doubt
from pipeline.read.pdf.faces import Faces, Show
from pipeline.read.pdf.fonts import Fonts
from pipeline.read.pdf.guard import Inflater
from pipeline.read.pdf.layers import Layers
from pipeline.read.pdf.model import Matrix, PageInk
from pipeline.read.pdf.objects import Objects, Setting
from pipeline.read.pdf.opening import Opened
from pipeline.read.pdf.operators import Shown, read_operators
from pipeline.read.pdf.pieces import Piece, are_in_view, glyphs_of, piece_of
from pipeline.read.pdf.plain import is_plain
from pipeline.read.pdf.streams import broken_content, content_of, matrix_of
from pipeline.read.pdf.typeset import Origins, filled, frame_of, judged_by_place
from pipeline.sandbox.limits import Limits

_DOUBLE = 8
# What a matrix has before its shift where a page stands as it is.
UPRIGHT = (1, 0, 0, 1)


class Quick:
    """The pages of one open file; a context manager."""

    def __init__(
        self,
        file: Opened,
        limits: Limits,
        streams: Inflater,
    ) -> None:
        self._limits = limits
        self._streams = streams
        self._layers = Layers(file.catalog)
        self._faces = Faces(Fonts())
        self._native = pdfium()
        name = os.fsencode(file.path)
        self._document = self._native.FPDF_LoadDocument(name, None)

    def __enter__(self) -> Quick:
        return self

    def __exit__(self, *_: object) -> None:
        if self._document:
            self._native.FPDF_CloseDocument(self._document)

    def ink(
        self,
        page_obj: Any,
        number: int,
    ) -> PageInk:
        """What is drawn on a page; with doubts where it is not certain."""
        try:
            return self._ink(page_obj, number)
        except MemoryError:
            raise
        except Exception:
            return PageInk(number, 0.0, 0.0, doubts=frozenset([Doubt.DAMAGE]))

    def _ink(
        self,
        page_obj: Any,
        number: int,
    ) -> PageInk:
        matrix = matrix_of(page_obj)
        canvas = Canvas()
        shown_box = page_obj.cropbox or page_obj.mediabox
        canvas.begin(page_obj.mediabox, shown_box, matrix)
        ink = PageInk(number, canvas.width, canvas.height, matrix=matrix, engine="pdfium")
        shown = self._shown(page_obj)
        if shown.doubts:
            return replace(ink, doubts=frozenset(shown.doubts))
        page = self._native.FPDF_LoadPage(self._document, number - 1) if self._document else None
        if not page:
            return replace(ink, doubts=frozenset([Doubt.DAMAGE]))
        try:
            sheet = _Sheet(page, canvas, shown, matrix, self._limits)
            return sheet.onto(ink)
        finally:
            self._native.FPDF_ClosePage(page)

    def _shown(self, page_obj: Any) -> Shown:
        """What the page shows, and what of it is in doubt before pdfium is asked."""
        before = self._streams.damaged
        shown = Shown()
        if broken_content(page_obj):
            shown.doubts.add(Doubt.DAMAGE)
            return shown
        content = content_of(page_obj)
        shown = read_operators(content, page_obj.resources, self._faces, self._layers)
        if has_text_above(page_obj):
            shown.doubts.add(Doubt.ABOVE)
        if self._streams.damaged > before:
            shown.doubts.add(Doubt.DAMAGE)
        return shown


class _Sheet:
    """One page that pdfium has open."""

    def __init__(
        self,
        page: int,
        canvas: Canvas,
        shown: Shown,
        matrix: Matrix,
        limits: Limits,
    ) -> None:
        self._page = page
        self._canvas = canvas
        self._shown = shown
        self._matrix = matrix
        self._limits = limits
        self._native = pdfium()
        self._doubts: set[Doubt] = set()

    def onto(self, ink: PageInk) -> PageInk:
        """The page's ink with what is drawn on it."""
        objects = Objects(self._canvas, self._shown, self._limits.objects)
        objects.read(self._page, self._matrix)
        self._doubts |= objects.doubts
        pieces: list[Piece] = []
        if not self._doubts:
            pieces = self._pieces(objects.texts)
        canvas = self._canvas
        ink = replace(
            ink,
            pieces=tuple(pieces),
            rules=tuple(canvas.rules),
            fills=tuple(canvas.fills),
            paints=tuple(canvas.paints),
            shown=self._shown.shown,
            strings=self._shown.strings,
            pictured=canvas.pictured / (ink.width * ink.height or 1.0),
            doubts=frozenset(self._doubts),
        )
        is_whole = are_in_view(pieces) and is_plain(ink)
        return ink if is_whole else by_character(ink)

    def _pieces(self, settings: list[Setting]) -> list[Piece]:
        """The strings as they are set, where each has its text object."""
        shows = self._shown.shows
        if len(settings) != len(shows):
            self._doubts.add(Doubt.COUNT)
            return []
        text = self._native.FPDFText_LoadPage(self._page)
        try:
            seen = _Seen(text, self._matrix, self._canvas.height, self._limits.characters)
        finally:
            self._native.FPDFText_ClosePage(text)
        if not seen.is_placed:
            self._doubts.add(Doubt.DAMAGE)
            return []
        pieces: list[Piece] = []
        for show, setting in zip(shows, settings, strict=True):
            piece = self._piece(show, setting, seen)
            if piece is not None:
                pieces.append(piece)
            elif self._doubts:
                return []
        return [] if self._doubts else pieces

    def _piece(
        self,
        show: Show,
        setting: Setting,
        seen: _Seen,
    ) -> Piece | None:
        """One string as it is set."""
        letters, origins = seen.of(setting.handle)
        frame = frame_of(show, setting, self._matrix)
        if show.run.letters != letters:
            letters, origins = with_whole_letters(letters, origins)
            places = aligned(show.run.texts, letters)
            if places is None:
                self._doubts.add(Doubt.COUNT)
                return None
            sheet = self._canvas.height
            origins = filled(show, setting, self._matrix, sheet, places, origins)
        if frame.is_mirrored and not show.face.drawn:
            self._doubts.add(Doubt.SETTING)
        return piece_of(show, setting, self._matrix, frame, origins)


def by_character(ink: PageInk) -> PageInk:
    """A page of pieces as one of characters, of which it is known which are clipped or tiny."""
    glyphs = glyphs_of(ink.pieces, ink.matrix)
    settings = [piece.setting for piece in ink.pieces]
    judged = judged_by_place(glyphs, settings)
    if judged is None:
        return replace(ink, pieces=(), doubts=frozenset([Doubt.DAMAGE]))
    return replace(ink, pieces=(), glyphs=tuple(judged))


class _Seen:
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
        native = pdfium()
        count = min(native.FPDFText_CountChars(text), most)
        self._letters = _letters(text, count)
        self._origins = _origins(text, count, matrix, height)
        handles = list(map(native.FPDFText_GetTextObject, repeat(text), range(count)))
        xs, ys = self._origins
        self.is_placed = isfinite(sum(xs)) and isfinite(sum(ys))
        self._stretches = _stretches(handles)

    def of(self, handle: int) -> tuple[str, Origins]:
        """The characters of a text object and their origins."""
        stretches = self._stretches.get(handle, ())
        xs, ys = self._origins
        if len(stretches) == 1:
            (own,) = stretches
            return self._letters[own], Origins(xs[own], ys[own])
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


def _origins(
    text: int,
    count: int,
    matrix: Matrix,
    height: float,
) -> Origins:
    """The origins of characters, in displayed coordinates."""
    xs, ys = (c_double * count)(), (c_double * count)()
    x_at, y_at = addressof(xs), addressof(ys)
    end = _DOUBLE * count
    calls = map(
        pdfium().FPDFText_GetCharOrigin,
        repeat(text),
        range(count),
        range(x_at, x_at + end, _DOUBLE),
        range(y_at, y_at + end, _DOUBLE),
    )
    deque(calls, 0)  # calls them all and keeps nothing
    a, b, c, d, e, f = matrix
    if (a, b, c, d) == UPRIGHT:
        across = [x + e for x in xs[:]] if e else xs[:]
        return Origins(across, [height - y - f for y in ys[:]])
    pairs = list(zip(xs, ys, strict=True))
    across = [a * x + c * y + e for x, y in pairs]
    down = [height - b * x - d * y - f for x, y in pairs]
    return Origins(across, down)
