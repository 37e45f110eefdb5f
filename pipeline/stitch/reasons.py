"""What the signs say, as clauses of a finding."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.stitch.signs import Sign

# So many signs carry a decision; the rest is in the evidence.
TOLD = 3
SAYS = {
    # a table goes on
    "same-rules": "the column rules are the same",
    "some-rules": "the column rules of one page are among the other's",
    "as-many-columns": "its columns are others",
    "other-columns": "its columns are others",
    "no-heading-repeated": "it repeats no heading",
    "headings-whole": "the headings are repeated",
    "headings-part": "part of the headings is repeated",
    "headings-drift": "the headings are repeated in other words",
    "headings-half": "the headings are repeated in other words",
    "headings-other": "it has headings of its own",
    "first-heading-differs": "what its rows are named by is another heading",
    "unit-line": "a unit or caption stands above it: {about!r}",
    "numbers-on": "the numbering goes on",
    "numbers-jump": "the numbering goes on with a gap",
    "numbers-restart": "its numbering begins again",
    "text-between": "text stands between: {about!r}",
    "caption": "the caption {about!r} says so",
    "nothing-between": "nothing stands between",
    "total": "the table before ends in a total",
    "short": "the table before ends in the middle of its page",
    "siblings": "tables that begin like it stand under one another on one page",
    "untitled": "others that begin like it have a title, and it has none",
    "page-again": "it is the same page again",
    "form-again": "it is the same form with other values",
    # a row is cut
    "prior": "rows of this table are rarely cut",
    "blanks": "the blanks on both sides",
    "serials": "both rows have a number of their own",
    "form-full": "the other tables like it have no row more",
    "form-row": "the other tables like it have one row more",
    "serial-blank": "the numbering goes on without the row",
    "last-serial-blank": "every other row has a number",
    "serial-lost": "the row after it is numbered as if it counted",
    "odd-height": "a row lower than any whole row",
    "room-below": "the text above has room for more lines",
    "room-in-rest": "the row below is taller than its text",
    "page-not-full": "the page has room for more lines",
    "open-break": "no rule closes the row at the break",
    "closed-break": "a rule closes the row at the break",
    "not-data": "words stand where the column holds numbers",
    "other-outline": "the cells stand in other columns",
    # two texts are one
    "bracket": "a bracket is open at the break",
    "no-beginning": "the text below begins with a sign that nothing begins with",
    "known-whole": "the text stands elsewhere by itself",
    "known-joined": "both together stand elsewhere",
    "pair": "the letters that meet stand together elsewhere",
    "entry": "a sign stands alone",
    "other-kind": "one of them is no number",
    "number-cut": "only both together are a number",
    "numbers-whole": "two whole numbers",
    "shape-joined": "only both together look like the others of the column",
    "shape-each": "each looks like the others of the column",
    "ends-stop": "the text above ends with a full stop",
    "ends-closed": "the text above ends with a bracket",
    "ends-comma": "the text above ends with a comma",
    "ends-colon": "the text above ends with a colon",
    "ends-dash": "the text above ends with a dash",
    "ends-open": "the text above ends with an opening bracket",
    "ends-hyphen": "the text above ends with a hyphen",
    "ends-other": "how the text above ends",
    "begins-small": "the text below begins with a small letter",
    "begins-large": "the text below begins with a capital letter",
    "begins-item": "the text below begins with a number of its own",
    "begins-no-item": "the text below begins without a number, unlike the others",
    "fits-above": "the text below had room on the line above",
    "line-full": "the line above is full",
    # a merged cell goes on
    "open-rule": "no rule closes the cell at the break",
    "same-text": "the text is printed on both sides",
    "fills": "the text above fills its cell from top to bottom",
    "both-tall": "both cover several rows",
    "tall-blank": "a blank cell covers several rows",
    "never-merged": "no cell of the column is merged",
    "merged-habit": "how often cells of the column are merged or blank",
}


def clauses(signs: Iterable[Sign], most: int = TOLD) -> list[str]:
    """The strongest signs in words, each once."""
    said = dict.fromkeys(SAYS[sign.code].format(about=short(sign.about)) for sign in signs)
    return list(said)[:most]


def short(text: str, most: int = 24) -> str:
    """A text cut to be quoted."""
    return text if len(text) <= most else text[: most - 1] + "…"
