"""Validation: the suites in expectations/ on the tables, in memory or as they lie in a folder."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.messages import Message, message
from pipeline.publication.load import Fault, inspect
from pipeline.sandbox.imports import without_collection
from pipeline.schema import EXTRAS, TABLES, declared_by, mismatches
from pipeline.validate.gate import count_open, with_gate
from pipeline.validate.halves import Each, in_turn
from pipeline.validate.result import CheckResult, CheckSeverity, ValidationReport
from pipeline.validate.rules import Tables
from pipeline.validate.suites import Suite, load_suites
from pipeline.validate.wanted import explained

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.validate.gx import Engine, Outcome, Prepared

__all__ = [
    "CheckResult",
    "CheckSeverity",
    "ValidationReport",
    "Validator",
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
    tables: Mapping[str, pa.Table],
    expectations_dir: Path,
    notice_id: str,
) -> ValidationReport:
    """The results of every suite, the schema's first.

    Tables that do not keep to the schema are not looked at further: the suites rely on its names
    and types.

    Raises:
        ValidationError: a suite cannot be loaded, or an expectation cannot be evaluated.
    """
    return Validator(expectations_dir, notice_id).validate(tables)


class Validator:
    """The suites of one notice, read; loaded into the engine when they are needed, or before."""

    def __init__(self, expectations_dir: Path, notice_id: str) -> None:
        """Reads the suites.

        Raises:
            ValidationError: one is missing or wrong.
        """
        need_docstrings()
        self._folder = expectations_dir
        self._suites = load_suites(expectations_dir, notice_id)
        self._prepared: list[Prepared] = []
        self._engine: Engine | None = None
        self._known: dict[str, Prepared] = {}

    def prepare(self) -> None:
        """Imports the engine and loads the suites into it, which takes some seconds.

        Raises:
            ValidationError: an expectation cannot be loaded.
        """
        if self._prepared:
            return
        engine = self._engine or _engine()
        for suite in self._suites:
            known = self._known.get(suite.name)
            prepared = known or engine.prepare(suite.name, suite.expectations)
            self._prepared.append(prepared)
        self._engine = engine

    def for_notice(self, notice_id: str) -> Validator:
        """One for another notice, which takes over the engine and the suites that are loaded.

        Raises:
            ValidationError: a suite of the notice is wrong.
        """
        other = Validator(self._folder, notice_id)
        other._engine = self._engine
        for suite, prepared in zip(self._suites, self._prepared, strict=True):
            other._known[suite.name] = prepared
        return other

    def validate(
        self, tables: Mapping[str, pa.Table], each: Each[list[CheckResult]] = in_turn
    ) -> ValidationReport:
        """As :func:`validate`; ``each`` has every suite validated, here or elsewhere."""
        names = (*TABLES, *_own(tables))
        results = [_schema_result(name, tables[name]) for name in names]
        if not all(result.success for result in results):
            return ValidationReport(tuple(results))
        self.prepare()
        pairs = zip(self._suites, self._prepared, strict=True)
        used = [pair for pair in pairs if pair[0].table in tables]
        rows: Tables = {name: table.to_pylist() for name, table in tables.items()}

        def results_of(place: int) -> list[CheckResult]:
            suite, prepared = used[place]
            return _suite_results(prepared, suite, tables[suite.table], rows)

        sizes = [len(suite.expectations) for suite, _ in used]
        for found in each(results_of, sizes):
            results += found
        return ValidationReport(tuple(results))


def _own(tables: Mapping[str, pa.Table]) -> tuple[str, ...]:
    """The table of the form's own columns, where there is one."""
    return (EXTRAS,) if EXTRAS in tables else ()


def check(
    folder: Path,
    expectations_dir: Path,
    max_open: int | None = None,
) -> ValidationReport:
    """Validates the publication in ``folder`` from its files alone.

    A file that was changed is a critical failure, and so are more than ``max_open`` open cells.

    Raises:
        UsageError: there is no publication.
        ValidationError: a file cannot be read as its table.
    """
    publication = inspect(folder)
    ids = publication.tables["notice"].column("notice_id").to_pylist()
    notice_id = ids[0] if ids and ids[0] else ""
    report = validate(publication.tables, expectations_dir, notice_id)
    faults = tuple(_fault_result(fault) for fault in publication.faults)
    whole = ValidationReport(faults + report.results)
    return with_gate(whole, count_open(publication.tables), max_open)


def need_docstrings() -> None:
    """Refuses to run where Python leaves docstrings out: the engine's libraries read their own.

    Raises:
        UsageError: it does.
    """
    if sys.flags.optimize > 1:
        raise UsageError("validate.no-docstrings")


def _engine() -> Engine:
    with warnings.catch_warnings(), without_collection():
        # Great Expectations imports modules of the standard library under their old names.
        warnings.filterwarnings("ignore", "module 'sre_", DeprecationWarning)
        from pipeline.validate.gx import Engine

        return Engine()


def _suite_results(
    prepared: Prepared,
    suite: Suite,
    table: pa.Table,
    rows: Tables,
) -> list[CheckResult]:
    key = declared_by(suite.table, table.schema).key
    outcomes = prepared.validate(table, key, rows)
    return [
        _result(suite, expectation, outcome)
        for expectation, outcome in zip(suite.expectations, outcomes, strict=True)
    ]


def _result(
    suite: Suite,
    expectation: Mapping[str, Any],
    outcome: Outcome,
) -> CheckResult:
    kind, arguments = expectation["type"], expectation["kwargs"]
    column = _column(arguments)
    what = None
    if outcome.failed is not None:
        found = explained(kind, arguments, outcome.failed)
        what = _placed(suite.table, column, found)
    return CheckResult(
        suite=suite.name,
        table=suite.table,
        expectation=kind,
        column=column,
        severity=expectation["severity"],
        what=what,
        reason=expectation["meta"]["reason"],
        unexpected=outcome.unexpected,
    )


def _column(arguments: Mapping[str, Any]) -> str | None:
    column = arguments.get("column")
    return column if isinstance(column, str) else None


def _placed(
    table: str,
    column: str | None,
    what: Message,
) -> Message:
    if column is None:
        return message("validate.in-table", table=table, what=what)
    return message(
        "validate.in-column",
        table=table,
        column=column,
        what=what,
    )


def _schema_result(name: str, table: pa.Table) -> CheckResult:
    """Names, types and nulls against the declared schema, on Arrow types.

    Pandas would widen them.
    """
    faults = mismatches(name, table.schema)
    for column in declared_by(name, table.schema).columns:
        if column.nullable or column.name not in table.column_names:
            continue
        nulls = table.column(column.name).null_count
        if nulls:
            faults.append(message("schema.nulls", column=column.name, count=nulls))
    what = None
    if faults:
        what = _placed(name, None, message("schema.faults", faults=faults))
    reason = _FILE_REASONS["schema"]
    return CheckResult("schema", name, "schema", None, "critical", what, reason)


def _fault_result(fault: Fault) -> CheckResult:
    what = message("validate.in-file", file=str(fault.path), what=fault.what)
    reason = _FILE_REASONS[fault.check]
    return CheckResult("files", fault.table, fault.check, None, "critical", what, reason)
