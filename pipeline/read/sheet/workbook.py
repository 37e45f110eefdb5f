"""The parts of an XLSX workbook → its sheets, each as cells, merged areas and what is hidden.

Only what is displayed in a sheet's grid is looked at. Pictures, charts, macros, links to other
files and caches are never opened. openpyxl, which the workbook of the results is written with,
refuses sheets for a colour or a filter that it does not know, and takes as long to import as a
table of a thousand rows takes to read; the tests hold what is read here against it.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from pipeline.errors import SourceError
from pipeline.read.sheet.cells import Grid, read_grid
from pipeline.read.sheet.strings import read_strings
from pipeline.read.sheet.styles import Styles, read_styles
from pipeline.read.sheet.walk import Attributes, Parts, Walker, is_true

_ARCHIVE = ""
_USUAL_BOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it is stored; ``number`` counts the workbook's sheets from 1."""

    name: str
    number: int
    shown: bool
    grid: Grid

    def place(self, cell: str) -> str:
        """How a person finds a cell of the sheet: ``Sheet1!C14``."""
        return f"{self.name}!{cell}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets in order, how cells are set, and whether days are counted from 1904.

    ``name`` is the file's, for messages. ``others`` are the names of sheets without a grid, such
    as charts.
    """

    name: str
    sheets: tuple[Sheet, ...]
    styles: Styles
    from_1904: bool
    others: tuple[str, ...] = ()


def read_workbook(parts: Parts, most_cells: int) -> Workbook:
    """The workbook in an archive.

    Raises:
        SourceError: the archive holds no workbook, or a damaged one.
        LimitExceeded: it holds more than is allowed.
    """
    path = _book_path(parts)
    book = _BookWalker()
    if not parts.walk(path, book):
        raise SourceError("sheets.no-workbook", where=parts.name)
    relations = _relations(parts, path)
    by_kind = {relation.kind: relation.target for relation in relations.values()}
    strings = read_strings(parts, by_kind.get("sharedStrings"))
    styles = read_styles(parts, by_kind.get("styles"))

    sheets: list[Sheet] = []
    others: list[str] = []
    left = most_cells
    for number, listed in enumerate(book.sheets, 1):
        relation = relations.get(listed.relation)
        if relation is None or not relation.is_grid:
            others.append(listed.name)
            continue
        grid = read_grid(parts, relation.target, strings, left)
        left -= len(grid.cells)
        sheet = Sheet(listed.name, number, listed.shown, grid)
        sheets.append(sheet)
    return Workbook(
        name=parts.name,
        sheets=tuple(sheets),
        styles=styles,
        from_1904=book.from_1904,
        others=tuple(others),
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    shown: bool


class _BookWalker(Walker):
    """Gathers the workbook's list of sheets and its calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[_Listed] = []
        self.from_1904 = False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            listed = _Listed(
                name=attributes.get("name", ""),
                relation=attributes.get("id", ""),
                shown=attributes.get("state", "visible") == "visible",
            )
            self.sheets.append(listed)
        elif name == "workbookPr":
            self.from_1904 = is_true(attributes.get("date1904"))


@dataclass(frozen=True, slots=True)
class _Relation:
    """What a part refers to: the last word of the relation's type, and the other part's path."""

    kind: str
    target: str

    @property
    def is_grid(self) -> bool:
        return self.kind == "worksheet"


class _RelationWalker(Walker):
    """Gathers a part's relations to others within the archive, by their identifiers."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.found: dict[str, _Relation] = {}

    def begin(self, name: str, attributes: Attributes) -> None:
        is_outside = attributes.get("TargetMode") == "External"
        if name != "Relationship" or is_outside:
            return
        kind = attributes.get("Type", "")
        target = attributes.get("Target", "")
        identifier = attributes.get("Id", "")
        self.found[identifier] = _Relation(
            kind=kind.rpartition("/")[2],
            target=self._path(target),
        )

    def _path(self, target: str) -> str:
        """The path in the archive; one that begins with no slash is seen from the part."""
        target = target.replace("\\", "/")
        if not target.startswith("/"):
            target = posixpath.join(self._folder, target)
        return posixpath.normpath(target).lstrip("/")


def _book_path(parts: Parts) -> str:
    for relation in _relations(parts, _ARCHIVE).values():
        if relation.kind == "officeDocument":
            return relation.target
    return _USUAL_BOOK


def _relations(parts: Parts, path: str) -> dict[str, _Relation]:
    """What a part, or the whole archive, refers to, by its identifiers."""
    folder, name = posixpath.split(path)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    walker = _RelationWalker(folder)
    parts.walk(where, walker)
    return walker.found
