"""Tables without headings: rolls that open with an entry, forms; headings that hold dates stay headings."""

from __future__ import annotations

import pytest

from pipeline.model import Cell, PageTable
from pipeline.stitch import stitch
from pipeline.stitch.headless import FORM_COLUMNS, FORM_ROWS, Kind, kind_of, opens_with_values

Rows = list[list[str]]


def table(rows: Rows, page: int = 1) -> PageTable:
    cells = tuple(
        Cell(row, col, text, page=page)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return PageTable(page, len(rows), len(rows[0]), cells)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2025-08-02", Kind.DATE),
        ("2021年6月5日", Kind.DATE),
        ("07.02.2025", Kind.DATE),
        ("13812345678", Kind.PHONE),
        ("0628-9336914", Kind.PHONE),
        ("ZB20250795", Kind.CODE),
        ("C555-30", Kind.CODE),
        ("572.18", Kind.AMOUNT),
        ("1,690,394", Kind.AMOUNT),
        ("结合实际核查专题培训，防止问题反弹。", Kind.SENTENCE),
        ("2021年", None),
        ("2021-2022", None),
        ("12", None),
        ("备注", None),
        ("PM2.5", None),
    ],
)
def test_a_value_is_known_by_its_form(text: str, kind: Kind | None) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    "rows",
    [
        [["罗志强", "1631888149"], ["张丽华", "0628-93369"], ["吴明远", "0391-90007"]],
        [["ZB20250795", "体检服务"], ["C555-30", "档案整理"], ["YB20221634", "路灯改造"]],
        [["体检服务", "572.18"], ["档案整理", "1,690.39"], ["路灯改造", "3,263.94"]],
        [
            ["职务", "", "入党时间", "2025-08-02"],
            ["单位", "", "学历", ""],
            ["奖惩", "", "备注", "刘伟"],
        ],
    ],
    ids=["telephones", "codes", "amounts", "a form"],
)
def test_a_table_that_opens_with_a_value_has_no_heading(rows: Rows) -> None:
    assert opens_with_values(table(rows))
    assert stitch([table(rows)])[0].header_rows == 0


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "电话"], ["张丽华", "0628-93369"], ["吴明远", "0391-90007"]],
        [
            ["项目", "2022-12-31", "2023-12-31"],
            ["资产", "572.18", "1.20"],
            ["负债", "3.94", "5.10"],
        ],
        [
            ["岗位", "2024-05-01", "2024-05-02"],
            ["值班", "张丽华", "吴明远"],
            ["带班", "刘伟", "王芳"],
        ],
        [
            ["浓度", "0.5", "1.0"],
            ["甲", "12.1", "13.9"],
            ["乙", "12.7", "14.8"],
            ["丙", "1.2", "3.4"],
        ],
        [["学年", "2021-2022"], ["在校生", "多"], ["毕业生", "少"]],
    ],
    ids=["words", "balance days", "duty days", "steps of a measure", "school years"],
)
def test_words_days_and_measures_that_head_columns_stay_headings(rows: Rows) -> None:
    assert not opens_with_values(table(rows))
    assert stitch([table(rows)])[0].header_rows == 1


def filled(name: str, sex: str, unit: str, post: str) -> Rows:
    return [
        ["姓名", name, "性别", sex],
        ["单位", unit, "职务", post],
        ["学历", "大学", "专业", "会计"],
        ["特长", "书法", "爱好", "跑步"],
        ["申报理由", "", "备注", ""],
    ]


def test_one_form_filled_in_twice_is_two_tables_without_headings() -> None:
    one = table(filled("罗志强", "男", "县工信局", "科员"))
    other = table(filled("张丽华", "女", "县发改委", "主任"), page=2)
    assert [found.header_rows for found in stitch([one, other])] == [0, 0]


@pytest.mark.parametrize(
    ("columns", "rows", "opens"),
    [(4, 6, True), (FORM_COLUMNS + 2, 6, False), (4, FORM_ROWS + 2, False)],
    ids=["a form", "too wide for one", "too long for one"],
)
def test_a_form_is_small_both_ways(columns: int, rows: int, opens: bool) -> None:
    """A day beside a label opens a form; in a wide or a long table it is a heading."""
    first = ["日期", "2025-08-02", *["栏"] * (columns - 2)]
    below = [["内容", "按要求", *["说明"] * (columns - 2)] for _ in range(rows - 1)]
    assert opens_with_values(table([first, *below])) is opens
