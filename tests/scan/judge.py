"""What was read and published from a scan, beside what its text layer gives."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
RIGHT, MARKED, WARNED, WRONG = "right", "marked", "warned", "wrong"
OUTCOMES = (RIGHT, MARKED, WARNED, WRONG)
# No values of the notice's own.
_ASIDE = frozenset(("notice_id", "needs_review", "source_page"))


@dataclass
class Tally:
    """Counts over many pages and notices.

    ``seconds`` are those of the clock that the scans took, ``worked`` those of the processors.
    """

    pages: int = 0
    grids: int = 0
    cells: int = 0
    read: int = 0
    refused: list[str] = field(default_factory=list)
    values: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    worked: float = 0.0

    def add(self, other: Tally) -> None:
        """Adds another's counts."""
        self.pages += other.pages
        self.grids += other.grids
        self.cells += other.cells
        self.read += other.read
        self.refused += other.refused
        self.faults += other.faults
        self.seconds += other.seconds
        self.worked += other.worked
        for column, counts in other.values.items():
            self.values.setdefault(column, Counter()).update(counts)

    def share(self, outcome: str) -> float:
        """The share of all values with this outcome."""
        every = sum(sum(counts.values()) for counts in self.values.values())
        return sum(counts[outcome] for counts in self.values.values()) / (every or 1)


def bare(text: object) -> str:
    """A text as two prints of it are compared: width of signs, quotes and white space apart."""
    plain = unicodedata.normalize("NFKC", str(text)).translate(str.maketrans("“”‘’", "\"\"''"))
    return "".join(plain.split())


def judge_cells(want: Rows, have: Rows, tally: Tally) -> None:
    """Counts the pages whose grid is exact, and the cells that read right."""
    read = _by_page(have)
    for page, cells in _by_page(want).items():
        theirs = read.get(page, {})
        tally.pages += 1
        tally.grids += set(cells) == set(theirs)
        for place, text in cells.items():
            tally.cells += 1
            tally.read += bare(theirs.get(place, "?")) == bare(text)


def _by_page(rows: Rows) -> dict[int, dict[tuple[int, ...], str]]:
    """The text of each cell by page, then by row, column and spans."""
    pages: dict[int, dict[tuple[int, ...], str]] = {}
    for cell in rows["cells"]:
        place = cell["row"], cell["col"], cell["rowspan"], cell["colspan"]
        pages.setdefault(cell["page"], {})[place] = cell["text"]
    return pages


def judge_values(want: Rows, have: Rows, tally: Tally, name: str) -> None:
    """Counts every value of ``indicators`` by its column.

    Right; marked: null and said so; warned: another, and a warning names its cell or its row;
    else wrong.
    """
    rows = {row["seq"]: row for row in have["indicators"]}
    units, theirs_of = _units(want), _units(have)
    doubtful = {
        (entry["seq"], entry["column"])
        for entry in have["provenance"]
        if entry["status"] == "ambiguous"
    }
    places = _places(have)
    told = _warned(have)
    for row in want["indicators"]:
        seq = row["seq"]
        theirs = rows.get(seq, {})
        for column, value in row.items():
            if column in _ASIDE:
                continue
            other = theirs.get(column)
            if column == "scoring_unit":
                value, other = units.get(value), theirs_of.get(other)
            outcome = _outcome(value, other, (seq, column) in doubtful and seq in rows)
            if outcome == WRONG and told & {(seq,), *places.get((seq, column), ())}:
                outcome = WARNED
            tally.values.setdefault(column, Counter())[outcome] += 1
            if outcome in (WRONG, WARNED):
                tally.faults.append(f"{name} row {seq} {column} {outcome}: {other!r} for {value!r}")


def _places(rows: Rows) -> dict[tuple[int, str], list[tuple[int, ...]]]:
    """Where each value is printed, by serial and column: its cell, and its table's row."""
    places: dict[tuple[int, str], list[tuple[int, ...]]] = {}
    for entry in rows["provenance"]:
        page, row, col = entry["page"], entry["row"], entry["col"]
        places[entry["seq"], entry["column"]] = [(page, row, col), (page, row)]
    return places


def _warned(rows: Rows) -> set[tuple[int, ...]]:
    """What warnings name: serials, cells (page, row, column), rows of tables (page, row)."""
    told: set[tuple[int, ...]] = set()
    for finding in rows["findings"]:
        if finding["severity"] != "warning":
            continue
        if finding["seq"] is not None:
            told.add((finding["seq"],))
        if finding["col"] is not None:
            told.add((finding["page"], finding["row"], finding["col"]))
        rows_named = json.loads(finding["parameters"] or "{}").get("rows")
        if isinstance(rows_named, list):
            told |= {(finding["page"], row) for row in rows_named}
    return told


def _units(rows: Rows) -> dict[object, str]:
    """The rows of each scoring unit: its number depends on the units before it."""
    units: dict[object, list[str]] = {}
    for row in rows["indicators"]:
        if row["scoring_unit"] is not None:
            units.setdefault(row["scoring_unit"], []).append(str(row["seq"]))
    return {number: ",".join(serials) for number, serials in units.items()}


def _outcome(value: object, other: object, is_open: bool) -> str:
    if is_open and other is None:
        return MARKED
    if value is None or other is None:
        return RIGHT if value is other else WRONG
    if isinstance(value, int | float) and isinstance(other, int | float):
        return RIGHT if abs(value - other) < 1e-6 else WRONG
    return RIGHT if bare(value) == bare(other) else WRONG
