"""A form whose closing note states no points: labels hold from their print to the next, nothing is derived."""

from __future__ import annotations

from pipeline.repair import repair
from tests.repair.form import columns, table_of

PAGES = [
    [
        "总量指标 | 增加值 | 1 | 增加值总额 | 亿元 | 3 | 14 | / | 13 | 50亿元 | 14 | 县发改委",
        " | | 2 | 增加值增速 | % | | 8 | / | 8 | 40% | 8 | 县发改委",
        "产业发展 | | 3 | 新增节点数 | 个 | 4 | 1 | / | / | 3个 | 6 | 县工信局",
    ],
    [
        " | 企业情况 | 4 | 新增注册数 | 个 | 1 | 2 | / | / | 5个 | 5 | 县工信局",
        " | 数量情况 | 情况 | 5 | 新增企业数 | 个 | 2 | 3 | / | / | 5个 | 5 | 县工信局",
    ],
]


def test_labels_and_weights_are_taken_as_printed() -> None:
    found = repair(table_of(PAGES), columns(), (), 3.0)
    read = [
        (r.seq, r.values["level1"].text, r.values["level2"].text, r.values["weight"].text, r.values["target"].text)
        for r in found.records
    ]
    assert read[:4] == [
        (1, "总量指标", "增加值", "3", "50亿元"),
        (2, "总量指标", "增加值", None, "40%"),
        (3, "产业发展", None, "4", "3个"),
        (4, "产业发展", "企业情况", "1", "5个"),
    ]
    assert (read[4][0], read[4][4]) == (5, "5个")


def test_there_are_no_units_and_no_sections() -> None:
    found = repair(table_of(PAGES), columns(), (), 3.0)
    assert found.units == ()
    assert {(record.section, record.scoring_unit) for record in found.records} == {(None, None)}
