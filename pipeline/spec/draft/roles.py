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
            entry = self._entry(column)
            if column.place not in self.choices and entry is not None and entry.role == role:
                found.append(column)
        return found

    def _take(self, column: SeenColumn, role: str, *notes: str) -> None:
        meaning = self._meaning(column)
        if meaning is not None and meaning.fit is Fit.WITHIN:
            notes = (*notes, f"known by {meaning.word} in its heading")
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
        others = [column for column in named[at + 1 :] if self._is_indicator(column)]
        notes = [f"or {other.heading!r}, the other column of names" for other in others[:1]]
        self._take(indicator, "indicator", *notes)
        labels = [column for column in named[:at] if _can_be_label(column)]
        for role, column in zip(LABELS, labels, strict=False):
            note = () if column.covered else ("by its place and its few different texts",)
            self._take(column, role, *note)

    def _texts(self) -> list[SeenColumn]:
        """The columns of words, where no heading is that of a name."""
        return [
            column
            for column in self.columns
            if column.place not in self.choices and column.share(look.has_letters) >= MOST
        ]

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
            period = next(filter(None, (header_period(text, 1) for text in column.texts)), None)
            if period is not None and column.share(_is_rank) == 1.0:
                self._take(column, "rank")

    def _choose_lead_units(self) -> None:
        """Of the columns of offices the leading ones, else the responsible ones."""
        found = self._open("lead_units")
        for name in _LEADING:
            for column in found:
                entry = self._entry(column)
                if entry is not None and entry.name == name and _is_agency(column):
                    self._take(column, "lead_units")
                    return

    def _choose_target(self) -> None:
        """Of several targets that of the whole year, else the last."""
        found = [column for column in self._open("target") if column.printed]
        if not found:
            return
        whole = [column for column in found if _is_of_the_year(column)]
        chosen = (whole or found)[-1]
        others = [column.heading for column in found if column is not chosen]
        self._take(chosen, "target", *(f"or {heading!r}" for heading in others[:1]))

    def _choose_own(self, column: SeenColumn, *notes: str) -> None:
        meaning = self._meaning(column)
        entry = None if meaning is None or _contradicts(column, meaning) else meaning.entry
        name = f"column_{column.place + 1}"
        period = _period_name(column.heading) if entry is None else None
        if period is not None:
            name = period
        elif entry is None:
            notes = (*notes, "no known heading: give it a name")
        elif entry.name in INDICATORS:
            name = f"{entry.name}_printed"
        else:
            name = entry.name
        taken = {choice.name for choice in self.choices.values()}
        self.choices[column.place] = own_column(column, entry, _free(name, taken)).noted(*notes)


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
    first, last = (day.month for day in period)
    if (first, last) == (1, 12):
        return None
    return MONTHS[first - 1] if first == last else f"{MONTHS[first - 1]}_{MONTHS[last - 1]}"


def _with_shared_headings(choices: Sequence[Choice]) -> list[Choice]:
    """The choices, with a note where one heading is over several columns."""
    noted = []
    for choice in choices:
        alike = [other for other in choices if other.seen.texts == choice.seen.texts]
        if len(alike) > 1 and choice.role != "rank":
            number = alike.index(choice) + 1
            choice = choice.noted(f"column {number} of {len(alike)} under one heading")
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
    for text in column.texts[::-1]:
        found = meanings(text)
        if text is not column.heading:
            found = [meaning for meaning in found if meaning.entry.role in _OUTER_MEANS]
        if found:
            return found[0]
    return None


def _innermost(named: Sequence[SeenColumn]) -> int:
    """The place of the column that names the rows: the first that is no label.

    A column whose texts repeat is a label where a later one's do not.
    """
    for at, column in enumerate(named):
        if column.is_labelled or not column.printed or column.blank > 0:
            continue
        finer = [other for other in named[at + 1 :] if _names_rows(other)]
        if column.distinct < FEW and any(other.distinct > column.distinct for other in finer):
            continue
        return at
    blanks = [column.blank + column.covered for column in named]
    return blanks.index(min(blanks))


def _names_rows(column: SeenColumn) -> bool:
    return not column.is_labelled and column.blank == 0


def _can_be_label(column: SeenColumn) -> bool:
    return bool(column.printed) and column.share(lambda text: parse_number(text) is None) == 1.0


def _is_weight(column: SeenColumn) -> bool:
    """Whether points stand in a column: plain numbers, blank below one over several rows."""
    numbers = [parse_number(text) for text in column.printed]
    return bool(numbers) and all(number is not None and number > 0 for number in numbers)


def _is_unit(column: SeenColumn) -> bool:
    short = column.share(lambda text: len(text) <= LONGEST_UNIT and not text[0].isdecimal())
    return bool(column.printed) and short == 1.0


def _is_rank(text: str) -> bool:
    rank = parse_integer(text)
    return rank is not None and rank > 0


def _is_agency(column: SeenColumn) -> bool:
    """Whether offices may stand in a column, none of its rows without one."""
    if not column.printed or column.share(look.has_letters) < 1.0:
        return False
    named = column.share(look.is_offices) >= 1 - MOST or column.length <= LONG
    return named and not column.marks and column.share(lambda text: text[0].isdecimal()) == 0


def _is_of_the_year(column: SeenColumn) -> bool:
    return any(word in fold("".join(column.texts)) for word in _WHOLE_YEAR)
