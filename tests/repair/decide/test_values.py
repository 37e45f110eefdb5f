"""The readings of one row → its value in every column: certain with its status, or open with its candidates."""

from __future__ import annotations

import pytest

from pipeline.model import Value
from tests.repair.form import case, repaired, tables

NAMED = [(name, *entry) for name in tables() for entry in case(name).get("values", [])]


def value(name: str, seq: int, column: str) -> Value:
    return next(record.values[column] for record in repaired(name).records if record.seq == seq)


@pytest.mark.parametrize(("name", "seq", "column", "text", "status"), NAMED)
def test_what_stands_in_the_column(
    name: str, seq: int, column: str, text: str | None, status: str
) -> None:
    found = value(name, seq, column)
    assert (found.text, found.status) == (text, status)
    assert found.status != "repaired" or (found.rule and found.reason)


def open_cells(name: str) -> list[list[object]]:
    return [
        [record.seq, column]
        for record in repaired(name).records
        for column, held in record.values.items()
        if held.status == "ambiguous"
    ]


@pytest.mark.parametrize("name", [name for name in tables() if "open" in case(name)])
def test_exactly_the_undecidable_cells_are_open(name: str) -> None:
    assert open_cells(name) == case(name)["open"]


@pytest.mark.parametrize("name", [name for name in tables() if "open_among_others" in case(name)])
def test_what_cannot_be_decided_is_open(name: str) -> None:
    assert [cell for cell in case(name)["open_among_others"] if cell not in open_cells(name)] == []


@pytest.mark.parametrize(
    ("name", "seq", "column", "texts"),
    [(name, *entry) for name in tables() for entry in case(name).get("candidates", [])],
)
def test_an_open_cell_keeps_every_reading_cheapest_first(
    name: str, seq: int, column: str, texts: list[str | None]
) -> None:
    found = value(name, seq, column)
    assert found.text is None
    assert {text for text, _ in found.candidates} >= set(texts)
    costs = [cost for _, cost in found.candidates]
    assert costs == sorted(costs)
    assert costs[0] == 0


@pytest.mark.parametrize(
    ("name", "seq", "column", "text"),
    [(name, *entry) for name in tables() for entry in case(name).get("never", [])],
)
def test_a_wrong_value_is_never_published(name: str, seq: int, column: str, text: str) -> None:
    assert value(name, seq, column).text != text


@pytest.mark.slow
@pytest.mark.parametrize("name", tables())
def test_a_wider_margin_opens_cells_and_closes_none(name: str) -> None:
    def certain(margin: float) -> set[tuple[int, str]]:
        return {
            (record.seq, column)
            for record in repaired(name, margin).records
            for column, held in record.values.items()
            if held.status != "ambiguous"
        }

    assert certain(5.0) <= certain(2.0) <= certain(0.0)


@pytest.mark.slow
@pytest.mark.parametrize("name", tables())
def test_what_is_certain_within_a_margin_stays_the_same_within_a_smaller_one(name: str) -> None:
    wide, narrow = repaired(name, 5.0), repaired(name, 0.0)
    for record, same in zip(wide.records, narrow.records, strict=True):
        for column, held in record.values.items():
            if held.status != "ambiguous":
                assert held.text == same.values[column].text, (record.seq, column)
