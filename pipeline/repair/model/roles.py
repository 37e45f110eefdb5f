"""How a row's weight is read, and how the rows of a run share: the words of :mod:`moves`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from pipeline.damage.kind import Kind as DamageKind


class Role(StrEnum):
    """How a row's weight is read."""

    NONE = ""  # there is no row yet
    OWN = "own"
    MERGED = "merged"  # part of a weight that is printed above
    SHARED = "shared"  # blank
    SLASHED = "slashed"  # shared, and "/" stands for the weight
    LOST = "lost"  # shared, and the cell is gone
    FILLED = "filled"  # lost, and "/" fills the row up


OWN, MERGED = Role.OWN, Role.MERGED
CELL_GONE = frozenset({Role.LOST, Role.FILLED})
CELL_THERE = frozenset({Role.SHARED, Role.SLASHED})
SHARES = CELL_GONE | CELL_THERE
UNDER_A_WEIGHT = frozenset({Role.OWN, Role.MERGED})


class Sharing(IntEnum):
    """Which rows of a run print no weight of their own."""

    NOBODY = 0
    ONE_LOST = 1  # one row alone, whose cell is gone
    ONE_FILLED = 2  # the same, and "/" fills the row up
    ONE_SLASH = 3  # one row alone, which prints "/"
    ONE_BLANK = 4  # one row alone, which prints nothing
    SEVERAL = 5


NOBODY, ONE_LOST, SEVERAL = Sharing.NOBODY, Sharing.ONE_LOST, Sharing.SEVERAL
LOST_ALONE = frozenset({Sharing.ONE_LOST, Sharing.ONE_FILLED})
BARE_ALONE = frozenset({Sharing.ONE_SLASH, Sharing.ONE_BLANK})
SHARES_ALONE = {
    Role.LOST: Sharing.ONE_LOST,
    Role.FILLED: Sharing.ONE_FILLED,
    Role.SLASHED: Sharing.ONE_SLASH,
    Role.SHARED: Sharing.ONE_BLANK,
}


class Dropped(IntEnum):
    """Which of the rows that share have lost their cell."""

    NO_ROW = 0
    ALL_ROWS = 1
    SOME_ROWS = 2


@dataclass(frozen=True, slots=True)
class WeightOption:
    """The cheapest alignment of a row among those that read its weight alike.

    Attributes:
        cost: Of the alignment.
        points: The weight read, scaled to whole numbers; None where none is.
        lost: Its cell is gone.
        blank: Its cell is there and empty.
        hurt: Another cell of the row is gone.
        filled: A "/" fills the row up.
        credit: The part of the cost that falls away when the row above suffered the same.
        covered: The cell above is drawn over the row.
        apart: Other rows' cells are drawn so, and this one's is its own.
    """

    cost: float
    points: int | None
    lost: bool = False
    blank: bool = False
    hurt: bool = False
    filled: bool = False
    credit: float = 0.0
    covered: bool = False
    apart: bool = False

    @property
    def role(self) -> Role:
        """How a row reads that has no weight of its own and shares."""
        if self.lost:
            return Role.FILLED if self.filled else Role.LOST
        return Role.SHARED if self.blank else Role.SLASHED

    @property
    def alone(self) -> Sharing:
        """How it shares while no other row of its run does.

        A weight that a cell drawn from above has covered is as good as lost.
        """
        return Sharing.ONE_LOST if self.covered else SHARES_ALONE[self.role]


@dataclass(frozen=True, slots=True)
class Kind:
    """What the run is called.

    Attributes:
        points: What its label prints, scaled; None where it prints none.
        named: It has a label.
        gone: It has none, and the first row lost a label cell.
    """

    points: int | None
    named: bool
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One row's part in a path: how its weight is read and which option of the row that takes.

    ``damage`` is what has happened to its weight, as the move says.
    """

    role: Role
    points: int | None
    option: int
    misprinted: bool = False
    damage: DamageKind | None = None


class Manner(NamedTuple):
    """How the rows of a run have been read so far, but for their points.

    ``last`` is the last row's role; ``hurt`` says that it lost another cell.
    """

    shares: Sharing
    dropped: Dropped
    last: Role
    hurt: bool

    def with_own(self, hurt: bool) -> Manner:
        """After a row that prints its own weight."""
        return Manner(self.shares, self.dropped, Role.OWN, hurt)

    def with_merged(self, hurt: bool) -> Manner:
        """After a row that is part of the weight above it."""
        return Manner(self.shares, self.dropped, Role.MERGED, hurt)

    def with_sharing(self, option: WeightOption, role: Role) -> Manner:
        """After a row that shares what is left."""
        share = Sharing.SEVERAL if self.shares else option.alone
        return Manner(share, self._dropped(option.lost), role, option.hurt)

    def _dropped(self, lost: bool) -> Dropped:
        alike = Dropped.ALL_ROWS if lost else Dropped.NO_ROW
        if not self.shares or self.dropped == alike:
            return alike
        return Dropped.SOME_ROWS
