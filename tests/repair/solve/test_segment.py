"""One run of rows: the totals its weights can give, and the ways each comes about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.moves import MISPRINT_REACH
from pipeline.repair.model.roles import MERGED, OWN, Kind, WeightOption
from pipeline.repair.solve.segment import Path, Segments

LIMIT = 7
FREE, NAMED = Kind(None, False), Kind(None, True)


def printed(points: int, cost: float = 0.0) -> WeightOption:
    return WeightOption(cost, points)


def blank(cost: float = 0.2) -> WeightOption:
    return WeightOption(cost, None, blank=True)


def lost(cost: float = 4.0) -> WeightOption:
    return WeightOption(cost, None, lost=True, credit=2.0)


def segments(*rows: list[WeightOption], limit: int = LIMIT) -> Segments:
    return Segments(list(rows), COSTS, limit, 1, [len(rows)] * len(rows))


def cheapest(found: Segments, length: int, kind: Kind) -> tuple[int, float]:
    """The total that a run of ``length`` rows gives at the least cost, and that cost."""
    costs = found.totals(0, kind)[length - 1]
    return int(np.argmin(costs)), float(np.min(costs))


# --- literal runs ------------------------------------------------------------------------------------------------


def test_printed_weights_add_up() -> None:
    found = segments([printed(3)], [printed(2)], [printed(1)])
    assert [cheapest(found, length, FREE) for length in (1, 2, 3)] == [(3, 0.0), (5, 0.0), (6, 0.0)]


def test_rows_without_a_weight_share_what_their_label_prints() -> None:
    found = segments([blank()], [blank()], [blank()])
    total, cost = cheapest(found, 3, Kind(4, True))
    assert (total, round(cost, 6)) == (4, 0.6)
    (path,) = found.paths(0, 3, Kind(4, True), 4, bound=1.0)
    assert path.share == 4
    assert {choice.role for choice in path.choices} <= {"shared"}


def test_a_share_that_no_label_prints_costs_something_and_a_lost_label_more() -> None:
    found = segments([blank()], [blank()])
    labelled, silent, gone = (found.totals(0, kind)[1, 4] for kind in (Kind(4, True), NAMED, FREE))
    assert labelled < silent < gone


def test_a_share_is_never_nothing() -> None:
    found = segments([printed(3)], [blank()], limit=3)
    assert found.paths(0, 2, FREE, 3, bound=50.0) != []
    assert all(
        path.share != 0 or MERGED in {c.role for c in path.choices}
        for path in found.paths(0, 2, FREE, 3, 50.0)
    )


def test_a_weight_may_have_been_merged_over_the_blank_rows_below() -> None:
    """3, blank, blank give 3 without a share; with one they give more."""
    found = segments([printed(3)], [blank()], [blank()])
    (path,) = (
        path
        for path in found.paths(0, 3, FREE, 3, bound=5.0)
        if not any(c.misprinted for c in path.choices)
    )
    assert [choice.role for choice in path.choices] == [OWN, MERGED, MERGED]
    assert path.share == 0


def test_a_dropped_weight_counts_less_where_the_row_above_suffered_the_same() -> None:
    both = segments([lost()], [lost()]).totals(0, Kind(6, True))[1, 6]
    one = segments([lost()]).totals(0, Kind(6, True))[0, 6]
    assert both - one < one


def test_one_misprint_is_dear_and_two_are_not_considered() -> None:
    found = segments([printed(2)], [printed(3)])
    costs = found.totals(0, FREE)[1]
    assert costs[5] < COSTS.misprint <= costs[6] < costs[7]
    assert costs[2] == np.inf  # a weight stays above zero
    misprints = found.paths(0, 2, FREE, 4, bound=20.0)
    assert sorted(tuple(c.points for c in path.choices) for path in misprints) == [(1, 3), (2, 2)]
    far = segments([printed(1)], [printed(1)], limit=2 + 2 * MISPRINT_REACH)
    assert far.totals(0, FREE)[1, 2 + 2 * MISPRINT_REACH] == np.inf


def test_a_label_whose_points_the_rows_do_not_give_is_dearer_than_one_they_do() -> None:
    found = segments([printed(2)], [printed(3)])
    right, wrong = found.totals(0, Kind(5, True))[1, 5], found.totals(0, Kind(4, True))[1, 5]
    assert right == 0.0
    assert wrong >= COSTS.misprint


def test_no_run_goes_past_its_stop() -> None:
    found = Segments([[printed(1)]] * 4, COSTS, LIMIT, 1, [2, 2, 4, 4])
    assert [len(found.totals(start, FREE)) for start in range(4)] == [2, 1, 2, 1]


def test_totals_smaller_than_any_misprint_are_no_obstacle() -> None:
    """A notice whose largest group has two points."""
    found = segments([printed(1)], [printed(1)], limit=2)
    assert cheapest(found, 2, FREE) == (2, 0.0)


# --- against enumeration -----------------------------------------------------------------------------------------

OWN_ONLY = st.lists(
    st.lists(
        st.builds(printed, st.integers(1, 4), st.sampled_from([0.0, 0.5, 1.5])),
        min_size=1,
        max_size=2,
    ),
    min_size=1,
    max_size=4,
)
ANY = st.one_of(
    st.builds(printed, st.integers(1, 4), st.sampled_from([0.0, 1.0])),
    st.builds(blank, st.sampled_from([0.0, 0.2])),
    st.builds(lost, st.sampled_from([2.0, 3.0])),
    st.just(WeightOption(0.2, None)),
)
ROWS = st.lists(st.lists(ANY, min_size=1, max_size=2), min_size=1, max_size=3)


def repeats(rows: list[list[WeightOption]], options: Sequence[WeightOption]) -> list[list[bool]]:
    """Which rows may be taken for printing again what the row above prints: every choice of them.

    What a row prints is what its cheapest option says.
    """
    prints = [min(row, key=lambda option: option.cost).points for row in rows]
    possible: list[tuple[bool, ...]] = [(False,)]
    for (above, here), option in zip(pairwise(prints), options[1:], strict=False):
        is_alike = option.points == here == above
        possible.append((False, True) if is_alike else (False,))
    return [list(chosen) for chosen in product(*possible)]


def readings(rows: list[list[WeightOption]]) -> Iterator[tuple[list[int], float]]:
    """The rows' own weights, and what reading them so costs."""
    for options in product(*rows):
        for again in repeats(rows, options):
            cost = sum(option.cost for option in options)
            for before, repeated in pairwise(again):
                if repeated:
                    cost += COSTS.run_continues if before else COSTS.weight_repeated
            own = zip(options, again, strict=True)
            yield [option.points or 0 for option, repeated in own if not repeated], cost


def brute(rows: list[list[WeightOption]], total: int) -> float:
    """The cheapest way to read printed weights that give ``total``, at most one of them misprinted."""
    best = float("inf")
    for weights, cost in readings(rows):
        off = total - sum(weights)
        if off == 0:
            best = min(best, cost)
        elif abs(off) <= MISPRINT_REACH and max(weights) + off > 0:
            best = min(best, cost + COSTS.misprinted(abs(off)))
    return best


@settings(max_examples=40)
@given(OWN_ONLY)
def test_totals_of_printed_weights_are_those_of_enumeration(rows: list[list[WeightOption]]) -> None:
    found = segments(*rows).totals(0, FREE)
    for length in range(1, len(rows) + 1):
        for total in range(1, LIMIT + 1):
            least = (
                found[length - 1, total] if length <= len(found) else np.inf
            )  # runs that give too much end early
            assert least == pytest.approx(brute(rows[:length], total))


def adds_up(path: Path, total: int) -> bool:
    """Whether the weights of the path and what its other rows share are the total."""
    own = sum(choice.points or 0 for choice in path.choices if choice.role == OWN)
    shared = any(choice.role not in (OWN, MERGED) for choice in path.choices)
    return own + path.share == total and (path.share > 0) == shared


@settings(max_examples=25)
@given(
    ROWS,
    st.one_of(
        st.just(FREE), st.just(NAMED), st.integers(1, LIMIT).map(lambda points: Kind(points, True))
    ),
)
def test_every_total_is_its_cheapest_path_and_every_path_adds_up(
    rows: list[list[WeightOption]], kind: Kind
) -> None:
    found = segments(*rows)
    length = len(rows)
    for total in range(1, LIMIT + 1):
        costs = found.totals(0, kind)
        least = float(costs[length - 1, total]) if length <= len(costs) else np.inf
        if np.isinf(least):
            assert found.paths(0, length, kind, total, bound=40.0) == []
            continue
        paths = found.paths(0, length, kind, total, bound=least + 2.0)
        assert min(path.cost for path in paths) == pytest.approx(least)
        assert all(path.cost <= least + 2.0 + 1e-6 for path in paths)
        assert all(adds_up(path, total) for path in paths)
        assert all(sum(choice.misprinted for choice in path.choices) <= 1 for path in paths)
        assert len({(path.choices, path.share) for path in paths}) == len(paths)
