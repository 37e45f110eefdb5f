"""What validation found: plain values, whatever checked them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

CheckSeverity = Literal["critical", "warning", "info"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One expectation on one table.

    ``suite`` is the file that holds it; ``unexpected`` the keys of the rows (or groups) that do not
    keep to it.
    """

    suite: str
    table: str
    expectation: str
    column: str | None
    severity: CheckSeverity
    success: bool
    message: str
    reason: str
    unexpected: tuple[str, ...] = ()


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

    def to_json(self) -> str:
        """The report as a JSON document, the same text for the same results."""
        counts = {"expectations": len(self.results), "failed": len(self.failures)}
        results = [asdict(result) for result in self.results]
        return (
            json.dumps({"ok": self.ok, **counts, "results": results}, ensure_ascii=False, indent=2)
            + "\n"
        )
