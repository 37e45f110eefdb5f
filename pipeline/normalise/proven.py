"""Doubts of the readers that the repair settled: they are warnings no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model import Finding, Record

# The check of the warning that a page image's cell reads in several ways.
DOUBTFUL = "scan-cell"
# The rule of a weight of which the sums leave one reading.
SETTLED = "read_settled"
_WEIGHT = "weight"


def without_proven(findings: Iterable[Finding], records: Sequence[Record]) -> Iterator[Finding]:
    """The findings; of a doubtful cell whose weight the sums prove, as information alone."""
    proven: set[tuple[int | None, int, int]] = set()
    for record in records:
        weight = record.values.get(_WEIGHT)
        if weight is not None and weight.rule == SETTLED and weight.cell is not None:
            cell = weight.cell
            proven.add((cell.page, cell.row, cell.col))
    for finding in findings:
        place = (finding.page, finding.row, finding.col)
        if finding.check == DOUBTFUL and place in proven:
            yield replace(finding, severity="info")
        else:
            yield finding
