"""Sheets on paper: A4 across, as wide as the sheet, few pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipeline.messages.names import TABLES
from pipeline.views.export import export
from pipeline.views.export.paper import BUDGET
from pipeline.views.export.sheets import FOR_SCREEN
from pipeline.views.export.widths import LINE
from tests.conftest import ROOT
from tests.published import small_publication
from tests.views.export.books import book

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    OFFICE is None or "TRY_OFFICE" not in os.environ,
    reason="LibreOffice is tried by make office",
)


def long_publication() -> Any:
    """As many rows of evidence as a notice has."""
    rows = small_publication()
    rows["cells"] = [
        {**rows["provenance"][0], "source_sha256": "0" * 64, "rowspan": 1, "colspan": 1, "text": "甲",
         "engines": "pdfium", "page": 1, "row": row, "col": 0, "confidence": None, "readings": None}
        for row in range(500)
    ]  # fmt: skip
    return rows


def test_a_sheet_is_printed_across_a4_with_its_heading_on_every_page_and_pages_numbered() -> None:
    for sheet in book(small_publication()).worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$1:$1"
        assert "&P" in sheet.oddFooter.center.text
        assert "&N" in sheet.oddFooter.center.text


def test_the_first_sheet_is_fitted_to_the_page_without_the_column_that_is_the_same_throughout() -> (
    None
):
    sheet = book(small_publication())["指标"]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_area == "'指标'!$B$1:$V$9"
    assert sheet.oddHeader.left.text == "关于印发《方案》的通知"


def test_the_columns_of_the_first_sheet_are_together_no_wider_than_the_paper() -> None:
    """However long its texts are: they go on in the next line."""
    rows = small_publication()
    for row in rows["indicators"]:
        for column in ("level1", "level2", "indicator", "target", "lead_units"):
            row[column] = "很长的一段文字" * 20
    sheet = book(rows)["指标"]
    widths = [
        size.width
        for name, size in sheet.column_dimensions.items()
        if name != "A" and not size.hidden
    ]
    assert sum(widths) <= BUDGET


def test_of_a_sheet_for_the_screen_only_the_first_page_is_printed_and_it_says_so() -> None:
    sheet = book(long_publication())[TABLES["cells"]]
    last = int(sheet.print_area.rpartition("$")[2])
    assert 10 < last < 60
    assert sheet.max_row == 501
    assert "共500行" in sheet.oddHeader.center.text
    there = book(small_publication()).sheetnames
    # Of offices there is a sheet where columns of the form's own name some.
    assert {name for name in FOR_SCREEN if TABLES[name] not in there} == {"agencies"}


def test_a_short_sheet_for_the_screen_is_printed_whole_and_says_nothing() -> None:
    sheet = book(small_publication())[TABLES["lead_units"]]
    assert sheet.print_area.endswith(f"${sheet.max_row}")
    assert sheet.oddHeader.center.text is None


def test_a_title_with_signs_of_headers_stays_text() -> None:
    rows = small_publication()
    rows["notice"][0]["title"] = "研发&P投入\n通知"
    assert book(rows)["指标"].oddHeader.left.text == "研发&&P投入 通知"


@pytest.mark.slow
def test_a_row_keeps_its_height_in_print() -> None:
    sheet = book(long_publication())[TABLES["cells"]]
    assert {sheet.row_dimensions[row].height for row in range(2, 20)} == {LINE}


@needs_office
def test_libreoffice_prints_the_notice_s_workbook_on_at_most_thirty_pages(tmp_path: Path) -> None:
    """Its first sheet has every column on one page: no page of it begins without the serial."""
    import pipeline

    path = export(dict(pipeline.load(ROOT / "extracted").items()), tmp_path)[0]
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    import pdfplumber

    with pdfplumber.open(path.with_suffix(".pdf")) as pdf:
        texts = [page.extract_text() or "" for page in pdf.pages]
    assert 5 < len(texts) <= 30
    assert all(
        (page_text.count("第") > 0) and f"共{len(texts)}页" in page_text for page_text in texts
    )
    first = [page_text for page_text in texts if "责任单位" in page_text and "附件页" in page_text]
    assert first
    assert all("序号" in page_text for page_text in first)
