"""A page image is read end to end, through the door that every source takes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.errors import SourceError
from pipeline.model import Document
from pipeline.read.document import read
from pipeline.read.scan import models, reader
from pipeline.sandbox.limits import Limits
from tests.read.scan.drawn import DPI, ROWS, saved, table

pytestmark = pytest.mark.usefixtures("one_reader")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A TIFF of two pages: one as it should lie, one on its head and askew."""
    path = tmp_path_factory.mktemp("scan") / "pages.tif"
    rng = np.random.default_rng(1)
    turned = table().rotate(181.0, fillcolor="white")
    grain = rng.normal(0, 6, (620, 1100, 1))
    noisy = np.clip(np.asarray(turned) + grain, 0, 255).astype(np.uint8)
    table().save(path, save_all=True, append_images=[Image.fromarray(noisy)], dpi=(DPI, DPI))
    document, numbers = read(path)
    assert numbers == (1, 2)
    return document


def texts(document: Document, page: int) -> list[tuple[str, ...]]:
    (found,) = (one for one in document.tables if one.page == page)
    grid = found.grid()
    return [
        tuple(grid[row, col].text for col in range(found.n_cols)) for row in range(found.n_rows)
    ]


def test_every_cell_reads_as_it_is_printed(seen: Document) -> None:
    assert texts(seen, 1) == list(ROWS)


def test_a_page_on_its_head_and_askew_reads_the_same(seen: Document) -> None:
    assert texts(seen, 2) == list(ROWS)


@pytest.mark.slow
@pytest.mark.parametrize("quarters", [1, 3])
def test_a_page_on_its_side_reads_the_same(quarters: int, tmp_path: Path) -> None:
    turned = table().rotate(90 * quarters, expand=True)
    document, _ = read(saved(turned, tmp_path / "page.png"))
    assert texts(document, 1) == list(ROWS)


def test_a_page_of_too_few_pixels_is_a_warning_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    table().resize((715, 403)).save(path, dpi=(130, 130))
    document, _ = read(path)
    told = [finding for finding in document.findings if finding.check == "scan-resolution"]
    assert [(one.severity, one.page) for one in told] == [("warning", 1)]
    assert "130 dpi" in told[0].message
    assert "scan it at 300 dpi" in told[0].message


def test_a_lone_slash_is_no_first_rank(seen: Document) -> None:
    cells = {(cell.row, cell.col): cell for cell in seen.tables[0].cells}
    assert cells[1, 3].text == "/"
    assert cells[2, 3].text == "1"
    assert not cells[2, 3].in_doubt


def test_each_cell_says_who_read_what(seen: Document) -> None:
    cell = next(cell for cell in seen.tables[0].cells if cell.text == "平台新增数")
    assert cell.engines == ("ppocr-v6", "ppocr-v4")
    assert [reading.text for reading in cell.readings] == ["平台新增数", "平台新增数"]
    assert cell.confidence is not None
    assert cell.confidence > 0.9


def test_places_are_points_of_the_page_that_was_received(seen: Document) -> None:
    upright, turned = seen.tables
    assert upright.bbox is not None
    assert turned.bbox is not None
    left, top, right, bottom = upright.bbox
    assert (left, top) == pytest.approx((90 * 72 / DPI, 120 * 72 / DPI), abs=1.5)
    width, height = 1100 * 72 / DPI, 620 * 72 / DPI
    middle = (left + right) / 2, (top + bottom) / 2
    x0, y0, x1, y1 = turned.bbox
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(
        (width - middle[0], height - middle[1]), abs=8
    )


def test_the_title_is_read_as_a_line(seen: Document) -> None:
    assert seen.kind == "image"
    assert seen.lines[0].text == "数字经济发展水平考核指标"


def test_without_the_recognisers_one_line_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "is_installed", lambda: False)
    path = saved(table(), tmp_path / "page.png")
    with pytest.raises(SourceError, match=r"pip install 'notice-pipeline\[scan\]'"):
        reader.read_images(path, None, Limits(), lambda done, of: None)


def test_the_models_come_with_their_wheels() -> None:
    assert models.is_installed()
    assert all(model.path.is_file() for model in models.MODELS)
