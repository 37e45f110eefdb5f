"""pdfminer's interpreter of content streams, with what it leaves out.

That is clipping, opacity, layers and shadings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, cast

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from pipeline.read.pdf.blend import is_plain
from pipeline.read.pdf.canvas import Pen
from pipeline.read.pdf.layers import Layers


class Surface(Protocol):
    """What the interpreter needs of the device it draws on."""

    number: int
    pen: Pen
    off: int
    ctm: Any
    colours: Any
    fontless: int
    open_text: bool
    given: bool
    masked: list[int]

    def clip_path(self, matrix: Any, path: Sequence[Any]) -> None:
        """Narrows the clip to a path."""
        ...

    def count_drawn(self) -> None:
        """Books one thing drawn."""
        ...

    def paint_shading(self, whole: bool) -> None:
        """Fills the clip with a shading."""
        ...

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Narrows the clip to the box of a form."""
        ...

    def set_ctm(self, ctm: Any) -> None:
        """Takes the matrix from user space to the page."""
        ...


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, with rectangular clipping, opacity, layers.

    It counts text strings without a font. A method ``do_X`` is the operator X (ISO 32000-1, annex
    A); ``_a`` stands for its asterisk.
    """

    layers = Layers()
    page_ctm: Any = (1, 0, 0, 1, 0, 0)

    @property
    def surface(self) -> Surface:
        """The device, as the interpreter needs it."""
        return cast(Surface, self.device)

    def subinterp(self) -> Interpreter:
        """An interpreter for a form, with the same layers."""
        inner = cast(Interpreter, super().subinterp())
        inner.layers = self.layers
        return inner

    def init_state(self, ctm: Any) -> None:
        """Begins a content stream."""
        super().init_state(ctm)
        self.page_ctm = ctm
        self.saved: list[Pen] = []
        self.marked: list[bool] = []  # of each marked content around: whether it is off
        self.clipping = False
        self.unknown_font = False

    def do_q(self) -> None:
        """Saves the graphics state."""
        super().do_q()
        self.saved.append(self.surface.pen)

    def do_Q(self) -> None:
        """Restores the graphics state; a clip of letters ends."""
        super().do_Q()
        self.surface.masked.clear()
        if self.saved:
            self.surface.pen = self.saved.pop()

    def do_w(self, linewidth: Any) -> None:
        """Sets the line width, which counts in the user space of the stroke.

        pdfminer takes that of the moment it is set.
        """
        if isinstance(linewidth, int | float):
            self.graphicstate.linewidth = float(linewidth)

    def do_gs(self, name: Any) -> None:
        """Opacity, blend mode, soft mask and font; pdfminer ignores the whole operator."""
        state = self._resource("ExtGState", name)
        if not isinstance(state, dict):
            return
        pen = self.surface.pen
        stroke = resolve1(state.get("CA", pen.stroke))
        fill = resolve1(state.get("ca", pen.fill))
        self.surface.pen = pen._replace(
            stroke=float(stroke),
            fill=float(fill),
            plain=is_plain(state, pen.plain),
        )
        font = resolve1(state.get("Font"))
        if isinstance(font, list) and len(font) == 2:
            reference, size = font
            self.set_font(reference, resolve1(size))

    def _resource(self, kind: str, name: Any) -> Any:
        """What a name stands for among the resources of a kind; None where there are none."""
        listed = resolve1(self.resources.get(kind))
        if not isinstance(listed, dict):
            return None
        return resolve1(listed.get(literal_name(name)))

    def set_font(self, reference: Any, size: Any) -> None:
        """The font of a graphics state, which has no name."""
        spec = resolve1(reference)
        if not isinstance(spec, dict) or not isinstance(size, int | float):
            return
        objid = reference.objid if isinstance(reference, PDFObjRef) else None
        self.textstate.font = self.rsrcmgr.get_font(objid, spec)
        self.textstate.fontsize = float(size)
        self.unknown_font = False

    def do_cs(self, name: Any) -> None:
        """A new colour space begins with a colour of its own, which is not looked up."""
        super().do_cs(name)
        self.graphicstate.ncolor = cast(Any, None)

    def do_CS(self, name: Any) -> None:
        """As ``do_cs``, for strokes."""
        super().do_CS(name)
        self.graphicstate.scolor = cast(Any, None)

    def do_W(self) -> None:
        """The path will be a clip."""
        self.clipping = True

    def do_W_a(self) -> None:
        """The path will be a clip, by the even-odd rule."""
        self.clipping = True

    def end_path(self, path: Sequence[Any]) -> None:
        """A clip takes effect after the path that sets it was painted."""
        if self.clipping and path:
            self.surface.clip_path(self.ctm, path)
        self.clipping = False

    def do_S(self) -> None:
        """Strokes the path."""
        path = self.curpath
        super().do_S()
        self.end_path(path)

    def do_f(self) -> None:
        """Fills the path."""
        path = self.curpath
        super().do_f()
        self.end_path(path)

    def do_F(self) -> None:
        """Fills the path, as old files write it."""
        self.do_f()

    def do_f_a(self) -> None:
        """Fills the path by the even-odd rule."""
        path = self.curpath
        super().do_f_a()
        self.end_path(path)

    def do_B(self) -> None:
        """Fills and strokes the path."""
        path = self.curpath
        super().do_B()
        self.end_path(path)

    def do_B_a(self) -> None:
        """Fills by the even-odd rule and strokes the path."""
        path = self.curpath
        super().do_B_a()
        self.end_path(path)

    def do_n(self) -> None:
        """Ends the path without painting it."""
        path = self.curpath
        super().do_n()
        self.end_path(path)

    def do_sh(self, name: object) -> None:
        """Paints a shading."""
        shading = self._resource("Shading", name)
        extend = resolve1(shading.get("Extend")) if shading is not None else None
        self.surface.count_drawn()
        self.surface.paint_shading(extend == [True, True])

    def do_BT(self) -> None:
        """Begins a text."""
        super().do_BT()
        self.surface.open_text = True

    def do_ET(self) -> None:
        """Ends a text."""
        super().do_ET()
        self.surface.open_text = False

    def do_Tf(self, fontid: Any, fontsize: Any) -> None:
        """Sets the font, and whether the page has it."""
        super().do_Tf(fontid, fontsize)
        self.unknown_font = literal_name(fontid) not in self.fontmap

    def do_TJ(self, seq: Any) -> None:
        """Shows a text string; one without a font is counted."""
        if self.unknown_font or self.textstate.font is None:
            self.surface.fontless += 1
        super().do_TJ(seq)

    def do_BMC(self, tag: Any) -> None:
        """Begins marked content."""
        super().do_BMC(tag)
        self.mark(False)

    def do_BDC(self, tag: Any, props: Any) -> None:
        """Begins marked content, which may belong to a layer."""
        super().do_BDC(tag, props)
        is_layered = isinstance(tag, PSLiteral) and tag.name == "OC"
        self.mark(is_layered and self.layers.hides(self._member(props)))

    def do_EMC(self) -> None:
        """Ends marked content."""
        super().do_EMC()
        if self.marked:
            self.surface.off -= self.marked.pop()

    def mark(self, off: bool) -> None:
        """Notes whether the marked content that begins is off."""
        self.marked.append(off)
        self.surface.off += off

    def _member(self, props: Any) -> Any:
        listed = resolve1(self.resources.get("Properties"))
        if isinstance(props, PSLiteral) and isinstance(listed, dict):
            return listed.get(literal_name(props))
        return None

    def do_EI(self, obj: Any) -> None:
        """Paints an inline image."""
        pen = self.surface.pen
        self.surface.colours = self.graphicstate
        self.surface.count_drawn()
        super().do_EI(obj)
        self.surface.pen = pen

    def do_Do(self, xobjid_arg: Any) -> None:
        """Paints an image or a form, within its layer and transparency group."""
        surface = self.surface
        pen, off = surface.pen, surface.off
        matrix = surface.ctm
        surface.count_drawn()
        surface.colours = self.graphicstate
        drawn = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        if drawn is not None:
            surface.off += self.layers.hides(drawn.get("OC"))
            if resolve1(drawn.get("Group")):
                surface.pen = _group_pen(pen)
        super().do_Do(xobjid_arg)
        surface.pen = pen
        surface.off = off
        surface.set_ctm(matrix or self.ctm)


def _group_pen(pen: Pen) -> Pen:
    """The pen that a transparency group begins with, its opacity being that of fills."""
    opacity = pen.group * pen.fill
    return pen._replace(stroke=1.0, fill=1.0, group=opacity)
