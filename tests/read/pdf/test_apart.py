"""Columns that no rule parts: values side by side in one ruled column are told, other gaps are not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.model import Finding
from pipeline.read.pdf import reader
from tests.read.pdf.rewrite import lattice, page, save, text

ROWS = [
    ("Total", "1,204", "86.2%"),
    ("North", "310", "22.0%"),
    ("South", "-", "/"),
    ("East", "402", "31.7%"),
    ("West", "492", "32.5%"),
    ("Other", "0", "NA"),
]


def told(tmp_path: Path, rows: Sequence[Sequence[tuple[float, str]]]) -> list[Finding]:
    """The findings of a table with a ruled line below each row and nothing that parts its columns."""
    ys = [180 - 20.0 * number for number in range(len(rows) + 1)]
    content = lattice([20, 280], ys)
    for y, row in zip(ys, rows, strict=False):
        for x, words in row:
            content += text(x, y - 14, words)
    reading = reader.read_pdf(save(tmp_path, page(content)))
    return [finding for finding in reading.findings if finding.check == "columns-apart"]


def test_values_side_by_side_in_every_row_are_told_with_their_column(tmp_path: Path) -> None:
    rows = [[(25, name), (120, number), (200, share)] for name, number, share in ROWS]
    (finding,) = told(tmp_path, rows)
    assert (finding.severity, finding.page, finding.col) == ("warning", 1, 0)
    assert finding.message == (
        "column 0 holds 3 columns of text that no rule parts, in 6 lines; "
        "each row is read as one cell: 'Total 1,204 86.2%'"
    )


def test_a_value_that_some_rows_lack_makes_no_less_of_a_column(tmp_path: Path) -> None:
    rows = [[(25, name), (120, number)] for name, number, _ in ROWS]
    rows[2] = [(25, "South")]
    (finding,) = told(tmp_path, rows)
    assert "holds 2 columns" in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        [[(25, f"({n})"), (60, "Words of an item")] for n in range(1, 7)],
        [[(25, "Name"), (100, ": 120")] for _ in range(6)],
        [[(25, "Name:"), (100, "120")] for _ in range(6)],
        [[(25, "Zhang"), (100, "San")] for _ in range(6)],
        [[(25 + 30 * n, "Total"), (65 + 30 * n, f"{n}")] for n in range(6)],
        [[(25, "Total"), (120, "12")] for _ in range(3)],
        [[(25, "Total 12 of 40")] for _ in range(6)],
    ],
    ids=[
        "the number of an item",
        "a colon before the value",
        "a colon behind the name",
        "words alone",
        "at another place in each row",
        "in a few rows",
        "spaces between words",
    ],
)
def test_other_gaps_within_a_cell_are_not_told(
    rows: list[list[tuple[float, str]]], tmp_path: Path
) -> None:
    assert told(tmp_path, rows) == []
