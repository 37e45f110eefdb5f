"""How the cells of a workbook are set: number formats, rules at their sides, struck-out text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from typing import TypeVar

from pipeline.read.sheet.built_in import BUILT_IN
from pipeline.read.sheet.walk import Attributes, Parts, Walker, is_on, whole

GENERAL = "General"
_NO_RULE = "none"
_Value = TypeVar("_Value")


class Side(Flag):
    """Sides of a cell along which a rule is drawn."""

    NONE = 0
    LEFT = auto()
    RIGHT = auto()
    TOP = auto()
    BOTTOM = auto()

    @property
    def count(self) -> int:
        """How many they are."""
        return self.value.bit_count()


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
        if 0 <= number < len(self.by_number):
            return self.by_number[number]
        return PLAIN


def read_styles(parts: Parts, path: str | None) -> Styles:
    """The styles of a workbook; cells are plain where it has no such part.

    Raises:
        SourceError: the part is damaged.
        LimitExceeded: it inflates to more than is allowed.
    """
    walker = _StyleWalker()
    if path:
        parts.walk(path, walker)
    styles = [_style(walker, named) for named in walker.cells]
    return Styles(tuple(styles))


@dataclass(frozen=True, slots=True)
class _Named:
    """The format, border and font of a style, each by the number it has in its own list."""

    format: str
    border: str
    font: str


class _StyleWalker(Walker):
    """Gathers the lists of a workbook's styles; those of conditional formats are left alone."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: dict[str, str] = {}
        self.fonts_struck: list[bool] = []
        self.borders: list[Side] = []
        self.cells: list[_Named] = []
        self._within: list[str] = []

    def begin(self, name: str, attributes: Attributes) -> None:
        above = self._within[-2:]
        self._within.append(name)
        match [*above, name]:
            case [*_, "numFmts", "numFmt"]:
                number = attributes.get("numFmtId", "")
                self.formats[number] = attributes.get("formatCode", "")
            case [*_, "fonts", "font"]:
                self.fonts_struck.append(False)
            case ["fonts", "font", "strike"]:
                self.fonts_struck[-1] = is_on(attributes)
            case [*_, "borders", "border"]:
                self.borders.append(Side.NONE)
            case ["borders", "border", side] if side in _SIDES:
                self._take_rule(side, attributes)
            case [*_, "cellXfs", "xf"]:
                self._take_cell(attributes)

    def finish(self, name: str, text: str) -> None:  # noqa: ARG002 - the walker's signature
        self._within.pop()

    def _take_rule(self, side: str, attributes: Attributes) -> None:
        if attributes.get("style", _NO_RULE) != _NO_RULE:
            self.borders[-1] |= _SIDES[side]

    def _take_cell(self, attributes: Attributes) -> None:
        named = _Named(
            format=attributes.get("numFmtId", "0"),
            border=attributes.get("borderId", "0"),
            font=attributes.get("fontId", "0"),
        )
        self.cells.append(named)


def _style(walker: _StyleWalker, named: _Named) -> Style:
    code = walker.formats.get(named.format)
    if not code:
        code = BUILT_IN.get(named.format)
    sides = _numbered(walker.borders, named.border, Side.NONE)
    struck = _numbered(walker.fonts_struck, named.font, False)
    return Style(code, sides, struck)


def _numbered(values: list[_Value], number: str, otherwise: _Value) -> _Value:
    at = whole(number)
    if at is None or at >= len(values):
        return otherwise
    return values[at]
