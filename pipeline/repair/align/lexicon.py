"""What a notice itself shows of its words and numbers: a table's texts → its lexicon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from pipeline.repair.align.cells import SHARED_MARKS, Lexicon, has_han, looks_like_a_name
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.align.search import alignments
from pipeline.repair.align.serials import serial_cell
from pipeline.repair.damage.costs import Costs
from pipeline.text import fold, parse_integer, parse_number, parse_points

NO_BOUND = 10**6
LONG_UNIT = 8  # characters
TWICE = 2  # times that a word stands to be one of the notice's own
SOME = 3  # different names of a kind that show it to be usual,
SHARE = 0.1  # and what share of the rows they have
MANY = 20  # cells of a kind that say how they usually look
NEXT_RANK = 2  # how far above the others a rank that stands once may be
PRIOR_MARKS = 1.0  # of each mark for a shared weight, before a notice is seen

T = TypeVar("T")
ByKind = Mapping[str, list[str]]  # texts by the kind of column that they stand in


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's texts: the cells of each row, each row's serial, and the form's columns."""

    rows: Sequence[Sequence[str]]
    serials: Sequence[int]
    layout: Layout


def read_lexicon(sheet: Sheet, costs: Costs) -> Lexicon:
    """Reads what the table shows.

    Units and agencies from the places beside the serials; then, with these known, the highest rank
    and weight from rows that stand undamaged.
    """
    words = Lexicon(
        units=_shown_units(sheet),
        rare_units=_shown_units(sheet, times=1),
        agencies=_shown_agencies(sheet),
        highest_rank=NO_BOUND,
        marks=_marks(sheet.layout),
        any_names=_has_any_names(sheet),
        names_points=_names_points(sheet),
        no_targets=_has_no_targets(sheet),
    )
    seen = _Seen()
    for cells, serial in zip(sheet.rows, sheet.serials, strict=True):
        ways = alignments(
            cells,
            serial,
            sheet.layout,
            words,
            costs,
            slack=0.0,
        )
        if ways and not ways[0].damage:
            read = _by_kind(cells, ways[0], sheet.layout)
            seen.add(read)
    return replace(
        words,
        highest_rank=seen.highest_rank() or NO_BOUND,
        highest_weight=seen.highest_weight(),
        shared=seen.shares_of_marks(),
    )


def _marks(layout: Layout) -> dict[str, frozenset[str]]:
    """The form's own marks for a missing value, by kind of column, folded."""
    marks = {}
    for column in layout.columns:
        folded = map(fold, column.missing)
        marks[column.kind] = frozenset(folded)
    return marks


@dataclass(slots=True)
class _Seen:
    """The numbers that undamaged rows print, counted: ranks, weights, marks for shared weights."""

    ranks: Counter[int] = field(default_factory=Counter)
    weights: Counter[Decimal] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)

    def add(self, read: ByKind) -> None:
        """Counts the numbers of a row."""
        # Beside a blank target the last rank may be that target, slid over a lost ranking.
        targetless = "" in read["target"]
        if not targetless:
            for text in read["rank"]:
                self._add_rank(text)
        for text in read["points"]:
            self._add_weight(text)

    def _add_rank(self, text: str) -> None:
        rank = parse_integer(text)
        if rank:
            self.ranks[rank] += 1

    def _add_weight(self, text: str) -> None:
        weight = parse_points(text)
        if weight:
            self.weights[weight] += 1
        if text in SHARED_MARKS:
            self.marks[text] += 1

    def highest_rank(self) -> int:
        """The highest that stands twice, and those just above it; 0 where there is none.

        A number that slid over from the targets stands alone.
        """
        highest = max(self.ranks, default=0)
        if self.ranks.total() >= MANY:
            repeated = _repeated(self.ranks)
            highest = max(repeated, default=highest)
        for rank in sorted(self.ranks):
            if highest < rank <= highest + NEXT_RANK:
                highest = rank
        return highest

    def highest_weight(self) -> Decimal:
        """The highest that stands twice; without bound where few weights are seen."""
        if self.weights.total() < MANY:
            return Decimal("Infinity")
        repeated = _repeated(self.weights)
        return max(repeated, default=Decimal("Infinity"))

    def shares_of_marks(self) -> dict[str, float]:
        """The share of each mark for a shared weight; "/" and blank alike before any is seen."""
        seen = {mark: self.marks[mark] + PRIOR_MARKS for mark in SHARED_MARKS}
        usual = seen["/"] + seen[""]
        return {
            "/": seen["/"] / usual,
            "": seen[""] / usual,
            "-": seen["-"] / (usual + seen["-"]),
        }


def _repeated(counts: Counter[T], times: int = TWICE) -> list[T]:
    """What was seen so often or more, in the order in which it was seen first."""
    found = []
    for value, count in counts.items():
        if count >= times:
            found.append(value)
    return found


def _by_kind(
    cells: Sequence[str],
    way: Alignment,
    layout: Layout,
) -> ByKind:
    """The folded texts that an alignment puts into the columns, by the columns' kind."""
    read = defaultdict[str, list[str]](list)
    for column, place in zip(layout.columns, way.places, strict=True):
        if place is not None:
            text = fold(cells[place])
            read[column.kind].append(text)
    return read


def _shown_units(sheet: Sheet, times: int = TWICE) -> frozenset[str]:
    """Short words that stand so often or more where units do, counted from a row's serial."""
    seen = Counter(_beside_serials(sheet, "unit"))
    return frozenset(filter(_is_unit, _repeated(seen, times)))


def _is_unit(word: str) -> bool:
    if not word or word == "/":
        return False
    if word[0].isdecimal() or parse_number(word) is not None:
        return False
    return len(word) <= LONG_UNIT


def _beside_serials(sheet: Sheet, kind: str) -> Iterator[str]:
    """Each row's folded text in the first column of a kind.

    As many cells from the row's serial as on the form.
    """
    column = sheet.layout.first_of(kind)
    serial_column = sheet.layout.first_of("serial")
    if column is None or serial_column is None:
        return
    away = column - serial_column
    for cells, serial in zip(sheet.rows, sheet.serials, strict=True):
        serial_at = serial_cell(cells, serial)
        if serial_at is None:
            continue
        at = serial_at + away
        if 0 <= at < len(cells):
            yield fold(cells[at])


def _shown_agencies(sheet: Sheet) -> frozenset[str]:
    """What stands twice or more where agencies do.

    At the rows' ends, or beside the serials where that is no end.
    """
    seen = Counter[str]()
    if sheet.layout.columns[-1].kind == "agency":
        seen.update(map(_last_text, sheet.rows))
    else:
        seen.update(_beside_serials(sheet, "agency"))
    return frozenset(filter(has_han, _repeated(seen)))


def _has_any_names(sheet: Sheet) -> bool:
    """Whether names are usual that do not look like those of indicators: 德语, 法学, CPI.

    Where the form has units such a word is more likely one of them, slid over a lost name.
    """
    if sheet.layout.first_of("unit") is None:
        return True
    other = set()
    for word in _beside_serials(sheet, "name"):
        if word and word != "/" and parse_number(word) is None and not looks_like_a_name(word):
            other.add(word)
    return len(other - _shown_units(sheet)) >= max(SOME, SHARE * len(sheet.rows))


def _in_place(sheet: Sheet, kind: str) -> Iterator[str]:
    """The texts where the first column of a kind is printed, row by row, folded."""
    at = sheet.layout.first_of(kind)
    if at is None:
        return
    place = sheet.layout.slot(at)
    for cells in sheet.rows:
        yield fold(cells[place]) if place < len(cells) else ""


def _has_no_targets(sheet: Sheet) -> bool:
    """Whether most rows print no target."""
    texts = list(_in_place(sheet, "target"))
    return texts.count("") > len(texts) / 2


def _names_points(sheet: Sheet) -> bool:
    """Whether most weights are printed with 分 behind the number."""
    plain = named = 0
    for text in _in_place(sheet, "points"):
        if parse_number(text) is not None:
            plain += 1
        elif parse_points(text) is not None:
            named += 1
    return named > plain


def _last_text(cells: Sequence[str]) -> str:
    """The row's last cell that is not blank, folded; empty where all are."""
    for text in reversed(cells):
        if text.strip():
            return fold(text)
    return ""
