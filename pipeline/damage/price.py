"""A price as it is declared: what it is of, what it means, and what gets worse without it."""

from __future__ import annotations

from dataclasses import Field, dataclass, field
from enum import StrEnum
from typing import Any

from pipeline.damage.kind import Kind


class Topic(StrEnum):
    """What a price is of that no damage owns."""

    CELLS = "What cells look like"
    SHARING = "How rows share their points"
    WORDS = "What a label's words say of its rows"


@dataclass(frozen=True, slots=True)
class Price:
    """One price.

    Attributes:
        name: Of the field of :class:`Costs`.
        cost: In nats.
        of: The kind of damage, or what else it is of.
        means: What has happened, or how it stands, that costs so much.
        case: What gets worse without it: a table of ``tests/cases/repair``, the notice, or trials;
            empty where that is not known.
        is_damage: Where the print is undamaged, it cannot be.
    """

    name: str
    cost: float
    of: Kind | Topic
    means: str
    case: str
    is_damage: bool

    @classmethod
    def of_field(cls, declared: Field[float]) -> Price:
        """What is declared of a field of :class:`Costs`."""
        cost = declared.default
        assert isinstance(cost, float)
        return cls(declared.name, cost, **declared.metadata)


def price(
    cost: float,
    of: Kind | Topic,
    means: str,
    case: str = "",
    *,
    is_damage: bool = False,
) -> Any:
    """A field of :class:`Costs` that knows what it is the price of."""
    about = {"of": of, "means": means, "case": case, "is_damage": is_damage}
    return field(default=cost, metadata=about)
