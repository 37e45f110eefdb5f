"""Which tables go on over a page and which do not, and what becomes of the cells the break cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.model import Table
from pipeline.read.pdf.reader import read_pdf
from pipeline.stitch import stitch
from pipeline.text import mend
from tests.stitch.pages import CASES, load, page_tables, written

SET = CASES.parent / "wordprocessor"


def stitched(case: dict[str, Any]) -> tuple[Table, ...]:
    return stitch(*page_tables(case))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yml")), ids=lambda path: path.stem)
def test_the_case_holds(path: Path) -> None:
    """Each case file says in its first line what must come of it."""
    case = load(path)
    tables = stitched(case)
    found = [
        {"pages": list(t.pages), "headings": t.header_rows, "rows": written(t)} for t in tables
    ]
    assert found == case["tables"]
    messages = [f"{f.severity} {f.check}: {f.message}" for t in tables for f in t.findings]
    assert len(messages) == len(case["findings"]), messages
    for message, expected in zip(messages, case["findings"], strict=True):
        assert expected["is"] == message.split(":")[0]
        assert all(part in message for part in expected["says"])


@pytest.mark.parametrize("path", sorted(SET.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_word_processors_table_reads_back_cell_for_cell(path: Path) -> None:
    """Labels merged over page breaks and rows cut by them are one cell each."""
    reading = read_pdf(path)
    (table,) = stitch(reading.tables, reading.lines)
    cells = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))
    assert sorted(
        [c.row, c.col, c.rowspan, c.colspan, mend(c.text)] for c in table.cells
    ) == sorted([*place, mend(text)] for *place, text in cells)
    assert len(table.pages) == len(reading.pages)


def test_rows_keep_their_own_page_and_a_cut_row_that_of_its_first_piece() -> None:
    (table,) = stitched(load(CASES / "row-cut.yml"))
    assert [(row.sheet, row.page, row.row) for row in table.rows] == [
        (1, 1, 1),
        (1, 1, 2),
        (1, 1, 3),
        (2, 2, 2),
    ]
    cut = table.rows[2]
    assert [slot.text for slot in cut.slots] == ["3", "推进数据归集和共享", "县大数据中心"]
    assert (cut.slots[1].cell.page, cut.slots[1].cell.row, cut.slots[1].cell.bbox) == (
        1,
        3,
        (90, 740, 250, 760),
    )


def test_a_label_still_open_covers_the_next_pages_rows() -> None:
    """The cell that stands over a row is the one its label was printed in."""
    (table,) = stitched(load(CASES / "label-open.yml"))
    labels = [
        (row.slots[0].covered, row.slots[0].cell.text, row.slots[0].cell.page) for row in table.rows
    ]
    assert labels == [
        (False, "总量", 1),
        (False, "产业", 1),
        (True, "产业", 1),
        (True, "产业", 1),
        (False, "推进", 2),
    ]
