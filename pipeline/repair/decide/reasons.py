"""Why a row's value is what it is: the damage that its alignments assume, as clauses."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.damage.kinds import KINDS
from pipeline.messages import Message, message
from pipeline.repair.align.layout import Alignment
from pipeline.repair.decide.context import RowView

NOTHING_PRINTED = (message("repair.nothing-printed"),)


def reasons_of(damage: Iterable[str]) -> tuple[Message, ...]:
    """A clause for each kind of damage; none where there is no damage."""
    kinds = dict.fromkeys(KINDS[name] for name in damage)
    return tuple(message(kind.said.code) for kind in kinds if kind.said)


def rule_of(alignment: Alignment) -> str:
    """The kinds of damage that an alignment assumes, as the log names them."""
    kinds = dict.fromkeys(alignment.damage)
    return "+".join(kinds)


def why_open(row: RowView) -> tuple[Message, ...]:
    """The row's readings within the margin, cheapest first, by what each assumes."""
    costs = row.found.alignments
    ways: dict[Message, None] = {}
    for number in sorted(costs, key=costs.__getitem__):
        alignment = row.evidence.alignments[number]
        ways[_way(alignment)] = None
    why = message(
        "repair.close-readings",
        count=len(costs),
        ways=tuple(ways),
    )
    return (why,)


def _way(alignment: Alignment) -> Message:
    """What an alignment assumes, as one clause."""
    clauses = reasons_of(alignment.damage)
    if alignment.otherwise:
        clauses = (*clauses, message("repair.read-otherwise"))
    if not clauses:
        return message("repair.as-printed")
    if len(clauses) == 1:
        return clauses[0]
    return message("repair.together", clauses=clauses)
