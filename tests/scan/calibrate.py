"""What recognisers confuse and how often they are right, counted on cells whose truth is known.

``python -m tests.scan --calibrate --write FILE`` writes what :mod:`pipeline.read.scan.odds` reads.
All of it is synthetic: pages drawn by a program, worn by a program.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.model import Document, Reading
from pipeline.read.document import read
from pipeline.read.scan.alike import comparable
from pipeline.read.scan.models import MODELS
from pipeline.read.scan.odds import CLASSES, class_of
from pipeline.read.scan.page import cells_read
from pipeline.read.scan.pictures import PdfPictures
from pipeline.read.scan.prepared import grids_of, prepared
from pipeline.read.scan.recogniser import Recogniser
from pipeline.read.scan.straighten import straightened
from tests.scan.notices import Printed
from tests.scan.paper import USUAL, Wear, scan

# The wears that are counted, by what they are called.
WEARS = {
    "200 dpi": USUAL,
    "150 dpi": replace(USUAL, dpi=150),
    "200 dpi, blurred": replace(USUAL, blur=1.3),
    "200 dpi, red seals": replace(USUAL, grey=False, seals=2),
}
# So many characters that are read for others are of interest.
_LONGEST = 2
# Lone marks are told by their shape, however sure recognisers are of them.
_MARKS = frozenset("/-")

Place = tuple[int, int, int, int]


@dataclass
class Counts:
    """What was counted.

    ``sure`` has for each witness and class of its sureness whether it was right; ``confused`` what
    was printed, what was read, by whom; ``printed`` how often each character was; ``differ`` how
    many cells two read differently, and in how many of them one was right. Of lone marks only
    what they are confused with counts.
    """

    cells: int = 0
    sure: Counter[tuple[str, float, bool]] = field(default_factory=Counter)
    confused: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    printed: Counter[str] = field(default_factory=Counter)
    differ: Counter[bool] = field(default_factory=Counter)
    alike_wrong: list[str] = field(default_factory=list)

    def add(self, readings: Sequence[Reading], truth: str) -> None:
        """Counts one recognised cell."""
        plain = comparable(truth)
        self.cells += 1
        self.printed.update(plain)
        right: list[bool] = []
        for reading in readings:
            said = comparable(reading.text)
            right.append(said == plain)
            for before, after in confusions(plain, said):
                self.confused[reading.witness, before, after] += 1
        if plain in _MARKS:
            return
        for reading, is_right in zip(readings, right, strict=True):
            self.sure[reading.witness, class_of(reading.chance), is_right] += 1
        texts = {comparable(reading.text) for reading in readings}
        if len(texts) > 1:
            self.differ[any(right)] += 1
        elif not all(right):
            said_by = [(one.text, one.chance) for one in readings]
            self.alike_wrong.append(f"{truth!r}: {said_by}")

    def as_data(self) -> dict[str, object]:
        """The counts as they are kept."""
        names = sorted({witness for witness, _, _ in self.sure})
        witnesses: dict[str, object] = {}
        for name in names:
            classes = []
            for least in CLASSES:
                right, wrong = self.sure[name, least, True], self.sure[name, least, False]
                classes.append({"from": least, "right": right, "wrong": wrong})
            pairs = sorted(
                (before, after, count)
                for (witness, before, after), count in self.confused.items()
                if witness == name
            )
            witnesses[name] = {"sure": classes, "confused": pairs}
        kept = {sign for _, before, _ in self.confused for sign in before}
        printed = {sign: count for sign, count in sorted(self.printed.items()) if sign in kept}
        return {
            "cells": self.cells,
            "differ": {"one_right": self.differ[True], "none_right": self.differ[False]},
            "characters": self.printed.total(),
            "printed": printed,
            "witnesses": witnesses,
        }

    def lines(self) -> Iterator[str]:
        """The counts as Markdown."""
        yield f"{self.cells:,} cells; {self.differ.total()} are read differently, and in "
        yield f"{self.differ[True]} of these one reading is right"
        yield ""
        yield "| recogniser | least sure from | right | wrong |"
        yield "|---|---|---|---|"
        for name in sorted({witness for witness, _, _ in self.sure}):
            for least in CLASSES:
                right, wrong = self.sure[name, least, True], self.sure[name, least, False]
                yield f"| {name} | {least} | {right:,} | {wrong:,} |"
        yield ""
        yield "| printed | read | by | times |"
        yield "|---|---|---|---|"
        for (witness, printed, said), count in self.confused.most_common(40):
            if count > 1:
                yield f"| {printed or 'nothing'} | {said or 'nothing'} | {witness} | {count} |"
        yield "wrong though all read alike:"
        yield from self.alike_wrong


def confusions(printed: str, said: str) -> Iterator[tuple[str, str]]:
    """The characters that are read for others, or for nothing."""
    matcher = SequenceMatcher(None, printed, said, autojunk=False)
    for tag, first, end, start, behind in matcher.get_opcodes():
        before, after = printed[first:end], said[start:behind]
        if tag != "equal" and max(len(before), len(after)) <= _LONGEST:
            yield before, after


def count_all(sources: Sequence[Printed], folder: Path, path: Path | None) -> Counts:
    """Counts the cells of all notices, each under one of the wears in turn.

    ``path`` is the file that takes the counts, after each notice those up to it; None where none.
    """
    counts = Counts()
    recognisers = [Recogniser(model) for model in MODELS]
    wears = list(WEARS.items())
    done: list[str] = []
    for number, source in enumerate(sources):
        name, wear = wears[number % len(wears)]
        _count_notice(source, wear, folder, recognisers, counts)
        done.append(f"{source.name}, {name}")
        if path is not None:
            _write(counts, done, path)
    return counts


def _count_notice(
    source: Printed,
    wear: Wear,
    folder: Path,
    recognisers: Sequence[Recogniser],
    counts: Counts,
) -> None:
    image = scan(source.pdf, folder / f"scan-{source.name}.pdf", wear)
    truth, _ = read(source.pdf, engine="pdfium")
    pictures = PdfPictures(image)
    try:
        for number, printed in _by_page(truth).items():
            sheet = pictures.sheet(number)
            if sheet is None:
                continue
            page = prepared(straightened(sheet))
            for grid in grids_of(page):
                places = [
                    (one.row, one.col, one.row_end - one.row, one.col_end - one.col)
                    for one in grid.spans
                ]
                if set(places) != set(printed):
                    continue
                read_cells = cells_read(page, grid, recognisers)
                for place, found in zip(places, read_cells, strict=True):
                    if found.strips:
                        counts.add(found.readings(), printed[place])
    finally:
        pictures.close()


def _by_page(document: Document) -> dict[int, dict[Place, str]]:
    """The texts of each page's table by place; pages with one table alone."""
    found: dict[int, dict[Place, str]] = {}
    for table in document.tables:
        cells = {
            (cell.row, cell.col, cell.rowspan, cell.colspan): cell.text for cell in table.cells
        }
        found[table.page] = {} if table.page in found else cells
    return found


def _write(counts: Counts, done: Sequence[str], path: Path) -> None:
    """Writes the counts with what they were made of."""
    data = {"synthetic": True, "notices": list(done), **counts.as_data()}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
