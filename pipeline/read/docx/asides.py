"""What of a document is not read, or read otherwise than a page shows it → findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.messages import Message, message
from pipeline.model import Finding, Severity
from pipeline.read.docx.grid import Grid
from pipeline.read.docx.text import Aside, Paragraph, letters
from pipeline.read.notes import Notes
from pipeline.read.places import short, tidy
from pipeline.read.tree import Node

At = tuple[int, int, int]

# What is said of it where it stands in a cell: severity, check, code.
_IN_CELLS: dict[Aside, tuple[Severity, str, str]] = {
    Aside.HIDDEN: ("info", "hidden-text", "editions.hidden"),
    Aside.STRUCK: ("warning", "struck-text", "editions.struck"),
    Aside.SIGN: ("warning", "font-sign", "editions.sign"),
    Aside.FIELD: ("warning", "unread-field", "editions.field"),
    Aside.PICTURE: ("warning", "picture-in-cell", "editions.picture"),
    Aside.OBJECT: ("warning", "object-in-cell", "editions.object"),
    Aside.FOOTNOTE: ("info", "footnote", "editions.footnote"),
    Aside.ENDNOTE: ("info", "footnote", "editions.footnote"),
}
# What is said of it elsewhere, once with how often.
_ELSEWHERE: dict[Aside, tuple[Severity, str, str]] = {
    Aside.HIDDEN: ("info", "hidden-text", "editions.hidden-texts"),
    Aside.FIELD: ("info", "unread-field", "editions.fields"),
    Aside.OBJECT: ("warning", "embedded-object", "editions.objects"),
    Aside.PICTURE: ("info", "picture", "editions.pictures"),
}
_WITHOUT_TEXT = {Aside.PICTURE, Aside.OBJECT}


class Asides:
    """Collects them in the document's order."""

    def __init__(self, footnotes: Node, endnotes: Node) -> None:
        self._notes = {Aside.FOOTNOTE: _by_id(footnotes), Aside.ENDNOTE: _by_id(endnotes)}
        self._elsewhere: Counter[Aside] = Counter()
        self._first: dict[Aside, str] = {}
        self._deleted, self._chunks = list[str](), 0
        self._said = Notes()

    def findings(self) -> Iterator[Finding]:
        """All that is to be said, the tables' first."""
        yield from self._said.findings
        for what, count in self._elsewhere.items():
            if what in _ELSEWHERE:
                severity, check, code = _ELSEWHERE[what]
                yield Finding(severity, check, self._counted(what, code, count))
        if self._deleted:
            said = message(
                "editions.deletions", count=len(self._deleted), first=short(self._deleted[0])
            )
            yield Finding("info", "tracked-deletion", said)
        if self._chunks:
            yield Finding(
                "warning", "embedded-document", message("editions.chunks", count=self._chunks)
            )

    def _counted(
        self,
        what: Aside,
        code: str,
        count: int,
    ) -> Message:
        if what in _WITHOUT_TEXT:
            return message(code, count=count)
        return message(code, count=count, first=short(self._first[what]))

    def inside(self, paragraph: Paragraph, at: At) -> None:
        """Notes what a paragraph of a cell holds besides its text."""
        for what, text in dict.fromkeys(paragraph.asides):
            if what is Aside.DELETED:
                self._deleted.append(text)
                continue
            severity, check, code = _IN_CELLS[what]
            if what in _WITHOUT_TEXT:
                said = message(code)
            else:
                quote = self._notes.get(what, {}).get(text, text)
                said = message(code, text=short(quote))
            self._said.of_place(severity, check, said, at)

    def outside(self, paragraph: Paragraph) -> None:
        """Notes what a paragraph outside the tables holds besides its text."""
        for what, text in paragraph.asides:
            if what is Aside.DELETED:
                self._deleted.append(text)
            else:
                self._elsewhere[what] += 1
                self._first.setdefault(what, text)

    def rows(
        self,
        grid: Grid,
        page: int,
        drawn: Mapping[int, int],
    ) -> None:
        """Notes what is odd about a table's rows; ``drawn`` is which each is on the page."""
        if grid.hidden:
            said = message("editions.hidden-rows", count=grid.hidden)
            self._said.of_table("info", "hidden-rows", said, page)
        if grid.deleted:
            said = message("editions.deleted-rows", count=grid.deleted)
            self._said.of_table("info", "tracked-deletion", said, page)
        for row, width in grid.ragged:
            said = message("editions.ragged", width=width, most=grid.n_cols)
            self._said.of_place("warning", "ragged-row", said, (page, drawn.get(row, row), None))

    def covered(self, text: str, at: At) -> None:
        """Notes text in a cell that is merged with the one above or beside it."""
        said = message("editions.covered", text=short(text))
        self._said.of_place("warning", "covered-text", said, at)

    def nested(
        self,
        number: int,
        text: str,
        at: At,
    ) -> None:
        """Notes a table within a cell."""
        said = message("editions.nested-table", number=number, text=short(text))
        self._said.of_place("warning", "nested-table", said, at)

    def box(self, text: str, at: At) -> None:
        """Notes a text box that is anchored in a cell."""
        if text:
            said = message("editions.box", text=short(text))
            self._said.of_place("warning", "text-box", said, at)

    def chunk(self) -> None:
        """Notes a document that is embedded whole."""
        self._chunks += 1


def _by_id(notes: Node) -> dict[str, str]:
    return {note.get("w:id"): tidy(letters(note)) for note in notes.elements()}
