"""Which text of a page is the document's, and which its frame: head, menus, foot, other news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.read.html.layout import Data, Text, is_menu
from pipeline.read.html.page import CELLS
from pipeline.read.tree import Node


def document_of(found: Sequence[Text | Data]) -> set[int]:
    """The numbers of the texts that are the document's: those around its largest tables.

    Its element is the innermost one that holds them and some text of its own, and further ones
    around it as long as what they add is plain text. Headings above it count too, since a title
    often stands there. Without tables all is the document's but menus.
    """
    plain = _plain_texts(found)
    chains = [table.place.chain() for table in _largest(found)]
    chain = _common(chains)
    if not chain:
        return plain
    held = _held(found, chain, plain)
    own = held & plain
    first = min(held, default=0)
    for number, item in enumerate(found):
        if isinstance(item, Data):
            continue
        is_title = number in plain and number < first and item.level > 0
        if is_title or item.caption:
            own.add(number)
    return own


def _plain_texts(found: Sequence[Text | Data]) -> set[int]:
    """The numbers of the texts that are no menus."""
    plain = set()
    for number, item in enumerate(found):
        if isinstance(item, Text) and not is_menu(item):
            plain.add(number)
    return plain


def _held(
    found: Sequence[Text | Data],
    chain: Sequence[Node],
    plain: set[int],
) -> set[int]:
    """The numbers of what the document's element holds, one of a chain of elements."""
    inner, *further = reversed(chain)
    held = _within(found, inner)
    for outer in further:
        more = _within(found, outer)
        added = [found[number] for number in more - held]
        has_text = not held.isdisjoint(plain)
        if has_text and not _adds_plain_text(outer, inner, added):
            break
        inner = outer
        held = more
    return held


def _largest(found: Sequence[Text | Data]) -> Iterator[Data]:
    """The tables with at least half as many cells as the largest."""
    tables = [item for item in found if isinstance(item, Data)]
    sizes = [len(table.grid.cells) for table in tables]
    largest = max(sizes, default=0)
    for table, size in zip(tables, sizes, strict=True):
        is_large = 2 * size >= largest
        if is_large:
            yield table


def _common(chains: Sequence[list[Node]]) -> list[Node]:
    """The elements that all chains begin with, without the tables at their ends."""
    common: list[Node] = []
    above = [chain[:-1] for chain in chains]
    for level in zip(*above, strict=False):
        first = level[0]
        if any(node is not first for node in level):
            break
        common.append(first)
    return common


def _within(found: Sequence[Text | Data], element: Node) -> set[int]:
    """The numbers of what stands in an element."""
    within = set()
    for number, item in enumerate(found):
        if _depth(item, element) is not None:
            within.add(number)
    return within


def _depth(item: Text | Data, element: Node) -> int | None:
    """The number of an element among those that something stands in; None where it does not."""
    for number, node in enumerate(item.place.chain()):
        if node is element:
            return number
    return None


def _adds_plain_text(
    outer: Node,
    inner: Node,
    added: Sequence[Text | Data],
) -> bool:
    """Whether what an element holds besides an inner one is text of its own without links."""
    if inner.tag in (*CELLS, "table"):
        return False
    return all(_is_plain(item, outer) for item in added)


def _is_plain(item: Text | Data, within: Node) -> bool:
    """Whether it is text that leads nowhere, in no table within an element."""
    if isinstance(item, Data) or item.links:
        return False
    depth = _depth(item, within)
    assert depth is not None
    inner = item.place.chain()[depth + 1 :]
    return all(node.tag != "table" for node in inner)
