"""What a document's styles say of a paragraph or run: hidden, type size, heading, number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.read.tree import Node

_OFF = {"0", "false", "off", "none"}
_MOST_STEPS = 50  # of a style that is based on another; a ring of them ends


@dataclass(frozen=True, slots=True)
class Numbering:
    """A paragraph's place in a numbered list: the list's id and the level from 0."""

    number: str
    level: int


def on(node: Node | None) -> bool | None:
    """What an on-off property says; None where it is absent."""
    return None if node is None else node.get("w:val", "1").lower() not in _OFF


def integer(text: str, default: int = 0) -> int:
    """A whole number as attributes have it; ``default`` where it is none or absurd."""
    try:
        number = int(text)
    except ValueError:
        return default
    return number if abs(number) < 1_000_000_000 else default


class Styles:
    """A document's styles by id, each with what it inherits."""

    def __init__(self, root: Node) -> None:
        nodes = [node for node in root.elements() if node.tag == "w:style"]
        self._styles = {node.get("w:styleId"): node for node in nodes}
        defaults = root.find("w:docDefaults", "w:rPrDefault", "w:rPr") or Node("")
        self._default_size = self._size(defaults)
        self._paragraph = next(
            (
                node.get("w:styleId")
                for node in nodes
                if node.get("w:type") == "paragraph" and node.get("w:default") in ("1", "true")
            ),
            "",
        )

    def hidden(self, run: Node | None, paragraph: Node | None) -> bool:
        """Whether a run of these properties, in a paragraph of those, is hidden."""
        for properties in self._of_run(run, paragraph):
            said = on(properties.child("w:vanish"))
            if said is not None:
                return said
        return False

    def size(self, run: Node | None, paragraph: Node | None) -> float:
        """The type size in points; 0 where nothing says it."""
        for properties in self._of_run(run, paragraph):
            size = self._size(properties)
            if size:
                return size
        return self._default_size

    def outline(self, paragraph: Node | None) -> int:
        """The heading level from 1; 0 for body text."""
        for properties in self._of_paragraph(paragraph):
            level = properties.child("w:outlineLvl")
            if level is not None:
                own = integer(level.get("w:val"), 9)
                return own + 1 if 0 <= own <= 5 else 0
        return 0

    def numbering(self, paragraph: Node | None) -> Numbering | None:
        """The list that the paragraph is numbered in, if any."""
        number, level = None, None
        for properties in self._of_paragraph(paragraph):
            found = properties.child("w:numPr")
            if found is None:
                continue
            own, depth = found.child("w:numId"), found.child("w:ilvl")
            number = own.get("w:val") if number is None and own is not None else number
            level = depth.get("w:val") if level is None and depth is not None else level
        if number in (None, "", "0"):
            return None
        return Numbering(str(number), min(max(integer(level or "0"), 0), 8))

    def _size(self, properties: Node) -> float:
        node = properties.child("w:sz")
        return integer(node.get("w:val")) / 2 if node is not None else 0.0

    def _of_run(self, run: Node | None, paragraph: Node | None) -> Iterator[Node]:
        """Properties of a run: its own, its style's, its paragraph's style's; the nearest first."""
        if run is not None:
            yield run
            yield from self._inherited(run.child("w:rStyle"), "w:rPr")
        own = paragraph.child("w:pStyle") if paragraph is not None else None
        yield from self._inherited(own, "w:rPr", self._paragraph)

    def _of_paragraph(self, paragraph: Node | None) -> Iterator[Node]:
        if paragraph is not None:
            yield paragraph
        own = paragraph.child("w:pStyle") if paragraph is not None else None
        yield from self._inherited(own, "w:pPr", self._paragraph)

    def _inherited(
        self,
        named: Node | None,
        which: str,
        default: str = "",
    ) -> Iterator[Node]:
        name = named.get("w:val") if named is not None else default
        for _ in range(_MOST_STEPS):
            style = self._styles.get(name)
            if style is None:
                return
            properties = style.child(which)
            if properties is not None:
                yield properties
            based = style.child("w:basedOn")
            name = based.get("w:val") if based is not None else ""
