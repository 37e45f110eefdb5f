"""What a price is worth: without it its case comes out otherwise."""

from __future__ import annotations

from dataclasses import fields

import pytest

from pipeline.damage.price import Price
from pipeline.repair.damage.costs import COSTS, NEVER, PRICES, Costs
from tests.costs.ground import priced, said
from tests.repair import form

SHOWN = [price for price in PRICES if price.case in form.tables()]


@pytest.mark.slow
@pytest.mark.parametrize("price", SHOWN, ids=lambda price: price.name)
def test_without_a_price_its_case_comes_out_otherwise(price: Price) -> None:
    before = said(form.repaired(price.case))
    with priced(price.name, 0.0):
        assert said(form.repaired_anew(price.case)) != before


def test_every_field_of_the_costs_is_a_price() -> None:
    assert [price.name for price in PRICES] == [each.name for each in fields(Costs)]


def test_without_damage_what_is_damage_is_out_of_reach() -> None:
    undamaged = COSTS.undamaged()
    for price in PRICES:
        cost = getattr(undamaged, price.name)
        assert (cost == NEVER) == price.is_damage


def test_a_price_is_tried_on_all_the_repair_and_put_back() -> None:
    before = form.repaired_anew("table-target-slid")
    with priced("rank_odd", 0.0):
        without = form.repaired_anew("table-target-slid")
    assert form.repaired_anew("table-target-slid") == before != without
