"""The small publication of tests/cases/validate/publication.yml as plain rows, complete in every column."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.messages import as_data, text
from pipeline.schema import (
    PROVENANCE_COLUMNS,
    TABLES,
    TableSchema,
    extra_columns,
    extras_table,
)

CASE = Path(__file__).parent / "cases" / "validate" / "publication.yml"
EXPECTATIONS = Path(__file__).parents[1] / "expectations"
PERIODS = {6: "rank_jan_jun", 9: "rank_jan_sep"}
ENDS = {6: date(2022, 6, 30), 9: date(2022, 9, 30)}

Rows = dict[str, list[dict[str, Any]]]


def small_publication() -> Rows:
    """Rows by table, fresh at each call, to be changed at will."""
    case = yaml.safe_load(CASE.read_text("utf-8"))
    indicators = [{"needs_review": False, "source_page": 1, **row} for row in case["indicators"]]
    rows = {name: case.get(name, []) for name in TABLES}
    rows["indicators"] = indicators
    rows["rankings"] = [
        _ranking(row, months, case["rankings"]) for row in indicators for months in PERIODS
    ]
    rows["provenance"] = [
        _provenance(row, column, case["provenance"])
        for row in indicators
        for column in PROVENANCE_COLUMNS
    ]
    rows["lead_units"] = [
        {"seq": row["seq"], "position": position, "lead_unit": unit}
        for row in indicators
        for position, unit in enumerate(row["lead_units"].split("、"), 1)
    ]
    rows["agencies"] = [
        {
            "seq": row["seq"],
            "column": "lead_units",
            "position": row["position"],
            "agency": row["lead_unit"],
        }
        for row in rows["lead_units"]
    ]
    return {
        name: [_complete(name, case["notice_id"], row) for row in table]
        for name, table in rows.items()
    }


def changed(changes: list[dict[str, Any]]) -> Rows:
    """The small publication with ``changes``: in ``table``, the rows ``where`` get the values of ``set``.

    With ``again: true`` a copy with these values is added instead.
    """
    rows = small_publication()
    for change in changes:
        matches = [row for row in rows[change["table"]] if change["where"].items() <= row.items()]
        assert matches, f"no row matches {change}"
        if change.get("again"):
            matches = [dict(row) for row in matches]
            rows[change["table"]] += matches
        for row in matches:
            row.update(change["set"])
    return rows


def _ranking(row: dict[str, Any], months: int, exceptions: list[dict[str, Any]]) -> dict[str, Any]:
    status = next(
        (e["status"] for e in exceptions if (e["seq"], e["months"]) == (row["seq"], months)),
        "ranked",
    )
    rank = row.get(PERIODS[months])
    printed = "/" if status == "not_published" else rank and str(rank)
    return {"seq": row["seq"], "period_start": date(2022, 1, 1), "period_end": ENDS[months], "rank": rank,
            "printed": printed, "status": status}  # fmt: skip


def _provenance(
    row: dict[str, Any], column: str, exceptions: list[dict[str, Any]]
) -> dict[str, Any]:
    plain = {
        "status": "absent" if row.get(column) is None else "printed",
        "page": 1,
        "row": row["seq"],
        "col": 0,
    }
    other: dict[str, Any] = next(
        (e for e in exceptions if (e["seq"], e["column"]) == (row["seq"], column)), {}
    )
    return {"seq": row["seq"], "column": column, **plain, **other}


def _complete(table: str, notice_id: str, row: dict[str, Any]) -> dict[str, Any]:
    return (
        {name: row.get(name) for name in TABLES[table].names}
        | {"notice_id": notice_id}
        | _said(table, row)
    )


def _said(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The codes and parameters of what the case says in words."""
    if table == "findings":
        return {"code": "as-is", "parameters": json.dumps({"text": row.get("message")})}
    if "reasons" in TABLES[table].names and row.get("reason"):
        return {"reasons": json.dumps([as_data(text(row["reason"]))])}
    return {}


def with_own_columns() -> tuple[dict[str, list[dict[str, Any]]], TableSchema]:
    """The small publication with a date and a text of the form's own, and what declares them."""
    rows = small_publication()
    declared = extras_table(
        (
            *extra_columns("deadline", "date", "完成时限"),
            *extra_columns("leader", "text", "责任领导"),
        )
    )
    rows["extras"] = []
    for row in rows["indicators"]:
        dated = row["seq"] == 1
        own = {
            "deadline": date(2024, 6, 30) if dated else None,
            "deadline_precision": "month" if dated else None,
            "deadline_start": None,
            "deadline_text": "6月底前" if dated else "长期坚持",
            "leader": "王芳",
        }
        rows["extras"].append({"notice_id": row["notice_id"], "seq": row["seq"], **own})
        for column in ("deadline", "leader"):
            printed = own["deadline_text"] if column == "deadline" else own["leader"]
            source = dict(rows["provenance"][0])
            source |= {"seq": row["seq"], "column": column, "status": "printed", "printed": printed}
            rows["provenance"].append(source)
    return rows, declared
