"""What a notice says that its points add up to → the spec's rules for sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model import Line
from pipeline.spec.draft.choice import SPECIAL, Choice
from pipeline.spec.file import load
from pipeline.spec.form import SectionRules
from pipeline.text import fold, parse_number

PER_CENT = Decimal(100)
_TOTAL = re.compile(r"(总分值?|满分|总计|共计|合计)[为:]?(\d+(?:\.\d+)?)分")


@dataclass(frozen=True, slots=True)
class StatedSections:
    """The patterns that read a closing note, and the name of each section with its own."""

    rules: SectionRules
    kinds: tuple[tuple[str, str], ...]


def stated_sections(
    lines: Sequence[Line],
    choices: Sequence[Choice],
) -> StatedSections | None:
    """How the closing note states sections, where it does so in the built-in form's words."""
    rules = load().sections
    roles = [choice.role for choice in choices]
    if rules is None or "weight" not in roles:
        return None
    note = _closing_note(lines, rules)
    kinds: dict[tuple[str, str], None] = {}
    for match in rules.range.finditer(note):
        kind = _kind(rules, match["label"])
        kinds[kind] = None
    if not kinds:
        return None
    return StatedSections(rules, tuple(kinds))


def _closing_note(lines: Sequence[Line], rules: SectionRules) -> str:
    """The text from the first line on that opens the closing note; empty where none does."""
    texts = [fold(line.text) for line in lines]
    for number, text in enumerate(texts):
        if rules.note.search(text):
            return "".join(texts[number:])
    return ""


def _kind(rules: SectionRules, label: str) -> tuple[str, str]:
    """The name of a section and its pattern: the built-in one's, else the label itself."""
    for kind in rules.kinds:
        if kind.pattern.search(label):
            return kind.section, kind.pattern.pattern
    return label, SPECIAL.sub(r"\\\1", label)


def stated_total(lines: Sequence[Line], choices: Sequence[Choice]) -> dict[str, str]:
    """The keys of ``sums``, as YAML writes their values; none where nothing is stated."""
    weights = [choice.seen for choice in choices if choice.role == "weight"]
    if not weights:
        return {}
    (weight,) = weights
    total = Decimal(0)
    for text in weight.printed:
        total += parse_number(text) or Decimal(0)
    headings = "".join(weight.texts)
    if "%" in fold(headings):
        return {"percent": "true"} if total == PER_CENT else {}
    for line in lines:
        key = fold(line.text)
        found = _TOTAL.search(key)
        if found and parse_number(found[2]) == total:
            pattern = rf"{found[1]}[为:]?(?P<points>\d+(?:\.\d+)?)分"
            return {"total": f"'{pattern}'"}
    return {}
