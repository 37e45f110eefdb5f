"""A publication with columns of the form's own: written, described, read back, checked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import pipeline
from pipeline.errors import ValidationError
from pipeline.publication import write
from pipeline.schema import EXTRAS, TABLES
from tests.published import small_publication, with_own_columns


@pytest.fixture
def published(tmp_path: Path) -> Path:
    rows, declared = with_own_columns()
    write.publish(write.build(rows, "g1", declared), tmp_path / "out")
    return tmp_path / "out"


def test_the_table_is_read_back_with_its_types(published: Path) -> None:
    loaded = pipeline.load(published)
    assert list(loaded) == [*TABLES, EXTRAS]
    first = loaded[EXTRAS].to_pylist()[0]
    assert (first["deadline"], first["deadline_precision"]) == (date(2024, 6, 30), "month")
    assert list(loaded.extras["leader"]) == ["王芳"] * 8


def test_the_data_package_and_the_dictionary_beside_it_describe_the_columns(
    published: Path,
) -> None:
    package = json.loads((published / "datapackage.json").read_text("utf-8"))
    resource = package["resources"][-1]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert (resource["name"], resource["path"]) == ("extras", "extras.parquet")
    assert fields["deadline"]["type"] == "date"
    assert "ten_days" in fields["deadline_precision"]["constraints"]["enum"]
    assert "完成时限: how exact the date is" in (published / "README.md").read_text("utf-8")


def test_a_table_that_was_changed_or_is_gone_is_not_loaded(published: Path) -> None:
    file = published / "extras.parquet"
    data = file.read_bytes()
    rows, declared = with_own_columns()
    rows[EXTRAS][0]["leader"] = "李伟"
    write.publish(write.build(rows, "g1", declared), published.parent / "other")
    file.write_bytes((published.parent / "other" / "extras.parquet").read_bytes())
    with pytest.raises(ValidationError, match=r"extras\.parquet"):
        pipeline.load(published)
    file.unlink()
    with pytest.raises(ValidationError, match=r"extras\.parquet"):
        pipeline.load(published)
    file.write_bytes(data)
    assert len(pipeline.load(published)) == len(TABLES) + 1


def test_a_publication_without_own_columns_removes_the_table(published: Path) -> None:
    write.publish(write.build(small_publication(), "g2"), published)
    assert not (published / "extras.parquet").exists()
    assert list(pipeline.load(published)) == list(TABLES)
    with pytest.raises(KeyError):
        pipeline.load(published).to_pandas(EXTRAS)


def test_rows_of_the_table_without_its_declaration_are_refused() -> None:
    rows, _ = with_own_columns()
    with pytest.raises(ValidationError, match="extras"):
        write.build(rows, "g1")
