"""Page images: of a PDF's pages, and of image files."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np

from pipeline.errors import LimitExceeded, SourceError
from pipeline.read.scan.pages import COVERS
from pipeline.read.scan.sheet import Pixels, Sheet, sheet_of

# Pixels an inch: more tell nothing more, fewer are drawn larger for the recognisers; in fewer than
# the last nothing can be read.
_MOST_DPI, _LEAST_DPI, _BLURRED = 300.0, 100.0, 40.0
# Pixels of an image that is opened, and of a page that is read.
MOST_PIXELS = 80_000_000
_MOST_READ = 18_000_000
# An image that does not say how large it is printed has this longer side, in points: A4.
_LONG_SIDE = 841.89
_MODES = ("RGB", "L")
# So many rows of an image are made at a time, each of at most so many on both its sides.
_ROWS, _MIXED = 256, 3
# How a TIFF begins, and the order of the bytes of its numbers; bytes of a directory's entry.
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_ENTRY = 12


class PdfPictures:
    """The pages of an open PDF that are images; a context manager."""

    def __init__(self, path: Path) -> None:
        import pypdfium2

        self._name = path.name
        self._raw = pypdfium2.raw
        self._error = pypdfium2.PdfiumError
        self._document: Any = None
        with suppress(pypdfium2.PdfiumError):
            self._document = pypdfium2.PdfDocument(path)

    def close(self) -> None:
        """Closes the file."""
        if self._document is not None:
            self._document.close()

    def sheet(self, number: int) -> Sheet | None:
        """The image of a page (from 1); None where no image covers it, or it cannot be drawn.

        Raises:
            LimitExceeded: the image has too many pixels.
        """
        if self._document is None:
            return None
        try:
            return self._sheet(number)
        except self._error:
            return None

    def _sheet(self, number: int) -> Sheet | None:
        page = self._document[number - 1]
        try:
            dpi = self._resolution(page)
            if dpi is None:
                return None
            return sheet_of(number, _drawn(page, dpi), 72.0 / dpi)
        finally:
            page.close()

    def _resolution(self, page: Any) -> float | None:
        """Pixels an inch of the page's largest image; None where images do not cover the page.

        Some scanners cut a page into strips.
        """
        width, height = page.get_size()
        largest, together, found = 0.0, 0.0, 0.0
        kinds = [self._raw.FPDF_PAGEOBJ_IMAGE]
        for image in page.get_objects(filter=kinds, max_depth=4):
            left, bottom, right, top = image.get_bounds()
            across, down = image.get_px_size()
            _check_pixels(self._name, across, down)
            area = (right - left) * (top - bottom)
            together += area
            if area > largest:
                largest = area
                found = 72.0 * max(across, down) / max(right - left, top - bottom)
        if not width * height or together < COVERS * width * height or found < _BLURRED:
            return None
        fits = 72.0 * (_MOST_READ / (width * height)) ** 0.5
        dpi: float = max(min(found, _MOST_DPI, fits), min(_LEAST_DPI, fits))
        return dpi


def _drawn(page: Any, dpi: float) -> Pixels:
    """The page as pdfium draws it."""
    bitmap = page.render(scale=dpi / 72.0)
    try:
        picture = bitmap.to_numpy()
        if picture.ndim == 2 or picture.shape[2] == 1:
            picture = np.repeat(picture.reshape(*picture.shape[:2], 1), 3, axis=2)
        colour: Pixels = np.ascontiguousarray(picture[:, :, :3])
        return colour.copy()
    finally:
        bitmap.close()


class ImagePage(NamedTuple):
    """One page of image files: its file, and which of the file's images it is, from 0."""

    path: Path
    frame: int = 0


def image_pages(paths: Sequence[Path]) -> list[ImagePage]:
    """The pages of image files, one file after the other; a TIFF may have many.

    Raises:
        SourceError: a file is damaged.
    """
    pages: list[ImagePage] = []
    for path in paths:
        count = _directories(path)
        if count is None:
            with _opened(path) as image:
                count = int(getattr(image, "n_frames", 1))
        pages += [ImagePage(path, frame) for frame in range(count)]
    return pages


def _directories(path: Path) -> int | None:
    """How many images the chain of a TIFF's directories has (TIFF 6.0, section 2).

    None where the file is none or its chain is broken, which its parser tells. That one reads each
    directory whole, a second for some thousands.
    """
    with path.open("rb") as file:
        order = _ORDERS.get(file.read(4))
        if order is None:
            return None
        seen: set[int] = set()
        at = _number(file, order + "I")
        while at:
            if at in seen:
                return None
            seen.add(at)
            file.seek(at)
            entries = _number(file, order + "H")
            if entries is None:
                return None
            file.seek(entries * _ENTRY, io.SEEK_CUR)
            at = _number(file, order + "I")
    return None if at is None else len(seen)


def _number(file: BinaryIO, form: str) -> int | None:
    """The next number of a file, None at its end."""
    size = struct.calcsize(form)
    found = file.read(size)
    if len(found) < size:
        return None
    number: int = struct.unpack(form, found)[0]
    return number


def image_sheet(number: int, page: ImagePage) -> Sheet:
    """The sheet of a page of image files, which is the document's ``number``-th.

    Raises:
        SourceError: it is damaged.
        LimitExceeded: it has too many pixels.
    """
    with _opened(page.path) as image:
        image.seek(page.frame)
        _check_pixels(page.path.name, *image.size)
        return _sheet(number, image)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The open image file; what its parser raises is one error."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # they are counted here
    try:
        with Image.open(path) as image:
            yield image
    except (OSError, SyntaxError, ValueError, EOFError):
        raise SourceError("scan.image-damaged", where=path.name) from None


def _check_pixels(
    name: str,
    across: int,
    down: int,
) -> None:
    if across * down > MOST_PIXELS:
        most = MOST_PIXELS // 1_000_000
        raise LimitExceeded("scan.many-pixels", where=name, across=across, down=down, most=most)


def _sheet(number: int, image: Any) -> Sheet:
    """One image as a sheet, made smaller where it has more pixels than are read."""
    dpi = _dpi_of(image)
    width, height = image.size
    share = min(1.0, _MOST_DPI / dpi, (_MOST_READ / (width * height)) ** 0.5)
    small = max(1, round(width * share)), max(1, round(height * share))
    image = _resized(image, small)
    red_first = np.asarray(image)
    colour: Pixels = np.ascontiguousarray(red_first[:, :, ::-1])
    return sheet_of(number, colour, 72.0 / (dpi * share))


def _resized(image: Any, size: tuple[int, int]) -> Any:
    """An image in red, green and blue, of this size (across, down).

    Made so many rows at a time: a whole one in other colours, and as wide as it was, would each
    take as much memory again.
    """
    from PIL import Image

    width, height = image.size
    across, down = size
    times = height / down
    whole = Image.new("RGB", size)
    for first in range(0, down, _ROWS):
        last = min(down, first + _ROWS)
        # What is made smaller is mixed of the rows around it, too.
        top = max(0, int(times * (first - _MIXED)))
        bottom = min(height, int(times * (last + _MIXED)) + 1)
        rows = _on_white(image.crop((0, top, width, bottom)))
        if size != image.size:
            end = min(times * last, height) - top
            rows = rows.resize((across, last - first), box=(0, times * first - top, width, end))
        else:
            rows = rows.crop((0, first - top, width, last - top))
        whole.paste(rows, (0, first))
    return whole


def _on_white(image: Any) -> Any:
    """An image in red, green and blue, without what lets the ground show through."""
    from PIL import Image

    if image.mode in _MODES:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(paper, clear).convert("RGB")


def _dpi_of(image: Any) -> float:
    """Pixels an inch as the image says, or as it would have on a sheet of A4."""
    said = image.info.get("dpi")
    if said:
        across = float(said[0])
        if 60.0 <= across <= 1200.0 and across != 72.0:
            return across
    longer: int = max(image.size)
    return 72.0 * longer / _LONG_SIDE
