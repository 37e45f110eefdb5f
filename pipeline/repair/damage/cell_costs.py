"""What it costs that a row's cells are damaged, and that one is unusual where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.repair.damage.kinds import Damage
from pipeline.repair.damage.price import Topic, price


@dataclass(frozen=True, slots=True)
class CellCosts:
    """The prices of one row's cells; :mod:`costs` says in what."""

    # -- one row's cells against the columns
    cell_lost: float = price(
        3.0,
        Damage.CELL_LOST,
        "a cell that tells little of itself is gone: a weight or a ranking",
        "table-target-slid",
    )
    text_lost: float = price(
        5.0,
        Damage.CELL_LOST,
        "the cell of a unit or a target is gone, which other rows print in words",
        "table-own-weight-lost",
    )
    agency_lost: float = price(
        6.0,
        Damage.CELL_LOST,
        "the cell of the lead units is gone",
        "trials: more offices marked",
    )
    name_lost: float = price(
        9.0,
        Damage.CELL_LOST,
        "the cell of the name is gone, which every row has: another reading hardly leaves it out",
        "table-name-lost",
    )
    cells_swapped: float = price(
        6.0,
        Damage.CELLS_SWAPPED,
        "two cells beside each other stand in each other's place, where both fit only so",
        "table-cells-swapped",
    )
    cells_fused: float = price(
        2.0,
        Damage.CELLS_FUSED,
        "one cell holds what belongs into two",
        "table-cells-fused",
    )
    cell_split: float = price(
        2.0,
        Damage.CELL_SPLIT,
        "a name, or a number and its unit, stands in two cells",
    )
    row_slid: float = price(
        1.5,
        Damage.BLANK_INSERTED,
        "each place that a row slid: a blank pushed in, a label cell lost or too many",
        "the notice",
    )
    blank_left_behind: float = price(
        1.0,
        Damage.BLANK_LEFT_BEHIND,
        "a blank where a cell was lost to its left and the rest slid",
        "table-target-slid",
    )
    slash_added: float = price(
        0.5,
        Damage.SLASH_ADDED,
        'a "/" fills up a row whose weight cell was dropped; twice that among the rankings',
        "table-both-ways-slash",
    )
    slash_unexplained: float = price(
        5.5,
        Damage.SLASH_ADDED,
        'a "/" was added and nothing was dropped',
        "table-weights-dropped",
    )
    serial_missing: float = price(
        3.0,
        Damage.SERIAL_LOST,
        "the serial is gone or blank, or stands before its label",
        "table-serial-or-ranking-blank",
    )
    serial_wrong: float = price(
        4.0,
        Damage.SERIAL_SWAPPED,
        "another number stands for the serial, or it stands behind the row's name",
        "the notice; trials: wrong values",
    )
    displaced: float = price(
        0.1,
        Topic.CELLS,
        "each cell that stands beside the place its neighbours give it",
        "table-target-slid",
    )

    # -- how unusual a cell is where it stands undamaged
    cell_unusual: float = price(
        0.5,
        Topic.CELLS,
        "a blank or unknown unit, an office seen once, a bare number for a target, a number "
        "that no column publishes",
        "table-target-slid",
    )
    cell_doubtful: float = price(
        1.0,
        Topic.CELLS,
        "a blank target, or one that might be a ranking",
        "trials: more marked",
    )
    cell_unlikely: float = price(
        1.5,
        Topic.CELLS,
        'a "/" or a mere remark for a target, anything but a number for the target\'s ranking, '
        "a dash for a weight, a weight higher than any that stands in two undamaged rows",
        "the notice; trials: more marked",
    )
    cell_odd: float = price(
        5.0,
        Topic.CELLS,
        "a name of two characters, without a Chinese one or with points, a long unit, a unit or an "
        "office for a target, no office, two numbers for one",
        "the notice",
    )
    weight_unprinted: float = price(
        0.2,
        Topic.CELLS,
        'a blank or a "/" for a weight; the rarer of the two costs more',
        "the notice",
    )
    rank_odd: float = price(
        3.5,
        Topic.CELLS,
        "a blank ranking, or one higher than any that stands undamaged",
        "table-target-slid",
    )
