"""A paragraph's runs → its text as printed, and what in it is not printed or no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from pipeline.read.docx.numbering import Numbers
from pipeline.read.docx.styles import Styles, on
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
_SOFT_HYPHEN = "\u00ad"
# Characters drawn over or into one another, as a field: ``EQ \o\ac(○,1)``.
_OVERSTRUCK = re.compile(r"\s*EQ\s+\\o\s*(?:\\a[lcr]\s*)*\((.*)\)\s*", re.IGNORECASE | re.DOTALL)
_EQUATION = re.compile(r"\s*EQ\b", re.IGNORECASE)
_CIRCLES = {"○", "〇", "◯", "O"}


class Aside(Enum):
    """What a paragraph holds besides the text that is read."""

    HIDDEN = "hidden"
    STRUCK = "struck"
    DELETED = "deleted"
    SIGN = "sign"
    FIELD = "field"
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
        self._styles, self._numbers = styles, numbers

    def read(self, node: Node) -> Paragraph:
        """The paragraph of a ``w:p``."""
        properties = node.child("w:pPr")
        reading = _Reading(self._styles, properties)
        reading.take(node)
        done = reading.done
        done.text = "".join(reading.pieces).replace(_SOFT_HYPHEN, "")
        done.level = self._styles.outline(properties)
        mark = node.find("w:pPr", "w:rPr") or Node("")
        done.goes_on = mark.child("w:del") is not None or mark.child("w:moveFrom") is not None
        if not (done.goes_on and not done.text):
            done.text = self._number(properties) + done.text
        return done

    def _number(self, properties: Node | None) -> str:
        numbering = self._styles.numbering(properties)
        return self._numbers.text(numbering) if numbering else ""


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    has_result: bool = False


class _Reading:
    """The runs of one paragraph, in order."""

    def __init__(self, styles: Styles, paragraph: Node | None) -> None:
        self.pieces: list[str] = []
        self.done = Paragraph()
        self._styles, self._paragraph = styles, paragraph
        self._fields: list[_Field] = []

    def take(self, node: Node) -> None:
        """Reads what is in a paragraph or an element of it."""
        for child in node.elements():
            if child.tag == "w:r":
                self._run(child)
            elif child.tag in ("w:del", "w:moveFrom"):
                self._aside(Aside.DELETED, letters(child))
            elif child.tag not in ("w:pPr", "w:rPr"):
                self._one(child)

    def _run(self, run: Node) -> None:
        properties = run.child("w:rPr")
        if self._styles.hidden(properties, self._paragraph):
            self._aside(Aside.HIDDEN, letters(run))
            return
        before = len(self.pieces)
        self.take(run)
        text = "".join(self.pieces[before:]).strip()
        if not text:
            return
        self.done.size = max(self.done.size, self._styles.size(properties, self._paragraph))
        if properties is not None and any(
            on(properties.child(name)) for name in ("w:strike", "w:dstrike")
        ):
            self._aside(Aside.STRUCK, text)

    def _one(self, node: Node) -> None:
        match node.tag:
            case "w:t" | "m:t":
                self._write("".join(child for child in node.children if isinstance(child, str)))
            case "w:tab" | "w:ptab":
                self._write(" ")
            case "w:br" | "w:cr":
                self._write("\n")
            case "w:noBreakHyphen":
                self._write("-")
            case "w:sym":
                self._sign(node)
            case "w:fldChar":
                self._field(node.get("w:fldCharType"))
            case "w:instrText":
                if self._fields:
                    self._fields[-1].code += [c for c in node.children if isinstance(c, str)]
            case _:
                self._thing(node)

    def _thing(self, node: Node) -> None:
        match node.tag:
            case "w:txbxContent":
                self.done.boxes.append(node)
            case "w:footnoteReference":
                self._aside(Aside.FOOTNOTE, node.get("w:id"))
            case "w:endnoteReference":
                self._aside(Aside.ENDNOTE, node.get("w:id"))
            case "pic:pic" | "v:imagedata":
                self._aside(Aside.PICTURE, "")
            case "w:object":
                self._aside(Aside.OBJECT, "")

    def _write(self, text: str) -> None:
        """Adds text, but for what is a field's code and not its result."""
        if all(one.has_result for one in self._fields):
            self.pieces.append(text)

    def _sign(self, node: Node) -> None:
        code = _hexadecimal(node.get("w:char"))
        font = node.get("w:font").lower()
        own = code - 0xF000 if code >= 0xF000 and code < 0xF100 else code
        known = _SIGNS.get(font, {}).get(own)
        if known is None:
            known = chr(code) if code and code not in _PRIVATE else "\ufffd"
            self._aside(Aside.SIGN, f"{node.get('w:font')} {node.get('w:char')}")
        self._write(known)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].has_result = True
        elif self._fields and kind == "end":
            ended = self._fields.pop()
            if not ended.has_result:
                self._write_code("".join(ended.code))

    def _write_code(self, code: str) -> None:
        """A field without a result that is drawn from its code."""
        drawn = _OVERSTRUCK.fullmatch(code)
        if drawn:
            self._write(_overstruck(drawn[1]))
        elif _EQUATION.match(code):
            self._aside(Aside.FIELD, code.strip())

    def _aside(self, what: Aside, text: str) -> None:
        if text.strip() or what in (Aside.PICTURE, Aside.OBJECT):
            self.done.asides.append((what, text.strip()))


def _hexadecimal(text: str) -> int:
    try:
        code = int(text, 16)
    except ValueError:
        return 0
    return code if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else 0


def _overstruck(parts: str) -> str:
    """Characters drawn over one another: a number in a circle is that sign, of others all stand."""
    signs = [part.strip() for part in re.split("[,;，；]", parts) if part.strip()]
    inner = [sign for sign in signs if sign not in _CIRCLES]
    if len(inner) == 1 and len(inner) < len(signs) and inner[0].isdecimal():
        number = int(inner[0]) if len(inner[0]) < 3 else 0
        return chr(ord("①") + number - 1) if 1 <= number <= 20 else inner[0]
    return "".join(inner or signs)


def letters(node: Node) -> str:
    """All text in an element, whatever becomes of it; a line for each paragraph."""
    return "".join(_all_letters(node))


def _all_letters(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag != "w:instrText":
            yield from _all_letters(child)
            if child.tag == "w:p":
                yield "\n"
