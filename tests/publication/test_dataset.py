"""Folders of many notices: any id names one, gives itself back, and is read right by every reader."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.publication.dataset import folder_name, notice_folder, part_file, published_notices

IDS = ("崇义 县-2022", "007", "2022-01-01", "a%b=c", "x/y:z", "..", ".hidden", "a'b", "null")


@pytest.mark.parametrize("notice_id", IDS)
def test_an_id_names_one_folder_and_is_read_back_from_its_name(notice_id: str) -> None:
    name = folder_name(notice_id)
    assert Path(name).name == name not in ("", ".", "..")
    assert unquote(name) == notice_id


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """One small table for each id, with the id as its own column."""
    for notice_id in IDS:
        part = part_file(tmp_path, "lead_units", notice_id)
        part.parent.mkdir(parents=True)
        pq.write_table(pa.table({"notice_id": [notice_id], "lead_unit": ["县发改委"]}), part)
    return tmp_path / "dataset" / "lead_units"


def test_pandas_reads_every_id_as_the_text_it_is(dataset: Path) -> None:
    assert {*pd.read_parquet(dataset, partitioning=None)["notice_id"]} == {*IDS}


def test_polars_reads_every_id_as_the_text_it_is(dataset: Path) -> None:
    assert {*pl.read_parquet(f"{dataset}/*/part.parquet")["notice_id"]} == {*IDS}


def test_duckdb_reads_every_id_as_the_text_it_is(dataset: Path) -> None:
    found = duckdb.sql(f"select notice_id from '{dataset}/*/part.parquet'")
    assert found is not None
    assert {notice_id for (notice_id,) in found.fetchall()} == {*IDS}


def test_the_notices_that_are_published_are_found_by_their_tables(tmp_path: Path) -> None:
    for notice_id in ("b", "a/c"):
        folder = notice_folder(tmp_path, notice_id)
        folder.mkdir(parents=True)
        (folder / "indicators.parquet").touch()
    notice_folder(tmp_path, "rejected-only").mkdir()
    assert [notice_id for notice_id, _ in published_notices(tmp_path)] == ["a/c", "b"]
