"""What people read over the columns of the exported tables, and flags in words."""

from __future__ import annotations

from typing import Any

from pipeline.messages import names
from pipeline.schema import Column, TableSchema, printed_heading
from pipeline.schema.extras import FOLLOWING

# What a column that follows one of the form's own adds to its name → what it holds.
_FOLLOWING = dict(zip(FOLLOWING, ("原文", "单位", "精度", "起始日"), strict=True))


def headings(table: TableSchema) -> list[str]:
    """The columns' Chinese names, each once; those of a form's own as the form heads them."""
    found: list[str] = []
    for column in table.columns:
        heading = names.COLUMNS.get(column.name) or _own_heading(column, table)
        found.append(f"{heading} ({column.name})" if heading in found else heading)
    return found


def _own_heading(column: Column, table: TableSchema) -> str:
    heading = printed_heading(column)
    for suffix, holds in _FOLLOWING.items():
        if column.name.removesuffix(suffix) in {*table.names} - {column.name}:
            return f"{heading}（{holds}）"
    return heading


def plain(value: Any) -> Any:
    """Flags as words, whole numbers without a point."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
