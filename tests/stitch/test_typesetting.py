"""How a table's cells are set, learnt from the cells whose places are known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Cell
from pipeline.stitch.piece import Piece
from pipeline.stitch.typesetting import (
    Setting,
    broken_lines,
    end_room,
    first_word,
    inner_breaks,
    needed,
    room_below,
    room_in_cell,
    setting_of,
    width,
)
from tests.stitch.pages import page_tables
from tests.stitch.pieces import SETTING, set_piece

CASE = {
    "pages": [{"xs": [0, 60, 160], "heights": [22, 22], "rows": [["", "Algebra"], ["", "Logic"]]}]
}


def pieces() -> list[Piece]:
    pages, _ = page_tables(CASE)
    return [piece_of(cell) for cell in pages[0].cells]


def piece_of(cell: Cell) -> Piece:
    return Piece(cell.row, cell.col, 1, 1, cell, cell.text, cell, parts=[cell])


def test_a_blank_cell_says_nothing_and_those_behind_it_are_heard() -> None:
    found = pieces()
    written = [piece for piece in found if not piece.blank]
    assert found[0].blank
    assert setting_of(found) == setting_of(written)
    assert setting_of(written)


def test_cells_without_places_say_nothing() -> None:
    bare = [piece_of(replace(piece.cell, bbox=None)) for piece in pieces()]
    assert setting_of(bare) == Setting()


def test_a_setting_is_learnt_from_edges_lines_and_steps() -> None:
    first = set_piece("一\n二", (0, 0, 100, 40), [(6, 4, 90, 14), (6, 18, 50, 28)])
    other = set_piece("三", (0, 40, 100, 58), [(5, 44, 30, 54)])
    assert setting_of([first, other]) == Setting(5, 4, 14, 10)
    assert setting_of([other]) == Setting(5, 4, 13, 10), "the pitch that is usual of its size"
    beyond = set_piece("四", (10, 40, 100, 50), [(5, 44, 30, 54)])
    assert setting_of([beyond])[:2] == (0, 0)
    many = [set_piece("五", (0, 0, 100, 20), [(n, 5, 50, 15)]) for n in range(1, 41)]
    assert setting_of(many).beside == 3, "one in twenty lies below"


def test_room_is_counted_in_lines_beyond_what_cells_leave_free() -> None:
    cell = set_piece("一", (0, 0, 100, 60), [(5, 17, 50, 27)])
    assert room_below(cell, SETTING) == pytest.approx((33 - 5) / 12)
    assert room_in_cell(cell, SETTING) == pytest.approx((33 + 17 - 10) / 12)
    for without in (piece_without(), set_piece("", (0, 0, 100, 60), [])):
        assert room_below(without, SETTING) is None
        assert room_in_cell(without, SETTING) is None
        assert end_room(without, SETTING) is None
    assert room_below(cell, Setting()) is room_in_cell(cell, Setting()) is None
    assert end_room(cell, Setting()) is None


def piece_without() -> Piece:
    cell = set_piece("一", (0, 0, 100, 60), [(5, 17, 50, 27)]).cell
    return piece_of(replace(cell, bbox=None))


def test_room_at_the_end_reaches_to_the_edge_or_to_where_broken_lines_come() -> None:
    left = set_piece("一", (0, 0, 100, 20), [(5, 5, 45, 15)])
    assert end_room(left, SETTING) == 5.0
    assert end_room(left, SETTING, 70) == 3.0
    assert end_room(left, SETTING, 49) == 5.0, "so far from the edge lines break by chance"
    assert end_room(left, SETTING, 95) == 5.0, "wider than the cell"
    assert end_room(left, SETTING, 90) == 5.0
    centred = set_piece("一", (0, 0, 100, 20), [(30, 5, 70, 15)])
    assert end_room(centred, SETTING) == 5.0
    right = set_piece("一", (0, 0, 100, 20), [(45, 5, 95, 15)])
    assert end_room(right, SETTING) == 4.0
    two = set_piece("一\n二", (0, 0, 100, 40), [(5, 5, 85, 15), (5, 17, 45, 27)])
    assert end_room(two, SETTING) == 4.0, "to its own widest line"


def test_a_line_broken_early_had_room_for_the_next_word() -> None:
    cell = set_piece(
        "推进\n归集\n共享", (0, 0, 100, 50), [(5, 5, 45, 15), (5, 17, 85, 27), (5, 29, 25, 39)]
    )
    assert list(inner_breaks(cell, SETTING)) == [4.0, 0.0]
    assert list(inner_breaks(cell, SETTING, 80)) == [3.0, -1.0]
    fewer = set_piece("推进\n归集", (0, 0, 100, 50), [(5, 5, 45, 15)])
    assert list(inner_breaks(fewer, SETTING)) == []
    assert list(inner_breaks(cell, Setting())) == []
    assert list(inner_breaks(piece_without(), SETTING)) == []
    assert broken_lines(cell) == [40, 80]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("推进归集", "推"),
        ("推，进", "推，"),
        (" 推）。进", "推）。"),
        ("data set", "data"),
        ("data推进", "data"),
        ("data, set", "data,"),
        ("", ""),
    ],
)
def test_a_line_breaks_between_words_and_chinese_letters(text: str, word: str) -> None:
    assert first_word(text) == word


def test_widths_are_shares_of_the_type_size() -> None:
    assert width("推进") == 2
    assert width("il") == pytest.approx(0.6)
    assert width("mW") == pytest.approx(1.66)
    assert width("aB") == pytest.approx(1.19)
    assert needed("推进") == 1
    assert needed("il on") == pytest.approx(0.85)
    assert needed("") == pytest.approx(0.25)


def test_of_many_cells_a_sample_is_looked_at() -> None:
    usual = set_piece("一", (0, 0, 100, 20), [(5, 5, 50, 15)])
    odd = set_piece("一", (0, 0, 100, 40), [(5, 5, 50, 35)])
    assert setting_of([usual, odd] * 2000).size == 10
    assert setting_of([odd, usual] * 2000).size == 30
