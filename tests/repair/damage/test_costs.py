"""What the prices of damage say of one another, and which damage an undamaged print cannot have."""

from __future__ import annotations

import pytest

from pipeline.damage.price import Topic
from pipeline.repair.damage.costs import COSTS, MIXED, NEVER, PRICES, UNSTATED
from pipeline.repair.solve.joint import CLEAN_SHARE
from tests.repair.form import margin


def test_a_misprint_costs_more_with_each_point_that_it_is_off() -> None:
    assert COSTS.misprinted(1) == COSTS.misprint + COSTS.misprint_step
    assert COSTS.misprinted(3) - COSTS.misprinted(1) == pytest.approx(2 * COSTS.misprint_step)


def test_no_price_is_negative_else_the_cheapest_way_would_have_no_end() -> None:
    assert all(price.cost > 0 for price in PRICES)


ACCIDENTS = (
    ("own_weight_lost", "one row's weight cell is gone"),
    ("weights_dropped", "a group's weight cell is gone"),
    ("drawn_wrongly", "a merged cell is drawn over other rows than it holds"),
    ("misprint", "a printed weight is another number"),
    ("label_misprint", "a label's points are"),
    ("label_lost", "a label is printed nowhere"),
    ("label_lost_silent", "or nothing but sums tells of it"),
    ("label_gone", "or its cell is gone"),
    ("label_unused", "a label names no row"),
    ("label_astray", "a label is printed again where it does not hold"),
    ("label_shifted", "a label stands beside its first row"),
    ("label_together", "or goes before another"),
    ("first_level_late", "a group's label is late"),
    ("first_level_early", "or early"),
    ("first_level_unprinted", "or printed nowhere"),
)


@pytest.mark.parametrize("name", [name for name, _ in ACCIDENTS])
def test_an_undamaged_print_has_no_accident(name: str) -> None:
    assert getattr(COSTS.undamaged(), name) == NEVER


def test_an_undamaged_print_may_look_unusual_as_before_and_mix_its_weights() -> None:
    undamaged = COSTS.undamaged()
    accidents = {name for name, _ in ACCIDENTS}
    others = {"mixed_group", "mixed_blank"}
    for price in PRICES:
        if price.of in set(Topic) and price.name not in others:
            assert price.name not in accidents
            assert getattr(undamaged, price.name) == price.cost
    assert (undamaged.mixed_group, undamaged.mixed_blank) == (MIXED, MIXED)
    assert undamaged.mixed_group < margin() < COSTS.mixed_group


def test_where_weights_are_stated_one_printed_once_is_likelier_than_two_that_share_a_sum() -> None:
    stated = COSTS.undamaged().stated()
    printed_once = stated.weight_unusual + 2 * stated.run_continues
    unstated = stated.share_unlabelled + stated.mixed_blank
    assert stated.share_unlabelled == UNSTATED
    assert unstated > printed_once + margin() * CLEAN_SHARE


def test_never_is_beyond_all_that_could_happen_to_a_notice_together() -> None:
    assert sum(price.cost for price in PRICES) < NEVER


def test_one_lost_ranking_stays_in_doubt_and_two_are_no_reading_beside_none() -> None:
    """What the margin means: readings that cost so much more still count."""
    assert COSTS.cell_lost < margin() < 2 * COSTS.cell_lost


def test_a_drawn_merge_settles_what_sums_leave_open_and_gives_way_to_two_accidents() -> None:
    assert margin() < COSTS.drawn_wrongly < 2 * COSTS.cell_lost


def test_the_more_a_cell_tells_of_itself_the_less_it_is_taken_for_lost() -> None:
    assert COSTS.cell_lost < margin() < COSTS.text_lost < COSTS.agency_lost < COSTS.name_lost
