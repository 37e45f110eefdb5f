"""Damage to weights and to what they add up to."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.damage.kind import Kind, Said
from pipeline.damage.price import price


@dataclass(frozen=True)
class OfWeights:
    """Each kind, and below it the prices that it has."""

    WEIGHT_LOST = Kind(
        "weight_lost",
        "权重格缺失，排名左移",
        says="The weight cell was dropped and the rankings slid to the left, into its column.",
        settles="The sums: read as weights, the rankings do not add up to the label's points.",
        case="repair/table-weights-dropped",
        said=Said(
            "repair.weight-lost",
            "the weight cell was dropped and the rankings slid left",
            "权重格缺失，排名左移",
        ),
    )
    run_continues: float = price(
        0.6,
        WEIGHT_LOST,
        "the same damage as on the row above: one merged cell, one accident",
        "the notice",
    )
    manner_changes: float = price(
        1.6,
        WEIGHT_LOST,
        'of rows that share on one page, some lost their cell, print "/" or nothing, others '
        "not alike",
        "trials: more marked",
    )
    own_weight_lost: float = price(
        2.6,
        WEIGHT_LOST,
        "one row's own weight cell dropped: seen seldom, merged ones are",
        "table-unproven",
        is_damage=True,
    )
    own_weight_filled: float = price(
        2.9,
        WEIGHT_LOST,
        'and a "/" added for it: merged weights are filled up, hardly own',
        "the notice",
    )
    weights_dropped: float = price(
        3.7,
        WEIGHT_LOST,
        "a group's weight cell dropped: its rankings add up to no printed total by chance",
        "the notice",
        is_damage=True,
    )

    SLASH_ADDED = Kind(
        "slash_added",
        "行末补“/”凑数",
        says='A "/" was added to fill up a row whose weight cell was dropped.',
        settles="The sums, and that the row has one cell too few without it.",
        case="repair/table-weights-dropped",
        said=Said(
            "repair.slash-added",
            'a "/" was added to fill the row',
            "以“/”补足该行",
        ),
    )
    slash_added: float = price(
        0.5,
        SLASH_ADDED,
        'a "/" fills up a row whose weight cell was dropped; twice that among the rankings',
        "table-both-ways-slash",
    )
    slash_unexplained: float = price(
        5.5,
        SLASH_ADDED,
        'a "/" was added and nothing was dropped',
        "table-weights-dropped",
    )

    WEIGHT_MERGED = Kind(
        "weight_merged",
        "多行权重只印一次",
        says="A weight of several rows is printed on the first of them only.",
        settles="A label of just these points over just these rows.",
        case="repair/table-weight-merged",
        said=Said(
            "repair.own-or-merged",
            "its own weight, or one printed once for this row and the blank ones below",
            "可能是本行自有权重，也可能由本行与下方空白行共享",
        ),
    )
    weight_unusual: float = price(
        1.5,
        WEIGHT_MERGED,
        "a weight printed once for its row and the blank ones below, a row alone in its "
        "group that prints none, a group that lost its weight cell on some rows only",
        "table-lone-row",
    )
    merged_slash: float = price(
        2.0,
        WEIGHT_MERGED,
        'more where "/" stands below, or in a row alone in its group: it says that rows share',
        "trials: more marked",
    )
    drawn_wrongly: float = price(
        4.5,
        WEIGHT_MERGED,
        "a points cell is drawn over a row that has no part in it, ends above one that has, "
        "or stands beside their points",
        "table-drawn-misprint-or-too-far",
        is_damage=True,
    )

    WEIGHT_REPEATED = Kind(
        "weight_repeated",
        "多行共有的权重逐行重复印出",
        says="A weight of several rows is printed on each of them.",
        settles="The sums: added up row by row they come to too much.",
        case="repair/table-weight-repeated",
        said=Said(
            "repair.weight-repeated",
            "the weight of several rows is printed on each of them",
            "多行共有的权重逐行重复印出",
        ),
    )
    weight_repeated: float = price(
        5.0,
        WEIGHT_REPEATED,
        "the weight of several rows is printed on the second of them, too",
        "table-weights-alike",
        is_damage=True,
    )

    MISPRINT = Kind(
        "misprint",
        "权重误印，与分值之和不符",
        says="A printed weight is another number than the sums allow.",
        settles="The other weights of its label, when all the sums around it hold.",
        case="repair/table-misprint",
        said=Said(
            "repair.weight-off",
            "the printed weight does not add up",
            "所印权重与分值之和不符",
        ),
    )
    misprint: float = price(
        4.5,
        MISPRINT,
        "a printed weight is another number",
        "the notice",
        is_damage=True,
    )
    misprint_step: float = price(
        1.0,
        MISPRINT,
        "and each point it is off: a slip of the hand, or sums not kept up, is small",
        "the notice",
    )
    label_misprint: float = price(
        9.0,
        MISPRINT,
        "a label's points are another number",
        "table-misprint",
        is_damage=True,
    )
