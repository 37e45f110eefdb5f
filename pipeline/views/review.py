"""Lists what a publication leaves open, row by row, for a person to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipeline.messages import Language, Message, message, render
from pipeline.messages.names import COLUMNS
from pipeline.views.decision import OpenCell, first_entry, open_cells, priced
from pipeline.views.spot import Counted, counted
from pipeline.views.width import padded

if TYPE_CHECKING:
    import pyarrow as pa

Tables = Mapping[str, "pa.Table"]
_OF_OPEN_CELLS = ("indicators", "provenance", "candidates", "repairs")
# Places for a column's name, in English and beside its Chinese name.
_NAME, _BOTH_NAMES = 17, 34


def review(
    tables: Tables,
    entries: bool = False,
    language: Language = "en",
) -> Iterator[str]:
    """Lines of text: each open row with its cells, their readings and why they are open.

    ``entries`` adds the entry of corrections.yml for each cell, its first reading filled in.
    """
    cells = list(cells_of(tables))
    notice_id = None
    if entries:
        notice = tables["notice"].to_pylist()[0]
        notice_id = notice["notice_id"]
    for _, of_row in groupby(cells, key=lambda cell: cell.seq):
        yield from _row(list(of_row), notice_id, language)
    yield render(_closing(cells, entries), language)


def as_list(tables: Tables, language: Language = "en") -> list[dict[str, Any]]:
    """The open cells as plain values, for machines."""
    return [_as_dict(cell, language) for cell in cells_of(tables)]


def cells_of(tables: Tables) -> Iterator[OpenCell]:
    """The open cells of a publication, in document order."""
    return open_cells(_rows(tables))


def _as_dict(cell: OpenCell, language: Language) -> dict[str, Any]:
    return {
        **asdict(cell),
        "reason": cell.reason[language],
        "settles": render(cell.settles, language),
    }


def _rows(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    rows = {}
    for name in _OF_OPEN_CELLS:
        rows[name] = tables[name].to_pylist()
    return rows


def _row(
    cells: list[OpenCell],
    notice_id: str | None,
    language: Language,
) -> Iterator[str]:
    """The open cells of one row, with entries where there is a notice to name in them."""
    first = cells[0]
    heading = message("views.row", seq=first.seq, indicator=first.indicator or "")
    yield render(heading, language)
    for reason, alike in groupby(cells, key=lambda cell: cell.reason):
        for cell in alike:
            yield _line(cell, language)
            if notice_id is None or not cell.is_own:
                continue
            for line in first_entry(notice_id, cell):
                yield f"      {line}"
        yield f"    {reason[language]}"
    own = [cell.settles for cell in cells if cell.is_own]
    for settles in dict.fromkeys(own):
        means = message("views.would-decide", settles=settles)
        yield f"    {render(means, language)}"


def _line(cell: OpenCell, language: Language) -> str:
    printed = render(_printed(cell), language)
    return f"  {_name(cell.column, language)} {_readings(cell, language)}  {printed}"


def _name(column: str, language: Language) -> str:
    if language == "en":
        return padded(column, _NAME)
    return padded(f"{column}（{COLUMNS.get(column, column)}）", _BOTH_NAMES)


def _readings(cell: OpenCell, language: Language) -> str:
    if not cell.is_own:
        return render(message("views.follows", column=cell.decided_by), language)
    quote = '"{}"' if language == "en" else "“{}”"
    either = render(message("views.or"), language)
    return either.join(priced(cell, language, quote))


def _printed(cell: OpenCell) -> Message:
    if cell.page is None or cell.row is None or cell.col is None:
        return message("views.nothing-printed")
    printed, counts = " ".join(cell.printed.split()), counted(cell.place)
    if counts is Counted.SHEETS:
        return message("editions.there-at", printed=printed, place=cell.place)
    code = "views.printed-there" if counts is Counted.PAGES else "editions.there-in"
    return message(
        code,
        printed=printed,
        page=cell.page,
        row=cell.row + 1,
        col=cell.col + 1,
    )


def _closing(cells: list[OpenCell], entries: bool) -> Message:
    if not cells:
        return message("views.nothing-open")
    rows = len({cell.seq for cell in cells})
    if entries:
        return message("views.open-with-entries", cells=len(cells), rows=rows)
    return message("views.open-without-entries", cells=len(cells), rows=rows)
