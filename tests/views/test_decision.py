"""Open cells: what each may read, and the entry that decides it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct import load
from pipeline.messages import message
from pipeline.schema import PROVENANCE_COLUMNS
from pipeline.views.decision import entry, open_cells, settles
from tests.published import small_publication


def test_every_ambiguous_cell_is_open_in_document_order() -> None:
    cells = [(cell.seq, cell.column) for cell in open_cells(small_publication())]
    assert cells == [
        (8, "level1"),
        (8, "level1_points"),
        (8, "weight"),
        (8, "scoring_unit"),
        (8, "rank_jan_sep"),
    ]


def test_readings_are_the_texts_of_the_cell_and_the_values_of_a_column_that_follows() -> None:
    """The texts tell a "/" from a lost cell, which are both null as values."""
    rows = small_publication()
    for row in rows["candidates"]:
        if (row["column"], row["position"]) == ("rank_jan_sep", 2):
            row |= {"text": "/", "value": None}
    cells = {cell.column: (cell.readings, cell.costs) for cell in open_cells(rows)}
    assert cells["rank_jan_sep"] == (("10", "/"), (0.0, 0.4))
    assert cells["weight"] == ((None,), (0.0,))
    assert cells["scoring_unit"] == (("5", "6"), (None, None))


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        (("target", "target_unit"), "target"),
        (("unit", "target", "target_unit"), "target"),
        (("unit", "target_unit"), "unit"),
    ],
)
def test_a_target_s_unit_follows_from_the_target_or_where_that_is_certain_from_the_row_s_unit(
    opened: tuple[str, ...], expected: str
) -> None:
    rows = small_publication()
    for row in rows["provenance"]:
        if row["seq"] == 1 and row["column"] in opened:
            row["status"] = "ambiguous"
    cells = {cell.column: cell.decided_by for cell in open_cells(rows) if cell.seq == 1}
    assert cells["target_unit"] == expected


@pytest.mark.parametrize("column", PROVENANCE_COLUMNS)
def test_what_would_decide_is_said_of_every_column(column: str) -> None:
    assert settles(column, "").code.startswith("views.settles-")
    assert settles("rank_jan_aug", "cell_lost") == message("views.settles-ranking")
    assert settles("weight", "misprint") != settles("weight", "")


@given(st.text(), st.one_of(st.none(), st.text()))
def test_an_entry_is_read_back_as_it_was_meant(printed: str, value: str | None) -> None:
    """Whatever is printed, the entry is YAML; completed, it loads as the decision."""
    text = entry("some-notice", 35, "weight", printed, value)
    text = text.replace("  reason:", '  reason: "a letter"').replace(
        "  decided_by:", '  decided_by: "somebody"'
    )
    (found,) = load(text.encode("utf-8", "surrogatepass"), "corrections.yml")
    assert (found.seq, found.column, found.expects, found.value) == (35, "weight", printed, value)


def test_an_entry_nobody_completed_says_neither_why_nor_who() -> None:
    (item,) = yaml.safe_load(entry("n", 1, "target", "2", "1"))
    assert (item["reason"], item["decided_by"]) == (None, None)
