"""What a person is told of a page image: where it is hard to read, and the cells in doubt.

A cell on which a number rests has a finding of its own. The others of a table have one together,
which names their rows and quotes the worst; ``cells`` keeps the readings of each.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.messages import Message, message
from pipeline.model import Cell, Finding, PageTable, Reading
from pipeline.read.quote import shortened
from pipeline.read.scan.recognised import quoted
from pipeline.read.scan.sheet import Sheet
from pipeline.read.scan.witness import SEAL

# Pages with fewer pixels an inch are told of.
LOW_DPI = 190
# A table is told of as a whole where so large a share of its cells is in doubt, and so many.
_MOST_IN_DOUBT, _MANY = 0.5, 12
# So many cells are quoted of several, each reading with so many characters.
_WORST, _QUOTED = 3, 24
# Signs that a number is made of, and marks that stand for none.
_OF_NUMBERS = frozenset("0123456789.%‰/-—〇零一二三四五六七八九十百千万亿")


def told_of(
    sheet: Sheet,
) -> Iterator[Finding]:
    """Tells what a person should know of a page's image."""
    if sheet.dpi < LOW_DPI:
        what = message("scan.low-resolution", page=sheet.number, dpi=round(sheet.dpi))
        yield Finding("warning", "scan-resolution", what, page=sheet.number)


def rests_number(readings: Sequence[Reading]) -> bool:
    """Whether the readings give different numbers, or marks in place of one."""
    return len({_number_in(reading.text) for reading in readings}) != 1


def _number_in(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign in _OF_NUMBERS)


def told_of_table(
    table: PageTable,
) -> Iterator[Finding]:
    """Tells of a recognised table's cells in doubt."""
    doubtful = [cell for cell in table.cells if cell.in_doubt]
    recognised = [cell for cell in table.cells if cell.readings]
    is_most = len(doubtful) >= _MOST_IN_DOUBT * len(recognised)
    if is_most and len(doubtful) >= _MANY:
        yield _table_in_doubt(table, doubtful, len(recognised))
        return
    sealed = [cell for cell in doubtful if _is_sealed(cell)]
    if sealed:
        yield _seal_over(table, sealed)
    in_words: list[Cell] = []
    for cell in doubtful:
        if _is_sealed(cell):
            continue
        if rests_number(cell.readings):
            yield _cell_in_doubt(cell)
        else:
            in_words.append(cell)
    if len(in_words) == 1:
        yield _cell_in_doubt(in_words[0])
    elif in_words:
        yield _words_in_doubt(table, in_words)


def _is_sealed(cell: Cell) -> bool:
    return any(reading.witness == SEAL for reading in cell.readings)


def _seal_over(
    table: PageTable,
    cells: Sequence[Cell],
) -> Finding:
    what = message(
        "scan.sealed",
        page=table.page,
        count=len(cells),
        rows=_rows_of(cells),
    )
    return Finding("warning", "scan-seal", what, page=table.page)


def _cell_in_doubt(cell: Cell) -> Finding:
    what = message("scan.cell-in-doubt", readings=quoted(cell.readings))
    return Finding(
        "warning",
        "scan-cell",
        what,
        page=cell.page,
        row=cell.row,
        col=cell.col,
    )


def _words_in_doubt(
    table: PageTable,
    cells: Sequence[Cell],
) -> Finding:
    what = message(
        "scan.words-in-doubt",
        page=table.page,
        count=len(cells),
        rows=_rows_of(cells),
        worst=_worst(cells),
    )
    return Finding("warning", "scan-words", what, page=table.page)


def _table_in_doubt(
    table: PageTable,
    cells: Sequence[Cell],
    count: int,
) -> Finding:
    what = message(
        "scan.table-in-doubt",
        page=table.page,
        doubtful=len(cells),
        count=count,
        rows=_rows_of(cells),
        worst=_worst(cells),
    )
    return Finding("warning", "scan-table-doubt", what, page=table.page)


def _rows_of(cells: Sequence[Cell]) -> list[int]:
    """The rows of cells, as findings have them, each once."""
    return sorted({cell.row for cell in cells})


def _worst(cells: Sequence[Cell]) -> list[Message]:
    """The cells of which the recognisers are least sure, quoted with their places."""
    ordered = sorted(cells, key=_least_chance)
    return [quoted_cell(cell) for cell in ordered[:_WORST]]


def quoted_cell(cell: Cell) -> Message:
    """A cell's place and its readings, for a message."""
    readings = [_shortened(reading) for reading in cell.readings]
    return message(
        "scan.cell-quoted",
        row=cell.row,
        col=cell.col,
        readings=quoted(readings),
    )


def _least_chance(cell: Cell) -> float:
    return min(reading.chance for reading in cell.readings)


def _shortened(reading: Reading) -> Reading:
    text = shortened(" ".join(reading.text.split()), _QUOTED)
    return Reading(reading.witness, text, reading.chance)
