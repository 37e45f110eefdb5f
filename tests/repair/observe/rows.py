"""Rows for tests of what a row shows, from lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Cell, Header, Row, Slot, Table
from pipeline.repair.observe.shown import Form, Shown, Text

# label | serial | name | unit | points | agency
FORM = Form(width=6, seq=1, indicator=2, weight=4, labels=(0,))
NUMBERLESS = Form(width=5, seq=None, indicator=1, weight=3, labels=(0,))
POINTLESS = Form(width=5, seq=1, indicator=2, weight=None, labels=(0,))


def row_of(line: str, number: int = 1) -> Row:
    """A row whose cells are parted by ``|``; ``>`` is covered by the cell to its left."""
    slots: list[Slot] = []
    texts = [text.strip() for text in line.split("|")]
    for col, text in enumerate(texts):
        if text == ">":
            slots.append(Slot(slots[-1].cell, covered=True))
            continue
        width = 1
        for following in texts[col + 1 :]:
            if following != ">":
                break
            width += 1
        slots.append(Slot(Cell(number, col, text, colspan=width)))
    return Row(tuple(slots), 1, number, 1)


def shown_of(line: str) -> Shown:
    return Shown.of(row_of(line))


def table_of(lines: Sequence[str]) -> Table:
    rows = tuple(row_of(line, number) for number, line in enumerate(lines, 1))
    return Table((1,), 1, (Header(0, ("",)),), rows)


def places(texts: Sequence[Text]) -> list[tuple[int, str]]:
    return [(text.at, text.text) for text in texts]
