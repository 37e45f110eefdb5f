"""A cell of the logical table while it grows over the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import Box, Cell
from pipeline.stitch.frame import upright


@dataclass(slots=True)
class Piece:
    """A cell of the logical table: its place there, its first page's cell and its last one's.

    ``parts`` are its cells on all its pages. ``turn`` is how far the table is turned on the page;
    boxes are given as its reader sees them.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    cell: Cell
    text: str
    low: Cell
    turn: int = 0
    parts: list[Cell] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Whether it has no text."""
        return not self.text.strip()

    @property
    def lines(self) -> int:
        """Lines of text on the last page the cell stands on."""
        text = self.low.text
        if not text.strip():
            return 0
        return text.count("\n") + 1

    @property
    def tall(self) -> bool:
        """Whether it covers several rows."""
        return self.rowspan > 1

    @property
    def outline(self) -> tuple[int, int]:
        """Which columns the cell stands in."""
        return self.col, self.colspan

    @property
    def box(self) -> Box | None:
        """The outline of the cell on its last page."""
        box = self.low.bbox
        return upright(box, self.turn) if self.turn and box else box

    @property
    def height(self) -> float:
        """How tall the cell is on its last page, in points; 0 where that is not known."""
        box = self.box
        return box[3] - box[1] if box else 0.0

    @property
    def printed(self) -> Sequence[Box]:
        """Its lines there, empty where they are not known."""
        layout = self.low.layout
        if layout is None:
            return ()
        if not self.turn:
            return layout.lines
        return [upright(box, self.turn) for box in layout.lines]
