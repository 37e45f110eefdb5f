"""Small pages drawn for the tests: a ruled table in the font of the facsimile."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

from pipeline.read.scan.sheet import Pixels, Sheet, sheet_of
from tests.conftest import ROOT

FONT = ROOT / "raw" / "fonts" / "WenQuanYiMicroHei-subset.ttf"
DPI = 200
ROWS = (
    ("序号", "指标", "单位", "1-6月排名"),
    ("1", "数字经济增加值", "亿元", "/"),
    ("2", "数字经济核心产业增加值", "%", "1"),
    ("3", "平台新增数", "个", "12"),
)
WIDTHS = (110, 420, 130, 230)
HEIGHT, LEFT, TOP = 62, 90, 120


@cache
def font(points: float, dpi: int = DPI) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), round(points * dpi / 72))


def table(rows: tuple[tuple[str, ...], ...] = ROWS, size: float = 10.5) -> Image.Image:
    """A page with a title and the table, one cell merged over two rows where a text is "^"."""
    high = max(620, TOP + HEIGHT * len(rows) + 60)
    picture = Image.new("RGB", (1100, high), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((320, 40), "数字经济发展水平考核指标", fill="black", font=font(14))
    top = TOP
    for number, row in enumerate(rows):
        left = LEFT
        for text, width in zip(row, WIDTHS, strict=True):
            if text != "^":
                pen.line((left, top, left + width, top), fill="black", width=2)
                pen.text((left + 14, top + 14), text, fill="black", font=font(size))
            pen.line((left, top, left, top + HEIGHT), fill="black", width=2)
            left += width
        pen.line((left, top, left, top + HEIGHT), fill="black", width=2)
        top += HEIGHT
        if number == len(rows) - 1:
            pen.line((LEFT, top, left, top), fill="black", width=2)
    return picture


def stamped(picture: Image.Image, middle: tuple[int, int], dpi: int = DPI) -> Image.Image:
    """The page under a round red seal of 42 mm, its ink mixed with what it lies on."""
    across, down = middle
    radius = round(21 / 25.4 * dpi)
    seal = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(seal)
    box = (across - radius, down - radius, across + radius, down + radius)
    pen.ellipse(box, outline=(208, 50, 44), width=8)
    pen.regular_polygon((across, down, radius // 4), 5, fill=(208, 50, 44))
    pen.text((across - 60, down + radius // 2), "县人民政府", fill=(208, 50, 44), font=font(9))
    return ImageChops.multiply(picture, seal)


def pixels(picture: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])


def sheet(picture: Image.Image, dpi: int = DPI) -> Sheet:
    return sheet_of(1, pixels(picture), 72 / dpi)


def glyph(
    text: str, points: float = 10.5, dpi: int = DPI
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Where one sign has ink."""
    picture = Image.new("L", (160, 100), 255)
    ImageDraw.Draw(picture).text((20, 20), text, fill=0, font=font(points, dpi))
    return np.asarray(picture) < 140


def saved(picture: Image.Image, path: Path, **how: object) -> Path:
    picture.save(path, dpi=(DPI, DPI), **how)  # type: ignore[arg-type]
    return path
