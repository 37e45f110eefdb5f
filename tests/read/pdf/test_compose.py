"""Characters → text: lines by baseline, order by place, spaces where words part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf.compose import compose
from pipeline.read.pdf.model import Glyph


def row(
    text: str, x: float, y: float, size: float = 10.0, gap: float = 0.0, high: float = 0.0
) -> list[Glyph]:
    """Characters side by side on one baseline; ``high`` moves their boxes, as fonts' ascents do, not the ink."""
    out = []
    for c in text:
        width = size if c >= "\u2e80" else size / 2
        top = y - size + high
        out.append(Glyph(c, x, top, x + width, top + size, x, y, size, "F"))
        x += width + gap
    return out


def test_boxes_of_different_fonts_do_not_change_the_order() -> None:
    glyphs = row("2025", 20, 50, high=3) + row("年目标", 40, 50) + row("个", 20, 62)
    assert compose(glyphs) == "2025年目标\n个"


def test_a_shifted_baseline_stays_on_its_line() -> None:
    glyphs = row("数据", 20, 50) + row("50<H", 40, 47) + row("中心", 60, 50) + row("后", 20, 61)
    assert compose(glyphs) == "数据50<H中心\n后"


def test_small_text_joins_the_line_it_overlaps_and_else_stands_alone() -> None:
    assert compose(row("10", 20, 50) + row("4", 30, 46, 6) + row("个", 33, 50)) == "104个"
    assert compose(row("标题", 20, 50) + row("单位", 20, 62, 6)) == "标题\n单位"


def test_words_apart_get_a_space_and_letter_spaced_words_none() -> None:
    assert compose(row("GDP", 20, 50) + row("up", 40, 50)) == "GDP up"
    assert compose(row("TOTAL", 20, 50, gap=4)) == "TOTAL"
    assert (
        compose(row("1", 20, 50) + row("2", 60, 50) + row("3", 100, 50) + row("4", 140, 50))
        == "1 2 3 4"
    )
    assert compose(row("县委", 20, 50) + row("县府", 52, 50)) == "县委 县府"


def test_printed_spaces_are_kept_and_trailing_ones_dropped() -> None:
    assert compose(row("a  b ", 20, 50) + row(" c ", 20, 62)) == "a  b\nc"


def test_upward_text_is_read_upwards() -> None:
    up = [
        Glyph(c, 20, 90 - 6 * i, 30, 96 - 6 * i, 28, 96 - 6 * i, 10, "F", 270)
        for i, c in enumerate("abc")
    ]
    assert compose(up) == "abc"


def test_stacked_characters_read_downwards() -> None:
    column = [
        Glyph(c, 20, 10 + 10 * i, 30, 20 + 10 * i, 25, 10 + 10 * i, 10, "F", 0, True)
        for i, c in enumerate("数字化")
    ]
    assert compose(column) == "数\n字\n化"


lines = st.lists(st.text("数字经济abcXYZ0123,%", min_size=1, max_size=12), min_size=1, max_size=5)


@given(lines, st.randoms(use_true_random=False), st.floats(-3, 3))
def test_any_order_of_drawing_gives_the_same_text(
    texts: list[str], random: object, shift: float
) -> None:
    """Nothing lost, doubled or moved, whatever the fonts' boxes and the order in the file."""
    glyphs = [
        g for i, t in enumerate(texts) for g in row(t, 20, 50 + 12 * i, high=shift if i % 2 else 0)
    ]
    random.shuffle(glyphs)  # type: ignore[attr-defined]
    assert compose(glyphs) == "\n".join(texts)


def test_a_number_cut_at_the_edge_of_its_column_is_one_number() -> None:
    """A number wider than its column breaks where the line is full; two numbers of their own stay two."""
    cut = row("502", 0, 10) + row("0项", 0, 24)
    assert compose(cut, 15.5) == "5020项"
    assert compose(cut, 40) == "502\n0项"
    assert compose(row("47.40", 0, 10) + row("8%", 0, 24), 26) == "47.408%"
    assert compose(row("2021", 0, 10) + row("2022", 0, 24), 20.5) == "2021\n2022"
    assert compose(row("增长", 0, 10) + row("13", 0, 24) + row("年", 0, 38), 10.5) == "增长\n13\n年"


def column(text: str, x: float, top: float, stacked: bool) -> list[Glyph]:
    """Characters one under the other, by a font of vertical writing or placed one by one."""
    places = [(c, top + 10 * i) for i, c in enumerate(text)]
    return [Glyph(c, x, y, x + 10, y + 10, x, y + 8.8, 10, "F", 0, stacked) for c, y in places]


def test_vertical_writing_is_read_column_by_column_from_the_right() -> None:
    for stacked in (True, False):
        glyphs = column("歩行者は道路を", 40, 20, stacked) + column("横断しては", 28, 20, stacked)
        assert compose(glyphs) == "歩行者は道路を\n横断しては"


def test_figures_under_each_other_are_no_vertical_writing() -> None:
    glyphs = column("1234567", 20, 20, False) + column("7654321", 60, 20, False)
    assert compose(glyphs).split("\n")[0] == "1 7"
