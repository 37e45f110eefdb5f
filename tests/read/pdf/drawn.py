"""Small PDFs drawn from case files: one page, its drawing operations in order, and the cells it must read as.

Places are in points from the page's top left; ``text`` stands on its baseline. ``lattice`` rules a whole
grid, ``line`` and ``box`` stroke, ``area`` fills, ``clip`` limits all that follows up to ``unclip``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from reportlab.lib.colors import black, blue, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[3]
COLOURS = {"black": black, "white": white, "blue": blue}


@cache
def _chinese() -> str:
    # As raw/tablelayout.py registers it: a process has one font object per face, whoever names it first decides.
    font = TTFont(
        "Chinese", ROOT / "raw" / "fonts" / "WenQuanYiMicroHei-subset.ttf", asciiReadable=False
    )
    pdfmetrics.registerFont(font)
    return "Chinese"


def load(name: str) -> dict[str, Any]:
    """One case file under tests/cases/read/traps."""
    case: dict[str, Any] = yaml.safe_load(
        (ROOT / "tests/cases/read/traps" / name).read_text(encoding="utf-8")
    )
    return case


def names() -> list[str]:
    """All case files, by name."""
    return sorted(p.name for p in (ROOT / "tests/cases/read/traps").glob("*.yml"))


def draw(
    path: Path,
    pages: list[list[dict[str, Any]]],
    size: tuple[float, float] = (300, 200),
    rotate: int = 0,
) -> Path:
    """Writes the PDF; each page is a list of operations."""
    canvas = Canvas(str(path), pagesize=size, invariant=1)
    for operations in pages:
        canvas.setPageRotation(rotate)
        for operation in operations:
            options = dict(operation)
            kind = next(k for k in OPERATIONS if k in options)
            OPERATIONS[kind](canvas, size[1], options.pop(kind), options)
        canvas.showPage()
    canvas.save()
    return path


def _pen(canvas: Canvas, options: dict[str, Any]) -> None:
    canvas.setLineWidth(options.get("width", 0.5))
    canvas.setStrokeColor(COLOURS[options.get("colour", "black")])
    canvas.setFillColor(COLOURS[options.get("colour", "black")])
    canvas.setDash(options.get("dash", []))
    canvas.setFillAlpha(options.get("opacity", 1))


def _line(canvas: Canvas, height: float, at: list[float], options: dict[str, Any]) -> None:
    _pen(canvas, options)
    canvas.line(at[0], height - at[1], at[2], height - at[3])


def _lattice(
    canvas: Canvas, height: float, at: dict[str, list[float]], options: dict[str, Any]
) -> None:
    for x in at["x"]:
        _line(canvas, height, [x, at["y"][0], x, at["y"][-1]], options)
    for y in at["y"]:
        _line(canvas, height, [at["x"][0], y, at["x"][-1], y], options)


def _box(canvas: Canvas, height: float, at: list[float], options: dict[str, Any]) -> None:
    _pen(canvas, options)
    canvas.rect(at[0], height - at[3], at[2] - at[0], at[3] - at[1], stroke=1, fill=0)


def _area(canvas: Canvas, height: float, at: list[float], options: dict[str, Any]) -> None:
    _pen(canvas, options)
    canvas.rect(at[0], height - at[3], at[2] - at[0], at[3] - at[1], stroke=0, fill=1)


def _text(canvas: Canvas, height: float, at: list[Any], options: dict[str, Any]) -> None:
    x, y, words = at
    font = options.get("font") or ("Helvetica" if str(words).isascii() else _chinese())
    canvas.saveState()
    canvas.setFillColor(black)
    canvas.translate(x, height - y)
    canvas.rotate(options.get("turn", 0))
    for shift in (0, *options.get("again", [])):
        text = canvas.beginText(shift, 0)
        text.setFont(font, options.get("size", 10))
        text.setRise(options.get("rise", 0))
        text.setCharSpace(options.get("spacing", 0))
        text.textOut(str(words))
        canvas.drawText(text)
    canvas.restoreState()


def _clip(canvas: Canvas, height: float, at: list[float], options: dict[str, Any]) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(at[0], height - at[3], at[2] - at[0], at[3] - at[1])
    canvas.clipPath(path, stroke=0, fill=0)


def _unclip(canvas: Canvas, height: float, at: Any, options: dict[str, Any]) -> None:
    canvas.restoreState()


OPERATIONS: dict[str, Callable[[Canvas, float, Any, dict[str, Any]], None]] = {
    "lattice": _lattice,
    "line": _line,
    "box": _box,
    "area": _area,
    "text": _text,
    "clip": _clip,
    "unclip": _unclip,
}
