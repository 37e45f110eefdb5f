"""Two columns' texts in one cell, one column's text in two → alignments that part or join them.

What is read from a cell in parts is one more way beside the others, at a price.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from pipeline.damage.kinds import Damage
from pipeline.repair.align.cells import Lexicon, has_han
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.align.serials import serial_cell
from pipeline.repair.damage.costs import Costs
from pipeline.text import fold, parse_integer, parse_number, split_points
from pipeline.text.target import is_measure

# Kinds of columns that hold whole numbers, or a mark or words for none.
OF_NUMBERS = ("serial", "points", "rank", "remark")
NOTHING = "/"  # stands where there is no number
OF_LABELS = {Damage.LABEL_CELL_LOST, Damage.LABEL_CELL_EXTRA}
# Aligns a row's texts; empty where they fit the columns in no way.
Align = Callable[[Sequence[str]], tuple[Alignment, ...]]


def with_parts(
    texts: Sequence[str],
    layout: Layout,
    lexicon: Lexicon,
    align: Align,
    costs: Costs,
) -> Iterator[Alignment]:
    """The ways in which a cell holds two columns' texts: a number, and a text beside it.

    Or a name, and a unit that other rows print or that is in general use. The number has to stand
    in a column of nothing else, the unit in that of units: any text may end in one.
    """
    for at, text in enumerate(texts):
        for words in _parts_of(text, lexicon.units):
            for fused in _apart(texts, at, words):
                for way in align(fused.parted):
                    if fused.fits(way, layout):
                        yield fused.told(way, costs.cells_fused)


@dataclass(frozen=True, slots=True)
class _Fused:
    """A row's texts, ``parted``, with the words of one cell in two; ``own`` are the row's cells."""

    words: tuple[str, str]
    at: int  # where the first of them stands
    parted: tuple[str, ...]
    own: tuple[int, ...]

    def fits(self, way: Alignment, layout: Layout) -> bool:
        """Whether both words stand in columns, a number in one of numbers, or a unit in its own.

        The first may be a label, left of the columns.
        """
        cells = (self.at, self.at + 1)
        if not {*way.labels, *way.places}.issuperset(cells):
            return False
        columns = self._columns(way)
        return any(_is_known(word, layout.kinds[column]) for column, word in columns)

    def told(self, way: Alignment, cost: float) -> Alignment:
        """A way of the parted cells, told by the cells that there are."""
        places = [None if cell is None else self.own[cell] for cell in way.places]
        labels = [self.own[cell] for cell in way.labels]
        return replace(
            way,
            cost=round(way.cost + cost, 6),
            places=tuple(places),
            labels=tuple(labels),
            damage=(*way.damage, Damage.CELLS_FUSED),
            parts=tuple(self._columns(way)),
        )

    def _columns(self, way: Alignment) -> Iterator[tuple[int, str]]:
        """The columns in which the words stand, each with its word."""
        for word, cell in zip(self.words, (self.at, self.at + 1), strict=True):
            if cell in way.places:
                yield way.places.index(cell), word


def _apart(
    texts: Sequence[str],
    at: int,
    words: tuple[str, str],
) -> Iterator[_Fused]:
    """The words in the cell's place and in that of a blank beside it; and with the rest slid."""
    cells = range(len(texts))
    for first in (at - 1, at):
        beside = first if first < at else at + 1
        if beside not in cells or texts[beside].strip():
            continue
        parted = (*texts[:first], *words, *texts[first + 2 :])
        own = (*cells[:first], at, at, *cells[first + 2 :])
        yield _Fused(words, first, parted, own)
    parted = (*texts[:at], *words, *texts[at + 1 :])
    own = (*cells[:at], at, at, *cells[at + 1 :])
    yield _Fused(words, at, parted, own)


def _parts_of(text: str, units: Set[str]) -> Iterator[tuple[str, str]]:
    """A text in two: behind a number that begins it, or before one or a unit that ends it.

    Or before a mark for nothing that ends it, behind a unit or another such mark.
    """
    words = text.split()
    if len(words) < 2:
        return
    first, last = words[0], words[-1]
    if _is_number(first):
        yield first, " ".join(words[1:])
    rest = " ".join(words[:-1])
    is_number = _is_number(last) and not (len(words) == 2 and _is_number(first))
    is_mark = last == NOTHING and (rest == NOTHING or fold(rest) in units)
    is_unit = fold(last) in units or is_measure(fold(last))
    if is_number or is_mark or is_unit:
        yield rest, last


def _is_number(word: str) -> bool:
    return parse_number(fold(word)) is not None


def _is_known(word: str, kind: str) -> bool:
    """Whether a word can stand in a column of this kind and in few others."""
    if word == NOTHING:
        return kind == "rank"
    if kind in OF_NUMBERS:
        return _is_number(word) if kind == "points" else parse_integer(fold(word)) is not None
    return kind == "unit"


def with_joined(
    texts: Sequence[str],
    serial: int,
    layout: Layout,
    lexicon: Lexicon,
    align: Align,
    costs: Costs,
) -> Iterator[Alignment]:
    """The ways in which two cells hold one text, and the rest slid to the right.

    Both the whole of it; or, where that leaves anything in doubt, each a part: the two behind the
    serial the row's name; a number and words behind them the target.
    """
    serial_at = serial_cell(texts, serial)
    if serial_at is None or len(texts) - serial_at <= len(layout.columns):
        return  # there is no cell too many
    doubled = list(_doubled(texts, serial_at, layout, align, costs))
    yield from doubled
    if any(way.cost < costs.cell_doubled + costs.cell_doubtful for way in doubled):
        return  # one accident explains the row
    for first, kind in _halves(texts, serial_at, len(layout.zone), lexicon.units):
        joined = list(texts)
        joined[first] = "".join(texts[first : first + 2])
        joined[first + 1] = ""
        for way in align(joined):
            # One accident, and no cell lost besides.
            if not way.is_whole or first not in way.places or first + 1 in way.places:
                continue
            column = way.places.index(first)
            if layout.kinds[column] == kind:
                yield _as_one(way, column, joined[first], costs.cell_split)


def _doubled(
    texts: Sequence[str],
    serial_at: int,
    layout: Layout,
    align: Align,
    costs: Costs,
) -> Iterator[Alignment]:
    """The ways in which a row with a cell too many has one behind its serial printed twice."""
    filled = [at for at, text in enumerate(texts) if text.strip()]
    if filled[-1] - serial_at < len(layout.columns):
        return
    for again in range(serial_at + 2, len(texts)):
        before, text = map(fold, texts[again - 1 : again + 1])
        if not text or text != before:
            continue
        once = (*texts[:again], *texts[again + 1 :])
        for way in align(once):
            # One accident, whatever befell the labels.
            if way.is_whole and OF_LABELS.issuperset(way.damage):
                yield _as_doubled(way, again, costs.cell_doubled)


def _as_doubled(way: Alignment, again: int, cost: float) -> Alignment:
    """A way of the cells without the one printed again, told by the cells that there are."""
    places: list[int | None] = []
    for cell in way.places:
        slid = cell is not None and cell >= again
        places.append(cell + 1 if cell is not None and slid else cell)
    return replace(
        way,
        cost=round(way.cost + cost, 6),
        places=tuple(places),
        damage=(*way.damage, Damage.CELL_DOUBLED),
    )


def _halves(
    texts: Sequence[str],
    serial_at: int,
    zone: int,
    units: Set[str],
) -> Iterator[tuple[int, str]]:
    """The first of two cells that may hold one text, and the kind of its column.

    Of a name none where the serial stands left of its column, behind ``zone`` labels: then the
    first of the two is rather the label that it has changed places with.
    """
    name = serial_at + 1
    halves = texts[name : name + 2]
    if serial_at >= zone and len(halves) == 2 and all(map(_is_of_words, halves)):
        yield name, "name"
    for at in range(name + 1, len(texts) - 1):
        number, words = map(fold, texts[at : at + 2])
        if parse_number(number) is None or not words or words[0].isdecimal():
            continue
        if words in units or has_han(words):
            yield at, "target"


def _is_of_words(text: str) -> bool:
    """Whether a text may be part of a name: no number, and no label with its points."""
    key = fold(text)
    if not has_han(key) or parse_number(key) is not None:
        return False
    _, points = split_points(key)
    return points is None


def _as_one(
    way: Alignment,
    column: int,
    text: str,
    cost: float,
) -> Alignment:
    """A way of the joined cells, with their text in its column."""
    return replace(
        way,
        cost=round(way.cost + cost, 6),
        damage=(*way.damage, Damage.CELL_SPLIT),
        parts=((column, text),),
    )


__all__ = ["with_joined", "with_parts"]
