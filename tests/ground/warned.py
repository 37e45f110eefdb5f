"""Which rows a publication warns of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.ground.page import PRINTED_IN

NO_LABEL = "repair.no-label"


@dataclass(frozen=True)
class Warned:
    """The rows that a finding above *info* names, and those of sums that do not hold.

    ``nameless`` are columns of labels with the rows for which none is said to be printed.
    """

    seqs: frozenset[int]
    places: frozenset[tuple[int, int]]
    summed_off: frozenset[int]
    nameless: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def of(cls, rows: dict[str, list[dict[str, Any]]]) -> Warned:
        """The warnings of a publication.

        A sum over all rows of a notice points at none of them.
        """
        loud = [row for row in rows["findings"] if row["severity"] != "info"]
        seqs = frozenset(row["seq"] for row in loud if row["seq"] is not None)
        places = frozenset((row["page"], row["row"]) for row in loud)
        every = {row["seq"] for row in rows["indicators"]}
        off: set[int] = set()
        for row in rows["sums"]:
            summed = serials(row["rows"] or "")
            if row["status"] == "off" and summed < every:
                off |= summed
        nameless: set[tuple[str, int]] = set()
        for row in loud:
            if row.get("code") == NO_LABEL:
                said = json.loads(row["parameters"])
                nameless |= {(said["column"], seq) for seq in said["rows"]}
        return cls(seqs, places, frozenset(off), frozenset(nameless))

    def covers(self, seq: int, place: tuple[int, int], column: str) -> bool:
        """Whether a warning names the row, or the row and the column.

        For points that may be a sum over it that does not hold.
        """
        if seq in self.seqs or place in self.places:
            return True
        cell = PRINTED_IN.get(column, column)
        return (cell, seq) in self.nameless or (cell == "weight" and seq in self.summed_off)


def serials(text: str) -> frozenset[int]:
    """``14-16, 18`` as serials."""
    found: set[int] = set()
    for piece in text.replace("、", ",").replace(";", ",").split(","):
        first, _, last = piece.strip().partition("-")
        if first:
            found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)
