"""What ``tables`` answers: as text in both languages, and as JSON in pieces."""

from __future__ import annotations

import json

from pipeline.messages import message
from pipeline.model import Cell, Decision, Finding, PageTable, Table
from pipeline.views.tables import TablesResult

CELLS = (
    Cell(0, 0, "序号"),
    Cell(0, 1, "名称"),
    Cell(1, 0, "1"),
    Cell(1, 1, "工业\n增加值"),
    Cell(2, 0, "2", page=2),
    Cell(2, 1, "", page=2),
)
PAGES = tuple((page, (PageTable(page, 2, 2, CELLS[:4]),)) for page in (1, 2))
WHOLE = Table(
    (1, 2), 1, (), (), CELLS, (), (Decision("table", 2, 3.0, (("headings", 3.0, "序号"),)),)
)
FOUND = (
    Finding("warning", "check", message("views.nothing-open"), page=2),
    Finding("info", "check", message("views.follows", column="target")),
)
RESULT = TablesResult("file.pdf", "0" * 64, PAGES, (WHOLE, WHOLE), FOUND)


def test_a_table_is_its_texts_in_columns_below_its_size_and_pages() -> None:
    assert list(RESULT.as_text())[:6] == [
        "Table 1, pages 1, 2: 3 rows, 2 columns, 1 of headings",
        "序号 | 名称",
        "-----+-----------",
        "1    | 工业增加值",
        "2    |",
        "",
    ]


def test_findings_follow_the_tables() -> None:
    assert list(RESULT.as_text())[-2:] == [
        "warning: nothing is open (page 2)",
        "info: follows from target",
    ]


def test_the_same_is_told_in_chinese() -> None:
    lines = list(RESULT.as_text("zh"))
    assert lines[0] == "表1，第1、2页：3行，2列，表头1行"
    assert lines[-2:] == ["警告：没有未决的值（第2页）", "提示：随“年底目标”（target）而定"]


def test_json_in_pieces_is_the_same_as_plain_values() -> None:
    assert json.loads("".join(RESULT.as_json())) == json.loads(json.dumps(RESULT.as_dict()))


def test_findings_have_their_codes_for_programs() -> None:
    finding = RESULT.as_dict()["findings"][1]
    assert (finding["code"], finding["parameters"], finding["message"]) == (
        "views.follows",
        {"column": "target"},
        "follows from target",
    )


def test_an_error_among_the_findings_is_a_loss() -> None:
    assert RESULT.ok
    lost = (Finding("error", "check", message("views.nothing-open")),)
    assert not TablesResult("file.pdf", "0" * 64, PAGES, (), lost).ok
