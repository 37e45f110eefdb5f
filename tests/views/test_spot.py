"""Cells of documents without pages are found by table or sheet, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.views.spot import Counted, counted, counted_all
from tests.read.packed import docx, p, tbl, tr


@pytest.mark.parametrize(
    ("place", "counts"),
    [(None, Counted.PAGES), ("table 2", Counted.TABLES), ("Sheet1!C14", Counted.SHEETS)],
)
def test_a_place_says_what_is_counted(place: str | None, counts: Counted) -> None:
    assert counted(place) is counts
    assert counted_all([None, place]) is counts


def test_tables_of_a_document_are_named_by_their_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = tbl(tr("序号", "指标"), tr("1", "工业")) + p("另：") + tbl(tr("甲", "乙"), tr("3"))
    (tmp_path / "notice.docx").write_bytes(docx(body))
    assert main(["tables", str(tmp_path / "notice.docx")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Table 1, table 1 of the file: 2 rows, 2 columns, 1 of headings"
    assert "warning: the row has 1 column where the table has 2 (table 2)" in lines
