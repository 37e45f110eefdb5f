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
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from pipeline.errors import ValidationError
from pipeline.validate import counted, doubt, links, sums, texts
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
    sums.printed_weights,
    sums.own_weights,
    sums.unit_rows,
    sums.unit_groups,
    sums.totals_pinned,
    counted.points_counted_once,
    counted.sums_compared,
    counted.printed_as_published,
    doubt.status_fits_value,
    doubt.candidates_given,
    doubt.costs_from_the_cheapest,
    doubt.review_marked,
    texts.no_stray_spaces,
)

_tables: ContextVar[Tables] = ContextVar("tables")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expectation's outcome in plain values; ``position`` is its place in the suite."""

    position: int
    success: bool
    detail: str
    unexpected: tuple[str, ...]


class TableRecords(TableMetricProvider):
    """The batch as a list of mappings, missing values as None."""

    metric_name = "table.records"

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> list[dict[str, Any]]:
        frame, _, _ = execution_engine.get_compute_domain(
            metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE
        )
        plain = frame.astype(object).where(frame.notna(), None)
        return [
            {str(name): value for name, value in row.items()} for row in plain.to_dict("records")
        ]


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
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: object = None,
    ) -> dict[str, Any]:
        rule = type(self).rule
        assert rule is not None
        arguments = {name: getattr(self, name) for name in self.success_keys}
        violations = rule(metrics["table.records"], _tables.get(), **arguments)
        keys, messages = [v.key for v in violations], [v.message for v in violations]
        return {
            "success": not violations,
            "result": {"unexpected_list": keys, "details": {"messages": messages}},
        }


def _expectation(rule: Callable[..., list[Violation]]) -> type[RuleExpectation]:
    name = "Expect" + "".join(part.capitalize() for part in rule.__name__.split("_"))
    arguments = [
        p.name for p in inspect.signature(rule).parameters.values() if p.kind is p.KEYWORD_ONLY
    ]
    body: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": rule.__doc__,
        "__annotations__": {
            "rule": ClassVar[Any],
            "success_keys": ClassVar[Any],
            **dict.fromkeys(arguments, Any),
        },
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
            self._source = self._context.data_sources.add_pandas("tables")

    def validate(
        self,
        name: str,
        expectations: Sequence[Mapping[str, Any]],
        table: pa.Table,
        key: Sequence[str],
        tables: Tables,
    ) -> list[Outcome]:
        """The outcomes of one suite on one table, in the suite's order.

        Raises ValidationError where an expectation cannot be loaded or evaluated.
        """
        token = _tables.set(tables)
        try:
            with _quiet():
                suite = _suite(name, expectations)
                asset = self._source.add_dataframe_asset(name)
                batch = asset.add_batch_definition_whole_dataframe("whole").get_batch(
                    {"dataframe": _frame(table)}
                )
                return _outcomes(batch, suite, key)
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


def _outcomes(batch: Batch, suite: gx.ExpectationSuite, key: Sequence[str]) -> list[Outcome]:
    # To ask for the failing rows at once would double the time, on tables where as a rule none
    # fails.
    found = {outcome.position: outcome for outcome in _evaluate(batch, suite, key, "BOOLEAN_ONLY")}
    failing = [one for one in suite.expectations if not found[_position(one.meta)].success]
    if failing:
        again = gx.ExpectationSuite(name=suite.name, expectations=failing)
        found |= {outcome.position: outcome for outcome in _evaluate(batch, again, key, "COMPLETE")}
    return [found[position] for position in sorted(found)]


def _evaluate(
    batch: Batch, suite: gx.ExpectationSuite, key: Sequence[str], detail: str
) -> list[Outcome]:
    index = {"unexpected_index_column_names": list(key)} if key and detail == "COMPLETE" else {}
    results = batch.validate(suite, result_format={"result_format": detail, **index}).results
    # Through JSON once: numpy's numbers become plain ones.
    return [
        _outcome(suite.name, json.loads(json.dumps(item.to_json_dict())), key) for item in results
    ]


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
            raise _not_loaded(name, position, declared, str(error)) from None
        if len(one.expectations) != 1:
            raise _not_loaded(
                name, position, declared, "no such type, or it does not take these kwargs"
            )
        suite.expectations.append(one.expectations[0])
    return suite


def _not_loaded(
    name: str, position: int, declared: Mapping[str, Any], reason: str
) -> ValidationError:
    kind, line = declared.get("type"), " ".join(reason.split())[:160]
    return ValidationError(
        f"suite {name}, expectation {position + 1} ({kind}): not loaded, {line}; mend the suite"
    )


def _outcome(name: str, item: dict[str, Any], key: Sequence[str]) -> Outcome:
    config, result = item["expectation_config"], item.get("result") or {}
    raised = _raised(item.get("exception_info") or {})
    if raised:
        raise ValidationError(
            f"suite {name}, {config['type']}: not evaluated, {raised}; mend the suite or the table"
        )
    keys, detail = _unexpected(result, key)
    return Outcome(_position(config["meta"]), item["success"], detail, keys)


def _raised(info: dict[str, Any]) -> str | None:
    """The message of an exception: the info is flat, or keyed by metric."""
    entries = [info, *(entry for entry in info.values() if isinstance(entry, dict))]
    messages = [
        str(entry.get("exception_message")) for entry in entries if entry.get("raised_exception")
    ]
    return " ".join(messages[0].split())[:200] if messages else None


def _unexpected(result: dict[str, Any], key: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Keys of what fails and what is wrong there.

    From a rule's messages, the failing rows, or the observed value.
    """
    messages = (result.get("details") or {}).get("messages")
    if messages is not None:
        return tuple(result["unexpected_list"]), _some(messages)
    rows, values = result.get("unexpected_index_list") or [], result.get("unexpected_list") or []
    if rows:
        keys = tuple(_key(row, key) for row in rows)
        texts = [
            f"{at}{_others(row, key, value)}"
            for at, row, value in zip(keys, rows, values, strict=False)
        ]
        return keys, f"{len(rows)} of {result.get('element_count')} rows do not: {_some(texts)}"
    return (), f"found {result.get('observed_value')}"


def _key(row: Mapping[str, Any] | int, key: Sequence[str]) -> str:
    return (
        f"row {row}" if isinstance(row, int) else ", ".join(f"{name} {row[name]}" for name in key)
    )


def _others(row: Mapping[str, Any] | int, key: Sequence[str], value: object) -> str:
    """What stands there, as far as the key does not say it."""
    if isinstance(row, int):
        return f", {value}"
    return "".join(f", {name} {other}" for name, other in row.items() if name not in key)


def _some(texts: Sequence[str], most: int = 12) -> str:
    more = f"; and {len(texts) - most} more" if len(texts) > most else ""
    return "; ".join(texts[:most]) + more


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
