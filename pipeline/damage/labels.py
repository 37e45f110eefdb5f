"""Damage to labels."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.damage.kind import Kind, Said
from pipeline.damage.price import price


@dataclass(frozen=True)
class OfLabels:
    """Each kind, and below it the prices that it has."""

    LABEL_LATE = Kind(
        "label_late",
        "标签印得偏下",
        says="A label stands one or more rows below the first row of its group.",
        settles="The sums; where they leave the place open, the label's words.",
        case="repair/table-label-late",
        said=Said(
            "repair.label-printed-below",
            "the label is printed below, on row {row}",
            "标签印在下方第{row}行",
        ),
    )
    label_shifted: float = price(
        4.0,
        LABEL_LATE,
        "a second-level label stands on another row than its first",
        "table-serials",
        is_damage=True,
    )
    label_shift_step: float = price(
        0.4,
        LABEL_LATE,
        "each row that a label of either level is away from its first, and each place that "
        "one of a row that slid is from where it should be among the row's labels",
        "the notice",
    )
    first_level_late: float = price(
        2.4,
        LABEL_LATE,
        "a first-level label is printed below its group's first row",
        "table-first-label-early",
        is_damage=True,
    )

    LABEL_EARLY = Kind(
        "label_early",
        "标签印得偏上",
        says="A label stands one or more rows above the first row of its group.",
        settles="The sums; where they leave the place open, the label's words.",
        case="repair/table-labels-swapped",
        said=Said(
            "repair.label-printed-above",
            "the label is printed above, on row {row}",
            "标签印在上方第{row}行",
        ),
    )
    label_against: float = price(
        2.0,
        LABEL_EARLY,
        "more where a stray print stands above the label's first row, an unused label has "
        "points, a label is printed in another section with no first-level label beside it",
        "table-lone-row",
    )
    first_level_early: float = price(
        4.0,
        LABEL_EARLY,
        "it is printed above",
        "table-first-label-late",
        is_damage=True,
    )
    level_outside: float = price(
        0.5,
        LABEL_EARLY,
        "each row that a group's label stands beside its section's rows",
        "table-first-label-without-points",
    )

    LABEL_COLUMN = Kind(
        "label_column",
        "标签印在另一级的列",
        says="A label of one level stands in the column of another.",
        settles="The points of the first-level labels, which add up to their section's.",
        case="repair/table-label-column",
        said=Said(
            "repair.label-elsewhere",
            "the label stands in another column",
            "标签印在另一列",
        ),
    )
    level_denied: float = price(
        4.0,
        LABEL_COLUMN,
        "a label in the first level's column is none",
        "table-spelling",
    )
    level_denied_lonely: float = price(
        2.5,
        LABEL_COLUMN,
        "the same alone on its row: it may have slid there",
        "table-first-label-respelt",
    )
    level_in_second: float = price(
        7.0,
        LABEL_COLUMN,
        "a label in the second level's column is first-level",
        "table-first-label-lost-at-top",
    )

    LABELS_SWAPPED = Kind(
        "labels_swapped",
        "一行有两个二级标签",
        says="Two second-level labels stand on one row, in either order.",
        settles="The sums, and the words of both labels.",
        case="repair/table-labels-swapped",
        said=LABEL_EARLY.said,
    )
    label_together: float = price(
        0.5,
        LABELS_SWAPPED,
        "instead, where two labels stand on one row and one of them must, or the "
        "first-level label beside it is shifted alike; and that one label goes before "
        "another that it should follow",
        "table-first-label-late-alone",
        is_damage=True,
    )

    LABEL_LOST = Kind(
        "label_lost",
        "组标签未印",
        says="A group begins and no label is printed for it.",
        settles="The sums, that a group begins. Nothing tells its name: it is open.",
        case="repair/table-label-lost",
        said=Said(
            "repair.no-label-for-row",
            "no label is printed for this row's group",
            "本行所属组未印标签",
        ),
    )
    label_lost: float = price(
        4.1,
        LABEL_LOST,
        "a group begins and no label is printed for it",
        "the notice",
        is_damage=True,
    )
    label_lost_bare: float = price(
        3.1,
        LABEL_LOST,
        "the same where a first-level label stands alone: the group may have none below it",
        "table-label-late-below-first",
    )
    label_lost_echo: float = price(
        1.5,
        LABEL_LOST,
        "the same where the row's own name stands in its place",
        "the notice",
    )
    label_lost_silent: float = price(
        7.0,
        LABEL_LOST,
        "the same where the label above could go on: nothing but sums can tell",
        "table-names-speak",
        is_damage=True,
    )
    label_gone: float = price(
        1.0,
        LABEL_LOST,
        "the same where the row lost a label cell or the group before has lost its label "
        "too; and that a print below repeats the one that went",
        "the notice",
        is_damage=True,
    )
    label_unused: float = price(
        5.8,
        LABEL_LOST,
        "a printed label names no group",
        "table-serials",
        is_damage=True,
    )
    first_level_unprinted: float = price(
        0.5,
        LABEL_LOST,
        "a first-level group that no label names",
        "table-first-label-in-second-column",
        is_damage=True,
    )
    level_nameless: float = price(
        6.0,
        LABEL_LOST,
        "a section has a group whose label is printed nowhere",
        "table-level-in-second-column",
    )

    LABEL_REPRINTED = Kind(
        "label_reprinted",
        "组内重复印标签",
        says="A label is printed again in the middle of its group.",
        settles="The same name and points above it, and the sums.",
        case="repair/labels",
    )
    label_astray: float = price(
        3.0,
        LABEL_REPRINTED,
        "a label of either level printed again where it does not hold, or which is none "
        "though it reads like a group shortly before",
        "the notice",
        is_damage=True,
    )
    level_repeats: float = price(
        1.0,
        LABEL_REPRINTED,
        "a label is a group's again, for each group since; if it has no points; if it is "
        "spelt otherwise",
        "table-labels-in-both-columns",
    )

    LABEL_SPELLING = Kind(
        "label_spelling",
        "标签写法不一",
        says="A label printed again is spelt another way.",
        settles="The same points, words in common, and the sums.",
        case="repair/table-spelling",
        said=Said(
            "repair.label-spelling",
            "the label is spelt as most of its prints have it",
            "标签按多数写法统一",
        ),
    )

    LABEL_TAIL = Kind(
        "label_tail",
        "标签尾部被当作下一个标签",
        says="The tail of a label is printed again as if it were the next label.",
        settles="The label above, which ends with it.",
        case="repair/table-tail",
        said=Said(
            "repair.label-tail",
            "the tail of the label above, printed again as if it were the next",
            "上一标签的末尾被当作下一标签重复印出",
        ),
    )

    NAME_REPEATED = Kind(
        "name_repeated",
        "标签格重复三级指标名",
        says="A label cell repeats the row's own third-level name.",
        settles="The row's name. Whether the label above goes on, the sums tell.",
        case="repair/table-name-repeated",
        said=Said(
            "repair.name-repeated",
            "the cell repeats the row's own name: no label",
            "该格重复三级指标名，不是标签",
        ),
    )
