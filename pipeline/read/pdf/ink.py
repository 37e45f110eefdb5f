"""PDF content stream → what is drawn on the page, by pdfminer's interpreter, as pdfplumber's.

pdfplumber's own page objects cost more than the parsing itself, ignore clipping and do not tell
white of one colour space from full tint of another; this device keeps just what reading tables
needs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, cast

from pdfminer.pdffont import PDFType3Font

from pipeline.errors import LimitExceeded
from pipeline.messages import Message, message
from pipeline.model import Box, Finding
from pipeline.read.pdf.annotations import draw_annotations
from pipeline.read.pdf.canvas import SEEN
from pipeline.read.pdf.content import Interpreter
from pipeline.read.pdf.fonts import (
    Fonts,
    Shape,
    count_codes,
    name_of,
    shape_of,
    text_of,
    usual_width,
)
from pipeline.read.pdf.layers import Layers
from pipeline.read.pdf.model import TINY, Colour, Glyph, Ink, PageInk, Unseen
from pipeline.read.pdf.painting import Painter
from pipeline.read.pdf.paths import colour_of
from pipeline.read.pdf.setting import is_mirrored, is_on_sheet, turn_of, vertical_box
from pipeline.read.pdf.streams import broken_content
from pipeline.read.pdf.turn import SIDEWAYS
from pipeline.sandbox.limits import Limits

# A message quotes so many characters.
QUOTED = 40
# Text render modes (ISO 32000-1, 9.3.6) that stroke, that fill and stroke, that only clip, that do
# neither.
_STROKED, _BOTH, _CLIPPING, _NOTHING = (1, 5), (2, 6), 7, 3


def page_ink(
    page_obj: Any,
    number: int,
    resources: Fonts,
    limits: Limits | None = None,
    layers: Layers | None = None,
) -> PageInk:
    """Interprets one pdfminer page; exceptions of the parser pass through."""
    device = _Device(resources, number, limits or Limits())
    interpreter = Interpreter(cast(Any, resources), device)
    interpreter.layers = layers or Layers()
    interpreter.process_page(page_obj)
    damage = [*broken_content(page_obj), *device.damage()]
    unread = draw_annotations(page_obj, interpreter)
    return replace(
        device.ink(),
        damage=tuple(damage),
        notes=(*device.notes(), *unread),
        matrix=interpreter.page_ctm,
    )


class _Device(Painter):
    """Collects characters beside what is painted, in displayed coordinates."""

    def __init__(
        self,
        resources: Fonts,
        number: int,
        limits: Limits,
    ) -> None:
        super().__init__(resources, number, limits)
        self.glyphs: list[Glyph] = []
        self.open_text = False
        self.given = False
        self.shown = 0
        self.strings = 0
        self.fontless = 0
        self.nowhere = 0
        self.counted = 0
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
        size = self.width * self.height or 1.0
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
            pictured=self.pictured / size,
        )

    def damage(self) -> list[Message]:
        """What of the page could not be shown."""
        causes: list[Message] = []
        if self.fontless:
            fontless = message("read.fontless-text", count=self.fontless)
            causes.append(fontless)
        if self.nowhere:
            nowhere = message("read.characters-nowhere", count=self.nowhere)
            causes.append(nowhere)
        for font, count in sorted(self.lost.items()):
            lost = message("read.codes-without-character", count=count, font=font)
            causes.append(lost)
        if self.open_text:
            causes.append(message("read.content-breaks-off"))
        return causes

    def notes(self) -> list[Finding]:
        """How it is drawn, where that is unusual."""
        text = "".join(self.mirrored)
        if not text.strip():
            return []
        what = message(
            "read.mirrored-text",
            count=len(self.mirrored),
            quote=text[:QUOTED],
        )
        return [
            Finding(
                "warning",
                "mirrored-text",
                what,
                page=self.number,
            )
        ]

    def painted(self) -> None:
        """Something is painted, so that letters that were made a clip show."""
        super().painted()
        if self.masked:  # only the letters are painted, up to the next Q
            self.pen = self.pen._replace(plain=False)
        for at in self.masked:
            letter = self.glyphs[at]
            self.glyphs[at] = letter._replace(unseen=Unseen.SEEN, ink=None)
        self.masked.clear()

    def render_string(
        self,
        textstate: Any,
        seq: Any,
        ncs: Any,
        graphicstate: Any,
    ) -> None:
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
        codes = 0
        for part in data:
            codes += count_codes(textstate.font, part)
        missing = codes - (self.counted - before)
        if missing:
            font = name_of(textstate.font)
            self.lost[font] += abs(missing)

    def visibility(self, mode: int, graphicstate: Any) -> tuple[Unseen, Ink | None]:
        """Whether text in this state can be seen, and its ink where that is one known colour."""
        if self.off:
            return Unseen.LAYER, None
        if mode in (_NOTHING, _CLIPPING):
            return Unseen.MODE, None
        pen = self.pen
        if mode in _BOTH:
            alpha = pen.group * max(pen.stroke, pen.fill)
            return (Unseen.ALPHA if alpha < SEEN else Unseen.SEEN), None
        if mode in _STROKED:
            colour, space = graphicstate.scolor, graphicstate.scs
            alpha = pen.group * pen.stroke
        else:
            colour, space = graphicstate.ncolor, graphicstate.ncs
            alpha = pen.group * pen.fill
        if alpha < SEEN:
            return Unseen.ALPHA, None
        hue = self.hue_of(colour, space)
        if hue is None or not pen.plain:
            return Unseen.SEEN, None
        return Unseen.SEEN, (*hue, alpha)

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
        text = text_of(font, cid)
        if len(self.glyphs) >= self.limits.characters:
            raise LimitExceeded("read.many-characters", most=self.limits.characters)
        shape = self.shapes.get(id(font))
        if shape is None:
            shape = shape_of(font)
            self.shapes[id(font)] = shape
        width = usual_width(text) if shape.widthless else font.char_width(cid)
        advance = float(width * fontsize * scaling)
        if font.is_vertical():
            displacement = font.char_disp(cid)
            box = vertical_box(displacement, fontsize, rise, advance)
        else:
            low = shape.low * fontsize + rise
            high = low + shape.height * fontsize
            box = (0.0, low, advance, high)
        self.add_glyph(text, matrix, box, font, fontsize * scaling < 0)
        if is_mirrored(matrix, scaling) and not isinstance(font, PDFType3Font):
            self.mirrored.append(text)
        return advance

    def add_glyph(
        self,
        text: str,
        matrix: Any,
        box: Box,
        font: Any,
        backwards: bool,
    ) -> None:
        """Notes a character; ``box`` is in text space, which ``matrix`` brings to the page."""
        placed = self._placed(matrix, box)
        x0, top, x1, bottom = placed
        ox = matrix[4]
        oy = self.height - matrix[5]
        if not is_on_sheet(placed, ox, oy):
            self.nowhere += 1
            return
        if self.masking:
            self.masked.append(len(self.glyphs))
        stacked = bool(font.is_vertical())
        turn = turn_of(matrix, backwards)
        across = x1 - x0
        down = bottom - top
        unseen = self.unseen
        if not unseen and max(across, down) < TINY:
            unseen = Unseen.SMALL
        glyph = Glyph(
            text,
            x0,
            top,
            x1,
            bottom,
            ox,
            oy,
            size=across if stacked or turn in SIDEWAYS else down,
            font=name_of(font),
            turn=turn,
            stacked=stacked,
            clip=self._clip_before(placed),
            order=self.order,
            ink=self.hue,
            unseen=unseen,
            given=self.given,
        )
        self.glyphs.append(glyph)

    def _placed(self, matrix: Any, box: Box) -> Box:
        """A box of the user space of the matrix, in displayed coordinates."""
        ax, ay = self.place(matrix, box[:2])
        bx, by = self.place(matrix, box[2:])
        if ax > bx:
            ax, bx = bx, ax
        if ay > by:
            ay, by = by, ay
        return ax, ay, bx, by

    def _clip_before(self, box: Box) -> Box | None:
        """The clip that cuts a character off; None where its middle is in view."""
        x0, top, x1, bottom = box
        clip = self.pen.clip
        left, upper, right, lower = clip
        is_across = left <= (x0 + x1) / 2 <= right
        if is_across and upper <= (top + bottom) / 2 <= lower:
            return None
        return clip
