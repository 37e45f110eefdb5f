"""A publication in memory: every table as Arrow by name, as pandas by attribute."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.publication.load import load
from pipeline.publication.publication import AsFrame, Publication, read_rejected
from pipeline.publication.write import REJECTED, reject
from pipeline.schema import EXTRAS, TABLES
from tests.conftest import Edition


@pytest.fixture(scope="module")
def publication(transcription: Edition) -> Publication:
    return load(transcription.folder)


def test_every_published_table_is_an_attribute() -> None:
    named = {name for name, value in vars(Publication).items() if isinstance(value, AsFrame)}
    assert named == {*TABLES, EXTRAS}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_same_rows_either_way(publication: Publication, name: str) -> None:
    frame = getattr(publication, name)
    assert isinstance(publication[name], pa.Table)
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == publication[name].schema.names
    assert len(frame) == publication[name].num_rows


def test_whole_numbers_with_nulls_stay_whole(publication: Publication) -> None:
    ranks = publication.indicators["rank_jan_jun"]
    assert str(ranks.dtype) == "Int16"
    assert ranks.isna().any()


def test_an_open_cell_has_its_readings_and_its_place(publication: Publication) -> None:
    found = publication.open_cells()
    assert list(found.columns) == [
        *("seq", "indicator", "column", "readings", "printed", "reason", "page", "row", "col")
    ]
    counts = publication.candidates.groupby(["seq", "column"], sort=False).size()
    assert [len(readings) for readings in found["readings"]] == counts.tolist()
    assert found["reason"].notna().all()


def test_rejected_tables_are_read_back(publication: Publication, tmp_path: Path) -> None:
    reject(publication, tmp_path)
    again = read_rejected(tmp_path / REJECTED)
    assert again.folder == tmp_path / REJECTED
    assert all(again[name].equals(publication[name]) for name in TABLES)


def test_what_a_notebook_shows_is_one_line(publication: Publication) -> None:
    assert re.fullmatch(
        r"<Publication in .+: 84 indicators, generation [0-9a-f]{12}>", repr(publication)
    )
    assert repr(replace(publication, folder=None)).startswith("<Publication in memory: ")
