"""Characters made fit for reading: doubles, look-alikes, unknown code points."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.glyphs import clean, plain
from pipeline.read.pdf.model import Glyph


def glyphs(
    text: str, font: str = "F", x: float = 20.0, y: float = 50.0, turn: int = 0
) -> list[Glyph]:
    return [
        Glyph(c, x + 6 * i, y - 10, x + 6 * i + 6, y, x + 6 * i, y, 10, font, turn)
        for i, c in enumerate(text)
    ]


def text_of(kept: list[Glyph]) -> str:
    return "".join(g.text for g in kept)


@pytest.mark.parametrize(
    ("radical", "ideograph"), [("⼀", "一"), ("⽬", "目"), ("⾦", "金"), ("⻓", "长"), ("⺠", "民")]
)
def test_radicals_read_as_the_ideographs_they_look_like(radical: str, ideograph: str) -> None:
    assert plain(radical) == ideograph


def test_other_characters_are_never_folded() -> None:
    assert plain("①㎡⁴（，％") == "①㎡⁴（，％"


def test_mapped_characters_are_reported() -> None:
    kept, findings = clean(glyphs("⼀⽬"), 3)
    assert text_of(kept) == "一目"
    assert [(f.severity, f.check, f.page) for f in findings] == [("info", "mapped-characters", 3)]


def test_a_code_that_means_several_letters_is_mapped_letter_by_letter() -> None:
    together = glyphs("a")[0]._replace(text="⼀x")
    kept, findings = clean([together], 3)
    assert text_of(kept) == "一x"
    assert "U+2F00 U+0078 → 一x (1)" in findings[0].message


def test_a_double_within_a_fraction_of_a_point_is_dropped_and_reported() -> None:
    kept, findings = clean(glyphs("11") + glyphs("11", x=20.4), 1)
    assert text_of(kept) == "11"
    assert [f.check for f in findings] == ["doubled-characters"]


def test_equal_letters_side_by_side_are_not_doubles() -> None:
    kept, findings = clean(glyphs("1111 all"), 1)
    assert (text_of(kept), findings) == ("1111 all", [])


def test_a_private_point_is_mapped_between_digits_of_a_font_that_makes_it_certain() -> None:
    kept, findings = clean(glyphs("3\ue0105", "ABCDEF+FZSSK"), 1)
    assert text_of(kept) == "3.5"
    assert [f.check for f in findings] == ["mapped-characters"]


@pytest.mark.parametrize(
    ("text", "font"), [("3\ue0105", "ABCDEF+SimSun"), ("上\ue010下", "ABCDEF+FZSSK")]
)
def test_a_private_code_point_is_else_kept_and_reported(text: str, font: str) -> None:
    kept, findings = clean(glyphs(text + "以下文字都可以读出来没有问题", font), 1)
    assert "\ue010" in text_of(kept)
    assert [(f.severity, f.check) for f in findings] == [("warning", "unknown-characters")]
    assert "U+E010" in findings[0].message


def test_a_page_of_unmapped_glyphs_is_lost_data() -> None:
    unmapped = [g._replace(text="(cid:7)") for g in glyphs("abcdef")]
    assert [f.severity for f in clean(unmapped, 1)[1]] == ["error"]


def test_slanted_text_is_left_out_and_named() -> None:
    kept, findings = clean(glyphs("ab") + glyphs("draft", turn=-1), 1)
    assert text_of(kept) == "ab"
    assert "draft" in findings[0].message


@pytest.mark.parametrize(
    ("drawn", "font", "seen"),
    [
        ("l", "ABCDEF+Wingdings-Regular", "●"),
        ("\uf06c", "Wingdings", "●"),
        ("\uf0fc", "Wingdings", "✔"),
        ("\uf0b7", "ABCDEF+SymbolMT", "•"),
        ("\uf061", "Symbol", "α"),
        ("α", "Symbol", "α"),
        ("l", "Wingdingsfelt", "l"),
        ("l", "Helvetica", "l"),
    ],
)
def test_a_font_of_signs_reads_as_what_it_looks_like(drawn: str, font: str, seen: str) -> None:
    kept, findings = clean(glyphs(drawn, font), 1)
    assert text_of(kept) == seen
    assert [f.severity for f in findings] == (["info"] if drawn != seen else [])


def test_a_sign_that_is_not_known_is_told_and_never_a_letter() -> None:
    kept, findings = clean(glyphs("X", "Wingdings"), 1)
    assert text_of(kept) == "\ufffd"
    assert "unknown-characters" in [f.check for f in findings]
