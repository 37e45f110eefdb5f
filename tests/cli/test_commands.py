"""Each command's answer for programs: one JSON document on standard output."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.publication.write import build, prepare, publish
from pipeline.schema import TABLES
from tests.published import small_publication


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small publication, published."""
    out = tmp_path / "out"
    prepare(out, ())
    publish(build(small_publication(), "0" * 64), out, {}, {})
    return out


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    assert main([str(word) for word in words]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return json.loads(captured.out)


def test_an_explanation_has_the_value_its_source_and_its_candidates(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, "explain", 8, "level1", "--in", folder, "--json")
    assert (found["notice_id"], found["seq"]) == ("small-2022", 8)
    (value,) = found["values"]
    assert (value["column"], value["value"], value["status"]) == ("level1", None, "ambiguous")
    assert texts(value["candidates"]) == ["治理", "推进"]
    assert [repair["column"] for repair in value["repairs"]] == ["level1"] * len(value["repairs"])


def texts(candidates: Sequence[dict[str, Any]]) -> list[str]:
    return [candidate["text"] for candidate in candidates]


def test_an_explanation_of_a_row_has_all_its_columns_and_findings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = small_publication()
    found = answer(capsys, "explain", 8, "--in", folder, "--json")
    sources = [row["column"] for row in rows["provenance"] if row["seq"] == 8]
    assert [value["column"] for value in found["values"]] == sources
    about = [row["message"] for row in rows["findings"] if row["seq"] == 8]
    assert [finding["message"] for finding in found["findings"]] == about


def test_open_cells_are_told_in_the_language_that_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    english = answer(capsys, "review", folder, "--json")
    chinese = answer(capsys, "review", folder, "--json", "--lang", "zh")
    assert [cell["readings"] for cell in english] == [cell["readings"] for cell in chinese]
    assert english[0]["settles"].startswith("where the label begins")
    assert chinese[0]["settles"].startswith("查明标签起于何行")


def test_an_export_names_its_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = answer(capsys, "export", folder, "--json")["files"]
    assert {Path(file).name for file in files} == {
        "small-2022.xlsx",
        "small-2022.sqlite",
        *(f"{name}.csv" for name in TABLES),
    }
    assert all(Path(file).is_file() for file in files)


def test_the_dictionary_has_the_columns_of_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    tables = answer(capsys, "dictionary", "--json")["tables"]
    assert [table["name"] for table in tables] == list(TABLES)
