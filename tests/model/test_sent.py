"""Tables that go from process to process page by page come out as they went in."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

from pipeline.model.cell import Cell, Layout, PageTable
from pipeline.model.sent import KNOWN, Receiver, Sender

BOX = (1.0, 2.0, 3.0, 4.0)


def table(page: int, rows: int = 2) -> PageTable:
    """A table whose cells stand in the same places on each page."""
    cells = []
    for row in range(rows):
        layout = Layout((BOX,), open_top=row == 0)
        cells.append(Cell(row, 0, f"{page} {row}", page=page, bbox=BOX, layout=layout))
    return PageTable(page, rows, 1, tuple(cells), BOX, (595.0, 842.0))


def received(pages: list[list[PageTable]]) -> list[PageTable]:
    sender, receiver = Sender(), Receiver()
    for tables in pages:
        receiver.take(pickle.loads(pickle.dumps(sender.sent(tables))))
    return receiver.tables


def plain(found: PageTable) -> tuple[object, ...]:
    """All of a table, with what no comparison of cells looks at."""
    cells = [[getattr(cell, one.name) for one in fields(Cell)] for cell in found.cells]
    return replace(found, cells=()), cells


def test_tables_come_out_as_they_went_in() -> None:
    pages = [[table(1)], [table(2), table(2, rows=3)], [], [table(4)]]
    sent = [one for tables in pages for one in tables]
    assert list(map(plain, received(pages))) == list(map(plain, sent))


def test_more_kinds_of_tables_than_are_known_come_out_too() -> None:
    kinds = [table(1, rows) for rows in range(1, KNOWN + 20)]
    pages = [kinds, kinds[::-1], kinds]
    sent = [one for tables in pages for one in tables]
    assert list(map(plain, received(pages))) == list(map(plain, sent))


def test_places_go_once_and_their_boxes_are_shared() -> None:
    first, second = received([[table(1)], [table(2)]])
    for before, after in zip(first.cells, second.cells, strict=True):
        assert before.bbox is after.bbox
    sender = Sender()
    once, again = (sender.sent([table(page)]) for page in (1, 2))
    assert (once[0][2] is None, again[0][2] is None) == (False, True)
