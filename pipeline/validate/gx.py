"""The only importer of Great Expectations.

Imported itself only when something is validated (2 s, 240 MB).

The rules of this package become custom expectations: rule ``keys_exist`` is the type
``expect_keys_exist``, its keyword-only arguments are the kwargs. Such an expectation gets its own
table's rows from the batch, as a metric, and the other tables from the run.
"""

from __future__ import annotations

import inspect
import json
import logging
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar

import great_expectations as gx
import pandas as pd
import pyarrow as pa
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.execution_engine import pandas_execution_engine
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from pipeline.errors import ValidationError
from pipeline.messages import Message, as_data, from_data, message, text
from pipeline.validate import counted, doubt, links, own_columns, sums, texts, units
from pipeline.validate.rules import Tables, Violation

RULES: tuple[Callable[..., list[Violation]], ...] = (
    links.keys_exist,
    links.serials_complete,
    links.ranges_contiguous,
    links.sections_match,
    links.every_value_traced,
    links.every_period_ranked,
    sums.points_per_group,
    sums.weighted_total,
    units.printed_weights,
    units.own_weights,
    units.unit_rows,
    units.unit_groups,
    sums.totals_pinned,
    counted.points_counted_once,
    counted.sums_compared,
    counted.printed_as_published,
    doubt.status_fits_value,
    doubt.candidates_given,
    doubt.costs_from_the_cheapest,
    doubt.review_marked,
    texts.no_stray_spaces,
    own_columns.every_indicator_has_extras,
    own_columns.extras_hold_together,
)

# Frames of fewer bytes are hashed twice for each suite, for a mark that nobody reads here.
pandas_execution_engine.HASH_THRESHOLD = 0

_tables: ContextVar[Tables] = ContextVar("tables")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expectation's outcome in plain values; ``position`` is its place in the suite.

    ``failed`` says what is wrong, None where it holds; ``unexpected`` are the keys of what fails.
    """

    position: int
    failed: Message | None
    unexpected: tuple[str, ...] = ()


class TableRecords(TableMetricProvider):
    """The batch as a list of mappings, missing values as None."""

    metric_name = "table.records"

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],  # noqa: ARG002 called by these names
        metrics: dict[str, Any],  # noqa: ARG002
        runtime_configuration: dict[str, Any],  # noqa: ARG002
    ) -> list[dict[str, Any]]:
        frame, _, _ = execution_engine.get_compute_domain(
            metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE
        )
        plain = frame.astype(object).where(frame.notna(), None)
        records = plain.to_dict("records")
        return [{str(name): value for name, value in row.items()} for row in records]


class RuleExpectation(BatchExpectation):
    """Base of the expectations made from RULES."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("table.records",)
    rule: ClassVar[Callable[..., list[Violation]] | None] = None

    @classmethod
    def is_abstract(cls) -> bool:
        """Great Expectations registers what is not abstract."""
        return cls.rule is None

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002 called by these names
        execution_engine: object = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        rule = type(self).rule
        assert rule is not None
        arguments = {name: getattr(self, name) for name in self.success_keys}
        violations = rule(metrics["table.records"], _tables.get(), **arguments)
        keys = [violation.key for violation in violations]
        said = [as_data(violation.what) for violation in violations]
        result = {"unexpected_list": keys, "details": {"violations": said}}
        return {"success": not violations, "result": result}


def _expectation(rule: Callable[..., list[Violation]]) -> type[RuleExpectation]:
    words = [part.capitalize() for part in rule.__name__.split("_")]
    name = "Expect" + "".join(words)
    parameters = inspect.signature(rule).parameters.values()
    arguments = [one.name for one in parameters if one.kind is one.KEYWORD_ONLY]
    annotations: dict[str, Any] = {"rule": ClassVar[Any], "success_keys": ClassVar[Any]}
    annotations |= dict.fromkeys(arguments, Any)
    body: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": rule.__doc__,
        "__annotations__": annotations,
        "rule": staticmethod(rule),
        "success_keys": tuple(arguments),
    }
    made: type[RuleExpectation] = types.new_class(
        name, (RuleExpectation,), exec_body=lambda space: space.update(body)
    )
    return made


EXPECTATIONS = {rule.__name__: _expectation(rule) for rule in RULES}


class Engine:
    """A Great Expectations context in memory; nothing is written and no connection is attempted."""

    def __init__(self) -> None:
        stores = InMemoryStoreBackendDefaults(init_temp_docs_sites=False)
        config = DataContextConfig(
            store_backend_defaults=stores, progress_bars=ProgressBarsConfig(globally=False)
        )
        with _quiet():
            self._context = gx.get_context(mode="ephemeral", project_config=config)
            source = self._context.data_sources.add_pandas("tables")
            # One for all suites: with each asset the engine writes its whole configuration anew.
            asset = source.add_dataframe_asset("table")
            self._whole = asset.add_batch_definition_whole_dataframe("whole")

    def prepare(
        self,
        name: str,
        expectations: Sequence[Mapping[str, Any]],
    ) -> Prepared:
        """Loads one suite; its table may come later.

        Raises:
            ValidationError: an expectation cannot be loaded.
        """
        with _quiet():
            suite = _suite(name, expectations)
        return Prepared(suite, self._whole)


class Prepared:
    """A suite that is loaded, and where the engine takes its table."""

    def __init__(self, suite: gx.ExpectationSuite, whole: BatchDefinition[Any]) -> None:
        self._suite, self._whole = suite, whole

    def validate(
        self,
        table: pa.Table,
        key: Sequence[str],
        tables: Tables,
    ) -> list[Outcome]:
        """The outcomes on a table, in the suite's order.

        Raises:
            ValidationError: an expectation cannot be evaluated.
        """
        token = _tables.set(tables)
        try:
            with _quiet():
                batch = self._whole.get_batch({"dataframe": _frame(table)})
                return _outcomes(batch, self._suite, key)
        finally:
            _tables.reset(token)


def _frame(table: pa.Table) -> pd.DataFrame:
    """The table with pandas' nullable types.

    So that an integer column with nulls stays one of integers.
    """
    types_of = {
        pa.string(): pd.StringDtype(),
        pa.int16(): pd.Int16Dtype(),
        pa.float64(): pd.Float64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
    }
    frame: pd.DataFrame = table.to_pandas(types_mapper=types_of.get, use_threads=False)
    return frame


def _outcomes(
    batch: Batch,
    suite: gx.ExpectationSuite,
    key: Sequence[str],
) -> list[Outcome]:
    # To ask for the failing rows at once would double the time, on tables where as a rule none
    # fails.
    found = _evaluate(batch, suite, key, "BOOLEAN_ONLY")
    failing = [one for one in suite.expectations if found[_position(one.meta)].failed is not None]
    if failing:
        again = gx.ExpectationSuite(name=suite.name, expectations=failing)
        found |= _evaluate(batch, again, key, "COMPLETE")
    return [found[position] for position in sorted(found)]


def _evaluate(
    batch: Batch,
    suite: gx.ExpectationSuite,
    key: Sequence[str],
    detail: str,
) -> dict[int, Outcome]:
    """Outcomes by their position; what fails is told where ``detail`` is COMPLETE."""
    result_format: dict[str, Any] = {"result_format": detail}
    if key and detail == "COMPLETE":
        result_format["unexpected_index_column_names"] = list(key)
    results = batch.validate(suite, result_format=result_format).results
    found = {}
    for item in results:
        plain = json.loads(json.dumps(item.to_json_dict()))  # numpy's numbers as Python's
        outcome = _outcome(suite.name, plain, key)
        found[outcome.position] = outcome
    return found


def _position(meta: Mapping[str, Any] | None) -> int:
    return int((meta or {})["position"])


def _suite(name: str, expectations: Sequence[Mapping[str, Any]]) -> gx.ExpectationSuite:
    """The suite whole: what cannot be loaded is an error, where Great Expectations drops it."""
    suite = gx.ExpectationSuite(name=name)
    for position, declared in enumerate(expectations):
        meta = {**declared.get("meta", {}), "position": position}
        try:
            one = gx.ExpectationSuite(name=name, expectations=[{**declared, "meta": meta}])
        except Exception as error:
            reason = " ".join(str(error).split())[:160]
            raise _not_loaded(name, position, declared, text(reason)) from None
        if len(one.expectations) != 1:
            raise _not_loaded(name, position, declared, message("validate.no-such-expectation"))
        suite.expectations.append(one.expectations[0])
    return suite


def _not_loaded(
    name: str,
    position: int,
    declared: Mapping[str, Any],
    reason: Message,
) -> ValidationError:
    return ValidationError(
        "validate.not-loaded",
        suite=name,
        position=position + 1,
        kind=str(declared.get("type")),
        error=reason,
    )


def _outcome(
    name: str,
    item: dict[str, Any],
    key: Sequence[str],
) -> Outcome:
    config, result = item["expectation_config"], item.get("result") or {}
    raised = _raised(item.get("exception_info") or {})
    if raised:
        kind = config["type"]
        raise ValidationError(
            "validate.not-evaluated",
            suite=name,
            kind=kind,
            error=raised,
        )
    position = _position(config["meta"])
    if item["success"]:
        return Outcome(position, None)
    keys, failed = _unexpected(result, key)
    return Outcome(position, failed, keys)


def _raised(info: dict[str, Any]) -> str | None:
    """The message of an exception: the info is flat, or keyed by metric."""
    entries = [info, *(entry for entry in info.values() if isinstance(entry, dict))]
    for entry in entries:
        if entry.get("raised_exception"):
            words = str(entry.get("exception_message")).split()
            return " ".join(words)[:200]
    return None


def _unexpected(result: dict[str, Any], key: Sequence[str]) -> tuple[tuple[str, ...], Message]:
    """Keys of what fails and what is wrong there.

    From a rule's violations, the failing rows, or the observed value.
    """
    violations = (result.get("details") or {}).get("violations")
    if violations is not None:
        keys = tuple(result["unexpected_list"])
        return keys, _listed([from_data(one) for one in violations])
    rows = result.get("unexpected_index_list") or []
    values = result.get("unexpected_list") or []
    if not rows:
        observed = str(result.get("observed_value"))
        return (), message("validate.observed", value=observed)
    said = [_failing_row(row, key, value) for row, value in zip(rows, values, strict=False)]
    failed = message(
        "validate.rows-fail",
        count=len(rows),
        total=str(result.get("element_count")),
        rows=_listed(said),
    )
    return tuple(_key(row, key) for row in rows), failed


def _key(row: Mapping[str, Any] | int, key: Sequence[str]) -> str:
    if isinstance(row, int):
        return f"row {row}"
    return ", ".join(f"{name} {row[name]}" for name in key)


def _failing_row(
    row: Mapping[str, Any] | int,
    key: Sequence[str],
    value: object,
) -> Message:
    """Where the row is, and what stands there as far as the key does not say it."""
    if isinstance(row, int):
        place = message("validate.row", row=row)
        return message("validate.failing-row", parts=(place, str(value)))
    names = [*key, *(name for name in row if name not in key)]
    parts = [f"{name} {row[name]}" for name in names]
    return message("validate.failing-row", parts=parts)


def _listed(said: Sequence[Message], most: int = 12) -> Message:
    """The first of them, and how many more there are."""
    first, more = said[:most], len(said) - most
    if more > 0:
        return message("validate.list-cut", violations=first, more=more)
    return message("validate.list", violations=first)


@contextmanager
def _quiet() -> Iterator[None]:
    """Great Expectations logs tracebacks of what it drops.

    Here that is an error with a message of its own.
    """
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
