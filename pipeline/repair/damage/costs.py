"""What each kind of damage costs.

The one place where the repair stage's likelihoods are written down.

A cost is a negative log-likelihood in rough nats: 1 is a damage seen on every third row of a bad
page, 3 one on every twentieth, 6 and more one that a careful reader accepts only when nothing else
adds up. The kinds of damage carry the names that the log, the documentation and the trial ground
use. Costs of shapes (a blank target, an unknown unit) say how unusual a cell of that kind is where
it stands undamaged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Costs:
    """Costs by the name of the damage; see the module's text for the scale."""

    # -- one row's cells against the columns --------------------------------------------------
    cell_lost: float = 3.0  # one cell is gone, what follows slid left
    label_cell_lost: float = 1.5  # a (blank) label cell is gone, the row slid left
    label_cell_extra: float = 0.6  # a label cell too many, the row slid right
    blank_inserted: float = 1.5  # a blank was pushed in between two cells
    blank_inserted_twice: float = 3.0  # each further one on the same row
    blank_left_behind: float = 1.0  # a blank where a cell was lost to its left and the rest slid
    slash_added: float = 0.4  # a "/" was added to fill a row whose weight cell was dropped
    slash_inside: float = 0.5  # more where it stands among the rankings, not behind them
    slash_unexplained: float = 6.0  # a "/" was added and nothing was dropped
    serial_lost: float = 3.0
    serial_blank: float = 3.0
    serial_other: float = 4.0  # a number stands there, but not the row's
    serial_swapped: float = 3.0  # the serial stands before its label
    serial_behind: float = 4.0  # or behind the row's name
    name_odd: float = 5.0  # a name without a Chinese character
    unit_blank: float = 0.3
    unit_unknown: float = 0.8
    unit_odd: float = 5.0
    unit_lost: float = 5.0
    weight_blank: float = 0.2
    weight_slash: float = 0.2
    weight_dash: float = 1.2
    weight_high: float = (
        2.0  # higher than any weight that stands in two undamaged rows: it may be a ranking
    )
    rank_blank: float = 3.5
    rank_high: float = 3.5  # higher than any rank that stands undamaged in the notice
    target_blank: float = 1.0
    target_slash: float = 1.5
    target_bare: float = 0.4  # a bare number
    target_ranklike: float = 1.0  # the same where a ranking might be as high
    target_odd: float = 4.0
    target_remark: float = 2.0  # a remark in brackets and nothing else
    target_lost: float = 4.5
    remark_blank: float = 2.0
    remark_slash: float = 1.5
    remark_words: float = 2.5
    remark_brackets: float = 1.5
    agency_blank: float = 5.0
    agency_unknown: float = 0.5
    agency_lost: float = 6.0
    text_number: float = 0.5  # a number in a column of words that is not published
    hurt_twice: float = (
        1.0  # how much likelier another cell of a row that lost its own weight is gone too
    )
    displaced: float = 0.1  # each cell that stands beside the place its neighbours give it

    # -- weights and the groups they add up to ------------------------------------------------
    run_continues: float = 0.6  # the same damage as on the row above: one merged cell, one accident
    run_breaks: float = (
        1.6  # a merged weight cell dropped on some of its rows on a page and not on others
    )
    # a merged weight cell dropped, and "/" added on some of its rows on a page and not on others
    fills_mixed: float = 1.0
    marks_mixed: float = (
        2.0  # a merged weight cell blank on some of its rows on a page and "/" on others
    )
    drawn_cut: float = 8.0  # a group begins inside a points cell that is drawn over its first row
    weight_merged: float = 1.5  # a weight printed once for this row and the blank ones below
    merged_slash: float = (
        2.0  # more where "/" stands below: it says rather that the rows share what is left
    )
    own_weight_lost: float = 2.3  # one row's own weight cell dropped: seen seldom, merged ones are
    alone_lost: float = (
        0.35  # more when the row is alone in its group, and nothing beside it has a weight
    )
    alone_bare: float = (
        1.5  # a row alone in its group shows a blank or "/" for the weight that it has to itself
    )
    own_weight_filled: float = 1.4  # and a "/" added for it
    weights_dropped: float = (
        3.7  # a group's weight cell dropped: its rankings add up to no printed total by chance
    )
    weights_dropped_partly: float = (
        1.5  # the same where other rows of the group still show it, blank or "/"
    )
    mixed_group: float = 6.0  # printed and shared weights within one group
    mixed_slash: float = 3.4  # the same where one row alone prints "/"
    mixed_blank: float = 4.0  # the same where one row alone prints nothing
    mixed_lost: float = 0.3  # the same where one row alone lost its own weight
    share_unlabelled: float = 1.0  # a shared weight whose points no label of its own prints
    share_unnamed: float = 2.2  # the same in a group whose label is lost
    share_gone: float = 2.5  # the same where a label cell is lost on the group's first row
    misprint: float = 5.0  # a printed weight is another number
    misprint_step: float = 0.4  # and each point it is off
    misprint_far: float = (
        1.0  # more for each point beyond two: a slip of the hand, or sums not kept up, is small
    )
    label_misprint: float = 9.0  # a label's points are another number

    # -- labels -------------------------------------------------------------------------------
    label_lost: float = 4.1  # a group begins and no label is printed for it
    label_lost_bare: float = (
        3.1  # the same where a first-level label stands alone: the group may have none below it
    )
    label_lost_echo: float = 1.5  # the same where the row's own name stands in its place
    label_lost_again: float = 1.0  # the same where the group before has lost its label too
    label_lost_silent: float = (
        7.0  # the same where the label above could go on: nothing but sums can tell
    )
    label_cell_gone: float = 1.2  # the same where the row lost a label cell, or slid left
    label_repeats: float = (
        1.0  # where it went with the cell, another print of it below its first row is left
    )
    label_astray: float = 3.0  # a label printed again where it does not hold
    label_above: float = 2.0  # more where the stray print stands above the label's first row
    label_unused: float = 5.8  # a printed label names no group
    label_unused_points: float = 2.0  # more when it carries points
    label_shifted: float = 4.0  # a second-level label stands on another row than its first
    label_shifted_points: float = 4.0  # the same where its points can tell
    label_shifted_shared: float = (
        0.8  # the same where two labels stand on one row: one of them must
    )
    label_shifted_together: float = (
        0.5  # the same where the first-level label beside it is shifted alike
    )
    label_leaves_section: float = (
        2.0  # more when it is printed in another section, and no first-level label with it
    )
    label_shift_step: float = 0.4  # each further row
    label_leaves_like: float = (
        3.0  # more when it leaves a row whose name it shares (times the words shared)
    )
    labels_swapped: float = 0.3  # two labels on one row in an order that is not the rows'
    label_jumps: float = (
        0.5  # a label stands before one that it should follow, beside what its shift costs
    )
    label_misses: float = (
        2.0  # it begins below rows named like it, not like the one before (times words shared)
    )
    label_unlike: float = 1.0  # a label shares no word with its row's name (times 1 - overlap)
    label_strange: float = (
        1.4  # it begins beside its prints, on a row its words do not name, though they name another
    )
    first_level_late: float = 2.4
    first_level_early: float = 4.0
    first_level_apart: float = (
        1.2  # more when it is early and a second-level label begins where it stands
    )
    first_level_step: float = 0.25
    first_level_astray: float = 3.5  # printed again where another group is
    first_level_unprinted: float = 0.5  # a first-level group that no label names

    # -- which labels are first-level: not what was damaged, but how far a label's place is believed
    first_level_denied: float = 4.0  # a label with points in that column is none
    first_level_denied_lonely: float = 2.5  # the same alone on its row: it may have slid there
    first_level_denied_slid_first: float = 0.9  # the first label of a row that slid is none
    first_level_denied_slid: float = 0.4  # a middle one
    first_level_denied_slid_last: float = 0.2  # the last one
    first_level_denied_again: float = 3.0  # more where it reads like a group shortly before
    first_level_slid_first: float = 0.5  # the first label of a row that slid is one
    first_level_slid: float = 1.0  # a middle one
    first_level_slid_last: float = 2.0  # the last one
    first_level_in_second: float = 7.0  # a label in the second level's column is one
    first_level_twice: float = 3.0  # more where the section has a group of that name and points
    first_level_outside_step: float = 0.5  # each row that it stands beside the section's
    first_level_below: float = 2.0  # more where it stands below them
    first_level_repeats_back: float = 1.0  # a print repeats a group: each group since
    first_level_repeats_in_second: float = 0.3  # and it stands in the second level's column
    first_level_repeats_pointless: float = 1.0  # and it has no points
    first_level_respelt: float = 1.5  # another spelling with the same points, less their overlap
    first_level_nameless: float = 6.0  # a section has a group whose label is printed nowhere

    def misprinted(self, off: int) -> float:
        """A printed weight that is ``off`` points more or less than it should be."""
        return self.misprint + self.misprint_step * off + self.misprint_far * max(0, off - 2)

    def undamaged(self) -> Costs:
        """Costs under which no damage occurs.

        And a group that mixes printed and shared weights is as good as any.
        """
        weights = (
            "misprint",
            "label_misprint",
            "weights_dropped",
            "weights_dropped_partly",
            "own_weight_lost",
        )
        firsts = ("late", "early", "astray", "unprinted")
        labels = (
            "lost",
            "lost_silent",
            "cell_gone",
            "repeats",
            "astray",
            "unused",
            "shifted",
            "shifted_points",
        )
        moved = ("label_shifted_shared", "label_shifted_together", "labels_swapped", "label_jumps")
        named = (
            *weights,
            *(f"first_level_{name}" for name in firsts),
            *(f"label_{name}" for name in labels),
            *moved,
        )
        return replace(
            self,
            **dict.fromkeys(named, NEVER),
            **dict.fromkeys(("mixed_group", "mixed_slash", "mixed_blank"), MIXED),
        )


NEVER = 1000.0  # dearer than any notice
MIXED = 1.0
COSTS = Costs()
