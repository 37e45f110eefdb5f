"""What is painted besides characters: paths, images, shadings → rules, fills, covered areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.utils import MATRIX_IDENTITY, mult_matrix

from pipeline.errors import LimitExceeded
from pipeline.read.pdf.canvas import PIECES, SEEN, Canvas, scale_of
from pipeline.read.pdf.fonts import Fonts
from pipeline.read.pdf.images import is_masked, is_white_image
from pipeline.read.pdf.paths import colour_of, is_white
from pipeline.sandbox.limits import Limits


class Painter(PDFTextDevice, Canvas):
    """What pdfminer's interpreter paints on."""

    def __init__(
        self,
        resources: Fonts,
        number: int,
        limits: Limits,
    ) -> None:
        PDFTextDevice.__init__(self, cast(Any, resources))
        Canvas.__init__(self)
        self.limits = limits
        self.number = number
        self.drawn = 0
        self.colours: Any = None  # pdfminer's graphics state, which a stencil image is painted with

    def count_drawn(self, things: int = 1) -> None:
        """Books what is drawn.

        Raises:
            LimitExceeded: it is more than a page may have.
        """
        self.drawn += things
        if self.drawn > self.limits.objects:
            raise LimitExceeded("read.many-objects", most=self.limits.objects)

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Takes the page's size, and narrows the clip to what is shown of it."""
        shown = page.cropbox or page.mediabox
        self.begin(page.mediabox, shown, ctm)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:  # noqa: ARG002 - pdfminer's
        """Narrows the clip to a form's box."""
        around = self.ctm or MATRIX_IDENTITY
        self.clip_to(bbox, mult_matrix(matrix, around))

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002 - pdfminer's signature
        """Paints an image, which fills its figure, to which the clip was narrowed."""
        if self.paint_image(self.pen.clip, is_masked(stream)):
            white = is_white_image(stream, self.colours)
            self.add_area(self.pen.clip, white, None)

    def paint_shading(self, whole: bool) -> None:
        """Paints a shading: the sh operator fills the whole clip.

        One that does not extend beyond its ends may leave parts blank.
        """
        self.painted()
        if not self.is_filling():
            return
        pen = self.pen
        self.pen = pen._replace(plain=pen.plain and whole)
        self.add_area(pen.clip, False, None)
        self.pen = pen

    def paint_path(
        self,
        graphicstate: Any,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[Any],
    ) -> None:
        """Fills and strokes a path."""
        self.count_drawn(1 + len(path) // PIECES)
        self.painted()
        if self.off:
            return
        matrix: Any = self.ctm or MATRIX_IDENTITY
        outlines = self.outlines(matrix, path)
        if fill and self.is_filling():
            white = is_white(graphicstate.ncolor, graphicstate.ncs)
            colour = colour_of(graphicstate.ncolor, graphicstate.ncs)
            self.paint_fill(outlines, evenodd, white, colour)
        if stroke and self.pen.stroke * self.pen.group >= SEEN:
            white = is_white(graphicstate.scolor, graphicstate.scs)
            colour = colour_of(graphicstate.scolor, graphicstate.scs)
            thickness = graphicstate.linewidth * scale_of(matrix)
            for points in outlines:
                self.paint_stroke(points, thickness, white, colour)
