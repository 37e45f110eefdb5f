"""Gates for CI: how many cells may be open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.messages import message
from pipeline.validate.result import CheckResult, ValidationReport

if TYPE_CHECKING:
    import pyarrow as pa

SUITE = "gate"
CHECK = "open_cells"
_REASON = "Whoever asked for it takes no tables in which more is left for a person to decide."


def with_gate(
    report: ValidationReport,
    count: int,
    most: int | None,
) -> ValidationReport:
    """The report, with a critical failure where ``count`` cells are open and only ``most`` may be.

    None: any number may be.
    """
    if most is None or count <= most:
        return report
    what = message("validate.too-many-open", count=count, most=most)
    failed = CheckResult(SUITE, "provenance", CHECK, None, "critical", what, _REASON)
    return ValidationReport((*report.results, failed))


def count_open(tables: Mapping[str, pa.Table]) -> int:
    """How many cells of the tables are null because several readings remain."""
    statuses: list[str] = tables["provenance"].column("status").to_pylist()
    return statuses.count("ambiguous")
