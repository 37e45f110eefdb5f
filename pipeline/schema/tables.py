"""The published tables, each column declared once; everything else about them is derived."""

from __future__ import annotations

from pipeline.schema.columns import TableSchema
from pipeline.schema.evidence import CANDIDATES, CELLS, FINDINGS, PROVENANCE, REPAIRS
from pipeline.schema.values import (
    AGENCIES,
    INDICATORS,
    LEAD_UNITS,
    NOTICE,
    RANKINGS,
    SCORING_UNITS,
    SECTIONS_TABLE,
    SUMS,
)

# In the order of the data dictionary.
_DECLARED = (
    INDICATORS,
    RANKINGS,
    SCORING_UNITS,
    SECTIONS_TABLE,
    SUMS,
    LEAD_UNITS,
    AGENCIES,
    PROVENANCE,
    CANDIDATES,
    REPAIRS,
    CELLS,
    FINDINGS,
    NOTICE,
)
TABLES: dict[str, TableSchema] = {table.name: table for table in _DECLARED}


def published_tables(extras: TableSchema | None = None) -> tuple[TableSchema, ...]:
    """The tables of a publication; ``extras`` are the form's own columns, where it has any."""
    own = () if extras is None else (extras,)
    return (*TABLES.values(), *own)


NO_PROVENANCE = ("notice_id", "seq", "needs_review", "source_page")
PROVENANCE_COLUMNS = tuple(name for name in INDICATORS.names if name not in NO_PROVENANCE)
"""The columns of ``indicators`` for which provenance has a row, in their order."""
