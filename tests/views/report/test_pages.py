"""Page images: the size of the page as displayed, and none where a page cannot be drawn."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from pipeline.views.report import page_images

NOTICE = Path(__file__).resolve().parents[3] / "raw" / "notice.pdf"


def test_a_page_is_drawn_in_its_own_shape() -> None:
    image = page_images(NOTICE, [2])[2]
    picture = Image.open(io.BytesIO(image.png))
    assert (
        picture.width / picture.height == image.width / image.height
        or abs(picture.width / picture.height - image.width / image.height) < 0.01
    )
    assert image.width > image.height
    assert picture.convert("L").getextrema() == (0, 255)


def test_only_pages_that_are_there_are_drawn() -> None:
    assert sorted(page_images(NOTICE, [2, 3, 99])) == [2, 3]


def test_what_is_no_pdf_has_no_images(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    assert page_images(path, [1]) == {}
    assert page_images(tmp_path / "missing.pdf", [1]) == {}


def test_the_same_page_gives_the_same_bytes() -> None:
    assert page_images(NOTICE, [2]) == page_images(NOTICE, [2])


def crop_boxed() -> bytes:
    """A page of 200 × 100 points, a crop box that leaves its right half, and a black square at the left."""
    content = b"0 0 50 50 re f"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /CropBox [100 0 200 100] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    body = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (n, text) for n, text in enumerate(objects, 1)
    )
    return body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def test_places_count_from_the_whole_sheet_not_from_a_crop_box(tmp_path: Path) -> None:
    path = tmp_path / "crop.pdf"
    path.write_bytes(crop_boxed())
    image = page_images(path, [1])[1]
    picture = Image.open(io.BytesIO(image.png)).convert("L")
    assert (image.width, image.height) == (200.0, 100.0)
    assert picture.getpixel((10, picture.height - 10)) == 0
    assert picture.getpixel((picture.width - 10, 10)) == 255


def test_a_page_of_absurd_size_has_no_image(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    path.write_bytes(crop_boxed().replace(b"[0 0 200 100]", b"[0 0 14000 14000]"))
    assert page_images(path, [1]) == {}
