"""One row's cells against the columns: which way is the cheapest, which others remain, which are impossible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.repair.align.cells import Lexicon
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.align.search import alignments
from pipeline.repair.damage.costs import COSTS
from tests.repair.form import case, county

LAYOUT = county()
LEXICON = Lexicon(
    frozenset({"个", "%", "亿元"}), frozenset({"县发改委", "县工信局", "县发改委县工信局"}), 20
)
COLUMNS = [column.name for column in LAYOUT.columns]
LOST = "LOST"

Reading = dict[str, str]


def ways(cells: Sequence[str], serial: int, slack: float = 6.0) -> tuple[Alignment, ...]:
    return alignments(cells, serial, LAYOUT, LEXICON, COSTS, slack)


def reading(cells: Sequence[str], way: Alignment) -> Reading:
    """The text that stands in each column."""
    return {
        name: LOST if at is None else cells[at]
        for name, at in zip(COLUMNS, way.places, strict=True)
    }


def labels(cells: Sequence[str], way: Alignment) -> list[str]:
    return [cells[at] for at in way.labels if cells[at]]


@pytest.mark.parametrize("stated", case("align")["rows"], ids=lambda stated: stated["why"])
def test_how_a_row_is_read(stated: dict[str, Any]) -> None:
    cells = [cell.strip() for cell in stated["cells"].split("|")]
    found = ways(cells, stated["serial"])
    readings = [reading(cells, way) for way in found]
    for expected in stated.get("among", ()):
        assert any(expected.items() <= read.items() for read in readings), expected
    if "reads" in stated:
        cheapest = [
            read
            for way, read in zip(found, readings, strict=True)
            if way.cost <= found[0].cost + 1e-9
        ]
        assert [{name: read[name] for name in stated["reads"]} for read in cheapest] == [
            stated["reads"]
        ]
        assert list(found[0].damage) == stated.get("damage", [])
    if "labels" in stated:
        assert labels(cells, found[0]) == stated["labels"]


@pytest.mark.parametrize("stated", case("align")["impossible"], ids=lambda stated: stated["why"])
def test_a_row_that_fits_in_no_way_gives_none(stated: dict[str, Any]) -> None:
    assert ways([cell.strip() for cell in stated["cells"].split("|")], stated["serial"]) == ()


def test_ways_are_sorted_and_none_is_dearer_than_the_slack() -> None:
    cells = ["", "", "7", "新增节点数", "个", "/", "/", "5个", "", "16", "县发改委", ""]
    found = ways(cells, 7, slack=4.0)
    costs = [way.cost for way in found]
    assert costs == sorted(costs)
    assert len(found) > 1
    fewer = ways(cells, 7, slack=1.0)
    assert {way.places for way in fewer} <= {way.places for way in found}
    assert all(way.cost <= found[0].cost + 4.0 + len(COLUMNS) * COSTS.displaced for way in found)


# --- any clean row -----------------------------------------------------------------------------------------------

HAN = st.text("数字经济增加值总额占比新企业云平台情况", min_size=3, max_size=9)
RANK = st.one_of(st.just("/"), st.integers(1, 20).map(str))
ROW = st.tuples(
    st.one_of(st.just(""), HAN.map(lambda text: f"{text} (8)")),
    st.one_of(st.just(""), HAN),
    st.integers(1, 99),
    HAN,
    st.sampled_from(["个", "%", "亿元"]),
    st.integers(1, 9).map(str),
    RANK,
    RANK,
    RANK,
    st.sampled_from(
        ["50亿元", "800家以上", "40%", "0(到年底暂无)", "1个(全市5个)", "暂无符合条件企业"]
    ),
    st.integers(1, 20).map(str),
    st.sampled_from(["县发改委", "县工信局"]),
)


def cells_of(row: tuple[Any, ...]) -> list[str]:
    return [str(cell) for cell in row]


@settings(max_examples=80)
@given(ROW)
def test_a_clean_row_reads_as_it_stands_and_nothing_else_is_as_cheap(row: tuple[Any, ...]) -> None:
    cells = cells_of(row)
    found = ways(cells, row[2])
    assert found[0].places == tuple(range(2, 12))
    assert found[0].labels == (0, 1)
    assert found[0].damage == ()
    assert all(way.cost > found[0].cost for way in found[1:])


@settings(max_examples=60)
@given(ROW, st.integers(0, 2), st.integers(0, 2))
def test_blanks_on_either_side_change_no_column(
    row: tuple[Any, ...], left: int, right: int
) -> None:
    """A row that slid to the right on a padded page, and padding behind it."""
    cells = [""] * left + cells_of(row) + [""] * right
    found = ways(cells, row[2])
    assert reading(cells, found[0]) == dict(zip(COLUMNS, cells_of(row)[2:], strict=True))
    assert labels(cells, found[0]) == [text for text in cells_of(row)[:2] if text]


@settings(max_examples=60)
@given(ROW)
def test_a_row_whose_second_label_cell_was_dropped_keeps_its_columns(row: tuple[Any, ...]) -> None:
    cells = ["", *cells_of(row)[2:], ""]
    found = ways(cells, row[2])
    assert reading(cells, found[0]) == dict(zip(COLUMNS, cells_of(row)[2:], strict=True))
    assert "label_cell_lost" in found[0].damage


@settings(max_examples=60)
@given(ROW, st.sampled_from([6, 7, 8]))
def test_a_lost_ranking_leaves_the_true_reading_among_the_ways(
    row: tuple[Any, ...], lost: int
) -> None:
    whole = cells_of(row)
    cells = [*whole[:lost], *whole[lost + 1 :], ""]
    expected = dict(zip(COLUMNS, whole[2:], strict=True)) | {COLUMNS[lost - 2]: LOST}
    assert expected in [reading(cells, way) for way in ways(cells, row[2])]


def test_of_a_wide_row_of_numbers_and_blanks_the_way_it_is_printed_is_never_missed() -> None:
    """Thousands of ways are near it: each blank pushed in somewhere, with a cell lost elsewhere."""
    serial, name, *_ = LAYOUT.columns
    number = replace(name, role="extra", kind="number")
    numbers = [replace(number, name=f"n{n}") for n in range(30)]
    wide = Layout((), (serial, replace(name, name="indicator", kind="name"), *numbers))
    figures = ["5", "", "40", "", "", "3"] * 5
    found = alignments(["1", "汉语言文学", *figures], 1, wide, LEXICON, COSTS)
    assert (found[0].cost, found[0].damage) == (0.0, ())
    assert [way.cost for way in found] == sorted(way.cost for way in found)
