"""One way to tell the label levels apart, solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from pipeline.repair.damage.costs import Costs
from pipeline.repair.model.neighbours import Boundaries
from pipeline.repair.model.place import Places
from pipeline.repair.model.readings import Readings
from pipeline.repair.model.weights import Ground
from pipeline.repair.solve.programme import Programme
from pipeline.repair.solve.segment import Segments
from pipeline.repair.solve.spell import spell_out
from pipeline.repair.solve.tolerance import NEARLY
from pipeline.repair.solve.ways import Way


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way, and the programme that solves it."""

    way: Way
    programme: Programme

    @property
    def cost(self) -> float:
        """What choosing the way costs."""
        return self.way.cost

    @property
    def total(self) -> float:
        """What the cheapest reading costs, with that of choosing its way."""
        return self.cost + self.programme.best

    def under(
        self,
        costs: Costs,
        boundaries: Boundaries | None,
        segments: Segments,
        limit: float,
        margin: float,
    ) -> Candidate:
        """The same under other costs of labels, and with what rows look like.

        Readings that cost more than ``limit`` may be left out.
        """
        known = self.programme.places
        places = Places(
            known.groups,
            known.names,
            costs,
            known.gone,
            known.echoes,
            known.labelled,
            boundaries,
            known.parted,
        )
        return replace(self, programme=Programme(places, segments, limit - self.cost, margin))

    def on(
        self,
        segments: Segments,
        limit: float,
        margin: float,
    ) -> Candidate:
        """The same with other runs of rows, as :meth:`under`."""
        places = self.programme.places
        return replace(self, programme=Programme(places, segments, limit - self.cost, margin))

    def spelt_out(
        self,
        ground: Ground,
        segments: Segments,
        margin: float,
    ) -> Readings:
        """What the readings within ``margin`` say of each row."""
        return spell_out(
            ground,
            self.programme.solution(margin),
            segments,
            self.programme.places,
            self.way.firsts,
            self.way.seconds,
        )


def near(candidates: Sequence[Candidate], margin: float) -> list[Candidate]:
    """The candidates within ``margin`` of the cheapest, cheapest first."""
    ordered = sorted(candidates, key=attrgetter("total"))
    best = ordered[0].total
    most = best + margin + NEARLY
    return [each for each in ordered if each.total <= most]


__all__ = ["Candidate", "near"]
