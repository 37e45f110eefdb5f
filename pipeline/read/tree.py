"""XML and HTML → a small tree of what a reader looks at; lxml is known to this module alone.

The parser's events are taken one by one and no tree of its own is built: what a scheme skips takes
no memory, what it does not name is passed through, and nesting and the number of elements are
bounded. Nothing is fetched, no DTD is read and no entity of a document's own is replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import LimitExceeded, SourceError

# Elements within one another: of what a scheme keeps, and of all.
MAX_DEPTH = 200
MAX_NESTING = 50_000
# So many elements that a scheme keeps for each that a page may draw (``Limits.objects``).
TIMES = 10


@dataclass(slots=True)
class Node:
    """An element with its attributes, and what is in it: elements and texts in order."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def elements(self) -> Iterator[Node]:
        """The elements right in it."""
        for child in self.children:
            if isinstance(child, Node):
                yield child

    def child(self, tag: str) -> Node | None:
        """The first element right in it of that tag."""
        for child in self.elements():
            if child.tag == tag:
                return child
        return None

    def find(self, *path: str) -> Node | None:
        """The first element at the end of a path of tags."""
        node: Node | None = self
        for tag in path:
            node = node.child(tag) if node is not None else None
        return node

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value."""
        return self.attributes.get(name, default)


@dataclass(frozen=True, slots=True)
class Scheme:
    """What of a document is kept.

    ``kept`` elements become nodes, ``skipped`` ones are left out with all that is in them, of
    others only the content is. ``texts`` are elements whose text counts; None where all text does.
    ``prefixes`` are namespaces by address: ``{address}p`` becomes ``w:p``. ``also`` says of an
    element that is not named whether it is kept for its attributes; nested too deep it is not.
    """

    kept: frozenset[str]
    skipped: frozenset[str]
    texts: frozenset[str] | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)
    also: Callable[[Mapping[str, str]], bool] | None = None

    def short(self, name: str) -> str:
        """A name with its namespace's prefix, without any where the namespace has none."""
        if not name.startswith("{"):
            return name
        address, _, local = name[1:].partition("}")
        prefix = self.prefixes.get(address)
        return f"{prefix}:{local}" if prefix else local


def parse_xml(
    data: bytes,
    scheme: Scheme,
    where: str,
    part: str,
    objects: int,
) -> Node:
    """The root of an XML document, tag "" and what is kept of it within.

    Raises:
        SourceError: it is no XML, or has a document type, as no Office document has.
        LimitExceeded: it has too many elements, or they nest too deep.
    """
    from lxml import etree

    builder: Any = _Builder(scheme, where, objects * TIMES, typed=False, part=part)
    parser = etree.XMLParser(
        target=builder,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        parser.feed(data)
        parser.close()
    except etree.LxmlError:
        raise SourceError("editions.part-damaged", where=where, part=part) from None
    root: Node = builder.root
    return root


def parse_html(
    text: str,
    scheme: Scheme,
    where: str,
    objects: int,
) -> Node:
    """The same of an HTML page, whatever its errors.

    Raises:
        SourceError: nothing can be made of it.
        LimitExceeded: as :func:`parse_xml`.
    """
    from lxml import etree

    builder: Any = _Builder(scheme, where, objects * TIMES, typed=True, part="")
    parser = etree.HTMLParser(
        target=builder,
        recover=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        encoding="utf-8",
    )
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:
        raise SourceError("editions.no-html", where=where) from None
    root: Node = builder.root
    return root


class _Builder:
    """Takes the parser's events; ``typed`` says that a document type is no fault."""

    def __init__(
        self,
        scheme: Scheme,
        where: str,
        most: int,
        typed: bool,
        part: str,
    ) -> None:
        self.root = Node("")
        self._scheme, self._where, self._left, self._most = scheme, where, most, most
        self._typed, self._part = typed, part
        self._open: list[Node | None] = []  # None for an element that is passed through
        self._kept = [self.root]
        self._skipping = 0  # elements within one that is skipped, itself included
        self._texting: list[bool] = [scheme.texts is None]
        self._names: dict[str, str] = {}

    def doctype(self, *_: object) -> None:
        """Refuses what may declare entities."""
        if not self._typed:
            raise SourceError("editions.document-type", where=self._where, part=self._part)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = self._name(tag)
        if self._skipping or name in self._scheme.skipped:
            self._skipping += 1
            return
        kept = name in self._scheme.kept or self._is_kept_besides(attributes)
        self._open.append(self._node(name, attributes) if kept else None)
        if self._scheme.texts is not None:
            self._texting.append(name in self._scheme.texts)
        if len(self._open) > MAX_NESTING:
            raise LimitExceeded("editions.nested", where=self._where, most=MAX_NESTING)

    def _is_kept_besides(self, attributes: Mapping[str, str]) -> bool:
        also = self._scheme.also
        shallow = len(self._kept) < MAX_DEPTH
        return also is not None and bool(attributes) and shallow and also(attributes)

    def _node(self, name: str, attributes: Mapping[str, str]) -> Node:
        self._left -= 1
        if self._left < 0:
            raise LimitExceeded("editions.elements", where=self._where, most=self._most)
        if len(self._kept) > MAX_DEPTH:
            raise LimitExceeded("editions.nested", where=self._where, most=MAX_DEPTH)
        own = {self._name(key): value for key, value in attributes.items()} if attributes else {}
        node = Node(name, own)
        self._kept[-1].children.append(node)
        self._kept.append(node)
        return node

    def _name(self, tag: str) -> str:
        name = self._names.get(tag)
        if name is None:
            name = self._scheme.short(str(tag))
            if len(self._names) < 10_000:
                self._names[tag] = name
        return name

    def end(self, _: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1
            return
        if not self._open:
            return
        if self._open.pop() is not None:
            self._kept.pop()
        if self._scheme.texts is not None:
            self._texting.pop()

    def data(self, text: str) -> None:
        """Text within the element that is open."""
        if not self._skipping and self._texting[-1]:
            self._kept[-1].children.append(text)

    def close(self) -> None:
        """The document ends."""
