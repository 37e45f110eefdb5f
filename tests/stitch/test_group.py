"""A logical table while its pages are gathered, and others like it in the document."""

from __future__ import annotations

from pipeline.model import Line, PageTable
from pipeline.stitch import signs
from pipeline.stitch.between import Surroundings
from pipeline.stitch.group import Group, with_forms
from pipeline.stitch.part import Part
from pipeline.stitch.places import Places
from pipeline.stitch.repeated_pages import is_form_again, is_page_again
from pipeline.stitch.same_grid import SameGrid, form_rows
from pipeline.stitch.siblings import Siblings
from tests.stitch.pages import drawn, plain

XS = [0.0, 40.0, 120.0]
HEADINGS = ["序号", "指标"]
DATA = [["1", "投资"], ["2", "消费"], ["3", "出口"]]


def one(table: PageTable) -> Group:
    part = Part(table)
    return Group((part,), part.frame.xs if part.frame else None)


def test_a_first_page_of_headings_alone_is_read_with_the_next_page() -> None:
    first = Part(plain([HEADINGS, ["", "亿元"]]))
    second = Part(plain([HEADINGS, ["1", "投资"], ["2", "消费"]], 2), skip=1)
    heading = Group((first, second), None).heading
    assert [row[1].text for row in heading.rows] == ["指标", "亿元", "投资", "消费"]
    assert (heading.page, heading.n_rows, heading.n_cols) == (1, 4, 2)
    assert Group((first,), None).heading is first
    long = Part(plain([HEADINGS, *DATA]))
    assert Group((long, second), None).heading is long


def test_headings_are_as_many_as_are_repeated_or_as_the_first_page_shows() -> None:
    first = Part(plain([HEADINGS, ["", "亿元"], *DATA]))
    second = Part(plain([HEADINGS, ["1", "投资"]], 2))
    assert Group((first, second), None).header_rows == 1
    repeating = second.changed(skip=2, repeats=(0, 2))
    lower = second.changed(skip=1, repeats=(1, 2))
    assert Group((first, repeating), None).header_rows == 2
    assert Group((first, repeating, lower, second), None).header_rows == 3
    assert Group((first, repeating), None, is_form=True).header_rows == 0


def test_columns_are_told_by_their_rules_or_by_their_number() -> None:
    wide = drawn([["a", "b", "c"]], [0.0, 40.0, 80.0, 120.0])
    narrow = Part(drawn([["a", "b"]], XS))
    lines = one(wide).lines
    assert Group((Part(wide),), lines).columns(narrow) == (0, 1, 3)
    assert Group((Part(wide),), lines, by_number=True).columns(narrow) == (0, 1, 2)
    assert Group((Part(wide),), None).columns(narrow) == (0, 1, 2)
    assert Group((Part(wide),), lines).columns(Part(plain([["a", "b"]]))) == (0, 1, 2)


def filled(name: str, post: str) -> list[list[str]]:
    labels = ["单位", "学历", "特长", "备注"]
    rows = [["姓名", name, "职务", post]]
    return rows + [[label, f"{name}{n}", f"{label}二", "无"] for n, label in enumerate(labels)]


def test_tables_of_one_page_that_are_one_form_are_marked() -> None:
    first, other = one(plain(filled("罗", "科员"))), one(plain(filled("张", "主任"), 2))
    table = one(plain([HEADINGS, *DATA], 3))
    assert [g.is_form for g in with_forms([table, first, other, table])] == [
        False,
        True,
        True,
        False,
    ]
    of_two = Group((*first.parts, *table.parts), None)
    assert [g.is_form for g in with_forms([of_two, other])] == [False, False]


def test_short_forms_and_pages_alike_in_all_or_nothing_are_none() -> None:
    short = [one(plain(filled(name, "x")[:4], n)) for n, name in enumerate("罗张", 1)]
    assert not any(g.is_form for g in with_forms(short))
    same = [
        one(plain([["姓名", "王", "职务", "x"], *filled(name, "x")[1:]], n))
        for n, name in enumerate("罗张", 1)
    ]
    assert not any(g.is_form for g in with_forms(same)), "the first row is all the same: headings"
    other = [
        one(plain([[name, name, name, name], *filled(name, "x")[1:]], n))
        for n, name in enumerate("罗张", 1)
    ]
    assert not any(g.is_form for g in with_forms(other))


def test_headings_over_numbers_that_differ_are_of_another_year_and_no_form() -> None:
    def year(number: int, page: int) -> Group:
        labels = ["投资", "消费", "出口", "用电"]
        rows = [["指标", f"{number}年", "说明", "单位"]]
        rows += [[label, f"{page}{n}", f"{label}额", f"元{n}"] for n, label in enumerate(labels)]
        return one(plain(rows, page))

    assert not any(g.is_form for g in with_forms([year(2022, 1), year(2023, 2)]))


def pages(rows: list[list[str]], other: list[list[str]]) -> tuple[Part, Part]:
    return Part(plain(rows)), Part(plain(other, 2))


def test_a_form_has_labels_beside_values_that_differ() -> None:
    assert is_form_again(*pages(filled("罗", "x"), filled("张", "y")), 0)
    assert not is_form_again(*pages(filled("罗", "x"), filled("罗", "x")), 0), "no value differs"
    assert not is_form_again(*pages(filled("罗", "x"), filled("张", "y")[:4]), 0)
    three = filled("罗", "x")[:3], filled("张", "y")[:3]
    assert is_form_again(*pages(*three), 0)
    assert not is_form_again(*pages(*three), 1), "with a row of headings too few rows are left"


def test_a_list_may_name_its_rows_alike_on_each_page() -> None:
    """Labels in the first column alone are those of a list, unless there are but two columns."""
    names = ["投资", "消费", "出口", "用电"]
    left = [[name, f"a{n}", f"b{n}"] for n, name in enumerate(names)]
    right = [[name, f"c{n}", f"d{n}"] for n, name in enumerate(names)]
    assert not is_form_again(*pages(left, right), 0)
    assert is_form_again(*pages([row[:2] for row in left], [row[:2] for row in right]), 0)


def test_labels_are_different_words_that_nearly_all_stand_on_both_pages() -> None:
    def two(labels: list[str], others: list[str] | None = None) -> bool:
        left = [[label, f"a{n}"] for n, label in enumerate(labels)]
        right = [[label, f"b{n}"] for n, label in enumerate(others or labels)]
        return is_form_again(*pages(left, right), 0)

    assert two(["甲", "乙", "丙"])
    assert not two(["1", "2", "3"])
    assert not two(["甲", "甲", "丙"])
    assert not two(["甲", "乙", "丙", "丁"], ["甲", "乙", "戊", "己"])
    assert two(["甲", "乙", "丙", "丁", "戊"], ["甲", "乙", "丙", "丁", "己"])
    assert not two(["甲", "乙", "丙", "丁", "戊"], ["甲", "乙", "丙", "己", "庚"])
    ten = list("甲乙丙丁戊己庚辛壬壬")
    assert two(ten)
    assert not two([*ten[:-2], "甲", "乙"])
    assert not two(["甲", "乙", "", ""])


def test_a_page_again_is_alike_to_the_letter_and_begins_as_it_goes_on() -> None:
    rows = [["A-1", "x"], ["A-2", "y"], ["A-3", "z"], ["A-4", "w"]]
    assert is_page_again(*pages(rows, rows))
    assert not is_page_again(*pages(rows, [*rows[:3], ["A-4", "v"]]))
    assert not is_page_again(*pages([["编号", "x"], *rows[1:]], [["编号", "x"], *rows[1:]]))
    assert not is_page_again(*pages(rows[:2], rows[:2]))
    assert not is_page_again(*pages(rows, [*rows, ["A-5", "u"]]))
    ordered, shuffled = pages(rows, rows)
    cells = tuple(reversed(shuffled.table.cells))
    assert is_page_again(ordered, Part(PageTable(2, 4, 2, cells)))


def grids(*tables: tuple[int, list[float], int]) -> list[Group]:
    """Tables of one page: page, rules, rows."""
    return [one(drawn([["a", "b"]] * rows, xs, page)) for page, xs, rows in tables]


def test_tables_on_the_same_grid_are_found_the_nearest_first() -> None:
    long = Group((Part(drawn([HEADINGS, *DATA], XS, 5)), Part(drawn(DATA, XS, 6))), tuple(XS))
    others = grids((1, XS, 2), (4, XS, 3), (7, XS, 4), (8, [0.0, 90.0, 120.0], 2))
    same = SameGrid([*others, long])
    assert [part.page for part in same.of(long)] == [4, 7, 1]
    assert list(same.of(others[0])) == []
    assert list(same.of(Group(long.parts, None))) == []
    assert list(same.of(Group(long.parts, long.lines, by_number=True))) == []
    many = SameGrid([*grids(*[(n, XS, 2) for n in range(1, 60)]), long])
    assert len(many.of(long)) == 40


def test_three_tables_of_one_length_show_how_long_a_form_is() -> None:
    def parts(*rows: int) -> list[Part]:
        return [Part(plain([["a"]] * n)) for n in rows]

    assert form_rows(parts(4, 4, 4)) == 4
    assert form_rows(parts(4, 4)) is None
    assert form_rows(parts(4, 4, 5)) is None


def siblings(titles: list[str], below_title: str = "") -> signs.Sign | None:
    """Two tables under one another on each of two pages, each under a title of its own."""
    rows = [["姓名", "电话"], ["王", "1"]]
    tables = [drawn(rows, XS, page, top=top) for page in (1, 2) for top in (100, 300)]
    lines = [Line(title, 1, 0, index) for index, title in enumerate(titles) if title]
    lines += [Line(below_title, 2, 0, 2)] if below_title else []
    return Siblings(tables, Surroundings(lines), Places(tables)).say(1, 2)


def test_tables_that_begin_alike_under_one_another_are_siblings() -> None:
    assert siblings([]) == signs.SIBLINGS
    assert siblings(["", "二组", "", "四组"]) == signs.UNTITLED, "each has a title but this one"
    assert siblings(["", "二组", "", "四组"], "三组") is None
    assert siblings(["", "二组", "", ""], "三组") == signs.SIBLINGS
    assert siblings(["", "二组", "", "四组"], "二组") == signs.SIBLINGS


def test_a_table_alone_on_its_page_has_no_siblings() -> None:
    rows = [["姓名", "电话"], ["王", "1"]]
    two = [drawn(rows, XS, 1), drawn(rows, XS, 2)]
    assert Siblings(two, Surroundings([]), Places(two)).say(0, 1) is None
    blank = [["", "电话"], ["王", "1"]]
    four = [drawn(blank, XS, page, top=top) for page in (1, 2) for top in (100, 300)]
    assert Siblings(four, Surroundings([]), Places(four)).say(1, 2) is None
    other = drawn([["甲", "乙", "丙"]], [0.0, 40.0, 80.0, 120.0], 1, top=300)
    three = [drawn(rows, XS, 1, top=100), other, drawn(rows, XS, 2)]
    assert Siblings(three, Surroundings([]), Places(three)).say(1, 2) is None


def test_a_text_opens_tables_where_three_begin_with_it() -> None:
    tables = [plain([["姓名", str(n)], ["电话", "x"]], n) for n in range(1, 4)]
    found = Siblings(tables, Surroundings([]), Places(tables))
    assert found.opening(0) == {"姓名"}
    fewer = Siblings(tables[:2], Surroundings([]), Places(tables[:2]))
    assert fewer.opening(0) == frozenset()
