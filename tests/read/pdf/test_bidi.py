"""Right-to-left text, from the order on the page to the order in which it is read."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from bidi import get_display

from pipeline.read.pdf.bidi import Read, is_right_to_left, read_line, settled, unshaped
from pipeline.read.pdf.model import Glyph
from pipeline.read.pdf.reader import read_pdf
from tests.read.pdf.rewrite import lattice, page, save, stream, text

MIRROR = str.maketrans("()[]<>", ")(][><")


def printed(logical: str, right_to_left: bool = True) -> str:
    """What a page shows of a text, left to right; marks aside, brackets as the shapes they have."""
    shown: str = get_display(logical, base_dir="R" if right_to_left else "L")
    return shown.translate(MIRROR)


def read(visual: str) -> Read:
    glyphs = [Glyph(c, 5 * i, 0, 5 * i + 5, 10, 5 * i, 8, 10, "F") for i, c in enumerate(visual)]
    return read_line(list(visual), glyphs)


@pytest.mark.parametrize(
    "words",
    [
        "בית גדול",
        "מחיר 12.50",
        "12 בית",
        "12-13 בית",
        "בית 12 - 13",
        "שיעור 12%",
        "עלות $15",
        "(סעיף 3)",
        "[1] סעיף א'",
        "נייר A4",
        "טל: 03-1234567",
        "גודל 3x4 מטר",
        "דו\"ח 2023, עמ' 5",
        "תאריך 13/05/2024",
        "السعر 12%",
        "السعر 12.5",
        "عدد 3-5 طلاب",
        "عدد ١٢٫٥ متر",
        "التاريخ 2024/05/13",
    ],
)
def test_a_line_is_read_as_it_was_written(words: str) -> None:
    assert read(printed(words)) == Read(words)


@pytest.mark.parametrize("words", ["מחשב ASUS ZenBook 14 חדש", "מחשב (ASUS) חדש", "5 kg סוכר"])
def test_a_line_that_may_have_two_orders_tells_both(words: str) -> None:
    found = read(printed(words))
    assert words in (found.text, found.doubt)
    assert found.doubt


def test_a_text_made_at_random_is_read_as_written_or_in_doubt() -> None:
    chance = random.Random(14)
    wrong = []
    for _ in range(3000):
        script = chance.choice(["אבגדה", "بتثجح"])
        kinds = ("word", "word", "number", "part", "sign")
        pieces = []
        for kind in chance.choices(kinds, k=chance.randint(1, 5)):
            word = "".join(chance.choices(script, k=chance.randint(1, 5)))
            pair = f"{chance.randint(1, 99)}{chance.choice('.,/-:')}{chance.randint(1, 99)}"
            pieces.append(
                {"word": word, "number": str(chance.randint(0, 9999)), "part": pair}.get(
                    kind, f"({word})"
                )
            )
        words = " ".join(pieces)
        if is_right_to_left(words):
            found = read(printed(words))
            wrong += [words] if found.text != words and not found.doubt else []
    assert wrong == []


def test_marks_stand_behind_the_letter_they_are_printed_over() -> None:
    letters = [
        Glyph(c, 10 * i, 0, 10 * i + 10, 10, 10 * i, 8, 10, "F") for i, c in enumerate("תיב")
    ]
    mark = Glyph(
        "ּ", 23, 0, 23, 10, 23, 8, 10, "F"
    )  # in the last letter printed, which is read first
    line = sorted([*letters, mark], key=lambda g: g.x0)
    assert read_line([g.text for g in line], line).text == "בּית"


def test_a_ligature_keeps_the_order_of_its_letters() -> None:
    parts = ["ک", "ا", "لا"]
    glyphs = [
        Glyph(part, 5 * i, 0, 5 * i + 5, 10, 5 * i, 8, 10, "F")
        for i, part in enumerate(reversed(parts))
    ]
    assert read_line(parts[::-1], glyphs) == Read("کالا")


def test_shapes_of_arabic_letters_are_letters_and_words_in_one_sign_stay() -> None:
    shaped = "\ufee3\ufeae\ufea3\ufe92\ufe8e"
    assert unshaped(shaped) == unicodedata.normalize("NFKC", shaped)
    assert unshaped("\ufefb") == "لا"
    assert unshaped("\ufdf2 ① ﬁ") == "\ufdf2 ① ﬁ"
    assert settled(")ا(") == "(ا("


def test_chinese_and_latin_lines_are_never_turned() -> None:
    assert not is_right_to_left("数字经济 (12%) — plain text ①")


FONT = {
    10: b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [11 0 R] "
    b"/ToUnicode 12 0 R >>",
    11: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) "
    b"/Ordering (Identity) /Supplement 0 >> /DW 500 >>",
    12: stream(
        b"begincmap 1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0000><ffff><0000> endbfrange "
        b"endcmap"
    ),
}


def drawn(x: float, y: float, visual: str) -> bytes:
    codes = "".join(f"{ord(c):04x}" for c in visual)
    return f"BT /F2 10 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n".encode()


def test_cells_keep_their_columns_and_a_doubt_is_told_with_its_place(tmp_path: Path) -> None:
    words = ["כמות", "שם", "12", "מחשב ASUS חדש"]
    places = [(30, 75), (130, 75), (30, 35), (130, 35)]
    content = lattice([20, 120, 280], [20, 60, 100])
    content += b"".join(drawn(x, y, printed(w)) for (x, y), w in zip(places, words, strict=True))
    reading = read_pdf(save(tmp_path, page(content + text(30, 150, "title"), b"/F2 10 0 R", FONT)))
    assert [c.text for c in reading.tables[0].cells] == words
    assert [(f.severity, f.check, f.row, f.col) for f in reading.findings] == [
        ("info", "right-to-left", None, None),
        ("warning", "two-orders", 1, 1),
    ]
    assert "מחשב ASUS חדש" in reading.findings[1].message
