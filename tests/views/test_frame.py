"""A table of any document for a program: headings joined, merged cells filled or not."""

from __future__ import annotations

import pandas as pd

from pipeline.messages import text
from pipeline.model import Cell, Finding, Table
from pipeline.views.frame import ReadTable, ReadTables
from pipeline.views.tables import TablesResult

HEADING = (
    Cell(0, 0, "序号", rowspan=2),
    Cell(0, 1, "排名\n情况", colspan=2),
    Cell(1, 1, "1-6月"),
    Cell(1, 2, "1-6月"),
    Cell(0, 3, "", rowspan=2),
)
BODY = (
    Cell(2, 0, "1"),
    Cell(2, 1, "甲", rowspan=2),
    Cell(2, 2, ""),
    Cell(2, 3, "县发\n改委"),
    Cell(3, 0, "2"),
    Cell(3, 2, "乙", colspan=2),
)
TABLE = ReadTable((1,), 2, HEADING + BODY, ())


def rows(frame: pd.DataFrame) -> list[list[str | None]]:
    return [[None if pd.isna(value) else value for value in row] for row in frame.to_numpy()]


def test_headings_are_joined_and_no_two_are_alike() -> None:
    """From the outermost, each once; one without a text goes by its number."""
    assert TABLE.headings() == ["序号", "排名情况 / 1-6月", "排名情况 / 1-6月 (2)", "column 4"]
    assert list(TABLE.to_pandas().columns) == TABLE.headings()


def test_a_merged_cell_stands_at_every_place_it_covers() -> None:
    assert rows(TABLE.to_pandas()) == [["1", "甲", "", "县发改委"], ["2", "甲", "乙", "乙"]]


def test_unfilled_a_covered_place_is_null_and_an_empty_cell_is_empty() -> None:
    assert rows(TABLE.to_pandas(fill=False)) == [
        ["1", "甲", "", "县发改委"],
        ["2", None, "乙", None],
    ]


def test_a_name_that_a_heading_has_of_itself_is_not_taken_twice() -> None:
    texts = ("a", "a (2)", "a", "a")
    table = ReadTable((1,), 1, tuple(Cell(0, n, text) for n, text in enumerate(texts)), ())
    assert table.headings() == ["a", "a (2)", "a (3)", "a (4)"]


def test_a_table_without_rows_and_one_without_headings_are_tables() -> None:
    assert TABLE.to_pandas().dtypes.unique().tolist() == [pd.StringDtype()]
    assert rows(ReadTable((1,), 2, HEADING, ()).to_pandas()) == []
    assert list(ReadTable((1,), 0, BODY[:1], ()).to_pandas().columns) == ["column 1"]
    assert ReadTable((1,), 0, (), ()).to_pandas().shape == (0, 0)


def test_a_table_has_the_findings_of_its_pages_and_the_list_has_all() -> None:
    own = Finding("info", "own", text("of the table"))
    second = Finding("warning", "page", text("of page 2"), page=2)
    third = Finding("warning", "page", text("of page 3"), page=3)
    tables = (
        Table((1, 2, 2), 1, (), (), (Cell(0, 0, "a"),), (own,)),
        Table((3,), 1, (), (), (Cell(0, 0, "b"),)),
    )
    found = ReadTables(TablesResult("x.pdf", "0" * 64, (), tables, (second, third, own)))
    assert [table.pages for table in found] == [(1, 2), (3,)]
    assert [table.findings for table in found] == [(second, own), (third,)]
    assert found.findings == (second, third, own)
    assert (found.source, found.sha256) == ("x.pdf", "0" * 64)


def test_what_a_notebook_shows_is_short() -> None:
    assert repr(TABLE) == "ReadTable(pages=(1,), header_rows=2)"
