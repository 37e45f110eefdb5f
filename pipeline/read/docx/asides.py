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

# A cell: number of its table, row, column.
At = tuple[int, int, int]
# What is said of something: severity, check, code.
_Kind = tuple[Severity, str, str]


# What is said of it where it stands in a cell.
_IN_CELLS: dict[Aside, _Kind] = {
    Aside.HIDDEN: ("info", "hidden-text", "editions.hidden"),
    Aside.STRUCK: ("warning", "struck-text", "editions.struck"),
    Aside.SIGN: ("warning", "font-sign", "editions.sign"),
    Aside.FIELD: ("warning", "unread-field", "editions.field"),
    Aside.FORMULA: ("warning", "formula-in-line", "editions.formula"),
    Aside.RAISED: ("warning", "raised-digits", "editions.raised"),
    Aside.PICTURE: ("warning", "picture-in-cell", "editions.picture"),
    Aside.OBJECT: ("warning", "object-in-cell", "editions.object"),
    Aside.FOOTNOTE: ("info", "footnote", "editions.footnote"),
    Aside.ENDNOTE: ("info", "footnote", "editions.footnote"),
}
# What is said of it elsewhere, once with how often.
_ELSEWHERE: dict[Aside, _Kind] = {
    Aside.HIDDEN: ("info", "hidden-text", "editions.hidden-texts"),
    Aside.FIELD: ("info", "unread-field", "editions.fields"),
    Aside.OBJECT: ("warning", "embedded-object", "editions.objects"),
    Aside.PICTURE: ("info", "picture", "editions.pictures"),
}
_WITHOUT_TEXT = {Aside.PICTURE, Aside.OBJECT}


class Asides:
    """Collects them in the document's order."""

    def __init__(self, footnotes: Node, endnotes: Node) -> None:
        self._notes = {
            Aside.FOOTNOTE: _texts_by_id(footnotes),
            Aside.ENDNOTE: _texts_by_id(endnotes),
        }
        self._elsewhere: Counter[Aside] = Counter()
        self._first: dict[Aside, str] = {}
        self._deleted: list[str] = []
        self._chunks = 0
        self._said = Notes()

    def findings(self) -> Iterator[Finding]:
        """All that is to be said, the tables' first."""
        yield from self._said.findings
        for what in self._elsewhere:
            if what in _ELSEWHERE:
                severity, check, code = _ELSEWHERE[what]
                said = self._counted(what, code)
                yield Finding(severity, check, said)
        if self._deleted:
            first = short(self._deleted[0])
            said = message("editions.deletions", count=len(self._deleted), first=first)
            yield Finding("info", "tracked-deletion", said)
        if self._chunks:
            said = message("editions.chunks", count=self._chunks)
            yield Finding("warning", "embedded-document", said)

    def _counted(self, what: Aside, code: str) -> Message:
        count = self._elsewhere[what]
        if what in _WITHOUT_TEXT:
            return message(code, count=count)
        first = short(self._first[what])
        return message(code, count=count, first=first)

    def inside(self, paragraph: Paragraph, at: At) -> None:
        """Notes what a paragraph of a cell holds besides its text."""
        for what, text in dict.fromkeys(paragraph.asides):
            if what is Aside.DELETED:
                self._deleted.append(text)
                continue
            severity, check, code = _IN_CELLS[what]
            said = self._quoted(what, code, text)
            self._said.of_place(severity, check, said, at)

    def _quoted(
        self,
        what: Aside,
        code: str,
        text: str,
    ) -> Message:
        """The sentence with its quote; of a foot- or endnote the text is its id."""
        if what in _WITHOUT_TEXT:
            return message(code)
        notes = self._notes.get(what, {})
        quote = notes.get(text, text)
        return message(code, text=short(quote))

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
            drawn_row = drawn.get(row, row)
            place = (page, drawn_row, None)
            self._said.of_place("warning", "ragged-row", said, place)

    def covered(self, text: str, at: At) -> None:
        """Notes text in a cell that is merged with the one above or beside it."""
        quote = short(text)
        said = message("editions.covered", text=quote)
        self._said.of_place("warning", "covered-text", said, at)

    def nested(
        self,
        number: int,
        text: str,
        at: At,
    ) -> None:
        """Notes a table within a cell."""
        quote = short(text)
        said = message("editions.nested-table", number=number, text=quote)
        self._said.of_place("warning", "nested-table", said, at)

    def box(self, text: str, at: At) -> None:
        """Notes a text box that is anchored in a cell."""
        if text:
            quote = short(text)
            said = message("editions.box", text=quote)
            self._said.of_place("warning", "text-box", said, at)

    def chunk(self) -> None:
        """Notes a document that is embedded whole."""
        self._chunks += 1


def _texts_by_id(notes: Node) -> dict[str, str]:
    texts = {}
    for note in notes.elements():
        number = note.get("w:id")
        texts[number] = tidy(letters(note))
    return texts
