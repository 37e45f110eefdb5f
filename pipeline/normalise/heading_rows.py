"""Rows that head others, in a table without a column of labels → the labels of the rows below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.messages import message
from pipeline.model import Cell, Record, Repaired, ScoringUnit, Table, Value
from pipeline.spec import Column
from pipeline.text import fold, mend

# Rows that head others and state no points, by what is told of them.
HEADING_CODES = ("repair.heading-row", "repair.wide-row")
LEVELS = ("level1", "level2")
_SECOND = re.compile(r"\([一二三四五六七八九十]+\)")
Place = tuple[int, int]  # page and row


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that heads others: its words, the cell they stand in, how it is numbered."""

    words: str
    cell: Cell
    style: int


def with_labels(repaired: Repaired, table: Table, columns: Sequence[Column]) -> Repaired:
    """The records, each with the headings above it as its labels.

    A table with a column of labels has them there. Headings of two styles (一、 and （一）) are of
    two levels.
    """
    if any(column.role in LEVELS for column in columns):
        return repaired
    headings = _headings(repaired, table)
    if not headings:
        return repaired
    styles = {heading.style for heading in headings.values()}
    above = _held(table, headings, sorted(styles))
    held = dict(above)
    records = [_labelled(record, held) for record in repaired.records]
    units = [_labelled_unit(unit, records) for unit in repaired.units]
    return replace(repaired, records=tuple(records), units=tuple(units))


def _headings(repaired: Repaired, table: Table) -> dict[Place, Heading]:
    """The rows that head others, by place."""
    words = _words_of_headings(repaired)
    found = {}
    for row in table.rows:
        place = (row.page, row.row)
        if place not in words:
            continue
        cells = [slot.cell for slot in row.slots if slot.text.strip()]
        if cells:
            text = mend(words[place])
            found[place] = Heading(text, cells[0], _style(text))
    return found


def _words_of_headings(repaired: Repaired) -> dict[Place, str]:
    """What the rows say that head others, with points or without, by place."""
    words: dict[Place, str] = {}
    for finding in repaired.findings:
        said = finding.what
        place = _place(finding.page, finding.row)
        if place is not None and said.code in HEADING_CODES:
            words[place] = str(said.parameters["words"])
    for stated in repaired.sums:
        place = _place(stated.page, stated.row)
        if place is None or not stated.rows:
            continue
        if stated.kind == "section_row":
            words[place] = stated.printed
    return words


def _place(page: int | None, row: int | None) -> Place | None:
    if page is None or row is None:
        return None
    return page, row


def _style(words: str) -> int:
    key = fold(words)
    return 1 if _SECOND.match(key) else 0


def _held(
    table: Table,
    headings: Mapping[Place, Heading],
    styles: Sequence[int],
) -> Iterator[tuple[Place, tuple[Heading | None, ...]]]:
    """The headings above each row, the outermost first."""
    current: tuple[Heading | None, ...] = (None,) * len(styles)
    for row in table.rows:
        place = (row.page, row.row)
        heading = headings.get(place)
        if heading is None:
            yield place, current
            continue
        level = styles.index(heading.style)
        outer = current[:level]
        inner = (None,) * (len(styles) - level - 1)
        current = (*outer, heading, *inner)


def _labelled(record: Record, held: Mapping[Place, tuple[Heading | None, ...]]) -> Record:
    """The record with its labels."""
    place = (record.row.page, record.row.row)
    headings = held.get(place, ())
    why = message("normalise.heading-row")
    values = dict(record.values)
    for name, heading in zip(LEVELS, headings, strict=False):
        if heading is None:
            continue
        values[name] = Value(
            heading.words,
            "merged",
            heading.cell,
            why=(why,),
        )
    return replace(record, values=values)


def _labelled_unit(unit: ScoringUnit, records: Sequence[Record]) -> ScoringUnit:
    """The unit with the labels that all its rows have."""
    own = [record for record in records if record.seq in unit.rows]
    outer, inner = LEVELS
    level1 = _common_label(own, outer)
    level2 = _common_label(own, inner)
    return replace(unit, level1=level1, level2=level2)


def _common_label(records: Sequence[Record], name: str) -> str | None:
    """The label that the rows have in common; None where they have several, or none."""
    texts = set()
    for record in records:
        value = record.values.get(name)
        if value is not None:
            texts.add(value.text)
    return texts.pop() if len(texts) == 1 else None
