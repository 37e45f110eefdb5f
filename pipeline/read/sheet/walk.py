"""XML as a stream of elements, for parts that strangers wrote.

No tree is built, no entity is expanded and nothing is fetched: a document type declaration, which
Office files never have, ends the reading before what it declares is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import ParseError, XMLParser

from pipeline.errors import SourceError
from pipeline.read.archive import Archive

MAX_DEPTH = 200
_MOST_DIGITS = 9  # of a number in an attribute

Attributes = Mapping[str, str]
"""An element's attributes by name."""


class Walker:
    """Takes elements as they come; what reads a part is a subclass."""

    def __init__(self) -> None:
        self._depth = 0
        self._pieces: list[str] = []

    def begin(self, name: str, attributes: Attributes) -> None:
        """An element begins; names stand without their name space."""

    def finish(self, name: str, text: str) -> None:
        """An element ends; ``text`` stands between its last tag and this one."""

    # The names below are those that the parser calls.

    def start(self, tag: str, attributes: Attributes) -> None:
        """Takes a start tag."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _Refused
        self._pieces.clear()
        name = _local(tag)
        named = {_local(key): value for key, value in attributes.items()}
        self.begin(name, named)

    def data(self, text: str) -> None:
        """Takes text."""
        self._pieces.append(text)

    def end(self, tag: str) -> None:
        """Takes an end tag."""
        self._depth -= 1
        name = _local(tag)
        text = "".join(self._pieces)
        self._pieces.clear()
        self.finish(name, text)

    def doctype(self, *_: object) -> None:
        """Refuses a document type declaration."""
        raise _Refused

    def close(self) -> None:
        """Takes the end of the part."""


def whole(text: str | None) -> int | None:
    """The whole number that an attribute gives, None where it gives none."""
    if not text or len(text) > _MOST_DIGITS:
        return None
    is_number = text.isascii() and text.isdigit()
    return int(text) if is_number else None


def is_true(text: str | None) -> bool:
    """Whether an attribute says yes."""
    return text in ("1", "true")


def is_on(attributes: Attributes) -> bool:
    """Whether an element that is yes by standing there, such as ``strike``, does not say no."""
    return attributes.get("val") not in ("0", "false")


class _Refused(Exception):
    """A part that no office program writes."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a workbook; ``name`` is its file's, for messages."""

    archive: Archive
    name: str

    def walk(self, part: str, walker: Walker) -> bool:
        """Has the walker take the elements of a part; false where there is no such part.

        Raises:
            SourceError: it is damaged, nested without end, or declares a document type.
            LimitExceeded: it inflates to more than is allowed.
        """
        data = self.archive.part(part)
        if data is None:
            return False
        _walk(data, walker, self.name, part)
        return True


def _walk(data: bytes, walker: Walker, where: str, part: str) -> None:
    parser = XMLParser(target=walker)
    try:
        parser.feed(data)
        parser.close()
    except _Refused:
        raise SourceError("sheets.strange-xml", where=where, part=part) from None
    except (ParseError, ValueError, LookupError):
        raise SourceError("sheets.damaged-part", where=where, part=part) from None


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
