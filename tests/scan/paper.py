"""Pages of a PDF → the images that a scanner makes of them. All of it is synthetic."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
RED = (205, 45, 40)


@dataclass(frozen=True)
class Wear:
    """How a page is scanned.

    Attributes:
        dpi: Pixels an inch.
        skew: Degrees by which it lies askew.
        noise: The spread of what is added to each pixel, of 255.
        quality: Of the JPEG it is kept as.
        grey: Whether it has no colours.
        blur: The spread of the lens, in pixels.
        seals: How many red seals are stamped on it.
        tilt: By how much of its width a photograph's far side is shorter.
        bend: By how much of its height the middle of a photographed page is bent down.
        shadow: How much darker its darkest corner is than its lightest, of 1.
    """

    dpi: int = 200
    skew: float = 0.7
    noise: float = 8.0
    quality: int = 50
    grey: bool = True
    blur: float = 0.0
    seals: int = 0
    tilt: float = 0.0
    bend: float = 0.0
    shadow: float = 0.0


PLAIN = Wear(skew=0.0, noise=0.0, quality=95)
USUAL = Wear()


def rendered(pdf: Path, dpi: int) -> Iterator[Pixels]:
    """The pages of a PDF as images in red, green and blue."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
            yield np.asarray(picture)
    finally:
        document.close()


def worn(page: Pixels, wear: Wear, seed: int) -> Image.Image:
    """The image of a page as it comes from a scanner; the same for the same seed."""
    dice = np.random.default_rng(seed)
    for _ in range(wear.seals):
        page = _stamped(page, wear.dpi, dice)
    page = _moved(page, wear)
    if wear.bend:
        page = _bent(page, wear.bend)
    if wear.shadow:
        page = _shaded(page, wear.shadow)
    if wear.blur:
        page = cv2.GaussianBlur(page, (0, 0), wear.blur).astype(np.uint8)
    grain = dice.normal(0.0, wear.noise, page.shape[:2])[..., np.newaxis]
    grained = np.clip(page * 0.94 + grain, 0, 255).astype(np.uint8)
    picture = Image.fromarray(grained)
    if wear.grey:
        picture = picture.convert("L")
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=wear.quality)
    return Image.open(kept).copy()


def _stamped(page: Pixels, dpi: int, dice: np.random.Generator) -> Pixels:
    """The page under a round red seal."""
    height, width = page.shape[:2]
    radius = int(dpi * 0.8)
    middle = int(dice.uniform(0.3, 0.7) * width), int(dice.uniform(0.4, 0.8) * height)
    over: Any = np.full_like(page, 255)
    cv2.circle(over, middle, radius, RED, max(3, dpi // 25))
    cv2.circle(over, middle, radius // 4, RED, -1)
    for step in range(12):
        angle = step * np.pi / 6
        across = int(middle[0] + 0.72 * radius * np.cos(angle))
        down = int(middle[1] + 0.72 * radius * np.sin(angle))
        side = radius // 10
        corners = (across - side, down - side), (across + side, down + side)
        cv2.rectangle(over, *corners, RED, max(2, dpi // 60))
    mixed: NDArray[np.float64] = page.astype(np.float64) * over / 255.0
    return mixed.astype(np.uint8)


def _moved(page: Pixels, wear: Wear) -> Pixels:
    """The page askew, and seen from one side."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), wear.skew, 1.0)
    matrix = np.vstack([turn, [0.0, 0.0, 1.0]])
    if wear.tilt:
        inset = wear.tilt * width / 2
        before = np.array([[0, 0], [width, 0], [0, height], [width, height]], np.float32)
        after = before.copy()
        after[0, 0] += inset
        after[1, 0] -= inset
        matrix = cv2.getPerspectiveTransform(before, after) @ matrix
    white = (255, 255, 255)
    moved = cv2.warpPerspective(page, matrix, (width, height), borderValue=white)
    return np.asarray(moved, dtype=np.uint8)


def _bent(page: Pixels, bend: float) -> Pixels:
    """The page bent as one that is open in a book: its lines sag, most in the middle."""
    height, width = page.shape[:2]
    across, down = np.meshgrid(np.arange(width), np.arange(height))
    sag = bend * height * np.sin(np.pi * across / width)
    moved = cv2.remap(
        page,
        across.astype(np.float32),
        (down - sag).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(moved, dtype=np.uint8)


def _shaded(page: Pixels, shadow: float) -> Pixels:
    """The page with a shadow that falls over it from one corner."""
    height, width = page.shape[:2]
    across = np.linspace(0.0, 1.0, width)[np.newaxis, :]
    down = np.linspace(0.0, 1.0, height)[:, np.newaxis]
    light = 1.0 - shadow * (across + down) / 2
    shaded: Pixels = (page * light[..., np.newaxis]).astype(np.uint8)
    return shaded


def scan(pdf: Path, out: Path, wear: Wear, pages: Sequence[int] | None = None) -> Path:
    """Writes the scan of a PDF: a PDF of images; ``pages`` are counted from 1, None are all."""
    images = [
        worn(page, wear, seed=number)
        for number, page in enumerate(rendered(pdf, wear.dpi), 1)
        if pages is None or number in pages
    ]
    first, *others = images
    first.save(
        out,
        "PDF",
        resolution=float(wear.dpi),
        save_all=True,
        append_images=others,
        quality=wear.quality,
    )
    return out
