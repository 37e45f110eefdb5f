"""What another reader sees, held against ours: differences are told, what explains them is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.read.pdf.model import Glyph, PdfReading, Unseen
from pipeline.read.pdf.pdfium import Pdfium
from pipeline.read.pdf.reader import read_pdf
from pipeline.read.pdf.witness import Seen, differences, displayed
from tests.read.pdf.rewrite import lattice, page, save, stream, text


def glyphs(words: str, x: float = 20.0, y: float = 50.0, **more: Any) -> list[Glyph]:
    made = [
        Glyph(c, x + 6 * i, y - 10, x + 6 * i + 6, y, x + 6 * i, y, 10, "F")
        for i, c in enumerate(words)
    ]
    return [g._replace(**more) for g in made]


def seen(words: str, x: float = 20.0, y: float = 50.0) -> list[Seen]:
    return [Seen(c, x + 6 * i, y) for i, c in enumerate(words)]


def left(ours: list[Glyph], theirs: list[Seen]) -> tuple[str, str]:
    found = differences(ours, theirs)
    return "".join(c for c, _ in found.ours), "".join(s.text for s in found.theirs)


def test_the_same_characters_at_the_same_places_are_no_difference() -> None:
    assert left(glyphs("数字 14%"), seen("数字14%")[:2] + seen("14%", 38)) == ("", "")


def test_a_character_that_only_the_witness_has_is_told() -> None:
    assert left(glyphs("8"), seen("8") + seen("1", 14)) == ("", "1")


def test_a_character_that_only_we_have_is_told() -> None:
    assert left(glyphs("18 of 20"), [s for s in seen("18 of 20") if s.text != "1"]) == ("1", "")


def test_two_readings_of_one_character_are_told_on_both_sides() -> None:
    assert left(glyphs("rank 3"), seen("rank 8")) == ("3", "8")


def test_what_is_hidden_or_drawn_twice_is_explained() -> None:
    hidden = glyphs("1", 14, unseen=Unseen.COLOUR)
    assert left(glyphs("8") + hidden, seen("8") + seen("1", 14)) == ("", "")
    assert left(glyphs("88", 20) + glyphs("88", 20.3), seen("88")) == ("", "")


def test_a_ligature_taken_apart_and_other_forms_of_a_character_are_explained() -> None:
    assert left([*glyphs("ﬁ"), *glyphs("t", 30)], [*seen("f"), *seen("i", 23), *seen("t", 30)]) == (
        "",
        "",
    )
    assert left(glyphs("⼀①–"), seen("一1-")) == ("", "")


def test_what_one_side_does_not_know_is_not_held_against_the_other() -> None:
    assert left(glyphs("ab", text="(cid:7)"), seen("xy")) == ("", "")
    assert left(glyphs("ab"), seen("\ufffd\ufffd")) == ("", "")


def test_a_font_that_the_witness_cannot_read_is_no_difference() -> None:
    other = glyphs("nothing of it", y=90, font="G")
    assert left(glyphs("read by both") + other, seen("read by both")) == ("", "")


def test_a_font_that_the_witness_reads_otherwise_throughout_is_told_on_both_sides() -> None:
    other = glyphs("8;9", y=90, font="G")
    assert left(glyphs("read by both") + other, seen("read by both") + seen("∀,∃", y=90)) == (
        "8;9",
        "∀,∃",
    )


def test_leading_dots_that_the_witness_drops_are_no_difference() -> None:
    assert left(glyphs("words and so on" + "." * 14), seen("words and so on")) == ("", "")


def test_places_are_brought_to_the_displayed_page() -> None:
    quarter = displayed([Seen("a", 30, 40)], (0, -1, 1, 0, 0, 300), 300)
    assert quarter == [Seen("a", 40, 30)]


class Other:
    """A witness that reads one digit otherwise."""

    def __init__(self, path: Path) -> None:
        self.real = Pdfium(path)

    def characters(self, number: int) -> list[Seen]:
        found = self.real.characters(number) or []
        return [s._replace(text="7") if s.text == "1" else s for s in found]


def read(folder: Path, content: bytes, **more: bytes) -> PdfReading:
    return read_pdf(save(folder, page(content, page_entries=more.get("entries", b""))))


GRID = lattice([20, 120, 280], [20, 60, 100])


def test_a_difference_is_a_warning_with_its_cell(tmp_path: Path) -> None:
    from pipeline.read.pdf.fonts import Fonts
    from pipeline.read.pdf.ink import page_ink
    from pipeline.read.pdf.opening import opened
    from pipeline.read.pdf.thorough import witnessed

    path = save(tmp_path, page(GRID + text(30, 75, "rank") + text(130, 35, "1")))
    read_page = read_pdf(path).pages[0]
    with opened(path) as pdf:
        ink = page_ink(pdf.pages[0], 1, Fonts())
    (found,) = witnessed(read_page, ink, Other(path)).findings
    assert (found.severity, found.check, found.page, found.row, found.col) == (
        "warning",
        "witness-characters",
        1,
        1,
        1,
    )
    assert "1 characters are read here and not by pdfium: 1" in found.message
    assert "1 characters are read by pdfium and not here: 7" in found.message


def test_pdfium_and_we_agree_on_turned_and_shifted_pages(tmp_path: Path) -> None:
    content = GRID + text(30, 75, "words") + text(130, 35, "12.5")
    for entries in (b" /Rotate 90", b" /Rotate 180", b" /Rotate 270", b" /CropBox [10 10 290 110]"):
        assert [
            f for f in read(tmp_path, content, entries=entries).findings if f.severity != "info"
        ] == []
    shifted = page(b"1 0 0 1 500 400 cm\n" + content, box="500 400 800 600")
    assert read_pdf(save(tmp_path, shifted)).findings == ()


def test_text_of_forms_and_fields_has_no_false_witness(tmp_path: Path) -> None:
    form = stream(
        text(30, 75, "in a form"),
        b"/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources << /Font << /F1 5 0 R >> >>",
    )
    data = page(GRID + b"/X Do\n" + text(130, 35, "b"), b">> /XObject << /X 10 0 R", {10: form})
    reading = read_pdf(save(tmp_path, data))
    assert [c.text for c in reading.tables[0].cells] == ["in a form", "", "", "b"]
    assert reading.findings == ()
