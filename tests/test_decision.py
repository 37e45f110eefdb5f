"""Open cells: what each may read, and the entry that decides it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct import load
from pipeline.decision import entry, open_cells, readings
from tests.publication import small_publication


def test_every_ambiguous_cell_is_open_in_document_order() -> None:
    cells = [(cell.seq, cell.column) for cell in open_cells(small_publication())]
    assert cells == [
        (8, "level1"),
        (8, "level1_points"),
        (8, "weight"),
        (8, "scoring_unit"),
        (8, "rank_jan_sep"),
    ]


@pytest.mark.parametrize(
    ("candidates", "logged", "expected"),
    [
        ("[1, 2]", None, ("1", "2")),
        ("[null]", "/ | ?", ("/", None)),
        ("[null, 3]", "? | 3", (None, "3")),
        ('["a", null]', "b | ?", ("a", None)),
        (None, None, ()),
    ],
)
def test_the_log_tells_a_slash_from_a_lost_cell(
    candidates: str | None, logged: str | None, expected: tuple[str | None, ...]
) -> None:
    """A log that does not know every candidate is not believed."""
    assert readings(candidates, logged) == expected


@given(st.text(), st.one_of(st.none(), st.text()))
def test_an_entry_is_read_back_as_it_was_meant(printed: str, value: str | None) -> None:
    """Whatever is printed, the entry is YAML; completed, it loads as the decision."""
    text = entry("some-notice", 35, "weight", printed, value)
    text = text.replace("  reason:", '  reason: "a letter"').replace("  decided_by:", '  decided_by: "somebody"')
    (found,) = load(text.encode("utf-8", "surrogatepass"), "corrections.yml")
    assert (found.seq, found.column, found.expects, found.value) == (35, "weight", printed, value)


def test_an_entry_nobody_completed_says_neither_why_nor_who() -> None:
    (item,) = yaml.safe_load(entry("n", 1, "target", "2", "1"))
    assert (item["reason"], item["decided_by"]) == (None, None)
