"""What recognisers read differently: settled by sums and words, else open with its readings."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from pipeline import spec as specs
from pipeline.messages import message
from pipeline.model import Cell, Document, Finding, PageTable, Reading, Repaired
from pipeline.normalise import normalise
from pipeline.normalise.metadata import preamble
from pipeline.normalise.proven import DOUBTFUL, without_proven
from pipeline.read import read_transcription
from pipeline.repair import repair
from pipeline.stitch.attachment import attachment
from tests.trial.ground import draw

SEED = 9002
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """An undamaged notice of which every cell counts as recognised."""
    path = tmp_path_factory.mktemp("misread") / "notice.txt"
    path.write_text(draw(SEED, 0.0).case.text, "utf-8")
    document = read_transcription(path)
    return changed(document, {})


def changed(document: Document, texts: dict[tuple[int, int, int], tuple[str, ...]]) -> Document:
    """The document with the readings of some cells, by page, row and column."""

    def cell(old: Cell) -> Cell:
        said = texts.get((old.page, old.row, old.col), (old.text,))
        readings = tuple(Reading(f"w{n}", text, 0.95) for n, text in enumerate(said))
        sure = 0.95 if len(said) == 1 else None
        return replace(old, text=said[0], readings=readings, confidence=sure)

    tables: list[PageTable] = []
    for table in document.tables:
        tables.append(replace(table, cells=tuple(map(cell, table.cells))))
    return replace(document, tables=tuple(tables))


def published(document: Document) -> Rows:
    spec = specs.load()
    table = attachment(document, spec)
    columns = specs.layout(spec, table.headers)
    about = preamble(document, table, spec)
    repaired = repair(table, columns, about.sections, spec.margin)
    rows: Rows = normalise(document, table, columns, about, repaired, spec, "n", table.findings)
    return rows


@pytest.fixture(scope="module")
def before(printed: Document) -> Rows:
    return published(printed)


def findings_of(document: Document, at: tuple[int, int, int]) -> list[Finding]:
    """What is told of a doubtful cell once the rows are repaired."""
    page, row, col = at
    what = message("scan.cell-in-doubt", readings=[])
    doubt = Finding("warning", DOUBTFUL, what, page=page, row=row, col=col)
    return list(without_proven([doubt], repaired_of(document).records))


def repaired_of(document: Document) -> Repaired:
    spec = specs.load()
    table = attachment(document, spec)
    columns = specs.layout(spec, table.headers)
    about = preamble(document, table, spec)
    return repair(table, columns, about.sections, spec.margin)


def place(rows: Rows, seq: int, column: str) -> tuple[int, int, int]:
    """Page, row and column of the cell that a value is printed in."""
    for entry in rows["provenance"]:
        if (entry["seq"], entry["column"]) == (seq, column) and entry["status"] == "printed":
            return entry["page"], entry["row"], entry["col"]
    raise LookupError(seq, column)


def entry(rows: Rows, seq: int, column: str) -> dict[str, Any]:
    found = (one for one in rows["provenance"] if (one["seq"], one["column"]) == (seq, column))
    return next(found)


def value(rows: Rows, seq: int, column: str) -> Any:
    return next(row[column] for row in rows["indicators"] if row["seq"] == seq)


def a_row_with(rows: Rows, column: str) -> int:
    """A row in the middle whose cell of this column prints a number."""
    serials = [
        one["seq"]
        for one in rows["provenance"]
        if one["column"] == column and one["status"] == "printed" and str(one["printed"]).isdigit()
    ]
    return int(serials[len(serials) // 2])


def differences(first: Rows, second: Rows) -> set[tuple[int, str]]:
    found = set()
    for ours, theirs in zip(first["indicators"], second["indicators"], strict=True):
        for column, one in ours.items():
            if column != "needs_review" and theirs[column] != one:
                found.add((ours["seq"], column))
    return found


def test_a_weight_is_settled_by_the_sum(printed: Document, before: Rows) -> None:
    seq = a_row_with(before, "weight")
    right = entry(before, seq, "weight")["printed"]
    wrong = str(int(right) + 5)
    after = published(changed(printed, {place(before, seq, "weight"): (wrong, right)}))
    assert differences(before, after) == set()
    (logged,) = [one for one in after["repairs"] if (one["seq"], one["column"]) == (seq, "weight")]
    assert (logged["rule"], logged["before"], logged["after"]) == ("read_settled", wrong, right)
    assert f"the sums leave '{right}'" in logged["reason"]


def test_a_doubtful_cell_that_the_sums_settle_is_no_warning(
    printed: Document, before: Rows
) -> None:
    seq = a_row_with(before, "weight")
    right = entry(before, seq, "weight")["printed"]
    at = place(before, seq, "weight")
    for readings in ((str(int(right) + 5), right), (right, str(int(right) + 5))):
        told = findings_of(changed(printed, {at: readings}), at)
        assert [finding.severity for finding in told] == ["info"]


def test_a_doubtful_cell_that_no_sum_settles_stays_a_warning(
    printed: Document, before: Rows
) -> None:
    for column in ("rank_jan_sep", "unit"):
        seq = a_row_with(before, "rank_jan_sep")
        right = entry(before, seq, column)["printed"]
        at = place(before, seq, column)
        told = findings_of(changed(printed, {at: (right, "2" if right != "2" else "3")}), at)
        assert [finding.severity for finding in told] == ["warning"]


def test_a_ranking_that_nothing_settles_is_open_with_both_readings(
    printed: Document, before: Rows
) -> None:
    seq = a_row_with(before, "rank_jan_sep")
    right = entry(before, seq, "rank_jan_sep")["printed"]
    other = "2" if right != "2" else "3"
    after = published(changed(printed, {place(before, seq, "rank_jan_sep"): (other, right)}))
    assert differences(before, after) == {(seq, "rank_jan_sep")}
    found = entry(after, seq, "rank_jan_sep")
    assert found["status"] == "ambiguous"
    assert {right, other} <= set(map(str, json.loads(found["candidates"])))


def test_what_a_seal_may_hide_is_open_and_a_weight_settled_by_the_sum(
    printed: Document, before: Rows
) -> None:
    """Beneath a seal it is a reading, too, that nothing is printed."""
    seq = a_row_with(before, "rank_jan_sep")
    for column, want in (("rank_jan_sep", {(seq, "rank_jan_sep")}), ("weight", set())):
        right = entry(before, seq, column)["printed"]
        hidden = changed(printed, {place(before, seq, column): (right, "")})
        assert differences(before, published(hidden)) == want


def test_columns_under_one_cell_in_doubt_are_all_open(printed: Document, before: Rows) -> None:
    """A seal hides the rule between indicator and unit."""
    seq = a_row_with(before, "rank_jan_sep")
    page, row, col = place(before, seq, "indicator")
    text = value(before, seq, "indicator")
    doubtful = changed(printed, {(page, row, col): (text, "", text[:-1])})
    tables: list[PageTable] = []
    for table in doubtful.tables:
        cells: list[Cell] = []
        for cell in table.cells:
            at = cell.page, cell.row, cell.col
            if at == (page, row, col):
                cells.append(replace(cell, colspan=2))
            elif at != (page, row, col + 1):
                cells.append(cell)
        tables.append(replace(table, cells=tuple(cells)))
    after = published(replace(doubtful, tables=tuple(tables)))
    for column in ("indicator", "unit"):
        assert entry(after, seq, column)["status"] == "ambiguous"


def test_words_that_are_read_differently_are_open(printed: Document, before: Rows) -> None:
    seq = before["indicators"][5]["seq"]
    at = place(before, seq, "indicator")
    right = value(before, seq, "indicator")
    after = published(changed(printed, {at: (right + "率及增速情况", right + "串及增速情况")}))
    assert differences(before, after) == {(seq, "indicator")}
    assert entry(after, seq, "indicator")["status"] == "ambiguous"


def test_a_garbled_ranking_is_open_and_not_the_end_of_the_run(
    printed: Document, before: Rows
) -> None:
    seq = a_row_with(before, "rank_jan_sep")
    after = published(changed(printed, {place(before, seq, "rank_jan_sep"): ("香府竹收日标",)}))
    assert {row for row, _ in differences(before, after)} == {seq}
    for row, column in differences(before, after):
        assert value(after, row, column) is None
        assert entry(after, row, column)["status"] == "ambiguous"
