"""One sheet's part of a workbook → its cells as they are stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import LimitExceeded, SourceError
from pipeline.read.sheet.strings import Text, TextWalker, plain
from pipeline.read.sheet.walk import Parts

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # what a sheet has, by ISO/IEC 29500
# Positions that the merged areas of a sheet may cover; a table of a notice has some thousands.
MAX_MERGES = 50_000

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """A cell as it is stored.

    ``kind`` is the standard's: s and str text, n a number, b true or false, e an error, d a date.
    ``formula`` is true where a formula gave the value; ``value`` is None where none is stored.
    """

    kind: str
    value: str | None
    style: int = 0
    formula: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, first and last row and column from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's cells by row and column from 0, its merged areas, its hidden rows and columns."""

    cells: Mapping[Place, Stored]
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def read_grid(parts: Parts, path: str, strings: list[Text], most: int) -> Grid:
    """The cells of one sheet, at most so many.

    Raises:
        SourceError: the part is missing or damaged.
        LimitExceeded: it has more cells or merged areas than is allowed.
    """
    walker = _GridWalker(parts.name, strings, most)
    if not parts.walk(path, walker):
        raise SourceError("sheets.missing-part", where=parts.name, part=path)
    return Grid(
        walker.cells,
        tuple(walker.merges),
        frozenset(walker.hidden_rows),
        frozenset(walker.hidden_columns),
    )


def place_of(text: str) -> Place | None:
    """``C14`` → row 13, column 2; None for what is no place within a sheet."""
    found = _PLACE.fullmatch(text)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    if not (1 <= row <= MOST_ROWS and column <= MOST_COLUMNS):
        return None
    return row - 1, column - 1


def name_of(row: int, col: int) -> str:
    """Row 13, column 2 → ``C14``."""
    letters, rest = "", col + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


class _GridWalker(TextWalker):
    def __init__(self, where: str, strings: list[Text], most: int) -> None:
        super().__init__()
        self._where = where
        self._strings = strings
        self._most = most
        self._row = -1
        self._at: Place = (0, -1)
        self._attributes: Mapping[str, str] = {}
        self._value: str | None = None
        self._formula = False
        self.cells: dict[Place, Stored] = {}
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "col":
            self._column(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            super().begin(name, attributes)

    def finish(self, name: str, text: str) -> None:
        if name == "v":
            self._value = text
        elif name == "c":
            self._finish_cell()
        else:
            super().finish(name, text)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        number = _whole(attributes.get("r"))
        self._row = self._row + 1 if number is None else number - 1
        self._at = (self._row, -1)
        if not 0 <= self._row < MOST_ROWS:
            raise SourceError("sheets.no-such-cell", where=self._where, cell=f"row {self._row + 1}")
        if _is_true(attributes.get("hidden")) or attributes.get("ht") == "0":
            self.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("r")
        place = (self._at[0], self._at[1] + 1) if name is None else place_of(name)
        if place is None:
            raise SourceError("sheets.no-such-cell", where=self._where, cell=name)
        self._at = place
        self._attributes = attributes
        self._value = None
        self._formula = False
        self.take()

    def _finish_cell(self) -> None:
        kind = self._attributes.get("t", "n")
        style = _whole(self._attributes.get("s")) or 0
        inline = self.take()
        text = inline if kind == "inlineStr" else self._text(kind)
        if text is not None:
            stored = Stored("s", text.text, style, self._formula, text.struck)
        else:
            value = self._value.strip() if self._value else None
            stored = Stored(kind, value or None, style, self._formula)
        if self._at in self.cells:
            raise SourceError("sheets.doubled-cell", where=self._where, cell=name_of(*self._at))
        self.cells[self._at] = stored
        if len(self.cells) > self._most:
            raise LimitExceeded("sheets.too-many-cells", where=self._where, most=self._most)

    def _text(self, kind: str) -> Text | None:
        """The text of a cell that holds one."""
        if self._value is None:
            return None
        if kind == "str":
            return Text(plain(self._value))
        if kind != "s":
            return None
        number = _whole(self._value.strip())
        if number is None or number >= len(self._strings):
            cell = name_of(*self._at)
            raise SourceError("sheets.no-such-text", where=self._where, cell=cell)
        return self._strings[number]

    def _column(self, attributes: Mapping[str, str]) -> None:
        no_width = attributes.get("width", "1").strip("0.") == ""
        if not (no_width or _is_true(attributes.get("hidden"))):
            return
        first = max(1, _whole(attributes.get("min")) or 1)
        last = min(MOST_COLUMNS, _whole(attributes.get("max")) or first)
        self.hidden_columns.update(range(first - 1, last))

    def _merge(self, reference: str) -> None:
        ends = [place_of(end) for end in reference.split(":")]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            return
        top, left = ends[0]
        bottom, right = ends[1]
        area = Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        self.merges.append(area)
        if len(self.merges) > MAX_MERGES:
            raise LimitExceeded("sheets.too-many-merges", where=self._where, most=MAX_MERGES)


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
