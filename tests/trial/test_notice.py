"""Invented notices: their own arithmetic holds, and everything about them is known."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from tests.trial.notice import Notice, random_notice
from tests.trial.truth import truth_of

SEEDS = range(40)
NOTICES = [random_notice(seed) for seed in SEEDS]


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.seed)
def test_points_add_up_at_every_level(notice: Notice) -> None:
    units = truth_of(notice).units
    for section in notice.sections:
        for first in section.firsts:
            for second in first.seconds:
                rows = {row.seq for row in second.rows}
                assert sum(unit.points for unit in units if unit.rows <= rows) == second.points
        assert (
            sum(unit.points for unit in units if unit.section == section.section) == section.points
        )


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.seed)
def test_each_row_is_in_one_unit_and_weighs_by_itself_or_not_at_all(notice: Notice) -> None:
    units = truth_of(notice).units
    assert Counter(seq for unit in units for seq in unit.rows) == Counter(
        range(1, len(notice.rows) + 1)
    )
    for row in notice.rows:
        unit = next(unit for unit in units if row.seq in unit.rows)
        assert row.weight is None or (len(unit.rows), unit.points) == (1, row.weight)


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.seed)
def test_at_most_one_unit_of_a_group_has_points_that_no_label_prints(notice: Notice) -> None:
    for section in notice.sections:
        for first in section.firsts:
            assert sum(second.shared and not second.pointed for second in first.seconds) <= 1


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.seed)
def test_names_are_unique_where_a_name_must_tell_things_apart(notice: Notice) -> None:
    names = [row.name for row in notice.rows]
    names += [
        second.name
        for section in notice.sections
        for first in section.firsts
        for second in first.seconds
    ]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    for section in notice.sections:
        assert len({first.name for first in section.firsts}) == len(section.firsts)


def test_the_family_is_wide() -> None:
    rows = [len(notice.rows) for notice in NOTICES]
    assert (min(rows) >= 30, max(rows) <= 200, max(rows) > 150) == (True, True, True)
    assert {len(notice.sections) for notice in NOTICES} == {1, 2, 3}
    assert {len(notice.periods) for notice in NOTICES} >= {2, 3}
    assert all(3 <= notice.pages <= 15 for notice in NOTICES)
    assert any(
        point % 1 == Decimal("0.5")
        for n in NOTICES
        for u in truth_of(n).units
        for point in [u.points]
    )


def test_a_seed_decides_everything() -> None:
    assert random_notice(3) == random_notice(3)
    assert random_notice(3) != random_notice(4)


def test_the_number_of_rows_can_be_asked_for() -> None:
    assert len(random_notice(5, rows=200).rows) == 200
