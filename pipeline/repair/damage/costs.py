"""What each kind of damage costs, and what it costs that a cell is unusual.

The one place where the repair stage's likelihoods are written down.

A cost is a negative log-likelihood in rough nats: 1 is a damage seen on every third row of a bad
page, 3 one on every twentieth, 6 and more one that a careful reader accepts only when nothing else
adds up. Damages that are told apart in no notice at hand have one price. ``make costs`` says what
each is worth.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from pipeline.repair.damage.cell_costs import CellCosts
from pipeline.repair.damage.kinds import Damage
from pipeline.repair.damage.price import Price, Topic, price

NEVER = 1000.0  # costs more than any notice
MIXED = 1.0  # where no damage occurs, a group that mixes its weights is as good as any
UNSTATED = 4.0  # a shared weight is stated: of two that share a sum nobody could tell the parts


@dataclass(frozen=True, slots=True)
class Costs(CellCosts):
    """The prices by name; see the module's text for the scale."""

    # -- weights and the groups they add up to
    run_continues: float = price(
        0.6,
        Damage.WEIGHT_LOST,
        "the same damage as on the row above: one merged cell, one accident",
        "the notice",
    )
    manner_changes: float = price(
        1.6,
        Damage.WEIGHT_LOST,
        'of rows that share on one page, some lost their cell, print "/" or nothing, others '
        "not alike",
        "trials: more marked",
    )
    own_weight_lost: float = price(
        2.6,
        Damage.WEIGHT_LOST,
        "one row's own weight cell dropped: seen seldom, merged ones are",
        "table-unproven",
        is_damage=True,
    )
    own_weight_filled: float = price(
        2.9,
        Damage.WEIGHT_LOST,
        'and a "/" added for it: merged weights are filled up, hardly own',
        "the notice",
    )
    weights_dropped: float = price(
        3.7,
        Damage.WEIGHT_LOST,
        "a group's weight cell dropped: its rankings add up to no printed total by chance",
        "the notice",
        is_damage=True,
    )
    weight_unusual: float = price(
        1.5,
        Damage.WEIGHT_MERGED,
        "a weight printed once for its row and the blank ones below, a row alone in its group "
        "that prints none, a group that lost its weight cell on some rows only",
        "table-lone-row",
    )
    merged_slash: float = price(
        2.0,
        Damage.WEIGHT_MERGED,
        'more where "/" stands below, or in a row alone in its group: it says that rows share',
        "trials: more marked",
    )
    weight_repeated: float = price(
        5.0,
        Damage.WEIGHT_REPEATED,
        "the weight of several rows is printed on the second of them, too",
        "table-weights-alike",
        is_damage=True,
    )
    drawn_wrongly: float = price(
        4.5,
        Damage.WEIGHT_MERGED,
        "a points cell is drawn over a row that has no part in it, ends above one that has, or "
        "stands beside their points",
        "table-drawn-misprint-or-too-far",
        is_damage=True,
    )
    misprint: float = price(
        4.5,
        Damage.MISPRINT,
        "a printed weight is another number",
        "the notice",
        is_damage=True,
    )
    misprint_step: float = price(
        1.0,
        Damage.MISPRINT,
        "and each point it is off: a slip of the hand, or sums not kept up, is small",
        "the notice",
    )
    label_misprint: float = price(
        9.0,
        Damage.MISPRINT,
        "a label's points are another number",
        "table-misprint",
        is_damage=True,
    )
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

    # -- labels
    label_lost: float = price(
        4.1,
        Damage.LABEL_LOST,
        "a group begins and no label is printed for it",
        "the notice",
        is_damage=True,
    )
    label_lost_bare: float = price(
        3.1,
        Damage.LABEL_LOST,
        "the same where a first-level label stands alone: the group may have none below it",
        "table-label-late-below-first",
    )
    label_lost_echo: float = price(
        1.5,
        Damage.LABEL_LOST,
        "the same where the row's own name stands in its place",
        "the notice",
    )
    label_lost_silent: float = price(
        7.0,
        Damage.LABEL_LOST,
        "the same where the label above could go on: nothing but sums can tell",
        "table-names-speak",
        is_damage=True,
    )
    label_gone: float = price(
        1.0,
        Damage.LABEL_LOST,
        "the same where the row lost a label cell or the group before has lost its label too; "
        "and that a print below repeats the one that went",
        "the notice",
        is_damage=True,
    )
    label_unused: float = price(
        5.8,
        Damage.LABEL_LOST,
        "a printed label names no group",
        "table-serials",
        is_damage=True,
    )
    label_astray: float = price(
        3.0,
        Damage.LABEL_REPRINTED,
        "a label of either level printed again where it does not hold, or which is none though it "
        "reads like a group shortly before",
        "the notice",
        is_damage=True,
    )
    label_against: float = price(
        2.0,
        Damage.LABEL_EARLY,
        "more where a stray print stands above the label's first row, an unused label has "
        "points, a label is printed in another section with no first-level label beside it",
        "table-lone-row",
    )
    label_shifted: float = price(
        4.0,
        Damage.LABEL_LATE,
        "a second-level label stands on another row than its first",
        "table-serials",
        is_damage=True,
    )
    label_shift_step: float = price(
        0.4,
        Damage.LABEL_LATE,
        "each row that a label of either level is away from its first, and each place that one of "
        "a row that slid is from where it should be among the row's labels",
        "the notice",
    )
    label_together: float = price(
        0.5,
        Damage.LABELS_SWAPPED,
        "instead, where two labels stand on one row and one of them must, or the first-level "
        "label beside it is shifted alike; and that one label goes before another that it "
        "should follow",
        "table-first-label-late-alone",
        is_damage=True,
    )
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
        "less for a label lost below another that could go on, where names of a theme begin that "
        "its words do not name",
        "table-label-lost-at-theme",
    )
    first_level_late: float = price(
        2.4,
        Damage.LABEL_LATE,
        "a first-level label is printed below its group's first row",
        "table-first-label-early",
        is_damage=True,
    )
    first_level_early: float = price(
        4.0,
        Damage.LABEL_EARLY,
        "it is printed above",
        "table-first-label-late",
        is_damage=True,
    )
    first_level_unprinted: float = price(
        0.5,
        Damage.LABEL_LOST,
        "a first-level group that no label names",
        "table-first-label-in-second-column",
        is_damage=True,
    )

    # -- which labels are first-level: how far a label's place is believed
    level_denied: float = price(
        4.0,
        Damage.LABEL_COLUMN,
        "a label in the first level's column is none",
        "table-spelling",
    )
    level_denied_lonely: float = price(
        2.5,
        Damage.LABEL_COLUMN,
        "the same alone on its row: it may have slid there",
        "table-first-label-respelt",
    )
    level_in_second: float = price(
        7.0,
        Damage.LABEL_COLUMN,
        "a label in the second level's column is first-level",
        "table-first-label-lost-at-top",
    )
    level_repeats: float = price(
        1.0,
        Damage.LABEL_REPRINTED,
        "a label is a group's again, for each group since; if it has no points; if it is spelt "
        "otherwise",
        "table-labels-in-both-columns",
    )
    level_outside: float = price(
        0.5,
        Damage.LABEL_EARLY,
        "each row that a group's label stands beside its section's rows",
        "table-first-label-without-points",
    )
    level_nameless: float = price(
        6.0,
        Damage.LABEL_LOST,
        "a section has a group whose label is printed nowhere",
        "table-level-in-second-column",
    )

    def misprinted(self, off: int) -> float:
        """A printed weight that is ``off`` points more or less than it should be."""
        return self.misprint + self.misprint_step * off

    def undamaged(self) -> Costs:
        """Costs under which no damage occurs.

        And a group that mixes printed and shared weights is as good as any.
        """
        prices = {price.name: NEVER for price in PRICES if price.is_damage}
        mixed = {"mixed_group": MIXED, "mixed_blank": MIXED}
        return replace(self, **prices, **mixed)

    def stated(self) -> Costs:
        """Costs under which hardly any shared weight is left unstated."""
        return replace(self, share_unlabelled=UNSTATED)


COSTS = Costs()
PRICES = tuple(Price.of_field(each) for each in fields(Costs))
