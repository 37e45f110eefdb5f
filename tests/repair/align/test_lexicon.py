"""What a notice itself shows: its highest rank and weight, its marks for shared weights, its units and agencies."""

from __future__ import annotations

import pytest

from pipeline.repair.align.cells import Lexicon
from pipeline.repair.align.lexicon import Sheet, read_lexicon
from pipeline.repair.align.serials import serials
from pipeline.repair.damage.costs import COSTS
from tests.repair.form import county


def lexicon_of(lines: list[str]) -> Lexicon:
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return read_lexicon(Sheet(rows, serials(rows), county()), COSTS)


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
    assert lexicon_of(lines).highest_rank == highest


@pytest.mark.parametrize(("nines", "highest"), [(1, 3), (2, 9)])
def test_the_highest_weight_stands_twice(nines: int, highest: int) -> None:
    weights = [*[1, 2, 3] * 8, *[9] * nines]
    lines = [
        f" |  | {n} | 企业数量 | 个 | {w} | 3 | 2 | 7 | 10个 | 3 | 县发改委"
        for n, w in enumerate(weights, 1)
    ]
    assert lexicon_of(lines).highest_weight == highest


def test_few_weights_bound_none() -> None:
    line = " |  | 1 | 企业数量 | 个 | 2 | 3 | 2 | 7 | 10个 | 3 | 县发改委"
    assert lexicon_of([line]).highest_weight.is_infinite()


def test_what_stands_once_beside_the_serials_is_no_word_of_the_notice() -> None:
    lines = [
        f" |  | {n} | 企业数量 | {unit} | 2 | 3 | 2 | 7 | 10个 | 3 | {agency}"
        for n, unit, agency in (
            (1, "个", "县发改委"),
            (2, "个", "县发改委"),
            (3, "亩", "县农业农村局"),
            (4, "/", "/"),
            (5, "/", "/"),
            (6, "8", "8"),
            (7, "8", "8"),
        )
    ]
    lexicon = lexicon_of(lines)
    assert lexicon.units == {"个"}
    assert lexicon.agencies == {"县发改委"}


@pytest.mark.parametrize(("marks", "share"), [("//", 3 / 4), ("/ ", 1 / 2), ("", 1 / 2)])
def test_how_often_a_shared_weight_is_marked_with_a_slash(marks: str, share: float) -> None:
    weights = ["3", *marks, "2"]
    lines = [
        f" |  | {n} | 企业数量 | 个 | {w.strip()} | 3 | 2 | 7 | 10个 | 3 | 县发改委"
        for n, w in enumerate(weights, 1)
    ]
    assert lexicon_of(lines).shared["/"] == pytest.approx(share)


@pytest.mark.parametrize(("marks", "share"), [("", 1 / 3), ("////", 1 / 7), ("//--", 3 / 7)])
def test_a_dash_is_as_rare_a_mark_for_a_weight_as_the_notice_makes_it(
    marks: str, share: float
) -> None:
    lines = [
        f" |  | {n} | 企业数量 | 个 | {w} | 3 | 2 | 7 | 10个 | 3 | 县发改委"
        for n, w in enumerate(["3", *marks, "2"], 1)
    ]
    assert lexicon_of(lines).shared["-"] == pytest.approx(share)


def test_no_rank_bounds_the_ranks_where_none_is_undamaged() -> None:
    """Then none is suspected of being too high, however high it is."""
    lines = [f" |  | {n} | 企业数量 | 个 | 2 | / | / | / | 10个 | / | 县发改委" for n in (1, 2)]
    assert lexicon_of(lines).highest_rank == 1_000_000


def test_agencies_in_the_last_column_are_known_however_far_the_row_slid() -> None:
    usual = " |  | {} | 企业数量 | 个 | 2 | 3 | 2 | 7 | 10个 | 3 | 县水利局"
    slid = " |  | {} | 企业数量 | 个 | 3 | 2 | 7 | 10个 | 3 | 县教体局"
    lines = [usual.format(1), slid.format(2), slid.format(3)]
    assert lexicon_of(lines).agencies == {"县教体局"}


@pytest.mark.parametrize(
    ("names", "usual"), [(["CPI", "人口", "用水"], True), (["CPI"] * 3, False)]
)
def test_names_unlike_those_of_indicators_are_usual_where_several_stand(
    names: list[str], usual: bool
) -> None:
    lines = [
        f" |  | {n} | {name} | 个 | 2 | 3 | 2 | 7 | 10个 | 3 | 县发改委"
        for n, name in enumerate([*names, *["企业数量"] * 9], 1)
    ]
    assert lexicon_of(lines).any_names == usual
