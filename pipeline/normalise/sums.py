"""What the document says the rows add up to → the table ``sums``.

Each statement beside what the rows print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from pipeline.model import Cell, Preamble, Record, Repaired, ScoringUnit, StatedSum, Value
from pipeline.text import fold, parse_points

LEVELS = ("level1", "level2")
MISPRINT = "misprint"


def sums(
    preamble: Preamble,
    repaired: Repaired,
    declared: Sequence[StatedSum] = (),
) -> Iterator[dict[str, object]]:
    """A row for each sum: those of the note, of labels, of the table's own rows.

    Last those that the form declares.
    """
    found = _Found(repaired)
    stated = [
        *_sections(preamble, repaired.records),
        *_labels(repaired.records),
        *repaired.sums,
    ]
    rows = [_row(each, found.of(each)) for each in stated]
    full = preamble.full_marks
    if full is not None and preamble.sections:
        sections = rows[: len(preamble.sections)]
        marks = _full_marks(preamble, full, sections)
        rows.append(marks)
        stated.append(StatedSum("note", "", (), None))
    for each in declared:
        stated.append(each)
        rows.append(_row(each, found.of(each)))
    for at, row in enumerate(rows):
        tasks = [stated.index(task) + 1 for task in stated[at].tasks]
        counted = ranges(tasks) or None
        yield {"sum": at + 1, **row, "tasks": counted}


def ranges(numbers: Sequence[int]) -> str:
    """Serials as text: 14-23, or 3,5-7."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = []
    for first, last in runs:
        texts.append(str(first) if first == last else f"{first}-{last}")
    return ",".join(texts)


# --- what is stated


def _sections(preamble: Preamble, records: Sequence[Record]) -> Iterator[StatedSum]:
    """Each section's points, over the rows whose serials it has."""
    for section in preamble.sections:
        rows = []
        for record in records:
            if section.first <= record.seq <= section.last:
                rows.append(record.seq)
        yield StatedSum(
            "section",
            section.label,
            tuple(rows),
            section.points,
        )


@dataclass(frozen=True, slots=True)
class _LabelKey:
    """What tells a label's rows from the next one's: the labels down to it, and its points."""

    section: str | None
    names: tuple[str | None, ...]
    points: Decimal | None

    @classmethod
    def of(cls, record: Record, level: int) -> _LabelKey:
        levels = LEVELS[:level]
        names = tuple(_text(record, name) for name in levels)
        points = _text(record, f"{levels[-1]}_points")
        return cls(
            record.section,
            names,
            None if points is None else Decimal(points),
        )


def _text(record: Record, name: str) -> str | None:
    value = record.values.get(name)
    return None if value is None else value.text


def _labels(records: Sequence[Record]) -> Iterator[StatedSum]:
    """Each label with points over the rows that it holds.

    Not sure where a row beside them may be one of them.
    """
    for level, name in enumerate(LEVELS, 1):
        keys = [_LabelKey.of(record, level) for record in records]
        start = 0
        for key, group in groupby(keys):
            stop = start + len(list(group))
            held = records[start:stop]
            above = records[max(0, start - 1) : start]
            below = records[stop : stop + 1]
            start = stop
            if key.points is None:
                continue
            cell = _label_cell(held, name)
            yield StatedSum(
                "label",
                str(key.names[-1]),
                tuple(record.seq for record in held),
                key.points,
                page=None if cell is None else cell.page,
                row=None if cell is None else cell.row,
                sure=not _in_doubt([*above, *below], name),
            )


def _label_cell(held: Sequence[Record], name: str) -> Cell | None:
    """The first cell that prints the label of the rows."""
    for record in held:
        cell = record.values[name].cell
        if cell is not None:
            return cell
    return None


def _in_doubt(records: Sequence[Record], name: str) -> bool:
    """Whether the label of one of the rows is open."""
    values = [record.values[name] for record in records]
    return any(value.status == "ambiguous" for value in values)


# --- what is found


class _Found:
    """What the rows print for themselves, by serial; and the units whose points several share."""

    def __init__(self, repaired: Repaired) -> None:
        self.own: dict[int, Decimal | None] = {}
        self.units: dict[int, ScoringUnit] = {}
        for record in repaired.records:
            self.own[record.seq] = _own(record.values)
        for unit in repaired.units:
            if len(unit.rows) == 1:
                continue
            for seq in unit.rows:
                self.units[seq] = unit

    def of(self, stated: StatedSum) -> Decimal | None:
        """What the rows of a sum print, with the tasks that count in it besides.

        Of a section row that heads none nothing is told.
        """
        total = self.printed(stated.rows)
        if total is None or not (stated.rows or stated.tasks):
            return None
        for task in stated.tasks:
            total += task.stated or Decimal(0)
        return total

    def printed(self, serials: Sequence[int]) -> Decimal | None:
        """The points of the rows together, None where they are not known from what stands there."""
        total = Decimal(0)
        counted: set[int] = set()
        for seq in serials:
            own = self.own.get(seq)
            if own is not None:
                total += own
                continue
            unit = self.units.get(seq)
            if unit is None or not _is_known(unit):
                return None
            if not set(unit.rows) <= set(serials):
                return None
            if unit.number not in counted:
                counted.add(unit.number)
                total += unit.points
        return total


def _own(values: Mapping[str, Value]) -> Decimal | None:
    """The row's own points as they stand, also where one of its group's is misprinted."""
    value = values.get("weight")
    if value is None or value.status == "derived":
        return None
    text = value.text
    if value.status == "ambiguous":
        if value.rule != MISPRINT:
            return None
        text = value.text if value.cell is None else value.cell.text
    return None if text is None else parse_points(fold(text))


def _is_known(unit: ScoringUnit) -> bool:
    return unit.basis in ("printed", "label") and not unit.open_rows


# --- the rows


def _row(stated: StatedSum, found: Decimal | None) -> dict[str, object]:
    serials = stated.rows
    return {
        "kind": stated.kind,
        "printed": stated.printed or None,
        "first_seq": min(serials, default=None),
        "last_seq": max(serials, default=None),
        "rows": ranges(serials),
        "column": "weight",
        "stated": stated.stated,
        "found": found,
        "status": _status(stated, found),
        "page": stated.page,
        "row": stated.row,
    }


def _status(stated: StatedSum, found: Decimal | None) -> str:
    due = stated.stated
    if due is None or found is None:
        return "open"
    sure = stated.sure and bool(stated.rows or stated.tasks)
    if stated.kind == "note" and not stated.sure:
        # The note is on several tables: this one gives no more than is stated.
        sure = found > due
    if not sure:
        return "open"
    return "holds" if due == found else "off"


def _full_marks(
    preamble: Preamble,
    full: Decimal,
    sections: Sequence[dict[str, object]],
) -> dict[str, object]:
    """The full marks, over what the sections' rows print, each at its share."""
    found: Decimal | None = Decimal(0)
    serials: list[int] = []
    for section, row in zip(preamble.sections, sections, strict=True):
        part = row["found"]
        serials += range(section.first, section.last + 1)
        if found is None or not isinstance(part, Decimal):
            found = None
        else:
            found += part * section.share
    stated = StatedSum("note", f"{full:f}", tuple(serials), full)
    return _row(stated, found)
