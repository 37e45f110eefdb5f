"""Damage to the cells of one row."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.damage.kind import Kind, Said
from pipeline.damage.price import price


@dataclass(frozen=True)
class OfCells:
    """Each kind, and below it the prices that it has."""

    CELL_LOST = Kind(
        "cell_lost",
        "缺失一格，其后各格左移",
        says="One cell is gone and what follows slid one place to the left.",
        settles="The kinds of the cells that follow; among rankings, the target that slid over "
        "them.",
        case="repair/table-rank-lost",
        said=Said(
            "repair.cell-lost",
            "a cell was lost and what follows slid left",
            "缺失一格，其后各格左移",
        ),
    )
    cell_lost: float = price(
        3.0,
        CELL_LOST,
        "a cell that tells little of itself is gone: a weight or a ranking",
        "table-target-slid",
    )
    text_lost: float = price(
        5.0,
        CELL_LOST,
        "the cell of a unit or a target is gone, which other rows print in words",
        "table-own-weight-lost",
    )
    agency_lost: float = price(
        6.0,
        CELL_LOST,
        "the cell of the lead units is gone",
        "trials: more offices marked",
    )
    name_lost: float = price(
        9.0,
        CELL_LOST,
        "the cell of the name is gone, which every row has: another reading hardly leaves it out",
        "table-name-lost",
    )

    BLANK_LEFT_BEHIND = Kind(
        "blank_left_behind",
        "缺失一个排名，目标左移，原处留空",
        says="One ranking is gone, the target slid over it and left a blank in its place.",
        settles="The blank in the target's column. Which of the rankings went is not told.",
        case="repair/table-rank-lost",
        said=Said(
            "repair.blank-inserted",
            "a blank cell was pushed in",
            "插入了一个空白格",
        ),
    )
    blank_left_behind: float = price(
        1.0,
        BLANK_LEFT_BEHIND,
        "a blank where a cell was lost to its left and the rest slid",
        "table-target-slid",
    )

    BLANK_INSERTED = Kind(
        "blank_inserted",
        "插入空格，其后各格右移",
        says="A blank was pushed in between two cells and the rest slid to the right.",
        settles="The kinds of the cells that follow.",
        case="repair/align",
        said=BLANK_LEFT_BEHIND.said,
    )
    row_slid: float = price(
        1.5,
        BLANK_INSERTED,
        "each place that a row slid: a blank pushed in, a label cell lost or too many",
        "the notice",
    )

    SERIAL_LOST = Kind(
        "serial_lost",
        "未印序号",
        says="The serial number is not printed.",
        settles="The serials of the rows before and after.",
        case="repair/table-serials",
        said=Said(
            "repair.serial-lost",
            "the serial was not printed",
            "未印序号",
        ),
    )
    serial_missing: float = price(
        3.0,
        SERIAL_LOST,
        "the serial is gone or blank, or stands before its label",
        "table-serial-or-ranking-blank",
    )

    SERIAL_SWAPPED = Kind(
        "serial_swapped",
        "序号与旁边一格错位",
        says="The serial number stands before the label that should stand left of it, or behind "
        "the row's name.",
        settles="The serials of the rows before and after.",
        case="repair/table-serials",
        said=Said(
            "repair.serial-swapped",
            "the serial and the cell beside it stood in each other's place",
            "序号与旁边一格互换了位置",
        ),
    )
    serial_wrong: float = price(
        4.0,
        SERIAL_SWAPPED,
        "another number stands for the serial, or it stands behind the row's name",
        "the notice; trials: wrong values",
    )

    CELLS_SWAPPED = Kind(
        "cells_swapped",
        "相邻两格错位",
        says="Two cells beside each other stand in each other's place.",
        settles="Their kinds: as printed neither is what its column holds.",
        case="repair/table-cells-swapped",
        said=Said(
            "repair.cells-swapped",
            "two cells beside each other stood in each other's place",
            "相邻两格互换了位置",
        ),
    )
    cells_swapped: float = price(
        6.0,
        CELLS_SWAPPED,
        "two cells beside each other stand in each other's place, where both fit only so",
        "table-cells-swapped",
    )

    CELLS_FUSED = Kind(
        "cells_fused",
        "两格并作一格",
        says="One cell holds what belongs into two: a number and something before or behind it, "
        "or the labels of both levels.",
        settles="The blank or the missing cell beside it; where the number is points, the sums.",
        case="repair/table-cells-fused",
        said=Said(
            "repair.cells-fused",
            "one cell held what belongs into two",
            "一格中印有两格的内容",
        ),
    )
    cells_fused: float = price(
        2.0,
        CELLS_FUSED,
        "one cell holds what belongs into two",
        "table-cells-fused",
    )

    CELL_SPLIT = Kind(
        "cell_split",
        "一栏内容分作两格",
        says="The row's name, or a target's number and its unit, stands in two cells, and the "
        "rest slid to the right.",
        settles="The serial stands in its own column, and the row has a cell too many.",
        case="repair/table-cell-split",
        said=Said(
            "repair.cell-split",
            "one column's text stood in two cells",
            "一栏的内容被分印在两格中",
        ),
    )
    cell_split: float = price(
        2.0,
        CELL_SPLIT,
        "a name, or a number and its unit, stands in two cells",
    )

    CELL_DOUBLED = Kind(
        "cell_doubled",
        "一格重复印出，其后各格右移",
        says="A cell is printed twice and the rest slid to the right.",
        settles="The two stand beside each other, and the row has a cell too many.",
        case="repair/table-cell-doubled",
        said=Said(
            "repair.cell-doubled",
            "a cell was printed twice and what follows slid right",
            "一格重复印出，其后各格右移",
        ),
    )
    cell_doubled: float = price(
        2.0,
        CELL_DOUBLED,
        "a cell behind the serial is printed twice, in a row that has a cell too many",
        "table-cell-doubled",
    )

    LABEL_CELL_LOST = Kind(
        "label_cell_lost",
        "缺失标签格，整行左移",
        says="A label cell is gone and the row slid to the left.",
        settles="The serial, one column too far left.",
        case="repair/table-serials",
        said=Said(
            "repair.label-cell-lost",
            "the row slid left: a label cell was dropped",
            "缺失标签格，整行左移",
        ),
    )

    LABEL_CELL_EXTRA = Kind(
        "label_cell_extra",
        "多出标签格，整行右移",
        says="The row has label cells too many and slid to the right.",
        settles="The serial, one column too far right.",
        case="repair/table-labels-swapped",
        said=Said(
            "repair.label-cell-extra",
            "the row slid right: a label cell too many",
            "多出标签格，整行右移",
        ),
    )
