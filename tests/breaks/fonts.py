"""Fonts for the maker that draws by itself, found when they are needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

CHINESE = Path(__file__).parents[2] / "raw" / "fonts" / "WenQuanYiMicroHei-subset.ttf"
_LATIN = ("Helvetica", "Times-Roman")


@cache
def font(script: str, choice: int = 0) -> str:
    """The name of a font for the script; Latin has two, told by ``choice``."""
    if script in ("zh", "ja"):
        pdfmetrics.registerFont(TTFont("BreaksChinese", CHINESE, asciiReadable=False))
        return "BreaksChinese"
    if script == "ko":
        pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
        return "HYSMyeongJo-Medium"
    return _LATIN[choice % len(_LATIN)]


@cache
def width(char: str, name: str) -> float:
    """Of one character, at size 1."""
    advance: float = pdfmetrics.stringWidth(char, name, 1000) / 1000
    return advance


def measure(text: str, name: str, size: float) -> float:
    return sum(width(char, name) for char in text) * size
