"""Tables that are too small to be read as such: a single row or column, or one long text.

Their text stands among the lines. Which are worth a word was measured on pages of offices and of
programs: a table that holds others, or one cell, or links, only lays the page out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.read.html.grid import grid_of
from pipeline.read.html.layout import Data, Text, inner_text, lead_elsewhere
from pipeline.read.html.page import text_of
from pipeline.read.numeric import look_like_data
from pipeline.read.tree import Node


@dataclass(frozen=True, slots=True)
class Small:
    """A table that is read as text; ``before`` tables that are read stand above it.

    ``own`` where it stands within the document, ``data`` where it holds several numbers.
    """

    first: str
    before: int
    own: bool
    data: bool


def small_tables(found: Sequence[Text | Data], own: Collection[int], where: str) -> list[Small]:
    """The small tables of the document, and those around it that hold data."""
    before = 0
    seen = {id(item.node) for item in found if isinstance(item, Data)}
    small: list[Small] = []
    for number, item in enumerate(found):
        if isinstance(item, Data):
            before += 1
            continue
        node = _table_of(item)
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        texts = _texts(node, where)
        is_own = number in own
        has_data = look_like_data(texts)
        if len(texts) > 1 and (is_own or has_data):
            small.append(Small(texts[0], before, is_own, has_data))
    return small


def _table_of(text: Text) -> Node | None:
    """The innermost table that a text stands in."""
    inside = [node for node in text.place.chain() if node.tag == "table"]
    return inside[-1] if inside else None


def _texts(table: Node, where: str) -> list[str]:
    """The texts of a table's cells; none of one that only lays out other things."""
    grid = grid_of(table, where)
    nodes = [cell.node for cell in grid.cells]
    if any(map(inner_text, nodes)):
        return []
    texts = [text_of(node) for node in nodes]
    whole = sum(map(len, texts))
    if lead_elsewhere(nodes, whole):
        return []
    return [text for text in texts if text]
