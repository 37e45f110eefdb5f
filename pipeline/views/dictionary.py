"""The columns of every published table, for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pipeline.schema import TABLES


def as_dict() -> dict[str, Any]:
    """Tables with their descriptions, columns and keys, as the schema declares them."""
    return {"tables": [asdict(table) for table in TABLES.values()]}
