"""The suite files, and what happens to one that is not taken whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.errors import ValidationError
from pipeline.publication import write
from pipeline.schema import EXTRAS, TABLES
from pipeline.validate import _engine, validate
from pipeline.validate.suites import load_suites
from tests.published import EXPECTATIONS, small_publication

SUITES = sorted(EXPECTATIONS.rglob("*.json"))


def test_there_is_one_suite_per_published_table() -> None:
    assert {path.stem for path in EXPECTATIONS.glob("*.json")} == {*TABLES, EXTRAS}


@pytest.mark.parametrize("path", SUITES, ids=lambda path: path.relative_to(EXPECTATIONS).as_posix())
def test_every_expectation_has_a_reason_and_a_severity_and_stands_once(path: Path) -> None:
    expectations = json.loads(path.read_text("utf-8"))["expectations"]
    for one in expectations:
        assert len(one["meta"]["reason"].split()) >= 3
        assert one["severity"] in ("critical", "warning", "info")
    bare = [json.dumps([one["type"], one["kwargs"]], sort_keys=True) for one in expectations]
    assert len(set(bare)) == len(bare)


def test_the_suites_hold_what_the_schema_declares() -> None:
    for table in TABLES.values():
        expectations = json.loads((EXPECTATIONS / f"{table.name}.json").read_text("utf-8"))[
            "expectations"
        ]
        kwargs = [{"type": one["type"], **one["kwargs"]} for one in expectations]
        for column in table.columns:
            if column.values:
                assert {
                    "type": "expect_column_values_to_be_in_set",
                    "column": column.name,
                    "value_set": list(column.values),
                } in kwargs or (table.name, column.name) == ("scoring_units", "section")
        for key in table.foreign_keys:
            assert {
                "type": "expect_keys_exist",
                "columns": list(key.columns),
                "other_table": key.table,
                "other_columns": list(key.other_columns),
            } in kwargs
        unique = {
            0: None,
            1: {"type": "expect_column_values_to_be_unique", "column": (*table.key, "")[0]},
        }.get(
            len(table.key),
            {"type": "expect_compound_columns_to_be_unique", "column_list": list(table.key)},
        )
        assert unique is None or unique in kwargs or table.name == "notice"


def _with_suite(folder: Path, table: str, content: Any) -> Path:
    shutil.copytree(EXPECTATIONS, folder, dirs_exist_ok=True)
    (folder / f"{table}.json").write_text(
        content if isinstance(content, str) else json.dumps(content)
    )
    return folder


def _expectation(**changes: Any) -> dict[str, Any]:
    base = {
        "type": "expect_column_values_to_not_be_null",
        "kwargs": {"column": "seq"},
        "severity": "critical",
    }
    return {**base, "meta": {"reason": "for the test"}, **changes}


BAD_SUITES = {
    "lead_units.json: not JSON": "{",
    "lead_units.json: no list of expectations": {"name": "lead_units", "expectations": []},
    "expectation 1: expect_column_values_to_not_be_null gives no reason": [_expectation(meta={})],
    "expectation 1: .* severity is none of": [_expectation(severity="fatal")],
    "expectation 2: it has no type": [_expectation(), {"kwargs": {}}],
    "expectation 1: unknown keys expectation_type": [_expectation(expectation_type="x")],
}


@pytest.mark.parametrize("message", BAD_SUITES)
def test_a_suite_file_that_is_wrong_is_an_error_with_its_place(
    tmp_path: Path, message: str
) -> None:
    content = BAD_SUITES[message]
    suite = (
        {"name": "lead_units", "expectations": content} if isinstance(content, list) else content
    )
    with pytest.raises(ValidationError, match=message):
        load_suites(_with_suite(tmp_path, "lead_units", suite), "small-2022")


NOT_TAKEN = {
    "suite s, expectation 2 .expect_colum_to_exist.: not loaded": [
        _expectation(),
        _expectation(type="expect_colum_to_exist"),
    ],
    "suite s, expectation 1 .expect_keys_exist.: not loaded": [
        _expectation(type="expect_keys_exist", kwargs={"column": ["seq"]})
    ],
    "suite s, expect_column_values_to_not_be_null: not evaluated, .*sequence": [
        _expectation(kwargs={"column": "sequence"})
    ],
    "suite s, expect_keys_exist: not evaluated, 'districts'": [
        _expectation(
            type="expect_keys_exist",
            kwargs={"columns": ["seq"], "other_table": "districts", "other_columns": ["seq"]},
        )
    ],
}


def validate_one(suite: list[dict[str, Any]], table: pa.Table) -> None:
    prepared = _engine().prepare("s", suite)
    prepared.validate(table, ["seq"], {"lead_units": table.to_pylist()})


@pytest.mark.parametrize("message", NOT_TAKEN)
def test_an_expectation_that_is_not_loaded_or_not_evaluated_is_an_error(
    capsys: pytest.CaptureFixture[str], message: str
) -> None:
    table = write.build(small_publication(), "g1")["lead_units"]
    with pytest.raises(ValidationError, match=message) as caught:
        validate_one(NOT_TAKEN[message], table)
    assert "\n" not in str(caught.value)
    assert capsys.readouterr() == ("", "")


def test_a_missing_suite_and_one_for_no_table_are_errors(tmp_path: Path) -> None:
    tables = write.build(small_publication(), "g1")
    shutil.copytree(EXPECTATIONS, tmp_path / "a")
    (tmp_path / "a" / "cells.json").unlink()
    with pytest.raises(
        ValidationError, match=r"cells\.json: the suite cannot be read \(No such file"
    ):
        validate(tables, tmp_path / "a", "small-2022")
    folder = _with_suite(
        tmp_path / "b", "notice", (EXPECTATIONS / "notice.json").read_text("utf-8")
    )
    (folder / "notices" / "small-2022").mkdir()
    (folder / "notices" / "small-2022" / "rank.json").write_text("{}")
    with pytest.raises(ValidationError, match=r"rank\.json: there is no table rank"):
        validate(tables, folder, "small-2022")


def test_the_pinned_suites_are_those_of_the_notice_and_an_id_is_never_a_path() -> None:
    common = [*TABLES, EXTRAS]
    assert [suite.name for suite in load_suites(EXPECTATIONS, "small-2022")] == common
    assert [suite.name for suite in load_suites(EXPECTATIONS, "..")] == common
    assert [suite.name for suite in load_suites(EXPECTATIONS, "../notices/chongyi-2022")] == common
    pinned = [suite.name for suite in load_suites(EXPECTATIONS, "chongyi-2022")][len(common) :]
    assert pinned[0] == "chongyi-2022/indicators"
