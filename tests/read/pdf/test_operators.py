"""The strings that a content stream shows, by its operators alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read.pdf.doubt import Doubt
from pipeline.read.pdf.faces import Faces
from pipeline.read.pdf.fonts import Fonts
from pipeline.read.pdf.layers import Layers
from pipeline.read.pdf.opening import opened
from pipeline.read.pdf.operators import Shown, read_operators
from tests.read.pdf.rewrite import page, save


def shown(content: bytes, folder: Path) -> Shown:
    with opened(save(folder, page(b""))) as file:
        resources = file.pages[0].resources
        return read_operators(content, resources, Faces(Fonts()), Layers())


def texts(content: bytes, folder: Path) -> list[str]:
    shows = shown(content, folder).shows
    return ["".join(show.run.texts) for show in shows]


@pytest.mark.parametrize(
    ("content", "strings"),
    [
        (b"BT /F1 9 Tf (one) Tj [(t) -20 (wo)] TJ ET", ["one", "two"]),
        (b"BT /F1 9 Tf <61 62 6> Tj ET", ["ab`"]),
        (b"BT /F1 9 Tf (a(b)c) Tj (d\\)\\101) ' ET", ["a(b)c", "d)A"]),
        (b"BT /F1 9 Tf (a) Tj ET % (no) Tj\nBT (b) Tj ET", ["a", "b"]),
        (b"BI /W 1 /H 1 ID (x) Tj\nEI BT /F1 9 Tf (a) Tj ET", ["a"]),
        (b"q BT /F1 9 Tf ET Q BT /F1 9 Tf (Tj) Tj ET", ["Tj"]),
    ],
    ids=["array", "hexadecimal", "brackets", "comment", "image", "operator in a string"],
)
def test_strings_are_shown_in_order(content: bytes, strings: list[str], tmp_path: Path) -> None:
    found = shown(content, tmp_path)
    assert found.doubts == set()
    assert found.strings == len(strings)
    assert texts(content, tmp_path) == strings


def test_size_and_rise_are_those_of_the_moment(tmp_path: Path) -> None:
    found = shown(b"BT /F1 9 Tf q 3 Ts (up) Tj Q (down) Tj /F1 7.5 Tf (small) Tj ET", tmp_path)
    assert [(show.size, show.rise) for show in found.shows] == [(9, 3), (9, 0), (7.5, 0)]


def test_paths_filled_with_patterns_are_told_apart(tmp_path: Path) -> None:
    content = b"/Pattern cs /P1 scn 0 0 9 9 re f 1 g 0 0 9 9 re f 0 0 m 9 9 l S"
    assert shown(content, tmp_path).patterned == [True, False, False]
    assert shown(b"1 g 0 0 9 9 re f", tmp_path).patterned is None


@pytest.mark.parametrize(
    ("content", "doubt"),
    [
        (b"BT (no font) Tj ET", Doubt.FONT),
        (b"BT /F1 9 Tf (open", Doubt.DAMAGE),
        (b"BT /F1 -9 Tf (backwards) Tj ET", Doubt.SETTING),
        (b"/Gone Do", Doubt.DAMAGE),
        (b"1 0 0 1 12345678901 0 cm", Doubt.MEASURE),
    ],
)
def test_what_the_pass_cannot_tell_is_in_doubt(
    content: bytes, doubt: Doubt, tmp_path: Path
) -> None:
    assert doubt in shown(content, tmp_path).doubts
