"""Pages that are images, read one after the other with models that are loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.model import Finding
from pipeline.read.pdf.model import PdfPage
from pipeline.read.scan.mixed import has_layer, recognised_anew, with_pictured_tables
from pipeline.read.scan.models import is_installed
from pipeline.sandbox.limits import widen_memory

if TYPE_CHECKING:
    from pipeline.read.scan.images import ImageReader
    from pipeline.read.scan.pictures import PdfPictures
    from pipeline.read.scan.sheet import Sheet

# What the recognisers and a page's pixels take besides what a document may take anyway.
MODELS_MB = 500
# An image covers a page when it has this share of it.
COVERS = 0.3


class ScannedPages:
    """Reads those pages of a PDF of which an image shows all, or a table; a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open = ExitStack()
        self._reader: ImageReader | None = None
        self._pictures: PdfPictures | None = None
        self._drawn: tuple[int, Sheet | None] | None = None
        self._is_missing = False

    def __enter__(self) -> ScannedPages:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def may_show_more(self, page: PdfPage) -> bool:
        """Whether a page may show more than what was read by its text.

        No text is printed on it, or an image covers much of it and no table is ruled.
        """
        if not page.characters or has_layer(page):
            return True
        return page.pictured >= COVERS and not page.tables and not page.turn

    def read(self, page: PdfPage, behind: Sequence[int] = ()) -> PdfPage:
        """A page that may show more than its text, recognised where an image covers it.

        As it is where nothing is recognised: what was told of it still holds.
        Where the recognisers are not installed the page has a warning that says so.
        ``behind`` are the numbers of the pages that are read after it, in order.
        """
        sheet = self._sheet(page.number)
        if sheet is None:
            return page
        if page.characters and not has_layer(page):
            return self._with_tables(page, sheet)
        if not is_installed():
            return self._not_recognised(page)
        likely: Sheet | None = None
        # A page behind one without text is most likely an image, too.
        if behind and not page.characters:
            likely = self._sheet(behind[0])
        read = self._recognised(sheet, likely)
        if not read.characters:
            return page
        return recognised_anew(page, read) if page.characters else read

    def _recognised(self, sheet: Sheet, following: Sheet | None = None) -> PdfPage:
        """The page of an image, by recognisers that are loaded with the first."""
        from pipeline.read.scan.images import ImageReader

        if self._reader is None:
            self._reader = self._open.enter_context(ImageReader())
        return self._reader.read(sheet, following)

    def _sheet(self, number: int) -> Sheet | None:
        """A page's image; None where none covers it."""
        from pipeline.read.scan.pictures import PdfPictures

        if self._drawn is not None and self._drawn[0] == number:
            return self._drawn[1]
        if self._pictures is None:
            widen_memory(MODELS_MB)
            self._pictures = PdfPictures(self._path)
            self._open.callback(self._pictures.close)
        sheet = self._pictures.sheet(number)
        self._drawn = number, sheet
        return sheet

    def _with_tables(self, page: PdfPage, sheet: Sheet) -> PdfPage:
        """A page of text with the tables that an image on it shows."""
        from pipeline.read.scan.prepared import shows_table

        if not shows_table(sheet):
            return page
        if not is_installed():
            what = message("scan.table-not-recognised", page=page.number)
            finding = Finding("warning", "scan-page", what, page=page.number)
            return replace(page, findings=(*page.findings, finding))
        return with_pictured_tables(page, self._recognised(sheet))

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
