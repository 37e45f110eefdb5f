"""The values that flow between the stages; immutable, without behaviour beyond looking things up.

Places: ``page`` counts the source file's pages from 1 (a transcription: its table pages; where the
source has no pages: its tables or sheets); ``row`` and ``col`` count from 0 within that page's
table, header included. Boxes are in PDF points, origin at the page's top left: ``(x0, top, x1,
bottom)``; ``None`` where the source has no geometry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.model.cell import Box, Cell, Layout, PageTable, Reading
from pipeline.model.table import (
    PAGED,
    Decision,
    Document,
    Finding,
    Header,
    Line,
    Row,
    Severity,
    Slot,
    SourceKind,
    Table,
)

if TYPE_CHECKING:
    from pipeline.model.records import (
        Preamble,
        Record,
        Repair,
        Repaired,
        ScoringUnit,
        SectionTotal,
        StatedSum,
        Status,
        SumKind,
        Value,
        Why,
    )

__all__ = [
    "PAGED",
    "Box",
    "Cell",
    "Decision",
    "Document",
    "Finding",
    "Header",
    "Layout",
    "Line",
    "PageTable",
    "Preamble",
    "Reading",
    "Record",
    "Repair",
    "Repaired",
    "Row",
    "ScoringUnit",
    "SectionTotal",
    "Severity",
    "Slot",
    "SourceKind",
    "StatedSum",
    "Status",
    "SumKind",
    "Table",
    "Value",
    "Why",
]


def __getattr__(name: str) -> Any:
    """A name of the records, which are imported when one is first asked for (PEP 562)."""
    if name in __all__:
        from pipeline.model import records

        return getattr(records, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
