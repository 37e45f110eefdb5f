"""Every kind of damage, as the repair, the log, the trial ground and the docs know it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.damage.cells import OfCells
from pipeline.damage.kind import Kind
from pipeline.damage.labels import OfLabels
from pipeline.damage.pages import OfPages
from pipeline.damage.weights import OfWeights


class Damage(OfCells, OfWeights, OfLabels, OfPages):
    """The kinds by name: ``Damage.CELL_LOST``."""


def _kinds() -> Iterator[Kind]:
    for family in Damage.__bases__:
        for value in vars(family).values():
            if isinstance(value, Kind):
                yield value


KINDS = {str(kind): kind for kind in _kinds()}  # by name, in their order
