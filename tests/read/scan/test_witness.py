"""What two recognisers say of one cell."""

from __future__ import annotations

import pytest

from pipeline.model import Reading
from pipeline.read.scan.marks import Mark
from pipeline.read.scan.recogniser import Letter
from pipeline.read.scan.witness import composed, is_unsure, under_seal, verdict


def both(first: str, second: str, sure: float = 0.99) -> list[Reading]:
    return [Reading("ppocr-v6", first, sure), Reading("ppocr-v4", second, sure)]


def texts(readings: tuple[Reading, ...]) -> list[str]:
    return [reading.text for reading in readings]


def test_what_both_read_alike_is_certain() -> None:
    found = verdict(both("县发改委", "县发改委"))
    assert (found.text, found.confidence) == ("县发改委", 0.99)


def test_signs_of_another_width_are_no_difference() -> None:
    assert verdict(both("产业(34)，“云”", '产业（34）,"云"')).confidence is not None


def test_what_they_read_differently_is_in_doubt_with_both_readings() -> None:
    found = verdict(both("13", "18"))
    assert found.confidence is None
    assert sorted(texts(found.readings)) == ["13", "18"]
    likelihoods = [reading.probability or 0.0 for reading in found.readings]
    assert likelihoods[0] >= likelihoods[1] > 0
    assert sum(likelihoods) < 1
    assert found.text == found.readings[0].text


@pytest.mark.parametrize("read", ["1", "I", "!"])
def test_a_slash_that_every_recogniser_takes_for_a_figure_is_a_slash(read: str) -> None:
    found = verdict(both("1", read), Mark.SLASH)
    assert (found.text, found.confidence) == ("/", 1.0)


def test_a_lone_one_is_certain_only_where_it_stands_upright() -> None:
    assert verdict(both("1", "1"), Mark.UPRIGHT).confidence == 0.99
    leaning = verdict(both("1", "1"), Mark.OTHER)
    assert leaning.confidence is None
    assert texts(leaning.readings) == ["1", "/"]


def test_a_shape_against_a_sure_reading_is_a_doubt() -> None:
    found = verdict(both("44", "44"), Mark.LONG_DASH)
    assert found.confidence is None
    assert texts(found.readings) == ["—", "44"]


def test_a_long_dash_that_a_recogniser_is_sure_is_the_figure_one_is_in_doubt() -> None:
    found = verdict(both("一", "！"), Mark.LONG_DASH)
    assert found.confidence is None
    assert texts(found.readings)[:2] == ["—", "一"]
    assert verdict(both("一", "!", 0.8), Mark.LONG_DASH).confidence == 1.0
    assert verdict(both("一", "一", 0.5), Mark.LONG_DASH).confidence is None


def test_a_figure_that_only_looks_like_a_letter_is_a_figure() -> None:
    assert verdict(both("0", "o")).confidence is not None
    assert verdict(both("数据O", "数据0")).confidence is None


def test_within_a_line_the_reading_with_the_slash_comes_first() -> None:
    found = verdict(both("栏中划“1”的表示", "栏中划“/”的表示"))
    assert found.text == "栏中划“/”的表示"
    assert found.confidence is None


@pytest.mark.parametrize("dash", ["-", "—"])
def test_a_word_that_ends_in_a_dash_may_end_in_the_figure_one(dash: str) -> None:
    for ending in ("", "(6)"):
        read = f"水利工程新增数之{dash}{ending}"
        found = verdict(both(read, read))
        assert (found.text, found.confidence) == (f"水利工程新增数之一{ending}", None)
        assert texts(found.readings) == [found.text, read]
    assert verdict(both(f"省—市{dash}县", f"省—市{dash}县")).confidence is not None


def test_beneath_a_lifted_seal_who_is_unsure_has_not_read() -> None:
    said = verdict([Reading("ppocr-v6", "万无", 0.99), Reading("ppocr-v4", "万无", 0.7)])
    assert is_unsure(said)
    hidden = under_seal(said)
    assert (hidden.text, hidden.confidence) == ("万无", None)
    assert texts(hidden.readings) == ["万无", ""]
    assert not is_unsure(verdict(both("1", "I", 0.3), Mark.SLASH))


def letters(text: str) -> tuple[Letter, ...]:
    count = len(text)
    return tuple(Letter(sign, 1.0, (at + 0.5) / count) for at, sign in enumerate(text))


def test_a_wide_gap_between_chinese_characters_is_a_space() -> None:
    assert composed(letters("县委县府"), [0.5]) == "县委 县府"


def test_a_wide_gap_beside_a_sign_or_a_figure_is_none() -> None:
    assert composed(letters("数,据"), [0.66]) == "数,据"
    assert composed(letters("30日"), [0.66]) == "30日"


def test_a_level_stroke_between_figures_is_a_dash() -> None:
    assert composed(letters("序号73一75为加分项"), []) == "序号73—75为加分项"
    assert composed(letters("之一"), []) == "之一"


@pytest.mark.parametrize(
    ("read", "figures"),
    [("I", "1"), ("I5", "15"), ("1O%", "10%"), ("2O22年建成", "2022年建成")],
)
def test_a_letter_in_place_of_a_figure_is_in_doubt_though_both_read_it(
    read: str,
    figures: str,
) -> None:
    found = verdict(both(read, read), Mark.UPRIGHT)
    assert (found.text, found.confidence) == (figures, None)
    assert texts(found.readings) == [figures, read]


def test_several_such_letters_are_in_doubt_where_a_witness_is_unsure_of_them() -> None:
    found = verdict([Reading("ppocr-v6", "II", 0.48), Reading("ppocr-v4", "Ⅱ", 0.56)])
    assert (found.text, found.confidence) == ("11", None)
    assert texts(found.readings) == ["11", "II"]


@pytest.mark.parametrize("read", ["5G", "PM2.5", "I类", "A1l", "企业I", "IPv6", "II"])
def test_letters_that_are_no_figures_are_certain(read: str) -> None:
    assert verdict(both(read, read)).confidence == 0.99
