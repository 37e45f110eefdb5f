"""A row's weight from the units that readings give it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.model import Value
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import gather
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.context import context_of
from pipeline.repair.decide.weight_values import weight_value
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from tests.repair.form import county, table_of

LAYOUT = county()
AT = LAYOUT.at("weight")
OWN: UnitKey = ("own", 0, None, 0)
MERGED: UnitKey = ("merged", 0, None, 0)
POOL: UnitKey = ("pool", 0, None, -1)
Units = dict[UnitKey, dict[Variant, float]]


def value(
    printed: str,
    units: Units,
    weights: dict[int | None, float],
    misprint: float = INFINITE,
    unit: int = 1,
    below: str = "",
    damage: Kind | None = None,
) -> Value:
    """The weight of the first of two rows; it prints ``printed``, the other one ``below``.

    ``damage`` is what has happened to the other one's.
    """
    lines = [
        f" |  | {n} | 企业数量 | 个 | {text} | 3 | 2 | 7 | 10个 | 3 | 县发改委"
        for n, text in enumerate((printed, below), 1)
    ]
    rows, _ = gather(table_of([lines]), LAYOUT, COSTS)
    keys = dict.fromkeys(units, 0.0)
    found = RowReadings({0: 0.0}, {None: 0.0}, {0: 0.0}, keys, weights, misprint=misprint)
    other = replace(found, damage={damage: 0.0})
    context = context_of(LAYOUT, rows, Readings(0.0, unit, (found, other), units, (), ()))
    return weight_value(context.row(0), AT)


def codes(found: Value) -> list[str]:
    return [clause.code for clause in found.reasons]


def test_a_weight_that_every_reading_takes_as_printed() -> None:
    found = value("5", {OWN: {Variant((0,), 5): 0.0}}, {5: 0.0})
    assert (found.text, found.status) == ("5", "printed")


def test_a_weight_in_parts_of_a_point_is_told_in_points() -> None:
    found = value("2.5", {OWN: {Variant((0,), 5): 0.0}}, {5: 0.0}, unit=2)
    assert (found.text, found.status) == ("2.5", "printed")


def test_a_misprint_that_the_sums_correct_is_derived() -> None:
    found = value("5", {OWN: {Variant((0,), 4): 0.0}}, {4: 0.0}, misprint=0.0)
    assert (found.text, found.status, found.rule) == ("4", "derived", "misprint")


def test_weights_of_which_one_is_misprinted_are_open_the_smaller_first_on_a_tie() -> None:
    shapes = {Variant((0,), 4): 0.0, Variant((0,), 5): 0.0, Variant((0,), 3): 0.0}
    found = value("5", {OWN: shapes}, {4: 0.0, 5: 0.0, 3: 0.0}, misprint=0.0)
    assert [text for text, _ in found.candidates] == ["3", "4", "5"]
    assert codes(found) == ["repair.weights-off", "repair.misprint-unknown"]


def test_its_own_weight_or_a_share_is_open_the_cheaper_one_first() -> None:
    units = {OWN: {Variant((0,), 5): 1.5}, POOL: {Variant((0, 1), 7): 0.0}}
    found = value("5", units, {5: 1.5, None: 0.0})
    assert found.candidates == ((None, 0.0), ("5", 1.5))
    assert codes(found) == ["repair.own-or-shared"]


def test_a_weight_that_may_be_printed_once_for_rows_below_is_open() -> None:
    found = value("5", {MERGED: {Variant((0, 1), 5): 0.0}}, {None: 0.0})
    assert found.candidates == ((None, 0.0), ("5", 0.0))
    assert (found.rule, codes(found)) == ("weight_merged", ["repair.own-or-merged"])


def test_a_weight_that_the_row_below_prints_again_is_shared() -> None:
    shape: dict[UnitKey, dict[Variant, float]] = {MERGED: {Variant((0, 1), 5): 0.0}}
    found = value("5", shape, {None: 0.0}, below="5", damage=Damage.WEIGHT_REPEATED)
    assert (found.text, found.status) == (None, "shared")
    assert codes(found) == ["repair.shares-points", "repair.weight-repeated"]
    assert value("5", shape, {None: 0.0}).status == "ambiguous"


def weight_under_a_label(points: str | None, under: int, *, clean: bool) -> Value:
    """The weight 5 of the first of ``under`` rows of one label, which it is printed once for two of."""
    lines = [
        f" |  | {n} | 企业数量 | 个 | {5 if n == 1 else ''} | 3 | 2 | 7 | 10个 | 3 | 县发改委"
        for n in range(1, under + 1)
    ]
    rows, _ = gather(table_of([lines]), LAYOUT, COSTS)
    shape = {Variant((0, 1), 5): 0.0}
    head = RowReadings({0: 0.0}, {0: 0.0}, {0: 0.0}, {MERGED: 0.0}, {None: 0.0})
    stated = None if points is None else Decimal(points)
    readings = Readings(
        0.0,
        1,
        (head,) * under,
        {MERGED: shape},
        (),
        (Label("企业培育", stated, ()),),
        clean=clean,
    )
    return weight_value(context_of(LAYOUT, rows, readings).row(0), AT)


@pytest.mark.parametrize(
    ("points", "clean", "code"),
    [
        ("5", False, "repair.weight-of-label"),
        (None, True, "repair.weight-once-for-label"),
        (None, False, None),
        ("7", True, None),
    ],
    ids=["as many points", "every sum holds as printed", "damage elsewhere", "other points"],
)
def test_a_weight_over_all_rows_of_its_label_is_shared_where_points_or_all_sums_say_so(
    points: str | None, clean: bool, code: str | None
) -> None:
    found = weight_under_a_label(points, 2, clean=clean)
    if code is None:
        assert found.status == "ambiguous"
    else:
        assert (found.status, codes(found)) == ("shared", [code])


def test_a_weight_over_some_rows_of_its_label_stays_open_though_all_sums_hold() -> None:
    assert weight_under_a_label(None, 3, clean=True).status == "ambiguous"


@pytest.mark.parametrize(
    ("rows", "text", "status", "code"),
    [
        ((0,), "4", "derived", "repair.alone-in-group"),
        ((0, 1), None, "shared", "repair.shares-points"),
    ],
    ids=["alone", "with another row"],
)
def test_a_row_without_a_weight_has_its_group_s_points_or_a_share_of_them(
    rows: tuple[int, ...], text: str | None, status: str, code: str
) -> None:
    found = value("/", {POOL: {Variant(rows, 4): 0.0}}, {None: 0.0})
    assert (found.text, found.status, codes(found)) == (text, status, [code])


def test_a_row_that_shares_in_some_readings_alone_is_open_with_all_it_may_have() -> None:
    shapes = {Variant((0,), 4): 0.0, Variant((0, 1), 6): 1.0, Variant((0,), 3): 2.0}
    found = value("/", {POOL: shapes}, {None: 0.0})
    assert found.candidates == (("4", 0.0), (None, 1.0), ("3", 2.0))
    assert codes(found) == ["repair.own-lost-or-shared"]


def test_what_is_printed_and_what_the_sums_leave_may_be_the_same() -> None:
    units = {OWN: {Variant((0,), 5): 0.0}, POOL: {Variant((0,), 5): 1.0}}
    found = value("5", units, {5: 0.0, None: 1.0})
    assert (found.text, found.status, codes(found)) == (
        "5",
        "derived",
        ["repair.same-either-way"],
    )
