"""What can become of a row's next cell and column, and what each of that costs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.damage.kinds import Damage
from pipeline.repair.align.cell_moves import CellMoves, Prices
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.layout import Alignment
from pipeline.repair.align.ways import Assumed, Move, State, Way
from pipeline.repair.damage.costs import COSTS
from tests.repair.align.moves import (
    END,
    LEXICON,
    NAME,
    RANK,
    SEQ,
    TARGET,
    WEIGHT,
    cells,
    form,
)

# label | serial | name | points | ranking | target
WHOLE = "企业 | 7 | 节点数 | 3 | 14 | 50亿元"


def by_damage(line: str, state: State, labels: int = 1) -> dict[str, Move]:
    """The moves from a state by what they assume; "" for the cell in its column."""
    found = {}
    for move in cells(line, labels).moves(state):
        name = "" if move.assumed is None else str(move.assumed.damage)
        assert name not in found
        found[name] = move
    return found


# --- a row as it is printed


def test_cells_in_their_columns_cost_what_each_costs_there() -> None:
    row = cells("企业 | 8 | 节点数 | 3 | | 5")
    expected = COSTS.serial_wrong + COSTS.rank_odd + COSTS.cell_doubtful
    assert row.printed_cost() == expected
    assert cells(WHOLE).printed_cost() == 0.0


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        (f"{WHOLE} | | ", True),  # padding
        (f"{WHOLE} | | 3", False),
        ("企业 | 7 | 节点数 | 3 | 14", False),  # too few
        ("12 | 7 | 节点数 | 3 | 14 | 50亿元", False),  # no label
        (" | 7 | 节点数 | 3 | 14 | 50亿元", True),
    ],
)
def test_a_row_can_be_as_printed_with_labels_before_it_and_nothing_behind(
    line: str, *, fits: bool
) -> None:
    assert (cells(line).printed_cost() < INFINITE) is fits


def test_only_the_zone_has_to_be_of_labels() -> None:
    assert cells("7 | 节点数 | 3 | 14 | 50亿元", labels=0).printed_cost() == 0.0
    assert cells("企业 | 12 | 7 | 节点数 | 3 | 14 | 5亿", labels=2).printed_cost() == INFINITE


def test_as_printed_every_cell_is_in_its_own_column() -> None:
    assert cells(WHOLE).as_printed(1.5) == Alignment(1.5, (1, 2, 3, 4, 5), (0,), ())
    found = cells(f"总量 | {WHOLE}", labels=2).as_printed(0.0)
    assert (found.places, found.labels) == ((2, 3, 4, 5, 6), (0, 1))


# --- the labels' zone


def starts(line: str, labels: int = 1) -> list[Way]:
    return list(cells(line, labels).starts())


def test_a_zone_of_as_many_cells_as_the_form_has_costs_nothing_and_others_by_their_difference() -> (
    None
):
    none, one, two = starts("企业 | 情况 | 7 | 节点数 | 3 | 14")[:3]
    assert none == Way(COSTS.row_slid, State(0, SEQ), (), (), (Assumed(Damage.LABEL_CELL_LOST),))
    assert one == Way(0.0, State(1, SEQ), (), (0,), ())
    assert two == Way(
        COSTS.row_slid, State(2, SEQ), (), (0, 1), (Assumed(Damage.LABEL_CELL_EXTRA),)
    )
    assert starts(WHOLE, labels=3)[0].cost == 3 * COSTS.row_slid


def test_a_zone_ends_before_a_cell_that_is_neither_blank_nor_chinese() -> None:
    assert [len(way.labels) for way in starts("7 | 节点数 | 3 | 14 | 5")] == [0]
    assert [len(way.labels) for way in starts(" | 企业 | | 7 | 节点数")] == [0, 1, 2, 3]


def test_a_zone_has_at_most_four_cells_more_than_the_form_and_no_more_than_the_row() -> None:
    blanks = " | " * 9
    assert [len(way.labels) for way in starts(blanks)] == [0, 1, 2, 3, 4, 5]
    assert [len(way.labels) for way in starts("企业 | ")] == [0, 1, 2]


# --- one column and one cell


def test_a_column_may_have_lost_its_cell_and_a_cell_may_stand_in_it() -> None:
    found = by_damage("企业 | 7 | 节点数 | 3 | 3 | 50亿元", State(3, WEIGHT))
    assert found == {
        "weight_lost": Move(
            COSTS.cell_lost,
            State(3, RANK, weight_lost=True, pushed=-1),
            places=(None,),
            assumed=Assumed(Damage.WEIGHT_LOST),
        ),
        "": Move(0.0, State(4, RANK), places=(3,)),
    }


def test_a_lost_cell_is_known_by_its_column() -> None:
    found = by_damage(WHOLE, State(4, RANK))
    assert found["cell_lost"].assumed == Assumed(Damage.CELL_LOST, "rank")
    assert found["cell_lost"].to == State(4, TARGET, weight_lost=False, pushed=-1)


def test_a_cell_that_cannot_stand_in_the_column_is_no_move() -> None:
    assert list(by_damage(WHOLE, State(2, WEIGHT))) == ["weight_lost"]


def test_behind_the_last_cell_columns_have_lost_theirs_and_behind_the_last_column_nothing_comes() -> (
    None
):
    assert list(by_damage(WHOLE, State(6, TARGET))) == ["cell_lost"]
    assert by_damage(WHOLE, State(3, END)) == {}


@pytest.mark.parametrize(
    ("state", "ends"),
    [(State(6, END), True), (State(7, END), True), (State(5, END), False), (State(7, 4), False)],
)
def test_a_row_ends_where_nothing_but_padding_is_left(state: State, *, ends: bool) -> None:
    assert cells(f"{WHOLE} | ").may_end(state) is ends


# --- cells that were pushed in


def test_a_blank_behind_the_serial_s_column_may_have_been_pushed_in() -> None:
    line = "企业 | 7 | | 节点数 | 3 | 14 | 5亿"
    found = by_damage(line, State(2, NAME))["blank_inserted"]
    assert found == Move(
        COSTS.row_slid, State(3, NAME, pushed=1), assumed=Assumed(Damage.BLANK_INSERTED)
    )
    assert "blank_inserted" not in by_damage(" | 7 | 节点数", State(0, SEQ))
    assert "blank_inserted" not in by_damage(line, State(3, NAME))


@pytest.mark.parametrize(
    ("pushed", "cost"),
    [(-1, COSTS.blank_left_behind), (0, COSTS.row_slid), (1, COSTS.row_slid)],
)
def test_a_blank_costs_less_in_place_of_a_lost_cell(pushed: int, cost: float) -> None:
    found = by_damage("企业 | 7 | 节点数 | | 3", State(3, WEIGHT, pushed=pushed))
    assert found["blank_inserted"].cost == cost


@pytest.mark.parametrize(
    ("column", "lost", "cost"),
    [
        (RANK, False, COSTS.slash_unexplained),
        (RANK, True, 2 * COSTS.slash_added),
        (TARGET, True, COSTS.slash_added),
        (TARGET, False, COSTS.slash_unexplained),
        (WEIGHT, True, None),
        (NAME, True, None),
    ],
)
def test_a_slash_was_added_among_rankings_or_behind_them_for_a_lost_weight(
    column: int, lost: bool, cost: float | None
) -> None:
    found = by_damage("企业 | 7 | 节点数 | / | 3 | 14", State(3, column, weight_lost=lost))
    if cost is None:
        assert "slash_added" not in found
    else:
        assert found["slash_added"] == Move(
            cost, State(4, column, weight_lost=False), assumed=Assumed(Damage.SLASH_ADDED)
        )


def test_no_other_text_was_added() -> None:
    assert "slash_added" not in by_damage("企业 | 7 | 节点数 | 3 | 14", State(3, RANK))


# --- a serial in another's place


SWAPPED = "企业 | 7 | 情况 | 节点数 | 3 | 14 | 5亿"


def test_a_serial_before_its_label_leaves_the_label_to_the_zone() -> None:
    """In the zone it fills the place of the label that seemed missing; behind it is one too many."""
    inside = by_damage("7 | 情况 | 节点数 | 3 | 14 | 5亿", State(0, SEQ))["serial_swapped"]
    assert inside == Move(
        COSTS.serial_missing - COSTS.row_slid,
        State(2, NAME),
        places=(0,),
        labels=(1,),
        assumed=Assumed(Damage.SERIAL_SWAPPED),
    )
    behind = by_damage(SWAPPED, State(1, SEQ))["serial_swapped"]
    assert behind.cost == COSTS.serial_missing + COSTS.row_slid
    assert (behind.to, behind.places, behind.labels) == (State(3, NAME), (1,), (2,))


def test_a_form_without_labels_has_no_label_behind_a_serial() -> None:
    assert "serial_swapped" not in by_damage("7 | 节点数 | 3 | 14", State(0, SEQ), labels=0)


@pytest.mark.parametrize(
    "line",
    [
        "企业 | 8 | 情况 | 节点数 | 3",  # another number
        "企业 | 7 | 12 | 节点数 | 3",  # no label behind it
        "企业 | 7 | 情况",  # the row ends there
    ],
)
def test_what_is_no_serial_before_a_label_has_not_changed_places(line: str) -> None:
    assert "serial_swapped" not in by_damage(line, State(1, SEQ))


def test_serials_change_places_at_their_own_column_alone() -> None:
    assert "serial_swapped" not in by_damage(SWAPPED, State(1, NAME))


def test_a_serial_behind_the_name_stands_in_the_name_s_place() -> None:
    found = by_damage("企业 | 节点数 | 7 | 3 | 14 | 5亿", State(1, SEQ))["serial_swapped"]
    assert found == Move(
        COSTS.serial_wrong,
        State(3, WEIGHT),
        places=(2, 1),
        assumed=Assumed(Damage.SERIAL_SWAPPED),
    )


@pytest.mark.parametrize("line", ["企业 | 节点数 | 8 | 3 | 14", "企业 | 个 | 7 | 3 | 14"])
def test_neither_another_number_nor_what_is_no_name_has(line: str) -> None:
    assert "serial_swapped" not in by_damage(line, State(1, SEQ))


# --- cells in each other's place


def exchanged(line: str, state: State) -> Move | None:
    return by_damage(line, state).get("cells_swapped")


def test_cells_that_fit_only_the_other_s_column_have_changed_places() -> None:
    found = exchanged("企业 | 7 | 节点数 | 3 | 50亿元 | 14", State(4, RANK, pushed=1))
    assert found == Move(
        COSTS.cells_swapped,
        State(6, END, pushed=1),
        places=(5, 4),
        assumed=Assumed(Damage.CELLS_SWAPPED),
    )


def test_they_cost_besides_what_each_costs_in_the_other_s_column() -> None:
    found = exchanged("企业 | 7 | 节点数 | 3 | 500 | 14", State(4, RANK))
    assert found is not None
    assert found.cost == COSTS.cells_swapped + COSTS.cell_unusual


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("企业 | 7 | 节点数 | 3 | 14 | 50亿元", State(4, RANK)),  # as they should be
        ("企业 | 7 | 节点数 | 3 | 50亿元 | ", State(4, RANK)),  # a blank
        ("企业 | 7 | 节点数 | 3 | | 14", State(4, RANK)),
        ("企业 | 7 | 节点数 | 3 | 14 | 12", State(4, RANK)),  # the other way is odd too
        ("企业 | 7 | 节点数 | 3 | 50亿元", State(4, RANK)),  # the last cell
        ("企业 | 7 | 节点数 | 3 | 14 | 50亿元 | 3", State(5, TARGET)),  # the last column
        ("企业 | 7 | 3 | 节点数 | 14 | 50亿元", State(2, NAME)),  # names are placed by their words
    ],
)
def test_other_cells_have_not(line: str, state: State) -> None:
    assert exchanged(line, state) is None


def test_a_weight_and_a_ranking_may_always_have_where_they_differ() -> None:
    found = exchanged("企业 | 7 | 节点数 | 3 | 14 | 50亿元", State(3, WEIGHT))
    assert found is not None
    assert (found.cost, found.places) == (COSTS.cells_swapped, (4, 3))
    assert exchanged("企业 | 7 | 节点数 | 3 | 3 | 50亿元", State(3, WEIGHT)) is None
    assert exchanged("企业 | 7 | 节点数 | 3 | / | 50亿元", State(3, WEIGHT)) is None, "no free way"


def test_the_weight_may_be_higher_than_others_but_not_the_ranking() -> None:
    lexicon = replace(LEXICON, highest_weight=Decimal(9))
    state = State(3, WEIGHT)

    def cost(line: str) -> float | None:
        row = CellMoves(line.split(" | "), Prices(7, form(1), lexicon, COSTS))
        found = [move for move in row.moves(state) if move.places == (4, 3)]
        return found[0].cost if found else None

    assert cost("企业 | 7 | 节点数 | 3 | 12 | 50亿元") == COSTS.cells_swapped
    assert cost("企业 | 7 | 节点数 | 40 | 3 | 50亿元") is None


def test_two_accidents_of_one_row_cost_a_lost_cell_more() -> None:
    row = cells(WHOLE)
    swapped, lost = Assumed(Damage.CELLS_SWAPPED), Assumed(Damage.CELL_LOST, "rank")
    weight = Assumed(Damage.WEIGHT_LOST)

    def besides(*assumed: Assumed) -> float:
        return row.exchanged_besides(Way(0.0, State(0, 0), (), (), assumed))

    assert besides(swapped, lost) == besides(weight, swapped) == COSTS.cell_lost
    assert besides(swapped) == besides(lost, weight) == besides() == 0.0
    assert besides(swapped, Assumed(Damage.SERIAL_LOST)) == 0.0


# --- a way that has come to the end


def test_a_way_reads_the_columns_texts_then_the_labels_that_are_not_blank() -> None:
    row = cells("企业 | | 7 | 节 点 数 | 3 | 14 | 5亿")
    way = Way(0.0, State(7, END), (2, 3, None, 5, 6), (0, 1), ())
    assert row.reads(way) == ("7", "节点数", None, "14", "5亿", "企业")


def test_cells_behind_the_name_cost_where_they_stand_beside_their_place() -> None:
    row = cells("企业 | 7 | 节点数 | 3 | 14 | 5亿 | ")

    def displaced(*places: int | None) -> float:
        return row.displaced(Way(0.0, State(7, END), places, (0,), ()))

    assert displaced(1, 2, 3, 4, 5) == 0.0
    assert displaced(1, 2, None, 3, 4) == pytest.approx(2 * COSTS.displaced)
    assert displaced(1, 2, 4, 4, 5) == pytest.approx(COSTS.displaced)
    assert displaced(2, 3, 3, 4, 5) == 0.0, "serial and name are placed by what they say"
    assert displaced(1, 2, 3, 4, 6) == 0.0, "a blank stands nowhere"
