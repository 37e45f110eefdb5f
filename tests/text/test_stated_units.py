"""Units that a line states for the figures below it, and the columns that they are not of."""

from __future__ import annotations

import pytest

from pipeline.text import stated_units, takes_unit, title_among


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("单位：万元", ("万元",)),
        ("（金额单位：人民币万元）", ("万元",)),
        ("填报单位：县财政局　　单位：亿元", ("亿元",)),
        ("计量单位: 亩、万元", ("亩", "万元")),
        ("单位：%", ("%",)),
        ("单位：元/人", ("元/人",)),
        ("单位：平方米", ("平方米",)),
    ],
)
def test_a_line_states_units(line: str, units: tuple[str, ...]) -> None:
    assert stated_units(line) == units


@pytest.mark.parametrize(
    "line",
    [
        "单位：县发改局",
        "责任单位：各乡镇",
        "编制单位：万元村委会",
        "2024年任务表",
        "单位：",
        "主要单位有12个",
    ],
)
def test_offices_are_no_units(line: str) -> None:
    assert stated_units(line) == ()


@pytest.mark.parametrize(
    ("heading", "unit", "takes"),
    [
        ("总投资", "万元", True),
        ("预算数", "万元", True),
        ("受益户数", "万元", False),
        ("占比", "万元", False),
        ("补助面积（亩）", "万元", False),
        ("早稻", "亩", True),
        ("补助资金", "亩", False),
        ("完成率", "亩", False),
        ("城关镇", "%", True),
        ("入户数", "%", False),
        ("户数", "户", True),
    ],
)
def test_a_heading_that_speaks_for_itself_does_not_take_the_tables_unit(
    heading: str, unit: str, takes: bool
) -> None:
    assert takes_unit(heading, unit) is takes


def test_the_title_of_a_table_is_the_line_above_its_units() -> None:
    assert title_among(["附件1", "资金安排表", "单位：万元"]) == "资金安排表"
    assert title_among(["单位：万元"]) == "单位：万元"
    assert title_among([]) is None
