"""PDF content stream → what is drawn on the page, by pdfminer's interpreter, as pdfplumber's.

pdfplumber's own page objects cost more than the parsing itself, ignore clipping and do not tell
white of one colour space from full tint of another; this device keeps just what reading tables
needs.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import Any

from pdfminer.pdffont import PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1

from pipeline.errors import LimitExceeded
from pipeline.messages import Message, message
from pipeline.model import Box, Finding
from pipeline.read.pdf.annotations import draw_annotations
from pipeline.read.pdf.content import Interpreter
from pipeline.read.pdf.fonts import Shape, count_codes, shape_of, usual_width
from pipeline.read.pdf.layers import Layers
from pipeline.read.pdf.model import Colour, Glyph, Ink, PageInk, Unseen
from pipeline.read.pdf.painting import SEEN, Painter
from pipeline.read.pdf.paths import colour_of
from pipeline.sandbox.limits import Limits

SLANT = math.sin(math.radians(8))
BLANK = bytes(128)
# No place on a page lies this far out, in points; beyond it numbers lose their digits, or are none.
FAR = 1e7
# Letters below this size, in points, are no print.
TINY = 1.0
# Text render modes (ISO 32000-1, 9.3.6) that stroke, that fill and stroke, that only clip, that do
# neither.
_STROKED, _BOTH, _CLIPPING, _NOTHING = (1, 5), (2, 6), 7, 3


def page_ink(
    page_obj: Any,
    number: int,
    resources: PDFResourceManager,
    limits: Limits | None = None,
    layers: Layers | None = None,
) -> PageInk:
    """Interprets one pdfminer page; exceptions of the parser pass through."""
    device = _Device(resources, number, limits or Limits())
    interpreter = Interpreter(resources, device)
    interpreter.layers = layers or Layers()
    interpreter.process_page(page_obj)
    damage = [*_broken(page_obj), *device.damage()]
    unread = draw_annotations(page_obj, interpreter)
    notes = (*device.notes(), *unread)
    return replace(
        device.ink(), damage=tuple(damage), notes=notes, matrix=tuple(interpreter.page_ctm)
    )


def _broken(page_obj: Any) -> list[Message]:
    """What is wrong with the page's content streams as such."""
    if page_obj.attrs.get("Contents") is None:
        return []
    streams = [resolve1(c) for c in page_obj.contents or [None]]
    if not all(isinstance(s, PDFStream) for s in streams):
        return [message("read.content-missing")]
    if any(_is_blanked(s.get_data()) for s in streams):
        return [message("read.content-overwritten")]
    return []


def _is_blanked(data: bytes) -> bool:
    """A long run of zero bytes is no content stream; only inline images may hold one."""
    return BLANK in data and b"EI" not in data


class _Device(Painter):
    """Collects characters beside what is painted, in displayed coordinates."""

    def __init__(self, resources: PDFResourceManager, number: int, limits: Limits) -> None:
        super().__init__(resources, number, limits)
        self.glyphs: list[Glyph] = []
        self.open_text = self.given = False
        self.shown = self.strings = self.fontless = self.nowhere = self.counted = 0
        self.mirrored: list[str] = []
        self.lost: Counter[str] = Counter()  # font → codes that yielded no character
        self.masked: list[int] = []  # glyphs that are a clip by now
        self.shapes: dict[int, Shape] = {}
        self.hues: dict[tuple[Any, str], Colour | None] = {}
        self.masking = False
        self.unseen = Unseen.SEEN
        self.hue: Ink | None = None

    def ink(self) -> PageInk:
        """Everything that was drawn."""
        return PageInk(
            number=self.number,
            width=self.width,
            height=self.height,
            glyphs=tuple(self.glyphs),
            rules=tuple(self.rules),
            fills=tuple(self.fills),
            paints=tuple(self.paints),
            shown=self.shown,
            strings=self.strings,
            pictured=self.pictured / (self.width * self.height or 1.0),
        )

    def damage(self) -> list[Message]:
        """What of the page could not be shown."""
        causes = []
        if self.fontless:
            causes.append(message("read.fontless-text", count=self.fontless))
        if self.nowhere:
            causes.append(message("read.characters-nowhere", count=self.nowhere))
        for font, count in sorted(self.lost.items()):
            causes.append(message("read.codes-without-character", count=count, font=font))
        if self.open_text:
            causes.append(message("read.content-breaks-off"))
        return causes

    def notes(self) -> list[Finding]:
        """How it is drawn, where that is unusual."""
        text = "".join(self.mirrored)
        if not text.strip():
            return []
        what = message("read.mirrored-text", count=len(self.mirrored), quote=text[:40])
        return [Finding("warning", "mirrored-text", what, page=self.number)]

    def painted(self) -> None:
        """Something is painted, so that letters that were made a clip show."""
        super().painted()
        if self.masked:  # only the letters are painted, up to the next Q
            self.pen = self.pen._replace(plain=False)
        for at in self.masked:
            self.glyphs[at] = self.glyphs[at]._replace(unseen=Unseen.SEEN, ink=None)
        self.masked.clear()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Draws one text string, and counts codes of which no character comes."""
        self.count_drawn()
        self.order += 1
        self.strings += 1
        data = [part for part in seq if isinstance(part, bytes)]
        self.shown += any(part.strip(b"\0 ") for part in data)
        self.unseen, self.hue = self.visibility(textstate.render, graphicstate)
        self.masking = textstate.render == _CLIPPING
        before = self.counted
        super().render_string(textstate, seq, ncs, graphicstate)
        codes = sum([count_codes(textstate.font, part) for part in data])
        if missing := codes - (self.counted - before):
            self.lost[_font_name(textstate.font)] += abs(missing)

    def visibility(self, mode: int, graphicstate: Any) -> tuple[Unseen, Ink | None]:
        """Whether text in this state can be seen, and its ink where that is one known colour."""
        if self.off:
            return Unseen.LAYER, None
        if mode in (_NOTHING, _CLIPPING):
            return Unseen.MODE, None
        if mode in _STROKED:
            colour, space, alpha = graphicstate.scolor, graphicstate.scs, self.pen.stroke
        else:
            colour, space, alpha = graphicstate.ncolor, graphicstate.ncs, self.pen.fill
        both = mode in _BOTH
        alpha = self.pen.group * (max(self.pen.stroke, self.pen.fill) if both else alpha)
        if alpha < SEEN:
            return Unseen.ALPHA, None
        hue = self.hue_of(colour, space)
        return Unseen.SEEN, None if hue is None or both or not self.pen.plain else (*hue, alpha)

    def hue_of(self, colour: Any, space: Any) -> Colour | None:
        """The colour as red, green and blue; None where that is not known."""
        key = colour, space.name
        if key not in self.hues:
            self.hues[key] = colour_of(colour, space)
        return self.hues[key]

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,  # noqa: ARG002 - pdfminer's signature
        graphicstate: Any,  # noqa: ARG002 - pdfminer's signature
    ) -> float:
        """Draws one character; returns how far it moves the next one, in text space."""
        self.counted += 1
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined as undefined:
            text = f"(cid:{undefined.args[-1] if undefined.args else cid})"
        if len(self.glyphs) >= self.limits.characters:
            raise LimitExceeded("read.many-characters", most=self.limits.characters)
        shape = self.shapes.get(id(font))
        if shape is None:
            shape = self.shapes[id(font)] = shape_of(font)
        width = usual_width(text) if shape.widthless else font.char_width(cid)
        advance = float(width * fontsize * scaling)
        if font.is_vertical():
            box = _vertical_box(font.char_disp(cid), fontsize, rise, advance)
        else:
            low = shape.low * fontsize + rise
            box = (0.0, low, advance, low + shape.height * fontsize)
        self.add_glyph(text, matrix, box, font, fontsize * scaling < 0)
        if (matrix[0] * matrix[3] - matrix[1] * matrix[2]) * scaling < 0 and not isinstance(
            font, PDFType3Font
        ):
            self.mirrored.append(text)
        return advance

    def add_glyph(self, text: str, matrix: Any, box: Box, font: Any, backwards: bool) -> None:
        """Notes a character; ``box`` is in text space, which ``matrix`` brings to the page."""
        ax, ay = self.place(matrix, box[:2])
        bx, by = self.place(matrix, box[2:])
        x0, x1 = (ax, bx) if ax <= bx else (bx, ax)
        top, bottom = (ay, by) if ay <= by else (by, ay)
        stacked = bool(font.is_vertical())
        turn = _turn(matrix, backwards)
        size = x1 - x0 if stacked or turn in (90, 270) else bottom - top
        ox, oy = matrix[4], self.height - matrix[5]
        if not all(
            abs(at) < FAR for at in (x0, top, x1, bottom, ox, oy)
        ):  # no number is below anything either
            self.nowhere += 1
            return
        clip = self.pen.clip
        shown = clip[0] <= (x0 + x1) / 2 <= clip[2] and clip[1] <= (top + bottom) / 2 <= clip[3]
        if self.masking:
            self.masked.append(len(self.glyphs))
        unseen = self.unseen
        if not unseen and max(x1 - x0, bottom - top) < TINY:
            unseen = Unseen.SMALL
        self.glyphs.append(
            Glyph(
                text,
                x0,
                top,
                x1,
                bottom,
                ox,
                oy,
                size,
                _font_name(font),
                turn,
                stacked,
                None if shown else clip,
                self.order,
                self.hue,
                unseen,
                self.given,
            )
        )


def _font_name(font: Any) -> str:
    name = font.fontname
    return name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else str(name)


def _vertical_box(displacement: Any, fontsize: float, rise: float, advance: float) -> Box:
    vx, vy = displacement if isinstance(displacement, tuple) else (None, 880)
    left = fontsize * 0.5 if vx is None else vx * fontsize * 0.001
    high = (1000 - vy) * fontsize * 0.001 + rise
    return -left, high + advance, fontsize - left, high


def _turn(matrix: Any, backwards: bool = False) -> int:
    """How far the text runs clockwise from left-to-right; -1 where it is slanted."""
    a, b = (-matrix[0], -matrix[1]) if backwards else (matrix[0], matrix[1])
    length = math.hypot(a, b)
    if length == 0 or min(abs(a), abs(b)) > SLANT * length:
        return -1 if length else 0
    if abs(a) >= abs(b):
        return 0 if a > 0 else 180
    return 270 if b > 0 else 90
