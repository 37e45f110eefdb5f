"""Rows of a small form with literal readings, for tests of what is decided of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.damage.kinds import Damage
from pipeline.model import Cell, Row, Slot
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import Readings, RowReadings, UnitKey, Variant
from pipeline.spec import Column

KINDS = (
    ("seq", "serial"),
    ("indicator", "name"),
    ("weight", "points"),
    ("rank_1", "rank"),
    ("rank_2", "rank"),
)
LAYOUT = Layout((), tuple(Column(name, name, kind, name, (name,)) for name, kind in KINDS))
WEIGHT = 2  # the place of the points
PRINTED = Alignment(0.0, (0, 1, 2, 3, 4), (), ())
SLID = Alignment(
    1.25, (0, 1, None, 2, 3), (), (Damage.WEIGHT_LOST, Damage.SLASH_ADDED)
)  # the weight was dropped, a "/" added behind

Shapes = dict[UnitKey, dict[Variant, float]]


def row(
    line: str,
    *alignments: Alignment,
    serial: int = 1,
    sheet: int = 1,
    head: int | None = None,
    begins: bool = False,
) -> RowEvidence:
    """A row of cells parted by ``|``, read as printed and as slid unless other ways are given."""
    texts = tuple(text.strip() for text in line.split("|"))
    slots = tuple(Slot(Cell(serial, col, text)) for col, text in enumerate(texts))
    printed = Row(slots, sheet, serial, sheet)
    ways = alignments or (PRINTED, SLID)
    return RowEvidence(serial, printed, texts, ways, head=head, begins=begins)


def own(row_number: int, group: int = 0, label: int | None = None) -> UnitKey:
    """The unit of a row that prints its own weight."""
    return ("own", group, label, row_number)


def pool(group: int = 0, label: int | None = None) -> UnitKey:
    """The unit of rows that share what their label leaves."""
    return ("pool", group, label, -1)


def merged(row_number: int, group: int = 0, label: int | None = None) -> UnitKey:
    """The unit of rows that share a weight printed on the first of them."""
    return ("merged", group, label, row_number)


def read(
    units: Sequence[UnitKey],
    weights: Sequence[int | None] = (None,),
    *,
    groups: Sequence[int] = (0,),
    labels: Sequence[int | None] = (None,),
    alignments: Mapping[int, float] | None = None,
    misprint: float | None = None,
) -> RowReadings:
    """Readings that all cost nothing more than the cheapest."""
    found = RowReadings(
        groups=dict.fromkeys(groups, 0.0),
        labels=dict.fromkeys(labels, 0.0),
        alignments={0: 0.0} if alignments is None else dict(alignments),
        units=dict.fromkeys(units, 0.0),
        weights=dict.fromkeys(weights, 0.0),
    )
    if misprint is not None:
        found.misprint = misprint
    return found


def label(name: str, points: int | str | None = None, section: int = 0) -> Label:
    return Label(name, None if points is None else Decimal(points), (), section)


GROUP = label("总量", 12)


def readings(
    rows: Sequence[RowReadings],
    variants: Shapes,
    *,
    groups: Sequence[Label] = (GROUP,),
    names: Sequence[Label] = (),
    best: float = 0.0,
    unit: int = 1,
    clean: bool = False,
) -> Readings:
    return Readings(best, unit, tuple(rows), variants, tuple(groups), tuple(names), clean=clean)
