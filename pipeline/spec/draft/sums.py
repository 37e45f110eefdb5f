"""What a notice says that its points add up to → the spec's rules for sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.model import Line
from pipeline.spec.draft.choice import Choice
from pipeline.text import fold, parse_number

PER_CENT = Decimal(100)
_TOTAL = re.compile(r"(总分值?|满分|总计|共计|合计)[为:]?(\d+(?:\.\d+)?)分")


def stated_total(lines: Sequence[Line], choices: Sequence[Choice]) -> dict[str, str]:
    """The keys of ``sums``, as YAML writes their values; none where nothing is stated."""
    weights = [choice.seen for choice in choices if choice.role == "weight"]
    if not weights:
        return {}
    (weight,) = weights
    points = [parse_number(text) or Decimal(0) for text in weight.printed]
    if "%" in fold("".join(weight.texts)):
        return {"percent": "true"} if sum(points) == PER_CENT else {}
    for line in lines:
        found = _TOTAL.search(fold(line.text))
        if found and parse_number(found[2]) == sum(points):
            pattern = rf"{found[1]}[为:]?(?P<points>\d+(?:\.\d+)?)分"
            return {"total": f"'{pattern}'"}
    return {}
