"""A doubtful cell of a page image is no warning where the sums prove the weight in it."""

from __future__ import annotations

import pytest

from pipeline.messages import message
from pipeline.model import Cell, Finding, Record, Row, Value
from pipeline.normalise.proven import without_proven

CELL = Cell(4, 6, "13", page=2)


def doubt(row: int = 4, check: str = "scan-cell") -> Finding:
    what = message("scan.cell-in-doubt", readings=["13", "18"])
    return Finding("warning", check, what, page=2, row=row, col=6)


def record(rule: str, column: str = "weight") -> Record:
    value = Value("13", "printed", CELL, rule=rule)
    return Record(1, Row((), 2, 4, 1), section=None, values={column: value})


def test_a_proven_weight_leaves_the_doubt_as_information() -> None:
    (told,) = without_proven([doubt()], [record("read_settled")])
    assert told.severity == "info"
    assert told.what == doubt().what


@pytest.mark.parametrize("rule", ["", "misprint", "read_otherwise"])
def test_a_weight_that_is_not_proven_leaves_the_warning(rule: str) -> None:
    assert list(without_proven([doubt()], [record(rule)])) == [doubt()]


def test_other_cells_and_other_findings_stay_warnings() -> None:
    others = [doubt(row=5), doubt(check="repair-group")]
    assert list(without_proven(others, [record("read_settled")])) == others
    elsewhere = [record("read_settled", "unit")]
    assert list(without_proven([doubt()], elsewhere)) == [doubt()]
