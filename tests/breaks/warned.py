"""Whether a warning or an error names a place: its page, and a row there or a text of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from tests.breaks.model import fold

Finding = Mapping[str, Any]
_QUOTED = re.compile(r"'((?:[^']|(?<=\w)'(?=\w))*)'|\"([^\"]*)\"|“([^”]*)”|「([^」]*)」")
_SHORT = 4  # a text of so many characters is found in a message without quotation marks, too


def warnings_of(findings: Collection[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding["severity"] in ("warning", "error")]


def names(
    finding: Finding,
    pages: Collection[int],
    texts: Collection[str],
    rows: Collection[tuple[int, int]],
) -> bool:
    """``texts`` folded; ``rows`` are (page, row within that page's table)."""
    if finding["page"] not in pages:
        return False
    if finding["row"] is not None and (finding["page"], finding["row"]) in rows:
        return True
    return quotes(finding["message"], texts)


def quotes(message: str, texts: Collection[str]) -> bool:
    """Whether the message gives one of the texts, or a part of it, in quotation marks, or a longer one without."""
    whole = fold(message)
    if any(len(text) >= _SHORT and text in whole for text in texts):
        return True
    return any(_meets(part, text) for part in _quoted(message) for text in texts)


def _quoted(message: str) -> list[str]:
    found = []
    for match in _QUOTED.finditer(message):
        quoted = next(group for group in match.groups() if group is not None)
        found += [fold(part) for part in re.split(r"…|\.\.\.|\||\\n", quoted)]
    return [part for part in found if part]


def _meets(part: str, text: str) -> bool:
    if part == text:
        return True
    return (len(part) > 1 and part in text) or (len(text) > 1 and text in part)
