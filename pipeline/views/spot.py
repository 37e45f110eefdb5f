"""Where a cell stands, in its source's words: a page, a table of a document, a sheet's cell."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Counted(Enum):
    """What the ``page`` of a cell counts."""

    PAGES = "pages"
    TABLES = "tables"
    SHEETS = "sheets"


def counted(place: str | None) -> Counted:
    """What is counted where cells have such a place: "table 2", "Sheet1!C14", None on pages."""
    if place is None:
        return Counted.PAGES
    return Counted.SHEETS if "!" in place else Counted.TABLES


def counted_all(places: Iterable[str | None]) -> Counted:
    """The same of many cells, of which some may have none."""
    return counted(next((place for place in places if place is not None), None))
