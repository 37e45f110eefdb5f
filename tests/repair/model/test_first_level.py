"""Which printed labels are first-level: those whose points fill the sections, at what cost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pipeline.model import SectionTotal
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.first_level import MOST_WAYS, Fit, first_level
from pipeline.repair.model.labels import (
    FIRST,
    SECOND,
    SLID,
    SLID_FIRST,
    SLID_LAST,
    Label,
    Print,
)

AWAY = COSTS.label_shift_step
ROWS = 12


def printed(
    at: int,
    name: str,
    points: int | None = None,
    column: int = FIRST,
    *,
    lonely: bool = False,
) -> Print:
    worth = None if points is None else Decimal(points)
    return Print(at, 0, name, name, worth, column, lonely)


def sections(*totals: int) -> list[SectionTotal]:
    """Sections of six rows each, in points."""
    return [
        SectionTotal(f"s{n}", f"s{n}", 6 * n + 1, 6 * n + 6, Decimal(total), Decimal(1))
        for n, total in enumerate(totals)
    ]


Told = tuple[tuple[str, int, tuple[int, ...]], ...]


def told(groups: Sequence[Label]) -> Told:
    """Each group by its name, its section and the rows that print it."""
    return tuple((g.name, g.section, tuple(p.row for p in g.prints)) for g in groups)


def ways(
    prints: Sequence[Print], totals: Sequence[int] = (10,), fit: Fit | None = None
) -> list[tuple[float, Told]]:
    serials = range(1, ROWS + 1)
    if fit is None:
        found = first_level(prints, sections(*totals), serials)
    else:
        found = first_level(prints, sections(*totals), serials, fit)
    return [(round(cost, 6), told(groups)) for cost, groups in found]


def cost_of(names: Sequence[str], found: Sequence[tuple[float, Told]]) -> float | None:
    """What the way costs that has these groups; None where there is none."""
    for cost, groups in found:
        if [name for name, *_ in groups] == list(names):
            return cost
    return None


# --- groups that fill their sections


def test_labels_in_their_column_that_fill_the_section_cost_nothing() -> None:
    found = ways([printed(0, "总量", 6), printed(3, "效益", 4)])
    assert found[0] == (0.0, (("总量", 0, (0,)), ("效益", 0, (3,))))


def test_a_full_section_is_followed_by_the_next_one() -> None:
    found = ways([printed(0, "总量", 10), printed(6, "效益", 5)], (10, 5))
    assert found[0] == (0.0, (("总量", 0, (0,)), ("效益", 1, (6,))))


def test_groups_keep_their_points_and_names_as_printed() -> None:
    (cost, groups), *_ = first_level([printed(0, "总 量", 10)], sections(10), range(1, ROWS + 1))
    assert (cost, groups[0].name, groups[0].points) == (0.0, "总 量", Decimal(10))


def test_without_prints_each_section_is_one_nameless_group() -> None:
    found = ways([], (10, 5))
    assert found == [(2 * COSTS.level_nameless, (("", 0, ()), ("", 1, ())))]


def test_the_points_that_are_missing_are_a_nameless_group_s_at_each_place_of_its_section() -> None:
    prints = [printed(0, "民生", 5), printed(6, "总量", 3), printed(8, "效益", 4)]
    found = first_level(prints, sections(5, 10), range(1, ROWS + 1))
    nameless = [
        tuple(group.name for group in groups)
        for cost, groups in found
        if cost == COSTS.level_nameless
    ]
    assert sorted(nameless) == [
        ("民生", "", "总量", "效益"),
        ("民生", "总量", "", "效益"),
        ("民生", "总量", "效益", ""),
    ]
    missing = next(g for _, groups in found for g in groups if not g.name)
    assert (missing.points, missing.section, missing.prints) == (Decimal(3), 1, ())


def test_one_point_that_is_missing_is_a_group_s_too() -> None:
    found = ways([printed(0, "总量", 9)])
    assert [cost for cost, _ in found[:2]] == [COSTS.level_nameless] * 2
    assert cost_of(["总量", ""], found) == COSTS.level_nameless


def test_a_label_with_more_points_than_the_section_has_left_is_no_group_of_it() -> None:
    prints = [printed(0, "总量", 6), printed(3, "效益", 5)]
    found = ways(prints)
    assert cost_of(["总量", "效益"], found) is None
    assert cost_of(["总量", ""], found) == COSTS.level_denied + COSTS.level_nameless


def test_a_label_may_be_of_a_later_section_past_one_that_names_none() -> None:
    found = ways([printed(6, "效益", 5)], (3, 5))
    assert found[0] == (
        COSTS.level_nameless * 2,
        (("", 0, ()), ("效益", 1, (6,))),
    )


# --- where a label's place is believed


@pytest.mark.parametrize(
    ("column", "cost"),
    [
        (FIRST, COSTS.level_denied),
        (SLID_FIRST, 2 * AWAY),
        (SLID, AWAY),
        (SLID_LAST, 0.0),
        (SECOND, 0.0),
    ],
)
def test_a_label_that_is_no_group_costs_by_its_column(column: int, cost: float) -> None:
    found = ways([printed(0, "总量", 10), printed(3, "效益", 4, column)])
    assert cost_of(["总量"], found) == pytest.approx(cost)


@pytest.mark.parametrize(
    ("column", "cost"),
    [
        (FIRST, 0.0),
        (SLID_FIRST, AWAY),
        (SLID, 2 * AWAY),
        (SLID_LAST, 3 * AWAY),
        (SECOND, COSTS.level_in_second),
    ],
)
def test_a_label_that_is_a_group_costs_by_its_column(column: int, cost: float) -> None:
    found = ways([printed(0, "总量", 6), printed(3, "效益", 4, column)])
    assert cost_of(["总量", "效益"], found) == pytest.approx(cost)


def test_a_label_alone_on_its_row_in_the_first_column_is_denied_more_easily() -> None:
    def denied(column: int) -> float | None:
        return cost_of(
            ["总量"], ways([printed(0, "总量", 10), printed(3, "效益", 4, column, lonely=True)])
        )

    assert denied(FIRST) == COSTS.level_denied_lonely
    assert denied(SLID) == pytest.approx(AWAY)


def test_a_label_without_points_is_no_new_group() -> None:
    found = ways([printed(0, "总量", 10), printed(3, "效益", None)])
    assert {len(groups) for _, groups in found} == {1}


@pytest.mark.parametrize(("at", "rows"), [(0, 0), (5, 0), (6, 1), (8, 3)])
def test_a_group_s_label_below_its_section_s_rows_costs_by_row(at: int, rows: int) -> None:
    found = ways([printed(at, "总量", 10)], (10, 5))
    assert cost_of(["总量", ""], found) == pytest.approx(
        COSTS.level_outside * rows + COSTS.level_nameless
    )


@pytest.mark.parametrize(("at", "rows"), [(3, 3), (5, 1), (6, 0), (11, 0)])
def test_and_above_them(at: int, rows: int) -> None:
    found = ways([printed(0, "总量", 10), printed(at, "效益", 5)], (10, 5))
    assert cost_of(["总量", "效益"], found) == pytest.approx(COSTS.level_outside * rows)


# --- labels printed again


def again(second: Print, *between: Print) -> list[tuple[float, Told]]:
    """The ways of 总量 (4 points), others, and a print that may repeat it."""
    prints = [printed(0, "总量指标", 4), *between, second]
    used = 4 + sum(int(each.points or 0) for each in between)
    return ways(prints, (used,))


def cost_with(rows: tuple[int, ...], found: Sequence[tuple[float, Told]]) -> float | None:
    """What the way costs whose first group has prints on these rows."""
    return next((cost for cost, groups in found if groups[0][2] == rows), None)


def test_a_group_s_label_printed_again_costs_nothing_and_without_points_a_little() -> None:
    assert cost_with((0, 3), again(printed(3, "总量指标", 4))) == 0.0
    assert cost_with((0, 3), again(printed(3, "总 量 指标", 4))) == 0.0
    assert cost_with((0, 3), again(printed(3, "总量指标", None))) == COSTS.level_repeats


def test_one_that_is_spelt_otherwise_costs_that_and_how_unlike_it_is() -> None:
    """Two of three pairs of signs are alike."""
    found = again(printed(3, "总量指示", 4))
    assert cost_with((0, 3), found) == pytest.approx(COSTS.level_repeats + COSTS.label_unlike / 3)


@pytest.mark.parametrize(
    "other",
    [
        printed(3, "总量指示", None),  # no points
        printed(3, "总量指示", 4, SLID_FIRST),  # not in its column
        printed(3, "总体目示", 4),  # unlike
    ],
    ids=["points", "column", "words"],
)
def test_another_spelling_needs_points_the_column_and_half_its_words(other: Print) -> None:
    assert cost_with((0, 3), again(other)) is None


def test_half_of_the_words_are_enough() -> None:
    """总量 and 指标 against 总量 and 目标: two of four pairs of signs."""
    found = again(printed(3, "总量指目标", 4))
    assert cost_with((0, 3), found) == pytest.approx(
        COSTS.level_repeats + COSTS.label_unlike * (1 - 4 / 7)
    )


def test_a_label_of_other_points_is_another_group() -> None:
    found = again(printed(3, "总量指标", 3))
    assert cost_with((0, 3), found) is None


@pytest.mark.parametrize(("between", "cost"), [(0, 0.0), (1, 1.0), (2, 2.0), (3, None)])
def test_each_group_since_costs_and_the_third_last_is_the_last_that_is_repeated(
    between: int, cost: float | None
) -> None:
    others = [printed(n, name, 2) for n, name in enumerate(("效益", "民生", "生态")[:between], 1)]
    found = again(printed(4, "总量指标", 4), *others)
    # A label of the same name and points joins its group in any case, for what denying it costs.
    expected = COSTS.level_denied if cost is None else cost * COSTS.level_repeats
    assert cost_with((0, 4), found) == pytest.approx(expected)


def test_groups_of_the_same_points_and_other_names_are_no_repeat_and_those_before_them_are() -> (
    None
):
    found = again(printed(4, "总量指标", 4), printed(2, "效益", 4))
    assert cost_with((0, 4), found) == COSTS.level_repeats


def test_the_repeated_group_has_the_print_and_the_others_do_not() -> None:
    found = again(printed(4, "总量指标", 4), printed(2, "效益", 2))
    assert found[0][1] == (("总量指标", 0, (0, 4)), ("效益", 0, (2,)))


def test_a_label_that_reads_like_a_recent_group_costs_more_where_it_is_none() -> None:
    """Beside a label of two groups back that no way needs, of which the cheapest takes it in."""
    prints = [printed(0, "总量指标", 4), printed(3, "总量指标", 4, SECOND)]
    assert ways(prints, (4,))[0][0] == 0.0, "it is the group again"
    whole = ways([*prints, printed(4, "效益", 6)], (14,))
    assert cost_of(["总量指标", "总量指标", "效益"], whole) == pytest.approx(
        COSTS.level_in_second + COSTS.label_astray
    ), "or a second group of its name"


# --- what guides the choice


def test_groups_that_do_not_fit_their_rows_come_later_and_cost_no_more() -> None:
    prints = [
        printed(0, "总量", 6),
        printed(2, "效益", 4, SLID_FIRST),
        printed(3, "民生", 4, SLID_FIRST),
    ]

    def after_two(label: Label, after: Print) -> float:
        return 2.0 if after.row == 2 else 0.0

    plain = cost_of(["总量", "效益"], ways(prints))
    guided = ways(prints, fit=after_two)
    names = [[name for name, *_ in groups] for _, groups in guided]
    assert names.index(["总量", "民生"]) < names.index(["总量", "效益"])
    assert cost_of(["总量", "效益"], guided) == plain


def test_the_fit_is_asked_of_the_last_group_and_the_next_group_s_print() -> None:
    asked: list[tuple[str, int]] = []

    def fit(label: Label, after: Print) -> float:
        asked.append((label.name, after.row))
        return 0.0

    ways([printed(0, "总量", 3), printed(3, "效益", 3), printed(4, "民生", 4)], fit=fit)
    assert set(asked) == {("总量", 3), ("总量", 4), ("效益", 4)}


def test_ways_that_cost_far_more_than_the_cheapest_are_left_out() -> None:
    """A label in the second column taken for a group costs 7, with another one 14."""
    prints = [printed(0, "总量", 10), printed(2, "效益", 6, SECOND), printed(3, "民生", 4, SECOND)]
    found = ways(prints)
    assert found[0][0] == 0.0
    assert max(cost for cost, _ in found) <= 8.0
    assert cost_of(["效益", "民生"], found) is None


@pytest.mark.parametrize(("at", "is_kept"), [(2, True), (1, False)])
def test_ways_are_worth_a_look_up_to_eight_above_the_cheapest(at: int, *, is_kept: bool) -> None:
    """Another label of the second section's points, in the second column and rows above it."""
    prints = [
        printed(0, "总量", 10),
        printed(at, "效益", 5, SECOND),
        printed(6, "民生", 5, SLID_LAST),
    ]
    found = ways(prints, (10, 5))
    assert found[0][0] == pytest.approx(3 * AWAY)
    assert (cost_of(["总量", "效益"], found) is not None) is is_kept


def test_of_many_ways_the_cheapest_are_kept_each_once_in_order() -> None:
    prints = [printed(n, f"第{n}类", 1, SLID) for n in range(9)]
    found = ways(prints, (4,))
    assert len(found) == MOST_WAYS
    assert len({groups for _, groups in found}) == MOST_WAYS
    costs = [cost for cost, _ in found]
    assert costs == sorted(costs)


def test_two_choices_that_say_the_same_are_one_way_at_the_lower_cost() -> None:
    prints = [printed(0, "总量", 10), printed(4, "总量", 10)]
    found = ways(prints)
    assert [cost_of(["总量"], [each]) for each in found].count(0.0) == 1
    assert len(found) == 1


# --- prints that no choice needed


def test_every_print_of_a_group_s_name_and_points_is_its_own_in_order() -> None:
    """One in the second column, printed above, is denied for nothing and is the group's all the same."""
    prints = [printed(1, "总量", 10, SECOND), printed(2, "总量", 10)]
    assert ways(prints)[0] == (0.0, (("总量", 0, (1, 2)),))


def test_of_two_groups_alike_the_nearer_section_s_takes_a_print() -> None:
    prints = [
        printed(0, "总量", 5),
        printed(6, "总量", 5),
        printed(9, "其他", 1, SECOND),
        printed(10, "总量", 5, SECOND),
    ]
    found = ways(prints, (5, 5))
    best = [groups for cost, groups in found if len(groups) == 2 and groups[1][1] == 1]
    assert any(groups[1][2] == (6, 10) for groups in best)
    assert not any(10 in groups[0][2] and groups[1][2] == (6,) for groups in best)
