"""Where one PDF, or page images, are opened in a run.

Read first, seen by a second engine while the rows are worked on, its pages drawn for the report
while the tables are validated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.model import Document
from pipeline.sandbox.clock import Progress
from pipeline.sandbox.copied import confined
from pipeline.sandbox.limits import Limits

if TYPE_CHECKING:
    from pipeline.views.report import PageImage


class Desk:
    """One process within limits; use as a context manager.

    ``drawn`` says whether pictures are wanted at all; ``images`` are a source's image files, none
    of a PDF. ``is_beside`` says whether it works while the run does.
    """

    is_beside = True

    def __init__(
        self,
        source: Path,
        limits: Limits,
        drawn: bool,
        images: Sequence[Path] = (),
    ) -> None:
        self.process = confined(limits)
        self._source, self._images = source, images
        self._drawn, self._drawing = drawn, False
        self._is_second_wanted = False

    def __enter__(self) -> Desk:
        self.process.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.close()

    def first_engine(self, engine: str) -> str:
        """The engine to read with first where ``engine`` is asked for.

        Of "both", camelot may see the pages later: what it says marks cells and is told, no text,
        and so no row, depends on it.
        """
        self._is_second_wanted = self.is_beside and engine == "both" and not self._images
        return "pdfplumber" if self._is_second_wanted else engine

    def ask_second(self, document: Document) -> None:
        """Begins to compare the document that was read with what camelot sees, if it is wanted."""
        if self._is_second_wanted:
            function = "pipeline.read.document:compare_pdf"
            self.process.start(function, self._source, document.tables)

    def settled(self, document: Document, progress: Progress) -> Document:
        """The document with what the second engine said: each cell's engines, and findings.

        Raises:
            SourceError: camelot cannot read the file.
            LimitExceeded: it takes too long or too much memory.
        """
        if not self._is_second_wanted:
            return document
        tables, differences = self.process.result(self._source.name, progress)
        findings = (*document.findings, *differences)
        return replace(document, tables=tables, findings=findings)

    def draw(self, document: Document, pages: Sequence[int]) -> None:
        """Begins the pictures of these pages, if any are wanted."""
        if not self._drawn:
            return
        if self._images:
            wanted = _sizes(document, pages)
            self.process.start("pipeline.views.report:scan_images", self._images, wanted)
        else:
            self.process.start("pipeline.views.report:page_images", self._source, pages)
        self._drawing = True

    def pictures(self) -> dict[int, PageImage]:
        """The pictures; none where drawing breaks down, since the report shows grids instead."""
        if not self._drawing:
            return {}
        try:
            images: dict[int, PageImage] = self.process.result(self._source.name, lambda *_: None)
        except SourceError:
            return {}
        return images


def _sizes(document: Document, pages: Sequence[int]) -> dict[int, tuple[float, float]]:
    """The sizes of these page images with tables, in points."""
    sizes: dict[int, tuple[float, float]] = {}
    for table in document.tables:
        if table.sheet is not None and table.page in pages:
            sizes[table.page] = table.sheet
    return sizes
