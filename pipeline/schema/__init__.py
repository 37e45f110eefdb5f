"""Every published column declared once.

Arrow schemas, data dictionary and datapackage.json derive from it.
"""

from __future__ import annotations

from pipeline.schema.arrow import arrow_schema, declared_by, mismatches
from pipeline.schema.columns import Column, ForeignKey, TableSchema, decided_by
from pipeline.schema.dictionary import dictionary
from pipeline.schema.extras import (
    EXTRAS,
    NAME,
    extra_columns,
    extras_table,
    main_columns,
    printed_heading,
)
from pipeline.schema.package import FileFact, datapackage, file_name
from pipeline.schema.tables import PROVENANCE_COLUMNS, TABLES, published_tables
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
    "OLDEST_READ",
    "PRECISION",
    "PROVENANCE_COLUMNS",
    "PROVENANCE_STATUS",
    "RANKING_STATUS",
    "SCHEMA_VERSION",
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
    "declared_by",
    "dictionary",
    "extra_columns",
    "extras_table",
    "file_name",
    "main_columns",
    "mismatches",
    "printed_heading",
    "published_tables",
    "tables_of",
]
