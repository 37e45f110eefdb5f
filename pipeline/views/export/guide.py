"""The sheet that says how the others are read, in Chinese and English: half a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.messages import Message, message, render
from pipeline.messages.names import STATUS
from pipeline.views import calibration
from pipeline.views.export.book import Cell
from pipeline.views.export.marks import COLOURS, OPEN, SHARED

TITLE = render(message("workbook.guide"), "zh")
WIDTHS = (12.0, 76.0, 102.0)
# A cell's look → what it means.
_BY_STATUS = {
    "repaired": message("workbook.is-repaired"),
    "derived": message("workbook.is-derived"),
    "corrected": message("workbook.is-corrected"),
    "shared": message("workbook.is-shared"),
    "ambiguous": message("workbook.is-open"),
}
_SHOWN = {"ambiguous": OPEN, "shared": SHARED}
Line = tuple[Cell, Cell, Cell]


def headings() -> list[str]:
    """What heads the sheet's columns."""
    cell, meaning = message("workbook.cell"), message("workbook.meaning")
    return [render(cell, "zh"), render(meaning, "zh"), f"{render(message('workbook.guide'))}"]


def lines(for_screen: Sequence[str]) -> Iterator[Line]:
    """The rows; ``for_screen`` are the sheets that are not printed whole."""
    yield _line(Cell(STATUS["printed"]), message("workbook.is-printed"))
    for status, meaning in _BY_STATUS.items():
        shown = Cell(
            _SHOWN.get(status, STATUS[status]),
            COLOURS[status],
            is_mark=status == "shared",
        )
        yield _line(shown, _with_reliability(meaning, status))
    yield _line(Cell("/", is_mark=True), message("workbook.is-mark"))
    blank = render(message("workbook.blank"), "zh")
    yield _line(Cell(blank, is_mark=True), message("workbook.is-blank"))
    sheets = message("workbook.paper", sheets=for_screen)
    yield _note(message("workbook.of-targets"), message("workbook.targets"))
    yield _note(message("workbook.of-paper"), sheets)
    yield _note(message("workbook.of-decisions"), message("workbook.decisions"))


def _line(shown: Cell, meaning: Message) -> Line:
    return shown, Cell(render(meaning, "zh")), Cell(render(meaning))


def _note(about: Message, what: Message) -> Line:
    return _line(Cell(render(about, "zh"), is_bold=True), what)


def _with_reliability(meaning: Message, status: str) -> Message:
    """The meaning, with how often values of the status were right on invented notices."""
    share = calibration.share(status)
    if share is None:
        return meaning
    return message("workbook.with-reliability", meaning=meaning, reliability=share.said())
