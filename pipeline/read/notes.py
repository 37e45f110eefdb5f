"""What a reader notes while it reads: findings, up to so many."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.messages import Message
from pipeline.model import Cell, Finding, Severity

# A document with more is no better known by them.
MOST = 200


@dataclass(slots=True)
class Notes:
    """Collects findings in the order they are met."""

    findings: list[Finding] = field(default_factory=list)

    def of_document(
        self,
        severity: Severity,
        check: str,
        said: Message,
    ) -> None:
        """Notes what is true of the whole document."""
        self._add(Finding(severity, check, said))

    def of_table(
        self,
        severity: Severity,
        check: str,
        said: Message,
        page: int,
    ) -> None:
        """Notes what is true of a table."""
        self._add(Finding(severity, check, said, page=page))

    def of_cell(
        self,
        severity: Severity,
        check: str,
        said: Message,
        cell: Cell,
    ) -> None:
        """Notes what is true of a cell."""
        place = (cell.page, cell.row, cell.col)
        self.of_place(severity, check, said, place)

    def of_place(
        self,
        severity: Severity,
        check: str,
        said: Message,
        place: tuple[int, int, int | None],
    ) -> None:
        """Notes what is true of a row, or of a position in it where no cell stands."""
        page, row, col = place
        finding = Finding(
            severity,
            check,
            said,
            page=page,
            row=row,
            col=col,
        )
        self._add(finding)

    def _add(self, finding: Finding) -> None:
        if len(self.findings) < MOST:
            self.findings.append(finding)
