"""What the report's script works on: the published rows, made small, and the words to show them in.

A sentence stands once, in English and Chinese, among the ``texts``; rows have its number there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.messages import names
from pipeline.schema import (
    BASIS,
    EXTRAS,
    PROVENANCE_COLUMNS,
    PROVENANCE_STATUS,
    TABLES,
    main_columns,
)
from pipeline.views.report.doubts import doubts
from pipeline.views.report.sentences import Collected, texts_in_plain_words
from pipeline.views.said import texts

if TYPE_CHECKING:
    from pipeline.views.report.pages import PageImage

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

# Where a row stands in the source.
_PLACE = ("page", "row", "col")
# Table → the columns the report shows of it.
_SHOWN = {
    "sections": TABLES["sections"].names[1:],
    "scoring_units": TABLES["scoring_units"].names[1:],
    "indicators": TABLES["indicators"].names[1:],
    "rankings": (
        "seq",
        "period_start",
        "period_end",
        "rank",
        "printed",
        "status",
    ),
    "lead_units": ("seq", "lead_unit", "remark"),
    "provenance": (
        "seq",
        "column",
        "status",
        "printed",
        "reason",
        "place",
        *_PLACE,
    ),
    "repairs": (
        "step",
        "rule",
        "seq",
        "column",
        "before",
        "after",
        "reason",
        "cost",
        *_PLACE,
    ),
    "cells": (
        "rowspan",
        "colspan",
        "text",
        "engines",
        "x0",
        "top",
        "x1",
        "bottom",
        "place",
        *_PLACE,
    ),
    "findings": (
        "severity",
        "check",
        "message",
        "seq",
        "first_seq",
        "last_seq",
        *_PLACE,
    ),
}
# Columns that hold a sentence.
_SENTENCES = ("reason", "message")


def payload(
    rows: Rows,
    validation: Mapping[str, Any],
    images: Mapping[int, PageImage],
    source: str,
    generation: str,
) -> dict[str, Any]:
    """Plain JSON values; each table is its column names and its rows as lists."""
    collected = Collected()
    own = _own_columns(rows)
    rows = _with_extras(rows)
    shown = {
        "notice": _notice(rows["notice"][0]),
        "source": source,
        "generation": generation,
        "tables": _tables(rows, own, collected),
        "counts": {name: len(rows[name]) for name in (*TABLES, EXTRAS) if name in rows},
        **doubts(rows, collected),
        "checks": [_check(result, collected) for result in validation["results"]],
        "periods": _periods(),
        "pages": {page: _page(image) for page, image in images.items()},
        "words": _words(own),
    }
    return {**shown, "texts": collected.as_list()}


def _tables(rows: Rows, own: Sequence[str], collected: Collected) -> dict[str, Any]:
    """The tables with the columns that are shown; indicators have those of the form's own too."""
    tables = {}
    for name, columns in _SHOWN.items():
        more = own if name == "indicators" else ()
        tables[name] = _table(rows[name], (*columns, *more), collected)
    return tables


def _own_columns(rows: Rows) -> tuple[str, ...]:
    """The columns of the form's own that hold a value."""
    extras = rows.get(EXTRAS)
    return main_columns(tuple(extras[0])) if extras else ()


def _with_extras(rows: Rows) -> Rows:
    """The rows where those of indicators have the columns of the form's own as well."""
    extras = {row["seq"]: row for row in rows.get(EXTRAS, ())}
    indicators = []
    for row in rows["indicators"]:
        own = dict(extras.get(row["seq"], {}))
        indicators.append({**row, **_shown_text(own)})
    return {**rows, "indicators": indicators}


def _shown_text(own: Row) -> dict[str, Any]:
    """The form's own columns of a row, with the printed text where nothing more is read from it."""
    shown = {}
    for name in main_columns(tuple(own)):
        value = own[name]
        shown[name] = own.get(f"{name}_text") if value is None else value
    return shown


def _notice(row: Row) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items() if name != "body"}


def _page(image: PageImage) -> dict[str, Any]:
    return {"w": image.width, "h": image.height, "src": image.uri}


def _table(
    rows: Sequence[Row],
    columns: Sequence[str],
    collected: Collected,
) -> dict[str, Any]:
    lines = []
    for row in rows:
        line = [_plain(row[name]) for name in columns]
        for sentence in _SENTENCES:
            if sentence in columns:
                said = texts_in_plain_words(row)
                place = columns.index(sentence)
                line[place] = collected.number(said)
        lines.append(line)
    return {"columns": list(columns), "rows": lines}


def _plain(value: Any) -> Any:
    """Decimals and dates as JSON has them; 3.0 as 3, since that is how points are written."""
    if isinstance(value, Decimal | float):
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _check(result: Row, collected: Collected) -> dict[str, Any]:
    return {
        "table": result["table"],
        "expectation": result["expectation"],
        "column": result["column"],
        "severity": result["severity"],
        "success": result["success"],
        "message": collected.number(texts(result)),
        "reason": result["reason"],
    }


def _periods() -> list[dict[str, Any]]:
    """The ranking columns of indicators, with the months they cover."""
    columns = (column for column in TABLES["indicators"].columns if column.months)
    return [{"column": column.name, "months": column.months} for column in columns]


def _words(own: Sequence[str]) -> dict[str, Any]:
    """Names and meanings that the schema knows, and their Chinese."""
    return {
        "columns": [*PROVENANCE_COLUMNS, *own],
        "own": [*own],
        "zh": {
            "column": names.COLUMNS,
            "status": names.STATUS,
            "status_note": names.STATUS_NOTES,
            "check": names.CHECKS,
            "section": names.SECTIONS,
            "damage": names.rules(),
            "table": names.TABLES,
        },
        "status": PROVENANCE_STATUS,
        "basis": BASIS,
    }
