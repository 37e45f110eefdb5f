"""Rows in doubt are doubted further, sound ones are not."""

from __future__ import annotations

import pytest

from pipeline.repair.costs import COSTS
from pipeline.repair.doubt import doubted, in_doubt
from pipeline.repair.evidence import RowEvidence, gather
from pipeline.repair.readings import Readings, RowReadings
from tests.repair.form import county, table_of

PRINTED = "数字经济 (8) | 增加值 (8分) | 1 | 数字经济增加值总额 | 亿元 | 3 | 14 | / | 13 | 50亿元 | 14 | 县发改委"
LAYOUT = county()


@pytest.fixture(scope="module")
def row() -> RowEvidence:
    (found,), _ = gather(table_of([[PRINTED]]), LAYOUT, COSTS)
    return found


def another(row: RowEvidence) -> int:
    """An alignment that reads some cell otherwise than the cheapest."""
    return next(
        number
        for number, alignment in enumerate(row.alignments)
        if any(row.text(alignment, at) != row.text(row.alignments[0], at) for at in range(len(LAYOUT.columns)))
    )


def readings(found: RowReadings) -> Readings:
    return Readings(0.0, 1, (found,), {}, (), ())


@pytest.mark.parametrize(
    ("weights", "open_cell", "expected"),
    [({3: 0.0}, False, False), ({3: 0.0, 2: 0.4}, False, True), ({3: 0.0}, True, True)],
    ids=["sound", "open weight", "open cell"],
)
def test_only_a_row_with_an_open_cell_is_in_doubt(
    row: RowEvidence, weights: dict[int | None, float], open_cell: bool, expected: bool
) -> None:
    found = RowReadings(alignments={0: 0.0} | ({another(row): 1.0} if open_cell else {}), weights=weights)
    assert in_doubt(row, LAYOUT, found) is expected


@pytest.mark.parametrize("weights", [{3: 0.0}, {3: 0.0, 2: 0.4}])
def test_a_row_in_doubt_takes_the_wider_readings_of_its_cells_and_keeps_its_own_of_the_rest(
    row: RowEvidence, weights: dict[int | None, float]
) -> None:
    near = RowReadings(alignments={0: 0.0}, weights=weights, labels={0: 0.0})
    wide = RowReadings(alignments={0: 0.0, another(row): 3.5}, weights={**weights, 1: 3.6}, labels={0: 0.0, 1: 3.7})
    (found,) = doubted([row], LAYOUT, readings(near), readings(wide)).rows
    assert found.alignments == (wide if len(weights) > 1 else near).alignments
    assert (found.weights, found.labels) == (near.weights, near.labels)
