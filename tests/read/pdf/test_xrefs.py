"""Cross-reference tables: all of them, in their order, however many updates a file has had."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read import document as tablebook
from pipeline.read.pdf import reader
from pipeline.sandbox.limits import Limits
from tests.hostile.build import one_page, stream, table
from tests.hostile.make import xref_ring
from tests.hostile.updates import chained, updated

pytestmark = pytest.mark.usefixtures("one_reader")


def written(folder: Path, data: bytes) -> Path:
    path = folder / "file.pdf"
    path.write_bytes(data)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 1_500])
def test_a_file_is_read_however_often_it_was_updated(count: int, tmp_path: Path) -> None:
    """By both readers; each calls itself once for each update, as it comes."""
    whole = tablebook.read(written(tmp_path, one_page(stream(table()))))[0]
    found = tablebook.read(
        written(tmp_path, chained(count)), limits=Limits(page_seconds=60, seconds=120)
    )[0]
    assert len(whole.tables) == 1
    assert (found.tables, found.lines, found.findings) == (
        whole.tables,
        whole.lines,
        whole.findings,
    )


@pytest.mark.parametrize("count", [1, 40, 1_200])
def test_what_the_last_update_says_counts(count: int, tmp_path: Path) -> None:
    """Each takes the place of the page's content."""
    reading = reader.read_pdf(written(tmp_path, updated(count)))
    assert [line.text for line in reading.lines] == [f"update {count}"]


def test_tables_that_name_one_another_in_a_ring_are_read_once_each(tmp_path: Path) -> None:
    reading = reader.read_pdf(written(tmp_path, xref_ring()))
    assert len(reading.tables) == 1
