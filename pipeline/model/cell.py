"""A cell of a page's table, how it is set, and what witnesses read in it; and the table.

Places and boxes are as in :mod:`pipeline.model`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a cell is set.

    The box of each printed line, empty where it is turned against its table, and whether no rule
    closes it at the table's upper or lower edge.
    """

    lines: tuple[Box, ...] = ()
    open_top: bool = False
    open_bottom: bool = False

    def __reduce__(self) -> tuple[type[Layout], tuple[object, ...]]:
        """As :meth:`Cell.__reduce__`."""
        return Layout, (self.lines, self.open_top, self.open_bottom)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a witness reads in a cell of a page image.

    ``chance`` is how sure it is of its least certain character, from 0 to 1. ``probability`` is
    how likely this is what is printed, by what witnesses were counted to confuse; None where they
    agree, or nothing was counted.
    """

    witness: str
    text: str
    chance: float
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    r"""One cell of one page's table: ``row``, ``col`` is its top left grid position.

    ``text`` is verbatim (lines of a wrapped PDF cell are separated by ``\n``). ``engines`` names
    the readers that saw this cell alike. ``layout`` is None where the source has no geometry.
    ``place`` is how a person finds it where there are no pages: "table 2", "Sheet1!C14".
    ``readings`` are what each witness reads in a page image, the likeliest first; ``confidence``
    is theirs in what they agree on, None where they differ or nothing had to be recognised.
    """

    row: int
    col: int
    text: str = ""
    rowspan: int = 1
    colspan: int = 1
    page: int = 1
    bbox: Box | None = None
    engines: tuple[str, ...] = ()
    layout: Layout | None = field(
        default=None,
        compare=False,
        repr=False,
    )
    place: str | None = None
    confidence: float | None = field(
        default=None,
        compare=False,
        repr=False,
    )
    readings: tuple[Reading, ...] = field(
        default=(),
        compare=False,
        repr=False,
    )

    def __reduce__(self) -> tuple[Callable[..., Cell], tuple[object, ...]]:
        """How it is sent from process to process.

        A document has tens of thousands, and going through the fields costs more than they do.
        """
        return made, (
            self.row,
            self.col,
            self.text,
            self.rowspan,
            self.colspan,
            self.page,
            self.bbox,
            self.engines,
            self.layout,
            self.place,
            self.confidence,
            self.readings,
        )

    @property
    def in_doubt(self) -> bool:
        """Whether witnesses read it differently."""
        return bool(self.readings) and self.confidence is None

    def positions(self) -> Iterator[tuple[int, int]]:
        """Every grid position the cell covers."""
        rows = range(self.row, self.row + self.rowspan)
        cols = range(self.col, self.col + self.colspan)
        for row in rows:
            for col in cols:
                yield row, col


class _OpenLayout:
    """As :class:`_Open`."""

    __slots__ = Layout.__slots__


def laid(
    lines: tuple[Box, ...],
    open_top: bool,
    open_bottom: bool,
) -> Layout:
    """A layout of all its fields, as :func:`made` makes a cell."""
    layout: Any = _OpenLayout()
    layout.lines = lines
    layout.open_top = open_top
    layout.open_bottom = open_bottom
    layout.__class__ = Layout
    found: Layout = layout
    return found


class _Open:
    """A cell while it is made: a frozen one takes each field by a call."""

    __slots__ = Cell.__slots__


def made(*values: Any) -> Cell:
    """A cell of all its fields in their order, in a third of the time that ``Cell`` takes.

    For tables of tens of thousands.
    """
    cell: Any = _Open()
    (
        cell.row,
        cell.col,
        cell.text,
        cell.rowspan,
        cell.colspan,
        cell.page,
        cell.bbox,
        cell.engines,
        cell.layout,
        cell.place,
        cell.confidence,
        cell.readings,
    ) = values
    cell.__class__ = Cell
    found: Cell = cell
    return found


@dataclass(frozen=True, slots=True)
class PageTable:
    """One ruled table of one page.

    ``cells`` in reading order, each grid position owned by at most one.

    ``sheet`` is the page's width and height in points, None where it is not known.
    """

    page: int
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    bbox: Box | None = None
    sheet: tuple[float, float] | None = None

    def __reduce__(self) -> tuple[Callable[..., PageTable], tuple[object, ...]]:
        """How it is sent from process to process: its cells by columns, each field one of them."""
        about = self.page, self.n_rows, self.n_cols, self.bbox, self.sheet
        return page_table, (about, columns_of(self.cells))

    def grid(self) -> dict[tuple[int, int], Cell]:
        """Grid position → the cell that covers it (its owner), merged positions included."""
        owners: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            owners |= dict.fromkeys(cell.positions(), cell)
        return owners


# The fields of a cell and of how it is set, in their order.
_FIELDS = attrgetter(*(one.name for one in fields(Cell)))
_SETTING = attrgetter(*(one.name for one in fields(Layout)))
_LAYOUT = [one.name for one in fields(Cell)].index("layout")


def columns_of(cells: Sequence[Cell]) -> list[Sequence[Any]]:
    """Cells as a column of each of their fields, layouts as theirs."""
    columns: list[Sequence[Any]] = list(zip(*map(_FIELDS, cells), strict=True))
    if columns:
        settings = [None if one is None else _SETTING(one) for one in columns[_LAYOUT]]
        columns[_LAYOUT] = settings
    return columns


def page_table(
    about: tuple[Any, ...],
    columns: Sequence[Sequence[Any]],
) -> PageTable:
    """The table that :meth:`PageTable.__reduce__` has taken apart."""
    page, n_rows, n_cols, bbox, sheet = about
    cells: tuple[Cell, ...] = ()
    if columns:
        settings = columns[_LAYOUT]
        layouts = [None if one is None else laid(*one) for one in settings]
        cells = tuple(map(made, *columns[:_LAYOUT], layouts, *columns[_LAYOUT + 1 :]))
    return PageTable(page, n_rows, n_cols, cells, bbox, sheet)


__all__ = [
    "Box",
    "Cell",
    "Layout",
    "PageTable",
    "Reading",
    "columns_of",
    "laid",
    "made",
    "page_table",
]
