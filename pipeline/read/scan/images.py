"""Page images read one after the other: while one is recognised the next is made ready."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from pipeline.read.pdf.model import PdfPage
from pipeline.read.scan.models import MODELS
from pipeline.read.scan.page import made_ready, read_ready
from pipeline.read.scan.prepared import PreparedPage
from pipeline.read.scan.recogniser import Recogniser
from pipeline.read.scan.sheet import Sheet

# A page with more pixels waits until the one before is read: both would take too much memory.
_BESIDE = 9_000_000


class ImageReader:
    """Reads page images with models that are loaded once; a context manager.

    The recognisers keep two processors busy only while both have something to read.
    """

    def __init__(self) -> None:
        self._recognisers = [Recogniser(model) for model in MODELS]
        self._beside = ThreadPoolExecutor(1)
        self._ready: tuple[Sheet, Future[PreparedPage]] | None = None

    def __enter__(self) -> ImageReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._beside.shutdown(cancel_futures=True)

    def read(
        self,
        sheet: Sheet,
        following: Sheet | None = None,
    ) -> PdfPage:
        """The page of an image; ``following`` is the one that is read next, where it is known."""
        page = self._made_ready(sheet)
        if following is not None and following.colour[..., 0].size <= _BESIDE:
            waiting = self._beside.submit(made_ready, following, self._recognisers)
            self._ready = following, waiting
        return read_ready(sheet, page, self._recognisers)

    def _made_ready(self, sheet: Sheet) -> PreparedPage:
        """The page made ready: now, unless it was while another was read."""
        ready, self._ready = self._ready, None
        if ready is not None and ready[0] is sheet:
            return ready[1].result()
        return made_ready(sheet, self._recognisers)
