"""The shapes: whole tables, equal by seed; the layout loses nothing and leaves no page empty."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.breaks.docx import write_docx
from tests.breaks.draw import joined, typeset
from tests.breaks.layout import Layout
from tests.breaks.model import Document, Placement, fold
from tests.breaks.places import breaks_of
from tests.breaks.shapes import SCRIPTS, SHAPES, random_document
from tests.breaks.voice import Voice
from tests.breaks.web import html


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [random_document(seed, shape, without={"ar"}) for seed, shape in enumerate(SHAPES)]


def test_every_shape_gives_whole_tables(documents: list[Document]) -> None:
    """Every position of the grid belongs to one cell."""
    for document in documents:
        for table in document.tables:
            positions = [at for cell in table.cells for at in cell.positions()]
            assert len(positions) == len(set(positions)) == table.n_rows * table.n_cols, (
                document.shape
            )
            assert len(table.aligns) == table.n_cols
            assert 0 <= table.header_rows < table.n_rows


def test_the_same_seed_gives_the_same_document() -> None:
    assert random_document(5) == random_document(5)
    assert random_document(5) != random_document(6)


def test_every_script_has_every_word() -> None:
    for script in SCRIPTS:
        for shape in SHAPES:
            assert random_document(3, shape, script).script == script


@pytest.mark.slow
def test_what_is_drawn_is_the_whole_truth(documents: list[Document], tmp_path: Path) -> None:
    for document in documents:
        placement = typeset(document, tmp_path / "one.pdf")
        for number, table in enumerate(document.tables):
            if table.reprint:
                continue
            for index, cell in enumerate(table.cells):
                drawn = "".join(piece.text for piece in placement.pieces.get((number, index), ()))
                assert fold(drawn) == fold(cell.text), (document.shape, document.seed)


def test_nothing_is_drawn_below_the_foot_of_a_page(documents: list[Document]) -> None:
    for document in documents:
        foot = document.look.height - document.look.margin + 1
        for page in Layout(document).pages:
            assert all(part.bottom <= foot for part in page.parts), (document.shape, document.seed)


def test_every_page_boundary_within_a_table_is_a_break(tmp_path: Path) -> None:
    document = random_document(8, "numbered")
    placement = typeset(document, tmp_path / "one.pdf")
    assert [at.page for at in breaks_of(document, placement)] == list(range(1, placement.pages))


def test_a_page_of_html_has_every_text_as_a_link(documents: list[Document]) -> None:
    for document in documents[:6]:
        made = html(document)
        filled = sum(bool(cell.text) for table in document.tables for cell in table.cells)
        assert made.count("<a href=") >= filled


def test_a_word_processor_file_is_written(documents: list[Document], tmp_path: Path) -> None:
    write_docx(documents[0], tmp_path / "one.docx")
    assert (tmp_path / "one.docx").read_bytes().startswith(b"PK")


def test_a_placement_without_pages_has_no_breaks() -> None:
    assert breaks_of(random_document(1), Placement(pages=1)) == ()


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert Voice(random.Random(1), "de").number(1234.5, 1234.5, 2) == "1.234,50"
    assert Voice(random.Random(1), "fr").number(1234.5, 1234.5, 2) == "1 234,50"
    assert Voice(random.Random(1), "zh").number(1234.5, 1234.5, 2) == "1,234.50"


def test_rules_that_touch_are_drawn_as_one() -> None:
    assert joined([(0, 5, 10, 5), (10, 5, 20, 5), (30, 5, 40, 5)]) == [
        (0, 5, 20, 5),
        (30, 5, 40, 5),
    ]
    assert joined([(0, 0, 0, 8), (0, 5, 10, 5)]) == [(0, 0, 0, 8), (0, 5, 10, 5)]


def test_tables_beside_one_another_have_a_break_each(tmp_path: Path) -> None:
    document = random_document(7, "beside", "zh")
    placement = typeset(document, tmp_path / "one.pdf")
    assert {at.above[0] for at in breaks_of(document, placement) if at.page == 1} == {0, 1}
