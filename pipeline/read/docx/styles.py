"""What a document's styles say of a paragraph or run: hidden, type size, heading, number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.read.tree import Node

_OFF = {"0", "false", "off", "none"}
_MOST_STEPS = 50  # of a style that is based on another; a ring of them ends
_DEEPEST_LEVEL = 8  # of a list, counted from 0
_DEEPEST_HEADING = 5  # counted from 0
_BODY_TEXT = 9


@dataclass(frozen=True, slots=True)
class Numbering:
    """A paragraph's place in a numbered list: the list's id and the level from 0."""

    number: str
    level: int


def on(node: Node | None) -> bool | None:
    """What an on-off property says; None where it is absent."""
    if node is None:
        return None
    value = node.get("w:val", "1")
    return value.lower() not in _OFF


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
        self._styles: dict[str, Node] = {}
        for node in nodes:
            name = node.get("w:styleId")
            self._styles[name] = node
        defaults = root.find("w:docDefaults", "w:rPrDefault", "w:rPr") or Node("")
        self._default_size = _size(defaults)
        default = next(filter(_is_default_of_paragraphs, nodes), Node(""))
        self._paragraph = default.get("w:styleId")

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
            size = _size(properties)
            if size:
                return size
        return self._default_size

    def outline(self, paragraph: Node | None) -> int:
        """The heading level from 1; 0 for body text."""
        for properties in self._of_paragraph(paragraph):
            level = properties.child("w:outlineLvl")
            if level is not None:
                own = integer(level.get("w:val"), _BODY_TEXT)
                return own + 1 if 0 <= own <= _DEEPEST_HEADING else 0
        return 0

    def numbering(self, paragraph: Node | None) -> Numbering | None:
        """The list that the paragraph is numbered in, if any."""
        number = self._number_property(paragraph, "w:numId")
        if number in ("", "0"):
            return None
        said = self._number_property(paragraph, "w:ilvl")
        level = integer(said or "0")
        level = max(level, 0)
        return Numbering(number, min(level, _DEEPEST_LEVEL))

    def _number_property(self, paragraph: Node | None, name: str) -> str:
        """What the nearest ``w:numPr`` that has it says of it; "" where none does."""
        for properties in self._of_paragraph(paragraph):
            found = properties.find("w:numPr", name)
            if found is not None:
                return found.get("w:val")
        return ""

    def _of_run(self, run: Node | None, paragraph: Node | None) -> Iterator[Node]:
        """Properties of a run: its own, its style's, its paragraph's style's; the nearest first."""
        if run is not None:
            yield run
            yield from self._inherited(run.child("w:rStyle"), "w:rPr")
        yield from self._inherited_by(paragraph, "w:rPr")

    def _of_paragraph(self, paragraph: Node | None) -> Iterator[Node]:
        """Properties of a paragraph: its own, its style's; the nearest first."""
        if paragraph is not None:
            yield paragraph
        yield from self._inherited_by(paragraph, "w:pPr")

    def _inherited_by(self, paragraph: Node | None, which: str) -> Iterator[Node]:
        style = None
        if paragraph is not None:
            style = paragraph.child("w:pStyle")
        yield from self._inherited(style, which, self._paragraph)

    def _inherited(
        self,
        named: Node | None,
        which: str,
        default: str = "",
    ) -> Iterator[Node]:
        """Properties of a style and of those it is based on; of the default one without a name."""
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


def _is_default_of_paragraphs(style: Node) -> bool:
    is_default = style.get("w:default") in ("1", "true")
    return is_default and style.get("w:type") == "paragraph"


def _size(properties: Node) -> float:
    """The type size in points that properties set; they count half points."""
    node = properties.child("w:sz")
    if node is None:
        return 0.0
    return integer(node.get("w:val")) / 2
