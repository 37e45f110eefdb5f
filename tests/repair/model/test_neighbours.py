"""The looks of neighbouring rows: learnt where labels certainly begin, a witness where they may."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.repair.model.neighbours import Boundaries, Looks, learn_apart

THEMES = ["电商园区", "技术合同", "政务服务", "智慧旅游", "人才引进"]
LEADS = ["县商务局", "县工信局", "县行政审批局", "县文广旅局", "县人社局"]


def paired() -> list[Looks]:
    """Two rows for each label, of one theme and one lead unit."""
    rows = []
    for theme, leads in zip(THEMES, LEADS, strict=True):
        rows.append(Looks(f"{theme}完成数", True, leads))
        rows.append(Looks(f"{theme}完成率", True, leads))
    return rows


BEGINS = frozenset(range(0, 10, 2))


def test_rows_that_look_alike_speak_for_one_label_and_others_for_two() -> None:
    apart = learn_apart(paired(), BEGINS, frozenset())
    assert apart[0] == 0
    for begin, inside in pairwise(apart[2:]):
        assert min(begin, inside) < -1
        assert max(begin, inside) > 1


def test_rows_in_doubt_teach_nothing_and_are_judged() -> None:
    rows = paired()
    without = learn_apart(rows[:8], BEGINS, frozenset())
    wrong = BEGINS - {8} | {9}
    taught = learn_apart(rows, wrong, frozenset({8, 9}))
    assert taught[:8] == pytest.approx(without)
    assert taught[8] > 1
    assert taught[9] < -1


def test_what_occurs_as_often_at_beginnings_as_elsewhere_says_little() -> None:
    rows = [Looks("", True, LEADS[n // 2 % 2]) for n in range(12)]
    begins = frozenset({1, 2, 5, 6, 9, 10})
    apart = learn_apart(rows, begins, frozenset())
    assert max(map(abs, apart)) < 0.3


def test_a_label_printed_where_rows_part_pays_for_beginning_where_they_do_not() -> None:
    looks = Boundaries((0.0, -2.0, 3.0), frozenset())
    assert looks.moved(2, 1) == 5
    assert looks.moved(1, 2) == 0


def test_a_lost_label_pays_where_the_cheapest_reading_and_the_looks_go_on() -> None:
    looks = Boundaries((0.0, -2.0, 3.0), frozenset({1, 2}))
    assert looks.lost(1) == 2
    assert looks.lost(2) == 0
    assert Boundaries(looks.apart, frozenset()).lost(1) == 0
