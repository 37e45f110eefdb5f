"""Pictures of the source's pages, of a PDF or of image files, in sixteen shades of grey.

Small enough to be carried inside the report.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Pixels per point, and what a page or the whole report may hold at most.
SCALE = 2.0
PAGE_PIXELS = 3_000_000
ALL_PIXELS = 45_000_000
SHADES = 16


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: its size in points as displayed, and a PNG of it."""

    width: float
    height: float
    png: bytes

    @property
    def uri(self) -> str:
        """The picture as an address that holds it."""
        return f"data:image/png;base64,{base64.b64encode(self.png).decode()}"


def page_images(
    source: Path,
    pages: Iterable[int],
    tell: Callable[[str, int, int], None] | None = None,
) -> dict[int, PageImage]:
    """Draws ``pages`` (from 1) of a PDF.

    A page that cannot be drawn, or would be too much, has no picture.

    ``tell`` takes what is done, how many pages of it, and of how many.
    """
    import pypdfium2

    wanted = sorted(set(pages))
    try:
        document = pypdfium2.PdfDocument(source)
    except (OSError, pypdfium2.PdfiumError):
        return {}
    images = {}
    try:
        there = [page for page in wanted if page <= len(document)]
        for done, page in enumerate(there):
            if tell is not None:
                tell("report", done, len(wanted))
            images[page] = _draw(document, page, ALL_PIXELS / len(wanted))
    finally:
        document.close()
    return {page: image for page, image in images.items() if image is not None}


def _draw(
    document: Any,
    number: int,
    budget: float,
) -> PageImage | None:
    import pypdfium2

    try:
        page = document[number - 1]
        # Places count from the page's whole sheet, which a crop box would cut.
        page.set_cropbox(*page.get_mediabox())
        page.close()
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(SCALE, (min(PAGE_PIXELS, budget) / (width * height)) ** 0.5)
        if scale < SCALE / 4:
            return None
        picture = page.render(scale=scale, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError, MemoryError):
        return None
    return PageImage(round(width, 2), round(height, 2), _png(picture))


def scan_images(
    sources: Sequence[Path],
    sizes: Mapping[int, tuple[float, float]],
    tell: Callable[[str, int, int], None] | None = None,
) -> dict[int, PageImage]:
    """Draws the pages of image files, which count through all of them from 1.

    ``sizes`` are those of the pages wanted, in points. A page that cannot be drawn, or would be too
    much, has no picture.

    ``tell`` takes what is done, how many pages of it, and of how many.
    """
    images: dict[int, PageImage | None] = {}
    for number, frame in enumerate(_frames(sources), 1):
        if number in sizes:
            if tell is not None:
                tell("report", len(images), len(sizes))
            images[number] = _draw_image(frame, sizes[number], ALL_PIXELS / len(sizes))
    return {page: image for page, image in images.items() if image is not None}


def _frames(sources: Sequence[Path]) -> Iterator[Any]:
    """Every image of the files, open; none from a file on that is damaged."""
    from PIL import Image, ImageSequence

    Image.MAX_IMAGE_PIXELS = None  # the reader counted them
    for source in sources:
        try:
            with Image.open(source) as image:
                yield from ImageSequence.Iterator(image)
        except (OSError, SyntaxError, ValueError, EOFError):
            return


def _draw_image(frame: Any, size: tuple[float, float], budget: float) -> PageImage | None:
    width, height = size
    most = min(PAGE_PIXELS, budget)
    scale = min(SCALE, (most / (width * height)) ** 0.5, frame.width / width)
    if scale < SCALE / 4:
        return None
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    try:
        picture = _on_white(frame).resize((across, down))
    except (OSError, SyntaxError, ValueError, MemoryError):
        return None
    return PageImage(round(width, 2), round(height, 2), _png(picture))


def _on_white(frame: Any) -> Any:
    """An image in grey, on paper where it lets the ground show through."""
    from PIL import Image

    if frame.mode in ("L", "RGB"):
        return frame.convert("L")
    clear = frame.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(paper, clear).convert("L")


def _png(picture: Any) -> bytes:
    """A palette PNG: a page of text in sixteen shades takes a third of what it takes in 256."""
    from PIL import Image

    top = SHADES - 1
    shades = picture.point([round(value * top / 255) for value in range(256)])
    image = Image.frombytes("P", shades.size, shades.tobytes())
    image.putpalette([level * 255 // top for level in range(SHADES) for _ in "rgb"])
    sink = io.BytesIO()
    image.save(sink, "PNG", bits=4, compress_level=6)
    return sink.getvalue()
