"""The registry of damage: each kind and each price is described, and its page is theirs."""

from __future__ import annotations

import pickle

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import KINDS, Damage
from pipeline.damage.price import Price
from pipeline.messages.catalogue import CATALOGUE
from pipeline.repair.damage.costs import COSTS, PRICES
from tests.conftest import ROOT
from tests.costs import page
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


def test_every_kind_of_damage_is_told_by_its_name() -> None:
    assert len(KINDS) > 25
    for name, kind in KINDS.items():
        assert getattr(Damage, name.upper()) is kind


def test_a_kind_comes_from_another_process_with_its_record() -> None:
    kind = Damage.CELL_DOUBLED
    again = pickle.loads(pickle.dumps(kind))
    assert again == kind == "cell_doubled"
    assert (again.zh, again.says, again.settles) == (kind.zh, kind.says, kind.settles)
    assert (again.case, again.said) == (kind.case, kind.said)
