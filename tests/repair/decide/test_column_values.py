"""One column from the row's alignments: printed, repaired, absent or open."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Value
from pipeline.repair.align.evidence import gather
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.column_values import candidates_of, column_value
from pipeline.repair.decide.context import RowView, context_of
from pipeline.repair.model.readings import Readings, RowReadings
from tests.repair.form import county, table_of

LAYOUT = county()
SOUND = " |  | 1 | 企业数量 | 个 | 5 | 3 | 2 | 7 | 10个 |  | 县发改委"
PUSHED = " |  | 1 | 企业数量 | 个 | 5 | 3 | 2 | 7 |  | 10个 | 3 | 县发改委"
SHORT = " |  | 1 | 企业数量 | 个 | 5 | 3 | 2 | 10个 | 3 | 县发改委"


def row(printed: str, *costs: float) -> RowView:
    """The row read in its cheapest ways, which cost so much."""
    rows, _ = gather(table_of([[printed]]), LAYOUT, COSTS)
    found = RowReadings(alignments=dict(enumerate(costs)))
    return context_of(LAYOUT, rows, Readings(0.0, 1, (found,), {}, (), ())).row(0)


def value(row: RowView, name: str) -> Value:
    return column_value(row, LAYOUT.at(name))


def test_a_text_in_its_own_place_is_printed_and_gives_no_reason() -> None:
    found = value(row(SOUND, 0.0), "target")
    assert (found.text, found.status, found.why, found.rule) == ("10个", "printed", (), "")


def test_a_blank_cell_in_its_place_is_absent() -> None:
    found = value(row(SOUND, 0.0), "target_rank")
    assert (found.text, found.status) == (None, "absent")
    assert [clause.code for clause in found.reasons] == ["repair.nothing-printed"]
    assert found.cell is not None


def test_a_text_beside_its_place_is_repaired_and_says_what_happened_to_the_row() -> None:
    found = value(row(PUSHED, 0.0), "lead_units")
    assert (found.text, found.status, found.rule) == ("县发改委", "repaired", "blank_inserted")
    assert [clause.code for clause in found.reasons] == ["repair.blank-inserted"]


def test_a_lost_cell_is_open_even_where_all_readings_agree_that_it_is_lost() -> None:
    held = row(SHORT, 0.0)
    at = next(at for at, place in enumerate(held.best.places) if place is None)
    found = column_value(held, at)
    assert (found.text, found.status) == (None, "ambiguous")
    assert [text for text, _ in found.candidates] == [None]


def test_readings_that_put_other_texts_there_leave_it_open_each_with_what_it_costs_more() -> None:
    held = row(SHORT, 2.0, 2.5, 3.0)
    opened = [
        column_value(held, at)
        for at, column in enumerate(LAYOUT.columns)
        if column.kind == "rank" and column.name != "target_rank"
    ]
    costs = [cost for found in opened for _, cost in found.candidates]
    assert {found.status for found in opened} >= {"ambiguous"}
    assert {0.5} <= set(costs) <= {0.0, 0.5, 1.0}
    assert [clause.code for clause in opened[-1].reasons] == ["repair.close-readings"]


def test_a_text_that_several_ways_put_there_counts_once_at_its_cheapest() -> None:
    held = row(SHORT, 2.0, 2.5)
    found = value(held, "target")
    assert found.status in ("printed", "repaired")
    assert value(replace(held), "target") == found


def test_candidates_cost_what_they_cost_above_the_cheapest() -> None:
    assert candidates_of({"3": 7.004, None: 9.0}) == (("3", 0.0), (None, 2.0))
