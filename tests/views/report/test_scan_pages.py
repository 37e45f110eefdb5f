"""The report shows the pages of image files, as large as the reader took them to be."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from pipeline.views.report import scan_images

A5 = (420.0, 595.0)


def saved(path: Path, *shades: int, size: tuple[int, int] = (840, 1190)) -> Path:
    first, *rest = [Image.new("L", size, shade) for shade in shades]
    first.save(path, save_all=bool(rest), append_images=rest)
    return path


def shade(png: bytes) -> int:
    value = Image.open(io.BytesIO(png)).convert("L").getpixel((5, 5))
    assert isinstance(value, int)
    return value


def test_pages_count_through_all_files_and_their_images(tmp_path: Path) -> None:
    sources = [saved(tmp_path / "1.tif", 0, 255), saved(tmp_path / "2.png", 0)]
    drawn = scan_images(sources, {1: A5, 2: A5, 3: A5})
    assert [shade(drawn[page].png) for page in (1, 2, 3)] == [0, 255, 0]
    assert (drawn[1].width, drawn[1].height) == A5
    assert sorted(scan_images(sources, {2: A5, 9: A5})) == [2]


def test_a_page_is_drawn_no_larger_than_it_is_shown(tmp_path: Path) -> None:
    source = saved(tmp_path / "1.png", 255, size=(3360, 4760))
    picture = Image.open(io.BytesIO(scan_images([source], {1: A5})[1].png))
    assert picture.size == (840, 1190)


def test_what_lets_the_ground_show_through_is_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (840, 1190), (0, 0, 0, 0)).save(tmp_path / "1.png")
    assert shade(scan_images([tmp_path / "1.png"], {1: A5})[1].png) == 255


def test_pages_of_a_damaged_file_have_no_picture(tmp_path: Path) -> None:
    sources = [saved(tmp_path / "1.png", 255), saved(tmp_path / "2.png", *range(1))]
    sources[1].write_bytes(sources[1].read_bytes()[:40])
    assert sorted(scan_images(sources, {1: A5, 2: A5})) == [1]
