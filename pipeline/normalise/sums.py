"""What the document says the rows add up to → the table ``sums``.

Each statement beside what the rows print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from pipeline.model import Preamble, Record, Repaired, ScoringUnit, StatedSum, Value
from pipeline.text import fold, parse_number

LEVELS = ("level1", "level2")
MISPRINT = "misprint"


def sums(preamble: Preamble, repaired: Repaired) -> Iterator[dict[str, object]]:
    """A row for each sum: those of the note, of labels, of the table's own rows."""
    found = _Found(repaired)
    stated = [*_sections(preamble, repaired.records), *_labels(repaired.records), *repaired.sums]
    rows = [_row(each, found.printed(each.rows)) for each in stated]
    if preamble.full_marks is not None and preamble.sections:
        rows.append(_full_marks(preamble, preamble.full_marks, rows[: len(preamble.sections)]))
    for number, row in enumerate(rows, 1):
        yield {"sum": number, **row}


def _sections(preamble: Preamble, records: Sequence[Record]) -> Iterator[StatedSum]:
    for section in preamble.sections:
        rows = tuple(
            record.seq for record in records if section.first <= record.seq <= section.last
        )
        yield StatedSum("section", section.label, rows, section.points)


def _labels(records: Sequence[Record]) -> Iterator[StatedSum]:
    """Each label with points over the rows that it holds.

    Not sure where a row beside them may be one of them.
    """
    for level, name in enumerate(LEVELS, 1):
        at = 0
        for key, group in groupby(records, key=lambda record: _label_key(record, level)):
            held = list(group)
            points = key[-1]
            beside = [*records[max(0, at - 1) : at], *records[at + len(held) : at + len(held) + 1]]
            at += len(held)
            if not isinstance(points, Decimal):
                continue
            cell = next(
                (value.cell for each in held if (value := each.values[name]).cell is not None), None
            )
            yield StatedSum(
                "label",
                str(key[-2]),
                tuple(each.seq for each in held),
                points,
                page=None if cell is None else cell.page,
                row=None if cell is None else cell.row,
                sure=not any(_in_doubt(record, name) for record in beside),
            )


def _label_key(record: Record, level: int) -> tuple[object, ...]:
    """What tells a label's rows from the next one's.

    The section, the labels down to this one, its points.
    """
    names = [record.values[name].text if name in record.values else None for name in LEVELS[:level]]
    points = record.values.get(f"{LEVELS[level - 1]}_points")
    return (
        record.section,
        *names,
        None if points is None or points.text is None else Decimal(points.text),
    )


def _in_doubt(record: Record, name: str) -> bool:
    return record.values[name].status == "ambiguous"


class _Found:
    """What the rows print for themselves, by serial; and the units whose points several share."""

    def __init__(self, repaired: Repaired) -> None:
        self.own = {record.seq: _own(record.values) for record in repaired.records}
        self.units = {
            seq: unit for unit in repaired.units for seq in unit.rows if len(unit.rows) > 1
        }

    def printed(self, serials: Sequence[int]) -> Decimal | None:
        """The points of the rows together, None where they are not known from what stands there."""
        total, counted = Decimal(0), set[int]()
        for seq in serials:
            own, unit = self.own.get(seq), self.units.get(seq)
            if own is not None:
                total += own
            elif unit is None or not _known(unit) or not set(unit.rows) <= set(serials):
                return None
            elif unit.number not in counted:
                counted.add(unit.number)
                total += unit.points
        return total


def _own(values: Mapping[str, Value]) -> Decimal | None:
    """The row's own points as they stand, also where one of its group's is misprinted."""
    value = values.get("weight")
    if value is None or (value.status == "ambiguous" and value.rule != MISPRINT):
        return None
    text = value.cell.text if value.status == "ambiguous" and value.cell is not None else value.text
    return None if text is None or value.status == "derived" else parse_number(fold(text))


def _known(unit: ScoringUnit) -> bool:
    return unit.basis in ("printed", "label") and not unit.open_rows


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
        "status": _status(stated.stated, found, stated.sure and bool(serials)),
        "page": stated.page,
        "row": stated.row,
    }


def _status(stated: Decimal | None, found: Decimal | None, sure: bool) -> str:
    if stated is None or found is None or not sure:
        return "open"
    return "holds" if stated == found else "off"


def _full_marks(
    preamble: Preamble, full: Decimal, sections: Sequence[dict[str, object]]
) -> dict[str, object]:
    """The full marks, over what the sections' rows print, each at its share."""
    parts = [each["found"] for each in sections]
    shares = [section.share for section in preamble.sections]
    known = [
        part * share for part, share in zip(parts, shares, strict=True) if isinstance(part, Decimal)
    ]
    found = sum(known, Decimal(0)) if len(known) == len(parts) else None
    serials = tuple(
        n for section in preamble.sections for n in range(section.first, section.last + 1)
    )
    return _row(StatedSum("note", f"{full:f}", serials, full), found)


def ranges(numbers: Sequence[int]) -> str:
    """Serials as text: 14-23, or 3,5-7."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
