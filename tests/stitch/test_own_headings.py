"""Whether a page opens with headings of its own, which are not the table's."""

from __future__ import annotations

import pytest

from pipeline.stitch.own_headings import Pages, has_own_headings
from pipeline.stitch.part import Part
from tests.stitch.pages import plain

HEADINGS = ["事项", "范围", "目标"]
OURS = [HEADINGS, ["投资", "亿元", "5"], ["消费", "亿元", "6"]]


def own(
    *rows: list[str],
    first: list[list[str]] | None = None,
    depth: int = 1,
    opening: tuple[str, ...] = (),
) -> bool:
    """Whether these rows, the next page's, open with headings of their own."""
    table = plain(first or OURS)
    same = range(table.n_cols + 1)
    other = Part(plain(list(rows), 2), opening=frozenset(opening))
    return has_own_headings(Pages(Part(table), other, same, same), depth)


def test_two_headings_of_ours_beside_another_are_of_another_table() -> None:
    assert own(["事项", "范围", "完成"], ["出口", "万元", "x"])
    assert not own(["事项", "口径", "完成"], ["出口", "万元", "x"]), "one may stand there by chance"
    assert not own(["事项", "范围", "12"], ["出口", "万元", "x"]), "no heading is a number"
    assert not own(["事项", "范围", "—"], ["出口", "万元", "x"])


def test_a_text_that_opens_several_tables_counts_more() -> None:
    assert own(["事项", "口径", "完成"], ["出口", "万元", "x"], opening=("事项",))
    assert not own(["事项", "口径", "7"], ["出口", "万元", "x"], opening=("事项",))


def test_a_long_text_that_opens_several_tables_is_enough() -> None:
    long = "各乡镇重点项目建设指标名称"
    first = [[long, "范围", "目标"], *OURS[1:]]
    assert own([long, "口径", "7"], ["出口", "万元", "x"], first=first, opening=(long,))
    ten = long[:10]
    first = [[ten, "范围", "目标"], *OURS[1:]]
    assert not own([ten, "口径", "7"], ["出口", "万元", "x"], first=first, opening=(ten,))


def test_headings_that_stand_among_the_data_too_say_nothing() -> None:
    again = [*OURS, ["事项", "范围", "7"]]
    assert not own(["事项", "范围", "完成"], ["出口", "万元", "x"], first=again)
    below = [["出口", "万元", "x"], ["事项", "范围", "x"]]
    assert not own(["事项", "范围", "完成"], *below)


@pytest.mark.parametrize(
    ("top", "is_own"),
    [
        (["事项", "2022年", "2023年"], True),
        (["事项", "2022年计划", "2023年"], False),  # other words too
        (["事项", "2022", "2023年"], False),
    ],
)
def test_headings_of_another_year_are_of_another_table(top: list[str], is_own: bool) -> None:
    first = [["事项", "2021年", "2022年"], ["投资", "x", "y"], ["消费", "z", "w"]]
    assert own(top, ["出口", "u", "v"], first=first) is is_own


def test_a_number_alone_is_no_year_in_a_heading() -> None:
    first = [["事项", "2021", "名称"], ["投资", "x", "y"], ["消费", "z", "w"]]
    assert not own(["事项", "2022", "名称"], ["出口", "u", "v"], first=first)


def test_every_row_of_the_headings_is_compared() -> None:
    first = [["一", "二", "三"], HEADINGS, *OURS[1:]]
    assert own(["事项", "范围", "完成"], ["出口", "万元", "x"], first=first, depth=2)
    assert not own(["事项", "范围", "完成"], ["出口", "万元", "x"], first=first, depth=1)


def test_a_full_row_worded_as_headings_are_heads_columns() -> None:
    """Half of its texts end with such words, each counted once; a column of serials is one."""
    data = ["甲", "乙", "丙"]
    assert own(["项目名称", "建设单位", "进展"], data)
    assert own(["序号", "建设单位", "进展"], data)
    assert not own(["项目", "建设单位", "进展"], data)
    assert not own(["项目单位", "建设单位", "进展"], data)
    assert not own(["项目名称", "建设单位", "进展3"], data)
    assert not own(["项目名称", "建设单位", ""], data)
    assert not own(["项目名称", "建设单位", "字" * 11], data)
    assert own(["项目名称", "建设单位", "字" * 10], data)


def test_two_columns_are_too_few_to_be_known_by_their_words() -> None:
    first = [["甲", "乙"], ["投资", "x"], ["消费", "y"]]
    assert not own(["项目名称", "建设单位"], ["丁", "戊"], first=first)


def test_words_over_each_column_of_numbers_head_them() -> None:
    assert own(["", "口径", "完成"], ["出口", "万元", "7"], ["进口", "万元", "8"])
    assert not own(["", "", "完成"], ["出口", "万元", "7"], ["进口", "万元", "8"]), "too few"
    assert not own(["", "口径", "完成3"], ["出口", "万元", "7"], ["进口", "万元", "8"])
    assert not own(["出口", "万元", ""], ["进口", "万元", "7"], ["存款", "万元", "8"])
    assert not own(["", "口径", "完成"], ["出口", "万元", "x"], ["进口", "万元", "y"])
    no_figures = [HEADINGS, ["投资", "亿元", "多"], ["消费", "亿元", "少"]]
    below = [["出口", "万元", "7"], ["进口", "万元", "8"]]
    assert not own(["", "口径", "完成"], *below, first=no_figures)


def test_the_figures_of_the_first_page_begin_below_all_its_headings() -> None:
    first = [HEADINGS, ["", "", "2022"], ["投资", "亿元", "多"], ["消费", "亿元", "5"]]
    below = [["出口", "万元", "7"], ["进口", "万元", "8"]]
    assert not own(["", "口径", "完成"], *below, first=first, depth=2)


def test_a_page_that_begins_with_running_numbers_has_none() -> None:
    numbered = [["4", "项目名称", "建设单位"], ["5", "甲", "乙"], ["6", "丙", "丁"]]
    assert not own(*numbered)
    assert own(["序号", "项目名称", "建设单位"], *numbered)
