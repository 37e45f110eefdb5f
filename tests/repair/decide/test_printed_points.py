"""Rows that were read as slid, one of which prints just the points they share."""

from __future__ import annotations

from tests.repair.decide.test_values import open_cells, value

CASE = "table-slid-though-points-fit"


def test_the_row_may_print_the_shared_weight_in_its_place() -> None:
    ranking = value(CASE, 1, "rank_jan_jun")
    assert ranking.text is None
    assert dict(ranking.candidates).keys() == {"/", "5"}


def test_rows_with_a_mark_for_the_shared_weight_stay_as_printed() -> None:
    assert [cell for cell in open_cells(CASE) if cell[0] == 3] == []


def test_slid_rows_of_which_none_prints_the_shared_points_are_not_doubted_for_that() -> None:
    assert open_cells("table-weights-dropped") == []
