"""A small form whose rows are aligned move by move."""

from __future__ import annotations

from pipeline.repair.align.cell_moves import CellMoves, Prices
from pipeline.repair.align.cells import Lexicon
from pipeline.repair.align.layout import Layout
from pipeline.repair.damage.costs import COSTS
from pipeline.spec import Column

KINDS = (
    ("seq", "serial"),
    ("indicator", "name"),
    ("weight", "points"),
    ("rank", "rank"),
    ("target", "target"),
)
SEQ, NAME, WEIGHT, RANK, TARGET = range(5)
END = 5  # behind the last column
LEXICON = Lexicon(frozenset({"个"}), frozenset({"县发改委"}), 20)


def form(labels: int = 1) -> Layout:
    """A form with so many columns of labels before the serial."""
    zone = [Column(f"level{n}", f"level{n}", "label", "", ()) for n in range(1, labels + 1)]
    return Layout(tuple(zone), tuple(Column(name, name, kind, "", ()) for name, kind in KINDS))


def cells(line: str, labels: int = 1, serial: int = 7) -> CellMoves:
    """The cells of a row, parted by ``|``."""
    texts = [text.strip() for text in line.split("|")]
    return CellMoves(texts, Prices(serial, form(labels), LEXICON, COSTS))
