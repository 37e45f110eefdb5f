"""Strings: how texts are compared and published; numbers, dates and what else they hold."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.text.parts import (
    bigrams,
    find_email,
    has_parted,
    is_cut_off,
    is_parted,
    overlap,
    unclosed,
)
from pipeline.text.screen import escaped_json, json_text, well_formed
from pipeline.text.written import fold, half_width, mend, script_join

if TYPE_CHECKING:
    from pipeline.text.dates import header_period, parse_date_cn, parse_window, stated_years
    from pipeline.text.deadlines import Deadline, Precision, lacks_year, read_deadline
    from pipeline.text.numbers import (
        RankStatus,
        parse_integer,
        parse_number,
        parse_percent,
        parse_points,
        parse_rank,
        split_labels,
        split_points,
    )
    from pipeline.text.stated import stated_units, takes_unit, title_among

# Imported with the first name that is asked of them: tables are read without any.
_LATER = ("dates", "deadlines", "numbers", "stated")

__all__ = [
    "Deadline",
    "Precision",
    "RankStatus",
    "bigrams",
    "escaped_json",
    "find_email",
    "fold",
    "half_width",
    "has_parted",
    "header_period",
    "is_cut_off",
    "is_parted",
    "json_text",
    "lacks_year",
    "mend",
    "overlap",
    "parse_date_cn",
    "parse_integer",
    "parse_number",
    "parse_percent",
    "parse_points",
    "parse_rank",
    "parse_window",
    "read_deadline",
    "script_join",
    "split_labels",
    "split_points",
    "stated_units",
    "stated_years",
    "takes_unit",
    "title_among",
    "unclosed",
    "well_formed",
]


def __getattr__(name: str) -> Any:
    """A name of a module that is imported when it is first asked for (PEP 562)."""
    if name in __all__:
        for module in _LATER:
            found = getattr(import_module(f"{__name__}.{module}"), name, None)
            if found is not None:
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
