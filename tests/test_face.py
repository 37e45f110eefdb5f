"""The library's face: extract, tables, load, check from Python, from any folder, nothing heavy at the door."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import pipeline
from pipeline.errors import Rejected, SourceError, UsageError
from pipeline.schema import TABLES
from tests.conftest import ROOT, Edition
from tests.stitch.typeset import Set, Sheet, typeset

TINY = ROOT / "tests" / "cases" / "run" / "tiny.txt"
HEAVY = ("pandas", "pyarrow", "pdfplumber", "camelot", "great_expectations", "numpy", "re2")
pytestmark = pytest.mark.usefixtures("once")


def spoilt(folder: Path) -> Path:
    """The small notice with a total that its sections do not have."""
    path = folder / "notice.txt"
    path.write_text(TINY.read_text("utf-8").replace("满分10分", "满分11分"), "utf-8")
    return path


def listing(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*")}


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, pipeline; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_package_is_typed() -> None:
    assert (Path(pipeline.__file__).parent / "py.typed").is_file()


def test_without_a_folder_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, temporary, here = tmp_path / "in", tmp_path / "tmp", tmp_path / "here"
    for folder in (source, temporary, here):
        folder.mkdir()
    shutil.copy(TINY, source)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.chdir(here)
    before = listing(source, temporary, here)
    publication = pipeline.extract(str(source / "tiny.txt"))
    assert listing(source, temporary, here) == before
    assert publication.folder is None
    assert list(publication) == list(TABLES)
    assert publication.indicators["seq"].tolist() == [1, 2, 3, 4, 5, 6]


@pytest.mark.slow
def test_with_a_folder_it_is_published_and_loads_and_checks(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told: list[str] = []
    published = pipeline.extract(
        TINY,
        out,
        notice_id="tiny-2022",
        report=False,
        progress=lambda stage, *_: told.append(stage),
    )
    loaded = pipeline.load(out)
    assert (published.folder, loaded.generation) == (out, published.generation)
    assert set(loaded.indicators["notice_id"]) == {"tiny-2022"}
    assert not (out / "report.html").exists()
    assert {"repair", "validate"} <= set(told)
    assert pipeline.check(out).ok
    (out / "sections.parquet").write_bytes((out / "sums.parquet").read_bytes())
    with pytest.raises(UsageError):
        pipeline.check(tmp_path)


def test_a_rejected_document_raises_with_its_failures_and_its_tables(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for folder in (None, out):
        with pytest.raises(Rejected) as caught:
            pipeline.extract(spoilt(tmp_path), folder)
        error = caught.value
        assert "sections: points × share sum to 10, full marks are 11" in error.failures
        assert list(error.tables) == list(TABLES)
        assert len(error.tables.generation) == 64
        assert len(error.tables.indicators) == 6
        assert error.exit_code == 1
        assert str(error).startswith("notice.txt: not published, ")
        assert "\n" not in str(error)
        assert error.say("zh").startswith("notice.txt：未发布，")
    assert [path.name for path in out.iterdir()] == ["rejected"]


def test_the_tables_of_a_document_need_no_spec() -> None:
    found = pipeline.tables(TINY)
    assert [(table.pages, table.header_rows) for table in found] == [((1, 2), 2)]
    assert found.source == "tiny.txt"
    assert any(finding.check == "header-drift" for finding in found.findings)
    assert found[0].findings
    assert set(found[0].findings) <= set(found.findings)
    frame = found[0].to_pandas()
    assert frame["三级指标"].tolist()[0] == "经济增加值总额"
    assert len(pipeline.tables(TINY, pages=[2])[0].to_pandas()) == 3


def test_rows_lost_between_pages_raise_with_what_was_read(tmp_path: Path) -> None:
    cells = [Set(0, col, 1, 1, (text,)) for col, text in enumerate(("序号", "工作目标"))]
    for row in range(1, 13):
        number = row if row < 8 else row + 40
        cells += [Set(row, 0, 1, 1, (str(number),)), Set(row, 1, 1, 1, ("推进",))]
    typeset(Sheet((90, 200), tuple(cells), 1), tmp_path / "list.pdf")
    with pytest.raises(Rejected, match=r"^list.pdf: 1 error in reading: .*8–47 missing") as caught:
        pipeline.tables(tmp_path / "list.pdf")
    assert len(caught.value.tables[0].to_pandas()) == 12


@pytest.mark.parametrize("pages", [[], [0], [-1, 2]])
def test_pages_that_are_none_are_refused(pages: list[int]) -> None:
    with pytest.raises(UsageError, match="names no page"):
        pipeline.tables(TINY, pages)


def test_an_engine_that_is_none_is_refused() -> None:
    known = "name auto, both, pdfium, pdfplumber or camelot"
    with pytest.raises(UsageError, match=f"'tabula' is none; {known}"):
        pipeline.extract(TINY, engine="tabula")


def test_a_source_that_is_none_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"")
    with pytest.raises(SourceError, match=r"^x.pdf: empty file; "):
        pipeline.extract(tmp_path / "x.pdf")


@pytest.mark.slow
def test_a_script_without_a_guard_runs_once(tmp_path: Path) -> None:
    """Processes that a run starts do not import the caller's script again."""
    script = tmp_path / "script.py"
    script.write_text(
        "print('begins')\nimport pipeline\n"
        f"print(len(pipeline.extract({str(TINY)!r}).indicators))\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("begins\n6\n", "")


def test_it_works_outside_the_main_thread() -> None:
    """Where signals cannot bound the work, it is done all the same."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        publication = pool.submit(pipeline.extract, TINY).result()
    assert len(publication.indicators) == 6


def test_open_cells_are_those_of_the_review(transcription: Edition) -> None:
    from pipeline.views.review import as_list

    publication = pipeline.load(transcription.folder)
    expected = as_list(publication)
    found = publication.open_cells()
    assert len(expected) > 10
    assert [(row.seq, row.column) for row in found.itertuples()] == [
        (cell["seq"], cell["column"]) for cell in expected
    ]
    assert found["indicator"].tolist() == [cell["indicator"] for cell in expected]
    assert [len(readings) for readings in found["readings"]] == [
        len(cell["readings"]) for cell in expected
    ]
