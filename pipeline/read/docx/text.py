"""A paragraph's runs → its text as printed, and what in it is not printed or no text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from pipeline.read.docx.numbering import Numbers
from pipeline.read.docx.parts import BUILT
from pipeline.read.docx.styles import Styles, on
from pipeline.read.raised import QUOTED, reads_on
from pipeline.read.tree import Node

# Signs of fonts that have no letters (Wingdings, Wingdings 2, Symbol), by their code.
_SIGNS = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0xA8: "◻", 0xD8: "➢", 0xFB: "✗", 0xFC: "✓",
        0xFD: "☒", 0xFE: "☑", 0x76: "❖", 0x77: "◆", 0x80: "⓪",
        **{0x81 + n: chr(ord("①") + n) for n in range(10)},
        **{0x8C + n: chr(ord("❶") + n) for n in range(10)},
    },
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x51: "☒", 0xA3: "□", 0x2A: "□"},
    "symbol": {0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB7: "·", 0xB9: "≠"},
}  # fmt: skip
_PRIVATE = range(0xE000, 0xF900)
# Where fonts of signs are put in the private area.
_MOVED = range(0xF000, 0xF100)
_DELETIONS = ("w:del", "w:moveFrom")
_FORMULA = "m:oMath"
_SOFT_HYPHEN = "\u00ad"
# Characters drawn over or into one another, as a field: ``EQ \o\ac(○,1)``.
_OVERSTRUCK = re.compile(r"\s*EQ\s+\\o\s*(?:\\a[lcr]\s*)*\((.*)\)\s*", re.IGNORECASE | re.DOTALL)
_EQUATION = re.compile(r"\s*EQ\b", re.IGNORECASE)
_SEPARATOR = re.compile("[,;，；]")
_CIRCLES = {"○", "〇", "◯", "O"}
_SURROGATES = range(0xD800, 0xE000)


class Aside(Enum):
    """What a paragraph holds besides the text that is read."""

    HIDDEN = "hidden"
    STRUCK = "struck"
    DELETED = "deleted"
    SIGN = "sign"
    FIELD = "field"
    FORMULA = "formula"
    RAISED = "raised"
    PICTURE = "picture"
    OBJECT = "object"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its text, where lines that were broken by hand are parted by line feeds.

    ``size`` is its largest type in points, 0 where none is said. ``goes_on`` is true where its end
    is marked as deleted. ``boxes`` are the contents of text boxes that are anchored in it.
    """

    text: str = ""
    size: float = 0.0
    level: int = 0
    goes_on: bool = False
    asides: list[tuple[Aside, str]] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)


class Texts:
    """Reads paragraphs in the document's order, since numbered lists count on."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self._styles = styles
        self._numbers = numbers

    def read(self, node: Node) -> Paragraph:
        """The paragraph of a ``w:p``."""
        properties = node.child("w:pPr")
        reading = _Reading(self._styles, properties)
        reading.take(node)
        paragraph = reading.paragraph
        text = "".join(reading.pieces)
        paragraph.text = text.replace(_SOFT_HYPHEN, "")
        paragraph.level = self._styles.outline(properties)
        paragraph.goes_on = _is_end_deleted(properties)
        is_deleted = paragraph.goes_on and not paragraph.text
        if not is_deleted:
            number = self._number(properties)
            paragraph.text = number + paragraph.text
        return paragraph

    def _number(self, properties: Node | None) -> str:
        """What is written before a paragraph of a numbered list."""
        numbering = self._styles.numbering(properties)
        if numbering is None:
            return ""
        return self._numbers.text(numbering)


def _is_end_deleted(properties: Node | None) -> bool:
    """Whether a paragraph's mark is deleted or moved away, so that the next one goes on in it."""
    mark = properties.child("w:rPr") if properties is not None else None
    if mark is None:
        return False
    return any(child.tag in _DELETIONS for child in mark.elements())


@dataclass(slots=True)
class _Field:
    code: str = ""
    has_result: bool = False


class _Reading:
    """The runs of one paragraph, in order."""

    def __init__(self, styles: Styles, properties: Node | None) -> None:
        self.pieces: list[str] = []
        self.paragraph = Paragraph()
        self._styles = styles
        self._properties = properties
        self._fields: list[_Field] = []

    def take(self, node: Node) -> None:
        """Reads what is in a paragraph or an element of it."""
        for child in node.elements():
            if child.tag == "w:r":
                self._take_run(child)
            elif child.tag in _DELETIONS:
                self._note(Aside.DELETED, letters(child))
            elif child.tag == _FORMULA or child.tag in BUILT:
                self._take_formula(child)
            elif child.tag not in ("w:pPr", "w:rPr"):
                self._take_text(child)

    def _take_formula(self, node: Node) -> None:
        """Reads a formula, or a part of one, as a line; notes a formula that is drawn otherwise."""
        self.take(node)
        is_built = any(child.tag in BUILT for child in node.elements())
        if node.tag == _FORMULA and is_built:
            self._note(Aside.FORMULA, letters(node))

    def _take_run(self, run: Node) -> None:
        properties = run.child("w:rPr")
        if self._styles.hidden(properties, self._properties):
            self._note(Aside.HIDDEN, letters(run))
            return
        before = len(self.pieces)
        self.take(run)
        written = "".join(self.pieces[before:])
        text = written.strip()
        if not text:
            return
        size = self._styles.size(properties, self._properties)
        self.paragraph.size = max(self.paragraph.size, size)
        if _is_struck(properties):
            self._note(Aside.STRUCK, text)
        so_far = "".join(self.pieces[:before])
        if _is_raised(properties) and reads_on(so_far, written):
            self._note(Aside.RAISED, so_far[-QUOTED:] + written)

    def _take_text(self, node: Node) -> None:
        """Reads an element that is text, or stands for text."""
        match node.tag:
            case "w:t" | "m:t":
                self._write(_own_text(node))
            case "w:tab" | "w:ptab":
                self._write(" ")
            case "w:br" | "w:cr":
                self._write("\n")
            case "w:noBreakHyphen":
                self._write("-")
            case "w:sym":
                self._write_sign(node)
            case "w:fldChar":
                self._take_field_mark(node.get("w:fldCharType"))
            case "w:instrText":
                if self._fields:
                    self._fields[-1].code += _own_text(node)
            case _:
                self._take_other(node)

    def _take_other(self, node: Node) -> None:
        """Notes what is no text."""
        match node.tag:
            case "w:txbxContent":
                self.paragraph.boxes.append(node)
            case "w:footnoteReference":
                self._note(Aside.FOOTNOTE, node.get("w:id"))
            case "w:endnoteReference":
                self._note(Aside.ENDNOTE, node.get("w:id"))
            case "pic:pic" | "v:imagedata":
                self._note(Aside.PICTURE, "")
            case "w:object":
                self._note(Aside.OBJECT, "")

    def _write(self, text: str) -> None:
        """Adds text, but for what is a field's code and not its result."""
        in_code = any(not one.has_result for one in self._fields)
        if not in_code:
            self.pieces.append(text)

    def _write_sign(self, node: Node) -> None:
        font = node.get("w:font")
        char = node.get("w:char")
        code = _hexadecimal(char)
        place = code
        if code in _MOVED:
            place -= _MOVED.start
        signs = _SIGNS.get(font.lower(), {})
        sign = signs.get(place)
        if sign is None:
            is_known = code and code not in _PRIVATE
            sign = chr(code) if is_known else "\ufffd"
            self._note(Aside.SIGN, f"{font} {char}")
        self._write(sign)

    def _take_field_mark(self, kind: str) -> None:
        """Begins a field, or its result, or ends it."""
        if kind == "begin":
            self._fields.append(_Field())
            return
        if not self._fields:
            return
        if kind == "separate":
            self._fields[-1].has_result = True
        elif kind == "end":
            ended = self._fields.pop()
            if not ended.has_result:
                self._write_code(ended.code)

    def _write_code(self, code: str) -> None:
        """A field without a result that is drawn from its code."""
        drawn = _OVERSTRUCK.fullmatch(code)
        if drawn:
            sign = _overstruck(drawn[1])
            self._write(sign)
        elif _EQUATION.match(code):
            self._note(Aside.FIELD, code)

    def _note(self, what: Aside, text: str) -> None:
        stripped = text.strip()
        if stripped or what in (Aside.PICTURE, Aside.OBJECT):
            self.paragraph.asides.append((what, stripped))


def _own_text(node: Node) -> str:
    """The text right in an element."""
    texts = [child for child in node.children if isinstance(child, str)]
    return "".join(texts)


def _is_struck(run: Node | None) -> bool:
    """Whether a run of these properties is struck through."""
    if run is None:
        return False
    once = on(run.child("w:strike"))
    twice = on(run.child("w:dstrike"))
    return bool(once or twice)


def _is_raised(run: Node | None) -> bool:
    """Whether a run of these properties is set above or below the line."""
    align = run.child("w:vertAlign") if run is not None else None
    return align is not None and align.get("w:val") in ("superscript", "subscript")


def _hexadecimal(text: str) -> int:
    """A character's code; 0 where the text is none."""
    try:
        code = int(text, 16)
    except ValueError:
        return 0
    if code in _SURROGATES or not 0 < code <= sys.maxunicode:
        return 0
    return code


def _overstruck(parts: str) -> str:
    """Characters drawn over one another: a number in a circle is that sign, of others all stand."""
    stripped = [part.strip() for part in _SEPARATOR.split(parts)]
    signs = [sign for sign in stripped if sign]
    inner = [sign for sign in signs if sign not in _CIRCLES]
    has_circle = len(inner) < len(signs)
    if has_circle and len(inner) == 1:
        return _in_circle(inner[0])
    return "".join(inner or signs)


def _in_circle(text: str) -> str:
    """1 → ①, 20 → ⑳, other text as it is."""
    if len(text) > 2 or not text.isdecimal():
        return text
    number = int(text)
    if not 1 <= number <= 20:
        return text
    return chr(ord("①") + number - 1)


def letters(node: Node) -> str:
    """All text in an element, whatever becomes of it; a line for each paragraph."""
    pieces = _all_letters(node)
    return "".join(pieces)


def _all_letters(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag != "w:instrText":
            yield from _all_letters(child)
            if child.tag == "w:p":
                yield "\n"
