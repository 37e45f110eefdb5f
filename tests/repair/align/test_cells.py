"""What it costs that a text stands in a column: what usually stands there costs nothing."""

from __future__ import annotations

from decimal import Decimal
from math import log

import pytest

from pipeline.repair.align.cells import INFINITE, Lexicon, cell_cost, looks_like_a_name
from pipeline.repair.damage.costs import COSTS

C = COSTS
LEXICON = Lexicon(
    units=frozenset({"个", "亿元"}),
    rare_units=frozenset({"个", "亿元", "万人"}),
    agencies=frozenset({"县发改委"}),
    highest_rank=18,
    marks={"rank": frozenset({"无"}), "unit": frozenset({"无"}), "serial": frozenset({"无"})},
    highest_weight=Decimal(8),
    shared={"": 0.5, "/": 0.25, "-": 0.25},
)


@pytest.mark.parametrize(
    ("kind", "text", "cost"),
    [
        ("serial", "7", 0.0),
        ("serial", "8", C.serial_wrong),
        ("serial", "6", C.serial_wrong),
        ("serial", "", C.serial_missing),
        ("serial", "甲", INFINITE),
        ("name", "企业数量", 0.0),
        ("name", "企业数", 0.0),
        ("name", "数量", C.cell_odd),
        ("name", "GDP总", 0.0),
        ("name", "abc", C.cell_odd),
        ("name", "企业数量（3分）", C.cell_odd),
        ("name", "个", INFINITE),
        ("name", "12", INFINITE),
        ("name", "/", INFINITE),
        ("name", "", INFINITE),
        ("label", "", 0.0),
        ("label", "总量指标", 0.0),
        ("label", "/", INFINITE),
        ("label", "3", INFINITE),
        ("unit", "亿元", 0.0),
        ("unit", "-", 0.0),
        ("unit", "无", 0.0),
        ("unit", "", C.cell_unusual),
        ("unit", "件", C.cell_unusual),
        ("unit", "一二三四五", C.cell_unusual),
        ("unit", "一二三四五六", C.cell_odd),
        ("unit", "微克/立方米每", C.cell_unusual),
        ("unit", "微克/立方米2", C.cell_odd),
        ("unit", "一二三四五/", C.cell_odd),
        ("unit", "/一二三四五", C.cell_odd),
        ("unit", "/", C.cell_odd),
        ("unit", "3", INFINITE),
        ("unit", "3个", INFINITE),
        ("points", "3", 0.0),
        ("points", "8", 0.0),
        ("points", "0.5", 0.0),
        ("points", "1", 0.0),
        ("points", "9", C.cell_unlikely),
        ("points", "0", INFINITE),
        ("points", "-1", INFINITE),
        ("points", "甲", INFINITE),
        ("points", "", C.weight_unprinted),
        ("points", "/", C.weight_unprinted + log(2)),
        ("points", "-", C.cell_unlikely + log(2)),
        ("rank", "1", 0.0),
        ("rank", "18", 0.0),
        ("rank", "19", C.rank_odd),
        ("rank", "0", INFINITE),
        ("rank", "甲", INFINITE),
        ("rank", "", C.rank_odd),
        ("rank", "/", 0.0),
        ("rank", "无", 0.0),
        ("target", "100个", 0.0),
        ("target", "", C.cell_doubtful),
        ("target", "/", C.cell_unlikely),
        ("target", "县发改委", C.cell_odd),
        ("target", "个", 2 * C.cell_odd),
        ("target", "个以上", 2 * C.cell_odd),
        ("target", "万人", 2 * C.cell_odd),
        ("target", "人", 0.0),
        ("target", "(待定)", C.cell_unlikely),
        ("target", "(待定", 0.0),
        ("target", "待定)", 0.0),
        ("target", "18", C.cell_doubtful),
        ("target", "19", C.cell_unusual),
        ("remark", "", C.cell_unlikely),
        ("remark", "/", C.cell_unlikely),
        ("remark", "1", 0.0),
        ("remark", "18", 0.0),
        ("remark", "19", C.rank_odd),
        ("remark", "0", INFINITE),
        ("remark", "1.5", INFINITE),
        ("remark", "3月完成", INFINITE),
        ("remark", "前3名", C.cell_unlikely),
        ("remark", "下沉7项、自建6项", C.cell_odd),
        ("remark", "县发改委牵头", INFINITE),
        ("remark", "abc", INFINITE),
        ("remark", "不考核", C.cell_unlikely),
        ("agency", "县发改委", 0.0),
        ("agency", "县商务局", C.cell_unusual),
        ("agency", "", C.cell_odd),
        ("agency", "abc", INFINITE),
        ("agency", "3个", INFINITE),
        ("text", "说明", 0.0),
        ("text", "", 0.0),
        ("text", "3", C.cell_unusual),
        ("text", "/", C.cell_unusual),
        ("date", "12月底", 0.0),
        ("date", "/", 0.0),
        ("date", "", 0.0),
        ("date", "县发改委", C.cell_odd),
        ("date", "3", C.cell_odd),
        ("number", "3万元", 0.0),
        ("number", "", 0.0),
        ("number", "县发改委", C.cell_odd),
        ("number", "若干", C.cell_unusual),
        ("percent", "3%", 0.0),
        ("offices", "县商务局", 0.0),
        ("offices", "县发改委", 0.0),
        ("offices", "/", 0.0),
        ("offices", "abc", C.cell_odd),
        ("offices", "3", C.cell_odd),
        ("offices", "3个局", C.cell_odd),
    ],
)
def test_a_text_in_a_column(kind: str, text: str, cost: float) -> None:
    """Serial 7; ranks up to 18, weights up to 8; weights are shared by a blank twice as often."""
    assert cell_cost(kind, text, 7, LEXICON, C) == pytest.approx(cost)


def test_a_number_in_two_parts_is_odd_where_one_belongs() -> None:
    for kind, whole in (("rank", "1 2"), ("points", "3 "), ("target", "1 2")):
        plain = cell_cost(kind, whole.replace(" ", ""), 7, LEXICON, C)
        odd = C.cell_odd if kind == "rank" else 0.0
        assert cell_cost(kind, whole, 7, LEXICON, C) == pytest.approx(plain + odd)


def test_short_names_are_usual_where_the_notice_shows_it() -> None:
    any_names = Lexicon(frozenset(), frozenset(), 18, any_names=True)
    assert cell_cost("name", "数量", 7, any_names, C) == 0
    assert cell_cost("name", "abc", 7, any_names, C) == 0
    assert looks_like_a_name("企业数")
    assert not looks_like_a_name("企业")
    assert not looks_like_a_name("abc")


def test_marks_alike_in_number_cost_nothing_and_rare_ones_their_rarity() -> None:
    even = Lexicon(frozenset(), frozenset(), 18, shared={"": 0.5, "/": 0.5})
    assert cell_cost("points", "/", 7, even, C) == C.weight_unprinted
    mostly = Lexicon(frozenset(), frozenset(), 18, shared={"": 0.9, "/": 0.1})
    assert cell_cost("points", "", 7, mostly, C) == C.weight_unprinted
    assert cell_cost("points", "/", 7, mostly, C) == pytest.approx(C.weight_unprinted + log(5))
    unknown = Lexicon(frozenset(), frozenset(), 18)
    assert cell_cost("points", "/", 7, unknown, C) == C.weight_unprinted


def test_named_points_are_a_weight_where_the_notice_names_them_and_else_a_target() -> None:
    named = Lexicon(frozenset(), frozenset(), 18, names_points=True)
    assert cell_cost("points", "4分", 7, named, C) == 0
    assert cell_cost("points", "4", 7, named, C) == 0
    assert cell_cost("points", "4分", 7, LEXICON, C) == INFINITE
