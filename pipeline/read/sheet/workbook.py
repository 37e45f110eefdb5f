"""The parts of an XLSX workbook → its sheets, each as cells, merged areas and what is hidden.

Only what is displayed in a sheet's grid is looked at. Pictures, charts, macros, links to other
files and caches are never opened. openpyxl, which the workbook of the results is written with,
refuses sheets for a colour or a filter that it does not know, and takes as long to import as a
table of a thousand rows takes to read; the tests hold what is read here against it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import SourceError
from pipeline.read.sheet.cells import Grid, read_grid
from pipeline.read.sheet.strings import read_strings
from pipeline.read.sheet.styles import Styles, read_styles
from pipeline.read.sheet.walk import Parts, Walker

_PACKAGE = "_rels/.rels"
_USUAL_BOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it is stored; ``number`` counts the workbook's sheets from 1."""

    name: str
    number: int
    shown: bool
    grid: Grid


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets in order, how cells are set, and whether days are counted from 1904."""

    sheets: tuple[Sheet, ...]
    styles: Styles
    from_1904: bool
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class _Named:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    shown: bool


class _Book(Walker):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[_Named] = []
        self.from_1904 = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            shown = attributes.get("state", "visible") == "visible"
            named = _Named(attributes.get("name", ""), attributes.get("id", ""), shown)
            self.sheets.append(named)
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


class _Relations(Walker):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.found: dict[str, _Relation] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        if not target.startswith("/"):
            target = posixpath.join(self._folder, target)
        kind = attributes.get("Type", "").rpartition("/")[2]
        path = posixpath.normpath(target).lstrip("/")
        self.found[attributes.get("Id", "")] = _Relation(kind, path)


def read_workbook(parts: Parts, most_cells: int) -> Workbook:
    """The workbook in an archive.

    Raises:
        SourceError: the archive holds no workbook, or a damaged one.
        LimitExceeded: it holds more than is allowed.
    """
    path = _book_path(parts)
    book = _Book()
    if not parts.walk(path, book):
        raise SourceError("sheets.no-workbook", where=parts.name)
    relations = _relations(parts, path)
    by_kind = {relation.kind: relation.target for relation in relations.values()}
    strings = read_strings(parts, by_kind.get("sharedStrings"))
    styles = read_styles(parts, by_kind.get("styles"))
    sheets: list[Sheet] = []
    others: list[str] = []
    left = most_cells
    for number, named in enumerate(book.sheets, 1):
        relation = relations.get(named.relation)
        if relation is None or relation.kind != "worksheet":
            others.append(named.name)
            continue
        grid = read_grid(parts, relation.target, strings, left)
        left -= len(grid.cells)
        sheets.append(Sheet(named.name, number, named.shown, grid))
    return Workbook(tuple(sheets), styles, book.from_1904, tuple(others))


def _book_path(parts: Parts) -> str:
    found = _relations(parts, "").values()
    return next((one.target for one in found if one.kind == "officeDocument"), _USUAL_BOOK)


def _relations(parts: Parts, path: str) -> dict[str, _Relation]:
    """What a part refers to, by its identifiers; "" is the whole archive."""
    folder, name = posixpath.split(path)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    walker = _Relations(folder)
    parts.walk(where, walker)
    return walker.found
