"""Each row's serial: bridged where it is lost, swapped or misread, whatever numbers stand beside it."""

from __future__ import annotations

import pytest

from pipeline.repair.align.evidence import gather, serials
from pipeline.repair.damage.costs import COSTS
from tests.repair.form import county, table_of

WHOLE = [f"| |{n}|指标|家|{w}" for n, w in ((1, 3), (2, 1), (3, 2), (4, 3), (5, 4), (6, 1), (7, 2))]


def cut(lines: list[str]) -> list[list[str]]:
    return [line.split("|") for line in lines]


def changed(at: int, line: str) -> list[str]:
    return [line if n == at else whole for n, whole in enumerate(WHOLE)]


@pytest.mark.parametrize(
    "lines",
    [
        WHOLE,
        changed(0, "要素 (9)|服务|指标|%|3|2"),  # the weights below count up as serials would
        changed(0, "| ||指标|家|3"),
        changed(3, "| |指标|家|3|7"),
        changed(3, "| |40|指标|家|3"),
        changed(6, "7|服务||指标|家|2"),
    ],
    ids=["as printed", "first lost", "first blank", "lost", "misread", "swapped"],
)
def test_serials_count_on_where_one_is_damaged(lines: list[str]) -> None:
    assert serials(cut(lines)) == [1, 2, 3, 4, 5, 6, 7]


def test_a_row_that_is_missing_is_counted_over_and_the_start_is_what_is_printed() -> None:
    lines = [f"| |{n}|指标|家|1" for n in (33, 34, 36, 37, 38)]
    assert serials(cut(lines)) == [33, 34, 36, 37, 38]


def test_a_weight_higher_than_any_that_stands_twice_may_be_a_ranking() -> None:
    weights = [*[1, 2, 3] * 8, 9]
    lines = [
        f" |  | {n} | 企业数量 | 个 | {w} | 3 | 2 | 7 | 10个 | 3 | 县发改委"
        for n, w in enumerate(weights, 1)
    ]
    rows, lexicon = gather(table_of([lines]), county(), COSTS)
    assert lexicon.highest_weight == 3
    at = county().at("weight")
    printed = [next(way.cost for way in row.alignments if row.text(way, at)) for row in rows]
    assert printed[-1] - printed[0] == pytest.approx(COSTS.weight_high)


@pytest.mark.parametrize(
    ("rank", "target", "highest"), [(10, "", 8), (10, "10个", 10), (11, "11个", 8)]
)
def test_a_rank_beside_a_blank_target_does_not_raise_the_highest(
    rank: int, target: str, highest: int
) -> None:
    """It may be the target, slid over a lost ranking; beside a target it is a rank, unless far above all others."""
    lines = [
        f" |  | {n} | 企业数量 | 个 | 2 | 3 | {n % 4 + 1} | {n % 4 + 5} | 10个 | 3 | 县发改委"
        for n in range(1, 9)
    ]
    lines[4] = f" |  | 5 | 企业数量 | 个 | 2 | 3 | 2 | {rank} | {target} | 3 | 县发改委"
    _, lexicon = gather(table_of([lines]), county(), COSTS)
    assert lexicon.highest_rank == highest
