"""Where one PDF, or page images, are opened in a run.

Read first, its pages drawn for the report while the rows are worked on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.sandbox.copied import confined
from pipeline.sandbox.limits import Limits

if TYPE_CHECKING:
    from pipeline.views.report import PageImage


class Desk:
    """One process within limits; use as a context manager.

    ``drawn`` says whether pictures are wanted at all; ``images`` are a source's image files, none
    of a PDF.
    """

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

    def __enter__(self) -> Desk:
        self.process.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.close()

    def draw(self, pages: Sequence[int], sizes: Mapping[int, tuple[float, float]]) -> None:
        """Begins the pictures of these pages; ``sizes`` are those of page images, in points."""
        if not self._drawn:
            return
        if self._images:
            wanted = {page: sizes[page] for page in pages if page in sizes}
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
