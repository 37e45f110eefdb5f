"""Publications of other versions of the schema: read, or refused with what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import pipeline
from pipeline.errors import UsageError
from pipeline.publication import write
from pipeline.publication.state import PACKAGE_FILE, sha256
from pipeline.schema import SCHEMA_VERSION, TABLES
from tests.published import small_publication

Package = dict[str, Any]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    write.publish(write.build(small_publication(), "g1"), tmp_path / "out")
    return tmp_path / "out"


def change_package(folder: Path, change: Callable[[Package], object]) -> None:
    path = folder / PACKAGE_FILE
    package = json.loads(path.read_text("utf-8"))
    change(package)
    path.write_text(json.dumps(package), "utf-8")


def without_column(folder: Path, table: str, column: str) -> None:
    """Rewrites a published file as one that never had the column."""
    path = folder / f"{table}.parquet"
    pq.write_table(pq.read_table(path, partitioning=None).drop_columns([column]), path)
    digest = f"sha256:{sha256(path.read_bytes())}"

    def note(package: Package) -> None:
        for resource in package["resources"]:
            if resource["path"] == path.name:
                resource["hash"] = digest

    change_package(folder, note)


def test_a_publication_says_the_version_of_its_schema(published: Path) -> None:
    package = json.loads((published / PACKAGE_FILE).read_text("utf-8"))
    assert package["schema_version"] == SCHEMA_VERSION
    assert pipeline.load(published).version == SCHEMA_VERSION


def test_a_publication_that_says_no_version_is_of_the_first(published: Path) -> None:
    change_package(published, lambda package: package.pop("schema_version"))
    assert pipeline.load(published).version == 1


def test_a_column_that_came_later_is_null_and_a_table_empty(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = TABLES["lead_units"]
    *others, remark = table.columns
    columns = (*others, replace(remark, since=SCHEMA_VERSION))
    monkeypatch.setitem(TABLES, "lead_units", replace(table, columns=columns))
    monkeypatch.setitem(TABLES, "sums", replace(TABLES["sums"], since=SCHEMA_VERSION))
    without_column(published, "lead_units", remark.name)
    (published / "sums.parquet").unlink()
    change_package(published, lambda package: package.update(schema_version=SCHEMA_VERSION - 1))
    loaded = pipeline.load(published)
    assert set(loaded["lead_units"].column(remark.name).to_pylist()) == {None}
    assert loaded["sums"].num_rows == 0
    assert loaded["indicators"].num_rows == len(small_publication()["indicators"])


@pytest.mark.parametrize(
    ("version", "code"),
    [
        (SCHEMA_VERSION + 1, "publication.newer"),
        (0, "publication.older"),
        ("x", "publication.older"),
    ],
)
def test_a_version_that_is_not_read_is_refused_with_what_to_do(
    published: Path, version: object, code: str
) -> None:
    change_package(published, lambda package: package.update(schema_version=version))
    with pytest.raises(UsageError) as refused:
        pipeline.load(published)
    assert refused.value.code == code
    assert "; " in str(refused.value)
