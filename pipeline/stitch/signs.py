"""Evidence on one scale: what speaks for and against one decision at a page break.

A sign's weight is a natural logarithm of a likelihood ratio, as far as one can be had: how much
more often the sign is seen where the decision is right than where it is wrong. Weights of one
decision are added (naive Bayes: the signs are taken as independent, so what belongs together is one
sign). Beyond ``MARGIN`` the decision is told, within it it is doubted.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log
from typing import NamedTuple

# Odds of about 7 to 1: below that a reader of the page would hesitate.
MARGIN = 2.0


class Sign(NamedTuple):
    """One piece of evidence; a positive ``weight`` speaks for the decision.

    ``about`` is the text it was seen in.
    """

    code: str
    weight: float
    about: str = ""


class Weighed(NamedTuple):
    """A decision with what carried it."""

    signs: tuple[Sign, ...]

    @property
    def total(self) -> float:
        """The sum of the signs' weights."""
        return sum(sign.weight for sign in self.signs)

    @property
    def holds(self) -> bool:
        """Whether the decision is yes."""
        return self.total > 0

    @property
    def close(self) -> bool:
        """Whether it is doubted."""
        return abs(self.total) < MARGIN

    def reasons(self, least: float = 0.5) -> list[Sign]:
        """What speaks for the outcome, strongest first."""
        side = 1 if self.holds else -1
        told = [sign for sign in self.signs if sign.weight * side >= least]
        return sorted(told, key=lambda sign: -abs(sign.weight))


def weigh(signs: Iterable[Sign]) -> Weighed:
    """The decision that these signs make, those that say nothing left out."""
    return Weighed(tuple(sign for sign in signs if sign.weight))


def ratio(
    likely: float,
    otherwise: float,
    most: float = 6.0,
) -> float:
    """The weight of a sign of these two probabilities, no more than ``most`` either way."""
    tiny = 1e-4
    quotient = max(likely, tiny) / max(otherwise, tiny)
    return max(-most, min(most, log(quotient)))


def rate(
    seen: float,
    of: float,
    usual: float,
    worth: float = 3.0,
) -> float:
    """How often something happens in one table.

    As counted there, ``usual`` counting as so many cases more.
    """
    return (seen + worth * usual) / (of + worth)


# --- Is the row below the break the rest of the row above it? ---
# Of rows with several lines a break falls into every second, if rows may break at all.
BREAKS_WITHIN = 0.5
PRIOR_MOST, PRIOR_LEAST = -0.7, -3.5
# Where the upper cell's text ends above the row's last line it is finished; where it fills the row
# it goes on in every second cell; a cell blank above and filled below is rare (a paragraph kept
# together).
FINISHED, GOES_ON, ONLY_BELOW = 0.97, 0.6, 0.06
PATTERN_MOST, PATTERN_WORTH = 7.0, 2.0
FORM_FULL = Sign(
    "form-full", 5.0
)  # with the rest of a row, and not with a row more, it has as many rows as its like
FORM_ROW = Sign("form-row", -5.0)  # with a row more, and not with the rest of one
LONG_ROW, PRIOR_LONG = (
    3,
    -0.7,
)  # the upper row has so many lines: a break falls within such a row more often
ODD_HEIGHT = Sign("odd-height", 2.5)  # a row lower than any whole row
ODD_MOST = 4.0
ROOM_BELOW = Sign("room-below", -5.0)  # the upper text has room for another line below it
ROOM_IN_REST = Sign("room-in-rest", -2.0)  # the lower row is taller than a rest of this text
OPEN_BREAK = Sign(
    "open-break", 4.0
)  # no rule closes the row at the break, though one closes the table elsewhere
CLOSED_BREAK = Sign("closed-break", -3.0)  # a rule closes it, though none does at other breaks
PAGE_NOT_FULL = Sign("page-not-full", -3.0)  # the page has room for more lines below the table
SERIALS = Sign("serials", -9.0)  # both rows have a number of their own
SERIAL_BLANK = Sign(
    "serial-blank", 5.0
)  # only the upper row has a number, and the next row goes on from it
LAST_SERIAL_BLANK = Sign(
    "last-serial-blank", 3.0
)  # the same, of the table's last row: no number goes on from it
SERIAL_LOST = Sign("serial-lost", -3.0)  # the row after it is numbered as if this one counted
ROOM_SURE = 4.0  # type sizes of room behind the upper text that leave no doubt
LINE_MOST = 3.2  # lines full or not, of all columns together
NOT_DATA = Sign(
    "not-data", 2.0
)  # words below the break, where the column's other rows hold numbers
TEXT_MOST = 9.0

# --- Are two texts one? ---
BRACKET = Sign("bracket", 5.0)  # a bracket opened above is closed below
NO_BEGINNING = Sign("no-beginning", 5.0)  # the lower text starts with what nothing starts with
KNOWN = Sign("known-whole", -2.0)  # the text stands whole elsewhere in the column
KNOWN_JOINED = Sign("known-joined", 4.0)  # the two together do
PAIR = Sign("pair", 1.0)  # the Chinese letters that meet stand side by side elsewhere in the table
ENTRY = Sign("entry", -4.0)  # one of them is a sign that stands alone: a dash, a tick
OTHER_KIND = Sign("other-kind", -3.0)  # in a column of numbers one of them is none
NUMBER_CUT = Sign("number-cut", 7.0)  # a number that is whole only with its other half
NUMBERS_WHOLE = Sign("numbers-whole", -6.0)  # two numbers, each as the column's others are
SHAPE_JOINED = Sign(
    "shape-joined", 5.0
)  # only the two together have the shape of the column's texts; less where others lack it too
USUAL_ODD = 0.01  # a whole text without that shape
SHAPE_EACH = Sign("shape-each", -4.0)  # each of the two has it
# How a text that is cut ends (above) and begins (below), and how texts of their own do.
CUT_ENDS = {
    "stop": 0.08,
    "closed": 0.04,
    "comma": 0.12,
    "colon": 0.03,
    "dash": 0.02,
    "open": 0.03,
    "hyphen": 0.04,
}
WHOLE_ENDS = {
    "stop": 0.2,
    "closed": 0.08,
    "comma": 0.004,
    "colon": 0.03,
    "dash": 0.02,
    "open": 0.001,
    "hyphen": 0.004,
}
LONG_ENDS = {
    "stop": 0.72,
    "closed": 0.08,
    "comma": 0.004,
    "colon": 0.01,
    "dash": 0.004,
    "open": 0.001,
    "hyphen": 0.004,
}
LONG_TEXT = 40  # letters; texts of several sentences end as sentences do
CUT_SMALL, WHOLE_SMALL = 0.8, 0.2  # Latin texts that begin with a small letter
CUT_ITEM, WHOLE_ITEM = 0.06, 0.1  # texts that begin with a number of their own: 1. (一) ①

# --- Is a cell above the break and one below it one merged cell? ---
MERGED_PRIOR = -2.5  # two texts
FILLS = Sign("fills", 2.0)  # the upper text fills a cell over several rows from top to bottom
OPEN_RULE = Sign("open-rule", 4.5)  # no rule closes the cell at the break, though others are closed
SAME_TEXT = Sign("same-text", 1.0)  # the text is printed on both sides of an open break
BOTH_TALL = Sign("both-tall", 3.0)  # both cover several rows
TALL_BLANK = Sign("tall-blank", 3.0)  # a blank cell that covers several rows
ONE_ROW_EACH = Sign("never-merged", -9.0)  # nor is either of these two
TEXT_BELOW = Sign("text-below", -1.0)  # a text below a blank, where others are blank on their own
NEVER_MERGED = Sign("never-merged", -4.0)  # no cell of the column is merged

# --- Does a table go on in the next page's table? ---
SAME_RULES, SOME_RULES = Sign("same-rules", 2.5), Sign("some-rules", 2.2)
OUTER_RULES = Sign("some-rules", 1.0)  # those at the sides alone, of a table without columns
AS_MANY_COLUMNS = Sign("as-many-columns", -5.0)  # other column rules, as many columns, no heading
OTHER_COLUMNS = Sign("other-columns", -9.0)
NO_RULES = Sign("no-heading-repeated", -5.0)  # no geometry, and no heading either
HEADINGS = {
    "whole": Sign("headings-whole", 3.0),
    "part": Sign("headings-part", 2.2),
    "drift": Sign("headings-drift", 2.2),
    "half": Sign("headings-half", 1.0),
    "other": Sign("headings-other", -11.0),
}
FEW_HEADINGS = Sign(
    "headings-whole", -2.5
)  # one or two of them, over other columns: forms begin so
FIRST_HEADING_DIFFERS = Sign(
    "first-heading-differs", -4.0
)  # what the rows are named by is another thing
UNIT_LINE = Sign(
    "unit-line", -2.0
)  # the table has a caption or a unit of its own, though others have the same
NUMBERS = {
    "on": Sign("numbers-on", 7.6),
    "few-on": Sign("numbers-on", 2.5),  # a few numbers of any column: they may be amounts
    "jump": Sign("numbers-jump", 1.5),
    "restart": Sign("numbers-restart", -5.0),
}
RESTART_UNDER_HEADINGS = Sign("numbers-restart", -2.0)  # each page may count its own rows
RESTART_AFTER_ON = Sign("numbers-restart", -7.0)  # the table's earlier pages do not
TEXT_BETWEEN = Sign("text-between", -8.0)
CAPTION = Sign("caption", 7.6)  # a caption says that the table goes on
NOTHING_BETWEEN = Sign("nothing-between", 0.1)
TOTAL, TOTAL_UNDER_HEADINGS = Sign("total", -5.0), Sign("total", -1.0)
SHORT_PAGE, SHORT_UNDER_HEADINGS = Sign("short", -5.0), Sign("short", -1.0)
SIBLINGS = Sign(
    "siblings", -8.5
)  # tables that begin so stand under one another, with nothing between them
UNTITLED = Sign("untitled", 1.0)  # each of them has a title of its own, and this one has none
PAGE_AGAIN = Sign("page-again", -8.0)  # the same page again, of a table without headings
FORM_AGAIN = Sign("form-again", -8.0)  # the same labels in the same places, with other values
