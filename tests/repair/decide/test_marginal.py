"""What the best reading without a change costs more: by running the same table with that margin."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pytest

from pipeline.model import Repair, Value
from pipeline.repair import BEYOND, repair
from tests.repair import form
from tests.repair.form import columns, repaired, table_of, tables

CERTAIN = ("repaired", "derived", "shared")
# A label that stands beside its place in every reading within the margin makes another such label
# cheaper; within a wider margin some reading has it in its place, and prices are others.
FITTED = ("table-first-label-in-second-column", "table-level-in-second-column")


def value(name: str, margin: float, entry: Repair) -> Value:
    assert entry.column is not None
    records = repaired(name, margin).records
    return next(record.values[entry.column] for record in records if record.seq == entry.seq)


# What a table comes to is asked for in the tests: every worker collects all of them.


def changes(name: str) -> Iterator[Repair]:
    for entry in repaired(name).repairs:
        if entry.column != "seq" and entry.rule != "name_repeated":
            yield entry


@functools.cache
def closed(name: str) -> tuple[list[Repair], list[Repair]]:
    """The changes that leave a certain value, those with a cost and those without."""
    found: tuple[list[Repair], list[Repair]] = ([], [])
    for entry in changes(name):
        if value(name, form.margin(), entry).status in CERTAIN:
            found[entry.cost is None].append(entry)
    return found


def doubted(name: str) -> Iterator[tuple[Repair, float | None]]:
    """The changes whose value is open, with what its second reading costs more."""
    for entry in changes(name):
        held = value(name, form.margin(), entry)
        if held.status == "ambiguous" and len(held.candidates) > 1:
            yield entry, held.candidates[1][1]


def test_there_are_changes_of_every_kind_to_look_at() -> None:
    fitting = [name for name in tables() if name not in FITTED]
    assert sum(len(closed(name)[0]) for name in fitting) >= 15
    assert sum(len(closed(name)[1]) for name in tables()) >= 130
    assert sum(len(list(doubted(name))) for name in tables()) >= 120


@pytest.mark.parametrize("name", [name for name in tables() if name not in FITTED])
def test_a_change_stays_within_a_margin_below_its_cost_and_is_open_beyond(name: str) -> None:
    margin = form.margin()
    for entry in closed(name)[0]:
        assert entry.cost is not None
        assert margin < entry.cost <= margin + BEYOND + 0.01, entry
        assert value(name, entry.cost - 0.1, entry).status in CERTAIN, entry
        assert value(name, entry.cost + 0.1, entry).status == "ambiguous", entry


@pytest.mark.slow
@pytest.mark.parametrize("name", tables())
def test_a_change_without_a_cost_has_no_other_reading_among_those_that_were_weighed(
    name: str,
) -> None:
    for entry in closed(name)[1]:
        assert value(name, form.margin() + BEYOND - 0.1, entry).status in CERTAIN, entry


@pytest.mark.parametrize("name", tables())
def test_of_a_value_in_doubt_the_cost_is_what_its_second_reading_costs_more(name: str) -> None:
    for entry, cost in doubted(name):
        assert entry.cost == cost, entry


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
