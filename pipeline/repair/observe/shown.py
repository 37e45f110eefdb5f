"""What a row shows, wherever its cells stand: a padded or a lost cell moves all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model import Row
from pipeline.repair.observe.words import has_letters, points_of
from pipeline.spec import Column
from pipeline.text import fold, parse_integer

REACH = 2  # columns by which a row may stand beside its own


@dataclass(frozen=True, slots=True)
class Text:
    """A cell that is not blank: its place among the row's cells, its text, how wide it is."""

    at: int
    text: str
    width: int = 1

    @property
    def key(self) -> str:
        """The folded text."""
        return fold(self.text)

    @property
    def is_number(self) -> bool:
        """Whether it is a whole number and nothing else."""
        return self.key.isdecimal()


@dataclass(frozen=True, slots=True)
class Form:
    """The places of the columns that tell an indicator's row from another; None for none."""

    width: int
    seq: int | None
    indicator: int
    weight: int | None
    labels: tuple[int, ...]

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Form:
        """The places among a row's cells, from 0."""
        roles: dict[str, int] = {}
        labels = []
        for at, column in enumerate(columns):
            roles[column.role] = at
            if column.kind == "label":
                labels.append(at)
        return cls(
            len(columns),
            roles.get("seq"),
            roles.get("indicator", 0),
            roles.get("weight"),
            tuple(labels),
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """One row: the cells that begin on it and are not blank, from left to right."""

    row: Row
    texts: tuple[Text, ...]

    @classmethod
    def of(cls, row: Row) -> Shown:
        """What the row shows; a cell from the row above is not its own."""
        texts = []
        for at, slot in enumerate(row.slots):
            if slot.text.strip():
                texts.append(Text(at, slot.text, slot.cell.colspan))
        return cls(row, tuple(texts))

    def serials(self, form: Form) -> list[Text]:
        """The cells that may be the row's serial: whole numbers before the row's name.

        No more texts stand before it than the form has columns before its serials.
        """
        if form.seq is None:
            return []
        found = []
        words = 0
        for text in self.texts:
            if has_letters(text.key):
                words += 1
            if words > form.seq or text.at > form.seq + REACH:
                break
            if parse_integer(text.key) is not None:
                found.append(text)
        return found

    def points(self, form: Form, shift: int = 0) -> Decimal | None:
        """The number in the column of points, of a row that stands ``shift`` columns beside it."""
        if form.weight is None:
            return None
        at = form.weight + shift
        for text in self.texts:
            if text.at == at:
                return points_of(text.text)
        return None

    def points_beside(self, form: Form, words: Text) -> Decimal | None:
        """The points of a row that begins with ``words``.

        The number in the column of points; else the only one behind the words, wherever it stands.
        """
        own = self.points(form)
        if own is not None or form.weight is None:
            return own
        numbers = []
        for text in self.texts:
            number = points_of(text.text)
            if text.at > words.at and number is not None:
                numbers.append(number)
        return numbers[0] if len(numbers) == 1 else None

    def says(self) -> list[Text]:
        """The cells that are more than marks for nothing, points or a number."""
        return [text for text in self.texts if has_letters(text.key)]

    def is_wide(self, form: Form) -> bool:
        """Whether one cell takes most of the row, and at most points stand beside it."""
        wide = max((text.width for text in self.texts), default=1)
        beside = [text for text in self.texts if text.width < wide]
        if 2 * wide <= form.width or len(beside) > 1:
            return False
        return all(points_of(text.text) is not None for text in beside)
