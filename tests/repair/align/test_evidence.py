"""Each row's evidence: its serial, the ways its cells can stand under what is drawn, whether it is sound."""

from __future__ import annotations

import pytest

from pipeline.errors import RepairError
from pipeline.repair.align.evidence import gather
from pipeline.repair.damage.costs import COSTS
from tests.repair.form import county, table_of


def test_a_weight_higher_than_any_that_stands_twice_may_be_a_ranking() -> None:
    weights = [*[1, 2, 3] * 8, 9]
    lines = [
        f" |  | {n} | 企业数量 | 个 | {w} | 3 | 2 | 7 | 10个 | 3 | 县发改委"
        for n, w in enumerate(weights, 1)
    ]
    rows, lexicon = gather(table_of([lines]), county(), COSTS)
    assert lexicon.highest_weight == 3
    at = county().at("weight")
    printed = [next(way.cost for way in row.alignments if row.text(way, at)) for row in rows]
    assert printed[-1] - printed[0] == pytest.approx(COSTS.cell_unlikely)


def test_a_row_that_fits_nowhere_is_named_with_what_it_prints() -> None:
    with pytest.raises(RepairError, match=r"1.*县发改委"):
        gather(table_of([["1 | 2 | 3 | 4 | 县发改委"]]), county(), COSTS)


@pytest.mark.parametrize(
    ("changed", "sound"),
    [
        ("| 个 | 2 | 3 | 2 | 7 |", True),
        ("| 个 | 2 | 3 | | 7 |", False),  # no usual ranking
        ("| 个 | 2 | 3 | 2 |", False),  # a cell is gone
        ("| 个 | 2 | 3 | 2 | 7 | |", False),  # a blank pushed in
    ],
    ids=["as on the form", "a blank ranking", "a lost cell", "a blank more"],
)
def test_a_row_is_sound_where_each_cell_is_what_stands_there(changed: str, sound: bool) -> None:
    usual = " |  | {} | 企业数量 | 个 | 2 | 3 | 2 | 7 | 10个 | 3 | 县发改委"
    lines = [usual.format(n) for n in (1, 2)]
    lines.append(usual.format(3).replace("| 个 | 2 | 3 | 2 | 7 |", changed))
    rows, _ = gather(table_of([lines]), county(), COSTS)
    assert [row.sound for row in rows] == [True, True, sound]
