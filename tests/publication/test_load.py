"""Reading a publication back: one generation or one line, also while files are being replaced."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import pipeline
from pipeline.errors import PipelineError, UsageError, ValidationError
from pipeline.publication import load, write
from pipeline.publication.state import NEXT, sha256
from pipeline.schema import TABLES
from tests.conftest import ROOT
from tests.published import small_publication


@pytest.fixture
def published(tmp_path: Path) -> Path:
    write.publish(write.build(small_publication(), "g1"), tmp_path / "out")
    return tmp_path / "out"


def test_a_publication_is_its_tables_by_name_and_its_generation(published: Path) -> None:
    loaded = pipeline.load(str(published))
    built = write.build(small_publication(), "g1")
    assert isinstance(loaded, Mapping)
    assert loaded.generation == "g1"
    assert list(loaded) == list(TABLES)
    assert len(loaded) == len(TABLES)
    assert all(loaded[name].to_pylist() == built[name].to_pylist() for name in TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_frame_is_the_one_pandas_reads_with_nullable_types(published: Path, name: str) -> None:
    read = pd.read_parquet(published / f"{name}.parquet", dtype_backend="numpy_nullable")
    pd.testing.assert_frame_equal(pipeline.load(published).to_pandas(name), read)


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, pipeline; print(pipeline.load.__name__, {'pyarrow', 'pandas', 'argparse'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "load set()\n"


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_reading_starts_no_thread_that_the_end_of_the_process_would_meet(published: Path) -> None:
    """A thread of Arrow's pools that lets go of Python's bytes while the interpreter ends aborts the process."""
    code = (
        "import os, sys, pandas, pyarrow.parquet, pipeline\n"
        "def threads(): return len(os.listdir('/proc/self/task'))\n"
        "before = threads()\n"
        "loaded = pipeline.load(sys.argv[1])\n"
        "rows = [table.to_pylist() for table in loaded.values()]\n"
        "frames = [loaded.to_pandas(name) for name in loaded]\n"
        "print(len(rows), len(frames), threads() - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, published],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{len(TABLES)} {len(TABLES)} 0\n"


def moved_halfway(folder: Path) -> None:
    """Some files of g2 among those of g1, the whole of g2 in ``next``: a run was killed here, or is at work."""
    write.publish(write.build(small_publication(), "g2"), folder / NEXT)
    for name in list(TABLES)[:4]:
        shutil.copy(folder / NEXT / f"{name}.parquet", folder)


def test_while_files_are_moved_in_the_whole_of_them_is_read(published: Path) -> None:
    moved_halfway(published)
    assert pipeline.load(published).generation == "g2"


def test_a_first_publication_is_read_before_its_last_file_is_there(published: Path) -> None:
    shutil.move(published, published.parent / NEXT)
    published.mkdir()
    shutil.move(published.parent / NEXT, published)
    assert pipeline.load(published).generation == "g1"


def test_the_old_publication_is_read_as_long_as_it_is_whole(published: Path) -> None:
    write.publish(write.build(small_publication(), "g2"), published / NEXT)
    assert pipeline.load(published).generation == "g1"


def test_two_generations_without_a_whole_one_are_refused_in_one_line(published: Path) -> None:
    moved_halfway(published)
    shutil.rmtree(published / NEXT)
    with pytest.raises(
        ValidationError,
        match=r"out: no publication there is whole: .*\.parquet.*run extract again$",
    ):
        pipeline.load(published)


def test_what_is_checked_is_what_lies_in_the_folder_itself(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "PATIENCE", 0.2)
    moved_halfway(published)
    faults = load.inspect(published).faults
    assert {fault.table for fault in faults} == set(list(TABLES)[:4])


@pytest.mark.slow
def test_readers_beside_a_run_that_publishes_get_whole_generations() -> None:
    """A few reads; ``make torn`` makes ten thousand."""
    command = [
        sys.executable,
        "-m",
        "tests.torn",
        "--reads",
        "20",
        "--publications",
        "10",
        "--kills",
        "0",
        "--pdf-kills",
        "0",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    lines = done.stdout.splitlines()
    assert [line.endswith(" 0 wrong") for line in lines] == [True, True, True, False]
    assert lines[-1].endswith("left behind: nothing")


def test_a_folder_without_a_publication_is_a_matter_of_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no publication there"):
        load.load(tmp_path / "nowhere")


def _truncate(folder: Path) -> None:
    data = (folder / "rankings.parquet").read_bytes()
    (folder / "rankings.parquet").write_bytes(data[: len(data) // 2])


def _other_run(folder: Path) -> None:
    other = write.build(small_publication(), "g2")["rankings"]
    pq.write_table(other, folder / "rankings.parquet")
    package = json.loads((folder / "datapackage.json").read_text())
    entry = next(r for r in package["resources"] if r["name"] == "rankings")
    entry["hash"] = f"sha256:{sha256((folder / 'rankings.parquet').read_bytes())}"
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
    "datapackage.json: not a Data Package": lambda folder: (folder / "datapackage.json").write_text(
        "[]"
    ),
    "indicators.parquet: the file is not the one": _other_hashes,
}


@pytest.mark.parametrize("message", DAMAGES)
def test_a_damaged_publication_is_refused_in_one_line(published: Path, message: str) -> None:
    DAMAGES[message](published)
    with pytest.raises(PipelineError, match=message) as caught:
        load.load(published)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("run extract again")


@pytest.mark.slow
def test_a_flipped_bit_anywhere_in_a_file_is_a_fault_and_never_a_foreign_exception(
    published: Path,
) -> None:
    path = published / "rankings.parquet"
    data = path.read_bytes()
    for position in range(0, len(data), len(data) // 60):
        path.write_bytes(data[:position] + bytes([data[position] ^ 0x10]) + data[position + 1 :])
        try:
            faults = load.inspect(published).faults
        except PipelineError:
            continue
        assert next((fault.table, fault.check) for fault in faults) == ("rankings", "hash")
