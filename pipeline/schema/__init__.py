"""Every published column declared once.

Arrow schemas, data dictionary and datapackage.json derive from it.
"""

from __future__ import annotations

from pipeline.schema.arrow import arrow_schema, mismatches
from pipeline.schema.columns import Column, ForeignKey, TableSchema, decided_by
from pipeline.schema.dictionary import dictionary
from pipeline.schema.package import FileFact, datapackage, file_name
from pipeline.schema.tables import PROVENANCE_COLUMNS, TABLES
from pipeline.schema.version import (
    OLDEST_READ,
    SCHEMA_VERSION,
    UNSAID,
    brought_up,
    columns_since,
    tables_of,
)
from pipeline.schema.vocabulary import (
    BASIS,
    COMPARATORS,
    PROVENANCE_STATUS,
    RANKING_STATUS,
    SECTIONS,
    SEVERITIES,
    UNIT_STATUS,
)

__all__ = [
    "BASIS",
    "COMPARATORS",
    "OLDEST_READ",
    "PROVENANCE_COLUMNS",
    "PROVENANCE_STATUS",
    "RANKING_STATUS",
    "SCHEMA_VERSION",
    "SECTIONS",
    "SEVERITIES",
    "TABLES",
    "UNIT_STATUS",
    "UNSAID",
    "Column",
    "FileFact",
    "ForeignKey",
    "TableSchema",
    "arrow_schema",
    "brought_up",
    "columns_since",
    "datapackage",
    "decided_by",
    "dictionary",
    "file_name",
    "mismatches",
    "tables_of",
]
