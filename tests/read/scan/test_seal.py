"""Seals over a table: red ones are lifted, of others what lies beneath is in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from pipeline.model import Document, PageTable
from pipeline.read.document import read
from pipeline.read.scan.rules import ruling_of
from pipeline.read.scan.seal import colourless_seals, light_of
from pipeline.read.scan.sheet import inked, levelled
from tests.read.scan.drawn import DPI, LEFT, ROWS, TOP, font, pixels, saved, stamped, table

pytestmark = pytest.mark.usefixtures("one_reader")

POINTS = 72 / DPI
# More rows than a seal is high.
LONG = (ROWS[0], *(((f"{number}", *ROWS[1 + number % 3][1:])) for number in range(1, 9)))
# Over units and rankings of some rows in the middle.
OVER = (LEFT + 640, TOP + 290)


def seals(picture: Image.Image) -> int:
    """How many colourless seals a page has."""
    light = light_of(pixels(picture), POINTS)
    level = levelled(light.grey)
    ruling = ruling_of(level, POINTS)
    return len(colourless_seals(inked(level), ruling.mask, POINTS))


def read_back(picture: Image.Image, path: Path) -> tuple[PageTable, Document]:
    document, _ = read(saved(picture, path, quality=60))
    (found,) = document.tables
    return found, document


def texts(found: PageTable) -> list[tuple[str, ...]]:
    grid = found.grid()
    return [
        tuple(grid[row, col].text for col in range(found.n_cols)) for row in range(found.n_rows)
    ]


@pytest.mark.slow
def test_cells_under_a_red_seal_and_a_red_letterhead_read_as_they_are_printed(
    tmp_path: Path,
) -> None:
    picture = stamped(table(LONG), OVER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 1100, 100), fill="white")
    pen.text((320, 20), "数字经济发展水平", fill=(208, 50, 44), font=font(22))
    found, document = read_back(picture, tmp_path / "page.jpg")
    assert texts(found) == list(LONG)
    assert "数字经济发展水平" in document.lines[0].text
    assert not [one for one in document.findings if one.severity == "warning"]


def test_red_figures_in_a_cell_are_print() -> None:
    picture = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(picture).text((200, 100), "12", fill="red", font=font(10.5))
    light = light_of(pixels(picture), POINTS)
    assert light.seals == ()
    assert inked(levelled(light.grey)).any()


@pytest.fixture(scope="module")
def grey(tmp_path_factory: pytest.TempPathFactory) -> tuple[PageTable, Document]:
    """A page under a seal, scanned without colours."""
    path = tmp_path_factory.mktemp("seal") / "page.jpg"
    return read_back(stamped(table(LONG), OVER).convert("L").convert("RGB"), path)


def test_cells_under_a_seal_without_colour_are_in_doubt(grey: tuple[PageTable, Document]) -> None:
    found, _ = grey
    rows, cols = len(LONG), len(LONG[0])
    assert (found.n_rows, found.n_cols) == (rows, cols)
    beneath = {(cell.row, cell.col) for cell in found.cells if cell.in_doubt}
    assert {(4, 3), (5, 2), (5, 3), (6, 3)} <= beneath
    assert not {(row, 0) for row in range(rows)} & beneath
    for cell in found.cells:
        if (cell.row, cell.col) in beneath:
            assert "" in [reading.text for reading in cell.readings]


def test_one_warning_names_the_rows_under_a_seal_without_colour(
    grey: tuple[PageTable, Document],
) -> None:
    _, document = grey
    told = [one.message for one in document.findings if one.check == "scan-seal"]
    assert len(told) == 1
    assert "rows 2-7" in told[0]
    assert "scan it in colour" in told[0]


def test_a_seal_without_colour_is_found_by_its_ring() -> None:
    assert seals(table(LONG)) == 0
    assert seals(stamped(table(LONG), OVER)) == 0
    assert seals(stamped(table(LONG), OVER).convert("L").convert("RGB")) == 1
