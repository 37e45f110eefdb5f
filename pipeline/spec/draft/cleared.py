"""Takes out of a table what no drafted form has a place for, and says so.

A heading printed again among the rows, a note between them, a cell under no heading: with a spec
that a person wrote they are that person's to name, a drafted one cannot know them beforehand. What
is taken out stays in the table of cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.messages import Message, message
from pipeline.model import Finding, Row, Slot, Table
from pipeline.text import fold, mend

# What a note within a table, and the line over its continuation, begin with.
_NOTE = re.compile(r"(?:注|备注|说明|填表说明|附注)[:：]|[（(]?(?:续表|接上表)[）)]?$")
# A cell over more than so much of a row's width is no value.
_WIDE = 0.5
# Headings that a row repeats before it is no row of its own.
_REPEATED = 2
# So much of a text is quoted.
_QUOTED = 40


def cleared(table: Table) -> Table:
    """The table without such rows and cells, with a finding for each kind of them."""
    headings = _headings(table)
    kept = []
    findings = []
    for row in table.rows:
        told = _no_row(row, headings)
        if told is None:
            kept.append(row)
        else:
            findings.append(told)
    columns = range(_width(table))
    unheaded = [col for col in columns if not headings.get(col)]
    findings += _unheaded_findings(kept, unheaded)
    rows = tuple(_blanked(row, unheaded) for row in kept)
    return replace(
        table,
        rows=rows,
        findings=(*table.findings, *findings),
    )


def _no_row(row: Row, headings: dict[int, str]) -> Finding | None:
    """What is said of a row that is about nothing; None for any other."""
    note = _note(row)
    if note is not None:
        text = note[:_QUOTED]
        what = message("spec.note-in-table", text=text)
        return _at(row, "note-in-table", what)
    if _repeats(row, headings):
        first = _first_text(row)
        what = message("spec.heading-again", text=first[:_QUOTED])
        return _at(row, "heading-again", what)
    return None


def _headings(table: Table) -> dict[int, str]:
    """Each column's innermost heading, folded; "" where it has none."""
    found = {}
    for header in table.headers:
        texts = [fold(text) for text in header.texts if text.strip()]
        found[header.col] = texts[-1] if texts else ""
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


def _repeats(row: Row, headings: dict[int, str]) -> bool:
    """Whether everything that the row prints is the heading over it."""
    printing = _printing(row)
    if len(printing) < _REPEATED:
        return False
    return all(fold(slot.text) == headings.get(col) for col, slot in printing)


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
        what = message(
            "spec.unheaded",
            column=col + 1,
            count=len(printed),
            text=text[:_QUOTED],
        )
        yield Finding(
            "warning",
            "unheaded",
            what,
            page=first.page,
            row=first.row,
            col=col,
        )


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
