"""Attachments of other shapes: a spec file and a notice each, read, repaired and validated without code of their own.

The expected values are written by hand from each notice and are no copy of what the pipeline publishes.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.publication.write import build
from pipeline.run import Request, extract, rows_of
from pipeline.views.decision import entry, open_cells
from tests.conftest import ROOT, Edition, read_edition

pytestmark = pytest.mark.usefixtures("one_reader")

FORMS = Path(__file__).parent / "cases" / "forms"
NAMES = sorted(path.parent.name for path in FORMS.glob("*/spec.yml"))
OPEN = "?"


@pytest.fixture(scope="module", params=NAMES)
def form(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def expected(form: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FORMS / form / "expected.yml").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def edition(form: str, engine: None, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The notice as a transcription, published: it has passed validation."""
    source, folder = FORMS / form / "notice.txt", tmp_path_factory.mktemp(form) / "out"
    outcome = extract(Request(source, folder, spec=FORMS / form / "spec.yml"))
    assert outcome.ok, outcome.failures
    return read_edition(source, folder, outcome.summary)


def stated(expected: dict[str, Any]) -> Iterator[tuple[int, str, Any]]:
    """(row, column, value) of every column of ``indicators`` that the case names."""
    for row in expected["rows"]:
        values = dict(zip(expected["columns"], row, strict=True))
        ranks, number = values.pop("ranks"), values.pop("number")
        values |= dict(
            zip(("target_value", "target_unit", "target_comparator"), number, strict=True)
        )
        for (start, end), rank in zip(expected["periods"], ranks, strict=True):
            name = {6: "rank_jan_jun", 8: "rank_jan_aug", 9: "rank_jan_sep"}.get(end.month)
            if name and start.month == 1:
                values[name] = rank if isinstance(rank, int) else None
        yield from ((values["seq"], column, value) for column, value in values.items())


def tables_in(source: Path) -> list[str]:
    """The page tables of a transcription: its blocks of lines with tabs."""
    return [block for block in source.read_text("utf-8").split("\n\n") if "\t" in block]


def statuses(edition: Edition) -> dict[tuple[int, str], dict[str, Any]]:
    return {(row["seq"], row["column"]): row for row in edition.tables["provenance"]}


def test_there_are_at_least_three_other_shapes() -> None:
    assert len(NAMES) >= 3


def test_every_cell_is_what_is_printed(edition: Edition, expected: dict[str, Any]) -> None:
    """Columns that the case does not name are null."""
    wanted = {(seq, column): value for seq, column, value in stated(expected)}
    own = ("notice_id", "scoring_unit", "section", "needs_review", "source_page")
    found = {
        (row["seq"], column): value
        for row in edition.tables["indicators"]
        for column, value in row.items()
        if column not in own and ((row["seq"], column) in wanted or value is not None)
    }
    assert found == wanted


def test_exactly_the_expected_cells_are_open_with_their_readings(
    edition: Edition, expected: dict[str, Any]
) -> None:
    found = {
        at: json.loads(row["candidates"])
        for at, row in statuses(edition).items()
        if row["status"] == "ambiguous"
    }
    wanted = {(seq, column): readings for seq, column, readings in expected["open"]}
    assert {at: set(read) for at, read in found.items()} == {
        at: set(read) for at, read in wanted.items()
    }
    marked = {row["seq"] for row in edition.tables["indicators"] if row["needs_review"]}
    assert marked == {seq for seq, _ in wanted}


def test_warnings_are_the_expected_ones(edition: Edition, expected: dict[str, Any]) -> None:
    """A ranking of a period that indicators has no column for is told of when it is open."""
    found = [
        [row["seq"], row["check"]]
        for row in edition.tables["findings"]
        if row["severity"] == "warning"
    ]
    assert found == expected.get("warnings", [])


def test_every_ranking_has_its_period_and_status(
    edition: Edition, expected: dict[str, Any]
) -> None:
    status = {"/": "not_published", OPEN: "ambiguous"}
    at = expected["columns"].index("ranks")
    wanted = [
        (row[0], start, end, status.get(rank, "ranked"), rank if isinstance(rank, int) else None)
        for row in expected["rows"]
        for (start, end), rank in zip(expected["periods"], row[at], strict=True)
    ]
    rows = edition.tables["rankings"]
    assert [
        (r["seq"], r["period_start"], r["period_end"], r["status"], r["rank"]) for r in rows
    ] == wanted


def test_the_notice_and_its_sections(edition: Edition, expected: dict[str, Any]) -> None:
    about = edition.tables["notice"][0]
    assert {name: about[name] for name in expected["notice"]} == expected["notice"]
    assert [list(row.values())[1:] for row in edition.tables["sections"]] == expected["sections"]
    for row in edition.tables["indicators"]:
        inside = [
            name for name, _, first, last, *_ in expected["sections"] if first <= row["seq"] <= last
        ]
        assert [row["section"]] == (inside or [None])


def test_the_scoring_units_are_the_rows_own_weights_and_the_shared_ones(
    edition: Edition, expected: dict[str, Any]
) -> None:
    """With a closing note or without one."""
    units = {row["rows"]: row["points"] for row in edition.tables["scoring_units"]}
    shared = expected["units"] if isinstance(expected["units"], dict) else {}
    weights = [(seq, value) for seq, column, value in stated(expected) if column == "weight"]
    own = {str(seq): weight for seq, weight in weights if weight is not None}
    assert units == shared | own


def test_nothing_is_found_wanting(edition: Edition) -> None:
    """No expectation fails, not one of lesser severity either, and nothing is an error; a report is there."""
    results = json.loads((edition.folder / "validation.json").read_text("utf-8"))["results"]
    assert [result["message"] for result in results if not result["success"]] == []
    assert [
        row["message"] for row in edition.tables["findings"] if row["severity"] == "error"
    ] == []
    assert (edition.folder / "report.html").stat().st_size > 0


def test_the_same_notice_as_a_pdf_gives_the_same_tables(
    form: str, edition: Edition, tmp_path: Path
) -> None:
    """Typeset by raw/facsimile.py and read by both engines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "raw"))
        assert (
            importlib.import_module("facsimile").main(
                [str(edition.source), str(tmp_path / "notice.pdf")]
            )
            == 0
        )
    rows = build(rows_of(tmp_path / "notice.pdf", FORMS / form / "spec.yml"), "0" * 64)
    for name in ("indicators", "rankings", "sections", "scoring_units", "lead_units"):
        assert rows[name].to_pylist() == edition.tables[name], name
    about = rows["notice"].to_pylist()[0]
    names = ("title", "issuer", "issued_on", "attachment_title", "full_marks")
    assert {name: about[name] for name in names} == {
        name: edition.tables["notice"][0][name] for name in names
    }


def test_the_entries_of_the_open_cells_are_accepted_as_they_are(
    form: str, edition: Edition, tmp_path: Path, expected: dict[str, Any]
) -> None:
    """Completed with a reason and a name, each closes its cell; one of a ranking without a column as well."""
    cells = [
        (cell.seq, cell.column, cell.printed, cell.readings[0])
        for cell in open_cells(edition.tables)
    ]
    cells += [
        (seq, "rank_1", "10", "10")
        for seq, check in expected.get("warnings", [])
        if check == "ranking-open"
    ]
    text = "\n".join(entry("notice", *cell) for cell in cells)
    text = text.replace("reason:", "reason: a letter").replace(
        "decided_by:", "decided_by: a person"
    )
    (tmp_path / "corrections.yml").write_text(text, "utf-8")
    rows = rows_of(
        edition.source, FORMS / form / "spec.yml", corrections=tmp_path / "corrections.yml"
    )
    assert [row for row in rows["provenance"] if row["status"] == "ambiguous"] == []
    assert [row for row in rows["rankings"] if row["status"] == "ambiguous"] == []


def test_the_pages_of_the_table_count_from_1(edition: Edition) -> None:
    pages = [row["source_page"] for row in edition.tables["indicators"]]
    assert sorted(pages) == pages
    assert set(pages) == set(range(1, len(tables_in(edition.source)) + 1))
