"""A row's weight in whole units: how fine points are, and what is finer than any is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.errors import RepairError
from pipeline.model import SectionTotal
from pipeline.repair import repair
from pipeline.repair.align.evidence import gather
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.labels import Label
from pipeline.repair.model.weights import scale, weight_options
from tests.repair.form import columns, county, table_of

LAYOUT = county()
AT = LAYOUT.at("weight")


def row(weight: str) -> str:
    return f" | | 1 | 规模总额 | 亿元 | {weight} | 7 | 6 | 5 | 8亿元 | 4 | 县发改委"


@pytest.mark.parametrize(
    ("points", "unit"), [(["3"], 1), (["0.5", "3"], 2), (["0.25", "1.5"], 4), (["0.05"], 20)]
)
def test_the_unit_makes_all_points_whole(points: list[str], unit: int) -> None:
    assert scale([], [Label("总量", Decimal(text), ()) for text in points], AT) == unit


@pytest.mark.parametrize("points", ["0.04", "3.333"])
def test_points_in_finer_parts_than_any_weight_are_refused_with_their_label(points: str) -> None:
    with pytest.raises(RepairError, match=rf"'总量': {points} points"):
        scale([], [Label("总量", Decimal(points), ())], AT)


def test_points_that_no_label_prints_are_said_to_be_what_is_left() -> None:
    """A group without a label has no name that could be quoted."""
    with pytest.raises(
        RepairError,
        match=r"^what the labels leave of a section's total: 0\.02 points; labels' points are",
    ):
        scale([], [Label("总量", Decimal(8), ()), Label("", Decimal("0.02"), ())], AT)


def test_a_section_of_too_fine_points_is_refused_before_any_row_is_read() -> None:
    """Its missing label would be a group of no points."""
    table = table_of(
        [[row("0.04").replace(" | ", "总量 (8) | ", 1), row("0.01").replace("| 1 |", "| 2 |")]]
    )
    with pytest.raises(RepairError, match=r"0\.04 points"):
        repair(
            table,
            columns(),
            [SectionTotal("provincial", "省考核指标", 1, 2, Decimal("0.04"), Decimal(1))],
            4.0,
        )


def test_a_printed_weight_is_never_nothing() -> None:
    (evidence,), _ = gather(table_of([[row("0.01")]]), LAYOUT, COSTS)
    assert (
        min(o.points for o in weight_options(evidence, AT, 1, COSTS) if o.points is not None) == 1
    )


def test_an_empty_cell_stands_apart_from_the_weight_above_only_in_its_own_column() -> None:
    """In a row that slid the empty cell that is drawn is another column's."""
    head = "甲 | 乙 | 1 | 规模总额 | 亿元 | 3 | 7 | 6 | 5 | 8亿元 | 4 | 县发改委"
    under = "^ | ^ | 2 | 规模增速 | % | ^ | 7 | 6 | 5 | 8% | 4 | 县发改委"
    apart = " | 丙 | 3 | 新增户数 | 户 |  | 7 | 6 | 5 | 8户 | 4 | 县发改委"
    slid = " | 4 | 新增企业 | 家 |  | 7 | 6 | 5 | 8家 | 4 | 县发改委 | "
    rows, _ = gather(table_of([[head, under, apart, slid]]), LAYOUT, COSTS)
    marked = [any(o.apart for o in weight_options(each, AT, 1, COSTS)) for each in rows]
    assert marked == [False, False, True, False]
