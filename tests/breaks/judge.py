"""What came of each break of one document.

- *right*: the tables, rows, spans and texts around the break are the true ones, and nothing was said;
- *false alarm*: they are, and a warning or an error concerns the break;
- *marked*: they are not, and a warning or an error names the place: its page, and its row or a text;
- *silent*: they are not, and none does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tests.breaks.adapter import Answer
from tests.breaks.align import align
from tests.breaks.faults import Fault, faults_of
from tests.breaks.lines import Line, read_lines, true_lines
from tests.breaks.model import Document, Placement
from tests.breaks.places import Break, breaks_of, rows_on
from tests.breaks.undecidable import undecidable
from tests.breaks.warned import Finding, names, warnings_of

Outcome = Literal["right", "marked", "silent", "alarm", "refused"]


@dataclass(slots=True)
class Verdict:
    """Of one break. ``reason`` says why nothing on the page tells, "" where something does."""

    at: Break
    outcome: Outcome
    reason: str = ""
    faults: list[Fault] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Judgement:
    """Of one document: its breaks, and what is wrong away from any (silent, then marked) with the alarms there."""

    verdicts: list[Verdict]
    silent: list[Fault] = field(default_factory=list)
    marked: list[Fault] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    refused: str = ""


def judge(document: Document, placement: Placement, answer: Answer) -> Judgement:
    """Compares what was read with the truth, break by break."""
    reach = rows_on(document, placement)
    true = true_lines(document, reach)
    breaks = breaks_of(document, placement)
    verdicts = [Verdict(at, "right", undecidable(document, placement, at)) for at in breaks]
    if answer.refused:
        for verdict in verdicts:
            verdict.outcome = "refused"
        return Judgement(verdicts, refused=answer.refused)
    judging = _Judging(document, placement, answer, true, reach, verdicts)
    return judging.result()


class _Judging:
    def __init__(
        self, document: Document, placement: Placement, answer: Answer, true: list[Line],
        reach: Sequence[Sequence[tuple[int, int]]], verdicts: list[Verdict],
    ) -> None:  # fmt: skip
        self.document, self.placement, self.true, self.reach = document, placement, true, reach
        self.read = read_lines(answer.tables)
        self.pairs = align(true, self.read)
        self.places = {(line.table, line.row): at for at, line in enumerate(true)}
        self.verdicts = verdicts
        self.answer = answer
        self.elsewhere: list[Fault] = []
        self.rows_of_page = _rows_of_pages(answer)

    def result(self) -> Judgement:
        faults = faults_of(self.true, self.read, self.pairs)
        for verdict in self.verdicts:
            self._assign(verdict, faults)
        taken = {id(fault) for verdict in self.verdicts for fault in verdict.faults}
        self.elsewhere = [fault for fault in faults if id(fault) not in taken] + self._headings()
        said = warnings_of(self.answer.findings)
        judgement = Judgement(self.verdicts)
        used: set[int] = set()
        for verdict in self.verdicts:
            if verdict.faults:
                naming = [at for at, finding in enumerate(said) if self._names(finding, verdict)]
                used.update(naming)
                verdict.outcome = "marked" if naming else "silent"
        for fault in self.elsewhere:
            naming = [at for at, finding in enumerate(said) if self._concerns(finding, fault)]
            used.update(naming)
            (judgement.marked if naming else judgement.silent).append(fault)
        for at, finding in enumerate(said):
            if at not in used:
                self._alarm(finding, judgement)
        return judgement

    # ---- which differences are at a break

    def _assign(self, verdict: Verdict, faults: Sequence[Fault]) -> None:
        """The break's own rows and boundaries, and rows that are missing next to them without a gap."""
        above, below = self.places[verdict.at.above], self.places[verdict.at.below]
        missing = {fault.first for fault in faults if fault.kind == "row"}
        rows = (
            {above, below}
            | self._missing(above, -1, verdict.at, missing)
            | self._missing(below, 1, verdict.at, missing)
        )
        verdict.faults = [fault for fault in faults if self._is_at(fault, verdict.at, rows)]

    def _missing(self, start: int, step: int, boundary: Break, missing: set[int]) -> set[int]:
        """Missing rows from ``start`` on; of equal rows nobody can say which is missing, so any counts."""
        found = set()
        at = start
        while 0 <= at < len(self.true) and self._on(at, boundary):
            if at in missing:
                found.add(at)
            elif self.true[at].texts != self.true[start].texts:
                break
            at += step
        return found

    def _on(self, at: int, boundary: Break) -> bool:
        line = self.true[at]
        first, last = self.reach[line.table][line.row]
        return first <= boundary.page + 1 and last >= boundary.page

    def _is_at(self, fault: Fault, boundary: Break, rows: set[int]) -> bool:
        if fault.kind == "text":
            return self._text_at(fault, boundary, rows)
        if fault.first == fault.last:
            return fault.first in rows
        least, most = min(rows), max(rows)
        if boundary.cut or most - least > 1:
            return (
                (fault.first in rows or fault.last in rows)
                and fault.first <= most
                and fault.last >= least
            )
        return fault.first <= least and fault.last >= most

    def _text_at(self, fault: Fault, boundary: Break, rows: set[int]) -> bool:
        """A cell that stands on both sides, or one of the break's rows."""
        number = 0
        for table, block in enumerate(self.document.tables):
            if fault.owner < number + len(block.cells):
                cell = block.cells[fault.owner - number]
                pages = {
                    piece.page
                    for piece in self.placement.pieces.get((table, fault.owner - number), ())
                }
                if cell.rowspan > 1:
                    return {boundary.page, boundary.page + 1} <= pages
                return fault.first in rows
            number += len(block.cells)
        return False

    def _headings(self) -> list[Fault]:
        """Tables whose count of heading rows is not the true one."""
        found = []
        seen: set[int] = set()
        for at, line in enumerate(self.true):
            if line.row or at not in self.pairs:
                continue
            own = self.read[self.pairs[at]]
            if own.row or own.table in seen:
                continue
            seen.add(own.table)
            if (
                self.answer.tables[own.table]["header_rows"]
                != self.document.tables[line.table].header_rows
            ):
                found.append(
                    Fault("heading", at, at, frozenset(line.words), frozenset({line.page}))
                )
        return found

    # ---- which findings concern what

    def _names(self, finding: Finding, verdict: Verdict) -> bool:
        page = verdict.at.page
        texts = frozenset[str]().union(*(fault.texts for fault in verdict.faults))
        return names(finding, (page, page + 1), texts, self._rows_near(verdict))

    def _concerns(self, finding: Finding, fault: Fault) -> bool:
        rows = {(page, self.true[fault.first].row) for page in fault.pages}
        return names(finding, fault.pages, fault.texts, rows)

    def _rows_near(self, verdict: Verdict) -> set[tuple[int, int]]:
        """The last two rows of the page's last table; the heading and two rows of the next page's first."""
        page = verdict.at.page
        last = self.rows_of_page.get(page, [0])[-1]
        heading = self.document.tables[verdict.at.below[0]].header_rows
        return {(page, last - 1), (page, last - 2)} | {
            (page + 1, row) for row in range(heading + 2)
        }

    def _alarm(self, finding: Finding, judgement: Judgement) -> None:
        """A finding that names nothing wrong: at one of the page's breaks, or elsewhere."""
        page, message = finding["page"], f"{finding['check']}: {finding['message']}"
        near = [v for v in self.verdicts if page in (v.at.page, v.at.page + 1)]
        if any(verdict.faults for verdict in near):
            return  # it stands beside something wrong, though it does not name it
        naming = [
            v for v in near if names(finding, (page,), self._texts_near(v), self._rows_near(v))
        ]
        chosen = naming or [v for v in near if v.at.page + 1 == page]
        if not chosen:
            judgement.alarms.append(message)
            return
        verdict = chosen[0]
        verdict.alarms.append(message)
        verdict.outcome = "marked" if verdict.reason else "alarm"

    def _texts_near(self, verdict: Verdict) -> set[str]:
        above, below = self.places[verdict.at.above], self.places[verdict.at.below]
        return {word for at in (above, below) for word in self.true[at].words}


def _rows_of_pages(answer: Answer) -> dict[int, list[int]]:
    """Page → the number of rows of each of its tables."""
    return {
        page["page"]: [
            max((c["row"] + c["rowspan"] for c in table["cells"]), default=0)
            for table in page["tables"]
        ]
        for page in answer.pages
        if page["tables"]
    }
