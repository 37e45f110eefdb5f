"""Text in columns without ruled lines is told, since it is read as text and not as a table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.errors import NotThisForm
from pipeline.model import Document, Finding
from pipeline.read.document import read
from pipeline.read.scan.columns import unruled
from pipeline.read.scan.strips import strips_of
from pipeline.run import rows_of
from tests.read.scan.drawn import HEIGHT, LEFT, ROWS, TOP, WIDTHS, font, saved, table

pytestmark = pytest.mark.usefixtures("one_reader")

PROSE = (
    "关于数字经济发展攻坚工作方案的通知的说明",
    "数字经济核心产业增加值",
    "平台新增数增加值发展水平考核指标",
    "数字经济发展水平考核",
    "一 数字经济",
)
Rows = tuple[tuple[str, ...], ...]


def picture(rows: Rows, widths: tuple[int, ...] = WIDTHS, rules: bool = False) -> Image.Image:
    """The texts where the table's cells would be, level rules between the rows at most."""
    page = Image.new("RGB", (1100, 620), "white")
    pen = ImageDraw.Draw(page)
    for number, row in enumerate(rows):
        top, left = TOP + HEIGHT * number, LEFT
        if rules:
            pen.line((LEFT, top, LEFT + sum(WIDTHS), top), fill="black", width=2)
        for text, width in zip(row, widths, strict=True):
            pen.text((left + 14, top + 14), text, fill="black", font=font(10.5))
            left += width
    if rules:
        top = TOP + HEIGHT * len(rows)
        pen.line((LEFT, top, LEFT + sum(WIDTHS), top), fill="black", width=2)
    return page


def found(rows: Rows, widths: tuple[int, ...] = WIDTHS) -> list[tuple[int, int, int]]:
    ink = np.asarray(picture(rows, widths).convert("L")) < 160
    stretches = unruled(ink, strips_of(ink, (0, 0), 27.0), 27.0)
    return [(one.first, one.end, one.columns) for one in stretches]


def test_lines_in_columns_are_found() -> None:
    assert found(ROWS) == [(0, 4, 4)]


def test_a_column_with_blanks_is_one() -> None:
    rows = (*ROWS[:2], ("2", "平台新增数", "", "1"), *ROWS[2:])
    assert found(rows) == [(0, 5, 4)]


def test_prose_above_a_table_is_no_part_of_it() -> None:
    above = tuple((line, "", "", "") for line in PROSE[:1])
    assert found((*above, *ROWS), (260, 420, 130, 230)) == [(1, 5, 4)]


def test_prose_and_few_lines_are_no_columns() -> None:
    assert found(tuple((line, "", "", "") for line in PROSE)) == []
    assert found(ROWS[:3]) == []
    assert found(tuple(("数字经济", "平台新增数", "", "") for _ in range(6))) == []


@pytest.mark.slow
@pytest.mark.parametrize("rules", [False, True])
def test_a_table_without_rules_is_a_warning_that_says_what_to_do(
    rules: bool, tmp_path: Path
) -> None:
    path = saved(picture(ROWS, rules=rules), tmp_path / "page.png")
    document, _ = read(path)
    (told,) = [finding for finding in warnings(document) if finding.check == "scan-unruled"]
    assert told.page == 1
    assert "4 lines stand in 4 columns" in told.message
    assert "draw the lines" in told.message


def warnings(document: Document) -> list[Finding]:
    return [finding for finding in document.findings if finding.severity == "warning"]


def test_a_ruled_table_is_not_told(tmp_path: Path) -> None:
    document, _ = read(saved(table(), tmp_path / "page.png"))
    assert warnings(document) == []


@pytest.mark.slow
def test_a_document_refused_for_want_of_rules_says_so(tmp_path: Path) -> None:
    path = saved(picture(ROWS), tmp_path / "page.png")
    with pytest.raises(NotThisForm, match="4 columns without ruled lines"):
        rows_of(path)
