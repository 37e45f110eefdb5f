"""Reading a publication back, and telling by content whether it is current."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import publish, reader, store
from pipeline.errors import PipelineError, UsageError
from pipeline.schema import TABLES
from tests.publication import small_publication


@pytest.fixture
def published(tmp_path: Path) -> Path:
    publish.publish(publish.build(small_publication(), "g1"), tmp_path, {"report.html": b"x"}, {"rows": 8})
    return tmp_path


def test_tables_come_back_as_they_were_published(published: Path) -> None:
    loaded = reader.load(published)
    built = publish.build(small_publication(), "g1")
    assert list(loaded) == list(TABLES)
    assert all(loaded[name].to_pylist() == built[name].to_pylist() for name in TABLES)


def test_a_publication_is_current_for_its_generation_until_a_file_changes(published: Path) -> None:
    assert store.is_current(published, "g1")
    assert store.is_current(published, "g1", ["report.html"])
    assert not store.is_current(published, "g2")
    assert not store.is_current(published, "g1", ["validation.json"])
    (published / "README.md").write_text("changed")
    assert not store.is_current(published, "g1")


@pytest.mark.parametrize("name", ["notice.parquet", "datapackage.json", ".state.json", "report.html"])
def test_a_publication_that_lacks_a_file_is_not_current(published: Path, name: str) -> None:
    (published / name).unlink()
    assert not store.is_current(published, "g1")


def test_time_stamps_and_place_do_not_matter(published: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    copy = tmp_path_factory.mktemp("copy") / "out"
    shutil.copytree(published, copy, copy_function=shutil.copyfile)
    assert store.is_current(copy, "g1")


def test_the_summary_of_the_last_publication_is_remembered(published: Path) -> None:
    assert store.read_state(published)["summary"] == {"rows": 8}
    (published / ".state.json").write_text("[")
    assert store.read_state(published) == {}


def test_whether_it_is_current_is_told_without_heavy_imports() -> None:
    heavy = "{'pyarrow', 'pandas', 'great_expectations'}"
    code = f"import sys, pipeline.publish, pipeline.validate; print({heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_the_generation_depends_on_each_of_its_parts() -> None:
    generations = [
        store.generation("a", b"spec", b"corrections", "code", "extra"),
        store.generation("b", b"spec", b"corrections", "code", "extra"),
        store.generation("a", b"spec2", b"corrections", "code", "extra"),
        store.generation("a", b"spec", b"corrections2", "code", "extra"),
        store.generation("a", b"spec", b"corrections", "code2", "extra"),
        store.generation("a", b"spec", b"corrections", "code", "extra2"),
    ]
    assert len(set(generations)) == 6
    assert generations[0] == store.generation("a", b"spec", b"corrections", "code", "extra")


def test_the_code_digest_follows_the_suites_content_and_names_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    first = store.code_digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.py").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    assert store.code_digest(tmp_path) == first
    (tmp_path / "a.json").rename(tmp_path / "b.json")
    renamed = store.code_digest(tmp_path)
    (tmp_path / "b.json").write_text("[]")
    assert len({first, renamed, store.code_digest(tmp_path)}) == 3


def test_a_folder_without_a_publication_is_a_matter_of_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no publication there"):
        reader.load(tmp_path / "nowhere")


def _truncate(folder: Path) -> None:
    data = (folder / "rankings.parquet").read_bytes()
    (folder / "rankings.parquet").write_bytes(data[: len(data) // 2])


def _other_run(folder: Path) -> None:
    other = publish.build(small_publication(), "g2")["rankings"]
    pq.write_table(other, folder / "rankings.parquet")
    package = json.loads((folder / "datapackage.json").read_text())
    entry = next(r for r in package["resources"] if r["name"] == "rankings")
    entry["hash"] = f"sha256:{store.sha256((folder / 'rankings.parquet').read_bytes())}"
    (folder / "datapackage.json").write_text(json.dumps(package))


def _other_schema(folder: Path) -> None:
    pq.write_table(pa.table({"seq": [1]}), folder / "rankings.parquet")


def _other_hashes(folder: Path) -> None:
    package = (folder / "datapackage.json").read_text("utf-8")
    (folder / "datapackage.json").write_text(package.replace("sha256:", "sha256:0"), "utf-8")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "rankings.parquet: missing": lambda folder: (folder / "rankings.parquet").unlink(),
    "rankings.parquet: not a whole Parquet file": _truncate,
    "rankings.parquet: generation g2, datapackage.json says g1": _other_run,
    "rankings.parquet: the columns are not the declared ones": _other_schema,
    "datapackage.json: not JSON": lambda folder: (folder / "datapackage.json").write_text("{"),
    "datapackage.json: not a Data Package": lambda folder: (folder / "datapackage.json").write_text("[]"),
    "indicators.parquet: the file is not the one": _other_hashes,
}


@pytest.mark.parametrize("message", DAMAGES)
def test_a_damaged_publication_is_refused_in_one_line(published: Path, message: str) -> None:
    DAMAGES[message](published)
    with pytest.raises(PipelineError, match=message) as caught:
        reader.load(published)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("run extract again")


def test_a_flipped_bit_anywhere_in_a_file_is_a_fault_and_never_a_foreign_exception(published: Path) -> None:
    path = published / "rankings.parquet"
    data = path.read_bytes()
    for position in range(0, len(data), len(data) // 60):
        path.write_bytes(data[:position] + bytes([data[position] ^ 0x10]) + data[position + 1 :])
        try:
            faults = reader.inspect(published).faults
        except PipelineError:
            continue
        assert next((fault.table, fault.check) for fault in faults) == ("rankings", "hash")
