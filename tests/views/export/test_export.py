"""What export writes: a workbook, a database and a CSV file for each table, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import PublishError
from pipeline.publication.write import build
from pipeline.schema import TABLES
from pipeline.views.export import export
from tests.published import small_publication


def test_a_long_notice_id_gives_a_file_name_that_the_system_takes(tmp_path: Path) -> None:
    rows = {
        name: [{**row, "notice_id": "县" * 200} for row in table]
        for name, table in small_publication().items()
    }
    assert (tmp_path / f"{'县' * 60}.xlsx") in export(build(rows, "0" * 64), tmp_path)


def test_files_are_written_whole_into_a_folder_of_their_own(tmp_path: Path) -> None:
    paths = export(build(small_publication(), "0" * 64), tmp_path / "export")
    assert {path.name for path in paths} == {
        "small-2022.xlsx",
        "small-2022.sqlite",
        *(f"{name}.csv" for name in TABLES),
    }
    assert {path.name for path in (tmp_path / "export").iterdir()} == {path.name for path in paths}


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match="cannot be written"):
        export(build(small_publication(), "0" * 64), tmp_path / "file" / "export")
