"""A ruled table over as many pages as are asked for."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.bench.measure import ROOT

FONT = ROOT / "raw" / "fonts" / "WenQuanYiMicroHei-subset.ttf"
ROWS, HEIGHT = 24, 29.0
EDGES = (40.0, 80.0, 250.0, 330.0, 410.0, 555.0)
HEADINGS = ("序号", "指标名称", "单位", "分值", "目标值")
TOP = 800.0


def draw(path: Path, pages: int) -> None:
    """Writes the PDF: on each page the headings and the next rows, numbered through."""
    registerFont(TTFont("long", FONT))
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for page in range(pages):
        canvas.setFont("long", 9)
        canvas.setLineWidth(0.5)
        _draw_rules(canvas)
        _write(canvas, 0, HEADINGS)
        for row in range(1, ROWS):
            number = page * (ROWS - 1) + row
            _write(canvas, row, _texts(number))
        canvas.showPage()
    canvas.save()


def _texts(number: int) -> tuple[str, ...]:
    share = number * 7 % 100
    return (
        str(number),
        f"数字经济指标{number}",
        "%",
        str(number % 5 + 1),
        f"{share}.{number % 10}%",
    )


def _draw_rules(canvas: Canvas) -> None:
    bottom = TOP - ROWS * HEIGHT
    canvas.grid(list(EDGES), [bottom + HEIGHT * row for row in range(ROWS + 1)])


def _write(canvas: Canvas, row: int, texts: tuple[str, ...]) -> None:
    baseline = TOP - row * HEIGHT - HEIGHT / 2 - 3
    for left, text in zip(EDGES, texts, strict=False):
        canvas.drawString(left + 4, baseline, text)
