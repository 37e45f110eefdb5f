"""The cells a publication leaves open, what each may read.

And the entry of corrections.yml that decides it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.schema import TABLES, decided_by

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class OpenCell:
    """One cell in doubt.

    ``readings`` are texts as a correction takes them, None for a cell without text.

    ``decided_by`` is the column whose decision settles it: its own, or the one it follows. ``page``
    counts from 1, ``row`` and ``col`` from 0; None where the cell itself is lost. ``costs`` says of
    each reading how much dearer than the cheapest it is (None: not measured), ``settles`` in words
    what would decide between them.
    """

    seq: int
    indicator: str | None
    column: str
    decided_by: str
    printed: str
    readings: tuple[str | None, ...]
    reason: str
    page: int | None
    row: int | None
    col: int | None
    costs: tuple[float | None, ...] = ()
    settles: str = ""


def open_cells(rows: Rows) -> Iterator[OpenCell]:
    """The ambiguous cells in document order; ``rows`` are the published tables as plain rows."""
    names = {row["seq"]: row["indicator"] for row in rows["indicators"]}
    rules = {
        (row["seq"], row["column"]): row["rule"]
        for row in rows["repairs"]
        if row["step"] == "repair"
    }
    readings: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for row in rows["candidates"]:
        readings.setdefault((row["seq"], row["column"]), []).append(row)
    opened = [row for row in rows["provenance"] if row["status"] == "ambiguous"]
    places = {(row["seq"], row["column"]) for row in opened}
    for row in opened:
        at = (row["seq"], row["column"])
        decides = decided_by(row["column"])
        if (
            decides == "target" and (row["seq"], decides) not in places
        ):  # its number takes the row's unit
            decides = "unit"
        yield _open_cell(
            row, names.get(row["seq"]), readings.get(at, []), rules.get(at, ""), decides
        )


def _open_cell(
    row: Mapping[str, Any],
    indicator: str | None,
    readings: Sequence[Mapping[str, Any]],
    rule: str,
    decides: str,
) -> OpenCell:
    """One ambiguous row of provenance; ``rule`` is the damage that the log names for it."""
    column = row["column"]
    return OpenCell(
        seq=row["seq"],
        indicator=indicator,
        column=column,
        decided_by=decides,
        printed=row["printed"] or "",
        readings=tuple(
            reading["text" if decided_by(column) == column else "value"] for reading in readings
        ),
        reason=row["reason"] or "",
        page=row["page"],
        row=row["row"],
        col=row["col"],
        costs=tuple(reading["cost"] for reading in readings),
        settles=settles(column, rule),
    )


# What would decide: by the damage that the log names, else by the column. Words for any notice.
_BY_RULE = {
    "misprint": "which of the group's weights is misprinted: its points in another copy of the table, or those of any "
    "other row that is open with it",
    "weight_merged": "whether the printed weight is one cell over the rows below: the rules of the original page, or "
    "the points of one of those rows",
    "label_place": "where the label begins: the first row its cell covers on the original page, or another list of the "
    "group's rows",
    "label_lost": "the label that was lost, and its first row: the original page, or another list of the group's rows",
}
_BY_COLUMN = {
    "level1": _BY_RULE["label_place"],
    "level2": _BY_RULE["label_place"],
    "level1_points": "the points of the label that holds here: once the label is known, they are",
    "level2_points": "the points of the label that holds here: once the label is known, they are",
    "weight": "whether the row has points of its own: its weight cell on the original page, or the points of a row "
    "that would share with it",
    "target": "the target as its lead unit has it, or another copy of the table",
    "target_rank": "the ranking aimed at in another copy of the table",
    "lead_units": "where one unit's name ends: the names as another row or the units themselves write them",
}
_BY_RANKING = "the row's rankings in another source: one of them often settles the others, since it shows which cell was lost"
_RANKINGS = tuple(
    column.name for column in TABLES["indicators"].columns if column.months is not None
)


def settles(column: str, rule: str) -> str:
    """In words, what would decide between the readings of a column damaged by ``rule``."""
    if column in ("level1_points", "level2_points"):
        return _BY_COLUMN[column]
    if rule in _BY_RULE:
        return _BY_RULE[rule]
    if column in _RANKINGS:
        return _BY_RANKING
    return _BY_COLUMN.get(
        decided_by(column), "the cell on the original page, or in another copy of the table"
    )


def entry(notice_id: str, seq: int, column: str, printed: str, value: str | None) -> str:
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


def priced(cell: OpenCell, quote: str = "") -> list[str]:
    """The cell's readings in words, each with how much dearer than the cheapest it is."""
    nothing = "shared with other rows" if cell.column == "weight" else "lost or none"
    shown = [nothing if text is None else f"{quote}{text}{quote}" for text in cell.readings]
    return [
        t if cost is None else f"{t} (+{cost:g})" for t, cost in zip(shown, cell.costs, strict=True)
    ]


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
