"""Number formats: what a spreadsheet program displays, and that what is displayed reads back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.sheet.built_in import BUILT_IN
from pipeline.read.sheet.number_format import show_number, show_text
from pipeline.text import parse_number, parse_percent

# Each as LibreOffice displays it too, but where a Chinese edition of Excel is known to differ.
DISPLAYED = [
    ("General", "0.4", "0.4"),
    ("General", "1234567.891234", "1234567.891"),
    ("General", "0.00001", "0.00001"),
    ("General", "0.0000000123456", "1.23456E-08"),
    ("0%", "0.4", "40%"),
    ("0.0%", "0.065", "6.5%"),
    ("0.00", "1.005", "1.01"),
    ("0.00", "2.675", "2.68"),
    ("0", "-0.4", "0"),
    ("#,##0.00", "-12345.678", "-12,345.68"),
    ("#,##0.0,", "1234567.9", "1,234.6"),
    ("000-0000", "1234567", "123-4567"),
    ("00000", "7", "00007"),
    ('0!.0,"万"', "12345", "1.2万"),
    ('0.00"元"', "8", "8.00元"),
    ('"第"0"名"', "3", "第3名"),
    ("[Red]0.0;[Blue](0.0)", "-8", "(8.0)"),
    ('0;-0;"零"', "0", "零"),
    ('[>=100]"大"0;[<0]"负"0;0.0', "-5", "负5"),
    ('[=1]"是";[=0]"否";0', "0", "否"),
    ("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "0", "-"),
    ("[$¥-804]#,##0.00", "8", "¥8.00"),
    ("0.00E+00", "123456", "1.23E+05"),
    ("##0.0E+0", "12345", "12.3E+3"),
    ("# ?/?", "1.5", "1 1/2"),
    ("?/8", "0.375", "3/8"),
    ("yyyy/m/d", "44880", "2022/11/15"),
    ('yyyy"年"m"月"d"日"', "44880", "2022年11月15日"),
    ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "44880", "二〇二二年十一月十五日"),
    ("[DBNum1][$-804]General", "123", "一百二十三"),
    ("[DBNum2]General", "10005", "壹万零伍"),
    ("yyyy-mm-dd hh:mm", "44880.75", "2022-11-15 18:00"),
    ("h:mm AM/PM", "0.4", "9:36 AM"),
    ("上午/下午h\"时\"mm\"分\"", "0.75", "下午6时00分"),
    ("[h]:mm", "1.5", "36:00"),
    ("mm:ss.0", "0.00001", "00:00.9"),
    ("aaaa", "44880", "星期二"),
    ("[$-804]dddd", "44880", "星期二"),
    ("[$-804]mmmm", "44880", "十一月"),
    ("d-mmm-yy", "44880", "15-Nov-22"),
    ("[$-F800]dddd, mmmm dd, yyyy", "44880", "2022年11月15日"),
    ("[$-010409]dd-mmm-yyyy", "44880", "15-Nov-2022"),
    (";;;", "5", ""),
    ('G/通用格式"分"', "8.5", "8.5分"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "value", "text"), DISPLAYED)
def test_a_number_is_displayed_in_its_format(code: str, value: str, text: str) -> None:
    shown = show_number(Decimal(value), code)
    assert (shown.text, shown.exact) == (text, True)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        (None, "5"),
        ("b yyyy", "44880"),
        ('"open', "5"),
        ("[DBNum3]0", "5"),
        ("yyyy/m/d", "-1"),
        ("yyyy/m/d", "60"),
        ("yyyy/m/d", "9999999"),
        ("[$-D07041E]d", "44880"),
        ("0.0.0", "5"),
        ("0" * 2000, "5"),
    ],
)
def test_what_cannot_be_rendered_stands_as_the_plain_number_and_is_not_exact(
    code: str | None, value: str
) -> None:
    shown = show_number(Decimal(value), code)
    assert not shown.exact
    assert value.lstrip("-") in shown.text or code in ("[$-D07041E]d", "b yyyy")


def test_a_whole_number_of_many_digits_stands_in_full_and_that_is_told() -> None:
    shown = show_number(Decimal(36073020221115), "General")
    assert (shown.text, shown.short) == ("36073020221115", True)
    assert not show_number(Decimal(12345678901), "General").short


@pytest.mark.parametrize(
    ("code", "text"), [("@", "甲"), ("General", "甲"), ('0;0;0;"("@")"', "(甲)"), ("0", "甲")]
)
def test_a_text_is_displayed_in_its_format(code: str, text: str) -> None:
    assert show_text("甲", code).text == text


@pytest.mark.parametrize("number", BUILT_IN)
def test_every_built_in_format_is_rendered(number: str) -> None:
    assert show_number(Decimal("44880.5"), BUILT_IN[number]).exact


numbers = st.decimals(-(10**9), 10**9, places=4)


@given(numbers, st.integers(0, 4))
def test_a_number_with_decimals_reads_back_rounded(value: Decimal, places: int) -> None:
    code = "#,##0" + ("." + "0" * places if places else "")
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert parse_number(show_number(value, code).text) == rounded


@given(st.decimals(-1000, 1000, places=4))
def test_a_share_reads_back_as_per_cent(value: Decimal) -> None:
    assert parse_percent(show_number(value, "0.00%").text) == value * 100


@given(st.decimals(-(10**9), 10**9, places=1))
def test_a_number_without_a_format_reads_back(value: Decimal) -> None:
    assert Decimal(show_number(value, "General").text) == value


@given(st.integers(61, 100_000))
def test_a_day_reads_back(days: int) -> None:
    text = show_number(Decimal(days), "yyyy-mm-dd").text
    assert date.fromisoformat(text) == date(1899, 12, 30) + timedelta(days=days)


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_read_back(value: int) -> None:
    assert _read(show_number(Decimal(value), "[DBNum1]General").text) == value


def _read(text: str) -> int:
    total = group = digit = 0
    for sign in text:
        if sign in "〇一二三四五六七八九":
            digit = "〇一二三四五六七八九".index(sign)
        elif sign in "十百千":
            group += digit * 10 ** ("十百千".index(sign) + 1)
            digit = 0
        else:
            total += (group + digit) * {"万": 10**4, "亿": 10**8}[sign]
            group = digit = 0
    return total + group + digit


@given(st.text(max_size=12), numbers)
def test_any_code_gives_a_text(code: str, value: Decimal) -> None:
    assert isinstance(show_number(value, code).text, str)


SIGNS = '0#?.,%E+-/@"\\_*[]ymdhsae;x 年$DBNum1General>=<'


@given(st.text(alphabet=SIGNS, max_size=20), numbers)
def test_any_row_of_signs_gives_a_text(code: str, value: Decimal) -> None:
    assert isinstance(show_number(value, code).text, str)
    assert isinstance(show_text("甲", code).text, str)
