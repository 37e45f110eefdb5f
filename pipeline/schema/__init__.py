"""Every published column declared once.

Arrow schemas, data dictionary and datapackage.json derive from it.
"""

from __future__ import annotations

from pipeline.schema.arrow import arrow_schema, declared_by, mismatches
from pipeline.schema.columns import Column, ForeignKey, TableSchema, decided_by
from pipeline.schema.dictionary import dictionary
from pipeline.schema.extras import EXTRAS, NAME, extra_columns, extras_table, main_columns
from pipeline.schema.package import FileFact, datapackage, file_name
from pipeline.schema.tables import PROVENANCE_COLUMNS, TABLES, published_tables
from pipeline.schema.vocabulary import (
    BASIS,
    COMPARATORS,
    PRECISION,
    PROVENANCE_STATUS,
    RANKING_STATUS,
    SEVERITIES,
    UNIT_STATUS,
)

__all__ = [
    "BASIS",
    "COMPARATORS",
    "EXTRAS",
    "NAME",
    "PRECISION",
    "PROVENANCE_COLUMNS",
    "PROVENANCE_STATUS",
    "RANKING_STATUS",
    "SEVERITIES",
    "TABLES",
    "UNIT_STATUS",
    "Column",
    "FileFact",
    "ForeignKey",
    "TableSchema",
    "arrow_schema",
    "datapackage",
    "decided_by",
    "declared_by",
    "dictionary",
    "extra_columns",
    "extras_table",
    "file_name",
    "main_columns",
    "mismatches",
    "published_tables",
]
