"""How the first sheet tells values apart: colours, words in place of values, comments."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.views.decision import open_cells, priced
from pipeline.views.export.book import AUTHOR
from pipeline.views.export.marks import COLOURS, OPEN, SHARED
from tests.published import small_publication
from tests.views.export.books import book, shown


def source(rows: Any, seq: int, column: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        row for row in rows["provenance"] if (row["seq"], row["column"]) == (seq, column)
    )
    return found


def colour(cell: Any) -> str | None:
    return cell.fill.fgColor.rgb[-6:] if cell.fill.fill_type else None


def test_marks_are_the_colours_of_the_cells() -> None:
    sheet = book(small_publication())["指标"]
    assert colour(shown(sheet, 9, "一级指标")) == COLOURS["ambiguous"]
    assert colour(shown(sheet, 5, "权重")) == COLOURS["shared"]
    assert colour(shown(sheet, 2, "权重")) is None


def test_a_slash_an_open_cell_shared_points_and_a_blank_look_different() -> None:
    rows = small_publication()
    source(rows, 2, "rank_jan_sep").update(status="printed", printed="/")
    sheet = book(rows)["指标"]
    assert shown(sheet, 3, "1–9月排名").value == "/"
    assert shown(sheet, 9, "1–9月排名").value == OPEN
    assert shown(sheet, 5, "权重").value == SHARED
    assert shown(sheet, 4, "二级指标").value is None


def test_what_only_follows_from_another_cell_shows_no_print() -> None:
    """The target's number has the target's print, which stands beside it already."""
    rows = small_publication()
    source(rows, 3, "target_value").update(status="printed", printed="暂无")
    assert shown(book(rows)["指标"], 4, "目标数值").value is None


def test_a_mark_is_no_value_that_a_sum_counts() -> None:
    rows = small_publication()
    source(rows, 2, "rank_jan_sep").update(status="printed", printed="/")
    cell = shown(book(rows)["指标"], 3, "1–9月排名")
    assert cell.data_type == "s"
    assert cell.font.color.rgb != shown(book(rows)["指标"], 2, "1–9月排名").font.color


def test_an_open_cell_has_a_comment_in_the_words_of_explain_and_review() -> None:
    rows = small_publication()
    source(rows, 8, "level1").update(page=2, row=7, col=1, printed="推\n进")
    comment = shown(book(rows)["指标"], 9, "一级指标").comment
    assert comment.author == AUTHOR
    assert comment.text.split("\n") == [
        "候选：“治理”（+0）、“推进”（+1.2）",
        "可据以判定：查明标签起于何行：对照原页该标签格所占首行，或另一份列明本组各行的材料",
        "原文“推进”，印在第2页第8行第2列",
    ]


def test_a_cell_that_follows_another_says_which() -> None:
    comment = shown(book(small_publication())["指标"], 9, "计分单元").comment
    assert "随“一级指标”（level1）而定，请决定该项" in comment.text


def test_every_open_cell_of_the_sheet_has_its_readings_in_its_comment() -> None:
    rows = small_publication()
    sheet = book(rows)["指标"]
    comments = [cell.comment.text for line in sheet.iter_rows() for cell in line if cell.comment]
    found = list(open_cells(rows))
    assert len(comments) == len(found)
    for cell, comment in zip(found, comments, strict=True):
        assert all(text in comment for text in priced(cell, "zh", "“{}”"))


@pytest.mark.parametrize(
    ("place", "told"),
    [("table 2", "在第2个表格第8行第2列"), ("Sheet1!B8", "在Sheet1!B8")],
)
def test_a_comment_counts_what_the_source_has(place: str, told: str) -> None:
    rows = small_publication()
    source(rows, 8, "level1").update(page=2, row=7, col=1, printed="推进", place=place)
    assert told in shown(book(rows)["指标"], 9, "一级指标").comment.text
