"""Texts are told by how they end, begin and look."""

from __future__ import annotations

import pytest

from pipeline.stitch.texts import (
    Numbers,
    Shapes,
    begins_item,
    begins_nothing,
    begins_small,
    closes,
    ending,
    is_mark,
    loose_shape,
    shape,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("完成全年任务。", "stop"),
        ("（省考核）", "closed"),
        ("县发改委、", "comma"),
        ("其中：", "colon"),
        ("包括（", "open"),
        ("govern-", "hyphen"),
        ("2023-", "dash"),
        ("县发改委", "other"),
        ("", "other"),
    ],
)
def test_a_text_ends_with(text: str, kind: str) -> None:
    assert ending(text) == kind


def test_a_sign_that_stands_alone_is_a_mark_and_begins_an_entry() -> None:
    assert is_mark("/")
    assert is_mark("——")
    assert not is_mark("无")
    assert begins_nothing("，并完成")
    assert not begins_nothing("％")


def test_items_of_a_list_begin_with_a_number_of_their_own() -> None:
    assert begins_item("（一）经济")
    assert begins_item("1.2. scope")
    assert begins_item("①完成")
    assert not begins_item("1.25亿元")


def test_the_case_of_a_text_is_told_in_latin_letters_only() -> None:
    assert begins_small("went on") is True
    assert begins_small("Went on") is False
    assert begins_small("完成") is None


def test_a_bracket_opened_above_is_closed_below() -> None:
    assert closes("（含", "续建）")
    assert not closes("含", "续建）")


def test_a_number_is_whole_as_the_columns_others_are() -> None:
    grouped = Numbers(["1,234.50", "12,345.10", "99.05"])
    assert grouped.whole("7,001.00")
    assert not grouped.whole("7001.00")
    assert not grouped.whole("7,001")
    assert Numbers(["1.234,50", "12.345,10", "99,05"]).whole("7.001,00")


def test_a_columns_shape_is_that_of_nearly_all() -> None:
    shapes = Shapes(["2023-01", "2023-02", "2023-03", "2023-11"])
    assert shapes.has("2024-05")
    assert not shapes.has("2024-0")
    assert not Shapes(["甲", "乙", "丙"])
    assert (shape("A1-中"), loose_shape("AB12-中文")) == ("A9-字", "A+9+-字+")
