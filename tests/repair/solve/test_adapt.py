"""Costs fitted to the notice: what it certainly shows is likelier where it cannot be seen."""

from __future__ import annotations

import pytest

from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.place import Places
from pipeline.repair.solve.adapt import adapt, rate_cost
from pipeline.repair.solve.programme import Solution

PRINTS = (0, 4, 8)


def way(*begins: set[int]) -> tuple[Places, Solution]:
    """Three labels printed on rows 0, 4 and 8 whose groups begin on one of the given rows."""
    groups = [Group(5, (at,), 0, 11) for at in PRINTS]
    return Places(groups, [], COSTS), Solution(
        0.0, 3.0, (), tuple(frozenset(rows) for rows in begins)
    )


IN_PLACE = way({0}, {4}, {8})
ONE_STRAYED = way({0}, {3}, {8})
TWO_STRAYED = way({0}, {3}, {9})
PERHAPS_STRAYED = way({0}, {3, 4}, {8})


@pytest.mark.parametrize(
    "solved", [[IN_PLACE], [PERHAPS_STRAYED], [IN_PLACE, TWO_STRAYED], [TWO_STRAYED, IN_PLACE]]
)
def test_costs_stay_where_some_reading_has_every_label_in_its_place(
    solved: list[tuple[Places, Solution]],
) -> None:
    assert adapt(COSTS, solved) == COSTS


@pytest.mark.parametrize(
    ("solved", "strayed"),
    [([ONE_STRAYED], 1), ([TWO_STRAYED], 2), ([TWO_STRAYED, ONE_STRAYED], 1)],
    ids=["one", "two", "one in every way"],
)
def test_labels_that_strayed_in_every_reading_make_another_cheaper(
    solved: list[tuple[Places, Solution]], strayed: int
) -> None:
    found = adapt(COSTS, solved)
    assert found.first_level_late == rate_cost(strayed, len(PRINTS)) < COSTS.first_level_late
    assert found.first_level_early - found.first_level_late == pytest.approx(
        COSTS.first_level_early - COSTS.first_level_late
    )
