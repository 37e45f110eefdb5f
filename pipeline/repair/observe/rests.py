"""Rows that are the rest of the row above: words that stand below its words, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.messages import message
from pipeline.model import Finding, Row, Slot
from pipeline.repair.observe.shown import Form, Shown
from pipeline.repair.observe.words import has_letters, heading_style
from pipeline.text import mend

MOST_CELLS = 3  # of a row that wrapped so far; more of them make a row of their own

Rests = Mapping[int, int]  # the row that is a rest → the one that it goes on from


def goes_on(
    above: Shown,
    below: Shown,
    form: Form,
) -> bool:
    """Whether a row for which there is no serial may be the rest of the one above it.

    Each of its few cells has words and stands below words of a column that is neither of labels
    nor of numbers.
    """
    if not 0 < len(below.texts) <= MOST_CELLS:
        return False
    if heading_style(below.texts[0].text) is not None:
        return False
    begun = {text.at: text for text in above.texts}
    without = {form.seq, form.weight, *form.labels}
    for text in below.texts:
        upper = begun.get(text.at)
        if upper is None or text.at in without or text.width != upper.width:
            return False
        if not (has_letters(text.key) and has_letters(upper.key)):
            return False
    return True


def joined(rows: Sequence[Row], rests: Rests) -> dict[int, Row]:
    """The rows that have a rest, whole, by number."""
    whole: dict[int, Row] = {}
    for below, above in sorted(rests.items()):
        upper = whole.get(above, rows[above])
        whole[above] = _with_rest(upper, rows[below])
    return whole


def _with_rest(upper: Row, lower: Row) -> Row:
    slots = list(upper.slots)
    for at, slot in enumerate(lower.slots):
        if slot.text.strip():
            cell = slots[at].cell
            text = f"{cell.text}\n{slot.text}"
            slots[at] = Slot(replace(cell, text=text))
    return replace(upper, slots=tuple(slots))


def told(rest: Row, serial: int) -> Finding:
    """That a row without a serial was read as the rest of the row with this one."""
    words = [mend(slot.text) for slot in rest.slots if slot.text.strip()]
    what = message("repair.row-rest", words=" ".join(words), seq=serial)
    return Finding(
        "warning",
        "row-rest",
        what,
        serial,
        page=rest.page,
        row=rest.row,
    )


__all__ = ["Rests", "goes_on", "joined", "told"]
