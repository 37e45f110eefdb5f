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
        (
            r.seq,
            r.values["level1"].text,
            r.values["level2"].text,
            r.values["weight"].text,
            r.values["target"].text,
        )
        for r in found.records
    ]
    assert read[:4] == [
        (1, "总量指标", "增加值", None, "50亿元"),
        (2, "总量指标", "增加值", None, "40%"),
        (3, "产业发展", None, "4", "3个"),
        (4, "产业发展", "企业情况", "1", "5个"),
    ]
    assert (read[4][0], read[4][4]) == (5, "5个")


def test_a_weight_above_a_blank_one_may_be_of_both_rows_where_no_merged_cell_is_drawn() -> None:
    weight = repair(table_of(PAGES), columns(), (), 3.0).records[0].values["weight"]
    assert (weight.status, {text for text, _ in weight.candidates}) == ("ambiguous", {"3", None})


def test_rows_with_points_of_their_own_are_units_and_there_are_no_sections() -> None:
    found = repair(table_of(PAGES), columns(), (), 3.0)
    units = [(unit.rows, int(unit.points)) for unit in found.units]
    assert units[:2] == [((3,), 4), ((4,), 1)]
    assert {unit.basis for unit in found.units} == {"printed"}
    assert [record.scoring_unit for record in found.records][:4] == [None, None, 1, 2]
    assert {record.section for record in found.records} == {None}


def levels(pages: list[list[str]]) -> list[tuple[object, object]]:
    """Each row's labels: a text, None where there is none, the readings where it is open."""
    found = repair(table_of(pages), columns(), (), 3.0)
    out = []
    for record in found.records:
        values = (record.values["level1"], record.values["level2"])
        out.append(
            tuple(
                {t for t, _ in v.candidates} if v.status == "ambiguous" else v.text for v in values
            )
        )
    return out  # type: ignore[return-value]


def test_rows_above_the_first_label_of_a_group_may_be_its_rows() -> None:
    """Nothing but the print says where a group begins: a label a row late is not passed over in silence."""
    first = " | | 1 | 增加值总额 | 亿元 | 3 | 14 | / | 13 | 50亿元 | 14 | 县发改委"
    second = "总量指标 | 增加值 | 2 | 增加值增速 | % | | 8 | / | 8 | 40% | 8 | 县发改委"
    third = "产业发展 | | 3 | 新增节点数 | 个 | 4 | 1 | / | / | 3个 | 6 | 县工信局"
    assert levels([[first, second, third]]) == [
        ({None, "总量指标"}, {None, "增加值"}),
        ("总量指标", "增加值"),
        ("产业发展", None),
    ]


def test_a_label_alone_on_a_row_that_slid_may_be_of_either_level() -> None:
    """Unless it is printed in its own column somewhere else."""
    first = "总量指标 | 增加值 | 1 | 增加值总额 | 亿元 | 3 | 14 | / | 13 | 50亿元 | 14 | 县发改委"
    slid = "数量情况 | 2 | 新增节点数 | 个 | 4 | 1 | / | / | 3个 | 6 | 县工信局 |"
    assert levels([[first, slid]])[1] == ({"总量指标", "数量情况"}, {"增加值", "数量情况", None})
    third = " | 数量情况 | 3 | 新增注册数 | 个 | 1 | 2 | / | / | 5个 | 5 | 县工信局"
    assert levels([[first, slid, third]])[1] == ("总量指标", "数量情况")


def test_a_row_below_a_merged_label_that_has_ended_may_have_another_label() -> None:
    """With the label cells drawn merged: blank is then said on purpose, and may be a label printed late."""
    first = "总量指标 | 增加值 | 1 | 增加值总额 | 亿元 | 3 | 14 | / | 13 | 50亿元 | 14 | 县发改委"
    second = "^ | ^ | 2 | 增加值增速 | % | 2 | 8 | / | 8 | 40% | 8 | 县发改委"
    third = " | | 3 | 新增节点数 | 个 | 4 | 1 | / | / | 3个 | 6 | 县工信局"
    fourth = "产业发展 | 企业情况 | 4 | 新增注册数 | 个 | 1 | 2 | / | / | 5个 | 5 | 县工信局"
    assert levels([[first, second, third, fourth]])[1:3] == [
        ("总量指标", "增加值"),
        ({"总量指标", "产业发展"}, {"增加值", None}),
    ]
    not_drawn = second.replace("^", "")
    assert levels([[first, not_drawn, third, fourth]])[2] == ("总量指标", "增加值")
