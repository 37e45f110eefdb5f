"""Rows that share and read well as printed and as slid are open as long as nothing shows which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.both_ways import doubt_both_ways
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from tests.repair.decide.rows import (
    GROUP,
    LAYOUT,
    PRINTED,
    SLID,
    Shapes,
    label,
    merged,
    own,
    pool,
    read,
    readings,
    row,
)

# serial | name | points | ranking | ranking
SLASH = row("1 | 企业数 | / | 3 | /")
SHARING = read([pool()])
# A row of another group that shares and prints "/" for its weight; it cannot have slid.
PROOF = row("9 | 园区数 | / | 3 | 4", PRINTED)
PROVING = read([pool(1)], groups=[1])
BLANK = row("9 | 园区数 | | 3 | 4", PRINTED)
GROUPS = (GROUP, label("效益", 5))


def doubted(
    rows: list[RowEvidence], known: list[RowReadings], variants: Shapes | None = None, **more: bool
) -> Readings:
    shapes: Shapes = {
        pool(): {Variant((0, 1), 7): 0.0},
        pool(1): {Variant((2, 3), 5): 0.0},
        **(variants or {}),
    }
    before = readings(known, shapes, groups=GROUPS, **more)  # type: ignore[arg-type]
    return doubt_both_ways(rows, LAYOUT, before, COSTS)


def opened(found: Readings) -> list[int]:
    """The rows that may have slid."""
    return [n for n, each in enumerate(found.rows) if 1 in each.alignments]


def test_rows_that_share_and_may_have_slid_are_open_where_nothing_proves_the_way_of_the_notice() -> (
    None
):
    found = doubted([SLASH, SLASH], [SHARING, SHARING])
    assert opened(found) == [0, 1]
    for each in found.rows:
        assert each.alignments == {0: 0.0, 1: 1.25}, "what the way costs more than the cheapest"
        assert (each.units, each.weights) == ({pool(): 0.0}, {None: 0.0})
    assert found.variants[pool()] == {Variant((0, 1), 7): 0.0}


def test_what_slid_rows_cost_is_above_the_row_s_cheapest_reading() -> None:
    known = read([pool()], alignments={0: 2.0})
    assert doubted([SLASH, SLASH], [known, known]).rows[0].alignments == {0: 2.0, 1: 3.25}


def test_a_slid_way_that_is_cheaper_than_the_one_read_costs_no_less() -> None:
    cheaper = row("1 | 企业数 | / | 3 | /", replace(PRINTED, cost=2.0), SLID)
    assert doubted([cheaper, cheaper], [SHARING, SHARING]).rows[0].alignments == {0: 0.0, 1: 0.0}


def test_a_way_that_is_read_already_keeps_its_cost() -> None:
    known = read([pool()], alignments={0: 0.0, 1: 0.75})
    assert doubted([SLASH, SLASH], [known, known]).rows[0].alignments == {0: 0.0, 1: 0.75}


# --- what the notice prints elsewhere


@pytest.mark.parametrize(
    ("others", "is_open"),
    [
        ([], True),
        ([PROOF], True),
        ([PROOF, PROOF], False),
        ([PROOF, BLANK], True),
        ([PROOF, PROOF, BLANK], True),
        ([row("9 | 园区数 | / | 3 | 4", SLID)] * 2, True),  # their cells are gone
    ],
    ids=["nothing", "once", "twice", "once each", "more often", "no cell"],
)
def test_two_slashes_for_shared_weights_and_no_blank_prove_the_way_of_the_notice(
    others: list[RowEvidence], *, is_open: bool
) -> None:
    found = doubted([SLASH, SLASH, *others], [SHARING, SHARING, *[PROVING] * len(others)])
    assert (opened(found) == [0, 1]) is is_open


@pytest.mark.parametrize(
    ("others", "is_open"),
    [([], False), ([PROOF], False), ([BLANK], True), ([PROOF, BLANK], False)],
    ids=["nothing", "a slash", "a blank", "one each"],
)
def test_a_notice_without_damage_is_doubted_only_where_it_prints_blanks_alone(
    others: list[RowEvidence], *, is_open: bool
) -> None:
    known = [SHARING, SHARING, *[PROVING] * len(others)]
    found = doubted([SLASH, SLASH, *others], known, clean=True)
    assert (opened(found) == [0, 1]) is is_open


def test_what_rows_with_weights_of_their_own_or_in_another_section_print_proves_nothing() -> None:
    own_rows = [read([own(2, 1)], [5], groups=[1]), read([own(3, 1)], [5], groups=[1])]
    shapes: Shapes = {own(2, 1): {Variant((2,), 5): 0.0}, own(3, 1): {Variant((3,), 5): 0.0}}
    assert opened(doubted([SLASH, SLASH, PROOF, PROOF], [SHARING, SHARING, *own_rows], shapes))


@pytest.mark.parametrize(("here", "there"), [(0, 1), (1, 0)])
def test_what_another_section_prints_proves_nothing(here: int, there: int) -> None:
    groups = (label("总量", 12, here), label("效益", 5, there))
    shapes: Shapes = {pool(): {Variant((0, 1), 7): 0.0}, pool(1): {Variant((2, 3), 5): 0.0}}
    known = readings([SHARING, SHARING, PROVING, PROVING], shapes, groups=groups)
    found = doubt_both_ways([SLASH, SLASH, PROOF, PROOF], LAYOUT, known, COSTS)
    assert opened(found) == [0, 1]


def test_rows_behind_those_of_another_section_prove_the_way_of_their_own() -> None:
    groups = (GROUP, label("效益", 5), label("加分", 3, 1))
    beside = read([pool(2)], groups=[2])
    shapes: Shapes = {pool(n): {Variant((0, 1), 7): 0.0} for n in range(3)}
    known = readings([SHARING, SHARING, beside, PROVING, PROVING], shapes, groups=groups)
    found = doubt_both_ways([SLASH, SLASH, PROOF, PROOF, PROOF], LAYOUT, known, COSTS)
    assert opened(found) == []


def test_rows_that_all_share_keep_the_shapes_of_their_unit() -> None:
    shapes: Shapes = {pool(): {Variant((0, 1, 2), 7): 0.0}}
    apart = read([pool()], labels=[None, 0])
    found = doubted([SLASH, SLASH, SLASH], [SHARING, SHARING, apart], shapes)
    assert opened(found) == [0, 1]
    assert found.variants[pool()] == shapes[pool()]


def test_rows_in_doubt_prove_nothing_for_one_another() -> None:
    known = [SHARING, SHARING, *[read([pool(1)], groups=[1])] * 2]
    assert opened(doubted([SLASH] * 4, known)) == [0, 1, 2, 3]


# --- rows that cannot have slid


def as_slid(line: str, *damage: Kind, places: tuple[int | None, ...] = SLID.places) -> RowEvidence:
    way = replace(SLID, places=places, damage=damage or SLID.damage)
    return row(line, PRINTED, way)


@pytest.mark.parametrize(
    "second",
    [
        row("2 | 产值 | / | 3 | /", PRINTED),
        row("2 | 产值 | / | 3 | /", head=0),
        row("2 | 产值 | / | 3 | /", begins=True),
        row("2 | 产值 | | 3 | /"),  # a blank cannot have been a ranking
        row("2 | 产值 | / | | /"),
        as_slid("2 | 产值 | / | 3 | /", Damage.WEIGHT_LOST),  # nothing fills it up
        as_slid("2 | 产值 | / | 3 | /", *SLID.damage, Damage.SERIAL_LOST),
        as_slid("2 | 产值 | / | 3 | /", places=(0, 1, 2, 2, 3)),  # the weight is not lost
        as_slid("2 | 产值 | / | 3 | /", places=(0, 1, None, 3, 4)),  # the rankings stay
        as_slid("2 | 产值 | / | 3 | /", places=(0, 1, None, 2, 4)),  # the slash is among them
    ],
    ids=[
        "one way alone",
        "under a drawn cell",
        "a cell drawn over rows below",
        "blank weight",
        "blank ranking",
        "not filled up",
        "more damage",
        "weight there",
        "in place",
        "slash between",
    ],
)
def test_a_row_that_cannot_have_slid_leaves_the_whole_run_as_printed(second: RowEvidence) -> None:
    assert opened(doubted([SLASH, second], [SHARING, SHARING])) == []


def test_a_row_whose_cheapest_way_has_no_weight_is_read_as_slid_already() -> None:
    known = read([pool()], alignments={1: 0.0})
    found = doubted([SLASH, SLASH], [known, known])
    assert [each.alignments for each in found.rows] == [{1: 0.0}, {1: 0.0}]


def test_a_form_without_rankings_has_no_such_rows() -> None:
    bare = Layout((), LAYOUT.columns[:3])
    before = readings([SHARING], {pool(): {Variant((0,), 7): 0.0}})
    assert doubt_both_ways([SLASH], bare, before, COSTS) is before


# --- which rows are a run


def test_rows_of_two_pages_are_two_runs() -> None:
    fixed = row("2 | 产值 | / | 3 | /", PRINTED, sheet=2)
    assert opened(doubted([SLASH, fixed], [SHARING, SHARING])) == [0]


@pytest.mark.parametrize(
    "other",
    [
        read([pool(1)], groups=[1]),
        read([pool()], labels=[0]),
        read([pool()], groups=[0, 1]),
        read([pool()], labels=[None, 0]),
        read([pool(), pool(1)]),
    ],
    ids=["group", "label", "either group", "either label", "either unit"],
)
def test_a_row_of_another_group_or_label_or_of_an_open_one_ends_a_run(other: RowReadings) -> None:
    fixed = row("2 | 产值 | / | 3 | /", PRINTED)
    assert opened(doubted([SLASH, SLASH, fixed], [SHARING, SHARING, other])) == [0, 1]
    assert opened(doubted([fixed, SLASH, SLASH], [other, SHARING, SHARING])) == [1, 2]


def test_the_last_rows_of_a_table_are_a_run_too_and_one_that_is_broken_off_ends() -> None:
    open_row = read([pool()], groups=[0, 1])
    found = doubted([SLASH, SLASH, SLASH], [SHARING, open_row, SHARING])
    assert opened(found) == [0, 2]


# --- rows with weights of their own among them


NUMBERED = row("2 | 产值 | 3 | 4 | /")


def mixed(*known: RowReadings) -> Readings:
    """A row that shares 4 points, and others beside it."""
    shapes: dict[UnitKey, dict[Variant, float]] = {
        pool(): {Variant((0,), 4): 0.0, Variant((0,), 6): 1.0},
        own(1): {Variant((1,), 3): 0.0},
        merged(1): {Variant((1,), 3): 0.0},
    }
    rows = [SLASH, *[NUMBERED] * len(known)]
    return doubted(rows, [SHARING, *known], shapes)


def test_rows_with_weights_beside_one_that_shares_may_all_share_what_they_weigh_together() -> None:
    weighing = replace(read([own(1)], [3]), alignments={0: 0.5})
    found = mixed(weighing)
    assert opened(found) == [0, 1]
    assert found.rows[1].units == {pool(): 0.5, own(1): 0.0}
    assert found.rows[1].weights == {None: 0.5, 3: 0.0}
    assert found.rows[0].units == {pool(): 0.0}
    assert found.variants[pool()] == {
        Variant((0,), 4): 0.0,
        Variant((0,), 6): 1.0,
        Variant((0, 1), 7): 0.0,
    }


def test_the_rows_weigh_together_what_their_units_have_a_weight_of_several_once() -> None:
    several = read([merged(2)], [None])
    shapes: Shapes = {
        pool(): {Variant((0,), 4): 0.0},
        own(1): {Variant((1,), 3): 0.0},
        merged(2): {Variant((2, 3), 5): 0.0},
    }
    known = [SHARING, read([own(1)], [3]), several, several]
    found = doubted([SLASH, NUMBERED, NUMBERED, SLASH], known, shapes)
    assert opened(found) == [0, 1, 2, 3]
    assert Variant((0, 1, 2, 3), 12) in found.variants[pool()]


def test_rows_that_share_a_weight_printed_once_beside_one_with_its_own_may_all_share() -> None:
    """Its own row would have to be forgotten by the one who merged the others."""
    several = read([merged(1)], [None])
    shapes: Shapes = {own(0): {Variant((0,), 3): 0.0}, merged(1): {Variant((1, 2), 4): 0.0}}
    found = doubted([NUMBERED, NUMBERED, SLASH], [read([own(0)], [3]), several, several], shapes)
    assert opened(found) == [0, 1, 2]
    assert found.variants[pool()][Variant((0, 1, 2), 7)] == 0.0


# A row of another group with a weight of its own, and one there that shares; neither can have slid.
MIXED_ELSEWHERE = [read([own(2, 1)], [5], groups=[1]), read([pool(1)], groups=[1])]
OF_FIVE = row("9 | 园区数 | 5 | 3 | 4", PRINTED)


@pytest.mark.parametrize(("elsewhere", "is_open"), [([], True), (MIXED_ELSEWHERE, False)])
def test_rows_that_mix_weights_and_shares_are_open_unless_those_of_another_label_do(
    elsewhere: list[RowReadings], *, is_open: bool
) -> None:
    shapes: Shapes = {
        pool(): {Variant((0,), 4): 0.0},
        own(1): {Variant((1,), 3): 0.0},
        own(2, 1): {Variant((2,), 5): 0.0},
    }
    proof = [PROVING, PROVING] if not elsewhere else []
    known = [SHARING, read([own(1)], [3]), *elsewhere, *proof]
    others = [OF_FIVE, PROOF] if elsewhere else [PROOF, PROOF]
    more = [] if not elsewhere else [read([pool(2)], groups=[2])] * 2
    groups = (*GROUPS, label("加分", 3))
    shapes[pool(2)] = {Variant((4, 5), 3): 0.0}
    shapes[pool(1)] = {Variant((3,), 5): 0.0}
    rows = [SLASH, NUMBERED, *others, *[PROOF] * len(more)]
    found = doubt_both_ways(rows, LAYOUT, readings([*known, *more], shapes, groups=groups), COSTS)
    assert opened(found) == ([0, 1] if is_open else [])


def test_a_row_whose_rankings_stay_may_be_among_rows_that_mix() -> None:
    stays = as_slid("2 | 产值 | / | / | 4", places=(0, 1, None, 3, 4))
    shapes: Shapes = {pool(): {Variant((0, 1), 4): 0.0}, own(2): {Variant((2,), 3): 0.0}}
    found = doubted([SLASH, stays, NUMBERED], [SHARING, SHARING, read([own(2)], [3])], shapes)
    assert opened(found) == [0, 2]
    assert Variant((0, 1, 2), 7) in found.variants[pool()]
    assert opened(doubted([SLASH, stays], [SHARING, SHARING])) == []


def test_rows_that_all_have_weights_of_their_own_stay() -> None:
    shapes: Shapes = {own(0): {Variant((0,), 3): 0.0}, own(1): {Variant((1,), 3): 0.0}}
    known = [read([own(0)], [3]), read([own(1)], [3])]
    assert opened(doubted([NUMBERED, NUMBERED], known, shapes)) == []
