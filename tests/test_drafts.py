"""Attachments of other forms: the spec that is drafted for each, and what is published with it.

The truth stands beside each notice and was written with it, before any draft was looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import spec
from pipeline.formless import draft_spec
from pipeline.model import Header
from pipeline.publication.state import expectations_dir
from pipeline.publication.write import build
from pipeline.run import rows_of
from pipeline.spec import Column

pytestmark = pytest.mark.usefixtures("one_reader")

DRAFTS = Path(__file__).parent / "cases" / "drafts"
NAMES = sorted(path.name for path in DRAFTS.iterdir())
SEPARATED = re.compile(r"[、，,;；\s]+")


@pytest.fixture(scope="module", params=NAMES)
def case(request: pytest.FixtureRequest) -> Path:
    folder: Path = DRAFTS / request.param
    return folder


def notice(case: Path) -> Path:
    return next(case.glob("notice.*"))


def truth(case: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((case / "truth.yml").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def rows(case: Path) -> dict[str, list[dict[str, Any]]]:
    return rows_of(notice(case), case / "form.yml")


def published(rows: dict[str, list[dict[str, Any]]], column: Column, at: int) -> Any:
    """What is published of a column of the form in a row: a date with its precision."""
    indicator, extra = rows["indicators"][at], rows["extras"][at]
    if column.role != "extra":
        return indicator[column.name]
    value = extra[column.name]
    if column.kind == "date" and value is not None:
        return [value.isoformat(), extra[f"{column.name}_precision"]]
    return float(value) if column.kind == "number" and value is not None else value


def meant(kind: str, value: Any) -> Any:
    """What the truth means, as it is published."""
    if kind == "date":
        return value
    if kind == "serial":
        return int(value)
    if kind == "number":
        return float(value.replace(",", "")) if value else None
    if kind == "agency":
        return "、".join(part for part in SEPARATED.split(value) if part)
    return value or None


def cells(case: Path, rows: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[int, str, Any, Any]]:
    """Row, heading, what is published there, what is true."""
    told = truth(case)
    headers = [Header(at, (heading,)) for at, heading in enumerate(told["headings"])]
    columns = spec.layout(spec.load(case / "form.yml"), headers)
    for at, row in enumerate(told["rows"]):
        for column, kind, value in zip(columns, told["kinds"], row, strict=True):
            yield at, column.heading, published(rows, column, at), meant(kind, value)


def test_the_draft_is_the_spec_beside_the_notice(case: Path) -> None:
    assert draft_spec(notice(case)) == (case / "form.yml").read_text("utf-8")


def test_every_cell_is_published_as_it_is_printed(
    case: Path, rows: dict[str, list[dict[str, Any]]]
) -> None:
    wrong = [one for one in cells(case, rows) if one[2] != one[3]]
    assert wrong == []
    assert len(rows["indicators"]) == len(truth(case)["rows"])


def test_rows_have_the_headings_above_them_as_labels(
    case: Path, rows: dict[str, list[dict[str, Any]]]
) -> None:
    told = truth(case)
    if "sections" in told:
        assert [row["level1"] for row in rows["indicators"]] == told["sections"]
    labelled = "label" in told["kinds"] or "sections" in told
    assert labelled == any(row["level1"] for row in rows["indicators"])


def test_every_cell_of_the_forms_own_columns_has_its_place(
    case: Path, rows: dict[str, list[dict[str, Any]]]
) -> None:
    traced = {(row["seq"], row["column"]): row for row in rows["provenance"]}
    for column in spec.load(case / "form.yml").columns:
        if column.name is None:
            continue
        for extra in rows["extras"]:
            source = traced[extra["seq"], column.name]
            assert source["place"] == "table 1"
            assert source["col"] is not None


def test_no_column_is_left_out_and_nothing_is_in_doubt(
    case: Path, rows: dict[str, list[dict[str, Any]]]
) -> None:
    checks = {row["check"] for row in rows["findings"] if row["severity"] != "info"}
    assert checks == set()
    assert not any(row["check"] == "not-published" for row in rows["findings"])
    assert not any(row["status"] == "ambiguous" for row in rows["provenance"])


@pytest.mark.parametrize("name", ["padded", "section-rows"])
def test_a_draft_that_is_kept_gives_the_tables_that_drafting_gave(name: str) -> None:
    case = DRAFTS / name
    at_once = rows_of(notice(case), draft=True)
    assert rows_of(notice(case), case / "form.yml") == at_once


@pytest.mark.slow
def test_what_is_published_with_a_draft_is_sound() -> None:
    """Every critical expectation holds; the table of the form's own columns is validated too."""
    from pipeline.inputs import gather
    from pipeline.normalise.extras import table_of
    from pipeline.sandbox.limits import Limits
    from pipeline.validate import validate

    case = DRAFTS / "leaders"
    inputs = gather(notice(case), Limits(), case / "form.yml")
    headers = [Header(at, (text,)) for at, text in enumerate(truth(case)["headings"])]
    declared = table_of(spec.layout(inputs.spec, headers))
    tables = build(rows_of(notice(case), case / "form.yml"), "0" * 64, declared)
    report = validate(tables, expectations_dir(), "notice")
    assert report.ok, report.rejections
    assert "extras" in {result.table for result in report.results}
