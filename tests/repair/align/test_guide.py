"""The exact cost to go from each state that a way within a bound may pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from pipeline.repair.align.cells import INFINITE
from pipeline.repair.align.guide import cheapest_of, costs_to_go
from pipeline.repair.align.ways import Move, State, Way

A, B, C, END, DEAD = State(0, 0), State(1, 0), State(0, 1), State(1, 1), State(2, 1)
# A leads to B and C, both lead to the end; from B a cell may be taken that leads nowhere.
GRAPH: Mapping[State, Sequence[tuple[float, State]]] = {
    A: [(1.0, B), (2.0, C)],
    B: [(3.0, END), (0.5, DEAD)],
    C: [(1.0, END)],
}


def moves(state: State) -> tuple[Move, ...]:
    return tuple(Move(cost, to) for cost, to in GRAPH.get(state, ()))


def start(cost: float, state: State) -> Way:
    return Way(cost, state, (), (), ())


def rests(bound: float, *starts: Way) -> dict[State, float]:
    return costs_to_go(starts or (start(0.0, A),), moves, END.__eq__, bound)


def test_the_cost_to_go_is_that_of_the_cheapest_way_to_the_end() -> None:
    assert rests(9.0) == {A: 3.0, B: 3.0, C: 1.0, END: 0.0, DEAD: INFINITE}


@pytest.mark.parametrize(
    ("bound", "reached"), [(0.9, {A}), (1.0, {A, B}), (1.5, {A, B, DEAD}), (2.0, {A, B, C, DEAD})]
)
def test_states_are_reached_for_no_more_than_the_bound(bound: float, reached: set[State]) -> None:
    assert set(rests(bound)) == reached


def test_a_state_behind_those_that_are_left_out_leads_nowhere() -> None:
    assert rests(0.9)[A] == INFINITE


def test_a_state_that_is_reached_twice_has_the_cheaper_way_to_it() -> None:
    """From C the end is within the bound though from B it is not."""
    assert rests(3.0)[A] == 3.0
    assert END not in rests(2.9)


def test_starts_cost_too_and_the_cheaper_of_two_at_one_state_counts() -> None:
    assert set(rests(1.9, start(1.0, A))) == {A}
    assert set(rests(2.0, start(1.0, A))) == {A, B}
    assert set(rests(2.0, start(2.0, A), start(1.0, A))) == {A, B}
    assert set(rests(2.0, start(1.0, A), start(2.0, A))) == {A, B}


def test_the_cheapest_of_all_starts() -> None:
    found = rests(9.0, start(0.0, A), start(1.5, C))
    assert cheapest_of([start(0.0, A), start(1.5, C)], found) == 2.5
    assert cheapest_of([start(0.0, A), start(2.5, C)], found) == 3.0
    assert cheapest_of([start(0.0, State(9, 9))], found) == INFINITE
    assert cheapest_of([], found) == INFINITE
