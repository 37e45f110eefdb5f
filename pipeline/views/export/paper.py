"""A sheet on paper: A4 across, as wide as the sheet, headings on every page, pages numbered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.views.export.book import height, letter

A4 = 9
# Per cent: a narrow sheet is set no larger, the widest is hardly smaller than that.
SCALE = 78
# Characters, in all columns of a sheet, that A4 across holds at this scale.
BUDGET = 190.0
# A program without the standard font sets wider columns: from so many on a sheet is fitted.
_FITTED = 150.0
# Points of a page between its header and its footer.
_HEIGHT = 505.0
_SIDE, _ABOVE, _BELOW, _EDGE = 0.3, 0.6, 0.5, 0.25  # inches


def set_page(
    sheet: Any,
    widths: Sequence[float],
    title: str,
    first: int = 1,
) -> None:
    """Sets up the pages.

    Args:
        sheet: is complete, with its rows' heights.
        widths: of its columns.
        title: stands at the left above every page.
        first: the first column that is printed; those before it say the same on each row.
    """
    setup = sheet.page_setup
    setup.orientation = "landscape"
    setup.paperSize = A4
    if sum(widths[first - 1 :]) > _FITTED:
        setup.fitToWidth = 1
        setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    else:
        setup.scale = SCALE
    sheet.print_title_rows = "1:1"
    sheet.print_options.gridLines = True
    sheet.print_options.horizontalCentered = True
    _set_margins(sheet.page_margins)
    sheet.oddHeader.left.text = _plain(title)
    sheet.oddHeader.right.text = "&A"
    sheet.oddFooter.center.text = "&A　第&P页，共&N页"
    _print_rows(sheet, len(widths), first, sheet.max_row)


def _set_margins(margins: Any) -> None:
    margins.left = _SIDE
    margins.right = _SIDE
    margins.top = _ABOVE
    margins.bottom = _BELOW
    margins.header = _EDGE
    margins.footer = _EDGE


def print_first_page(
    sheet: Any,
    widths: Sequence[float],
    note: str,
    first: int,
) -> None:
    """Keeps all rows but those of the first page from paper; ``note`` above it says so."""
    scale = min(SCALE / 100, BUDGET * SCALE / 100 / sum(widths[first - 1 :]))
    left = _HEIGHT / scale
    last = 0
    for number in range(1, sheet.max_row + 1):
        left -= height(sheet, number)
        if left < 0 and number > 2:
            break
        last = number
    if last < sheet.max_row:
        sheet.oddHeader.center.text = _plain(note)
    _print_rows(sheet, len(widths), first, last)


def _print_rows(
    sheet: Any,
    columns: int,
    first: int,
    last: int,
) -> None:
    sheet.print_area = f"{letter(first)}1:{letter(columns)}{last}"


def _plain(text: str) -> str:
    """A text that is no sign of headers and footers, on one line, of characters that XML bears."""
    one_line = " ".join(text.split())
    printable = "".join(sign if sign.isprintable() else "\ufffd" for sign in one_line)
    return printable.replace("&", "&&")[:120]
