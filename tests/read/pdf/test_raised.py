"""Digits set smaller, above or below the line, behind digits are told; other small digits are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Finding
from pipeline.read.pdf import reader
from tests.read.pdf.rewrite import lattice, page, save


def told(tmp_path: Path, *pieces: tuple[float, float, float, str]) -> list[Finding]:
    """Findings of a cell with texts at (x, rise, size), the baseline moved or the text rise set."""
    content = lattice([20, 160, 260], [180, 160])
    content += b"BT /F1 10 Tf 1 0 0 1 165 166 Tm (a) Tj ET\n"
    for x, rise, size, words in pieces:
        drawn = f"BT /F1 {size} Tf 1 0 0 1 {x} {166 + rise} Tm ({words}) Tj ET\n"
        content += drawn.encode()
    reading = reader.read_pdf(save(tmp_path, page(content)))
    return [finding for finding in reading.findings if finding.check == "raised-digits"]


@pytest.mark.parametrize(("rise", "size"), [(3.5, 8.3), (4.5, 6.5), (-0.9, 5.8), (-2, 7)], ids=str)
def test_a_digit_above_or_below_the_line_behind_a_digit_is_told(
    tmp_path: Path, rise: float, size: float
) -> None:
    (finding,) = told(tmp_path, (25, 0, 10, "Total 10"), (60.6, rise, size, "4"))
    assert (finding.severity, finding.page, finding.row, finding.col) == ("warning", 1, 0, 0)
    assert finding.message.endswith("with those before it: 'Total 104'")


def test_a_digit_raised_by_the_text_rise_is_told(tmp_path: Path) -> None:
    content = lattice([20, 160, 260], [180, 160])
    content += b"BT /F1 10 Tf 1 0 0 1 25 166 Tm (10) Tj /F1 6 Tf 4 Ts (12) Tj ET\n"
    content += b"BT /F1 10 Tf 1 0 0 1 165 166 Tm (a) Tj ET\n"
    reading = reader.read_pdf(save(tmp_path, page(content)))
    (finding,) = [f for f in reading.findings if f.check == "raised-digits"]
    assert finding.message.endswith(": '1012'")


@pytest.mark.parametrize(
    "pieces",
    [
        [(25, 0, 10, "5 m"), (42, 4, 6, "2")],
        [(25, 0, 10, "10"), (36.2, 0, 8, "4")],
        [(25, 0, 10, "10"), (36.2, 0.3, 10, "4")],
        [(25, 0, 10, "10"), (44, 4, 6, "4")],
    ],
    ids=["behind a letter", "on the line", "of the same size", "behind a space"],
)
def test_other_digits_are_not_told(
    tmp_path: Path, pieces: list[tuple[float, float, float, str]]
) -> None:
    assert told(tmp_path, *pieces) == []
