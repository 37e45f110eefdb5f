"""PDF pages → what is drawn on them, by pdfminer's interpreter of their content."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.errors import LimitExceeded
from pipeline.messages import message, text
from pipeline.read.pdf.guard import Inflater
from pipeline.read.pdf.model import PageInk
from pipeline.read.pdf.opening import Opened
from pipeline.read.pdf.turn import SIDEWAYS
from pipeline.sandbox.limits import Limits


class Interpreted:
    """The pages of one open file, which have their fonts and layers in common."""

    def __init__(
        self,
        file: Opened,
        limits: Limits,
        streams: Inflater,
    ) -> None:
        from pipeline.read.pdf.fonts import Fonts
        from pipeline.read.pdf.layers import Layers

        self._path = file.path
        self._limits = limits
        self._streams = streams
        self._fonts = Fonts()
        self._layers = Layers(file.catalog)

    def ink(self, page_obj: Any, number: int) -> PageInk:
        """What is drawn on a page; damage is named in it.

        Raises:
            LimitExceeded: it is more than a page may have.
        """
        before = self._streams.damaged
        ink = self._drawn(page_obj, number)
        broken = self._streams.damaged - before
        if broken:
            cause = message("read.broken-streams", count=broken)
            ink = replace(ink, damage=(*ink.damage, cause))
        return ink

    def _drawn(self, page_obj: Any, number: int) -> PageInk:
        """What is drawn on a page; nothing where the parser cannot read it."""
        from pipeline.read.pdf.ink import page_ink

        try:
            return page_ink(
                page_obj,
                number,
                self._fonts,
                self._limits,
                self._layers,
            )
        except MemoryError:
            raise
        except LimitExceeded as error:
            what = message("read.on-page", page=number, what=error.message)
            raise LimitExceeded(what, where=self._path) from error
        except Exception as error:
            x0, y0, x1, y1 = page_obj.mediabox
            width, height = float(abs(x1 - x0)), float(abs(y1 - y0))
            if page_obj.rotate in SIDEWAYS:
                width, height = height, width
            return PageInk(
                number,
                width,
                height,
                damage=(text(type(error).__name__),),
            )
