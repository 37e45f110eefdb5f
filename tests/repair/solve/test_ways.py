"""The labels of a way to tell the levels apart, put on the table's rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.damage.kinds import Damage
from pipeline.errors import RepairError
from pipeline.model import SectionTotal
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.labels import FIRST, Label, Print
from pipeline.repair.model.place import RUN_REACH, Name, Places
from pipeline.repair.model.weights import Ground, weight_options
from pipeline.repair.solve.ways import Placer, Way
from tests.repair.decide.rows import LAYOUT, PRINTED, SLID, WEIGHT, row

NAMES = ("社保卡签发量", "社保卡激活量", "农田灌溉亩数", "农田灌溉率", "路灯里程", "公园面积")
WEIGHTS = ("5", "3", "/", "2", "7", "7")


def section(first: int, last: int, points: int = 20) -> SectionTotal:
    return SectionTotal(f"s{first}", f"第{first}部分", first, last, Decimal(points), Decimal(1))


SECTIONS = [section(11, 14), section(15, 16)]


def rows() -> list[RowEvidence]:
    """Six rows with serials from 11 on."""
    return [
        row(f"1 | {name} | {weight} | 3 | 4", serial=11 + n)
        for n, (name, weight) in enumerate(zip(NAMES, WEIGHTS, strict=True))
    ]


def ground(
    evidence: Sequence[RowEvidence] = (), sections: Sequence[SectionTotal] = (), unit: int = 1
) -> Ground:
    known = list(evidence) or rows()
    options = [weight_options(each, WEIGHT, unit, COSTS) for each in known]
    return Ground(known, sections or SECTIONS, LAYOUT, COSTS, frozenset({1}), unit, options)


def label(name: str, *rows_of: int, points: str | None = None, of: int = 0) -> Label:
    worth = None if points is None else Decimal(points)
    prints = tuple(Print(at, 0, name, name, worth, FIRST) for at in rows_of)
    return Label(name, worth, prints, of)


def placed(
    firsts: Sequence[Label], seconds: Sequence[Label] = (), on: Ground | None = None
) -> Places:
    return Placer(on or ground()).places(Way(0.0, tuple(firsts), tuple(seconds)))


def name(*labels: Label, on: Ground | None = None) -> Name:
    """The first of second-level labels."""
    return placed([], labels, on).names[0]


def test_a_group_has_its_points_in_parts_its_print_rows_in_order_and_its_section_s_rows() -> None:
    found = placed([label("总量", 3, 0, points="2.5"), label("", of=1)], on=ground(unit=2))
    assert found.groups == [Group(5, (0, 3), 0, 3), Group(0, (), 4, 5)]


def test_a_section_without_rows_is_an_error_that_names_it() -> None:
    with pytest.raises(RepairError, match="第21部分") as raised:
        placed([label("总量", 0)], on=ground(sections=[section(21, 24)]))
    assert "21" in str(raised.value)
    assert "24" in str(raised.value)


def test_a_second_level_label_has_its_points_in_parts_and_its_print_rows() -> None:
    found = name(label("社保卡", 1, 0, points="1.5"), on=ground(unit=2))
    assert (found.points, found.prints) == (3, (0, 1))
    assert name(label("社保卡", 0)).points is None


def test_it_is_beside_another_on_the_rows_that_print_both() -> None:
    assert name(label("社保卡", 0, 2), label("农田", 2, 3)).beside == {2}
    assert name(label("社保卡", 0, 2)).beside == frozenset()


def test_how_unlike_it_is_to_each_row_s_name_does_not_count_a_remark() -> None:
    found = name(label("社保卡签发量（加分项）", 0)).unlike
    assert found[0] == 0.0
    assert found[2] == 1.0
    assert 0.0 < found[1] < 1.0


def test_it_claims_the_rows_that_its_words_name_and_others_are_strange_to_it() -> None:
    found = name(label("农田灌溉", 2, points="9"))
    assert found.claims[2] > 0.0
    assert found.claims[0] == found.claims[5] == 0.0
    assert found.strange[2] == 0.0
    assert found.strange[0] == found.strange[5] == COSTS.label_strange


def test_another_label_of_the_same_words_leaves_it_no_claim_and_it_is_none_of_its_own() -> None:
    twins = (label("农田灌溉", 2, points="9"), label("农田灌溉", 3, points="8"))
    assert name(*twins).claims == (0.0,) * 6
    assert name(twins[0]).claims[2] > 0.0


def test_a_row_that_weighs_its_points_beside_its_print_is_claimed() -> None:
    assert name(label("其他事项", 0, points="5")).claims[0] > 0.0
    assert name(label("其他事项", 0, points="4")).claims == (0.0,) * 6
    assert name(label("其他事项", 1, points="5")).claims == (0.0,) * 6


def test_the_rows_below_that_it_does_not_name_are_told_of_labels_without_points() -> None:
    found = name(label("社保卡", 0))
    assert found.unnamed == {2, 3, 4, 5}
    assert found.other_theme == {2}, "where names of another theme begin"
    pointed = name(label("社保卡", 0, points="9"))
    assert (pointed.unnamed, pointed.other_theme) == (frozenset(), frozenset())


@pytest.mark.parametrize(("away", "named"), [(RUN_REACH, True), (RUN_REACH + 1, False)])
def test_its_words_name_rows_as_far_as_a_run_reaches(away: int, *, named: bool) -> None:
    names = ["公园面积", "路灯里程"] * 6
    names[0] = names[-1] = "社保卡签发量"
    evidence = [row(f"1 | {each} | 2 | 3 | 4", serial=11 + n) for n, each in enumerate(names)]
    on = ground(evidence, [section(11, 30)])
    above = name(label("社保卡签发量", away), on=on).claims
    assert (above[0] > 0.0) is named
    below = name(label("社保卡签发量", len(names) - 1 - away), on=on).claims
    assert (below[-1] > 0.0) is named


def test_rows_without_a_label_cell_and_those_parted_from_a_merged_one_are_known() -> None:
    evidence = rows()
    gone = replace(PRINTED, damage=(Damage.LABEL_CELL_LOST,))
    evidence[1] = replace(evidence[1], alignments=(gone, SLID))
    evidence[2] = replace(evidence[2], alignments=(PRINTED, gone))
    evidence[3] = replace(evidence[3], parted=frozenset({"level2"}))
    evidence[4] = replace(evidence[4], parted=frozenset({"level1"}))
    found = placed([label("总量", 0)], on=ground(evidence))
    assert found.gone == {1}
    assert found.parted == {3}
    assert found.echoes == {1}
    assert not found.labelled, "the form has no column of labels"
