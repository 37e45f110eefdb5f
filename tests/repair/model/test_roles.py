"""How a row's weight is read, and what rows of a run have in common who print none."""

from __future__ import annotations

import pytest

from pipeline.repair.model.roles import Dropped, Manner, Role, Sharing, WeightOption

LOST = WeightOption(1.0, None, lost=True)
FILLED = WeightOption(1.0, None, lost=True, filled=True)
BLANK = WeightOption(1.0, None, blank=True)
SLASH = WeightOption(1.0, None)
NOBODY = Manner(Sharing.NOBODY, Dropped.NO_ROW, Role.OWN, False)


@pytest.mark.parametrize(
    ("option", "role", "alone"),
    [
        (LOST, Role.LOST, Sharing.ONE_LOST),
        (FILLED, Role.FILLED, Sharing.ONE_FILLED),
        (BLANK, Role.SHARED, Sharing.ONE_BLANK),
        (SLASH, Role.SLASHED, Sharing.ONE_SLASH),
        (WeightOption(1.0, None, blank=True, covered=True), Role.SHARED, Sharing.ONE_LOST),
    ],
    ids=["lost", "filled up", "blank", "slash", "covered by a cell from above"],
)
def test_how_a_row_shares_that_prints_no_weight(
    option: WeightOption, role: Role, alone: Sharing
) -> None:
    assert (option.role, option.alone) == (role, alone)


def test_the_first_that_shares_does_so_alone_and_the_next_makes_several() -> None:
    first = NOBODY.with_sharing(BLANK, Role.SHARED)
    assert first == Manner(Sharing.ONE_BLANK, Dropped.NO_ROW, Role.SHARED, False)
    assert first.with_sharing(SLASH, Role.SLASHED).shares == Sharing.SEVERAL


@pytest.mark.parametrize(
    ("options", "dropped"),
    [
        ([LOST], Dropped.ALL_ROWS),
        ([LOST, FILLED], Dropped.ALL_ROWS),
        ([BLANK, SLASH], Dropped.NO_ROW),
        ([LOST, BLANK], Dropped.SOME_ROWS),
        ([BLANK, LOST], Dropped.SOME_ROWS),
        ([LOST, BLANK, LOST], Dropped.SOME_ROWS),
    ],
)
def test_of_rows_that_share_all_some_or_none_have_lost_their_cell(
    options: list[WeightOption], dropped: Dropped
) -> None:
    manner = NOBODY
    for option in options:
        manner = manner.with_sharing(option, option.role)
    assert manner.dropped == dropped


def test_rows_with_a_weight_or_part_of_one_change_nothing_of_how_others_share() -> None:
    sharing = NOBODY.with_sharing(LOST, Role.LOST)
    assert sharing.with_own(hurt=True) == sharing._replace(last=Role.OWN, hurt=True)
    assert sharing.with_merged(hurt=True) == sharing._replace(last=Role.MERGED, hurt=True)
    assert not sharing.with_own(hurt=False).hurt


def test_a_row_that_lost_another_cell_is_remembered_until_the_next() -> None:
    hurt = WeightOption(1.0, None, blank=True, hurt=True)
    manner = NOBODY.with_sharing(hurt, Role.SHARED)
    assert manner.hurt
    assert not manner.with_sharing(BLANK, Role.SHARED).hurt
