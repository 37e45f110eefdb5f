"""What the rest of a row costs, from each state that a way within a bound may pass.

Forward first, over the states that can be reached for no more than the bound; then backward over
these alone. Two sweeps of the shortest path in a graph without cycles: every move takes a cell, a
column, or both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.ways import Move, State, Way

Moves = tuple[Move, ...]
Rests = dict[State, float]


def costs_to_go(
    starts: Sequence[Way],
    moves: Callable[[State], Moves],
    ends: Callable[[State], bool],
    bound: float,
) -> Rests:
    """By state the exact cost to the end, of every state on a way that costs at most ``bound``.

    ``ends`` says whether a row may end in a state that has no move. Other states are missing, or
    have a cost with which no way through them is within the bound.
    """
    order = _reached(starts, moves, bound)
    rests: Rests = {}
    for state in reversed(order):
        found = moves(state)
        if not found:
            rests[state] = 0.0 if ends(state) else INFINITE
            continue
        rests[state] = min(move.cost + rests.get(move.to, INFINITE) for move in found)
    return rests


def cheapest_of(starts: Sequence[Way], rests: Mapping[State, float]) -> float:
    """What the cheapest way from any start costs; infinite where there is none."""
    totals = [start.cost + rests.get(start.state, INFINITE) for start in starts]
    return min(totals, default=INFINITE)


def _reached(
    starts: Sequence[Way],
    moves: Callable[[State], Moves],
    bound: float,
) -> list[State]:
    """The states that cost at most ``bound`` to reach, each behind those that lead to it."""
    costs: dict[State, float] = {}
    by_step: dict[int, list[State]] = {}

    def reach(state: State, cost: float) -> None:
        known = costs.get(state)
        if known is None:
            by_step.setdefault(state.cell + state.column, []).append(state)
        if known is None or cost < known:
            costs[state] = cost

    for start in starts:
        reach(start.state, start.cost)
    order: list[State] = []
    while by_step:
        for state in by_step.pop(min(by_step)):
            order.append(state)
            so_far = costs[state]
            for move in moves(state):
                cost = so_far + move.cost
                if cost <= bound:
                    reach(move.to, cost)
    return order


__all__ = ["Moves", "cheapest_of", "costs_to_go"]
