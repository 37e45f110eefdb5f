"""When a notice that adds up as printed leaves a label in doubt even so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.labels import Label
from pipeline.repair.model.place import Name, Places
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.roles import MERGED, OWN
from pipeline.repair.solve.undamaged import (
    CLAIMED,
    SUSPECT,
    Printed,
    _changing_with_theme,
    _going_on_parted,
    _held_with,
    _lonely,
    _may_be_in_other_cells,
    _named_across,
)
from tests.repair.decide.rows import PRINTED, row

ROWS = 6


def readings(
    labels: list[int | None], shapes: dict[UnitKey, tuple[int, ...]], own: tuple[int, ...] = ()
) -> Readings:
    rows = []
    for n, label in enumerate(labels):
        units: dict[UnitKey, float] = {(OWN, 0, label, n): 0.0} if n in own else {}
        rows.append(RowReadings({0: 0.0}, {label: 0.0}, {0: 0.0}, units))
    variants = {key: {Variant(held, 5): 0.0} for key, held in shapes.items()}
    group = Label("组", Decimal(20), ())
    return Readings(0.0, 1, tuple(rows), variants, (group,), ())


def pool(label: int | None) -> UnitKey:
    return (POOL, 0, label, -1)


PLAIN: list[int | None] = [0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("shapes", "lonely"),
    [
        ({pool(0): (2,), pool(1): (3, 4)}, True),  # alone below a label, and others behind the next
        ({pool(0): (1, 2), pool(1): (3,)}, True),
        ({pool(0): (1, 2), pool(1): (4,)}, False),  # a row with its own weight between
        ({pool(0): (1, 2), pool(1): (3, 4)}, False),
        ({pool(0): (2,), (MERGED, 0, 1, 3): (3, 4)}, False),
        ({pool(0): (2,), (OWN, 0, 1, 3): (3,)}, False),
        ({}, False),
    ],
)
def test_a_row_that_has_its_group_s_points_to_itself_beside_rows_that_share(
    shapes: dict[UnitKey, tuple[int, ...]], lonely: bool
) -> None:
    assert _lonely(readings(PLAIN, shapes)) is lonely


def places(
    *claims: tuple[float, ...],
    points: int | None = None,
    themes: tuple[int, ...] = (),
    parted: frozenset[int] = frozenset(),
) -> Places:
    """Labels printed on the first row and the fourth."""
    names = [
        Name(points, (3 * n,), (0.0,) * ROWS, frozenset(), claim, other_theme=frozenset(themes))
        for n, claim in enumerate(claims or ((), ()))
    ]
    return Places([Group(20, (0,), 0, ROWS - 1)], names, COSTS, parted=parted)


def test_rows_that_begin_to_share_where_another_theme_begins() -> None:
    sharing = readings(PLAIN, {pool(0): (1, 2)})
    assert list(_changing_with_theme(sharing, places(themes=(1,)))) == [1]
    assert not list(_changing_with_theme(sharing, places(themes=(2,))))
    assert not list(_changing_with_theme(sharing, places()))
    alone = readings(PLAIN, {pool(0): (1,)})
    assert not list(_changing_with_theme(alone, places(themes=(1,))))


def test_a_label_without_points_that_goes_on_over_a_row_parted_from_it() -> None:
    found = readings(PLAIN, {})
    parted = frozenset({2})
    assert list(_going_on_parted(found, places(parted=parted))) == [2]
    assert not list(_going_on_parted(found, places(points=5, parted=parted)))
    assert not list(_going_on_parted(found, places()))
    nameless = readings([None] * ROWS, {})
    assert not list(_going_on_parted(nameless, places(parted=parted)))


def at(*rows: int, cost: float = 3.0) -> tuple[float, ...]:
    """What a label claims: these rows."""
    return tuple(cost if row in rows else 0.0 for row in range(ROWS))


@pytest.mark.parametrize(
    ("upper", "lower", "own", "across"),
    [
        (at(0, 1), at(2, 3), (), True),  # the third row is named by the label below it
        (at(0, 1, 3), at(4, 5), (), True),  # the fourth by the one above
        (at(0, 1, 2), at(2, 3), (), False),  # by its own as well
        (at(0, 1), at(3, 5), (), False),
        (at(0, 1), at(2, 3), (2,), True),  # with a weight of its own, and both named clearly
        (at(0, 1), at(2, 4), (2,), False),
        (at(0, 1), at(2, 3, cost=CLAIMED), (2,), True),
        (at(0, 1), at(2, 3, cost=CLAIMED - 0.1), (2,), False),
        (at(0, 1, 5), at(3, 4), (), False),  # not the row beside
        ((), (), (), False),
    ],
)
def test_a_row_named_by_the_label_of_the_row_beside_it(
    upper: tuple[float, ...], lower: tuple[float, ...], own: tuple[int, ...], across: bool
) -> None:
    found = set(_named_across(readings(PLAIN, {}, own), places(upper, lower)))
    assert bool(found) is across
    assert found <= {2, 3}


def test_a_row_under_no_label_may_be_named_by_the_one_beside_it() -> None:
    labels: list[int | None] = [None, None, None, 1, 1, 1]
    found = readings(labels, {})
    assert set(_named_across(found, places((), at(2, 3)))) == {2, 3}
    assert not set(_named_across(found, places((), at(1, 3))))


def test_a_row_in_doubt_loosens_the_rows_under_its_label_and_no_others() -> None:
    labels: list[int | None] = [0, 0, None, None, 1, 1]
    found = readings(labels, {})
    assert _held_with({1}, found) == {0, 1}
    assert _held_with({2}, found) == {2}
    assert _held_with({1, 5}, found) == {0, 1, 4, 5}
    assert not _held_with((), found)


def test_only_loose_rows_have_the_readings_in_which_labels_may_move() -> None:
    strict = readings(PLAIN, {pool(0): (1, 2)}, own=(3,))
    free = readings([0, 0, 1, 1, None, None], {pool(1): (2, 3)})
    free.rows[2].units[pool(1)] = 0.0
    ground = None
    printed = Printed(ground, strict, frozenset({2}))  # type: ignore[arg-type]
    assert not printed.settled
    loosened = printed.loosened(free)
    assert [row.labels for row in loosened.rows] == [
        *[{label: 0.0} for label in (0, 0, 1)],
        *[{label: 0.0} for label in (1, 1, 1)],
    ]
    assert loosened.loose == {2}
    assert set(loosened.variants) == {pool(0), pool(1)}
    assert set(strict.variants) == {pool(0)}  # as printed stays as it was
    assert Printed(ground, strict, frozenset()).settled  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dearer", "damage", "parts", "other"),
    [
        (SUSPECT, (), ((3, "5"),), True),
        (SUSPECT, (Damage.CELLS_SWAPPED,), (), True),
        (SUSPECT, (Damage.CELL_LOST,), (), False),
        (SUSPECT + 0.1, (), ((3, "5"),), False),
        (SUSPECT + 0.1, (Damage.CELLS_SWAPPED,), (), False),
    ],
)
def test_a_row_that_looks_odd_may_have_two_texts_in_one_cell_or_two_cells_exchanged(
    dearer: float, damage: tuple[Kind, ...], parts: tuple[tuple[int, str], ...], other: bool
) -> None:
    ways = PRINTED, replace(PRINTED, cost=dearer, damage=damage, parts=parts)
    assert _may_be_in_other_cells(row("1 | 道路 | 5 | 3 | 4", *ways)) is other
