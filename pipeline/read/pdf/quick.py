"""PDF pages → what is drawn on them, by pdfium, proven by the strings that the page shows.

pdfium says where characters stand and what is painted. It drops characters without a sign, so what
each of its text objects shows is held against the string that the page shows there; the string also
gives the text, its advances and its type size. Where both differ, or where only an interpreter can
tell what is meant, the page is in doubt.
"""

from __future__ import annotations

import os
from dataclasses import replace
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
from pipeline.read.pdf.pieces import Piece, are_in_view, glyphs_of, piece_of, whole_piece
from pipeline.read.pdf.plain import is_plain
from pipeline.read.pdf.seen import Seen, with_whole_letters
from pipeline.read.pdf.streams import broken_content, content_of, matrix_of
from pipeline.read.pdf.typeset import Frames, Origins, filled, frame_of, judged_by_place
from pipeline.sandbox.limits import Limits


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
            seen = Seen(text, self._matrix, self._canvas.height, self._limits.characters)
        finally:
            self._native.FPDFText_ClosePage(text)
        if not seen.is_placed:
            self._doubts.add(Doubt.DAMAGE)
            return []
        frames = Frames(self._matrix)
        pieces: list[Piece] = []
        for show, setting in zip(shows, settings, strict=True):
            letters, origins = seen.of(setting.handle)
            piece = None
            if show.run.letters == letters:
                piece = whole_piece(show, setting, frames.of(show, setting), origins)
            if piece is None:
                piece = self._piece(show, setting, letters, origins)
            if piece is not None:
                pieces.append(piece)
            elif self._doubts:
                return []
        return [] if self._doubts else pieces

    def _piece(
        self,
        show: Show,
        setting: Setting,
        letters: str,
        origins: Origins,
    ) -> Piece | None:
        """One string as it is set, of which these characters are seen."""
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
