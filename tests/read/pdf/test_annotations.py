"""Text that lies above a page: filled-in fields are read, hidden ones are not, values that nothing draws are told."""

from __future__ import annotations

from pathlib import Path

from pipeline.read.pdf.model import PdfReading
from pipeline.read.pdf.reader import read_pdf
from tests.read.pdf.rewrite import lattice, page, save, stream, text

GRID = lattice([20, 120, 280], [20, 60, 100]) + text(30, 75, "name")
APPEARANCE = stream(
    b"/Tx BMC q BT /F1 10 Tf 2 5 Td (filled in) Tj ET Q EMC",
    b"/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 5 0 R >> >>",
)
FIELD = (
    b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /Rect [130 70 230 90] /V (filled in) %s >>"
)


def read(folder: Path, field: bytes) -> PdfReading:
    data = page(GRID, more={10: field, 11: APPEARANCE}, page_entries=b" /Annots [10 0 R]")
    return read_pdf(save(folder, data))


def cells(reading: PdfReading) -> list[str]:
    return [cell.text for cell in reading.tables[0].cells]


def test_a_filled_in_field_is_text_of_its_cell(tmp_path: Path) -> None:
    reading = read(tmp_path, FIELD % b"/F 4 /AP << /N 11 0 R >>")
    assert cells(reading) == ["name", "filled in", "", ""]
    assert reading.findings == ()


def test_a_field_drawn_larger_than_its_appearance_is_scaled_with_it(tmp_path: Path) -> None:
    field = (FIELD % b"/F 4 /AP << /N 11 0 R >>").replace(b"[130 70 230 90]", b"[130 25 330 65]")
    assert cells(read(tmp_path, field)) == ["name", "", "", "filled in"]


def test_a_hidden_field_is_not_read(tmp_path: Path) -> None:
    assert cells(read(tmp_path, FIELD % b"/F 2 /AP << /N 11 0 R >>")) == ["name", "", "", ""]


def test_the_state_of_a_field_chooses_its_appearance(tmp_path: Path) -> None:
    assert cells(read(tmp_path, FIELD % b"/AS /On /AP << /N << /On 11 0 R >> >>"))[1] == "filled in"
    assert cells(read(tmp_path, FIELD % b"/AS /Off /AP << /N << /On 11 0 R >> >>"))[1] == ""


def test_a_value_that_nothing_draws_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, FIELD % b"")
    (found,) = reading.findings
    assert (found.severity, found.check, found.page) == ("warning", "undrawn-fields", 1)
    assert found.message.endswith("filled in")
