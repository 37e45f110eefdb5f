"""What it costs how the rows of a run are read, and how they share their points."""

from __future__ import annotations

import pytest

from pipeline.damage.kind import Kind as DamageKind
from pipeline.damage.kinds import Damage
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.moves import MISPRINT_REACH, START, Moves, State
from pipeline.repair.model.roles import Dropped, Kind, Manner, Role, Sharing, WeightOption

C = COSTS
POINTS = 10  # one point, scaled


def moves(*rows: list[WeightOption], pages: frozenset[int] = frozenset()) -> Moves:
    return Moves(rows, COSTS, limit=100, point=POINTS, pages=pages)


def manner(
    last: Role,
    shares: Sharing = Sharing.NOBODY,
    dropped: Dropped = Dropped.NO_ROW,
    hurt: bool = False,
) -> Manner:
    return Manner(shares, dropped, last, hurt)


def costs(option: WeightOption, before: Manner, page: bool = False) -> dict[Role, float]:
    """What each role costs a row after rows of that manner."""
    found = moves([option], pages=frozenset({0} if page else ()))
    return {step.manner.last: step.cost for step in found.steps(0, before)}


BLANK, SLASH = WeightOption(1.0, None, blank=True), WeightOption(1.0, None)
LOST, FILLED = WeightOption(1.0, None, lost=True), WeightOption(1.0, None, lost=True, filled=True)
OWN = WeightOption(1.0, 30)


def alone(shares: Sharing) -> float:
    """What it costs that a run's only row prints no weight of its own."""
    return moves().sharing(False, shares, Dropped.NO_ROW)


def test_a_slash_says_that_rows_share_and_a_row_alone_has_nobody_to_share_with() -> None:
    assert alone(Sharing.ONE_BLANK) == COSTS.weight_unusual
    assert alone(Sharing.ONE_SLASH) == COSTS.weight_unusual + COSTS.merged_slash


def test_one_row_alone_that_lost_its_weight_and_rows_beside_printed_ones() -> None:
    assert alone(Sharing.ONE_LOST) == C.own_weight_lost
    assert alone(Sharing.ONE_FILLED) == pytest.approx(C.own_weight_lost + C.own_weight_filled)
    assert alone(Sharing.SEVERAL) == alone(Sharing.NOBODY) == 0

    def beside(shares: Sharing) -> float:
        return moves().sharing(True, shares, Dropped.NO_ROW)

    assert beside(Sharing.NOBODY) == 0
    assert beside(Sharing.ONE_LOST) == C.own_weight_lost
    assert beside(Sharing.ONE_BLANK) == C.mixed_blank
    assert beside(Sharing.ONE_SLASH) == beside(Sharing.SEVERAL) == C.mixed_group


def test_several_rows_that_dropped_their_cells_have_had_one_accident() -> None:
    found = moves()
    assert found.sharing(False, Sharing.SEVERAL, Dropped.ALL_ROWS) == C.weights_dropped
    assert found.sharing(False, Sharing.SEVERAL, Dropped.SOME_ROWS) == C.weight_unusual
    assert found.sharing(False, Sharing.ONE_LOST, Dropped.ALL_ROWS) == C.own_weight_lost


def test_a_printed_weight_is_the_row_s_own_and_adds_to_the_run() -> None:
    ((cost, state, choice),) = moves([OWN]).moves(0, START)
    assert (cost, state.points, state.largest) == (1.0, 30, 30)
    assert (choice.role, choice.points, choice.option) == (Role.OWN, 30, 0)
    later = State(20, 40, manner(Role.OWN))
    ((_, after, _),) = moves([OWN]).moves(0, later)
    assert (after.points, after.largest) == (50, 40)


def test_the_largest_weight_is_told_as_far_as_a_misprint_reaches() -> None:
    ((_, state, _),) = moves([WeightOption(0.0, 90)]).moves(0, START)
    assert state.largest == MISPRINT_REACH * POINTS + 1


def test_a_run_holds_no_more_points_than_a_misprint_could_take_away() -> None:
    full = State(120, 10, manner(Role.OWN))
    assert len(list(moves([OWN]).moves(0, full))) == 1
    beyond = full._replace(points=121)
    assert list(moves([OWN]).moves(0, beyond)) == []


def test_a_row_without_a_weight_shares_or_is_part_of_the_one_above() -> None:
    assert costs(BLANK, manner(Role.NONE)) == {Role.SHARED: 1.0}
    assert costs(SLASH, manner(Role.NONE)) == {Role.SLASHED: 1.0}
    assert costs(LOST, manner(Role.NONE)) == {Role.LOST: 1.0}
    assert costs(FILLED, manner(Role.NONE)) == {Role.FILLED: 1.0}
    assert costs(BLANK, manner(Role.OWN)) == pytest.approx(
        {Role.SHARED: 1.0, Role.MERGED: 1 + C.weight_unusual}
    )
    slashed = costs(SLASH, manner(Role.OWN))
    assert slashed[Role.MERGED] == pytest.approx(1 + C.weight_unusual + C.merged_slash)
    assert costs(BLANK, manner(Role.MERGED))[Role.MERGED] == pytest.approx(1 + C.run_continues)


def test_a_weight_printed_again_may_be_that_of_both_rows() -> None:
    alike = moves([OWN], [OWN], [OWN])
    own = {Role.OWN: 1.0}
    assert {step.manner.last: step.cost for step in alike.steps(1, manner(Role.OWN))} == (
        own | {Role.MERGED: 1 + C.weight_repeated}
    )
    again = {step.manner.last: step.cost for step in alike.steps(2, manner(Role.MERGED))}
    assert again == pytest.approx(own | {Role.MERGED: 1 + C.run_continues})
    assert {step.manner.last for step in alike.steps(1, manner(Role.SHARED))} == {Role.OWN}
    other = moves([WeightOption(1.0, 20)], [OWN])
    assert {step.manner.last for step in other.steps(1, manner(Role.OWN))} == {Role.OWN}


def test_what_only_a_dearer_reading_prints_is_no_weight_printed_again() -> None:
    """Of a row whose weight and ranking may stand in each other's place."""
    swapped = WeightOption(6.0, 70)
    above = moves([OWN, swapped], [WeightOption(0.0, 70)])
    assert {step.manner.last for step in above.steps(1, manner(Role.OWN))} == {Role.OWN}
    here = moves([OWN], [WeightOption(0.0, 70), WeightOption(6.0, OWN.points)])
    assert {step.manner.last for step in here.steps(1, manner(Role.OWN))} == {Role.OWN}


def test_a_move_says_what_has_happened_to_the_weight() -> None:
    def told(option: WeightOption, before: Manner) -> dict[Role, DamageKind | None]:
        steps = moves([OWN], [option]).steps(1, before)
        return {step.manner.last: step.choice.damage for step in steps}

    assert told(OWN, manner(Role.OWN)) == {Role.OWN: None, Role.MERGED: Damage.WEIGHT_REPEATED}
    lost = Damage.WEIGHT_LOST
    assert told(LOST, manner(Role.OWN)) == {Role.LOST: lost, Role.MERGED: lost}
    assert told(FILLED, manner(Role.NONE)) == {Role.FILLED: lost}
    assert told(BLANK, manner(Role.OWN)) == {Role.SHARED: None, Role.MERGED: None}


def test_a_drawn_cell_makes_rows_one_and_leaving_it_costs() -> None:
    covered = WeightOption(1.0, None, blank=True, covered=True)
    assert costs(covered, manner(Role.OWN)) == pytest.approx(
        {Role.MERGED: 1.0, Role.SHARED: 1 + C.drawn_wrongly}
    )
    assert costs(covered, manner(Role.NONE)) == pytest.approx({Role.SHARED: 1 + C.drawn_wrongly})
    assert costs(covered, manner(Role.SLASHED)) == {Role.SLASHED: 1.0}, "one mark for all"
    apart = WeightOption(1.0, None, blank=True, apart=True)
    found = costs(apart, manner(Role.OWN))[Role.MERGED]
    assert found == pytest.approx(1 + C.weight_unusual + C.drawn_wrongly)
    assert costs(apart, manner(Role.OWN))[Role.SHARED] == 1.0


def test_rows_that_share_alike_on_one_page_cost_less_than_others() -> None:
    assert costs(BLANK, manner(Role.SHARED)) == {Role.SHARED: 1.0}
    assert costs(BLANK, manner(Role.SLASHED)) == pytest.approx({Role.SHARED: 1 + C.manner_changes})
    assert costs(BLANK, manner(Role.SLASHED), page=True) == {Role.SHARED: 1.0}
    assert costs(BLANK, manner(Role.OWN))[Role.SHARED] == 1.0


def test_one_accident_of_two_rows_is_paid_once() -> None:
    hurt = WeightOption(5.0, 30, hurt=True, credit=2.0)
    assert costs(hurt, manner(Role.OWN, hurt=True)) == {Role.OWN: 3.0}
    assert costs(hurt, manner(Role.OWN)) == {Role.OWN: 5.0}
    lost = WeightOption(5.0, None, lost=True, credit=2.0)
    assert costs(lost, manner(Role.LOST))[Role.LOST] == 3.0
    assert costs(lost, manner(Role.NONE))[Role.LOST] == 5.0
    none = WeightOption(5.0, 30, hurt=True)
    assert costs(none, manner(Role.OWN, hurt=True)) == {Role.OWN: 5.0}


def test_which_rows_share_is_kept_while_the_run_grows() -> None:
    def after(option: WeightOption, before: Manner) -> Manner:
        steps = moves([option]).steps(0, before)
        return next(step.manner for step in steps if step.manner.last is not Role.MERGED)

    one = after(LOST, START.manner)
    assert one == Manner(Sharing.ONE_LOST, Dropped.ALL_ROWS, Role.LOST, False)
    assert after(LOST, one) == Manner(Sharing.SEVERAL, Dropped.ALL_ROWS, Role.LOST, False)
    assert after(BLANK, one).dropped == Dropped.SOME_ROWS
    assert after(BLANK, START.manner) == Manner(
        Sharing.ONE_BLANK, Dropped.NO_ROW, Role.SHARED, False
    )
    assert after(OWN, one) == Manner(Sharing.ONE_LOST, Dropped.ALL_ROWS, Role.OWN, False)
    covered = WeightOption(1.0, None, blank=True, covered=True)
    assert after(covered, START.manner).shares == Sharing.ONE_LOST


def test_a_misprint_adds_or_takes_up_to_five_points_and_leaves_some() -> None:
    found = dict(moves().offsets(25))
    assert found[0] == 0
    assert sorted(found) == [-20, -10, 0, 10, 20, 30, 40, 50]
    assert found[10] == found[-10] == C.misprinted(1)
    assert found[50] == C.misprinted(5)
    assert list(moves().offsets(0)) == [(0, 0.0)]
    assert -20 not in dict(moves().offsets(20)), "a weight stays above zero"


def ends(
    points: int, kind: Kind, shares: Sharing = Sharing.NOBODY, own: int = 10
) -> dict[int, float]:
    found: dict[int, float] = {}
    for total, cost in moves().ends(points, own, shares, Dropped.NO_ROW, kind):
        found[total] = min(cost, found.get(total, cost))
    return found


POINTED, SILENT, NONE = Kind(40, True), Kind(None, True), Kind(None, False)


def test_a_run_of_printed_weights_has_their_sum() -> None:
    assert ends(40, SILENT) == {40: 0.0}
    assert ends(40, POINTED) == {40: 0.0}
    assert ends(30, POINTED) == {30: C.label_misprint}
    assert ends(100, SILENT) == {100: 0.0}
    assert ends(101, SILENT) == {}
    assert ends(0, SILENT) == {}


def test_a_run_that_shares_has_what_its_label_prints_or_any_more_than_its_weights() -> None:
    mixed = C.mixed_group
    found = ends(30, POINTED, Sharing.SEVERAL)
    assert found[40] == pytest.approx(mixed)
    assert sorted(found) == list(range(31, 101))
    assert found[50] == pytest.approx(mixed + C.label_misprint + C.share_unlabelled)
    assert ends(40, POINTED, Sharing.SEVERAL)[41] == pytest.approx(
        mixed + C.label_misprint + C.share_unlabelled
    )
    assert 40 not in ends(40, POINTED, Sharing.SEVERAL), "nothing would be left to share"
    assert ends(90, NONE, Sharing.SEVERAL)[100] == pytest.approx(mixed + C.share_unnamed)
    assert ends(90, SILENT, Sharing.ONE_LOST)[95] == pytest.approx(C.own_weight_lost)
    assert ends(0, SILENT, Sharing.SEVERAL, own=0)[1] == C.share_unlabelled
