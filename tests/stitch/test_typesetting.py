"""How a table's cells are set, learnt from the cells whose places are known."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Cell
from pipeline.stitch.piece import Piece
from pipeline.stitch.typesetting import Setting, setting_of
from tests.stitch.pages import page_tables

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
