"""What the words of a label say against its holding a row: the reason why it does not."""

from __future__ import annotations

from pipeline.messages import Message, message
from pipeline.repair.decide.context import Beyond, RowView
from pipeline.repair.model.labels import Label
from pipeline.repair.model.place import RUN_REACH
from pipeline.repair.model.words import Claimant


def named_elsewhere(row: RowView) -> Message | None:
    """Why the next reading's label is not the row's: its words name another row, not this one.

    None where no other label is within reach, or where it would be out of the question whatever
    its words: then the sums or its place on the page tell.
    """
    beyond = row.context.beyond
    if beyond is None:
        return None
    wider = beyond.context.row(row.index)
    rival = _rival(row, wider)
    if rival is None:
        return None
    costs = wider.found.labels
    least = min(costs.values())
    above = costs[rival] - least
    if above - beyond.strange > beyond.margin:
        return None
    label = beyond.context.readings.names[rival]
    return _named_elsewhere(label, row.index, beyond)


def _rival(row: RowView, wider: RowView) -> int | None:
    """The label of the cheapest reading beyond the margin that gives the row one it has not."""
    held = set(row.found.labels)
    others: dict[int, float] = {}
    for number, cost in wider.found.labels.items():
        if number is not None and number not in held:
            others[number] = cost
    return min(others, key=others.__getitem__, default=None)


def _named_elsewhere(
    label: Label,
    row: int,
    beyond: Beyond,
) -> Message | None:
    """The reason why a label is not the row's; None where its words do not speak against it."""
    rows = [printed.row for printed in label.prints]
    first = min(rows) - RUN_REACH
    last = max(rows) + RUN_REACH
    claimant = Claimant(label.name, first, last)
    strange = beyond.words.strange(claimant, beyond.strange)
    if not strange[row]:
        return None
    named = beyond.words.claims(claimant, ())
    clearest = named.index(max(named))
    return message(
        "repair.words-name-another",
        label=label.name,
        row=beyond.context.serial(clearest),
    )
