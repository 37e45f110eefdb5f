"""Says the signs of a decision as clauses of a finding."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.messages import Message, message
from pipeline.stitch.signs import Sign, Weighed

# So many signs carry a decision; the rest is in the evidence.
TOLD = 3
# A sign's code → its words in the catalogue; two signs that a reader cannot tell apart share them.
SAYS = {
    # a table goes on
    "same-rules": "stitch.sign-same-rules",
    "some-rules": "stitch.sign-some-rules",
    "as-many-columns": "stitch.sign-other-columns",
    "other-columns": "stitch.sign-other-columns",
    "no-heading-repeated": "stitch.sign-no-heading-repeated",
    "headings-whole": "stitch.sign-headings-whole",
    "headings-part": "stitch.sign-headings-part",
    "headings-drift": "stitch.sign-headings-reworded",
    "headings-half": "stitch.sign-headings-reworded",
    "headings-other": "stitch.sign-headings-other",
    "first-heading-differs": "stitch.sign-first-heading-differs",
    "unit-line": "stitch.sign-unit-line",
    "numbers-on": "stitch.sign-numbers-on",
    "numbers-jump": "stitch.sign-numbers-jump",
    "numbers-restart": "stitch.sign-numbers-restart",
    "text-between": "stitch.sign-text-between",
    "caption": "stitch.sign-caption",
    "nothing-between": "stitch.sign-nothing-between",
    "total": "stitch.sign-total",
    "short": "stitch.sign-short",
    "siblings": "stitch.sign-siblings",
    "untitled": "stitch.sign-untitled",
    "page-again": "stitch.sign-page-again",
    "form-again": "stitch.sign-form-again",
    # a row is cut
    "prior": "stitch.sign-prior",
    "blanks": "stitch.sign-blanks",
    "serials": "stitch.sign-serials",
    "form-full": "stitch.sign-form-full",
    "form-row": "stitch.sign-form-row",
    "serial-blank": "stitch.sign-serial-blank",
    "last-serial-blank": "stitch.sign-last-serial-blank",
    "serial-lost": "stitch.sign-serial-lost",
    "odd-height": "stitch.sign-odd-height",
    "room-below": "stitch.sign-room-below",
    "room-in-rest": "stitch.sign-room-in-rest",
    "page-not-full": "stitch.sign-page-not-full",
    "open-break": "stitch.sign-open-break",
    "closed-break": "stitch.sign-closed-break",
    "not-data": "stitch.sign-not-data",
    "other-outline": "stitch.sign-other-outline",
    # two texts are one
    "bracket": "stitch.sign-bracket",
    "no-beginning": "stitch.sign-no-beginning",
    "known-whole": "stitch.sign-known-whole",
    "known-joined": "stitch.sign-known-joined",
    "pair": "stitch.sign-pair",
    "entry": "stitch.sign-entry",
    "other-kind": "stitch.sign-other-kind",
    "number-cut": "stitch.sign-number-cut",
    "numbers-whole": "stitch.sign-numbers-whole",
    "shape-joined": "stitch.sign-shape-joined",
    "shape-each": "stitch.sign-shape-each",
    "ends-stop": "stitch.sign-ends-stop",
    "ends-closed": "stitch.sign-ends-closed",
    "ends-comma": "stitch.sign-ends-comma",
    "ends-colon": "stitch.sign-ends-colon",
    "ends-dash": "stitch.sign-ends-dash",
    "ends-open": "stitch.sign-ends-open",
    "ends-hyphen": "stitch.sign-ends-hyphen",
    "ends-other": "stitch.sign-ends-other",
    "begins-small": "stitch.sign-begins-small",
    "begins-large": "stitch.sign-begins-large",
    "begins-item": "stitch.sign-begins-item",
    "begins-no-item": "stitch.sign-begins-no-item",
    "fits-above": "stitch.sign-fits-above",
    "line-full": "stitch.sign-line-full",
    # a merged cell goes on
    "open-rule": "stitch.sign-open-rule",
    "same-text": "stitch.sign-same-text",
    "fills": "stitch.sign-fills",
    "both-tall": "stitch.sign-both-tall",
    "tall-blank": "stitch.sign-tall-blank",
    "never-merged": "stitch.sign-never-merged",
    "text-below": "stitch.sign-text-below",
    "merged-habit": "stitch.sign-merged-habit",
    "outer-begins": "stitch.sign-outer-begins",
}
# Signs whose words quote the text they were seen in.
QUOTING = {"unit-line", "text-between", "caption"}


def clauses(signs: Iterable[Sign], most: int = TOLD) -> tuple[Message, ...]:
    """Says the first ``most`` of the signs, each clause once."""
    said = dict.fromkeys(_clause(sign) for sign in signs)
    return tuple(said)[:most]


def against(verdict: Weighed) -> tuple[Message, ...]:
    """Says the strongest signs for the other outcome."""
    side = -1 if verdict.holds else 1
    other = [sign for sign in verdict.signs if sign.weight * side > 0]
    strongest_first = sorted(other, key=lambda sign: -abs(sign.weight))
    return clauses(strongest_first) or (message("stitch.little-speaks"),)


def _clause(sign: Sign) -> Message:
    code = SAYS[sign.code]
    if sign.code in QUOTING:
        return message(code, about=short(sign.about))
    return message(code)


def short(text: str, most: int = 24) -> str:
    """Cuts a text to be quoted."""
    if len(text) <= most:
        return text
    return text[: most - 1] + "…"
