"""pdfminer's interpreter of content streams, with what it leaves out: clipping, and what cannot be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, cast

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name

from pipeline.model import Box
from pipeline.read.paths import bounds, meet


class Surface(Protocol):
    """What the interpreter needs of the device it draws on."""

    clip: Box
    opacity: tuple[float, float]
    ctm: Any
    fontless: int
    open_text: bool

    def place(self, matrix: Any, point: Sequence[Any]) -> tuple[float, float]: ...

    def count_drawn(self) -> None: ...

    def set_ctm(self, ctm: Any) -> None: ...


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, with rectangular clipping, opacity, and text strings without a font counted."""

    @property
    def surface(self) -> Surface:
        return cast(Surface, self.device)

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self.saved: list[tuple[Box, tuple[float, float]]] = []
        self.clipping = False
        self.unknown_font = False

    def do_q(self) -> None:
        super().do_q()
        self.saved.append((self.surface.clip, self.surface.opacity))

    def do_Q(self) -> None:
        super().do_Q()
        if self.saved:
            self.surface.clip, self.surface.opacity = self.saved.pop()

    def do_gs(self, name: Any) -> None:
        """Opacity of strokes and fills; pdfminer ignores the whole operator."""
        states = resolve1(self.resources.get("ExtGState"))
        state = resolve1(states.get(literal_name(name))) if isinstance(states, dict) else None
        if isinstance(state, dict):
            old = self.surface.opacity
            stroke, fill = resolve1(state.get("CA", old[0])), resolve1(state.get("ca", old[1]))
            self.surface.opacity = (float(stroke), float(fill))

    def do_W(self) -> None:
        self.clipping = True

    def do_W_a(self) -> None:
        self.clipping = True

    def end_path(self, path: Sequence[Any]) -> None:
        """A clip takes effect after the path that sets it was painted."""
        if self.clipping and path:
            points = [self.surface.place(self.ctm, seg[-2:]) for seg in path if len(seg) > 2]
            self.surface.clip = meet(self.surface.clip, bounds(points)) if points else self.surface.clip
        self.clipping = False

    def do_S(self) -> None:
        path = self.curpath
        super().do_S()
        self.end_path(path)

    def do_f(self) -> None:
        path = self.curpath
        super().do_f()
        self.end_path(path)

    def do_F(self) -> None:
        self.do_f()

    def do_f_a(self) -> None:
        path = self.curpath
        super().do_f_a()
        self.end_path(path)

    def do_B(self) -> None:
        path = self.curpath
        super().do_B()
        self.end_path(path)

    def do_B_a(self) -> None:
        path = self.curpath
        super().do_B_a()
        self.end_path(path)

    def do_n(self) -> None:
        path = self.curpath
        super().do_n()
        self.end_path(path)

    def do_BT(self) -> None:
        super().do_BT()
        self.surface.open_text = True

    def do_ET(self) -> None:
        super().do_ET()
        self.surface.open_text = False

    def do_Tf(self, fontid: Any, fontsize: Any) -> None:
        super().do_Tf(fontid, fontsize)
        self.unknown_font = literal_name(fontid) not in self.fontmap

    def do_TJ(self, seq: Any) -> None:
        if self.unknown_font or self.textstate.font is None:
            self.surface.fontless += 1
        super().do_TJ(seq)

    def do_Do(self, xobjid_arg: Any) -> None:
        clip, opacity, matrix = self.surface.clip, self.surface.opacity, self.surface.ctm
        self.surface.count_drawn()
        super().do_Do(xobjid_arg)
        self.surface.clip, self.surface.opacity = clip, opacity
        self.surface.set_ctm(matrix or self.ctm)
