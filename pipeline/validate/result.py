"""What validation found: plain values, whatever checked them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pipeline.messages import Message, as_data, render

CheckSeverity = Literal["critical", "warning", "info"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One expectation on one table.

    ``suite`` is the file that holds it; ``what`` says how the table fails it, None where it does
    not; ``unexpected`` are the keys of the rows (or groups) that do not keep to it.
    """

    suite: str
    table: str
    expectation: str
    column: str | None
    severity: CheckSeverity
    what: Message | None
    reason: str
    unexpected: tuple[str, ...] = ()

    @property
    def success(self) -> bool:
        """Whether the expectation holds."""
        return self.what is None

    @property
    def message(self) -> str:
        """How it is failed, in English; "" where it holds."""
        return "" if self.what is None else render(self.what)

    def as_data(self) -> dict[str, Any]:
        """The result as JSON has it; ``code`` is null and ``message`` empty where it holds."""
        data = asdict(self)
        del data["what"]
        said = {"code": None, "parameters": {}} if self.what is None else as_data(self.what)
        return {**data, "success": self.success, "message": self.message, **said}


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All results, in the order of the suites."""

    results: tuple[CheckResult, ...]

    @property
    def ok(self) -> bool:
        """True where every critical expectation holds."""
        return not any(result.severity == "critical" for result in self.failures)

    @property
    def failures(self) -> tuple[CheckResult, ...]:
        """What does not hold, of every severity."""
        return tuple(result for result in self.results if not result.success)

    @property
    def rejections(self) -> tuple[Message, ...]:
        """What keeps the tables from being published."""
        failures = self.failures
        return tuple(one.what for one in failures if one.what and one.severity == "critical")

    def as_data(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "ok": self.ok,
            "expectations": len(self.results),
            "failed": len(self.failures),
            "results": [result.as_data() for result in self.results],
        }

    def to_json(self) -> str:
        """The report as a JSON document, the same text for the same results."""
        return json.dumps(self.as_data(), ensure_ascii=False, indent=2) + "\n"
