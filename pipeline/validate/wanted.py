"""What the stock expectations of Great Expectations want, as a sentence says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.messages import Message, message, text

_WANTED = {
    "expect_column_pair_values_a_to_be_greater_than_b": "validate.first-greater",
    "expect_column_value_lengths_to_be_between": "validate.lengths-between",
    "expect_column_values_to_be_between": "validate.values-between",
    "expect_column_values_to_be_in_set": "validate.values-in-set",
    "expect_column_values_to_be_increasing": "validate.values-increasing",
    "expect_column_values_to_be_null": "validate.values-null",
    "expect_column_values_to_be_unique": "validate.values-unique",
    "expect_column_values_to_match_regex": "validate.values-match",
    "expect_column_values_to_not_be_in_set": "validate.values-not-in-set",
    "expect_column_values_to_not_be_null": "validate.values-not-null",
    "expect_column_values_to_not_match_regex": "validate.values-not-match",
    "expect_compound_columns_to_be_unique": "validate.columns-unique",
    "expect_table_row_count_to_equal": "validate.row-count",
}
# Arguments that the place of a result says, or that only choose its rows.
_UNSAID = ("column", "row_condition", "ignore_row_if")
# Another stock type is named by its own words, without these.
_OPENINGS = ("expect_columns_", "expect_column_", "expect_table_", "expect_compound_")


def explained(
    kind: str,
    arguments: Mapping[str, Any],
    found: Message,
) -> Message:
    """What is wrong, after what a stock expectation wants; our own rules say it themselves."""
    what = _wanted(kind)
    if what is None:
        return found
    named = [
        message("validate.argument", name=name, value=str(value))
        for name, value in arguments.items()
        if name not in _UNSAID
    ]
    if not named:
        return message("validate.expected", what=what, found=found)
    return message(
        "validate.expected-with",
        what=what,
        arguments=named,
        found=found,
    )


def _wanted(kind: str) -> Message | None:
    if kind in _WANTED:
        return message(_WANTED[kind])
    for opening in _OPENINGS:
        if kind.startswith(opening):
            words = kind.removeprefix(opening)
            return text(words.replace("_", " "))
    return None
