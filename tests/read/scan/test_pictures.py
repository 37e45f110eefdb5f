"""Images are opened at a size that can be read, and no larger than can be borne."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import LimitExceeded, SourceError
from pipeline.read.scan.pictures import ImagePage, PdfPictures, image_pages, image_sheet
from tests.read.scan.drawn import DPI, saved, table


def png_of(across: int, down: int) -> bytes:
    """The head of a PNG that says it is so large; its pixels are missing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", across, down, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_an_image_of_absurd_size_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_of(65_500, 65_500))
    with pytest.raises(LimitExceeded, match="65,500 by 65,500 pixels"):
        image_sheet(1, ImagePage(path))


def test_a_truncated_image_is_one_error(tmp_path: Path) -> None:
    path = saved(table(), tmp_path / "page.png")
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(SourceError, match="damaged or truncated"):
        image_sheet(1, ImagePage(path))


def test_an_image_finer_than_needed_is_made_smaller(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    Image.new("L", (2400, 1200), 255).save(path, dpi=(600, 600))
    sheet = image_sheet(1, ImagePage(path))
    assert sheet.colour.shape == (600, 1200, 3)
    assert round(sheet.dpi) == 300


def test_an_image_that_tells_no_resolution_is_taken_for_a_sheet_of_a4(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    Image.new("L", (1654, 2339), 255).save(path)
    assert round(image_sheet(1, ImagePage(path)).dpi) == 200


def test_a_tiff_has_a_page_for_each_of_its_images(tmp_path: Path) -> None:
    path = tmp_path / "pages.tif"
    table().save(path, save_all=True, append_images=[table()], dpi=(DPI, DPI))
    first, second = image_pages([path])
    assert (first.frame, second.frame) == (0, 1)
    assert image_sheet(2, second).number == 2


def test_what_lets_the_ground_show_through_is_paper(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(path)
    assert image_sheet(1, ImagePage(path)).colour.min() == 255


def test_an_image_with_an_alpha_channel_is_the_same_read_in_parts(tmp_path: Path) -> None:
    """Half covered black is grey, in rows beyond the first part, too; made smaller or not."""
    picture = Image.new("RGBA", (1000, 1500), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 128), (0, 700, 1000, 1500))
    path = tmp_path / "page.png"
    for dpi, rows in ((300, 1500), (750, 600)):
        picture.save(path, dpi=(dpi, dpi))
        colour = image_sheet(1, ImagePage(path)).colour
        assert colour.shape[0] == rows
        edge = rows * 700 // 1500
        assert colour[: edge - 2].min() == 255
        assert set(colour[edge + 2 :].ravel().tolist()) <= {127, 128}


def test_a_page_of_a_pdf_has_the_resolution_of_its_image(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    table().save(path, "PDF", resolution=float(DPI))
    pictures = PdfPictures(path)
    sheet = pictures.sheet(1)
    pictures.close()
    assert sheet is not None
    assert round(sheet.dpi) == DPI
    assert sheet.colour.shape == (620, 1100, 3)


def test_a_page_without_an_image_has_no_picture() -> None:
    pictures = PdfPictures(Path(__file__).parents[3] / "raw" / "notice.pdf")
    assert pictures.sheet(1) is None
    pictures.close()
