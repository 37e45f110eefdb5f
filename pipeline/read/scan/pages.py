"""Pages that are images, read one after the other with models that are loaded once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.model import Finding
from pipeline.read.pdf.model import PdfPage
from pipeline.read.scan.mixed import has_layer, recognised_anew, with_pictured_tables
from pipeline.read.scan.models import MODELS, is_installed
from pipeline.sandbox.limits import widen_memory

if TYPE_CHECKING:
    from pipeline.read.scan.pictures import PdfPictures
    from pipeline.read.scan.recogniser import Recogniser
    from pipeline.read.scan.sheet import Sheet

# What the recognisers and a page's pixels take besides what a document may take anyway.
MODELS_MB = 500
# An image covers a page when it has this share of it.
COVERS = 0.3


class ImageReader:
    """Reads page images; the models are loaded with the first."""

    def __init__(self) -> None:
        self._recognisers: list[Recogniser] = []

    def read(self, sheet: Sheet) -> PdfPage:
        """The page of an image."""
        from pipeline.read.scan.page import read_sheet
        from pipeline.read.scan.recogniser import Recogniser

        if not self._recognisers:
            self._recognisers = [Recogniser(model) for model in MODELS]
        return read_sheet(sheet, self._recognisers)


class ScannedPages:
    """Reads those pages of a PDF of which an image shows all, or a table; a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader = ImageReader()
        self._pictures: PdfPictures | None = None
        self._is_missing = False

    def __enter__(self) -> ScannedPages:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pictures is not None:
            self._pictures.close()

    def may_show_more(self, page: PdfPage) -> bool:
        """Whether a page may show more than what was read by its text.

        No text is printed on it, or an image covers much of it and no table is ruled.
        """
        if not page.characters or has_layer(page):
            return True
        return page.pictured >= COVERS and not page.tables and not page.turn

    def read(self, page: PdfPage) -> PdfPage:
        """A page that may show more than its text, recognised where an image covers it.

        As it is where nothing is recognised: what was told of it still holds.
        Where the recognisers are not installed the page has a warning that says so.
        """
        sheet = self._sheet(page.number)
        if sheet is None:
            return page
        if page.characters and not has_layer(page):
            return self._with_tables(page, sheet)
        if not is_installed():
            return self._not_recognised(page)
        read = self._reader.read(sheet)
        if not read.characters:
            return page
        return recognised_anew(page, read) if page.characters else read

    def _sheet(self, number: int) -> Sheet | None:
        """A page's image; None where none covers it."""
        from pipeline.read.scan.pictures import PdfPictures

        if self._pictures is None:
            widen_memory(MODELS_MB)
            self._pictures = PdfPictures(self._path)
        return self._pictures.sheet(number)

    def _with_tables(self, page: PdfPage, sheet: Sheet) -> PdfPage:
        """A page of text with the tables that an image on it shows."""
        from pipeline.read.scan.prepared import shows_table

        if not shows_table(sheet):
            return page
        if not is_installed():
            what = message("scan.table-not-recognised", page=page.number)
            finding = Finding("warning", "scan-page", what, page=page.number)
            return replace(page, findings=(*page.findings, finding))
        return with_pictured_tables(page, self._reader.read(sheet))

    def _not_recognised(self, page: PdfPage) -> PdfPage:
        """The page with the warning that its image was not read; its text layer is kept."""
        if page.characters:
            return page
        self._is_missing = True
        return _not_recognised(page)

    def check_read(self) -> None:
        """Checks that no page was left unread for want of recognisers; where nothing was read.

        Raises:
            SourceError: one was.
        """
        if self._is_missing:
            raise not_installed(self._path)


def not_installed(path: Path) -> SourceError:
    """The error for a page image where the recognisers are missing."""
    return SourceError("scan.not-installed", where=path.name)


def _not_recognised(page: PdfPage) -> PdfPage:
    what = message("scan.page-not-recognised", page=page.number)
    finding = Finding("warning", "scan-page", what, page=page.number)
    return PdfPage(
        page.number,
        page.width,
        page.height,
        findings=(*page.findings, finding),
    )
