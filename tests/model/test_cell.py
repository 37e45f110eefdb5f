"""What flows between the stages comes out of another process as it went in."""

from __future__ import annotations

import pickle
from dataclasses import fields

import pytest

from pipeline.model.cell import Cell, Layout, PageTable, Reading

CELLS = (
    Cell(0, 1),
    Cell(
        2,
        3,
        "text",
        2,
        3,
        4,
        (1.0, 2.0, 3.0, 4.0),
        ("pdfium",),
        Layout(((1.0, 2.0, 3.0, 4.0),), True),
    ),
    Cell(0, 0, "a", place="table 2"),
    Cell(0, 0, "a", confidence=0.5),
    Cell(0, 0, "a", readings=(Reading("one", "a", 0.5), Reading("two", "o", 0.4))),
)


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_comes_out_of_another_process_as_it_went_in(cell: Cell) -> None:
    again = pickle.loads(pickle.dumps(cell, pickle.HIGHEST_PROTOCOL))
    assert [getattr(again, one.name) for one in fields(Cell)] == [
        getattr(cell, one.name) for one in fields(Cell)
    ]


@pytest.mark.parametrize("cells", [(), CELLS[:1], CELLS], ids=["none", "one", "several"])
def test_a_table_comes_out_of_another_process_as_it_went_in(cells: tuple[Cell, ...]) -> None:
    table = PageTable(3, 2, 4, cells, (1.0, 2.0, 3.0, 4.0), (595.0, 842.0))
    again: PageTable = pickle.loads(pickle.dumps(table, pickle.HIGHEST_PROTOCOL))
    assert again == table
    for cell, came in zip(table.cells, again.cells, strict=True):
        for one in fields(Cell):
            assert getattr(came, one.name) == getattr(cell, one.name)
