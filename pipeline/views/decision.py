"""The cells a publication leaves open, what each may read.

And the entry of corrections.yml that decides it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.messages import Language, Message, message, render
from pipeline.schema import TABLES, decided_by
from pipeline.views.said import Texts, texts

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
# Serial number and column of one value.
Place = tuple[int, str]


@dataclass(frozen=True, slots=True)
class OpenCell:
    """One cell in doubt.

    ``readings`` are texts as a correction takes them, None for a cell without text.

    ``decided_by`` is the column whose decision settles it: its own, or the one it follows. ``page``
    counts from 1, ``row`` and ``col`` from 0; None where the cell itself is lost. ``costs`` says of
    each reading how much more than the cheapest it costs (None: not measured), ``settles`` what
    would decide between them.
    """

    seq: int
    indicator: str | None
    column: str
    decided_by: str
    printed: str
    readings: tuple[str | None, ...]
    reason: Texts
    page: int | None
    row: int | None
    col: int | None
    costs: tuple[float | None, ...]
    settles: Message
    place: str | None = None

    @property
    def is_own(self) -> bool:
        """Whether the cell is decided by itself and follows from no other."""
        return self.decided_by == self.column


def open_cells(rows: Rows) -> Iterator[OpenCell]:
    """The ambiguous cells in document order; ``rows`` are the published tables as plain rows."""
    names = {row["seq"]: row["indicator"] for row in rows["indicators"]}
    readings = _by_place(rows["candidates"])
    rules = _rules(rows["repairs"])
    opened = [row for row in rows["provenance"] if row["status"] == "ambiguous"]
    places = {_place(row) for row in opened}
    for row in opened:
        at = _place(row)
        yield _open_cell(
            row,
            names.get(row["seq"]),
            readings.get(at, []),
            rules.get(at, ""),
            _deciding_column(at, places),
        )


def _place(row: Row) -> Place:
    return row["seq"], row["column"]


def _by_place(rows: Sequence[Row]) -> dict[Place, list[Row]]:
    found: dict[Place, list[Row]] = {}
    for row in rows:
        found.setdefault(_place(row), []).append(row)
    return found


def _rules(repairs: Sequence[Row]) -> dict[Place, str]:
    """The damage that the log names for each value."""
    made = [row for row in repairs if row["step"] == "repair"]
    return {_place(row): row["rule"] for row in made}


def _deciding_column(at: Place, places: set[Place]) -> str:
    seq, column = at
    decides = decided_by(column)
    if decides == "target" and (seq, "target") not in places:
        return "unit"  # the target's number takes the row's unit
    return decides


def _open_cell(
    row: Row,
    indicator: str | None,
    readings: Sequence[Row],
    rule: str,
    decides: str,
) -> OpenCell:
    """One ambiguous row of provenance; ``rule`` is the damage that the log names for it."""
    column = row["column"]
    told = "text" if decided_by(column) == column else "value"
    return OpenCell(
        seq=row["seq"],
        indicator=indicator,
        column=column,
        decided_by=decides,
        printed=row["printed"] or "",
        readings=tuple(reading[told] for reading in readings),
        reason=texts(row),
        page=row["page"],
        row=row["row"],
        col=row["col"],
        place=row.get("place"),
        costs=tuple(reading["cost"] for reading in readings),
        settles=settles(column, rule),
    )


# What would decide: by the damage that the log names, else by the column. True of any notice.
_BY_RULE = {
    "misprint": message("views.settles-misprint"),
    "weight_merged": message("views.settles-weight-merged"),
    "label_place": message("views.settles-label-place"),
    "label_lost": message("views.settles-label-lost"),
}
_BY_COLUMN = {
    "level1": message("views.settles-label-place"),
    "level2": message("views.settles-label-place"),
    "weight": message("views.settles-weight"),
    "target": message("views.settles-target"),
    "target_rank": message("views.settles-target-rank"),
    "lead_units": message("views.settles-lead-units"),
}
_RANKINGS = tuple(
    column.name for column in TABLES["indicators"].columns if column.months is not None
)


def settles(column: str, rule: str) -> Message:
    """What would decide between the readings of a column damaged by ``rule``."""
    if column in ("level1_points", "level2_points"):
        return message("views.settles-points")
    if rule in _BY_RULE:
        return _BY_RULE[rule]
    if column in _RANKINGS:
        return message("views.settles-ranking")
    return _BY_COLUMN.get(decided_by(column), message("views.settles-cell"))


def entry(
    notice_id: str,
    seq: int,
    column: str,
    printed: str,
    value: str | None,
) -> str:
    """An entry for corrections.yml; a person completes ``reason`` and ``decided_by``."""
    return "\n".join(
        (
            f"- notice: {_quoted(notice_id)}",
            f"  target: {{seq: {seq}, column: {column}}}",
            f"  expects: {_quoted(printed)}",
            f"  value: {'null' if value is None else _quoted(value)}",
            "  reason:",
            "  decided_by:",
        )
    )


def first_entry(notice_id: str, cell: OpenCell) -> list[str]:
    """The lines of a cell's entry for corrections.yml, its first reading filled in."""
    first = cell.readings[0] if cell.readings else None
    return entry(notice_id, cell.seq, cell.column, cell.printed, first).splitlines()


def priced(
    cell: OpenCell,
    language: Language,
    quote: str = "{}",
) -> list[str]:
    """The cell's readings, each with how much more than the cheapest it costs.

    ``quote`` is what a reading's text is put into.
    """
    nothing = render(without_text(cell.column), language)
    shown = []
    for text, cost in zip(cell.readings, cell.costs, strict=True):
        reading = nothing if text is None else quote.format(text)
        if cost is not None:
            with_cost = message("views.reading-cost", reading=reading, cost=cost)
            reading = render(with_cost, language)
        shown.append(reading)
    return shown


def without_text(column: str) -> Message:
    """What is said of a reading by which a cell of the column has no text of its own."""
    if column == "weight":
        return message("views.shared-with-others")
    return message("views.lost-or-none")


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar.

    JSON's notation, with every character escaped that YAML bars or folds.
    """
    return "".join(
        c if c.isprintable() else _escaped(c) for c in json.dumps(text, ensure_ascii=False)
    )


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
