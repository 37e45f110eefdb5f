"""What of an HTML page is kept as a tree, and what its attributes say of an element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.read.places import tidy
from pipeline.read.raised import QUOTED, reads_on
from pipeline.read.tree import Node, Scheme

HEADINGS = {f"h{level}": level for level in range(1, 7)}
CELLS = ("td", "th")
GROUPS = ("thead", "tbody", "tfoot")
# Elements that begin a line of their own.
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "header", "hr", "html", "legend", "li", "main", "ol", "p",
        "pre", "section", "ul", *HEADINGS,
    )
)  # fmt: skip
PARTS = frozenset(("caption", *GROUPS, "tr", *CELLS))
_TABLE = PARTS | {"table"}
_OWN_LINE = BLOCKS | _TABLE
_INLINE = frozenset(("br", "a", "img", "del", "s", "strike", "sup", "sub"))
# Never text of the document: code, controls, menus, other documents.
_SKIPPED = frozenset(
    (
        "applet", "audio", "button", "canvas", "datalist", "embed", "frame", "frameset", "iframe",
        "map", "math", "menu", "nav", "noframes", "noscript", "object", "option", "script",
        "select", "style", "svg", "template", "textarea", "title", "video", "xml",
    )
)  # fmt: skip
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:", re.I)
_SIZE = re.compile(r"font-size\s*:\s*([\d.]{1,6})\s*(pt|px)", re.I)
_POINTS = {"pt": 1.0, "px": 0.75}


def _is_telling(attributes: Mapping[str, str]) -> bool:
    """Whether an element that is passed through else has attributes that matter."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if style is None:
        return False
    found = _HIDES.search(style) or _SIZE.search(style)
    return found is not None


SCHEME = Scheme(kept=BLOCKS | _TABLE | _INLINE, skipped=_SKIPPED, also=_is_telling)


def is_hidden(node: Node) -> bool:
    """Whether an element is not shown."""
    if "hidden" in node.attributes:
        return True
    style = node.get("style")
    return _HIDES.search(style) is not None


def size_of(node: Node) -> float:
    """The type size in points that an element sets; 0 where it sets none."""
    found = _SIZE.search(node.get("style"))
    if not found:
        return 0.0
    number, unit = found.groups()
    try:
        return float(number) * _POINTS[unit.lower()]
    except ValueError:
        return 0.0


_SPACE = re.compile(r"[ \t\r\n\f]+")


def text_of(node: Node, *, tables: bool = True) -> str:
    """The text that is shown of an element: lines where blocks and breaks part it.

    ``tables`` false leaves out the tables in it.
    """
    pieces = _pieces(node, tables)
    text = "".join(pieces)
    return tidy(text)


def _pieces(node: Node, tables: bool) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield collapsed(child, node)
        elif child.tag == "br":
            yield "\n"
        elif is_hidden(child) or child.tag == "del":
            continue
        elif tables or child.tag != "table":
            edge = "\n" if child.tag in _OWN_LINE else ""
            yield edge
            yield from _pieces(child, tables)
            yield edge


def collapsed(text: str, within: Node) -> str:
    """White space as a page shows it: as it stands in ``pre``, else one space."""
    if within.tag != "pre":
        return _SPACE.sub(" ", text)
    unix = text.replace("\r\n", "\n")
    return unix.replace("\r", "\n")


def hidden_texts(node: Node) -> Iterator[str]:
    """The texts of elements in it that are not shown, or marked as deleted."""
    for child in node.elements():
        if is_hidden(child) or child.tag == "del":
            text = text_of(child)
            if text:
                yield text
        elif child.tag != "table":
            yield from hidden_texts(child)


def struck_texts(node: Node) -> Iterator[str]:
    """The texts that are struck through."""
    for child in node.elements():
        if child.tag in ("s", "strike"):
            yield text_of(child)
        elif not is_hidden(child) and child.tag != "table":
            yield from struck_texts(child)


def raised_digits(node: Node) -> Iterator[str]:
    """Each text up to and with a digit that is set above or below the line, behind a digit."""
    before = ""
    for text, is_raised in _settings(node, False):
        if is_raised and reads_on(before, text):
            yield before[-QUOTED:] + text
        before += text


def _settings(node: Node, is_raised: bool) -> Iterator[tuple[str, bool]]:
    """The shown texts in it, and whether each is set above or below the line."""
    for child in node.children:
        if isinstance(child, str):
            if child:
                yield child, is_raised
        elif child.tag not in ("table", "del") and not is_hidden(child):
            yield from _settings(child, is_raised or child.tag in ("sup", "sub"))


def link_text(node: Node) -> int:
    """How many characters of it lead elsewhere."""
    count = 0
    for child in node.elements():
        if child.tag == "a":
            count += len(text_of(child))
        else:
            count += link_text(child)
    return count


def has_picture(node: Node) -> bool:
    """Whether a picture stands in it."""
    return any(child.tag == "img" or has_picture(child) for child in node.elements())


def tables_in(node: Node) -> Iterator[Node]:
    """The tables in an element, but for those within them."""
    for child in node.elements():
        if child.tag == "table":
            yield child
        else:
            yield from tables_in(child)
