"""How often cells are right, by what the recognisers say of them, and what they confuse.

All of it is synthetic: ``python -m tests.scan --calibrate`` prints it as Markdown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.model import Cell, Document
from pipeline.read.document import read
from tests.scan.judge import bare
from tests.scan.notices import Printed
from tests.scan.paper import Wear, scan

# The least sure witness's chance, in classes from these on.
CLASSES = (0.0, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99)
# So many characters that are read for others are of interest.
_LONGEST = 2
_FIGURES = frozenset("0123456789.%/-—")

Place = tuple[int, int, int, int, int]
Class = tuple[str, str, float]


@dataclass
class Counts:
    """Cells by kind of text, agreement and class: all, and those that are right."""

    every: Counter[Class] = field(default_factory=Counter)
    right: Counter[Class] = field(default_factory=Counter)
    confused: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    misread: list[str] = field(default_factory=list)

    def add(self, cell: Cell, truth: str) -> None:
        """Counts one recognised cell."""
        least = min(reading.chance for reading in cell.readings)
        agreed = "differ" if cell.in_doubt else "agree"
        of_class = kind_of(truth), agreed, max(one for one in CLASSES if one <= least)
        self.every[of_class] += 1
        is_right = bare(cell.text) == bare(truth)
        self.right[of_class] += is_right
        if not is_right and not cell.in_doubt:
            readings = [(one.witness, one.text, one.chance) for one in cell.readings]
            self.misread.append(f"{truth!r}: {readings}")
        for reading in cell.readings:
            for printed, said in confusions(bare(truth), bare(reading.text)):
                self.confused[reading.witness, printed, said] += 1

    def lines(self) -> Iterator[str]:
        """The tables as Markdown."""
        yield "| text | recognisers | least sure from | cells | right | wrong |"
        yield "|---|---|---|---|---|---|"
        for of_class, count in sorted(self.every.items()):
            kind, agreed, least = of_class
            right = self.right[of_class]
            yield f"| {kind} | {agreed} | {least} | {count:,} | {right:,} | {count - right:,} |"
        yield ""
        yield "| printed | read | by | times |"
        yield "|---|---|---|---|"
        for (witness, printed, said), count in self.confused.most_common(40):
            if count > 1:
                yield f"| {printed or 'nothing'} | {said or 'nothing'} | {witness} | {count} |"
        yield from self.misread


def kind_of(text: str) -> str:
    """The kind of a cell's text: figure, short, words."""
    plain = bare(text)
    if set(plain) <= _FIGURES:
        return "figure"
    return "short" if len(plain) <= 8 else "words"


def confusions(printed: str, said: str) -> Iterator[tuple[str, str]]:
    """The characters that are read for others, or for nothing."""
    for tag, first, end, start, behind in SequenceMatcher(
        None, printed, said, autojunk=False
    ).get_opcodes():
        before, after = printed[first:end], said[start:behind]
        if tag != "equal" and max(len(before), len(after)) <= _LONGEST:
            yield before, after


def count_notice(source: Printed, wear: Wear, folder: Path, counts: Counts) -> None:
    """Reads the scan of a PDF and counts its cells."""
    image = scan(source.pdf, folder / f"scan-{source.name}.pdf", wear)
    truth, _ = read(source.pdf, engine="pdfium")
    have, _ = read(image)
    printed = _by_place(truth)
    for place, cell in _by_place(have).items():
        if cell.readings and place in printed:
            counts.add(cell, printed[place].text)


def _by_place(document: Document) -> dict[Place, Cell]:
    return {
        (cell.page, cell.row, cell.col, cell.rowspan, cell.colspan): cell
        for table in document.tables
        for cell in table.cells
    }
