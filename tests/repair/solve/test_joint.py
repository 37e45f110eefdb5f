"""A notice solved once more under dearer shares reads as one that is solved so from the start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.repair.model.weights import Ground
from pipeline.repair.solve import joint
from pipeline.repair.solve.ways import Way
from tests.repair import form

MARGIN = 6.0


def asked_of(case: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Ground, Sequence[Way]]:
    """What a case is solved on."""
    asked: list[tuple[Ground, Sequence[Way]]] = []
    solve = joint.solve

    def noted(
        ground: Ground, ways: Sequence[Way], margin: float, beyond: float = 0.0
    ) -> joint.Joint:
        asked.append((ground, ways))
        return solve(ground, ways, margin, beyond)

    with monkeypatch.context() as patched:
        patched.setattr(joint, "solve", noted)
        form.repaired_anew(case)
    (once,) = asked
    return once


@pytest.mark.parametrize(
    "case", ["table-share-stated-once", "table-weight-merged", "table-weights-dropped"]
)
def test_again_reads_as_from_the_start(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ground, ways = asked_of(case, monkeypatch)
    stated = ground.costs.stated()
    again = joint.solve(ground, ways, MARGIN).again(stated)
    fresh = joint.solve(replace(ground, costs=stated), ways, MARGIN).solved
    assert [each.total for each in again] == pytest.approx([each.total for each in fresh])
    for one, other in zip(again, fresh, strict=True):
        assert [row.units.keys() for row in one.readings.rows] == [
            row.units.keys() for row in other.readings.rows
        ]


def test_ways_are_solved_under_costs_fitted_to_what_the_notice_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ground, ways = asked_of("table-weights-dropped", monkeypatch)
    fitted = replace(ground.costs, first_level_late=1.0, first_level_early=2.0)
    for costs in (ground.costs, fitted):
        monkeypatch.setattr(joint, "adapt", lambda _costs, _solved, to=costs: to)
        (each,) = joint.solve(ground, ways, MARGIN).candidates
        assert each.programme.places.costs == costs
