"""Findings of the readers, which know pages and rows, → the serials of the rows they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model import Finding, Record

# What readers say of the text of one row's cells.
CELL_CHECKS = frozenset(
    (
        *("invisible-text", "clipped-text", "witness-characters", "level-lines", "two-orders"),
        *("struck-text", "font-sign", "unread-field", "picture-in-cell", "object-in-cell"),
        *("nested-table", "covered-text", "text-box", "ragged-row", "span-overlaps"),
    )
)


def with_serials(findings: Iterable[Finding], records: Sequence[Record]) -> list[Finding]:
    """The findings, those that put one row's cell in doubt with the row's serial."""
    serials = {(record.row.page, record.row.row): record.seq for record in records}
    out = []
    for finding in findings:
        seq = None
        if finding.check in CELL_CHECKS and finding.page is not None and finding.row is not None:
            seq = serials.get((finding.page, finding.row))
        out.append(finding if seq is None else replace(finding, seq=seq))
    return out
