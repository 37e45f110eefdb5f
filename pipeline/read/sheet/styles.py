"""How the cells of a workbook are set: number formats, rules at their sides, struck-out text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Flag, auto
from typing import TypeVar

from pipeline.read.sheet.number_format import BUILT_IN
from pipeline.read.sheet.walk import Parts, Walker

GENERAL = "General"
_Value = TypeVar("_Value")


class Side(Flag):
    """Sides of a cell along which a rule is drawn."""

    NONE = 0
    LEFT = auto()
    RIGHT = auto()
    TOP = auto()
    BOTTOM = auto()


_SIDES = {
    "left": Side.LEFT,
    "start": Side.LEFT,
    "right": Side.RIGHT,
    "end": Side.RIGHT,
    "top": Side.TOP,
    "bottom": Side.BOTTOM,
}


@dataclass(frozen=True, slots=True)
class Style:
    """How one cell is set; ``format`` is the code of its number format, None an unknown one."""

    format: str | None = GENERAL
    sides: Side = Side.NONE
    struck: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by the number that cells name."""

    by_number: tuple[Style, ...] = ()

    def of(self, number: int) -> Style:
        """The style of that number, a plain one where there is none."""
        return self.by_number[number] if 0 <= number < len(self.by_number) else PLAIN


class _StyleWalker(Walker):
    def __init__(self) -> None:
        super().__init__()
        self.formats: dict[str, str] = {}
        self.fonts: list[bool] = []
        self.borders: list[Side] = []
        self.cells: list[tuple[str, str, str]] = []
        self._within: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        parent = self._within[-1] if self._within else ""
        self._within.append(name)
        if parent == "numFmts" and name == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif parent == "fonts" and name == "font":
            self.fonts.append(False)
        elif parent == "font" and name == "strike" and self._under("fonts"):
            self.fonts[-1] = attributes.get("val", "1") not in ("0", "false")
        elif parent == "borders" and name == "border":
            self.borders.append(Side.NONE)
        elif parent == "border" and name in _SIDES and self._under("borders"):
            self._rule(name, attributes.get("style", "none"))
        elif parent == "cellXfs" and name == "xf":
            keys = ("numFmtId", "borderId", "fontId")
            number, border, font = (attributes.get(key, "0") for key in keys)
            self.cells.append((number, border, font))

    def finish(self, name: str, text: str) -> None:  # noqa: ARG002 - the walker's signature
        self._within.pop()

    def _under(self, name: str) -> bool:
        """Whether it stands in the workbook's own list, not in one of conditional formats."""
        return len(self._within) > 2 and self._within[-3] == name

    def _rule(self, name: str, style: str) -> None:
        if style != "none":
            self.borders[-1] |= _SIDES[name]


def read_styles(parts: Parts, path: str | None) -> Styles:
    """The styles of a workbook; cells are plain where it has no such part.

    Raises:
        SourceError: the part is damaged.
        LimitExceeded: it inflates to more than is allowed.
    """
    walker = _StyleWalker()
    if path:
        parts.walk(path, walker)
    return Styles(tuple(_style(walker, *numbers) for numbers in walker.cells))


def _style(walker: _StyleWalker, number: str, border: str, font: str) -> Style:
    code = walker.formats.get(number) or BUILT_IN.get(number)
    sides = _at(walker.borders, border, Side.NONE)
    return Style(code, sides, _at(walker.fonts, font, False))


def _at(values: list[_Value], number: str, otherwise: _Value) -> _Value:
    if number.isascii() and number.isdigit() and len(number) < 10 and int(number) < len(values):
        return values[int(number)]
    return otherwise
