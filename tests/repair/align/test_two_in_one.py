"""Two columns' texts in one cell, one column's text in two: however short the row is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.repair.align.cells import Lexicon
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.align.two_in_one import _apart, with_joined, with_parts
from pipeline.repair.damage.costs import COSTS
from pipeline.spec import Column

ROLES = (("seq", "serial"), ("indicator", "name"), ("unit", "unit"), ("target", "target"))
LAYOUT = Layout((), tuple(Column(role, role, kind, role, (role,)) for role, kind in ROLES))
Told = tuple[tuple[int | None, ...], tuple[tuple[int, str], ...]]
LEXICON = Lexicon(units=frozenset("个"), agencies=frozenset(), highest_rank=20)


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("3",),
        ("3", "道路建设"),
        ("道路建设", "3"),
        ("3", "道路建设", "5"),
        ("3", "道路", "建设"),
        ("3 道路建设",),
        ("", "3 道路建设 个"),
    ],
)
def test_a_row_that_lost_its_last_cells_is_no_end_of_the_run(texts: tuple[str, ...]) -> None:
    tried = []

    def align(parted: object) -> tuple[()]:
        tried.append(parted)
        return ()

    assert list(with_joined(texts, 3, LAYOUT, LEXICON, align, COSTS)) == []
    assert list(with_parts(texts, LAYOUT, LEXICON, align, COSTS)) == []


def align(texts: Sequence[str]) -> tuple[Alignment, ...]:
    """Four cells stand in the four columns as they come."""
    cells = [n for n, text in enumerate(texts) if text.strip()]
    if len(cells) != len(ROLES):
        return ()
    return (Alignment(1.0, tuple(cells), (), ()),)


def parted(*texts: str, columns: Layout = LAYOUT) -> list[Told]:
    """Of each way to part a cell: the places, and what the columns of the parts hold."""
    ways = list(with_parts(texts, columns, LEXICON, align, COSTS))
    assert all(way.cost == 1.0 + COSTS.cells_fused for way in ways)
    assert all(way.damage == (Damage.CELLS_FUSED,) for way in ways)
    return [(way.places, way.parts) for way in ways]


def test_a_number_before_words_is_a_column_s_own() -> None:
    found = parted("3 道路建设", "个", "5个")
    assert found == [((0, 0, 1, 2), ((0, "3"), (1, "道路建设")))]


def test_a_unit_behind_a_name_stands_in_its_column() -> None:
    assert parted("3", "道路建设 个", "5个") == [((0, 1, 1, 2), ((1, "道路建设"), (2, "个")))]
    assert parted("3", "道路建设 级", "5个") == [], "no other row prints this unit"
    assert parted("3", "道路 建设 个", "5个") == [((0, 1, 1, 2), ((1, "道路 建设"), (2, "个")))]


def test_a_measure_in_general_use_is_a_unit_that_no_other_row_prints() -> None:
    assert parted("3", "道路里程 公里", "5个") == [((0, 1, 1, 2), ((1, "道路里程"), (2, "公里")))]


def test_a_mark_for_nothing_behind_a_unit_stands_in_the_next_column() -> None:
    assert parted("3", "道路建设", "个 /") == [((0, 1, 2, 2), ((2, "个"), (3, "/")))]
    assert parted("3", "道路建设", "级 /") == [], "no other row prints this unit"


def test_the_cell_beside_may_be_left_blank() -> None:
    found = parted("3", "道路建设 个", "", "5个")
    assert ((0, 1, 1, 3), ((1, "道路建设"), (2, "个"))) in found
    before = parted("", "3 道路建设", "个", "5个")
    assert ((1, 1, 2, 3), ((0, "3"), (1, "道路建设"))) in before


def test_two_numbers_are_parted_once() -> None:
    numbers = Layout(
        (),
        tuple(
            Column(n, n, kind, n, (n,))
            for n, kind in zip("abcd", ("name", "rank", "rank", "unit"), strict=True)
        ),
    )
    assert parted("道路", "3 5", "个", columns=numbers) == [((0, 1, 1, 2), ((1, "3"), (2, "5")))]


def test_two_marks_for_nothing_are_those_of_two_rankings() -> None:
    ranks = Layout(
        (),
        tuple(
            Column(n, n, kind, n, (n,))
            for n, kind in zip("abcd", ("name", "rank", "rank", "unit"), strict=True)
        ),
    )
    assert parted("道路", "/ /", "个", columns=ranks) == [((0, 1, 1, 2), ((1, "/"), (2, "/")))]
    texts = Layout((), tuple(Column(n, n, "target", n, (n,)) for n in "abcd"))
    assert parted("道路", "/ /", "个", columns=texts) == []


def test_words_of_which_none_is_a_number_or_a_unit_stay_together() -> None:
    assert parted("道 路", "建设", "个") == []
    words = Layout((), tuple(Column(n, n, "target", n, (n,)) for n in "abcd"))
    assert parted("3 道路建设", "个", "5个", columns=words) == []


def test_a_label_may_stand_before_what_is_parted() -> None:
    def labelled(texts: Sequence[str]) -> tuple[Alignment, ...]:
        return (Alignment(1.0, (1, 2, 3, 4), (0,), ()),) if len(texts) == 5 else ()

    ways = list(with_parts(("经济 3", "道路", "个", "5个"), LAYOUT, LEXICON, labelled, COSTS))
    assert [(way.labels, way.places, way.parts) for way in ways] == [
        ((0,), (0, 1, 2, 3), ((0, "3"),))
    ]

    def without(texts: Sequence[str]) -> tuple[Alignment, ...]:
        return (Alignment(1.0, (1, 2, 3, 4), (), ()),) if len(texts) == 5 else ()

    assert list(with_parts(("经济 3", "道路", "个", "5个"), LAYOUT, LEXICON, without, COSTS)) == []


def joined(*texts: str, cost: float = 1.0) -> list[Told]:
    """The ways in which two cells hold parts of one text, where the others fit at that cost."""
    ways = [way for way in ways_of(*texts, cost=cost) if Damage.CELL_DOUBLED not in way.damage]
    assert all(way.cost == cost + COSTS.cell_split for way in ways)
    assert all(way.damage == (Damage.CELL_SPLIT,) for way in ways)
    return [(way.places, way.parts) for way in ways]


def ways_of(*texts: str, cost: float) -> list[Alignment]:
    def fits(cells: Sequence[str]) -> tuple[Alignment, ...]:
        return tuple(replace(way, cost=cost) for way in align(cells))

    return list(with_joined(texts, 3, LAYOUT, LEXICON, fits, COSTS))


def test_a_name_in_two_cells_is_one() -> None:
    assert joined("3", "道路", "建设", "个", "5个") == [((0, 1, 3, 4), ((1, "道路建设"),))]
    assert joined("3", "道路", "5", "个", "5个") == []
    assert joined("3", "abc", "建设", "个", "5个") == []


def test_a_label_with_its_points_is_no_half_of_a_name() -> None:
    assert joined("3", "道路（4分）", "建设", "个", "5个") == []
    assert joined("3", "道路(4分)", "建设", "个", "5个") == []


def test_a_number_and_its_unit_in_two_cells_are_one_target() -> None:
    def target(*texts: str) -> list[str]:
        ways = list(with_joined(("3", "道路建设", "个", *texts), 3, LAYOUT, LEXICON, align, COSTS))
        return [text for way in ways for column, text in way.parts if column == 3]

    assert target("5", "个") == ["5个"]
    assert target("5", "万人") == ["5万人"]
    assert target("5", "m") == []
    assert target("5", "7个") == []
    assert target("约", "个") == []


def doubled(*texts: str) -> list[Alignment]:
    """The ways in which one of the cells is printed twice."""
    return [way for way in ways_of(*texts, cost=1.0) if Damage.CELL_DOUBLED in way.damage]


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (("3", "道路", "道路", "个", "5个"), (0, 1, 3, 4)),
        (("3", "道路", "个", "个", "5个"), (0, 1, 2, 4)),
        (("3", "道路", "个", "5个", "5 个"), (0, 1, 2, 3)),
        (("3", "道路", "个", "5个", "5个", ""), (0, 1, 2, 3)),
    ],
)
def test_a_cell_that_is_printed_twice_is_one(
    texts: tuple[str, ...], places: tuple[int, ...]
) -> None:
    (way,) = doubled(*texts)
    assert way.places == places
    assert (way.cost, way.parts) == (1.0 + COSTS.cell_doubled, ())
    assert way.damage == (Damage.CELL_DOUBLED,)


def test_cells_that_are_alike_are_one_only_where_the_row_has_a_cell_too_many() -> None:
    assert doubled("3", "道路", "个", "个") == []
    assert doubled("3", "道路", "个", "个", "", "") == []
    assert doubled("3", "道路", "", "", "个", "5个") == []
    assert doubled("道路", "道路", "3", "个", "5个") == []
    assert doubled("3", "3", "道路", "个", "5个") == [], "the serial has kinds of its own"


@pytest.mark.parametrize(
    ("besides", "count"),
    [(Damage.LABEL_CELL_EXTRA, 1), (Damage.CELLS_SWAPPED, 0), (Damage.BLANK_INSERTED, 0)],
)
def test_a_cell_printed_twice_is_the_one_accident_of_a_row_but_for_its_labels(
    besides: Kind, count: int
) -> None:
    def fits(cells: Sequence[str]) -> tuple[Alignment, ...]:
        return tuple(replace(way, damage=(besides,)) for way in align(cells))

    alike = ("3", "道路", "个", "个", "5个")
    ways = with_joined(alike, 3, LAYOUT, LEXICON, fits, COSTS)
    found = [way.damage for way in ways if Damage.CELL_DOUBLED in way.damage]
    assert found == [(besides, Damage.CELL_DOUBLED)] * count


def test_where_a_cell_printed_twice_explains_the_row_no_text_is_in_two() -> None:
    alike = ("3", "道路", "道路", "个", "5个")
    assert joined(*alike, cost=0.5) == []
    assert joined(*alike, cost=1.0) == [((0, 1, 3, 4), ((1, "道路道路"),))]


def test_where_another_cell_is_lost_besides_nothing_is_joined() -> None:
    def lost(texts: Sequence[str]) -> tuple[Alignment, ...]:
        return (Alignment(1.0, (0, 1, None, 3), (), ()),)

    assert list(with_joined(("3", "道路", "建设", "5个"), 3, LAYOUT, LEXICON, lost, COSTS)) == []
    assert (
        list(with_joined(("4", "道路", "建设", "个", "5个"), 3, LAYOUT, LEXICON, align, COSTS))
        == []
    )


def test_left_of_its_column_a_serial_has_rather_changed_places_with_a_label() -> None:
    zone = (Column("level1", "level1", "label", "a", ("a",)),)
    labelled = Layout(zone, LAYOUT.columns)
    texts = ("3", "道路", "建设", "个", "5个")
    assert list(with_joined(texts, 3, labelled, LEXICON, align, COSTS)) == []


def test_words_take_the_place_of_a_blank_beside_them_or_the_rest_slides() -> None:
    def ways(*texts: str) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
        return [(each.parted, each.own) for each in _apart(texts, 1, ("道路", "个"))]

    slid = (("3", "道路", "个", "", "5"), (0, 1, 1, 2, 3))
    assert ways("3", "道路 个", "", "5") == [(("3", "道路", "个", "5"), (0, 1, 1, 3)), slid]
    before = (("道路", "个", "4", "5"), (1, 1, 2, 3))
    assert ways("", "道路 个", "4", "5")[0] == before
    assert ways("3", "道路 个", "4", "5") == [(("3", "道路", "个", "4", "5"), (0, 1, 1, 2, 3))]
