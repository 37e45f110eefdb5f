"""One row's alignments → its value in a column: certain, or ambiguous with the candidates."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Cell, Value
from pipeline.repair.align.evidence import drawn_name
from pipeline.repair.decide.context import RowView
from pipeline.repair.decide.reasons import NOTHING_PRINTED, reasons_of, rule_of, why_open
from pipeline.text import mend

# Kinds of columns that one cell may be over beside each other.
SPREAD = ("agency", "offices", "text", "date")
Costs = Mapping[str | None, float]  # by text, None where the cell was lost
Candidates = tuple[tuple[str | None, float], ...]


def column_value(row: RowView, at: int) -> Value:
    """One column of one row from its alignments within the margin."""
    texts = _texts(row, at)
    if len(texts) > 1 or None in texts:
        return _open(row, at, texts)
    text = next(iter(texts))
    drawn = _drawn_name(row, at)
    if text and drawn is not None:
        return Value(text, "merged", drawn)
    merged = _merged(row, at)
    if not text and merged is not None:
        return Value(mend(merged.text), "merged", merged)
    if not text:
        return Value(
            None,
            "absent",
            row.cell(at),
            why=NOTHING_PRINTED,
        )
    return placed(row, at, text)


def _drawn_name(row: RowView, at: int) -> Cell | None:
    """The cell from above that holds the row's name, None for other columns and other names."""
    layout = row.context.layout
    name = layout.slot(at)
    if layout.columns[at].kind != "name" or row.best.places[at] != name:
        return None
    return drawn_name(row.evidence.row, name)


def _merged(row: RowView, at: int) -> Cell | None:
    """The cell that is drawn over the row's place in a column, from above or from the left.

    A name is its own row's alone.
    """
    place = row.best.places[at]
    kind = row.context.layout.columns[at].kind
    if place is None or kind == "name":
        return None
    slot = row.evidence.row.slots[place]
    if not slot.covered or not slot.cell.text.strip():
        return None
    own = row.evidence.row
    from_above = (slot.cell.page, slot.cell.row) != (own.page, own.row)
    return slot.cell if from_above or kind in SPREAD else None


def _texts(row: RowView, at: int) -> Costs:
    """What the alignments put into the column and what that costs, cheapest first."""
    costs = row.found.alignments
    texts: dict[str | None, float] = {}
    for number in sorted(costs, key=costs.__getitem__):
        alignment = row.evidence.alignments[number]
        text = row.evidence.text(alignment, at)
        key = None if text is None else mend(text)
        texts.setdefault(key, costs[number])
    return texts


def _open(
    row: RowView,
    at: int,
    texts: Costs,
) -> Value:
    return Value(
        None,
        "ambiguous",
        row.cell(at),
        candidates=candidates_of(texts),
        why=why_open(row),
        rule=rule_of(row.best),
    )


def candidates_of(costs: Costs) -> Candidates:
    """What may stand there, in the order given, each with what it costs above the cheapest."""
    least = min(costs.values())
    candidates = []
    for text, cost in costs.items():
        above = round(cost - least, 2)
        candidates.append((text, above))
    return tuple(candidates)


def placed(
    row: RowView,
    at: int,
    text: str,
) -> Value:
    """A certain text: printed where it stands alone in its column's place, else repaired."""
    cell = row.cell(at)
    undamaged = row.context.layout.slot(at)
    is_part = any(column == at for column, _ in row.best.parts)
    if row.best.places[at] == undamaged and not is_part:
        return Value(text, "printed", cell)
    return Value(
        text,
        "repaired",
        cell,
        why=reasons_of(row.best.damage),
        rule=rule_of(row.best),
    )
