"""What the report's script works on: the published rows, made small, and the words to show them in.

A sentence stands once, in English and Chinese, among the ``texts``; rows have its number there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.messages import Message, message, names
from pipeline.schema import (
    BASIS,
    EXTRAS,
    PROVENANCE_COLUMNS,
    PROVENANCE_STATUS,
    TABLES,
    main_columns,
)
from pipeline.views import calibration
from pipeline.views.decision import OpenCell, open_cells
from pipeline.views.report.questions import Question, questions
from pipeline.views.said import Texts, parameters_of, texts, texts_of
from pipeline.views.summary import PARTS

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


@dataclass
class Collected:
    """The distinct texts of a report, each in both languages."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def number(self, one: Texts) -> int | None:
        """The text's number; None for one that says nothing."""
        if not one["en"]:
            return None
        pair = (one["en"], one["zh"])
        return self.numbers.setdefault(pair, len(self.numbers))

    def as_list(self) -> list[list[str]]:
        """The texts in the order of their numbers: English, and Chinese where it differs."""
        return [_distinct(*pair) for pair in self.numbers]


def _distinct(*texts: str) -> list[str]:
    return list(dict.fromkeys(texts))


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
    opened = list(open_cells(rows))
    reasons = {(row["seq"], row["column"]): _said(row) for row in rows["provenance"]}
    rows = _with_extras(rows)
    tables = {}
    for name, columns in _SHOWN.items():
        more = own if name == "indicators" else ()
        tables[name] = _table(rows[name], (*columns, *more), collected)
    return {
        "notice": _notice(rows["notice"][0]),
        "source": source,
        "generation": generation,
        "tables": tables,
        "counts": {name: len(rows[name]) for name in (*TABLES, EXTRAS) if name in rows},
        "open": [_open_cell(cell, reasons[cell.seq, cell.column], collected) for cell in opened],
        "questions": [_question(one) for one in questions(rows, opened)],
        "parts": PARTS,
        "measured": _measured(collected),
        "one_unit": _one_unit(rows["findings"], collected),
        "decisions": _decisions(rows["repairs"], collected),
        "calibrated": _calibrated(rows, collected),
        "checks": [_check(result, collected) for result in validation["results"]],
        "periods": _periods(),
        "pages": {page: _page(image) for page, image in images.items()},
        "words": _words(own),
        "texts": collected.as_list(),
    }


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
                line[columns.index(sentence)] = collected.number(_said(row))
        lines.append(line)
    return {"columns": list(columns), "rows": lines}


def _said(row: Row) -> Texts:
    """What a row says; readings are not counted, since alike questions differ in that alone."""
    known = parameters_of(row)
    if "ways" in known and _code(row) == "repair.close-readings":
        return texts_of(message("views.reads-in-ways", ways=known["ways"]))
    return texts(row)


def _code(row: Row) -> str | None:
    """The code of the one clause that a row's reason has; None where it has several."""
    clauses = json.loads(row["reasons"])
    return clauses[0]["code"] if len(clauses) == 1 else None


def _open_cell(cell: OpenCell, reason: Texts, collected: Collected) -> dict[str, Any]:
    return {
        **asdict(cell),
        "reason": collected.number(reason),
        "settles": collected.number(texts_of(cell.settles)),
    }


def _question(one: Question) -> dict[str, Any]:
    return {
        "cells": one.cells,
        "options": one.options,
        "follow": one.follow,
        "then": [[astuple(settled) for settled in told] for told in one.then],
    }


def _measured(collected: Collected) -> dict[str, int | None]:
    """Part of the values → how often such were right where the truth is known."""
    found = {}
    for part, statuses in PARTS.items():
        share = calibration.share(statuses[0])
        if share is not None:
            found[part] = collected.number(texts_of(share.said()))
    return found


def _one_unit(findings: Sequence[Row], collected: Collected) -> list[list[Any]]:
    """Lead units that may be one: the shorter name, the longer, and the finding that says so."""
    found = []
    for row in findings:
        if row["code"] == "normalise.lead-unit-short":
            known = parameters_of(row)
            found.append([known.get("name"), known.get("longer"), collected.number(texts(row))])
    return found


def _decisions(repairs: Sequence[Row], collected: Collected) -> list[dict[str, Any]]:
    """What people decided: the value, why, and who says so (None where the log does not tell)."""
    return [_decision(row, collected) for row in repairs if row["rule"] == "correction"]


def _decision(row: Row, collected: Collected) -> dict[str, Any]:
    known = parameters_of(row)
    why = _reason(known.get("reason"))
    decided_by = known.get("decided_by")
    if why is None or not isinstance(decided_by, str):
        why = texts(row)
        decided_by = None
    return {
        "seq": row["seq"],
        "column": row["column"],
        "before": row["before"],
        "after": row["after"],
        "reason": collected.number(why),
        "by": decided_by,
    }


def _reason(given: object) -> Texts | None:
    """A person's reason, which is the same in every language; None for what is no text."""
    if isinstance(given, Message):
        return texts_of(given)
    return {"en": given, "zh": given} if isinstance(given, str) else None


def _calibrated(rows: Rows, collected: Collected) -> list[list[Any]]:
    """Serial and column of each value that was found, not read, and how often such are right."""
    repairs: dict[tuple[int, str], list[Row]] = {}
    for row in rows["repairs"]:
        repairs.setdefault((row["seq"], row["column"]), []).append(row)
    found = []
    for source in rows["provenance"]:
        seq, column = source["seq"], source["column"]
        what = calibration.said_of(source, repairs.get((seq, column), ()))
        if what is not None:
            found.append([seq, column, collected.number(texts_of(what))])
    return found


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
            "damage": names.DAMAGE,
            "table": names.TABLES,
        },
        "status": PROVENANCE_STATUS,
        "basis": BASIS,
    }
