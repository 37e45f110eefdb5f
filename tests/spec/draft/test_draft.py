"""A spec drafted from a table: headings are looked up, and what stands below them settles the rest."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.errors import NotThisForm
from pipeline.model import Cell, Header, Line, Row, Slot, Table
from pipeline.spec import KINDS, ROLES, Spec, fits, parse
from pipeline.spec.draft import draft
from pipeline.spec.draft.words import Fit, meanings, vocabulary


def table(headings: Sequence[str], *lines: str) -> Table:
    """A table of ``outer > inner`` headings; cells are parted by |, "^" goes on from above."""
    headers = tuple(
        Header(n, tuple(part.strip() for part in text.split(">")))
        for n, text in enumerate(headings)
    )
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        slots = []
        for col, text in enumerate(line.split("|")):
            if text == "^":
                slots.append(Slot(rows[-1].slots[col].cell, covered=True))
            else:
                slots.append(Slot(Cell(number, col, text)))
        rows.append(Row(tuple(slots), 1, number, 1))
    return Table((1,), 1, headers, tuple(rows))


def drafted(of: Table, *lines: str, title: str | None = None) -> tuple[str, Spec]:
    text = draft(of, [Line(line) for line in lines], title, "notice.docx")
    spec = parse(text.encode(), "form.yml")
    assert fits(spec, of.headers)
    return text, spec


def roles(of: Table, *lines: str) -> list[str]:
    """Each column's role; of one of the form's own its name and kind."""
    _, spec = drafted(of, *lines)
    return [
        f"{column.name}: {column.kind}" if column.name else column.role for column in spec.columns
    ]


# --- the vocabulary


def test_every_word_of_the_vocabulary_is_of_a_known_role_and_stands_once() -> None:
    words = [word for entry in vocabulary() for word in entry.words]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []
    assert {entry.role for entry in vocabulary()} <= {*ROLES, "name"}
    assert {entry.kind for entry in vocabulary()} <= set(KINDS)


@pytest.mark.parametrize(
    ("heading", "name", "fit"),
    [
        ("完 成 时 限", "deadline", Fit.WHOLE),
        ("完成时限（2024年）", "deadline", Fit.WHOLE),
        ("总投资(万元)", "total_investment", Fit.WHOLE),
        ("县级责任领导", "leader", Fit.AT_THE_END),
        ("责任单位（排第一的为牵头单位）", "responsible_units", Fit.WHOLE),
        ("2023年完成值", "actual", Fit.WHOLE),
        ("配合单位及人员", "supporting_units", Fit.WITHIN),
        ("指标名称及备注", "indicator_name", Fit.WHOLE),
        ("责任单位、完成时限", "responsible_units", Fit.WHOLE),
    ],
)
def test_a_heading_is_looked_up_without_its_year_and_remarks(
    heading: str, name: str, fit: Fit
) -> None:
    found = meanings(heading)[0]
    assert (found.entry.name, found.fit) == (name, fit)


def test_a_heading_that_is_not_known_means_nothing() -> None:
    assert meanings("水稻") == []


# --- roles


def test_a_task_list_has_its_serial_name_offices_and_deadline() -> None:
    tasks = table(
        ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"],
        "1|修建停车场|县住建局|县财政局、各乡镇|2024年6月底",
        "2|改造管网|县水利局|/|长期坚持",
        "3|扩建学校|县教体局||12月底前",
    )
    assert roles(tasks) == [
        "seq",
        "indicator",
        "lead_units",
        "supporting_units: agency",
        "deadline: date",
    ]


def test_merged_cells_left_of_the_name_are_labels() -> None:
    of = table(
        ["序号", "重点任务", "具体措施", "责任单位"],
        "1|动员部署|制定方案|县委办",
        "2|^|召开会议|县委办",
        "3|整治提升|集中排查|县城管局",
    )
    assert roles(of) == ["seq", "level1", "indicator", "lead_units"]


def test_a_category_printed_on_each_row_is_a_label() -> None:
    of = table(
        ["类别", "重点工作", "责任单位"],
        "交通|排查隐患|县公安局",
        "交通|整治公路|县交通局",
        "消防|更新设施|县消防大队",
        "消防|培训人员|县消防大队",
    )
    assert roles(of) == ["level1", "indicator", "lead_units"]


def test_two_columns_of_names_of_their_own_are_the_name_and_a_text() -> None:
    of = table(
        ["序号", "存在问题", "整改措施", "整改时限"],
        "1|清运不及时|增配车辆|9月底",
        "2|监管不严|联合执法|10月底",
    )
    text, _ = drafted(of)
    assert roles(of) == ["seq", "indicator", "measures: text", "deadline: date"]
    assert "# guessed: or '整改措施', the other column of names" in text


@pytest.mark.parametrize("serials", [("1", "^", "2"), ("1.1", "1.2", "2.1"), ("3", "1", "2")])
def test_numbers_that_do_not_count_the_rows_are_published_as_text(
    serials: tuple[str, str, str],
) -> None:
    lines = [f"{serial}|任务{at}甲|县政府办" for at, serial in enumerate(serials)]
    of = table(["序号", "工作任务", "责任单位"], *lines)
    text, _ = drafted(of)
    assert roles(of)[0] == "number: text"
    assert "# guessed: not 1, 2, 3 … on each row" in text


def test_of_several_targets_the_whole_years_is_the_target() -> None:
    of = table(
        ["指标名称", "单位", "目标 > 全年", "目标 > 上半年"],
        "生产总值|亿元|168|80",
        "财政收入|亿元|14|7",
    )
    text, _ = drafted(of)
    assert roles(of) == ["indicator", "unit", "target", "goal: number"]
    assert "# guessed: or '上半年'" in text


def test_rankings_of_several_years_are_one_line_of_any_year() -> None:
    of = table(["指标", "全市排名 > 2022年", "全市排名 > 2023年"], "甲指标|3|/", "乙指标|5|4")
    text, _ = drafted(of)
    assert text.count("role: rank") == 1
    assert r"heading: '^\d{4}年$', repeats: true}" in text


def test_a_rank_without_a_period_is_a_number() -> None:
    of = table(["指标", "得分", "排名"], "甲指标|95.5|1", "乙指标|93|2")
    assert roles(of) == ["indicator", "score: number", "rank: number"]


def test_unit_is_an_office_where_offices_stand_below_it() -> None:
    of = table(["序号", "任务", "单位"], "1|修路架桥|县交通运输局", "2|种树造林|县林业局")
    assert roles(of)[2] != "unit"


# --- kinds


@pytest.mark.parametrize(
    ("heading", "cells", "kind"),
    [
        ("甲", ("12", "3.5", "1,200"), "number"),
        ("甲", ("12亩", "35亩", "/"), "number"),
        ("甲", ("40%", "35%", "100%"), "percent"),
        ("甲(%)", ("40", "35", "100"), "percent"),
        ("甲", ("2024年6月底", "9月底", "年底"), "date"),
        ("甲", ("县财政局", "县住建局、县水利局", "各乡镇"), "agency"),
        ("甲", ("0795-7321001", "13907970001", "13907970002"), "text"),
        ("甲", ("13907970001", "13907970002", "13907970003"), "text"),
        ("甲", ("7", "7B", "8"), "text"),
        ("完成时限", ("分期推进", "视情推进", "逐步推进"), "text"),
        ("总投资", ("待定", "未定", "面议"), "text"),
    ],
)
def test_the_kind_is_settled_by_what_stands_in_the_column(
    heading: str, cells: tuple[str, ...], kind: str
) -> None:
    lines = [f"{at}|任务{at}甲|{cell}" for at, cell in enumerate(cells, 1)]
    assert roles(table(["序号", "任务", heading], *lines))[2].endswith(f": {kind}")


def test_an_unknown_heading_is_published_under_a_number_and_says_so() -> None:
    of = table(["序号", "任务", "水稻", "一季度"], "1|甲镇种植|60|完成选址", "2|乙镇种植|75|开工")
    text, _ = drafted(of)
    assert roles(of)[2:] == ["column_3: number", "jan_mar: text"]
    assert "# guessed: no known heading: give it a name" in text


# --- headings, marks, sums


def test_a_year_in_a_heading_is_any_year_unless_it_tells_two_apart() -> None:
    one, _ = drafted(table(["指标", "2024年目标值"], "甲指标|5", "乙指标|6"))
    assert r"'^\d{4}年目标值$'" in one
    two, _ = drafted(table(["指标", "2023年完成值", "2024年完成值"], "甲指标|5|6", "乙指标|7|8"))
    assert "'^2023年完成值$'" in two
    assert "'^2024年完成值$'" in two


def test_a_heading_above_tells_two_with_one_heading_apart() -> None:
    of = table(["指标", "甲县 > 人数", "乙县 > 人数"], "甲指标|5|6", "乙指标|7|8")
    text, _ = drafted(of)
    assert "under: '^甲县$'" in text
    assert "under: '^乙县$'" in text


def test_columns_under_one_heading_are_lines_of_their_own_with_a_note() -> None:
    of = table(
        ["任务", "分工单位", "分工单位"], "甲任务|县财政局|各乡镇", "乙任务|县水利局|县住建局"
    )
    text, _ = drafted(of)
    assert text.count("heading: '^分工单位$'") == 2
    assert "# guessed: column 2 of 2 under one heading" in text


def test_marks_for_no_value_are_those_that_the_table_prints() -> None:
    of = table(
        ["指标", "单位", "1-6月排名", "备注"], "甲指标|亿元|3|无", "乙指标|—|—|", "丙指标|%|4|-"
    )
    _, spec = drafted(of)
    assert set(spec.missing["rank"]) == {"/", "—"}
    assert "—" in spec.missing["unit"]
    assert "无" in spec.missing["extra"]


@pytest.mark.parametrize(("line", "stated"), [("备注：总分100分。", True), ("总分90分", False)])
def test_a_total_is_drafted_where_the_points_add_up_to_it(line: str, stated: bool) -> None:
    of = table(["考核内容", "分值"], "甲内容|60", "乙内容|40")
    _, spec = drafted(of, line)
    assert (spec.sums is not None and spec.sums.total is not None) == stated


def test_per_cents_that_add_up_are_drafted_as_such() -> None:
    of = table(["考核内容", "权重(%)"], "甲内容|60", "乙内容|40")
    _, spec = drafted(of)
    assert spec.sums is not None
    assert spec.sums.percent


def test_sections_of_the_closing_note_are_drafted_with_names_of_their_own() -> None:
    of = table(["序号", "指标", "权重"], "1|甲指标|6", "2|乙指标|4", "3|丙指标|5")
    note = "说明：序号1-2为党建工作，共10分；序号3为省考核，共5分。满分15分"
    note = note.replace("序号3为", "序号3-3为")
    _, spec = drafted(of, note)
    assert spec.sections is not None
    assert [kind.section for kind in spec.sections.kinds] == ["党建工作", "provincial"]


def test_rows_that_head_or_sum_others_are_no_part_of_the_columns() -> None:
    of = table(
        ["序号", "任务", "责任单位"],
        "一、|产业发展|",
        "1|培育企业|县工信局",
        "2|打造品牌|县商务局",
        "|合计|",
    )
    text, _ = drafted(of)
    assert roles(of) == ["seq", "indicator", "lead_units"]
    assert "# Rows that head or sum others, and need no line here: 一、, 合计" in text


# --- what is written


@pytest.mark.parametrize("heading", ["问题No.", "门牌号", "条"])
def test_the_first_column_is_the_serial_where_it_counts_the_rows(heading: str) -> None:
    of = table((heading, "问题描述", "备注"), "1|支付失败|", "2|状态不明|待定", "3|图像不存|")
    assert roles(of)[:2] == ["seq", "indicator"]


def test_a_ranking_that_counts_the_rows_is_no_serial() -> None:
    of = table(("名次", "乡镇", "得分"), "1|城关镇|98", "2|河口镇|95", "3|石桥镇|90")
    assert roles(of) == ["rank: number", "indicator", "score: number"]


@pytest.mark.parametrize(
    ("heading", "texts"),
    [
        ("门店号", ("1001", "1006", "1003")),
        ("登机日期", ("1.14", "1.26", "1.27")),
        ("年份", ("2021", "2022", "2023")),
        ("建成于", ("2021", "2022", "2022")),
    ],
)
def test_figures_that_measure_nothing_are_text(heading: str, texts: Sequence[str]) -> None:
    of = table(
        ("名称", heading), *(f"{name}|{text}" for name, text in zip("甲乙丙", texts, strict=True))
    )
    assert roles(of)[1].endswith(": text")


@pytest.mark.parametrize("heading", ["开放时间", "时间"])
def test_words_under_a_heading_that_ends_like_a_time_are_no_deadline(heading: str) -> None:
    of = table(("名称", heading), "文化馆|每周二闭馆", "图书馆|节假日不开放", "体育馆|预约开放")
    assert roles(of) == ["indicator", "column_2: text"]


def test_rows_are_named_by_what_differs_and_not_by_a_class_that_all_share() -> None:
    of = table(
        ("专业", "计划类别", "人数"),
        *(f"{name}|普通类|{number}" for number, name in enumerate(("法学", "德语", "会计"), 2)),
    )
    text, _ = drafted(of)
    assert roles(of)[:2] == ["indicator", "category: text"]
    assert "# guessed: or '计划类别', the other column of names" in text


@pytest.mark.parametrize("cell", ["—", "2"])
def test_a_column_with_a_mark_or_a_number_among_its_words_does_not_name_the_rows(cell: str) -> None:
    of = table(
        ("测试功能", "用例说明"), f"{cell}|初始状态", "输入左数|按键需求", "连续按零|首位为零"
    )
    assert roles(of)[1] == "indicator"


def test_merged_words_without_a_chinese_one_are_no_label() -> None:
    of = table(
        ("元素", "操作描述"), "Wifi|左键单击弹出密码框", "^|右键单击弹出菜单", "列表|上下滚动"
    )
    assert roles(of) == ["column_1: text", "indicator"]


def test_a_table_of_short_rows_is_seen_whole() -> None:
    of = table(("工程", "机能数", "完成数", "进度"), "BD|||", "DD|||", "合计||0|")
    assert roles(of)[0] == "indicator"


def test_rows_that_are_merely_short_are_not_called_sums() -> None:
    of = table(
        ("名称", "主打", "价格", "地点"), "甲店|海鲜|20|河西", "乙店|||", "丙店|甜品|12|河东"
    )
    text, _ = drafted(of)
    assert "Rows that head or sum" not in text


def test_a_column_of_codes_tells_rows_apart_but_does_not_name_them() -> None:
    lines = [f"R-{n}|师范学院|{n}0" for n in range(1, 7)]
    assert roles(table(["行号", "院校名称", "人数"], *lines))[1] == "indicator"


def test_numbers_that_begin_anew_every_other_row_are_no_serials() -> None:
    lines = [f"{n % 2 + 1}|修建第{n}条水渠" for n in range(1, 15)]
    assert roles(table(["序号", "任务"], *lines))[0] != "seq"


def test_a_table_without_words_is_refused_with_what_to_do() -> None:
    of = table(("长", "宽"), "1|2", "3|4")
    with pytest.raises(NotThisForm) as told:
        draft(of, [], None, "notice.docx")
    assert told.value.code == "spec.no-names"


def test_the_form_is_named_after_the_title_without_its_year() -> None:
    of = table(["任务", "备注"], "甲任务|a", "乙任务|b")
    _, spec = drafted(of, title="某县2024年度任务'清单'")
    assert spec.form == "某县任务'清单'"


def test_signs_of_patterns_and_of_yaml_in_headings_are_taken_as_they_are() -> None:
    of = table(["任务", "占比(%)[注]", "it's"], "甲任务|5%|a", "乙任务|6%|b")
    _, spec = drafted(of)
    assert len(spec.columns) == 3


def test_a_table_without_headings_is_told_in_one_line() -> None:
    with pytest.raises(NotThisForm) as raised:
        draft(table(["", ""], "县政府办|张三", "县财政局|李四"), [], None, "list.html")
    assert (raised.value.code, str(raised.value.where)) == ("spec.no-headings", "list.html")


def test_points_that_are_named_are_weights() -> None:
    found = roles(table(["序号", "考核项目", "各项分值"], "1|河长制|5分", "2|督查督办|4 分"))
    assert found == ["seq", "indicator", "weight"]
