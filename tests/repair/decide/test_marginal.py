"""What the best reading without a change costs more: by running the same table with that margin."""

from __future__ import annotations

import pytest

from pipeline.model import Repair, Value
from pipeline.repair import BEYOND, repair
from pipeline.spec import load
from tests.repair.form import columns, repaired, table_of, tables

CERTAIN = ("repaired", "derived", "shared")
# A label that stands beside its place in every reading within the margin makes another such label
# cheaper; within a wider margin some reading has it in its place, and prices are others.
FITTED = ("table-first-label-in-second-column", "table-level-in-second-column")


def value(name: str, margin: float, entry: Repair) -> Value:
    assert entry.column is not None
    records = repaired(name, margin).records
    return next(record.values[entry.column] for record in records if record.seq == entry.seq)


CHANGES = [
    (name, entry)
    for name in tables()
    for entry in repaired(name).repairs
    if entry.column != "seq" and entry.rule != "name_repeated"
]
CLOSED = [
    (name, entry) for name, entry in CHANGES if value(name, load().margin, entry).status in CERTAIN
]


@pytest.mark.parametrize(
    ("name", "entry"),
    [(name, entry) for name, entry in CLOSED if entry.cost is not None and name not in FITTED],
)
def test_a_change_stays_within_a_margin_below_its_cost_and_is_open_beyond(
    name: str, entry: Repair
) -> None:
    assert entry.cost is not None
    assert load().margin < entry.cost <= load().margin + BEYOND + 0.01
    assert value(name, entry.cost - 0.1, entry).status in CERTAIN
    assert value(name, entry.cost + 0.1, entry).status == "ambiguous"


@pytest.mark.parametrize(
    ("name", "entry"), [(name, entry) for name, entry in CLOSED if entry.cost is None]
)
def test_a_change_without_a_cost_has_no_other_reading_among_those_that_were_weighed(
    name: str, entry: Repair
) -> None:
    assert value(name, load().margin + BEYOND - 0.1, entry).status in CERTAIN


def test_of_a_value_in_doubt_the_cost_is_what_its_second_reading_costs_more() -> None:
    for name, entry in CHANGES:
        held = value(name, load().margin, entry)
        if held.status == "ambiguous" and len(held.candidates) > 1:
            assert entry.cost == held.candidates[1][1]


def test_where_no_total_proves_anything_the_cost_is_that_of_the_row_s_next_alignment() -> None:
    pages = [
        [
            "总量指标 | 增加值 | 1 | 增加值总额 | 亿元 | 3 | 14 | / | 13 | 50亿元 | 14 | 县发改委",
            " | | 2 | 增加值增速 | % | 4 | 8 | / | | 8 | 40% | 8 | 县发改委",
        ]
    ]
    found = repair(table_of(pages), columns(), (), 1.0)
    costs = {entry.column: entry.cost for entry in found.repairs if entry.seq == 2}
    assert costs["target"] is None or costs["target"] > 1.0
    assert costs.keys() >= {"target", "target_rank", "lead_units"}
