"""The SQLite file holds what is published, in its types, nulls as nulls."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from pipeline.publication.write import build
from pipeline.schema import TABLES
from pipeline.views.export import export
from pipeline.views.sqlite import as_sqlite
from tests.published import small_publication


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_there_row_by_row(name: str) -> None:
    rows = small_publication()
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(as_sqlite(rows))
        found = database.execute(f'select * from "{name}"').fetchall()
    names = TABLES[name].names
    assert found == [tuple(plain(row[column]) for column in names) for row in rows[name]]


def test_a_key_that_stands_twice_is_refused_by_the_file() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(as_sqlite(small_publication()))
        with pytest.raises(sqlite3.IntegrityError):
            database.execute('insert into "indicators" select * from "indicators"')


def test_the_same_tables_give_the_same_bytes() -> None:
    assert as_sqlite(small_publication()) == as_sqlite(small_publication())


def test_an_export_writes_it_beside_the_workbook(tmp_path: Path) -> None:
    files = export(build(small_publication(), "0" * 64), tmp_path)
    assert tmp_path / "small-2022.sqlite" in files
    with closing(sqlite3.connect(tmp_path / "small-2022.sqlite")) as database:
        (count,) = database.execute("select count(*) from indicators").fetchone()
    assert count == len(small_publication()["indicators"])
