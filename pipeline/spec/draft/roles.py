"""Columns → their roles: what the heading says, where what stands in the column bears it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.schema import TABLES
from pipeline.spec.draft import seen as look
from pipeline.spec.draft.choice import Choice
from pipeline.spec.draft.kinds import LONG, MOST, own_column
from pipeline.spec.draft.seen import SeenColumn
from pipeline.spec.draft.words import Entry, Fit, Meaning, meanings
from pipeline.text import fold, header_period, parse_integer, parse_number

INDICATORS = TABLES["indicators"].names
LABELS = ("level1", "level2")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FEW = 0.7  # of the texts differ: a column that names groups, row by row
LONGEST_UNIT = 5
# Of several headings for the lead units, and for the target, the one that is it.
_LEADING = ("leading_units", "responsible_units")
_WHOLE_YEAR = ("全年", "年底", "年末", "年度")
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
        self._choose_first("weight", _is_weight)
        self._choose_first("unit", _is_unit)
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
        for column in self._open("seq")[:1]:
            if column.counts_rows:
                self._take(column, "seq")
            else:
                note = "not 1, 2, 3 … on each row: the rows are numbered as they come"
                self._choose_own(column, note)

    def _choose_names(self) -> None:
        """The labels, and right of them the column that the rows are about."""
        named = self._open("name") or self._texts()
        if not named:
            return
        at = _innermost(named)
        indicator = named[at]
        right = named[at + 1 :]
        others = [column for column in right if self._is_indicator(column)]
        notes = []
        if others:
            other = others[0].heading
            notes.append(f"or {other!r}, the other column of names")
        self._take(indicator, "indicator", *notes)
        left = named[:at]
        labels = [column for column in left if _can_be_label(column)]
        for role, column in zip(LABELS, labels, strict=False):
            if column.covered:
                self._take(column, role)
            else:
                note = "by its place and its few different texts"
                self._take(column, role, note)

    def _texts(self) -> list[SeenColumn]:
        """The columns of words, where no heading is that of a name."""
        found = []
        for column in self.columns:
            if column.place in self.choices:
                continue
            if column.share(look.has_letters) >= MOST:
                found.append(column)
        return found

    def _is_indicator(self, column: SeenColumn) -> bool:
        return not column.is_labelled and column.distinct > FEW

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
            if of_a_period and column.share(_is_rank) == 1.0:
                self._take(column, "rank")

    def _choose_lead_units(self) -> None:
        """Of the columns of offices the leading ones, else the responsible ones."""
        found = self._open("lead_units")
        for name in _LEADING:
            for column in found:
                entry = self._entry(column)
                if entry is None or entry.name != name:
                    continue
                if _is_agency(column):
                    self._take(column, "lead_units")
                    return

    def _choose_target(self) -> None:
        """Of several targets that of the whole year, else the last."""
        found = [column for column in self._open("target") if column.printed]
        if not found:
            return
        whole = [column for column in found if _is_of_the_year(column)]
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
    """Whether figures stand under a heading that has a word for names somewhere in it."""
    if meaning.entry.role != "name" or meaning.fit is Fit.WHOLE:
        return False
    return column.share(look.is_number) >= MOST


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


def _innermost(named: Sequence[SeenColumn]) -> int:
    """The place of the column that names the rows: the first that is no label.

    A column whose texts repeat is a label where a later one's do not.
    """
    for at, column in enumerate(named):
        if not column.printed or not _names_rows(column):
            continue
        right = named[at + 1 :]
        if column.distinct < FEW and _has_finer(right, column):
            continue
        return at
    blanks = [column.blank + column.covered for column in named]
    fewest = min(blanks)
    return blanks.index(fewest)


def _has_finer(right: Sequence[SeenColumn], column: SeenColumn) -> bool:
    """Whether a column right of it names the rows by more different texts."""
    naming = [other for other in right if _names_rows(other)]
    return any(other.distinct > column.distinct for other in naming)


def _names_rows(column: SeenColumn) -> bool:
    if column.is_labelled:
        return False
    return column.blank == 0


def _can_be_label(column: SeenColumn) -> bool:
    if not column.printed:
        return False
    return not column.share(_is_plain_number)


def _is_plain_number(text: str) -> bool:
    return parse_number(text) is not None


def _is_weight(column: SeenColumn) -> bool:
    """Whether points stand in a column: plain numbers, blank below one over several rows."""
    for text in column.printed:
        number = parse_number(text)
        if number is None or number <= 0:
            return False
    return bool(column.printed)


def _is_unit(column: SeenColumn) -> bool:
    if not column.printed:
        return False
    return column.share(_is_short_word) == 1.0


def _is_short_word(text: str) -> bool:
    if len(text) > LONGEST_UNIT:
        return False
    return not _opens_with_digit(text)


def _opens_with_digit(text: str) -> bool:
    return text[0].isdecimal()


def _is_rank(text: str) -> bool:
    rank = parse_integer(text)
    return rank is not None and rank > 0


def _is_agency(column: SeenColumn) -> bool:
    """Whether offices may stand in a column, none of its rows without one."""
    if not column.printed or column.marks:
        return False
    if column.share(look.has_letters) < 1.0:
        return False
    if column.share(_opens_with_digit) > 0:
        return False
    offices = column.share(look.is_offices)
    return offices >= 1 - MOST or column.length <= LONG


def _is_of_the_year(column: SeenColumn) -> bool:
    headings = "".join(column.texts)
    key = fold(headings)
    return any(word in key for word in _WHOLE_YEAR)
