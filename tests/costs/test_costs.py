"""The registry of damage and its page: each kind and each price is described, and the page is theirs."""

from __future__ import annotations

from dataclasses import fields

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import KINDS
from pipeline.damage.price import Price
from pipeline.messages.catalogue import CATALOGUE
from pipeline.repair.damage.costs import COSTS, NEVER, PRICES, Costs
from tests.conftest import ROOT
from tests.costs import page
from tests.costs.ground import priced, said
from tests.repair import form


def test_the_page_is_made_from_the_registry() -> None:
    """`make damage` writes it anew."""
    assert page.PAGE.read_text(encoding="utf-8") == page.page()


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_a_kind_has_a_sentence_a_case_and_a_message(kind: Kind) -> None:
    assert kind.says.endswith(".")
    assert kind.settles.endswith(".")
    case = ROOT / page.CASES / kind.case
    assert case.is_dir() or case.with_suffix(".yml").is_file()
    assert kind.zh
    assert kind.said is None or kind.said.code in CATALOGUE


@pytest.mark.parametrize("price", PRICES, ids=lambda price: price.name)
def test_what_gets_worse_without_a_price_is_a_case_the_notice_or_trials(price: Price) -> None:
    assert price.cost > 0
    assert price.cost == getattr(COSTS, price.name)
    assert price.case in {"", "the notice", *form.tables()} or "trials: " in price.case


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
