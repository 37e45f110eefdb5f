"""Blank cells beside one that holds two texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Cell, Finding, Record, Row, Slot, Status, Value
from pipeline.normalise.fallen import fallen
from pipeline.normalise.typed import TypedRow

OFFICES = ("县水利局", "县林业局", "县交通局", "县教体局")


def typed(column: str, texts: list[str]) -> list[TypedRow]:
    rows = []
    for seq, text in enumerate(texts, 1):
        cell = Cell(seq, 0, text)
        status: Status = "printed" if text else "absent"
        value = Value(text.replace(" ", "") or None, status, cell)
        record = Record(seq, Row((Slot(cell),), 1, seq, 1), None, {column: value})
        rows.append(TypedRow(record, {}))
    return rows


def seqs(found: list[Finding]) -> list[int | None]:
    return [finding.seq for finding in found]


@pytest.mark.parametrize(
    ("column", "texts", "told"),
    [
        ("target", ["5个", "120家 6.5万吨", "", "7个"], [2, 3]),
        ("target", ["5个", "", "新建7个、改造3个 8户", "7个"], [2, 3]),
        ("target", ["5个", "完成下达 任务", "", "7个"], []),  # one text, wrapped
        ("target", ["5个", "12家(全市 9家)", "", "7个"], []),
        ("target", ["5个", "62.3%（甲乡、乙镇已申报） 10个(全市88个)", "", "7个"], [2, 3]),
        ("target", ["5个", "完成任务(甲乡、乙镇 已申报)", "", "7个"], []),
        ("target", ["5个", "120家 6.5万吨", "8户", "7个"], []),
        ("target", ["120家 6.5万吨", "", "", ""], []),  # blank ones are usual
        ("lead_units", ["县水利局 县林业局", "", "县教体局"], [1, 2]),
        ("lead_units", ["县水利局", "", "县教体局"], []),
        ("weight", ["3 1", "", "", "2"], [1, 2]),
        ("weight", ["31", "", "2"], []),
    ],
)
def test_a_blank_beside_two_texts_is_told_of_both_rows(
    column: str, texts: list[str], told: list[int]
) -> None:
    found = list(fallen(typed(column, texts)))
    assert seqs(found) == told
    assert {finding.severity for finding in found} <= {"warning"}


def test_a_blank_is_one_also_where_another_reading_has_a_text_there() -> None:
    one, two, blank = typed("target", ["5个", "92% 3万平方米", ""])
    value = blank.record.values["target"]
    opened = replace(value, status="ambiguous", candidates=((None, 0.0), ("8", 2.5)))
    open_row = replace(blank, record=replace(blank.record, values={"target": opened}))
    assert seqs(list(fallen([one, two, open_row]))) == [2, 3]


def test_what_is_told_says_which_text_stands_where() -> None:
    first, _ = fallen(typed("target", ["5个", "120家\n6.5万吨", ""]))
    assert first.what.parameters == {
        "column": "target",
        "blank": 3,
        "printed": "120家 6.5万吨",
        "seq": 2,
    }
