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


@pytest.mark.parametrize(
    "case", ["table-share-stated-once", "table-weight-merged", "table-weights-dropped"]
)
def test_again_reads_as_from_the_start(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Ground, Sequence[Way]]] = []
    solve = joint.solve

    def noted(
        ground: Ground, ways: Sequence[Way], margin: float, beyond: float = 0.0
    ) -> joint.Joint:
        asked.append((ground, ways))
        return solve(ground, ways, margin, beyond)

    monkeypatch.setattr(joint, "solve", noted)
    form.repaired_anew(case)
    ((ground, ways),) = asked
    stated = ground.costs.stated()
    again = solve(ground, ways, MARGIN).again(stated)
    fresh = solve(replace(ground, costs=stated), ways, MARGIN).solved
    assert [each.total for each in again] == pytest.approx([each.total for each in fresh])
    for one, other in zip(again, fresh, strict=True):
        assert [row.units.keys() for row in one.readings.rows] == [
            row.units.keys() for row in other.readings.rows
        ]
