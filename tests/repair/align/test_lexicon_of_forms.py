"""What a table shows of its own words and numbers, on small forms of several shapes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pipeline.repair.align.cells import Lexicon, cell_cost
from pipeline.repair.align.layout import Layout
from pipeline.repair.align.lexicon import NO_BOUND, Sheet, read_lexicon
from pipeline.repair.damage.costs import COSTS
from pipeline.spec import Column


def form(*kinds: str, missing: tuple[str, ...] = ()) -> Layout:
    return Layout(
        (), tuple(Column(f"c{n}", kind, kind, "", (), missing) for n, kind in enumerate(kinds))
    )


PLAIN = form("serial", "name", "unit", "points", "rank", "target", "agency")


def read(lines: Sequence[str], layout: Layout = PLAIN) -> Lexicon:
    """The rows' cells, parted by ``|``, with serials from 1 on."""
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return read_lexicon(Sheet(rows, range(1, len(rows) + 1), layout), COSTS)


def lines(
    *,
    ranks: Sequence[object] = (),
    weights: Sequence[object] = (),
    units: Sequence[str] = (),
    names: Sequence[str] = (),
    rows: int = 0,
) -> list[str]:
    """Rows of which one column is as said and the others are usual."""
    count = max(len(ranks), len(weights), len(units), len(names), rows)

    def at(n: int, values: Sequence[object], usual: object) -> object:
        return values[n] if n < len(values) else usual

    return [
        f"{n + 1} | {at(n, names, '企业数量')} | {at(n, units, '个')} | {at(n, weights, 2)}"
        f" | {at(n, ranks, '/')} | 十个 | 县发改委"
        for n in range(count)
    ]


# --- rankings


def test_of_few_rankings_the_highest_bounds_them_though_it_stands_once() -> None:
    assert read(lines(ranks=[3, 3, 17])).highest_rank == 17


@pytest.mark.parametrize(
    ("once", "highest"), [((9,), 9), ((10,), 10), ((11,), 8), ((10, 12), 12), ((10, 13), 10)]
)
def test_of_many_the_highest_that_stands_twice_does_and_those_just_above(
    once: Sequence[int], highest: int
) -> None:
    ranks = [*[1, 5, 8] * 7, *once]
    assert read(lines(ranks=ranks)).highest_rank == highest


def test_twenty_rankings_are_many_and_nineteen_few() -> None:
    assert read(lines(ranks=[*[1] * 18, 17])).highest_rank == 17
    assert read(lines(ranks=[*[1] * 19, 17])).highest_rank == 1


def test_where_none_stands_twice_the_highest_bounds_many_too() -> None:
    assert read(lines(ranks=range(1, 22))).highest_rank == 21


def test_marks_are_no_rankings_and_no_ranking_is_no_bound() -> None:
    assert read(lines(ranks=["/", "/"])).highest_rank == NO_BOUND


def test_damaged_rows_tell_nothing() -> None:
    slid = "3 | 企业数量 | 个 | 19 | 十个 | 县发改委"
    assert read([*lines(ranks=[3, 3]), slid]).highest_rank == 3


# --- weights


def test_nineteen_weights_are_too_few_to_bound_any() -> None:
    assert read(lines(weights=[3] * 19)).highest_weight.is_infinite()
    assert read(lines(weights=[3] * 20)).highest_weight == 3


def test_a_weight_that_stands_once_is_no_bound_and_none_where_none_stands_twice() -> None:
    assert read(lines(weights=[*["2.5"] * 19, 9])).highest_weight == Decimal("2.5")
    assert read(lines(weights=range(1, 22))).highest_weight.is_infinite()


def test_the_share_of_each_mark_counts_one_of_each_before_any_is_seen() -> None:
    shared = read(lines(weights=["/", "/", "", "-", 3])).shared
    assert shared == {
        "/": pytest.approx(3 / 5),
        "": pytest.approx(2 / 5),
        "-": pytest.approx(2 / 7),
    }
    assert read(lines(rows=1)).shared == {"/": 0.5, "": 0.5, "-": pytest.approx(1 / 3)}


# --- words


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("平方米", True),
        ("一二三四五六七八", True),
        ("一二三四五六七八九", False),  # too long
        ("2个", False),
        ("12", False),
        ("-3", False),
        ("/", False),
    ],
)
def test_a_unit_is_a_short_word_that_stands_twice(word: str, *, known: bool) -> None:
    assert (word in read(lines(units=["个", "个", word, word])).units) is known
    assert word not in read(lines(units=["个", "个", word])).units


def test_units_are_counted_from_the_serial_wherever_the_row_stands() -> None:
    slid = [f" | {line}" for line in lines(units=["亩", "亩"])]
    assert read(slid).units == {"亩"}


def test_a_row_without_its_serial_or_too_short_shows_no_unit() -> None:
    usual = lines(units=["亩", "亩"])
    without = "x | 企业数量 | 公里 | 2 | / | 十个 | 县发改委"
    assert read([*usual, without, without, "5 | 企业", "6 | 企业"]).units == {"亩"}


def test_a_form_without_serials_or_units_shows_no_units() -> None:
    assert read(["企业数量 | 个"] * 2, form("name", "unit")).units == frozenset()
    assert read(["1 | 企业数量", "2 | 企业数量"], form("serial", "name")).units == frozenset()


def test_agencies_stand_at_the_end_of_rows_or_beside_the_serials() -> None:
    assert read([*lines(rows=2), "3 | 企业 | 县水利局 |  | ", "4 | 县水利局 | "]).agencies == {
        "县发改委",
        "县水利局",
    }
    inside = form("serial", "agency", "name")
    found = read(["1 | 县水利局 | 企业数", "2 | 县水利局 | 企业数", " | | "], inside)
    assert found.agencies == {"县水利局"}


def test_an_agency_has_a_chinese_letter_and_stands_twice() -> None:
    ends = ["县水利局", "A12", "A12", "县林业局"]
    found = read(
        [f"{n} | 企业数量 | {end}" for n, end in enumerate(ends, 1)],
        form("serial", "name", "agency"),
    )
    assert found.agencies == frozenset()


# --- names and marks


@pytest.mark.parametrize(
    ("names", "rows", "usual"),
    [
        (["CPI", "人口", "用水"], 30, True),
        (["CPI", "人口", "用水"], 31, False),  # fewer than a tenth of the rows
        (["CPI", "人口"], 9, False),
        (["CPI", "人口", "12"], 9, False),
        (["CPI", "人口", "/"], 9, False),
        (["CPI", "人口", ""], 9, False),
        (["CPI", "人口", "个"], 9, False),  # a unit, slid there
        (["CPI", "人口", "新增企业"], 9, False),
    ],
)
def test_names_of_other_shapes_are_usual_where_three_and_a_tenth_of_the_rows_have_them(
    names: Sequence[str], rows: int, *, usual: bool
) -> None:
    assert read(lines(names=names, rows=rows)).any_names is usual


def test_a_form_without_units_has_any_names() -> None:
    assert read(["1 | 企业数量"], form("serial", "name")).any_names


def test_the_form_s_own_marks_for_nothing_are_known_by_kind_and_folded() -> None:
    found = read(["1 | 企业数量"], form("serial", "name", missing=("无", "N／A")))
    assert found.marks == {
        "serial": frozenset({"无", "n/a"}),
        "name": frozenset({"无", "n/a"}),
    }


# --- points


@pytest.mark.parametrize(
    ("weights", "named"),
    [(["4分", "3 分", 2], True), (["4分", 3, 2], False), (["4分", 3], False), ([4, 3], False)],
)
def test_weights_are_named_points_where_most_are(weights: list[object], named: bool) -> None:
    found = read(lines(weights=weights))
    assert found.names_points is named


def test_named_points_are_weights_like_others() -> None:
    found = read(lines(weights=["4分", "4分", "8分", "3分"] * 5))
    assert found.highest_weight == 8


# --- targets


@pytest.mark.parametrize(("blank", "usual"), [(3, True), (2, False), (0, False)])
def test_a_blank_target_is_usual_where_most_rows_print_none(blank: int, usual: bool) -> None:
    rows = [
        f"{n + 1} | 企业数量 | 个 | 2 | / | {'' if n < blank else '十个'} | 县发改委"
        for n in range(4)
    ]
    found = read(rows)
    assert found.no_targets is usual
    cost = cell_cost("target", "", 1, found, COSTS)
    assert cost == (0 if usual else COSTS.cell_doubtful)
