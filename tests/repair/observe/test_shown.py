"""What a row shows: its own cells, its serial, its points, wherever they stand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.repair.observe.shown import Form, Text
from pipeline.spec import Column
from tests.repair.observe.rows import FORM, NUMBERLESS, POINTLESS, places, shown_of


def columns(*roles: tuple[str, str]) -> list[Column]:
    return [Column(role, role, kind, role, (role,)) for role, kind in roles]


def test_a_form_knows_where_its_columns_are() -> None:
    found = Form.of(
        columns(
            ("level1", "label"),
            ("seq", "serial"),
            ("level2", "label"),
            ("indicator", "name"),
            ("weight", "points"),
        )
    )
    assert found == Form(width=5, seq=1, indicator=3, weight=4, labels=(0, 2))


def test_a_form_without_serials_and_points_has_no_place_for_them() -> None:
    found = Form.of(columns(("unit", "unit"), ("target", "text")))
    assert found == Form(width=2, seq=None, indicator=0, weight=None, labels=())


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", True), ("１２", True), ("1 2", True), ("1.5", False), ("12分", False)],
)
def test_a_text_is_a_number_where_it_has_digits_alone(text: str, number: bool) -> None:
    assert Text(0, text).is_number is number


def test_cells_that_are_blank_or_covered_are_not_shown_and_wide_ones_know_how_wide() -> None:
    found = shown_of("水利 | > | > | | 10 | 水利局")
    assert found.texts == (Text(0, "水利", 3), Text(4, "10"), Text(5, "水利局"))


@pytest.mark.parametrize(
    ("line", "serials"),
    [
        ("水利 | 1 | 水渠 | 处 | 10 | ", [(1, "1")]),
        (" | | | 1 | 水渠", [(3, "1")]),  # two columns to the right
        (" | | | | 1 | 水渠", []),  # three
        ("1 | 2 | 水渠", [(0, "1"), (1, "2")]),
        ("水利 | 水渠 | 1 | 10", []),  # behind the name
        ("水利 | 1.5 | 水渠", []),
    ],
)
def test_a_serial_is_a_whole_number_before_the_name_near_its_column(
    line: str, serials: list[tuple[int, str]]
) -> None:
    assert places(shown_of(line).serials(FORM)) == serials


def test_a_form_without_serials_looks_for_none() -> None:
    assert shown_of("水利 | 1 | 水渠").serials(NUMBERLESS) == []


def test_points_stand_in_their_column_as_far_beside_it_as_the_row() -> None:
    row = shown_of("水利 | 1 | 水渠 | 3 | 10分 | 7")
    assert row.points(FORM) == 10
    assert row.points(FORM, 1) == 7
    assert row.points(FORM, -1) == 3
    assert row.points(FORM, 2) is None
    assert row.points(POINTLESS) is None
    assert shown_of(" | 1 | 水渠 | 3 | 十 | 7").points(FORM) is None


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("水利 | | | 3 | 10 | 7", 10),  # in its column
        ("水利 | | | 3 | | ", 3),  # the only one behind the words
        ("5 | 水利 | | 2.5分 | | ", Decimal("2.5")),  # what is before them is none
        ("水利 | | | 3 | | 7", None),  # one of two
        ("水利 | | | | | ", None),
    ],
)
def test_the_points_beside_words_are_those_of_the_column_or_the_only_number_behind_them(
    line: str, points: object
) -> None:
    row = shown_of(line)
    words = next(text for text in row.texts if text.text == "水利")
    assert row.points_beside(FORM, words) == points


def test_a_form_without_points_has_none_beside_words() -> None:
    row = shown_of("水利 | 3 | | | ")
    assert row.points_beside(POINTLESS, row.texts[0]) is None


def test_a_row_says_what_is_more_than_numbers_marks_and_points() -> None:
    assert places(shown_of("水利 | 1 | / | 12分 | 分 | 4").says()) == [(0, "水利"), (4, "分")]


@pytest.mark.parametrize(
    ("line", "wide"),
    [
        ("水利 | > | > | > | > | > ", True),
        ("水利 | > | > | > | 10 | ", True),  # points beside it
        ("水利 | > | > | > | 局 | ", False),  # a word beside it
        ("水利 | > | > | > | 10 | 5", False),  # more than points
        ("水利 | > | > | | | ", False),  # half the row
        ("水利 | | | | | ", False),
        (" | | | | | ", False),
    ],
)
def test_one_cell_over_more_than_half_a_row_beside_points_at_most_is_wide(
    line: str, wide: bool
) -> None:
    assert shown_of(line).is_wide(FORM) is wide
