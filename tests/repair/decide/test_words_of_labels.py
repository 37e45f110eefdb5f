"""A row without a label says whose words tell it from the labels beside it."""

from __future__ import annotations

from pipeline.messages import Message, message
from pipeline.model import Value
from tests.repair.form import repaired, tables

SILENT = "repair.words-name-another"


def value(name: str, seq: int, column: str) -> Value:
    return next(record.values[column] for record in repaired(name).records if record.seq == seq)


def said(value: Value) -> list[Message]:
    return [clause for clause in value.reasons if clause.code == SILENT]


def test_the_label_that_would_hold_the_row_names_another_one() -> None:
    held = value("table-label-lost", 3, "level2")
    assert (held.text, held.status) == (None, "absent")
    assert said(held) == [message(SILENT, label="经济增加值", row=1)]
    assert held.reasons[0].code == "repair.no-label-for-row"


def test_only_certain_values_say_so_and_never_of_their_own_row() -> None:
    for name in tables():
        for record in repaired(name).records:
            for column, held in record.values.items():
                for clause in said(held):
                    assert column in ("level2", "level2_points")
                    assert held.status in ("absent", "repaired")
                    assert clause.parameters["row"] != record.seq


def test_a_row_whose_label_no_reading_could_be_says_nothing_of_words() -> None:
    """Within twice the margin nothing else adds up: the words decided nothing."""
    clean = repaired("table-clean")
    reasons = [held.reasons for record in clean.records for held in record.values.values()]
    assert not [clause for each in reasons for clause in each if clause.code == SILENT]
