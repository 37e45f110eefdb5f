"""What each kind of damage costs, and what it costs that a cell is unusual.

Each price stands below the record of its kind, or in :mod:`unusual`; here they are one value.

A cost is a negative log-likelihood in rough nats: 1 is a damage seen on every third row of a bad
page, 3 one on every twentieth, 6 and more one that a careful reader accepts only when nothing else
adds up. Damages that are told apart in no notice at hand have one price. ``make costs`` says what
each is worth.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from pipeline.damage.kinds import Damage
from pipeline.damage.price import Price
from pipeline.repair.damage.unusual import Unusual

NEVER = 1000.0  # costs more than any notice
MIXED = 1.0  # where no damage occurs, a group that mixes its weights is as good as any
UNSTATED = 4.0  # a shared weight is stated: of two that share a sum nobody could tell the parts


@dataclass(frozen=True, slots=True)
class Costs(Damage, Unusual):
    """The prices by name; see the module's text for the scale."""

    def misprinted(self, off: int) -> float:
        """A printed weight that is ``off`` points more or less than it should be."""
        return self.misprint + self.misprint_step * off

    def undamaged(self) -> Costs:
        """Costs under which no damage occurs.

        And a group that mixes printed and shared weights is as good as any.
        """
        prices = {price.name: NEVER for price in PRICES if price.is_damage}
        mixed = {"mixed_group": MIXED, "mixed_blank": MIXED}
        return replace(self, **prices, **mixed)

    def stated(self) -> Costs:
        """Costs under which hardly any shared weight is left unstated."""
        return replace(self, share_unlabelled=UNSTATED)


COSTS = Costs()
PRICES = tuple(Price.of_field(each) for each in fields(Costs))
