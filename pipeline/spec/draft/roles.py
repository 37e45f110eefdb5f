"""Columns → their roles: what the heading says, where what stands in the column bears it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.schema import TABLES
from pipeline.spec.draft import seen as look
from pipeline.spec.draft.choice import Choice
from pipeline.spec.draft.fits import (
    is_agency,
    is_numbering,
    is_of_the_year,
    is_rank,
    is_unit,
    is_weight,
)
from pipeline.spec.draft.kinds import MOST, are_times, own_column
from pipeline.spec.draft.naming import find_names
from pipeline.spec.draft.seen import SeenColumn
from pipeline.spec.draft.words import Entry, Fit, Meaning, meanings
from pipeline.text import header_period

INDICATORS = TABLES["indicators"].names
VAGUE = 2  # characters of a word for times that may be of any kind: 时间, 日期
LABELS = ("level1", "level2")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Of several headings for the lead units, and for the target, the one that is it.
_LEADING = ("leading_units", "responsible_units")
_OUTER_MEANS = ("rank", "target", "lead_units")


class Drafter:
    """Gives each column of a table its role, one role after the other."""

    def __init__(self, columns: Sequence[SeenColumn]) -> None:
        self.columns = columns
        self.choices: dict[int, Choice] = {}
        self._meant = {column.place: _meaning(column) for column in columns}

    def choose(self) -> list[Choice]:
        """A choice for each column, in their order."""
        self._choose_serial()
        self._choose_names()
        self._choose_first("weight", is_weight)
        self._choose_first("unit", is_unit)
        self._choose_ranks()
        self._choose_lead_units()
        self._choose_target()
        self._choose_first("target_rank", lambda column: bool(column.printed))
        for column in self.columns:
            if column.place not in self.choices:
                self._choose_own(column)
        choices = [self.choices[column.place] for column in self.columns]
        return _with_shared_headings(choices)

    # --- looking

    def _meaning(self, column: SeenColumn) -> Meaning | None:
        return self._meant[column.place]

    def _entry(self, column: SeenColumn) -> Entry | None:
        meaning = self._meaning(column)
        return None if meaning is None else meaning.entry

    def _open(self, role: str) -> list[SeenColumn]:
        """The columns without a choice whose heading means the role."""
        found = []
        for column in self.columns:
            if column.place in self.choices:
                continue
            entry = self._entry(column)
            if entry is not None and entry.role == role:
                found.append(column)
        return found

    def _take(self, column: SeenColumn, role: str, *notes: str) -> None:
        meaning = self._meaning(column)
        if meaning is not None and meaning.fit is Fit.WITHIN:
            known_by = f"known by {meaning.word} in its heading"
            notes = (*notes, known_by)
        self.choices[column.place] = Choice(column, role, notes=notes)

    # --- one role after the other

    def _choose_serial(self) -> None:
        headed = self._open("seq")
        if not headed:
            self._choose_numbering()
        for column in headed[:1]:
            if column.counts_rows:
                self._take(column, "seq")
            else:
                note = "not 1, 2, 3 … on each row: the rows are numbered as they come"
                self._choose_own(column, note)

    def _choose_numbering(self) -> None:
        """The first column where it numbers the rows under some other heading."""
        first = self.columns[0]
        if is_numbering(first, self._meaning(first)):
            self.choices[first.place] = Choice(first, "seq", notes=("it numbers the rows",))

    def _choose_names(self) -> None:
        """The labels, and right of them the column that the rows are about."""
        open_columns = []
        for column in self.columns:
            if column.place not in self.choices:
                open_columns.append((column, self._entry(column)))
        named = find_names(open_columns)
        if named is None:
            return
        notes = []
        if named.other is not None:
            notes.append(f"or {named.other.heading!r}, the other column of names")
        self._take(named.indicator, "indicator", *notes)
        for role, column in zip(LABELS, named.labels, strict=False):
            if column.covered:
                self._take(column, role)
            else:
                note = "by its place and its few different texts"
                self._take(column, role, note)

    def _choose_first(self, role: str, fits: Callable[[SeenColumn], bool]) -> None:
        """The first column whose heading means the role and whose cells may have it."""
        for column in self._open(role):
            if fits(column):
                self._take(column, role)
                return

    def _choose_ranks(self) -> None:
        for column in self._open("rank"):
            periods = [header_period(text, 1) for text in column.texts]
            of_a_period = any(period is not None for period in periods)
            if of_a_period and column.share(is_rank) == 1.0:
                self._take(column, "rank")

    def _choose_lead_units(self) -> None:
        """Of the columns of offices the leading ones, else the responsible ones."""
        found = self._open("lead_units")
        for name in _LEADING:
            for column in found:
                entry = self._entry(column)
                if entry is None or entry.name != name:
                    continue
                if is_agency(column):
                    self._take(column, "lead_units")
                    return

    def _choose_target(self) -> None:
        """Of several targets that of the whole year, else the last."""
        found = [column for column in self._open("target") if column.printed]
        if not found:
            return
        whole = [column for column in found if is_of_the_year(column)]
        likely = whole or found
        chosen = likely[-1]
        notes = []
        for column in found:
            if column is not chosen:
                notes.append(f"or {column.heading!r}")
        self._take(chosen, "target", *notes[:1])

    def _choose_own(self, column: SeenColumn, *notes: str) -> None:
        meaning = self._meaning(column)
        entry = None
        if meaning is not None and not _contradicts(column, meaning):
            entry = meaning.entry
        name = _own_name(column, entry)
        if name is None:
            number = column.place + 1
            name = f"column_{number}"
            notes = (*notes, "no known heading: give it a name")
        taken = {choice.name for choice in self.choices.values()}
        free = _free(name, taken)
        choice = own_column(column, entry, free)
        self.choices[column.place] = choice.noted(*notes)


def _own_name(column: SeenColumn, entry: Entry | None) -> str | None:
    """What a column of the form's own is called by its heading; None where that is not known."""
    if entry is None:
        return _period_name(column.heading)
    if entry.name in INDICATORS:
        return f"{entry.name}_printed"
    return entry.name


def _contradicts(column: SeenColumn, meaning: Meaning) -> bool:
    """Whether what stands under a heading is not what the word that was found in it says.

    Figures under a word for names; words under one for times, as in 开放时间.
    """
    is_vague = len(meaning.word) <= VAGUE and meaning.entry.kind == "date"
    if meaning.fit is Fit.WHOLE and not is_vague:
        return False
    if meaning.entry.role == "name":
        return column.share(look.is_number) >= MOST
    if meaning.entry.kind == "date" and column.printed:
        return not are_times(column)
    return False


def _period_name(heading: str) -> str | None:
    """What a column is called whose heading is a part of the year: 一季度 is jan_mar."""
    period = header_period(heading, 1)
    if period is None:
        return None
    begin, end = period
    if begin.month == 1 and end.month == 12:
        return None
    first = MONTHS[begin.month - 1]
    last = MONTHS[end.month - 1]
    if first == last:
        return first
    return f"{first}_{last}"


def _with_shared_headings(choices: Sequence[Choice]) -> list[Choice]:
    """The choices, with a note where one heading is over several columns."""
    noted = []
    for choice in choices:
        texts = choice.seen.texts
        alike = [other for other in choices if other.seen.texts == texts]
        count = len(alike)
        if count > 1 and choice.role != "rank":
            number = alike.index(choice) + 1
            note = f"column {number} of {count} under one heading"
            choice = choice.noted(note)
        noted.append(choice)
    return noted


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where another column has it."""
    number = 2
    free = name
    while free in taken:
        free = f"{name}_{number}"
        number += 1
    return free


def _meaning(column: SeenColumn) -> Meaning | None:
    """What a column's headings mean: the innermost, else one above it that says what all are."""
    for text in reversed(column.texts):
        is_outer = text is not column.heading
        for meaning in meanings(text):
            if is_outer and meaning.entry.role not in _OUTER_MEANS:
                continue
            return meaning
    return None
