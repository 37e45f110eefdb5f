"""``tables FILE``: what each page shows, the logical tables, the findings, and how the call ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import SourceError
from pipeline.formless import read_tables
from pipeline.read import document
from tests.conftest import ROOT
from tests.stitch.typeset import Set, Sheet, typeset

pytestmark = pytest.mark.usefixtures("one_reader")

CELL = ["row", "col", "rowspan", "colspan", "text", "page", "bbox"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A label over all rows, rows that break over pages, headings repeated: three pages."""
    path = tmp_path_factory.mktemp("tables") / "list.pdf"
    cells = [Set(0, col, 1, 1, (text,)) for col, text in enumerate(("产业", "序号", "工作目标"))]
    cells.append(Set(1, 0, 12, 1, ("数字经济",)))
    for row in range(1, 13):
        cells += [Set(row, 1, 1, 1, (str(row),)), Set(row, 2, 1, 1, ("推进工作", "评价指标"))]
    assert typeset(Sheet((90, 60, 150), tuple(cells), 1), path) == 3
    return path


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["both", "pdfplumber", "camelot"])
def test_a_table_over_three_pages_is_shown_by_page_and_as_one(file: Path, engine: str) -> None:
    answer = read_tables(file, engine=engine).as_dict()
    assert list(answer) == ["source", "sha256", "pages", "tables", "findings"]
    assert [page["page"] for page in answer["pages"]] == [1, 2, 3]
    assert [len(page["tables"]) for page in answer["pages"]] == [1, 1, 1]
    (table,) = answer["tables"]
    assert (table["pages"], table["header_rows"]) == ([1, 2, 3], 1)
    assert all(list(cell) == CELL for cell in table["cells"])
    by_place = {(cell["row"], cell["col"]): cell for cell in table["cells"]}
    assert by_place[1, 0]["rowspan"] == 12
    assert [by_place[row, 1]["text"] for row in range(13)] == ["序号", *map(str, range(1, 13))]
    assert {by_place[row, 2]["text"].replace("\n", "") for row in range(1, 13)} == {
        "推进工作评价指标"
    }


def test_a_page_shows_its_repeated_heading_and_its_own_part_of_a_cut_cell(file: Path) -> None:
    shown = read_tables(file).as_dict()["pages"][1]["tables"][0]
    assert list(shown) == ["bbox", "cells"]
    texts = {(cell["row"], cell["col"]): cell["text"] for cell in shown["cells"]}
    assert texts[0, 1] == "序号"
    assert texts[1, 0] == ""
    assert all(cell["page"] == 2 for cell in shown["cells"])


def test_only_the_pages_asked_for_are_read(file: Path) -> None:
    answer = read_tables(file, [2, 3]).as_dict()
    assert [page["page"] for page in answer["pages"]] == [2, 3]
    assert [table["pages"] for table in answer["tables"]] == [[2, 3]]
    with pytest.raises(SourceError, match="no page 4"):
        read_tables(file, [4])


def test_the_call_prints_json_and_ends_with_0(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tables", str(file), "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.out == json.dumps(read_tables(file).as_dict(), ensure_ascii=False) + "\n"
    assert printed.err == ""


def test_the_call_prints_text_with_columns_under_each_other(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tables", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Table 1, pages 1, 2, 3: 13 rows, 3 columns, 1 of headings"
    assert lines[1:5] == [
        "产业     | 序号 | 工作目标",
        "---------+------+-----------------",
        "数字经济 | 1    | 推进工作评价指标",
        "         | 2    | 推进工作评价指标",
    ]
    assert any(line.startswith("info: the table on page 2 goes on from page 1: ") for line in lines)


def test_rows_lost_between_pages_end_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The numbers tell that rows are missing, and the table is printed all the same."""
    cells = [Set(0, col, 1, 1, (text,)) for col, text in enumerate(("序号", "工作目标"))]
    for row in range(1, 13):
        number = row if row < 8 else row + 40
        cells += [Set(row, 0, 1, 1, (str(number),)), Set(row, 1, 1, 1, ("推进",))]
    pages = typeset(Sheet((90, 200), tuple(cells), 1), tmp_path / "list.pdf")
    assert pages == 2
    code = main(["tables", str(tmp_path / "list.pdf"), "--json"])
    answer = json.loads(capsys.readouterr().out)
    (error,) = [finding for finding in answer["findings"] if finding["severity"] == "error"]
    assert (error["check"], error["page"]) == ("numbering-gap", 2)
    assert "from 7 to 48 between pages 1 and 2: 8–47 missing" in error["message"]
    assert len(answer["tables"]) == 1
    assert code == 1


def test_a_file_without_ruled_tables_says_so(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "plain.pdf"), invariant=1)
    canvas.drawString(50, 700, "no table here")
    canvas.save()
    answer = read_tables(tmp_path / "plain.pdf").as_dict()
    assert answer["tables"] == []
    assert [page["page"] for page in answer["pages"]] == [1]
    assert [(f["severity"], f["check"]) for f in answer["findings"]] == [("warning", "no-table")]


def test_a_file_that_is_no_pdf_and_no_text_ends_with_2_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"PK\x03\x04 not a PDF")
    assert main(["tables", str(tmp_path / "x.pdf")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("engine", ["pdfplumber", "camelot"])
def test_one_engine_alone_reads_the_same_texts_and_names_itself(engine: str) -> None:
    """Camelot lays text by the line, over narrow columns: the characters' own places count."""
    notice = ROOT / "raw" / "notice.pdf"
    whole = document.read(notice, [2])[0].tables
    alone = document.read(notice, [2], engine)[0].tables
    texts = [
        [(cell.row, cell.col, cell.text) for cell in table.cells] for table in (*whole, *alone)
    ]
    assert texts[0] == texts[1]
    assert {cell.engines for table in alone for cell in table.cells} == {(engine,)}
