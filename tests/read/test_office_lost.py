"""Tables of a DOC that became a line of text by its conversion are told."""

from __future__ import annotations

import pytest

from pipeline.model import Document, Line
from pipeline.read.office.lost import lost_tables

ROWS = [["序号", "重点任务", "责任单位"], ["1", "编制林下经济发展规划", "县林业局"]]


def stored(rows: list[list[str]], before: bytes = b"\x00\x01") -> bytes:
    """Cells as a DOC stores them between other bytes: each ends with the mark, and so does a row."""
    text = "".join("".join(f"{cell}\a" for cell in row) + "\a" for row in rows)
    return before + f"通知\r\a{text}".encode("utf-16-le") + b"\xff\xff\x07\x00"


def of(*lines: str) -> Document:
    return Document(
        "a.doc", "0" * 64, "office", (), tuple(Line(line, page=1) for line in lines), ()
    )


def test_a_line_that_is_a_row_of_cells_was_a_table() -> None:
    whole = "".join(cell for row in ROWS for cell in row)
    (finding,) = lost_tables(stored(ROWS), of("关于印发的通知", whole, "县政府"))
    assert (finding.severity, finding.check) == ("warning", "table-lost")
    assert "1 table of the file" in finding.message
    assert "as '序号重点任务责任单位1编制" in finding.message


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (stored(ROWS), "1编制林下经济发展规划"),
        (stored([["第1季度", "2"], ["", "3"]]), "第1季度23"),
        (b"\x07\x00" * 50_000, "序号重点任务责任单位"),
        (b"", "序号重点任务责任单位"),
    ],
    ids=["two cells", "short ones", "marks without text", "nothing"],
)
def test_other_lines_were_none(data: bytes, line: str) -> None:
    assert list(lost_tables(data, of(line))) == []
