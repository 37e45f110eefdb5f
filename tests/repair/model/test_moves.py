"""What it costs how the rows of a run share their points."""

from __future__ import annotations

from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.moves import Moves
from pipeline.repair.model.roles import Dropped, Sharing


def alone(shares: Sharing) -> float:
    """What it costs that a run's only row prints no weight of its own."""
    moves = Moves([], COSTS, limit=10, point=1, pages=frozenset())
    return moves.sharing(False, shares, Dropped.NO_ROW)


def test_a_slash_says_that_rows_share_and_a_row_alone_has_nobody_to_share_with() -> None:
    assert alone(Sharing.ONE_BLANK) == COSTS.weight_unusual
    assert alone(Sharing.ONE_SLASH) == COSTS.weight_unusual + COSTS.merged_slash
