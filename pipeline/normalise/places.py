"""Findings of the readers, which know pages and rows, → the serials of the rows they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Finding, Record

# What readers say of the text of one row's cells.
CELL_CHECKS = frozenset(
    (
        "invisible-text",
        "clipped-text",
        "witness-characters",
        "level-lines",
        "two-orders",
        *("struck-text", "font-sign", "unread-field", "formula-in-line", "raised-digits"),
        *("picture-in-cell", "object-in-cell"),
        *("nested-table", "covered-text", "text-box", "ragged-row", "span-overlaps"),
    )
)
Place = tuple[int, int]  # page and row


def with_serials(
    findings: Iterable[Finding],
    records: Sequence[Record],
) -> list[Finding]:
    """The findings, those that put one row's cell in doubt with the row's serial."""
    serials: dict[Place, int] = {}
    for record in records:
        place = (record.row.page, record.row.row)
        serials[place] = record.seq
    return [_with_serial(finding, serials) for finding in findings]


def _with_serial(finding: Finding, serials: Mapping[Place, int]) -> Finding:
    if finding.check not in CELL_CHECKS:
        return finding
    page, row = finding.page, finding.row
    if page is None or row is None:
        return finding
    seq = serials.get((page, row))
    if seq is None:
        return finding
    return replace(finding, seq=seq)
