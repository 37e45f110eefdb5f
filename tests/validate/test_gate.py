"""Gates for CI: how many cells may be open."""

from __future__ import annotations

import pytest

from pipeline.publication.write import build
from pipeline.validate.gate import count_open, with_gate
from pipeline.validate.result import ValidationReport
from tests.published import small_publication


@pytest.mark.parametrize(("count", "most"), [(0, 0), (3, 3), (3, None)])
def test_as_many_open_cells_as_may_be_fail_nothing(count: int, most: int | None) -> None:
    report = ValidationReport(())
    assert with_gate(report, count, most) is report


def test_one_open_cell_too_many_is_a_critical_failure_that_says_how_many() -> None:
    report = with_gate(ValidationReport(()), 4, 3)
    assert not report.ok
    assert report.failures[0].message == "4 cells are open, at most 3 may be"


def test_the_open_cells_of_a_publication_are_counted() -> None:
    rows = small_publication()
    statuses = [row["status"] for row in rows["provenance"]]
    tables = build(rows, "0" * 64)
    assert count_open(tables) == statuses.count("ambiguous") > 0
