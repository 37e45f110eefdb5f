"""Where a document is opened in a run: read first, seen by the second engine beside other work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.model import Document
from pipeline.read.document import read
from pipeline.sandbox.clock import quiet
from pipeline.sandbox.limits import Limits
from pipeline.views.report.session import Desk
from tests.stitch.typeset import Set, Sheet, typeset


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("session") / "list.pdf"
    cells = [Set(0, col, 1, 1, (text,)) for col, text in enumerate(("产业", "序号", "工作目标"))]
    for row in range(1, 13):
        cells += [Set(row, col, 1, 1, (f"{row}{col}",)) for col in range(3)]
    typeset(Sheet((90, 60, 150), tuple(cells), 1), path)
    return path


def read_at(desk: Desk, file: Path, engine: str) -> Document:
    """The document as the first engine has it, the second one asked."""
    document, _ = read(file, engine=desk.first_engine(engine), process=desk.process)
    desk.ask_second(document)
    return document


@pytest.mark.slow
def test_what_the_second_engine_says_later_is_what_it_says_at_once(file: Path) -> None:
    at_once, _ = read(file, engine="both")
    with Desk(file, Limits(), drawn=False) as desk:
        first = read_at(desk, file, "both")
        later = desk.settled(first, quiet)
    engines = {cell.engines for table in first.tables for cell in table.cells}
    assert engines == {("pdfplumber",)}
    assert later == at_once
    assert {cell.engines for table in later.tables for cell in table.cells} == {
        ("pdfplumber", "camelot")
    }


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["pdfplumber", "camelot", "pdfium", "auto"])
def test_other_engines_are_asked_at_once(file: Path, engine: str) -> None:
    with Desk(file, Limits(), drawn=False) as desk:
        document = read_at(desk, file, engine)
        assert desk.settled(document, quiet) is document
    assert document == read(file, engine=engine)[0]


class Refusing:
    """A process whose second engine cannot read the file."""

    def start(self, *_: object) -> None:
        """Begins."""

    def result(self, name: str, *_: object) -> None:
        raise SourceError("read.camelot-page", where=name, page=1, reason="no")


def test_a_file_that_the_second_engine_cannot_read_is_refused_when_its_word_is_needed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(file, Limits(), drawn=False)
    monkeypatch.setattr(desk, "process", Refusing())
    assert desk.first_engine("both") == "pdfplumber"
    document = Document("list.pdf", "abc", "pdf", ())
    desk.ask_second(document)
    with pytest.raises(SourceError, match="camelot"):
        desk.settled(document, quiet)


@pytest.mark.slow
def test_pages_are_drawn_after_the_second_engine_has_answered(file: Path) -> None:
    with Desk(file, Limits(), drawn=True) as desk:
        document = desk.settled(read_at(desk, file, "both"), quiet)
        desk.draw(document, [1])
        assert sorted(desk.pictures()) == [1]


def test_tables_of_page_images_keep_the_witnesses_that_read_them(file: Path) -> None:
    with Desk(file, Limits(), drawn=False) as desk:
        document = read_at(desk, file, "both")
        desk.settled(document, quiet)
        table = document.tables[0]
        cells = tuple(replace(cell, engines=("v6", "v4")) for cell in table.cells)
        image = replace(table, page=9, cells=cells)
        desk.ask_second(replace(document, tables=(*document.tables, image)))
        settled = desk.settled(document, quiet)
    assert settled.tables[-1] == image
