"""Validation: the suites in expectations/ on the tables, in memory or as they lie in a folder."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.publication.load import Fault, inspect
from pipeline.schema import TABLES, mismatches
from pipeline.validate.result import CheckResult, CheckSeverity, ValidationReport
from pipeline.validate.rules import Tables
from pipeline.validate.suites import Suite, load_suites

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.validate.gx import Engine, Outcome

__all__ = [
    "CheckResult",
    "CheckSeverity",
    "ValidationReport",
    "check",
    "need_docstrings",
    "validate",
]

_FILE_REASONS = {
    "hash": "A file changed after it was published is no longer what the pipeline computed.",
    "generation": "Files of two runs do not belong together.",
    "schema": "Downstream code relies on names and types.",
}


def validate(
    tables: Mapping[str, pa.Table], expectations_dir: Path, notice_id: str
) -> ValidationReport:
    """The results of every suite, the schema's first.

    Tables that do not keep to the schema are not looked at further: the suites rely on its names
    and types. Raises ValidationError where a suite cannot be loaded or an expectation cannot be
    evaluated.
    """
    need_docstrings()
    suites = load_suites(expectations_dir, notice_id)
    results = [_schema_result(name, tables[name]) for name in TABLES]
    if not all(result.success for result in results):
        return ValidationReport(tuple(results))
    rows: Tables = {name: table.to_pylist() for name, table in tables.items()}
    engine = _engine()
    for suite in suites:
        results += _suite_results(engine, suite, tables[suite.table], rows)
    return ValidationReport(tuple(results))


def check(folder: Path, expectations_dir: Path) -> ValidationReport:
    """Validates the publication in ``folder`` from its files alone.

    A file that was changed is a critical failure.

    Raises PipelineError where there is no publication or a file cannot be read as its table.
    """
    publication = inspect(folder)
    ids = publication.tables["notice"].column("notice_id").to_pylist()
    report = validate(publication.tables, expectations_dir, ids[0] if ids and ids[0] else "")
    return ValidationReport(tuple(map(_fault_result, publication.faults)) + report.results)


def need_docstrings() -> None:
    """Raises UsageError where Python leaves them out.

    The engine's libraries read their own on import.
    """
    if sys.flags.optimize > 1:
        raise UsageError(
            "Python runs without docstrings (-OO, PYTHONOPTIMIZE=2), Great Expectations does not; run it with them"
        )


def _engine() -> Engine:
    with warnings.catch_warnings():
        # Great Expectations imports modules of the standard library under their old names.
        warnings.filterwarnings("ignore", "module 'sre_", DeprecationWarning)
        from pipeline.validate.gx import Engine

        return Engine()


def _suite_results(
    engine: Engine, suite: Suite, table: pa.Table, rows: Tables
) -> list[CheckResult]:
    key = TABLES[suite.table].key
    outcomes = engine.validate(suite.name, suite.expectations, table, key, rows)
    return [
        _result(suite, expectation, outcome)
        for expectation, outcome in zip(suite.expectations, outcomes, strict=True)
    ]


def _result(suite: Suite, expectation: Mapping[str, Any], outcome: Outcome) -> CheckResult:
    column = _column(expectation["kwargs"])
    where = f"{suite.table}.{column}" if column else suite.table
    return CheckResult(
        suite=suite.name,
        table=suite.table,
        expectation=expectation["type"],
        column=column,
        severity=expectation["severity"],
        success=outcome.success,
        message="" if outcome.success else f"{where}: {_said(expectation)}{outcome.detail}",
        reason=expectation["meta"]["reason"],
        unexpected=() if outcome.success else outcome.unexpected,
    )


def _said(expectation: Mapping[str, Any]) -> str:
    """What a stock expectation wants, from its type and kwargs; our own rules say it themselves."""
    kind = re.fullmatch(r"expect_(?:columns?_|table_|compound_)(\w+)", expectation["type"])
    if not kind:
        return ""
    hidden = ("column", "row_condition", "ignore_row_if")
    wanted = ", ".join(
        f"{name} {value}" for name, value in expectation["kwargs"].items() if name not in hidden
    )
    return f"expected {kind[1].replace('_', ' ')}{f' ({wanted})' if wanted else ''}, "


def _column(kwargs: Mapping[str, Any]) -> str | None:
    column = kwargs.get("column")
    return column if isinstance(column, str) else None


def _schema_result(name: str, table: pa.Table) -> CheckResult:
    """Names, types and nulls against the declared schema, on Arrow types.

    Pandas would widen them.
    """
    faults = mismatches(name, table.schema)
    for column in TABLES[name].columns:
        if (
            not column.nullable
            and column.name in table.column_names
            and table.column(column.name).null_count
        ):
            faults.append(
                f"column {column.name} has {table.column(column.name).null_count} nulls, declared without"
            )
    message = f"{name}: {'; '.join(faults)}" if faults else ""
    return CheckResult(
        "schema", name, "schema", None, "critical", not faults, message, _FILE_REASONS["schema"]
    )


def _fault_result(fault: Fault) -> CheckResult:
    return CheckResult(
        "files",
        fault.table,
        fault.check,
        None,
        "critical",
        False,
        fault.message,
        _FILE_REASONS[fault.check],
    )
