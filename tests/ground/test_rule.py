"""What nothing gives away is told from what a reader could have known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from tests.ground.page import Line, Place, Print, Words
from tests.ground.rule import Harm, Told, hidden, is_hidden
from tests.ground.strict import read_strictly

ROLES = ("level1", "level2", "seq", "indicator", "unit", "weight", "rank1", "target", "lead_units")
WORDS = Words(frozenset({"个"}), frozenset({"甲局", "乙局"}), (), frozenset())
Row = tuple[str, ...]
# 总量指标 has 12 points: 工业 prints 5 and has 2 + 3; 农业 prints none and shares the other 7.
CLEAN: tuple[Row, ...] = (
    ("总量指标 (12)", "工业 (5)", "1", "工业增加值", "个", "2", "7", "20个", "甲局"),
    ("", "", "2", "工业用电量", "个", "3", "/", "30个", "甲局"),
    ("", "农业", "3", "农业总产值", "个", "", "1", "40个", "乙局"),
    ("", "", "4", "农业合作社", "个", "", "2", "50个", "乙局"),
)
DRAWN = (
    {"level1": 4, "level2": 2},
    {"level1": 0, "level2": 0},
    {"level1": 0, "level2": 2},
    {"level1": 0, "level2": 0},
)


def printed(rows: Sequence[Row], drawn: Sequence[Mapping[str, int]] = ()) -> Print:
    covers = drawn or [{}] * len(rows)
    lines = [
        Line(n, 1, row, dict(zip(ROLES, clean, strict=True)), cover)
        for n, (row, clean, cover) in enumerate(zip(rows, CLEAN, covers, strict=True), 1)
    ]
    starts = {"level1": dict.fromkeys((1, 2, 3, 4), 1), "level2": {1: 1, 2: 1, 3: 3, 4: 3}}
    return Print(ROLES, tuple(lines), WORDS, True, True, "", ((1, 4),), starts, bool(drawn))


def changed(**cells: str) -> tuple[Row, ...]:
    """The clean rows with other cells: ``weight_1="4"`` is row 1's weight."""
    rows = [list(row) for row in CLEAN]
    for at, text in cells.items():
        role, _, number = at.rpartition("_")
        rows[int(number) - 1][ROLES.index(role)] = text
    return tuple(map(tuple, rows))


TRUTH = read_strictly(printed(CLEAN))[0]


def found(*steps: Mapping[str, str]) -> set[Place]:
    """What is hidden after these damages, each the cells that it changes."""

    def redo(some: Sequence[int]) -> Told:
        cells = {at: text for n in some for at, text in steps[n].items()}
        return Told(printed(changed(**cells)), TRUTH)

    rows = [tuple(int(at.rpartition("_")[2]) for at in step) for step in steps]
    harms = [Harm(f"kind {n}", seqs) for n, seqs in enumerate(rows)]
    return hidden(redo(range(len(steps))), harms, redo, [1])


def test_a_clean_print_reads_as_its_truth() -> None:
    assert TRUTH[1, "level1_points"] == 12
    assert TRUTH[4, "scoring_unit"] == {3, 4}
    assert TRUTH[4, "unit_points"] == 7
    assert TRUTH[2, "rank1"] is None


def test_a_label_without_points_may_move_unseen_among_rows_that_share() -> None:
    assert found({"level2_3": "", "level2_4": "农业", "weight_3": "4"}) == set()
    late = {"level2_3": "", "level2_4": "农业", "level2_1": "工业", "weight_3": "4"}
    assert (3, "level2") in found(late)


def test_a_misprint_under_printed_points_is_given_away() -> None:
    assert found({"weight_1": "4"}) == set()


def test_a_misprint_that_a_shared_unit_takes_up_is_not_where_its_label_prints_no_points() -> None:
    both = found({"level2_1": "工业"}, {"weight_1": "4"})
    assert {(1, "weight"), (1, "unit_points"), (4, "unit_points")} <= both
    assert (2, "weight") not in both


def test_two_misprints_that_make_up_for_each_other_hide_each_other() -> None:
    assert found({"weight_1": "3"}, {"weight_2": "2"}) >= {(1, "weight"), (2, "weight")}


def test_what_one_damage_hides_by_itself_another_beside_it_does_not_give_away() -> None:
    assert (1, "rank1") in found({"rank1_1": "8"}, {"weight_2": "9"}, {"seq_3": ""})


def test_a_ranking_that_is_no_number_gives_itself_away() -> None:
    assert found({"rank1_1": "20个"}) == set()


def test_a_rows_own_name_for_a_label_is_a_damage_of_the_other_notice_too() -> None:
    name = {"level2_1": "工业增加值"}
    assert found(name) == set()
    assert (1, "weight") in found(name, {"weight_1": "4"})
    assert (1, "level2") not in found(name, {"weight_1": "4"})


def test_a_label_that_moved_out_of_its_drawn_cell_is_given_away() -> None:
    assert read_strictly(printed(CLEAN, DRAWN))[0] == TRUTH
    rows = changed(level2_1="工业", level2_3="", level2_4="农业", weight_3="4")
    assert (3, "level2") in read_strictly(printed(rows))[0]
    assert (3, "level2") not in read_strictly(printed(rows, DRAWN))[0]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"seq_2": "7"}, "serials do not run on"),
        ({"lead_units_2": "20"}, "no lead unit"),
        ({"weight_2": "三"}, "no number"),
        ({"level1_3": "其他指标 (7)"}, "the first group lacks 7"),
    ],
)
def test_a_group_is_in_good_order_as_a_whole_or_not_at_all(cells: dict[str, str], why: str) -> None:
    read, _ = read_strictly(printed(changed(**cells)))
    assert (1, "weight") not in read, why


def test_a_group_over_two_sections_is_not_in_good_order() -> None:
    page = printed(CLEAN)
    fields = {name: getattr(page, name) for name in page.__dataclass_fields__}
    parted = Print(**{**fields, "sections": ((1, 2), (3, 4))})
    assert (1, "weight") not in read_strictly(parted)[0]


def test_a_value_is_hidden_with_the_cell_it_is_computed_from() -> None:
    places = {(3, "target"), (4, "weight")}
    assert is_hidden(places, {3}, "target_value")
    assert is_hidden(places, {3, 4}, "scoring_unit")
    assert not is_hidden(places, {3}, "unit")


def test_a_cell_is_plain_where_it_reads_as_it_did() -> None:
    page = printed(changed(level2_1="工业", rank1_2="3"))
    assert page.is_plain(2, "target_unit")
    assert not page.is_plain(2, "rank1")
    assert not page.is_plain(2, "level2"), "its group's label is another on row 1"
    assert page.is_plain(4, "level2_points")
    assert not page.is_plain(1, "row")


def test_points_are_read_exactly() -> None:
    assert TRUTH[1, "weight"] == Decimal(2)
