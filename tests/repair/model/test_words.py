"""How far a label's words name its rows."""

from __future__ import annotations

import pytest

from pipeline.repair.model.words import LABEL, Claimant, Words, fitting, rise, without_remark

MOST = LABEL[-1][1]
NAMES = (
    "平均每万人口高价值发明专利拥有量",
    "数字经济核心产业企业数较上年度新增数量",
    "软件产业的培育情况",
    "电子社保卡的签发量占比",
)
LAST = len(NAMES) - 1


def claimant(name: str, first: int = 0, last: int = LAST) -> Claimant:
    return Claimant(name, first, last)


def test_a_label_claims_the_row_that_has_its_words_and_no_other() -> None:
    found = Words(NAMES).claims(claimant("数字经济核心产业企业新增数"), [])
    assert found[1] > MOST / 2
    assert (found[0], found[2], found[3]) == (0.0, 0.0, 0.0)


def test_a_label_claims_no_row_out_of_its_reach() -> None:
    words = Words(NAMES)
    assert words.claims(claimant("电子社保卡覆盖率", last=2), []) == (0.0,) * 4
    assert words.claims(claimant("电子社保卡覆盖率"), [])[3] > 0.0


def test_two_labels_of_the_same_words_claim_nothing_from_each_other() -> None:
    twin = claimant("电子社保卡覆盖率")
    assert Words(NAMES).claims(twin, [twin]) == (0.0,) * 4


def test_one_of_several_things_that_a_label_lists_names_a_row() -> None:
    names = ("垃圾分类合作社家数", "光伏发电投资额", "社保卡签发量")
    found = Words(names).claims(claimant("垃圾分类、光伏发电情况", last=2), [])
    assert min(found[:2]) > MOST / 2
    assert found[2] == 0.0


def test_a_word_that_every_row_has_tells_nothing() -> None:
    names = ("项目甲投", "项目乙引", "项目丙签", "项目丁建")
    assert Words(names).claims(claimant("项目"), []) == (0.0,) * 4


def test_a_rare_word_counts_for_more_than_a_frequent_one() -> None:
    words = Words(("新增甲烷回收", "新增专利", "新增农场", "新增公路"))
    found = words.claims(claimant("甲烷新增"), [])
    assert found[0] > found[1]


def test_rows_without_a_word_of_a_label_are_strange_to_it_where_it_names_another() -> None:
    found = Words(NAMES).strange(claimant("电子社保卡覆盖率"), 1.5)
    assert found == (1.5, 1.5, 1.5, 0.0)


@pytest.mark.parametrize("label", ["日常管理", ""])
def test_no_row_is_strange_to_a_label_that_names_none(label: str) -> None:
    assert Words(NAMES).strange(claimant(label), 1.5) == (0.0,) * 4


@pytest.mark.parametrize(
    ("share", "cost"), [(0.0, 0.0), (1.0, 0.0), (1.5, 1.0), (2.0, 2.0), (9.0, 2.0)]
)
def test_a_curve_rises_evenly_between_its_points_and_is_flat_outside(
    share: float, cost: float
) -> None:
    assert rise(((1.0, 0.0), (2.0, 2.0)), share) == pytest.approx(cost)


def test_a_label_beside_a_weight_of_just_its_points_claims_that_row_the_more_the_rarer_it_is() -> (
    None
):
    weights = [2, 3, 2, 2, None]
    assert fitting(weights, 2, [1, 4]) == {}
    rare, frequent = fitting(weights, 3, [1])[1], fitting(weights, 2, [0])[0]
    assert rare > frequent > 0.0
    strange = Claimant("其他", 0, LAST, {1: rare})
    assert Words(NAMES).claims(strange, []) == (0.0, rare, 0.0, 0.0)


def test_a_label_without_points_fits_no_weight() -> None:
    assert fitting([2, 3], None, [0, 1]) == {}


THEMES = (
    "社区医院受益人数",
    "社区医院活动场次",
    "农田灌溉覆盖率",
    "农田灌溉示范点数",
    "路灯照明里程",
)


def test_rows_that_a_label_does_not_name_stand_below_one_that_it_does() -> None:
    words, label = Words(THEMES), Claimant("社区医院情况", 0, 4)
    assert words.unnamed_below(label, [0]) == {2, 3, 4}
    assert words.unnamed_below(Claimant("日常管理", 0, 4), [0]) == frozenset()


def test_a_theme_begins_where_two_names_have_words_in_common_that_the_one_above_lacks() -> None:
    words = Words(THEMES)
    assert words.themes_begin({2, 3, 4}) == {2}
    assert words.themes_begin({3, 4}) == frozenset()
    assert words.common_above(0) == 0.0


def test_a_label_that_begins_within_a_theme_it_does_not_name_is_stranger_still() -> None:
    found = Words(THEMES).strange(Claimant("社区医院情况", 0, 4), 1.0, 0.5)
    assert found == (0.0, 0.0, 1.0, 1.5, 1.0)


def test_a_remark_at_the_end_of_a_label_says_nothing_of_its_rows() -> None:
    assert without_remark("国家级荣誉数量（加分项）") == "国家级荣誉数量"
    assert without_remark("(加分项)") == "(加分项)"
    rows = Words(["国家级荣誉", "小巨人企业数(加分项)", "瞪羚企业数(加分项)"])
    assert rows.unnamed_below(Claimant("国家级荣誉数量(加分项)", 0, 2), [0]) == {1, 2}
