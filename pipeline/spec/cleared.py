"""Takes out of a table what is no row and no column of its form, and says so.

A heading printed again among the rows, a note between them, a row without text, a cell under no
heading. The spec says which of these the form leaves out (``leave_out``): a drafted one all, since
it cannot name them beforehand. What is taken out stays in the table of cells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pipeline.messages import Message, message
from pipeline.model import Finding, Row, Slot, Table
from pipeline.spec.form import LEAVE_OUT
from pipeline.text import fold, mend, parse_integer

# What a note within a table, and the line over its continuation, begin with.
_NOTE = re.compile(r"(?:注|备注|说明|填表说明|附注)[:：]|[（(]?(?:续表|接上表)[）)]?$")
# A cell over more than so much of a row's width is no value.
_WIDE = 0.5
# Headings that a row repeats before it is no row of its own.
_REPEATED = 2
# Each column's headings.
Headings = dict[int, frozenset[str]]
# A cell's page, row and column.
Place = tuple[int, int, int]
# So much of a text is quoted.
_QUOTED = 40


def cleared(table: Table, kinds: Collection[str] = LEAVE_OUT) -> Table:
    """The table without such rows and cells, with a finding for each kind of them.

    Args:
        table: the attachment, stitched.
        kinds: what is left out, of :data:`pipeline.spec.form.LEAVE_OUT`.
    """
    headings = _headings(table)
    kept = []
    blank = []
    findings = []
    again: set[Place] = set()
    for row in table.rows:
        told = _no_row(row, headings, kinds, again)
        if told is not None:
            findings.append(told)
        elif "blank_rows" in kinds and _is_blank(row):
            blank.append(row)
        else:
            kept.append(row)
    findings += _blank_findings(blank)
    if "unheaded" in kinds:
        columns = range(_width(table))
        unheaded = [col for col in columns if not headings.get(col)]
        findings += _unheaded_findings(kept, unheaded)
        kept = [_blanked(row, unheaded) for row in kept]
    return replace(
        table,
        rows=tuple(kept),
        findings=(*table.findings, *findings),
    )


def _no_row(
    row: Row,
    headings: Headings,
    kinds: Collection[str],
    again: set[Place],
) -> Finding | None:
    """What is said of a row of words that is about nothing; None for any other.

    ``again`` are the places of the headings that are printed again, to which its own are added.
    """
    note = _note(row) if "notes" in kinds else None
    if note is not None:
        text = note[:_QUOTED]
        what = message("spec.note-in-table", text=text)
        return _at(row, "note-in-table", what)
    if "headings" not in kinds:
        return None
    if _repeats(row, headings) or _goes_on(row, again):
        again.update(map(_place, row.slots))
        first = _first_text(row)
        what = message("spec.heading-again", text=first[:_QUOTED])
        return _at(row, "heading-again", what)
    return None


# --- rows without text


def _own(row: Row) -> list[Slot]:
    """The places that print a text of the row's own, none that is drawn from above."""
    return [slot for _, slot in _printing(row) if not slot.covered]


def _is_blank(row: Row) -> bool:
    """Whether a row prints nothing, or nothing but its number."""
    own = _own(row)
    if not own:
        return True
    return len(own) == 1 and parse_integer(fold(own[0].text)) is not None


def _blank_findings(rows: Sequence[Row]) -> Iterator[Finding]:
    """What is said of the rows without text: those that have a number may have lost theirs."""
    empty = [row for row in rows if not _own(row)]
    numbered = [row for row in rows if _own(row)]
    if empty:
        what = message("spec.rows-blank", count=len(empty))
        yield _at(empty[0], "blank-row", what)
    if numbered:
        first = _own(numbered[0])[0]
        what = message("spec.rows-of-numbers", count=len(numbered), number=first.text.strip())
        found = _at(numbered[0], "blank-row", what)
        yield replace(found, severity="warning")


# --- notes and headings


def _headings(table: Table) -> Headings:
    """Each column's headings, folded, the outer ones among them; none where it has none."""
    found = {}
    for header in table.headers:
        texts = [fold(text) for text in header.texts if text.strip()]
        found[header.col] = frozenset(texts)
    return found


def _width(table: Table) -> int:
    return max((len(row.slots) for row in table.rows), default=0)


def _printing(row: Row) -> list[tuple[int, Slot]]:
    """The places of a row that have a text, each with its column."""
    found = []
    for col, slot in enumerate(row.slots):
        if slot.text.strip():
            found.append((col, slot))
    return found


def _note(row: Row) -> str | None:
    """The text of a row that is one wide cell and a note; None for any other."""
    printing = _printing(row)
    if len(printing) != 1:
        return None
    _, slot = printing[0]
    is_wide = slot.cell.colspan > _WIDE * len(row.slots)
    text = mend(slot.text)
    return text if is_wide and _NOTE.match(text) else None


def _repeats(row: Row, headings: Headings) -> bool:
    """Whether everything that the row prints is a heading over it."""
    printing = _printing(row)
    if len(printing) < _REPEATED:
        return False
    for col, slot in printing:
        above = headings.get(col, frozenset())
        if fold(slot.text) not in above:
            return False
    return True


def _goes_on(row: Row, again: Collection[Place]) -> bool:
    """Whether a heading that is printed again is drawn over the row: it is the next of its rows."""
    covered = [slot for slot in row.slots if slot.covered]
    places = map(_place, covered)
    return any(place in again for place in places)


def _place(slot: Slot) -> Place:
    cell = slot.cell
    return (
        cell.page,
        cell.row,
        cell.col,
    )


def _first_text(row: Row) -> str:
    _, slot = _printing(row)[0]
    return mend(slot.text)


def _at(
    row: Row,
    check: str,
    what: Message,
) -> Finding:
    return Finding(
        "info",
        check,
        what,
        page=row.page,
        row=row.row,
    )


def _unheaded_findings(rows: Sequence[Row], unheaded: Sequence[int]) -> Iterator[Finding]:
    """A finding for each column that has texts and no heading."""
    for col in unheaded:
        printed = [row for row in rows if _prints(row, col)]
        if not printed:
            continue
        first = printed[0]
        text = mend(first.slots[col].text)
        counts = _counts(printed, col)
        what = message(
            "spec.unheaded-numbers" if counts else "spec.unheaded",
            column=col + 1,
            count=len(printed),
            text=text[:_QUOTED],
        )
        yield Finding(
            "info" if counts else "warning",
            "unheaded",
            what,
            page=first.page,
            row=first.row,
            col=col,
        )


def _counts(rows: Sequence[Row], col: int) -> bool:
    """Whether the column counts its rows from 1 on: as they are numbered in any case."""
    numbers = [parse_integer(fold(row.slots[col].text)) for row in rows]
    return numbers == list(range(1, len(rows) + 1))


def _prints(row: Row, col: int) -> bool:
    if col >= len(row.slots):
        return False
    text = row.slots[col].text
    return bool(text.strip())


def _blanked(row: Row, unheaded: Sequence[int]) -> Row:
    slots = list(row.slots)
    for col in unheaded:
        if _prints(row, col):
            blank = replace(slots[col].cell, text="")
            slots[col] = replace(slots[col], cell=blank)
    return replace(row, slots=tuple(slots))
