"""Rows to tables, and tables to files that a reader sees whole."""

from __future__ import annotations

import json
import os
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import PublishError, ValidationError
from pipeline.publication import write
from pipeline.publication.commit import TEMPORARY
from pipeline.publication.state import NEXT, STATE_FILE, sha256
from pipeline.schema import TABLES, arrow_schema, dictionary
from tests.faults import say_made
from tests.published import small_publication

FILES = {*(f"{name}.parquet" for name in TABLES), "README.md", "datapackage.json", ".state.json"}


def tables(generation: str = "g1") -> dict[str, pa.Table]:
    return write.build(small_publication(), generation)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_tables_have_the_declared_schema_and_the_rows_in_their_order() -> None:
    built = tables()
    for name in TABLES:
        assert built[name].schema.equals(arrow_schema(name, "g1"), check_metadata=True)
    assert built["indicators"].column("seq").to_pylist() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_decimal_becomes_the_float_that_is_written_alike() -> None:
    rows = small_publication()
    rows["sections"][0]["share"] = Decimal("0.8")
    assert write.build(rows, "g")["sections"].column("share").to_pylist() == [0.8, 1.0]


@pytest.mark.parametrize(
    ("table", "column", "value", "message"),
    [
        ("sections", "points", Decimal("0.10000000000000000001"), "is not kept exactly as float64"),
        ("sections", "points", 2**53 + 1, "is not kept exactly as float64"),
        ("sections", "points", float("nan"), "is not kept exactly as float64"),
        ("sections", "points", "100", "'100' is no number"),
        ("sections", "points", True, "True is no number"),
        ("sections", "points", None, "null, but the schema allows none"),
        ("sections", "first_seq", 1.0, "1.0 is no int16"),
        ("sections", "first_seq", True, "True is no int16"),
        ("sections", "first_seq", 40000, "40000 is no int16"),
        ("sections", "label", 5, "5 is no string"),
        ("sections", "label", "a\ud800", r"'a\\ud800' is no string"),
        ("indicators", "needs_review", 1, "1 is no bool"),
        ("rankings", "period_start", "2022-01-01", "'2022-01-01' is no date32"),
        ("rankings", "period_start", datetime(2022, 1, 1), "is no date32"),
    ],
)
def test_a_value_that_would_change_is_refused_with_its_place(
    table: str, column: str, value: Any, message: str
) -> None:
    rows = small_publication()
    rows[table][1][column] = value
    with pytest.raises(ValidationError, match=f"^{table} row 1, {column}: .*{message}"):
        write.build(rows, "g")


def test_missing_and_unknown_columns_and_tables_are_refused() -> None:
    rows = small_publication()
    del rows["notice"][0]["title"]
    with pytest.raises(ValidationError, match="notice row 0 lacks column title"):
        write.build(rows, "g")
    rows["notice"][0] |= {"title": None, "subtitle": None}
    with pytest.raises(ValidationError, match="notice row 0 has the undeclared column subtitle"):
        write.build(rows, "g")
    with pytest.raises(ValidationError, match="the publication lacks table notice"):
        write.build({name: rows[name] for name in TABLES if name != "notice"}, "g")


def test_a_publication_has_its_files_and_the_package_their_hashes(tmp_path: Path) -> None:
    out = tmp_path / "a" / "out"
    write.publish(tables(), out, {"report.html": b"<html>"})
    files = contents(out)
    assert set(files) == {*FILES, "report.html"}
    assert files["README.md"].decode() == dictionary()
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        assert resource["hash"] == f"sha256:{sha256(files[resource['path']])}"
        assert resource["bytes"] == len(files[resource["path"]])
        assert (
            pq.read_schema(out / resource["path"]).metadata[b"generation"].decode()
            == package["generation"]
            == "g1"
        )
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_the_same_rows_give_the_same_bytes_without_metadata_of_pandas(tmp_path: Path) -> None:
    write.publish(tables(), tmp_path / "a")
    write.publish(tables(), tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    file = pq.ParquetFile(tmp_path / "a" / "indicators.parquet")
    assert b"pandas" not in file.schema_arrow.metadata
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_datapackage_json_is_moved_in_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []
    replace = os.replace

    def record(source: Path, target: Path) -> None:
        assert Path(target).parent == tmp_path / "out"
        assert Path(source).parent != Path(target).parent
        moved.append(Path(target).name)
        replace(source, target)

    monkeypatch.setattr(os, "replace", record)
    write.publish(tables(), tmp_path / "out")
    assert set(moved) == FILES
    assert moved[-2:] == [".state.json", "datapackage.json"]


def test_a_rejected_run_touches_nothing_but_rejected_and_the_next_success_removes_it(
    tmp_path: Path,
) -> None:
    write.publish(tables("g1"), tmp_path)
    before = contents(tmp_path)
    write.reject(tables("g0"), tmp_path, {"old.json": b"old"})
    write.reject(tables("g2"), tmp_path, {"validation.json": b"{}"})
    assert contents(tmp_path) == before
    rejected = {path.name for path in (tmp_path / "rejected").iterdir()}
    assert rejected == {*(f"{name}.parquet" for name in TABLES), "validation.json", STATE_FILE}
    write.publish(tables("g3"), tmp_path)
    assert not (tmp_path / "rejected").exists()


def test_what_the_last_publication_wrote_and_this_one_does_not_is_removed_and_nothing_else(
    tmp_path: Path,
) -> None:
    write.publish(tables(), tmp_path, {"report.html": b"old"})
    (tmp_path / "notes.txt").write_text("mine")
    write.publish(tables(), tmp_path)
    assert set(contents(tmp_path)) == {*FILES, "notes.txt"}


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    for leaving in (f"{TEMPORARY}x", f"{TEMPORARY}y/new", NEXT):
        (tmp_path / leaving).mkdir(parents=True)
        (tmp_path / leaving / "notice.parquet").write_bytes(b"half")
    say_made(tmp_path, f"{TEMPORARY}x", f"{TEMPORARY}y", NEXT)
    write.publish(tables(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == FILES


def test_a_failed_write_leaves_the_old_publication_and_no_leavings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write.publish(tables("g1"), out)
    before = contents(out)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        PublishError, match="out: cannot be written \\(No space left on device\\); choose another"
    ):
        write.publish(tables("g2"), out)
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    with pytest.raises(PublishError, match="No space left"):
        write.publish(tables("g1"), tmp_path / "new" / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_output_folder_that_is_a_file_is_a_publish_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(PublishError, match="cannot be written"):
        write.publish(tables(), tmp_path / "out")


def test_tables_of_two_generations_are_not_published_together(tmp_path: Path) -> None:
    mixed = tables("g1") | {"notice": tables("g2")["notice"]}
    with pytest.raises(ValidationError, match="several generations"):
        write.publish(mixed, tmp_path / "out")
