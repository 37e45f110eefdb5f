"""The CSV files: UTF-8 that Excel knows, and no part of a text that a spreadsheet would compute."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.schema import TABLES
from pipeline.views.export.csv_file import as_csv
from pipeline.views.export.formulas import is_formula
from tests.published import small_publication
from tests.views.export.books import in_csv


@pytest.mark.slow
@pytest.mark.parametrize("separator", [";", "\t", "\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "formula", ["=1+1", "  =1+1", '"=1+1"', "@SUM(A1)", "＝1+1", "=cmd|'/c calc'!A1"]
)
def test_no_part_of_a_text_is_a_formula_where_another_sign_parts_the_cells(
    formula: str, separator: str
) -> None:
    """As a program reads the file that was told, or guessed, the wrong separator."""
    assert in_csv(f"a{separator}{formula}{separator}b") == f"a{separator}'{formula}{separator}b"
    rows = small_publication()
    rows["indicators"][0]["target"] = f"a{separator}{formula}{separator}b"
    data = as_csv(TABLES["indicators"], rows["indicators"]).decode("utf-8-sig")
    for delimiter in (";", "\t", ","):
        cells = [
            cell
            for row in csv.reader(io.StringIO(data, newline=""), delimiter=delimiter)
            for cell in row
        ]
        assert [cell for cell in cells if is_formula(cell.strip('"'))] == []


@pytest.mark.parametrize("text", ["a;-5;+3.5%", "a;b", "；=1", "第一;- ;第二", "甲=乙\n丙"])
def test_a_text_without_a_formula_in_it_stays_as_it_is(text: str) -> None:
    assert in_csv(text) == text


def test_csv_is_what_excel_takes_for_utf_8() -> None:
    data = as_csv(TABLES["sections"], small_publication()["sections"])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n")[:2] == [
        "通知编号,部分,名称,起始序号,终止序号,分值,计入比例",
        "small-2022,provincial,省考核指标,1,5,10,0.8",
    ]
