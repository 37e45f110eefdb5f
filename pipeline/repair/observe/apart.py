"""A stitched table → its indicators' rows.

And apart from them the rows that only sum others or head a section.

Such a row is known by its words, wherever in it they stand, by its serial, which is no number, by
the serials printed around it, which leave it none, and by the arithmetic itself. Where only some of
that speaks for it, what is made of the row is told as a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import Row, Slot, SumKind, Table
from pipeline.repair.observe.runs import Gap, Serial, gaps, printed_serials
from pipeline.repair.observe.shown import Form, Shown, Text
from pipeline.repair.observe.words import (
    WIDE_STYLE,
    heading_style,
    is_grand,
    is_numeral,
    is_partial,
    is_total,
    names_a_total,
    points_in,
)
from pipeline.spec import Column
from pipeline.text import fold, mend

FEWEST = 2  # rows that a sum without a word for it must be over


@dataclass(frozen=True, slots=True)
class ApartRow:
    """A row that is no indicator.

    ``kind`` None where it states no sum, ``at`` how many indicators' rows are above it.

    ``style`` is a heading's, ``sure`` false where the row may be something else, ``words`` what it
    says. ``full`` says that it prints more than its words and points, ``counted`` that the serials
    around it leave one for it.
    """

    row: Row
    at: int
    kind: SumKind | None
    words: str
    stated: Decimal | None
    style: int = 0
    sure: bool = True
    full: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Apart:
    """``table`` has the indicators' rows alone."""

    table: Table
    rows: tuple[ApartRow, ...]


def set_apart(table: Table, columns: Sequence[Column]) -> Apart:
    """The table's rows that are indicators, and those that are not."""
    sorter = _Sorter(table, Form.of(columns))
    apart = sorter.apart()
    kept = [row for number, row in enumerate(table.rows) if number not in apart]
    if not kept:  # the numerals are the serials of rows that are all tasks
        return Apart(table, ())
    found: list[ApartRow] = []
    for number in sorted(apart):
        row = replace(apart[number], at=number - len([n for n in apart if n < number]))
        if not _repeated(row, found):
            found.append(row)
    kept = _with_labels(table.rows, apart, Form.of(columns))
    return Apart(replace(table, rows=tuple(kept)), tuple(found))


def _repeated(row: ApartRow, before: Iterable[ApartRow]) -> bool:
    """A section's heading printed again where its table goes on.

    On another page, in the same words.
    """
    if row.kind == "total_row":
        return False
    words = fold(row.words)
    return any(fold(each.words) == words and each.row.sheet != row.row.sheet for each in before)


def _with_labels(rows: Sequence[Row], apart: Iterable[int], form: Form) -> list[Row]:
    """The rows that are kept; a label drawn from a row that is not over one that is begins there.

    So it is where the blank cell of a total at a page's end was joined to the label below.
    """
    out = set(apart)
    kept: list[Row] = []
    waiting: set[tuple[int, int, int]] = set()
    for number, row in enumerate(rows):
        slots = list(row.slots)
        labels = [at for at in form.labels if at < len(slots)]
        for at in labels:
            key = _place(slots[at])
            if number in out and slots[at].text.strip():
                waiting.add(key)
            elif number not in out and slots[at].covered and key in waiting:
                waiting.discard(key)
                slots[at] = Slot(slots[at].cell)
        if number not in out:
            kept.append(replace(row, slots=tuple(slots)))
    return kept


def _place(slot: Slot) -> tuple[int, int, int]:
    return slot.cell.page, slot.cell.row, slot.cell.col


class _Sorter:
    """Sorts the rows of one table by what they show and by the serials around them."""

    def __init__(self, table: Table, form: Form) -> None:
        self.form = form
        self.shown = [Shown.of(row) for row in table.rows]
        self.serials: dict[int, Serial] = {}
        self.found: dict[int, ApartRow] = {}

    def apart(self) -> dict[int, ApartRow]:
        """The rows that are no indicators, by their number."""
        worded = {n: row for n, each in enumerate(self.shown) if (row := self._worded(each))}
        plain = [Shown(each.row, ()) if n in worded else each for n, each in enumerate(self.shown)]
        serials = printed_serials(plain, self.form)
        self.serials = {serial.row: serial for serial in serials}
        self.found = {n: row for n, row in worded.items() if n not in self.serials}
        for gap in gaps(serials, len(self.shown)):
            self._sort(gap)
        return self.found

    def _sort(self, gap: Gap) -> None:
        """Sets as many rows of a gap apart as have no serial left, those that are least sure last.

        A row that may be an indicator is one as long as there is a serial for it.
        """
        open_rows = [n for n in gap.rows if n not in self.found or self._is_weak(n)]
        weak = [n for n in open_rows if n in self.found]
        if gap.room is None:
            self._sort_by_arithmetic([n for n in open_rows if n not in weak])
            return
        surplus = len(open_rows) - gap.room
        if surplus < 0:
            self._count(gap, -surplus)
        ranked = sorted(open_rows, key=lambda n: (-self._speaks_for_apart(n), n))
        for n in ranked[: max(0, surplus)]:
            if n not in self.found:
                self.found[n] = self._unnumbered(n)
        for n in ranked[max(0, surplus) :]:
            self.found.pop(n, None)

    def _count(self, gap: Gap, missing: int) -> None:
        """Marks the rows apart that the serials count: there is one left for each of them."""
        rows = [n for n in gap.rows if n in self.found]
        if rows and missing <= len(rows):
            for n in rows:
                self.found[n] = replace(self.found[n], counted=True, sure=False)

    def _is_weak(self, number: int) -> bool:
        """Whether a row reads like a heading, but is full and sums nothing: it may be a task."""
        row = self.found[number]
        numeral = any(is_numeral(text.key) for text in self.shown[number].texts[:1])
        return row.full and not numeral and not self._sums(number, row.stated)

    def _speaks_for_apart(self, number: int) -> int:
        """How much speaks for a row without a serial being no indicator."""
        row = self.found.get(number)
        shown = self.shown[number]
        stated = self._points(number) if row is None else row.stated
        blank = len(shown.says()) <= 1
        return 4 * self._sums(number, stated) + 2 * (row is not None) + blank

    def _sort_by_arithmetic(self, rows: Sequence[int]) -> None:
        """Where no serials bound the rows: those that print a sum and nothing else but a name."""
        if not self.serials:
            return
        for n in rows:
            texts = self.shown[n].texts
            if 0 < len(texts) <= 2 and self._sums(n, self._points(n)):
                self.found[n] = self._unnumbered(n)

    # -- one row by its words --------------------------------------------------------------------

    def _worded(self, shown: Shown) -> ApartRow | None:
        """What the row is by its words, where no serial stands before them."""
        texts = shown.texts
        if shown.is_wide(self.form) and texts and not _is_number(texts[0]):
            return self._heading(shown, texts[:1])
        heads = self._heads(shown)
        total = next((text for text in heads if is_total(text.text)), None)
        total = total or next((text for text in heads if names_a_total(text.text)), None)
        if total is not None:
            stated = shown.points_beside(self.form, total)
            full = self._is_full(shown, heads)
            words = mend(total.text)
            return ApartRow(shown.row, 0, "total_row", words, stated, sure=not full, full=full)
        if heads and any(heading_style(text.text) is not None for text in heads[:2]):
            return self._heading(shown, heads)
        return None

    def _heads(self, shown: Shown) -> list[Text]:
        """The texts that name the row, up to its name's column; none where a serial is before."""
        form = self.form
        numbers = [text for text in shown.texts if _is_number(text)]
        columns = [form.indicator, *form.labels]
        columns += [] if form.seq is None else [form.seq]
        last = max(columns)
        heads = [text for text in shown.says() if text.at <= last + 2]
        place = [text for text in heads if text.at <= last]
        heads = place or heads
        if not heads:
            return []
        wants = self._wanted(heads)
        before = [text for text in numbers if wants is not None and text.at < wants.at]
        return [] if before else heads[: self._named(heads)]

    def _wanted(self, heads: Sequence[Text]) -> Text | None:
        """The first text that says that the row is no indicator's."""
        for text in heads:
            if is_total(text.text) or names_a_total(text.text):
                return text
            if heading_style(text.text) is not None:
                return text
        return None

    def _named(self, heads: Sequence[Text]) -> int:
        """How many of the texts name the row: a numeral and what follows it, or all of them."""
        if len(heads) > 1 and is_numeral(heads[0].key):
            return 2
        return len(heads)

    def _heading(self, shown: Shown, heads: Sequence[Text]) -> ApartRow:
        words = "".join(mend(text.text) for text in heads)
        styles = [heading_style(text.text) for text in heads]
        style = min((each for each in styles if each is not None), default=WIDE_STYLE)
        stated = shown.points_beside(self.form, heads[-1])
        stated = points_in(words) if stated is None else stated
        kind: SumKind | None = None if stated is None else "section_row"
        sure = style < WIDE_STYLE or stated is not None
        full = self._is_full(shown, heads)
        return ApartRow(shown.row, 0, kind, words, stated, style, sure, full)

    def _is_full(self, shown: Shown, heads: Sequence[Text]) -> bool:
        """Whether the row has words beside those that name it."""
        return any(text not in heads for text in shown.says())

    # -- one row by the arithmetic ----------------------------------------------------------------

    def _unnumbered(self, number: int) -> ApartRow:
        """A row for which there is no serial.

        A sum if it is one by its points.
        """
        shown = self.shown[number]
        stated = self._points(number)
        words = " ".join(mend(text.text) for text in shown.says()[:2])
        kind: SumKind | None = None
        if self._sums(number, stated, below=False):
            kind = "total_row"
        elif self._sums(number, stated):
            kind = "section_row"
        return ApartRow(shown.row, 0, kind, words, stated, sure=False)

    def _points(self, number: int) -> Decimal | None:
        shown = self.shown[number]
        if number in self.serials:
            return shown.points(self.form, self.serials[number].shift)
        says = shown.says()
        return shown.points_beside(self.form, says[0]) if says else None

    def _sums(self, number: int, stated: Decimal | None, *, below: bool = True) -> bool:
        """Whether the points are those of the rows right above together, or right below."""
        if stated is None:
            return False
        above = self._run(reversed(range(number)))
        since = self._run(reversed(range(number)), to_the_next=True)
        sides = [above, since]
        if below:
            sides.append(self._run(range(number + 1, len(self.shown)), to_the_next=True))
        return any(len(side) >= FEWEST and sum(side, Decimal(0)) == stated for side in sides)

    def _run(self, rows: Iterable[int], *, to_the_next: bool = False) -> list[Decimal]:
        """The points of the rows with serials, to the end or to the next row apart."""
        points: list[Decimal] = []
        for n in rows:
            if to_the_next and n in self.found:
                break
            own = self._points(n) if n in self.serials else None
            if own is not None:
                points.append(own)
        return points


def _is_number(text: Text) -> bool:
    return text.key.isdecimal()


__all__ = ["Apart", "ApartRow", "is_grand", "is_partial", "set_apart"]
