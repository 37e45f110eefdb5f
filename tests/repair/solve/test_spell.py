"""The ways a run comes about, noted row by row: units, weights, alignments, each at its cheapest."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from pipeline.repair.model.roles import Choice, Role
from pipeline.repair.model.weights import Ground, WeightOption, weight_options
from pipeline.repair.solve.programme import Step
from pipeline.repair.solve.segment import Path
from pipeline.repair.solve.spell import _alignments, _Notes
from tests.repair.decide.rows import LAYOUT, PRINTED, SLID, WEIGHT, row

ROWS = 5
OWN, MERGED, SHARED = Role.OWN, Role.MERGED, Role.SHARED


def noted(
    *paths: tuple[Path, float], start: int = 1, bound: float = 10.0, alignments: object = None
) -> Readings:
    """What is noted of paths of a run under label 7 in group 3, each with what its reading costs."""
    rows = tuple(RowReadings() for _ in range(ROWS))
    found = Readings(0.0, 1, rows, {}, (), ())
    known = alignments or [[[], []] for _ in range(ROWS)]
    notes = _Notes(found, bound, known)  # type: ignore[arg-type]
    for path, cost in paths:
        step = Step(start, start + len(path.choices), 7, 3, 9, 0.0, path.cost)
        notes.add(step, path, cost)
    return found


def path(*choices: tuple[Role, int | None], share: int = 0) -> Path:
    return Path(0.0, tuple(Choice(role, points, 0) for role, points in choices), share)


def units(found: Readings) -> dict[UnitKey, list[tuple[tuple[int, ...], int]]]:
    return {
        key: [(shape.rows, shape.points) for shape in shapes]
        for key, shapes in found.variants.items()
    }


# --- the units of a path


def test_a_row_with_its_own_weight_is_a_unit_by_itself() -> None:
    found = noted((path((OWN, 4), (OWN, 5)), 0.0))
    assert units(found) == {("own", 3, 7, 1): [((1,), 4)], ("own", 3, 7, 2): [((2,), 5)]}
    assert found.rows[1].weights == {4: 0.0}
    assert found.rows[1].units == {("own", 3, 7, 1): 0.0}


def test_rows_below_that_are_part_of_a_weight_are_of_its_unit_and_have_none_of_their_own() -> None:
    found = noted((path((OWN, 2), (OWN, 4), (MERGED, None), (MERGED, None)), 0.0))
    assert units(found) == {
        ("own", 3, 7, 1): [((1,), 2)],
        ("merged", 3, 7, 2): [((2, 3, 4), 4)],
    }
    assert [found.rows[n].weights for n in range(1, 5)] == [
        {2: 0.0},
        {None: 0.0},
        {None: 0.0},
        {None: 0.0},
    ]


def test_rows_that_share_are_one_unit_wherever_they_stand_in_the_run() -> None:
    shared = path((SHARED, None), (OWN, 4), (Role.LOST, None), share=5)
    found = noted((shared, 0.0))
    assert units(found) == {("pool", 3, 7, -1): [((1, 3), 5)], ("own", 3, 7, 2): [((2,), 4)]}
    assert [found.rows[n].weights for n in (1, 3)] == [{None: 0.0}] * 2


# --- what is noted of each row


def test_rows_of_the_run_have_its_group_and_label_and_others_none() -> None:
    found = noted((path((OWN, 4), (OWN, 5)), 1.5))
    assert [each.groups for each in found.rows] == [{}, {3: 1.5}, {3: 1.5}, {}, {}]
    assert [each.labels for each in found.rows] == [{}, {7: 1.5}, {7: 1.5}, {}, {}]


def test_of_several_paths_the_cheapest_counts_for_each_value() -> None:
    found = noted((path((OWN, 4)), 2.0), (path((OWN, 4)), 1.0), (path((OWN, 5)), 3.0))
    assert found.rows[1].weights == {4: 1.0, 5: 3.0}
    assert found.rows[1].groups == {3: 1.0}
    assert found.variants == {
        ("own", 3, 7, 1): {Variant((1,), 4): 1.0, Variant((1,), 5): 3.0},
    }


def test_a_misprint_is_noted_of_its_row_at_the_cheapest() -> None:
    def misprinted(points: int) -> Path:
        return Path(0.0, (Choice(OWN, points, 0, misprinted=True), Choice(OWN, 1, 0)), 0)

    found = noted((misprinted(3), 4.0), (misprinted(2), 6.0))
    assert found.rows[1].misprint == 4.0
    assert found.rows[2].misprint == INFINITE


def test_what_has_happened_to_a_row_s_weight_is_noted_of_it_at_the_cheapest() -> None:
    def below(damage: Kind | None) -> Path:
        return Path(0.0, (Choice(OWN, 4, 0), Choice(MERGED, None, 0, damage=damage)), 0)

    lost, again = Damage.WEIGHT_LOST, Damage.WEIGHT_REPEATED
    found = noted((below(lost), 2.0), (below(again), 1.0), (below(again), 3.0))
    assert found.rows[1].damage == {None: 1.0}
    assert found.rows[2].damage == {lost: 2.0, again: 1.0}


def test_the_alignments_of_the_option_taken_cost_what_they_cost_more_up_to_the_bound() -> None:
    known: list[list[list[tuple[int, float]]]] = [[[], []] for _ in range(ROWS)]
    known[1] = [[(0, 0.0), (4, 2.0), (5, 2.5)], [(9, 0.0)]]
    found = noted((path((OWN, 4)), 1.0), bound=3.0, alignments=known)
    assert found.rows[1].alignments == {0: 1.0, 4: 3.0}


# --- alignments by the option that stands for them


def aligned(
    evidence: RowEvidence, options: Sequence[WeightOption] | None = None
) -> list[list[tuple[int, float]]]:
    offered = options or weight_options(evidence, WEIGHT, 1, COSTS)
    ground = Ground([evidence], [], LAYOUT, COSTS, frozenset(), 1, [offered])
    return [[tuple(each) for each in some] for some in _alignments(ground)[0]]  # type: ignore[misc]


def test_alignments_that_read_the_weight_alike_stand_behind_the_cheapest_of_them() -> None:
    serial = Alignment(2.0, (None, 1, 2, 3, 4), (), (Damage.SERIAL_LOST,))
    evidence = row("1 | 企业数 | 5 | 3 | 4", PRINTED, SLID, serial)
    assert aligned(evidence) == [[(0, 0.0), (2, 2.0)], [(1, 0.0)]]


def test_an_alignment_that_no_option_stands_for_is_left_out() -> None:
    evidence = row("1 | 企业数 | 5 | 3 | 4")
    only_printed = weight_options(evidence, WEIGHT, 1, COSTS)[:1]
    assert aligned(evidence, only_printed) == [[(0, 0.0)]]


@pytest.mark.parametrize(("unit", "points"), [(1, 5), (2, 10)])
def test_options_are_told_apart_in_the_parts_that_are_counted_in(unit: int, points: int) -> None:
    evidence = row("1 | 企业数 | 5 | 3 | 4", PRINTED)
    ground = Ground([evidence], [], LAYOUT, COSTS, frozenset(), unit, [[WeightOption(0.0, points)]])
    assert _alignments(ground) == [[[(0, 0.0)]]]
