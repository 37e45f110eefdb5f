"""Strings: keys, published text, points, numbers, ranks, dates."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import text as t

CASES = Path(__file__).parents[1] / "cases" / "text"
# Mostly what notices consist of, sometimes anything.
CHARACTERS = (
    st.sampled_from("县发改委项目 0123.,，、()（）[]【】“”\"'‘’-—\n\t\u3000AbZ①㎡%％分８年")
    | st.characters()
)
TEXTS = st.text(CHARACTERS, max_size=40)
steady = settings(deadline=None, max_examples=100)


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return loaded


def ink(text: str) -> str:
    """The characters that are neither white space nor of no width."""
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\u2060\ufeff")


@pytest.mark.parametrize("case", cases("mend.yml"), ids=lambda case: case["why"])
def test_mend_publishes_text_without_wrap_spaces(case: dict[str, str]) -> None:
    assert t.mend(case["printed"]) == case["published"]


@steady
@given(TEXTS)
def test_mend_changes_white_space_only(text: str) -> None:
    assert ink(t.mend(text)) == ink(text)


@steady
@given(TEXTS)
def test_mended_text_is_mended_already(text: str) -> None:
    assert t.mend(t.mend(text)) == t.mend(text)


@steady
@given(TEXTS)
def test_mended_text_has_the_key_of_the_printed_one(text: str) -> None:
    assert t.fold(t.mend(text)) == t.fold(text)


@steady
@given(TEXTS)
def test_a_key_is_its_own_key_and_has_no_white_space(text: str) -> None:
    key = t.fold(text)
    assert t.fold(key) == key
    assert not any(c.isspace() for c in key)


@steady
@given(st.lists(st.text("县市发改委工信", min_size=1, max_size=6), min_size=1, max_size=5))
def test_chinese_lines_join_without_a_space(lines: list[str]) -> None:
    assert t.script_join(lines) == "".join(lines)


@steady
@given(st.lists(st.text("abcXYZ0189", min_size=1, max_size=6), min_size=1, max_size=5))
def test_latin_lines_join_with_one_space(lines: list[str]) -> None:
    assert t.script_join(lines) == " ".join(lines)


def test_fold_unifies_what_pages_spell_differently() -> None:
    assert (
        t.fold("“赣政通”平台（ＡＩ）— 应用")
        == t.fold('"赣政通" 平台(ai)-应用')
        == '"赣政通"平台(ai)-应用'
    )


def test_fold_reads_radicals_as_the_characters_they_stand_for() -> None:
    assert t.fold("⼯业⻔户") == "工业门户"


@pytest.mark.parametrize(
    "case", cases("split_points.yml"), ids=lambda case: case["label"] or "empty"
)
def test_points_stand_in_the_last_bracket_of_a_label(case: dict[str, Any]) -> None:
    points = None if case["points"] is None else Decimal(case["points"])
    assert t.split_points(case["label"]) == (case["name"], points)


@steady
@given(
    TEXTS, st.integers(0, 9990), st.sampled_from(["({}分)", "（{}分）", " ( {} 分 )", "({}\n分)"])
)
def test_points_added_to_any_name_are_found_again(name: str, tenths: int, bracket: str) -> None:
    points = Decimal(tenths) / 10
    assert t.split_points(name + bracket.format(points)) == (t.mend(name), points)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("总量指标 (8分) 增加值（5）", ("总量指标 (8分) ", "增加值（5）")),
        ("总量指标 (8分)", ("总量指标 (8分)",)),
        ("总量指标 (8分)\n增加值情况", ("总量指标 (8分)\n", "增加值情况")),
        ("得(2分)考核", ("得(2分)考核",)),
        ("得(2分)又得(3分)考核", ("得(2分)又得(3分)考核",)),
        ("", ("",)),
    ],
)
def test_labels_that_stand_in_one_text_are_told_by_their_points(
    text: str, labels: tuple[str, ...]
) -> None:
    assert t.split_labels(text) == labels


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("14", "14"),
        (" １４ ", "14"),
        ("1,200", "1200"),
        ("0.80", "0.8"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("+2", "2"),
    ],
)
def test_plain_numbers_are_read(printed: str, number: str) -> None:
    assert t.parse_number(printed) == Decimal(number)


@pytest.mark.parametrize(
    "printed",
    ["", "/", "①", "10⁴", "1,20", "1 2", "3个", "80%", "1e5", "nan", "9" * 30, "٣", "1，200"],
)
def test_anything_else_is_no_number(printed: str) -> None:
    assert t.parse_number(printed) is None


@steady
@given(st.integers(-(10**15), 10**15))
def test_thousands_separators_do_not_change_a_number(number: int) -> None:
    assert t.parse_number(f"{number:,}") == t.parse_integer(str(number)) == number


def test_an_integer_has_no_decimals() -> None:
    assert t.parse_integer("3.0") is None
    assert t.parse_integer("三") is None


@pytest.mark.parametrize(
    ("printed", "points"),
    [
        ("4分", 4),
        ("1.5 分", Decimal("1.5")),
        ("４", 4),
        ("分", None),
        ("得4分", None),
        ("4分钟", None),
    ],
)
def test_points_may_be_named(printed: str, points: Decimal | None) -> None:
    assert t.parse_points(printed) == points


@pytest.mark.parametrize(
    ("printed", "percent"),
    [("80%", Decimal(80)), ("47.4 ％", Decimal("47.4")), ("80", None), ("%", None)],
)
def test_a_percentage_is_the_number_of_per_cent(printed: str, percent: Decimal | None) -> None:
    assert t.parse_percent(printed) == percent


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("14", (14, "ranked")),
        ("/", (None, "not_published")),
        ("／", (None, "not_published")),
        (" \n", (None, "blank")),
        ("0", (None, "other")),
        ("40000", (None, "other")),
        ("7亿元", (None, "other")),
        ("—", (None, "other")),
    ],
)
def test_a_ranking_is_a_whole_number_from_1_or_a_mark(
    printed: str, expected: tuple[int | None, str]
) -> None:
    assert t.parse_rank(printed) == expected


def test_the_marks_for_not_published_are_the_forms() -> None:
    assert t.parse_rank("—", missing=("-", "/")) == (None, "not_published")
    assert t.parse_rank("/", missing=()) == (None, "other")


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2022 年 11 月 15 日", date(2022, 11, 15)),
        ("二〇二二年十一月二十日", date(2022, 11, 20)),
        ("2022年2月30日", None),
        ("方案自2022年11月15日起", None),
        ("11月15日", None),
    ],
)
def test_a_date_is_the_whole_text(printed: str, day: date | None) -> None:
    assert t.parse_date_cn(printed) == day


@pytest.mark.parametrize(
    "printed",
    [
        "2022 年 11 月 15 日—2022 年 12 月 31 日。",
        "2022年11月15日至12月31日",
        "自2022年11月15日起至2022年12月31日止",
    ],
)
def test_a_window_has_two_days(printed: str) -> None:
    assert t.parse_window(printed) == (date(2022, 11, 15), date(2022, 12, 31))


@pytest.mark.parametrize(
    "printed", ["2022年12月31日—2022年11月15日", "2022年11月15日", "2022年13月1日至12月31日", ""]
)
def test_no_window_is_made_up(printed: str) -> None:
    assert t.parse_window(printed) is None


def test_an_address_is_found_in_a_markdown_link() -> None:
    assert t.find_email("（电子邮箱 [a_b@163.com](mailto:a_b@163.com)）。") == "a_b@163.com"
    assert t.find_email("邮箱：x.y@gov.example.cn。") == "x.y@gov.example.cn"
    assert t.find_email("没有 @ 地址") is None


@pytest.mark.parametrize("case", cases("header_period.yml"), ids=lambda case: case["heading"])
def test_a_heading_names_its_period(case: dict[str, Any]) -> None:
    expected = (case["start"], case["end"]) if case["start"] else None
    assert t.header_period(case["heading"], 2022) == expected


def test_overlap_is_dice_of_shared_pairs() -> None:
    assert t.bigrams("5G 应用(数)") == {"5g", "g应", "应用", "用数"}
    assert t.overlap("企业上云数", "企业上云数量") == pytest.approx(8 / 9)
    assert t.overlap("总量", "加分") == t.overlap("", "") == 0
    assert t.overlap("市", "市") == 1


@pytest.mark.parametrize(
    ("printed", "cut_off"),
    [
        ("0(全市仅5个 地区有该类企", True),
        ("0（全市仅5个)", False),
        ("【示范", True),
        ("“机会清单", True),
        ("“机会清单\"、'产品'", False),
        ("1) 第一", False),
        ("(a(b)", True),
        ("", False),
    ],
)
def test_a_bracket_or_quotation_that_never_closes_cuts_a_sentence_off(
    printed: str, cut_off: bool
) -> None:
    assert t.unclosed(printed) is cut_off


@pytest.mark.parametrize(
    ("printed", "cut_off"),
    [
        ("完成“一网、", True),
        ("新建基站,", True),
        ("新建基站， ", True),
        ("、二期工程", True),
        ("。二期工程", True),
        ("建成(一期", True),
        ("新建基站；", False),
        ("新建、改建基站", False),
        ("、", False),
        ("", False),
    ],
)
def test_a_text_that_ends_in_a_comma_or_begins_with_what_only_follows_is_cut_off(
    printed: str, cut_off: bool
) -> None:
    assert t.is_cut_off(printed) is cut_off


@pytest.mark.parametrize(
    ("printed", "two", "among_words"),
    [
        ("3 5", True, True),
        (" 1.5\n2 ", True, True),
        (".5 3", True, True),
        ("1. 5", True, True),
        ("15", False, False),
        ("1.5", False, False),
        ("3 个", False, False),
        ("达到 3 5 个", False, True),
        ("3 个 5 个", False, False),
        ("", False, False),
    ],
)
def test_two_numbers_with_only_a_space_between_are_told_from_one(
    printed: str, two: bool, among_words: bool
) -> None:
    assert t.is_parted(printed) is two
    assert t.has_parted(printed) is among_words


@steady
@given(TEXTS)
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for read in (
        t.parse_number,
        t.parse_integer,
        t.parse_percent,
        t.parse_points,
        t.parse_rank,
        t.parse_date_cn,
        t.parse_window,
    ):
        read(text)
    t.find_email(text)
    t.header_period(text, 2022)
    assert 0 <= t.overlap(text, text[::-1]) <= 1
