"""What the report's script works on.

The published rows, made small, and the words to show them in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.messages import names as chinese
from pipeline.messages.phrases import PHRASES
from pipeline.schema import BASIS, PROVENANCE_COLUMNS, PROVENANCE_STATUS, TABLES
from pipeline.views.decision import open_cells

if TYPE_CHECKING:
    from pipeline.views.report.pages import PageImage

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

# Table → the columns the report shows of it.
_SHOWN = {
    "sections": TABLES["sections"].names[1:],
    "scoring_units": TABLES["scoring_units"].names[1:],
    "indicators": TABLES["indicators"].names[1:],
    "rankings": ("seq", "period_start", "period_end", "rank", "printed", "status"),
    "lead_units": ("seq", "lead_unit", "remark"),
    "provenance": ("seq", "column", "status", "printed", "reason", "page", "row", "col"),
    "repairs": TABLES["repairs"].names[1:],
    "cells": (
        "page",
        "row",
        "col",
        "rowspan",
        "colspan",
        "text",
        "engines",
        "x0",
        "top",
        "x1",
        "bottom",
    ),
    "findings": TABLES["findings"].names[1:],
}


def payload(
    rows: Rows,
    validation: Mapping[str, Any],
    images: Mapping[int, PageImage],
    source: str,
    generation: str,
) -> dict[str, Any]:
    """Plain JSON values; each table is its column names and its rows as lists."""
    notice = {name: _plain(value) for name, value in rows["notice"][0].items() if name != "body"}
    return {
        "notice": notice,
        "source": source,
        "generation": generation,
        "tables": {name: _table(rows[name], columns) for name, columns in _SHOWN.items()},
        "counts": {name: len(rows[name]) for name in TABLES},
        "open": [asdict(cell) for cell in open_cells(rows)],
        "checks": _checks(validation),
        "periods": _periods(),
        "pages": {
            page: {"w": image.width, "h": image.height, "src": image.uri}
            for page, image in images.items()
        },
        "words": _words(),
    }


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> dict[str, Any]:
    return {
        "columns": list(columns),
        "rows": [[_plain(row[name]) for name in columns] for row in rows],
    }


def _plain(value: Any) -> Any:
    """Decimals and dates as JSON has them; 3.0 as 3, since that is how points are written."""
    if isinstance(value, Decimal | float):
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _checks(validation: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = ("suite", "table", "expectation", "column", "severity", "success", "message", "reason")
    return [{name: result[name] for name in names} for result in validation["results"]]


def _periods() -> list[dict[str, Any]]:
    """The ranking columns of indicators, with the months they cover."""
    columns = (column for column in TABLES["indicators"].columns if column.months)
    return [{"column": column.name, "months": column.months} for column in columns]


def _words() -> dict[str, Any]:
    """Names and meanings that the schema knows, and their Chinese."""
    return {
        "columns": [*PROVENANCE_COLUMNS],
        "zh": {
            "column": chinese.COLUMNS,
            "status": chinese.STATUS,
            "status_note": chinese.STATUS_NOTES,
            "check": chinese.CHECKS,
            "section": chinese.SECTIONS,
            "damage": chinese.DAMAGE,
            "table": chinese.TABLES,
        },
        "status": PROVENANCE_STATUS,
        "basis": BASIS,
        "phrases": [list(pair) for pair in PHRASES],
    }
