"""The label cells: which are first-level, which repeat one another, and what is only the tail of one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipeline.repair.model.first_level import first_level
from pipeline.repair.model.labels import SECOND, Label, Print, is_tail, second_level
from pipeline.text import split_points
from tests.repair.form import case, sections_of


def printed(row: int, text: str, column: int = 1) -> Print:
    """A label printed on table row ``row`` (from 0), in the column of level 1 or 2."""
    name, points = split_points(text)
    return Print(row, column - 1, text, name, points, column)


def prints_of(stated: list[list[Any]]) -> list[Print]:
    return [printed(*entry) for entry in stated]


@pytest.mark.parametrize("stated", case("labels")["first"], ids=lambda stated: stated["why"])
def test_first_level_labels_fill_the_sections(stated: dict[str, Any]) -> None:
    """The cheapest choice: name, points, rows it is printed on."""
    ways = first_level(prints_of(stated["prints"]), sections_of(stated["sections"]), range(1, 40))
    _, labels = ways[0]
    found = [
        [label.name, float(label.points or 0), sorted(p.row for p in label.prints)]
        for label in labels
    ]
    assert found == stated["labels"]
    assert [cost for cost, _ in ways] == sorted(cost for cost, _ in ways)


def test_every_choice_that_may_be_meant_is_kept_the_one_that_seems_to_fit_first() -> None:
    """Two labels of 6 points in the second column: either may be the group of the section."""
    prints = [printed(0, "经济增加值 (6分)", 2), printed(1, "总量指标 (6)", 2)]
    sections = sections_of({"provincial": [1, 4, 6]})
    names = [
        [label.name for label in labels] for _, labels in first_level(prints, sections, range(1, 5))
    ]
    assert ["总量指标"] in names
    assert ["经济增加值"] in names


def test_how_well_the_rows_fill_a_choice_puts_it_first_and_costs_it_nothing() -> None:
    """Either of two labels may be the first of a pair that adds up to 10; the rows below speak for one."""
    texts = [("总量指标 (6)", 1), ("经济增加值 (6)", 1), ("基础设施 (4)", 1)]
    prints = [printed(row, text, column) for row, (text, column) in enumerate(texts)]
    sections = sections_of({"provincial": [1, 4, 10]})

    def choices(dear: str) -> list[tuple[float, str]]:
        ways = first_level(
            prints, sections, range(1, 5), lambda label, _: 5.0 if label.name == dear else 0.0
        )
        return [(cost, labels[0].name) for cost, labels in ways]

    assert choices("总量指标")[0][1] == "经济增加值"
    assert choices("经济增加值")[0][1] == "总量指标"
    assert sorted(choices("经济增加值")) == sorted(choices("总量指标"))


@pytest.mark.parametrize("stated", case("labels")["second"], ids=lambda stated: stated["why"])
def test_second_level_labels_are_folded(stated: dict[str, Any]) -> None:
    labels = second_level(prints_of(stated["prints"]))
    found = [
        [
            label.name,
            None if label.points is None else float(label.points),
            [p.row for p in label.prints],
        ]
        for label in labels
    ]
    assert found == stated["labels"]


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        ("双千兆应用创新、500M以上用户占比", "500M以上用户占比", True),
        ("规划和实施情况", "实施情况", True),
        ("双千兆应用创新500M以上用户占比", "500M以上用户占比", False),
        ("甲、乙", "乙", False),
        ("甲、数字乡村", "数字乡村 (2)", False),
        ("数字乡村", "数字乡村", False),
    ],
)
def test_a_tail_is_what_stands_behind_a_separator(whole: str, part: str, expected: bool) -> None:
    label = Label(whole, None, (printed(3, whole, 2),))
    assert is_tail(label, printed(4, part, 2)) is expected


def test_points_belong_to_the_key_of_a_label() -> None:
    assert printed(0, "产业数字化 (34)").key != printed(0, "产业数字化 (4分)").key
    assert (
        printed(0, "产业 数字化（34）").key
        == printed(0, "产业数字化 (34分)").key
        == ("产业数字化", Decimal(34))
    )


def test_of_two_labels_on_one_row_either_may_be_printed_again_below() -> None:
    def at(row: int, cell: int, name: str) -> Print:
        return Print(row, cell, name, name, None, SECOND)

    labels = second_level([at(1, 0, "森林防火"), at(1, 1, "文化下乡"), at(3, 1, "森林防火")])
    assert [(label.name, [p.row for p in label.prints]) for label in labels] == [
        ("森林防火", [1, 3]),
        ("文化下乡", [1]),
    ]
    apart = second_level([at(1, 1, "森林防火"), at(2, 1, "文化下乡"), at(3, 1, "森林防火")])
    assert [label.name for label in apart] == ["森林防火", "文化下乡", "森林防火"]
