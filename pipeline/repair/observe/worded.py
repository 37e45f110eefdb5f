"""One row by its words → a total's row, a section's heading, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model import Row, SumKind
from pipeline.repair.observe.shown import REACH, Form, Shown, Text
from pipeline.repair.observe.words import (
    WIDE_STYLE,
    heading_style,
    is_numeral,
    is_total,
    names_a_total,
    points_in,
)
from pipeline.text import mend


@dataclass(frozen=True, slots=True)
class ApartRow:
    """A row that is no indicator.

    ``kind`` None where it states no sum, ``at`` how many indicators' rows are above it.

    ``style`` is a heading's, ``sure`` false where the row may be something else, ``words`` what it
    says. ``full`` says that it prints more than its words and points, ``counted`` that the serials
    around it leave one for it. ``columns`` is of how many columns it prints the totals and no word.
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
    columns: int = 0

    @property
    def is_total(self) -> bool:
        """Whether it states the sum of rows above it."""
        return self.kind == "total_row"


def read_by_words(shown: Shown, form: Form) -> ApartRow | None:
    """Reads a row as a total or a heading; None where its words say neither.

    Nor where a serial stands before them.
    """
    is_banner = _is_banner(shown, form)
    heads = shown.texts[:1] if is_banner else _naming_texts(shown, form)
    total = _word_for_a_sum(heads)
    if total is not None:
        return _total(shown, form, heads, total)
    if is_banner or any(_is_heading(text) for text in heads[:2]):
        return _heading(shown, form, heads)
    return None


def _is_banner(shown: Shown, form: Form) -> bool:
    """Whether one cell of words is drawn over most of the row."""
    if not shown.texts or not shown.is_wide(form):
        return False
    return not shown.texts[0].is_number


def _is_heading(text: Text) -> bool:
    return heading_style(text.text) is not None


def _word_for_a_sum(heads: Sequence[Text]) -> Text | None:
    """The text that is a word for a sum; else the one that names what it sums before it."""
    for text in heads:
        if is_total(text.text):
            return text
    for text in heads:
        if names_a_total(text.text):
            return text
    return None


# --- the texts that name a row


def _naming_texts(shown: Shown, form: Form) -> list[Text]:
    """The texts that name the row, up to its name's column; none where a serial is before."""
    last = _last_naming_column(form)
    words = shown.says()
    heads = [text for text in words if text.at <= last]
    if not heads:  # the row may have slid to the right
        heads = [text for text in words if text.at <= last + REACH]
    if _has_number_before(shown, heads):
        return []
    opens_with_numeral = bool(heads) and is_numeral(heads[0].key)
    return heads[:2] if opens_with_numeral else heads


def _last_naming_column(form: Form) -> int:
    columns = [form.indicator, *form.labels]
    if form.seq is not None:
        columns.append(form.seq)
    return max(columns)


def _has_number_before(shown: Shown, heads: Sequence[Text]) -> bool:
    """Whether a number stands before the first text that speaks for no indicator."""
    speaking = _first_speaking(heads)
    if speaking is None:
        return False
    return any(text.is_number and text.at < speaking.at for text in shown.texts)


def _first_speaking(heads: Sequence[Text]) -> Text | None:
    """The first text that says that the row is no indicator's."""
    for text in heads:
        speaks = is_total(text.text) or names_a_total(text.text)
        if speaks or _is_heading(text):
            return text
    return None


# --- what the row is then


def _total(
    shown: Shown,
    form: Form,
    heads: Sequence[Text],
    word: Text,
) -> ApartRow:
    full = _is_full(shown, heads)
    return ApartRow(
        shown.row,
        0,
        "total_row",
        mend(word.text),
        shown.points_beside(form, word),
        sure=not full,
        full=full,
    )


def _heading(
    shown: Shown,
    form: Form,
    heads: Sequence[Text],
) -> ApartRow:
    words = "".join(mend(text.text) for text in heads)
    stated = shown.points_beside(form, heads[-1])
    if stated is None:
        stated = points_in(words)
    style = _outermost_style(heads)
    kind: SumKind | None = None
    if stated is not None:
        kind = "section_row"
    return ApartRow(
        shown.row,
        0,
        kind,
        words,
        stated,
        style,
        sure=style < WIDE_STYLE or stated is not None,
        full=_is_full(shown, heads),
    )


def _outermost_style(heads: Sequence[Text]) -> int:
    outermost = WIDE_STYLE
    for text in heads:
        style = heading_style(text.text)
        if style is not None:
            outermost = min(outermost, style)
    return outermost


def _is_full(shown: Shown, heads: Sequence[Text]) -> bool:
    """Whether the row has words beside those that name it."""
    return any(text not in heads for text in shown.says())
