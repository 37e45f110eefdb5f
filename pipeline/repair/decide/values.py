"""The readings of one row → its value in every column."""

from __future__ import annotations

from pipeline.model import Value
from pipeline.repair.decide.column_values import column_value
from pipeline.repair.decide.context import RowView
from pipeline.repair.decide.label_values import FIRST, SECOND, label_values
from pipeline.repair.decide.weight_values import weight_value

# Kinds of columns that are read otherwise, and the role of those that are not published.
OTHERS = ("serial", "label")
UNPUBLISHED = "other"
LEVELS = {FIRST: "level1", SECOND: "level2"}


def all_values(row: RowView) -> dict[str, Value]:
    """Every published column of one row, by name; the labels first."""
    values: dict[str, Value] = {}
    for level, name in LEVELS.items():
        if row.context.layout.has(name):
            label, points = label_values(row, level)
            values[name] = label
            values[f"{name}_points"] = points
    return values | row_values(row)


def row_values(row: RowView) -> dict[str, Value]:
    """Every published column of one row but the labels, by name.

    The weight is read with its group.
    """
    out = {}
    for at, column in enumerate(row.context.layout.columns):
        if column.kind == "points":
            out[column.name] = weight_value(row, at)
        elif column.kind not in OTHERS and column.role != UNPUBLISHED:
            out[column.name] = column_value(row, at)
    return out
