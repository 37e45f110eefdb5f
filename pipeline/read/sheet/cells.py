"""One sheet's part of a workbook → its cells as they are stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import LimitExceeded, SourceError
from pipeline.read.sheet.area import (
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    Place,
    area_of,
    name_of,
    place_of,
)
from pipeline.read.sheet.strings import Text, TextWalker, plain
from pipeline.read.sheet.walk import Attributes, Parts, is_true, whole

# Merged areas that a sheet may have; a table of a notice has some hundreds.
MAX_MERGES = 50_000
_NO_HEIGHT = "0"
# How WPS Office stores a picture in a cell: =_xlfn.DISPIMG("ID_D0725FD5BF544D4B9C79E66BEBA01A89",1)
_PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stored:
    """A cell as it is stored.

    ``kind`` is the standard's: s and str text, n a number, b true or false, e an error, d a date.
    ``formula`` is true where a formula gave the value; ``value`` is None where none is stored.
    ``picture`` is true where a picture is displayed in the cell, as WPS Office stores one.
    """

    kind: str
    value: str | None
    style: int = 0
    formula: bool = False
    struck: bool = False
    raised: bool = False
    picture: bool = False


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


class _GridWalker(TextWalker):
    """Gathers a sheet's cells; one that names no place stands behind the one before it."""

    def __init__(self, where: str, strings: list[Text], most: int) -> None:
        super().__init__()
        self._where = where
        self._strings = strings
        self._most = most
        self._row = -1
        self._at: Place = (0, -1)
        self._attributes: Attributes = {}
        self._value: str | None = None
        self._formula = False
        self._formula_text = ""
        self.cells: dict[Place, Stored] = {}
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "col":
            self._take_columns(attributes)
        elif name == "mergeCell":
            self._take_merge(attributes)
        else:
            super().begin(name, attributes)

    def finish(self, name: str, text: str) -> None:
        if name == "v":
            self._value = text
        elif name == "f":
            self._formula_text = text
        elif name == "c":
            self._finish_cell()
        else:
            super().finish(name, text)

    def _begin_row(self, attributes: Attributes) -> None:
        number = whole(attributes.get("r"))
        row = self._row + 1
        if number is not None:
            row = number - 1
        if not 0 <= row < MOST_ROWS:
            raise self._no_such_cell(f"row {row + 1}")
        self._row = row
        self._at = (row, -1)
        is_flat = attributes.get("ht") == _NO_HEIGHT
        is_hidden = is_true(attributes.get("hidden"))
        if is_flat or is_hidden:
            self.hidden_rows.add(row)

    def _begin_cell(self, attributes: Attributes) -> None:
        name = attributes.get("r")
        if name is None:
            row, col = self._at
            place: Place | None = (row, col + 1)
        else:
            place = place_of(name)
        if place is None:
            raise self._no_such_cell(name)
        self._at = place
        self._attributes = attributes
        self._value = None
        self._formula = False
        self._formula_text = ""
        self.take()

    def _finish_cell(self) -> None:
        stored = self._stored()
        if self._at in self.cells:
            cell = name_of(*self._at)
            raise SourceError("sheets.doubled-cell", where=self._where, cell=cell)
        self.cells[self._at] = stored
        if len(self.cells) > self._most:
            raise LimitExceeded("sheets.too-many-cells", where=self._where, most=self._most)

    def _stored(self) -> Stored:
        """The cell that ends here."""
        kind = self._attributes.get("t", "n")
        style = whole(self._attributes.get("s")) or 0
        if self._is_picture():
            return Stored(kind, None, style, picture=True)
        inline = self.take()
        text = inline if kind == "inlineStr" else self._text(kind)
        if text is None:
            value = (self._value or "").strip()
            return Stored(kind, value or None, style, self._formula)
        return Stored(
            "s",
            text.text,
            style=style,
            formula=self._formula,
            struck=text.struck,
            raised=text.raised,
        )

    def _is_picture(self) -> bool:
        written = self._formula_text or self._value or ""
        return _PICTURE.match(written.strip()) is not None

    def _text(self, kind: str) -> Text | None:
        """The text of a cell that holds one."""
        if self._value is None:
            return None
        if kind == "str":
            return Text(plain(self._value))
        if kind == "s":
            return self._shared_text(self._value)
        return None

    def _shared_text(self, reference: str) -> Text:
        number = whole(reference.strip())
        if number is None or number >= len(self._strings):
            cell = name_of(*self._at)
            raise SourceError("sheets.no-such-text", where=self._where, cell=cell)
        return self._strings[number]

    def _take_columns(self, attributes: Attributes) -> None:
        """Notes columns that are hidden, or have no width."""
        width = attributes.get("width", "1")
        is_flat = not width.strip("0.")
        is_hidden = is_true(attributes.get("hidden"))
        if not is_flat and not is_hidden:
            return
        first = whole(attributes.get("min")) or 1
        last = whole(attributes.get("max")) or first
        last = min(MOST_COLUMNS, last)
        self.hidden_columns.update(range(first - 1, last))

    def _take_merge(self, attributes: Attributes) -> None:
        area = area_of(attributes.get("ref", ""))
        if area is None:
            return
        self.merges.append(area)
        if len(self.merges) > MAX_MERGES:
            raise LimitExceeded("sheets.too-many-merges", where=self._where, most=MAX_MERGES)

    def _no_such_cell(self, cell: str | None) -> SourceError:
        return SourceError("sheets.no-such-cell", where=self._where, cell=cell)
