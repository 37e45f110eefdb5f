"""The content of a page is inflated while the page is read."""

from __future__ import annotations

from pathlib import Path

from pipeline.read.pdf.guard import guarded
from pipeline.read.pdf.opening import opened
from pipeline.read.pdf.streams import Contents, content_of
from pipeline.sandbox.limits import Limits
from tests.conftest import ROOT


def test_content_is_held_for_as_long_as_its_page_is_read() -> None:
    path: Path = ROOT / "raw" / "notice.pdf"
    with guarded(Limits()), opened(path) as file:
        page = file.pages[0]
        (stream,) = page.contents
        with Contents().held(page):
            content = content_of(page)
            assert stream.data == content
        assert stream.data is None
        assert content_of(page) == content


def test_content_of_several_pages_is_not_inflated_for_each() -> None:
    contents = Contents()
    with guarded(Limits()), opened(ROOT / "raw" / "notice.pdf") as file:
        page = file.pages[0]
        for _ in range(2):
            with contents.held(page):
                content = content_of(page)
        (stream,) = page.contents
        assert stream.data == content


def test_a_page_without_content_is_held_too(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> endobj\n"
        b"trailer << /Root 1 0 R /Size 4 >>\n"
    )
    with guarded(Limits()), opened(path) as file, Contents().held(file.pages[0]):
        assert content_of(file.pages[0]) == b""
