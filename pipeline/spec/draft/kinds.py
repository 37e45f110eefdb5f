"""What a column of the form's own holds: by its heading's word, settled by what stands in it."""

from __future__ import annotations

import re

from pipeline.spec.draft import seen as look
from pipeline.spec.draft.choice import Choice, extra
from pipeline.spec.draft.seen import SeenColumn
from pipeline.spec.draft.words import Entry
from pipeline.text import fold

MOST = 0.8  # the share of a column's texts that settles its kind
MANY = 0.4  # the share that bears out what the heading says
LONG = 16  # characters of a text that is a sentence
LONG_CODE = 11  # digits of a mobile telephone's number
FIGURES = ("number", "percent")
# What is headed like this counts and measures nothing, though it is made of digits.
_CODE_HEADING = re.compile(
    r"(?:[^\d]号|编码|代码|代号|no\.?|电话|手机|邮编|日期|时间|年月|年份|年度|学年)$"
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_LETTERED = re.compile(r"[0-9]+[A-Za-z]")  # of a site or a flat, among others without a letter
MEASURED = (*FIGURES, "date")


def own_column(seen: SeenColumn, entry: Entry | None, name: str) -> Choice:
    """A column of the form's own, as ``name``; ``entry`` is what its heading says, if anything."""
    says = entry.kind if entry is not None else None
    if not seen.printed:
        note = (
            f"nothing stands in this column; else kind: {says}" if says else "nothing stands here"
        )
        return extra(seen, name, says or "text", note)
    if entry is not None and entry.role == "seq":
        return extra(seen, name, "text")
    shown = _shown_kind(seen)
    kind, notes = _settled(seen, says, shown)
    return extra(seen, name, kind, *notes)


def _shown_kind(seen: SeenColumn) -> str:
    """The kind that what stands in the column shows by itself."""
    if seen.share(look.is_percent) >= MOST:
        return "percent"
    if seen.share(look.is_number) >= MOST and not _are_codes(seen):
        return "percent" if "%" in fold(seen.heading) else "number"
    if seen.share(look.is_date) >= MOST:
        return "date"
    if seen.share(look.is_offices) >= MOST:
        return "agency"
    return "text"


def _are_codes(seen: SeenColumn) -> bool:
    """Whether the numbers are none to count with: telephone numbers, 01, 7B, 门店号, years."""
    heading = fold(seen.heading)
    if _CODE_HEADING.search(heading) or seen.share(_YEAR_ALONE.fullmatch) == 1.0:
        return True
    lettered = seen.share(_LETTERED.fullmatch)
    if lettered and seen.share(str.isdecimal):
        return True
    return seen.share(_is_code) > 0


def _is_code(text: str) -> bool:
    digits = text.replace(".", "")
    if not digits.isdecimal():
        return False
    if digits == text and len(text) >= LONG_CODE:
        return True
    if text == "0" or text.startswith("0."):
        return False
    return text.startswith("0")


def _settled(seen: SeenColumn, says: str | None, shown: str) -> tuple[str, list[str]]:
    """The kind, and notes where heading and cells differ or the heading says nothing."""
    if says is None:
        return _by_its_cells(shown)
    if says == "date" and are_times(seen):
        return "date", []
    if says == "agency" and shown not in MEASURED:
        return _offices(seen)
    both_figures = says in FIGURES and shown in FIGURES
    if says == shown or both_figures:
        return shown, []
    if says == "text":
        return _beside_text(shown)
    return "text", [f"the heading says kind: {says}, its cells do not"]


def _by_its_cells(shown: str) -> tuple[str, list[str]]:
    """What a column is whose heading is not known."""
    if shown == "text":
        return shown, []
    note = f"no known heading; its cells look like kind: {shown}"
    return shown, [note]


def are_times(seen: SeenColumn) -> bool:
    """Whether the texts of a column say when: many of them dates, or most a time of some kind."""
    dates = seen.share(look.is_date)
    if dates >= MANY:
        return True
    return dates > 0 and seen.share(look.tells_time) >= MOST


def _offices(seen: SeenColumn) -> tuple[str, list[str]]:
    """Offices, unless sentences stand there."""
    if seen.length > 2 * LONG and seen.share(look.is_offices) < MANY:
        return "text", ["long texts stand here; else kind: agency"]
    return "agency", []


def _beside_text(shown: str) -> tuple[str, list[str]]:
    """What a column is that a text is expected in."""
    if shown in MEASURED:
        note = f"all its cells are of kind: {shown}; else kind: text"
        return shown, [note]
    return "text", []
