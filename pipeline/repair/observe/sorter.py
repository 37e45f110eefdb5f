"""The rows of a table → those that are no indicators.

By their words, by the serials printed around them, which leave them none, and by the arithmetic
itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model import SumKind, Table
from pipeline.repair.observe.nameless import column_totals
from pipeline.repair.observe.rests import goes_on
from pipeline.repair.observe.runs import Gap, Serial, gaps, printed_serials
from pipeline.repair.observe.shown import Form, Shown
from pipeline.repair.observe.worded import ApartRow, read_by_words
from pipeline.repair.observe.words import is_numeral
from pipeline.text import mend

FEWEST = 2  # rows that a sum without a word for it must be over
FEW_TEXTS = 2  # a row of no more says its name and its points
# How much speaks for a row being no indicator.
SUMS_UP, HAS_WORDS, IS_BARE = 4, 2, 1


class Sorter:
    """Sorts the rows of one table by what they show and by the serials around them.

    ``found`` are the rows apart so far, ``serials`` the printed ones, ``rests`` the rows that are
    the rest of another, with that one; all by the row's number.
    """

    def __init__(self, table: Table, form: Form) -> None:
        self.form = form
        self.shown = [Shown.of(row) for row in table.rows]
        self.serials: dict[int, Serial] = {}
        self.found: dict[int, ApartRow] = {}
        self.rests: dict[int, int] = {}

    def apart(self) -> dict[int, ApartRow]:
        """The rows that are no indicators, by their number."""
        worded = self._worded()
        serials = self._serials_beside(worded)
        self.serials = {serial.row: serial for serial in serials}
        for number, row in worded.items():
            if number not in self.serials:
                self.found[number] = row
        for number, columns in column_totals(self.shown, self.form).items():
            self.found[number] = self._column_totals(number, columns)
        for gap in gaps(serials, len(self.shown)):
            self._sort(gap)
        return self.found

    def _column_totals(self, number: int, columns: int) -> ApartRow:
        """A row that states the totals of so many columns."""
        return ApartRow(
            self.shown[number].row,
            0,
            None,
            "",
            None,
            columns=columns,
        )

    def _worded(self) -> dict[int, ApartRow]:
        """The rows whose words say that they are no indicators."""
        worded = {}
        for number, shown in enumerate(self.shown):
            row = read_by_words(shown, self.form)
            if row is not None:
                worded[number] = row
        return worded

    def _serials_beside(self, worded: Iterable[int]) -> list[Serial]:
        """The printed serials; none is looked for on rows whose words say what they are."""
        plain = list(self.shown)
        for number in worded:
            row = plain[number].row
            plain[number] = Shown(row, ())
        return printed_serials(plain, self.form)

    # --- the rows between two serials

    def _sort(self, gap: Gap) -> None:
        """Sets as many rows of a gap apart as have no serial left, those that are least sure last.

        A row that may be an indicator is one as long as there is a serial for it.
        """
        open_rows = [n for n in gap.rows if self._is_open(n)]
        if gap.room is None:
            self._sort_by_arithmetic(open_rows)
            return
        surplus = len(open_rows) - gap.room
        if surplus < 0:
            self._mark_counted(gap, missing=-surplus)
        open_rows.sort(key=self._speaks_for_apart, reverse=True)
        leaves = max(0, surplus)
        for number in sorted(open_rows[:leaves]):
            if number not in self.found and not self._is_rest(number):
                self.found[number] = self._unnumbered(number)
        for number in open_rows[leaves:]:
            self.found.pop(number, None)

    def _is_rest(self, number: int) -> bool:
        """Whether the row goes on from the one above it; notes it."""
        above = self.rests.get(number - 1, number - 1)
        if above not in self.serials:
            return False
        if not goes_on(self.shown[above], self.shown[number], self.form):
            return False
        self.rests[number] = above
        return True

    def _is_open(self, number: int) -> bool:
        """Whether the row may be an indicator."""
        return number not in self.found or self._is_weak(number)

    def _is_weak(self, number: int) -> bool:
        """Whether a row reads like a heading, but is full and sums nothing: it may be a task."""
        row = self.found[number]
        if not row.full or self._opens_with_numeral(number):
            return False
        return not self._sums(number, row.stated)

    def _opens_with_numeral(self, number: int) -> bool:
        texts = self.shown[number].texts
        return bool(texts) and is_numeral(texts[0].key)

    def _mark_counted(self, gap: Gap, missing: int) -> None:
        """Marks the rows apart that the serials count: there is one left for each of them."""
        rows = [n for n in gap.rows if n in self.found]
        if missing > len(rows):
            return
        for number in rows:
            row = self.found[number]
            self.found[number] = replace(row, counted=True, sure=False)

    def _speaks_for_apart(self, number: int) -> int:
        """How much speaks for a row without a serial being no indicator."""
        worded = self.found.get(number)
        stated = worded.stated if worded else self._points(number)
        says = self.shown[number].says()
        speaks = 0
        if self._sums(number, stated):
            speaks += SUMS_UP
        if worded:
            speaks += HAS_WORDS
        if len(says) <= 1:
            speaks += IS_BARE
        return speaks

    def _sort_by_arithmetic(self, rows: Sequence[int]) -> None:
        """Where no serials bound the rows: those that print a sum and nothing else but a name.

        Nor are those that only go on with the words of the last row: an indicator without serial,
        weight and numbers would have lost every cell but these.
        """
        if not self.serials:
            return
        for number in rows:
            if number in self.found or self._is_rest(number):
                continue
            texts = self.shown[number].texts
            if not 0 < len(texts) <= FEW_TEXTS:
                continue
            points = self._points(number)
            if self._sums(number, points):
                self.found[number] = self._unnumbered(number)

    # --- one row by the arithmetic

    def _unnumbered(self, number: int) -> ApartRow:
        """A row for which there is no serial; a sum if it is one by its points."""
        shown = self.shown[number]
        stated = self._points(number)
        texts = shown.says()[:2]
        return ApartRow(
            shown.row,
            0,
            self._kind_by_sum(number, stated),
            " ".join(mend(text.text) for text in texts),
            stated,
            sure=False,
        )

    def _kind_by_sum(self, number: int, stated: Decimal | None) -> SumKind | None:
        if self._sums_above(number, stated):
            return "total_row"
        if self._sums_below(number, stated):
            return "section_row"
        return None

    def _points(self, number: int) -> Decimal | None:
        """What the row prints as its points."""
        shown = self.shown[number]
        serial = self.serials.get(number)
        if serial is not None:
            return shown.points(self.form, serial.shift)
        says = shown.says()
        if not says:
            return None
        return shown.points_beside(self.form, says[0])

    def _sums(self, number: int, stated: Decimal | None) -> bool:
        """Whether the points are those of the rows right above together, or right below."""
        if self._sums_above(number, stated):
            return True
        return self._sums_below(number, stated)

    def _sums_above(self, number: int, stated: Decimal | None) -> bool:
        """Whether the points are those of all rows above, or of those since the last row apart."""
        above = range(number - 1, -1, -1)
        everything = self._points_of(above)
        if _add_up(everything, stated):
            return True
        part = self._to_the_next_apart(above)
        since = self._points_of(part)
        return _add_up(since, stated)

    def _sums_below(self, number: int, stated: Decimal | None) -> bool:
        below = range(number + 1, len(self.shown))
        part = self._to_the_next_apart(below)
        points = self._points_of(part)
        return _add_up(points, stated)

    def _to_the_next_apart(self, rows: Iterable[int]) -> list[int]:
        part = []
        for number in rows:
            if number in self.found:
                break
            part.append(number)
        return part

    def _points_of(self, rows: Iterable[int]) -> list[Decimal]:
        """The points of the rows with serials that print some."""
        found = []
        for number in rows:
            if number not in self.serials:
                continue
            points = self._points(number)
            if points is not None:
                found.append(points)
        return found


def _add_up(points: Sequence[Decimal], stated: Decimal | None) -> bool:
    """Whether enough points make the sum that is stated."""
    if stated is None or len(points) < FEWEST:
        return False
    return sum(points, Decimal(0)) == stated
