"""What a notice itself shows of its words and numbers: a table's texts → its lexicon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.repair.align.cells import Lexicon, has_han
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.align.search import alignments
from pipeline.repair.align.serials import serial_cell
from pipeline.repair.damage.costs import Costs
from pipeline.text import fold, parse_integer, parse_number

NO_BOUND = 10**6
LONG_UNIT = 8  # characters
TWICE = 2  # times that a word stands to be one of the notice's own
MANY = 20  # cells of a kind that say how they usually look
NEXT_RANK = 2  # how far above the others a rank that stands once may be
PRIOR_MARKS = 1.0  # of each mark for a shared weight, before a notice is seen

Texts = Sequence[Sequence[str]]  # the cells of each row


def read_lexicon(texts: Texts, serials: Sequence[int], layout: Layout, costs: Costs) -> Lexicon:
    """Reads what the table shows.

    Units and agencies from the places beside the serials; then, with these known, the highest rank
    and weight from rows that stand undamaged.
    """
    words = Lexicon(
        units=_shown_units(texts, serials, layout),
        agencies=_shown_agencies(texts, serials, layout),
        highest_rank=NO_BOUND,
        marks={column.kind: frozenset(map(fold, column.missing)) for column in layout.columns},
    )
    seen = _Seen()
    for cells, serial in zip(texts, serials, strict=True):
        ways = alignments(cells, serial, layout, words, costs, slack=0.0)
        if ways and not ways[0].damage:
            seen.add(cells, ways[0], layout)
    return replace(
        words,
        highest_rank=seen.highest_rank() or NO_BOUND,
        highest_weight=seen.highest_weight(),
        slashes=seen.share_of_slashes(),
    )


@dataclass(slots=True)
class _Seen:
    """The numbers that undamaged rows print, counted: ranks, weights, marks for shared weights."""

    ranks: Counter[int] = field(default_factory=Counter)
    weights: Counter[Decimal] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)

    def add(self, cells: Sequence[str], way: Alignment, layout: Layout) -> None:
        """Counts a row's numbers."""
        # Beside a blank target the last rank may be that target, slid over a lost ranking.
        targetless = any(not text for text in _folded(cells, way, layout, "target"))
        if not targetless:
            for text in _folded(cells, way, layout, "rank"):
                self._add_rank(text)
        for text in _folded(cells, way, layout, "points"):
            self._add_weight(text)

    def _add_rank(self, text: str) -> None:
        rank = parse_integer(text)
        if rank:
            self.ranks[rank] += 1

    def _add_weight(self, text: str) -> None:
        weight = parse_number(text)
        if weight:
            self.weights[weight] += 1
        if text in ("", "/"):
            self.marks[text] += 1

    def highest_rank(self) -> int:
        """The highest that stands twice, and those just above it; 0 where there is none.

        A number that slid over from the targets stands alone.
        """
        highest = max(self.ranks, default=0)
        if self.ranks.total() >= MANY:
            repeated = [rank for rank, count in self.ranks.items() if count >= TWICE]
            highest = max(repeated, default=highest)
        for rank in sorted(self.ranks):
            if highest < rank <= highest + NEXT_RANK:
                highest = rank
        return highest

    def highest_weight(self) -> Decimal:
        """The highest that stands twice; without bound where few weights are seen."""
        if self.weights.total() < MANY:
            return Decimal("Infinity")
        repeated = [weight for weight, count in self.weights.items() if count >= TWICE]
        return max(repeated, default=Decimal("Infinity"))

    def share_of_slashes(self) -> float:
        """The share of "/" among the marks of shared weights; a half before any is seen."""
        slashes = self.marks["/"] + PRIOR_MARKS
        return slashes / (self.marks.total() + 2 * PRIOR_MARKS)


def _folded(cells: Sequence[str], way: Alignment, layout: Layout, kind: str) -> Iterator[str]:
    """The folded texts that an alignment puts into the columns of a kind."""
    for column, place in zip(layout.columns, way.places, strict=True):
        if column.kind == kind and place is not None:
            yield fold(cells[place])


def _shown_units(texts: Texts, serials: Sequence[int], layout: Layout) -> frozenset[str]:
    """Short words that stand twice or more where units do, counted from a row's serial."""
    seen = Counter(_beside_serials(texts, serials, layout, "unit"))
    return frozenset(word for word, count in seen.items() if count >= TWICE and _is_unit(word))


def _is_unit(word: str) -> bool:
    if not 0 < len(word) <= LONG_UNIT:
        return False
    return word != "/" and not word[0].isdecimal() and parse_number(word) is None


def _beside_serials(
    texts: Texts, serials: Sequence[int], layout: Layout, kind: str
) -> Iterator[str]:
    """Each row's folded text in the first column of a kind.

    As many cells from the row's serial as on the form.
    """
    column, serial_column = layout.first_of(kind), layout.first_of("serial")
    if column is None or serial_column is None:
        return
    away = column - serial_column
    for cells, serial in zip(texts, serials, strict=True):
        at = serial_cell(cells, serial)
        if at is not None and 0 <= at + away < len(cells):
            yield fold(cells[at + away])


def _shown_agencies(texts: Texts, serials: Sequence[int], layout: Layout) -> frozenset[str]:
    """What stands twice or more where agencies do.

    At the rows' ends, or beside the serials where that is no end.
    """
    if layout.columns[-1].kind == "agency":
        seen = Counter(fold(_last_text(cells)) for cells in texts)
    else:
        seen = Counter(_beside_serials(texts, serials, layout, "agency"))
    return frozenset(text for text, count in seen.items() if count >= TWICE and has_han(text))


def _last_text(cells: Sequence[str]) -> str:
    """The row's last cell that is not blank; empty where all are."""
    return next((text for text in reversed(cells) if text.strip()), "")
