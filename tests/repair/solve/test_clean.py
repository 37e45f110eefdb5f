"""Whether the cheapest reading assumes no damage: cells, weights, labels, groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.damage.kinds import Damage
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.labels import FIRST, Label, Print
from pipeline.repair.model.place import Name, Places
from pipeline.repair.model.readings import Readings
from pipeline.repair.model.weights import Ground
from pipeline.repair.solve.clean import is_clean
from pipeline.repair.solve.programme import Solution, Step
from tests.repair.decide.rows import LAYOUT, PRINTED, own, read, readings, row

ROWS = 4
# Two groups of two rows, a label on the first row of each.
STEPS = (Step(0, 2, 0, 0, 5, 0.0, 0.0), Step(2, 4, 1, 1, 5, 0.0, 0.0))
AS_PRINTED = [(step, 0.0) for step in STEPS]
DAMAGED = replace(PRINTED, damage=(Damage.SERIAL_LOST,))


def places(prints: Sequence[tuple[int, ...]] = ((0,), (2,)), *, labelled: bool = True) -> Places:
    groups = [Group(5, (0,), 0, 3), Group(5, (2,), 0, 3)]
    names = [Name(None, rows, (0.0,) * ROWS, frozenset()) for rows in prints]
    return Places(groups, names, COSTS, labelled=labelled)


def known(misprinted: int | None = None, alignment: int = 0) -> Readings:
    rows = []
    for n in range(ROWS):
        misprint = 0.0 if n == misprinted else None
        ways = {alignment: 0.0, 1 - alignment: 0.5}
        rows.append(read([own(n)], [2], misprint=misprint, alignments=ways))
    groups = []
    for at in (0, 2):
        printed = Print(at, 0, "组", "组", Decimal(5), FIRST)
        groups.append(Label("组", Decimal(5), (printed,)))
    return readings(rows, {}, groups=groups)


def clean(
    steps: Sequence[tuple[Step, float]] = AS_PRINTED,
    begins: tuple[frozenset[int], ...] = (frozenset({0}), frozenset({2})),
    found: Readings | None = None,
    where: Places | None = None,
    best: float = 0.0,
) -> bool:
    rows = [row("1 | 企业数 | 2 | 3 | 4", PRINTED, DAMAGED) for _ in range(ROWS)]
    ground = Ground(rows, [], LAYOUT, COSTS, frozenset(), 1, [])
    solution = Solution(best, 4.0, tuple(steps), begins)
    return is_clean(ground, found or known(), solution, where or places())


def test_all_as_printed_is_clean() -> None:
    assert clean()


@pytest.mark.parametrize(
    "found", [known(misprinted=3), known(alignment=1)], ids=["misprint", "a cell moved"]
)
def test_a_row_with_damage_in_its_cheapest_reading_is_not(found: Readings) -> None:
    assert not clean(found=found)


def test_a_label_away_from_its_print_is_not() -> None:
    assert not clean(where=places(((0,), (3,))))
    assert clean(where=places(((0,), (1, 2))))


def test_a_label_that_names_no_run_is_not() -> None:
    assert not clean(where=places(((0,), (2,), (3,))))


def test_a_group_that_begins_beside_its_print_is_not_unless_the_form_has_no_labels() -> None:
    late = (frozenset({0}), frozenset({3}))
    assert not clean(begins=late)
    assert clean(begins=late, where=places(labelled=False))
    assert clean(begins=(frozenset({0}), frozenset({2, 3})))


def test_readings_that_cost_more_than_the_cheapest_do_not_count() -> None:
    other = Step(1, 2, 0, 0, 5, 0.0, 0.0)
    as_printed = [(step, 1.0) for step in STEPS]
    assert clean([*as_printed, (other, 1.5)], best=1.0)
    assert not clean([*as_printed, (other, 1.0)], best=1.0)


def test_a_run_without_a_label_is_clean_in_a_group_that_prints_none() -> None:
    bare = [(replace(STEPS[0], label=None), 0.0), (replace(STEPS[1], label=0), 0.0)]
    assert clean(bare, where=places(((2,),)))
    assert not clean(bare, where=places(((1, 2),))), "one is printed on its second row"
    assert not clean(bare, where=places(((0, 2),)))
    assert not clean(
        [(replace(STEPS[0], label=None, group=1), 0.0), bare[1]], where=places(((2,),))
    ), "the group has one further down"
