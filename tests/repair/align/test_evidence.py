"""Each row's evidence: its serial, the ways its cells can stand under what is drawn, whether it is sound."""

from __future__ import annotations

import pytest

from pipeline.errors import RepairError
from pipeline.repair.align.evidence import RowEvidence, gather
from pipeline.repair.align.layout import Alignment
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


USUAL = " |  | {} | 企业数量 | 个 | 2 | 3 | 2 | 7 | 10个 | 3 | 县发改委"


def evidence(alignment: Alignment, *texts: str) -> RowEvidence:
    row = table_of([[USUAL.format(1)]]).rows[0]
    return RowEvidence(1, row, texts, (alignment,))


def test_a_column_holds_its_cell_s_text_or_the_part_or_the_reading_that_is_taken() -> None:
    way = Alignment(
        0.0, (0, 1, None, 1), (), (), otherwise=((0, "8"),), parts=((3, "个"), (1, "路"))
    )
    found = evidence(way, "3", "路 个")
    assert [found.text(way, at) for at in range(4)] == ["8", "路", None, "个"]
    assert found.cheapest_text(2) == ""
    assert found.cheapest_text(0) == "8"
    plain = Alignment(0.0, (0, 1), (), ())
    assert [found.text(plain, at) for at in range(2)] == ["3", "路 个"]


def test_a_label_is_what_its_cell_holds_beside_a_column_s_part() -> None:
    way = Alignment(0.0, (0, 1), (0,), (), parts=((0, "3"), (1, "路")))
    found = evidence(way, "经济路 3", "路")
    assert found.label_text(way, 0) == "经济路 "
    assert found.label_text(Alignment(0.0, (1,), (0,), ()), 0) == "经济路 3"


def gathered(*lines: str) -> tuple[RowEvidence, ...]:
    rows, _ = gather(table_of([list(lines)]), county(), COSTS)
    return rows


def test_a_weight_drawn_over_rows_costs_where_it_is_read_elsewhere() -> None:
    usual = [USUAL.format(n) for n in (1, 2, 3)]
    covered = usual[1].replace("| 个 | 2 |", "| 个 | ^ |")
    drawn = gathered(usual[0], covered, usual[2])
    assert [row.head for row in drawn] == [None, 0, None]
    assert [row.begins for row in drawn] == [True, False, False]
    assert all(row.drawn for row in drawn)
    at = county().at("weight")
    costs = [(way.cost, way.places[at]) for way in drawn[1].alignments]
    assert costs == sorted(costs, key=lambda pair: pair[0])
    slot = county().slot(at)
    assert all(cost >= COSTS.drawn_wrongly for cost, place in costs if place != slot)
    plain = gathered(*usual)
    assert not any(row.drawn or row.begins for row in plain)


def test_few_rows_of_a_table_on_the_form_have_a_cell_that_fits_no_column() -> None:
    """Three, or a fifth of its rows; and never all."""
    odd = USUAL.replace("| 7 |", "| 甲7 |")
    usual = [USUAL.format(n) for n in range(1, 5)]

    def unfit(count: int) -> list[str]:
        return [*usual, *(odd.format(n) for n in range(5, 5 + count))]

    assert len(gathered(*unfit(3))) == 7
    with pytest.raises(RepairError):
        gathered(*unfit(4))
    with pytest.raises(RepairError):
        gathered(odd.format(1))
