"""Which columns count their rows, and which hold amounts that look like it."""

from __future__ import annotations

import pytest

from pipeline.model import Cell
from pipeline.stitch.numbers import marks, number_in, number_of, numbered_column, numbering, steady
from pipeline.stitch.part import Part
from tests.stitch.pages import plain


@pytest.mark.parametrize(
    "values", [[1, 2, 3, 4], [1, 2, 3, 1, 2, 1, 2, 3], [7, 8, 9], [1, 2, 4, 5, 6, 7]], ids=str
)
def test_numbers_that_run_on_count_rows_each_group_from_one_or_not(values: list[int]) -> None:
    assert steady(values)


@pytest.mark.parametrize(
    "values",
    [[40, 40, 1, 1, 1, 2, 1, 1, 1], [1, 1, 1, 1, 2, 1], [5, 5, 5], [3, 1, 4, 1, 5]],
    ids=str,
)
def test_small_amounts_most_of_them_one_count_no_rows(values: list[int]) -> None:
    assert not steady(values)


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("7.", 7), ("(7)", 7), ("7、", 7), ("7)", 7), ("1.5", None), ("7个", None)],
)
def test_a_number_stands_alone_or_with_the_sign_of_an_item(text: str, number: int | None) -> None:
    assert number_in(text) == number


def read(*texts: str) -> list[int] | None:
    found = marks(cells(*texts))
    return None if found is None else [mark.value for mark in found]


def cells(*texts: str) -> list[Cell]:
    return [Cell(row, 0, text) for row, text in enumerate(texts)]


def test_a_column_of_numbers_may_have_one_slip_or_one_in_five() -> None:
    assert read("1", "", "2", " ") == [1, 2]
    assert read("1", "2", "注") == [1, 2], "one slip among three"
    assert read("1", "注") is None
    assert read("1", "注", "2", "注") is None
    assert read("1", "2", "3", "注", "4", "5", "6", "7", "8", "注") == [1, 2, 3, 4, 5, 6, 7, 8]
    assert read("1", "2", "3", "注", "4", "5", "6", "7", "注") is None
    assert read("", "") is None
    assert read("注") is None


def test_numbers_of_several_rows_in_one_cell_are_so_many_and_a_wrapped_one_is_one() -> None:
    assert read("1\n2\n3", "4") == [1, 2, 3, 4]
    assert read("1\n2\n注", "4") is None
    assert read("1\n0", "11") == [10, 11]
    several, wrapped = cells("1\n2\n3", "1\n0")
    assert number_of(several) is None
    assert number_of(wrapped) == 10


def test_numbers_run_on_where_four_steps_in_five_do() -> None:
    assert steady([1, 2, 4, 5, 6, 7])
    assert not steady([1, 2, 4, 5, 6])
    assert not steady([7])
    assert not steady([1, 2], 3)
    assert steady([1, 2, 4], share=0.5)
    assert not steady([1, 2, 4, 6], share=0.5)
    assert steady([1, 2, 1, 2]), "as many go on as begin anew"
    assert not steady([1, 2, 1, 2, 1, 1])
    assert not steady([5, 6, 7, 0, 5, 6]), "zero is no new start"


HEADED = ["序号", "指标"]


def goes(
    before: list[str],
    after: list[str],
    heading: str = "序号",
    repeated: int = 0,
    at: int = 0,
) -> str:
    """How the numbers of a column go on, below its heading, in the next page's rows."""

    def rows(texts: list[str]) -> list[list[str]]:
        return [["甲"] * at + [text, "乙"] for text in texts]

    first = plain([["x"] * at + [heading, "指标"], *rows(before)])
    other = Part(plain(rows(after), 2), skip=repeated)
    same = range(at + 3)
    return numbering(Part(first), 1, other, same, same)


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        (["1", "2", "3"], ["4", "5"], "on"),
        (["1", "2", "3"], ["1", "2"], "restart"),
        (["1", "2", "3"], ["6", "7"], "jump"),
        (["1", "2", "3"], ["6"], "jump"),
        (["1", "2", "3"], ["5", "6", "9"], "jump"),
        (["1", "2", "3"], ["5", "9", "7"], "none"),
        (["1", "2", "3"], ["3", "4"], "none"),
        (["1", "2", "3"], ["2", "3"], "none"),
        (["1", "2", "1", "2"], ["1", "2"], "none"),  # each group counts from 1
        (["1", "2", "3"], ["甲", "乙", "丙"], "none"),
        (["1"], ["1", "2"], "none"),
    ],
)
def test_numbers_go_on_begin_anew_or_leap(before: list[str], after: list[str], how: str) -> None:
    assert goes(before, after) == how


def test_a_heading_word_above_the_next_pages_numbers_is_passed_over() -> None:
    assert goes(["1", "2", "3"], ["序号", "4", "5"]) == "on"
    assert goes(["1", "2", "3"], ["栏", "序号", "4", "5", "6", "7", "8"], repeated=1) == "on"
    assert goes(["1", "2", "3"], ["", "4", "5"]) == "on"
    assert goes(["1", "2", "3"], ["4", "注", "5"]) == "on"


def test_few_numbers_of_an_inner_column_that_no_heading_names_may_be_amounts() -> None:
    assert goes(["1", "2"], ["3", "4"], "得分", at=1) == "few-on"
    assert goes(["1", "2"], ["3", "4", "5"], "得分", at=1) == "on"
    assert goes(["1", "2"], ["3", "4"], "序号", at=1) == "on"
    assert goes(["1", "2"], ["3", "4"], "得分") == "on"
    assert goes(["1", "2"], ["5", "6"], "得分", at=1) == "jump"


def test_a_column_that_counts_nothing_is_passed_over() -> None:
    assert goes(["5", "5", "5"], ["6"], "得分") == "none"
    assert goes(["5", "5", "5"], ["6"]) == "on", "its heading says that it counts"


def test_columns_are_compared_by_their_number_in_the_table() -> None:
    first = Part(plain([HEADED, ["1", "a"], ["2", "b"], ["3", "c"]]))
    other = Part(plain([["d", "4"], ["e", "5"]], 2))
    assert numbering(first, 1, other, (0, 1, 2), (1, 0, 2)) == "on"
    assert numbering(first, 1, other, (0, 1, 2), (0, 1, 2)) == "none"
    assert numbering(first, 1, other, (0, 1, 2), (3, 4, 5)) == "none"


def test_the_numbered_column_is_the_first_that_counts() -> None:
    part = Part(plain([["甲", "得分", "乙"], ["x", "5", "1"], ["y", "5", "2"], ["z", "7", "3"]]))
    assert numbered_column(part, 1, (0, 4, 6, 7)) == 6
    named = Part(plain([["甲", "序号", "乙"], ["x", "5", "1"], ["y", "5", "2"], ["z", "7", "3"]]))
    assert numbered_column(named, 1, (0, 4, 6, 7)) == 4
    words = Part(plain([["甲", "乙"], ["x", "y"]]))
    assert numbered_column(words, 1, (0, 1, 2)) is None
