"""The facsimile and a small document: cells, lines, order, progress."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import LimitExceeded
from pipeline.read.pdf import lattice, reader
from pipeline.read.pdf.model import PdfReading
from pipeline.read.pdf.opening import check_size
from pipeline.sandbox.limits import Limits
from tests.hostile import build, make

RAW = Path(__file__).parents[3] / "raw"


@pytest.fixture(scope="module")
def notice() -> PdfReading:
    return reader.read_pdf(RAW / "notice.pdf")


def bare(text: str) -> str:
    return "".join(text.split())


def test_every_cell_of_the_facsimile_is_the_transcriptions(notice: PdfReading) -> None:
    text = (RAW / "notice.txt").read_text(encoding="utf-8").split("\n")
    pages = [
        [line.split("\t") for line in group]
        for ruled, group in groupby(text, lambda t: "\t" in t)
        if ruled
    ]
    assert len(notice.tables) == len(pages) == 7
    for table, rows in zip(notice.tables, pages, strict=True):
        found = {(c.row, c.col): bare(c.text) for c in table.cells}
        printed = {(i, j): bare(t) for i, row in enumerate(rows) for j, t in enumerate(row)}
        assert {at: t for at, t in found.items() if t} == {at: t for at, t in printed.items() if t}
        assert table.n_rows == len(rows)


def test_tall_label_cells_keep_their_height(notice: PdfReading) -> None:
    label = next(c for c in notice.tables[0].cells if bare(c.text) == "总量指标(8)")
    assert (label.rowspan, label.colspan) == (3, 1)


def test_the_body_comes_as_paragraphs_and_headings_before_the_tables(notice: PdfReading) -> None:
    first = notice.lines[0]
    assert (first.text, first.page, first.before_table) == (
        "崇义县数字经济发展工作领导小组办公室",
        1,
        0,
    )
    assert first.level > 0
    assert notice.lines[-1].before_table == 7
    assert any(
        line.text.endswith("高质量发展考核体系。") or len(line.text) > 120
        for line in notice.lines
        if not line.level
    )


def test_pages_are_read_as_asked_and_progress_is_told(notice: PdfReading) -> None:
    told: list[tuple[int, int]] = []
    some = reader.read_pdf(
        RAW / "notice.pdf", [3, 2, 3], lambda done, total: told.append((done, total))
    )
    assert [p.number for p in some.pages] == [2, 3]
    assert told == [(1, 2), (2, 2)]
    assert some.n_pages == 8
    assert some.tables == notice.tables[:2]


def test_camelot_sees_the_same_grids(notice: PdfReading) -> None:
    second = lattice.read_pdf(RAW / "notice.pdf", [2, 8])
    ours = [t for t in notice.tables if t.page in (2, 8)]
    shape = [
        (t.page, t.n_rows, t.n_cols, {(c.row, c.col, c.rowspan, c.colspan) for c in t.cells})
        for t in second
    ]
    assert shape == [
        (t.page, t.n_rows, t.n_cols, {(c.row, c.col, c.rowspan, c.colspan) for c in t.cells})
        for t in ours
    ]
    for a, b in zip(second, ours, strict=True):
        assert a.bbox == pytest.approx(b.bbox, abs=2)


def test_a_character_whose_place_is_no_number_is_named_as_lost(tmp_path: Path) -> None:
    """Nothing high times infinity high is no number, which is neither far away nor near."""
    nowhere = b"BT /F1 0 Tf 1 0 0 " + b"9" * 400 + b".0 10 10 Tm (x) Tj ET "
    path = tmp_path / "nowhere.pdf"
    path.write_bytes(make.page(b"", nowhere + build.table())())
    found = reader.read_pdf(path).findings
    assert ["1 characters at no place" in finding.message for finding in found] == [True]


def test_a_page_wider_than_any_float_is_refused_as_too_large() -> None:
    sheet = SimpleNamespace(mediabox=(0, 0, 10**400, 200), rotate=0)
    with pytest.raises(LimitExceeded, match=r"1e\+18 × 200 points, more than 20,000"):
        check_size(sheet, 1, Path("wide.pdf"), Limits())
