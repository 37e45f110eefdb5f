"""Remembers what a function says of the page tables it was asked about last.

A table is known by its identity: whether two are equal is asked of all their cells, which costs
more than most answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pipeline.model import PageTable

# The first page of a logical table is asked about at each of its breaks, beside the two pages that
# meet there. When so many are known, all are forgotten.
KEPT = 64

_Answer = TypeVar("_Answer")


def remembered(function: Callable[[PageTable], _Answer]) -> Callable[[PageTable], _Answer]:
    """Has a function of a table asked once; nobody changes its answer."""
    known: dict[int, tuple[PageTable, _Answer]] = {}

    def ask(table: PageTable) -> _Answer:
        found = known.get(id(table))
        if found is not None:  # it holds the table, so that no other has its identity
            return found[1]
        answer = function(table)
        if len(known) >= KEPT:
            known.clear()
        known[id(table)] = table, answer
        return answer

    return ask
