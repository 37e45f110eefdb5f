"""What costs though nothing was damaged: what is unusual."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.damage.price import Topic, price


@dataclass(frozen=True, slots=True)
class Unusual:
    """The prices that no kind of damage has."""

    # What cells look like
    displaced: float = price(
        0.1,
        Topic.CELLS,
        "each cell that stands beside the place its neighbours give it",
        "table-target-slid",
    )
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
        'a "/" or a mere remark for a target, anything but a number for the target\'s '
        "ranking, a dash for a weight, a weight higher than any that stands in two "
        "undamaged rows",
        "the notice; trials: more marked",
    )
    cell_odd: float = price(
        5.0,
        Topic.CELLS,
        "a name of two characters, without a Chinese one or with points, a long unit, a "
        "unit or an office for a target, no office, two numbers for one",
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
    # How rows share their points
    mixed_group: float = price(
        6.0,
        Topic.SHARING,
        "printed and shared weights within one group",
        "table-weights-dropped",
    )
    mixed_blank: float = price(
        4.0,
        Topic.SHARING,
        "the same where one row alone prints nothing",
        "table-label-late",
    )
    share_unlabelled: float = price(
        1.0,
        Topic.SHARING,
        "a shared weight whose points no label of its own prints",
        "the notice",
    )
    share_unnamed: float = price(
        2.3,
        Topic.SHARING,
        "the same in a group whose label is lost",
        "the notice",
    )
    # What a label's words say of its rows
    label_unlike: float = price(
        1.0,
        Topic.WORDS,
        "a label shares no word with its row's name (times 1 - overlap)",
        "table-label-lost-or-early",
    )
    label_leaves_like: float = price(
        3.0,
        Topic.WORDS,
        "more when it leaves a row whose name it shares (times the words shared)",
        "the notice",
    )
    label_misses: float = price(
        2.0,
        Topic.WORDS,
        "it begins below rows named like it, not like the one before (times the words shared)",
        "table-label-misses-its-rows",
    )
    label_strange: float = price(
        1.4,
        Topic.WORDS,
        "it begins beside its prints, on a row its words do not name, though they name another",
        "the notice",
    )
    label_splits: float = price(
        2.0,
        Topic.WORDS,
        "more where that row's name is of one theme with the row above",
        "trials: a label wrong",
    )
    label_theme: float = price(
        3.5,
        Topic.WORDS,
        "less for a label lost below another that could go on, where names of a theme begin "
        "that its words do not name",
        "table-label-lost-at-theme",
    )
