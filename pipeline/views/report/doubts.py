"""What a report says of doubts: what is open and asked, what people decided, what is how sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from typing import Any

from pipeline.messages import Message
from pipeline.views import calibration
from pipeline.views.decision import OpenCell, open_cells
from pipeline.views.report.questions import Question, questions
from pipeline.views.report.sentences import Collected, texts_in_plain_words
from pipeline.views.said import Texts, parameters_of, texts, texts_of
from pipeline.views.summary import PARTS

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]


def doubts(rows: Rows, collected: Collected) -> dict[str, Any]:
    """The part of the report's data that is about doubts, as plain JSON values."""
    opened = list(open_cells(rows))
    sources = {}
    for row in rows["provenance"]:
        place = (row["seq"], row["column"])
        sources[place] = row
    cells = []
    for cell in opened:
        source = sources[cell.seq, cell.column]
        cells.append(_open_cell(cell, source, collected))
    return {
        "open": cells,
        "questions": [_question(one) for one in questions(rows, opened)],
        "parts": PARTS,
        "measured": _measured(collected),
        "calibrated": _calibrated(rows, collected),
        "one_unit": _one_unit(rows["findings"], collected),
        "decisions": _decisions(rows["repairs"], collected),
    }


def _open_cell(cell: OpenCell, source: Row, collected: Collected) -> dict[str, Any]:
    reason = texts_in_plain_words(source)
    return {
        **asdict(cell),
        "reason": collected.number(reason),
        "settles": collected.number(texts_of(cell.settles)),
    }


def _question(one: Question) -> dict[str, Any]:
    then = []
    for told in one.then:
        then.append([astuple(settled) for settled in told])
    return {
        "cells": one.cells,
        "options": one.options,
        "follow": one.follow,
        "then": then,
    }


def _measured(collected: Collected) -> dict[str, int | None]:
    """Part of the values → how often such were right where the truth is known."""
    found = {}
    for part, statuses in PARTS.items():
        share = calibration.share(statuses[0])
        if share is None:
            continue
        said = texts_of(share.said())
        found[part] = collected.number(said)
    return found


def _one_unit(findings: Sequence[Row], collected: Collected) -> list[list[Any]]:
    """Lead units that may be one: the shorter name, the longer, and the finding that says so."""
    found = []
    for row in findings:
        if row["code"] != "normalise.lead-unit-short":
            continue
        known = parameters_of(row)
        said = collected.number(texts(row))
        found.append([known.get("name"), known.get("longer"), said])
    return found


def _decisions(repairs: Sequence[Row], collected: Collected) -> list[dict[str, Any]]:
    """What people decided: the value, why, and who says so (None where the log does not tell)."""
    made = [row for row in repairs if row["rule"] == "correction"]
    return [_decision(row, collected) for row in made]


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
        place = (row["seq"], row["column"])
        repairs.setdefault(place, []).append(row)
    found = []
    for source in rows["provenance"]:
        seq = source["seq"]
        column = source["column"]
        made = repairs.get((seq, column), ())
        what = calibration.said_of(source, made)
        if what is None:
            continue
        said = collected.number(texts_of(what))
        found.append([seq, column, said])
    return found
