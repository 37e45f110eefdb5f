"""How rows that are no indicators read: totals, headings, points."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.repair.observe.words import (
    WIDE_STYLE,
    has_letters,
    heading_style,
    is_grand,
    is_numeral,
    is_partial,
    is_total,
    names_a_total,
    points_in,
    points_of,
)


@pytest.mark.parametrize(
    ("text", "total", "names"),
    [
        ("合计", True, False),
        ("总 分(100)", True, False),
        ("小计：", True, False),
        ("累计得分", True, False),
        ("第一部分小计", False, True),
        ("合计投资额", False, False),
        ("总分", True, False),
        ("全县总分", False, False),
        ("巡查河道", False, False),
    ],
)
def test_a_word_for_a_sum_stands_alone_or_names_what_it_sums(
    text: str, total: bool, names: bool
) -> None:
    assert (is_total(text), names_a_total(text)) == (total, names)


@pytest.mark.parametrize(
    ("text", "partial", "grand"),
    [("小计", True, False), ("总分", False, True), ("合计", False, False), ("分计", True, False)],
)
def test_a_sum_is_of_a_part_or_of_all(text: str, partial: bool, grand: bool) -> None:
    assert (is_partial(text), is_grand(text)) == (partial, grand)


@pytest.mark.parametrize(
    ("text", "style", "numeral"),
    [
        ("第二部分 民生", 0, False),
        ("第三章", 0, True),
        ("二、民生", 1, False),
        ("二", 1, True),
        ("十二", 1, True),
        ("二、", 1, True),
        ("（三）交通", 2, False),
        ("（三）", 2, True),
        ("二期工程", None, False),
        ("民生", None, False),
    ],
)
def test_a_heading_is_known_by_its_numeral(text: str, style: int | None, numeral: bool) -> None:
    assert (heading_style(text), is_numeral(text)) == (style, numeral)
    assert style is None or style < WIDE_STYLE


@pytest.mark.parametrize(
    ("text", "letters"),
    [("水利", True), ("12分", False), ("分", True), ("12", False), ("/", False), ("A", True)],
)
def test_points_are_no_words(text: str, letters: bool) -> None:
    assert has_letters(text) is letters


@pytest.mark.parametrize(
    ("text", "points"), [("12", 12), ("12分", 12), ("2.5 分", Decimal("2.5")), ("水利", None)]
)
def test_a_cells_points_may_say_so(text: str, points: Decimal | None) -> None:
    assert points_of(text) == points


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("一、水利（25分）", 25),
        ("一、水利25分", 25),
        ("水利２５分", 25),
        ("得2分或3分", None),
        ("一、水利", None),
    ],
)
def test_the_points_of_a_heading_stand_in_its_bracket_or_before_its_only_word_for_them(
    text: str, points: int | None
) -> None:
    assert points_in(text) == points
