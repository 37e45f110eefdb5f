"""The maker that prints HTML with Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from tests.breaks.links import address, placed
from tests.breaks.model import Cell, Document, PageBreak, Placement, Table, Text

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SIZES = {"title": 1.6, "caption": 1.1, "unit": 0.95, "body": 1.0}
_PLACE = {"title": "center", "unit": "right", "caption": "left", "body": "left"}
# How tables and cells are ruled: a cut cell stays open, or is closed on both pages.
_COLLAPSED = ("border-collapse: collapse", "border: 0.6pt solid black")
_RULES = (
    _COLLAPSED, _COLLAPSED, _COLLAPSED, _COLLAPSED,
    ("border-collapse: separate; border-spacing: 0; border: solid black; border-width: .6pt 0 0 .6pt",
     "border: solid black; border-width: 0 .6pt .6pt 0"),
    ("border-collapse: separate; border-spacing: 0; border: solid black; border-width: 0 0 0 .6pt",
     "border: solid black; border-width: .6pt .6pt .6pt 0;"
     " box-decoration-break: clone; -webkit-box-decoration-break: clone"),
)  # fmt: skip
_LANGUAGES = {"zh": "zh-CN"}


class Chromium:
    """Pages by Chromium: headings again on each page by ``thead``, rows cut where they may be.

    A merged cell that goes over a break ends too high on the next page, by what was left of the page before: its rule
    stands beside rows that it covers. So no shape with merged labels is made here.
    """

    without: frozenset[str] = frozenset(
        {"targets", "course_plan", "directory", "duties", "checklist", "beside"}
    )

    def missing(self) -> str:
        try:
            import playwright  # noqa: F401
        except ImportError:
            return "playwright is not installed"
        return "" if _browser() else "no Chromium is installed; CHROMIUM=path names one"

    def typeset(self, documents: Sequence[Document], folder: Path) -> list[tuple[Path, Placement]]:
        from playwright.sync_api import sync_playwright

        found = []
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=_browser(), args=["--no-sandbox"])
            page = browser.new_page()
            for document in documents:
                path = folder / f"{document.seed}.pdf"
                page.set_content(html(document))
                page.pdf(path=path, prefer_css_page_size=True, print_background=True)
                found.append((path, placed(document, path)))
            browser.close()
        return found


def _browser() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


def html(document: Document) -> str:
    """The document as a page, its cells' texts as links."""
    body = "".join(_blocks(document))
    language = _LANGUAGES.get(document.script, document.script)
    return f'<!doctype html><html lang="{language}"><style>{_style(document)}</style>{body}</html>'


def _style(document: Document) -> str:
    look = document.look
    serif = "serif" if document.seed % 2 else "sans-serif"
    script = {"zh": "SC", "ko": "KR", "ja": "JP"}.get(document.script, "SC")
    family = f"'Noto {serif.split('-')[-1].title()} CJK {script}', {serif}"
    if document.script in ("en", "de", "fr", "ar"):
        family = f"'DejaVu {'Serif' if document.seed % 2 else 'Sans'}', {serif}"
    rules = _RULES[document.seed // 2 % len(_RULES)]
    return (
        f"@page {{ size: {look.width}pt {look.height}pt; margin: {look.margin}pt }}"
        f"body {{ margin: 0; font: {look.size}pt/{look.leading} {family} }}"
        f"table {{ {rules[0]}; table-layout: fixed; margin-bottom: {look.size}pt }}"
        f"td, th {{ {rules[1]}; padding: {look.pad}pt 3pt; font-weight: normal; overflow-wrap: anywhere;"
        f" height: {look.row_height * look.leading:.2f}em }}"
        "td, p { unicode-bidi: plaintext }"  # numbers run from left to right beside Arabic
        "a { color: inherit; text-decoration: none } p { margin: 0 0 .4em 0 }"
    )


def _blocks(document: Document) -> Iterator[str]:
    turn = False
    number = -1
    for block in document.blocks:
        if isinstance(block, PageBreak):
            turn = True
            continue
        begin = (
            " break-before: page;" if turn or (isinstance(block, Text) and block.new_page) else ""
        )
        turn = False
        if isinstance(block, Text):
            style = f"font-size: {_SIZES[block.kind]}em; text-align: {_PLACE[block.kind]};{begin}"
            yield f'<p style="{style}">{escape(block.text)}</p>'
        else:
            number += 1
            yield from _tables(number, block, begin)


def _tables(number: int, table: Table, begin: str) -> Iterator[str]:
    """The table, or, where its author cut it up by hand, each part as one."""
    cuts = [table.header_rows, *(split.row for split in table.splits), table.n_rows]
    for at, (first, last) in enumerate(pairwise(cuts)):
        split = table.splits[at - 1] if at else None
        if split:
            for nth, caption in enumerate(split.captions):
                yield f'<p style="{"break-before: page" if nth == 0 else ""}">{escape(caption)}</p>'
        if split and not split.captions:
            begin = " break-before: page;"
        heading = range(table.header_rows) if split is None or split.heading else range(0)
        yield _table(
            number,
            table,
            heading,
            range(first, last),
            begin if not split else "",
            again=bool(split),
        )


def _table(number: int, table: Table, heading: range, body: range, begin: str, again: bool) -> str:
    group = "table-header-group" if table.repeat else "table-row-group"
    inside = "auto" if table.breakable else "avoid"
    columns = "".join(
        f'<col style="width: {width / sum(table.widths):.3%}">' for width in table.widths
    )
    top = "".join(_rows(number, table, heading, "avoid", again))
    head = f'<thead style="display: {group}">{top}</thead>' if top else ""
    rows = "".join(_rows(number, table, body, inside, False))
    style = f"width: {table.breadth:.0%};{begin}"
    return (
        f'<table style="{style}"><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>'
    )


def _rows(number: int, table: Table, rows: range, inside: str, again: bool) -> Iterator[str]:
    for row in rows:
        cells = [(index, cell) for index, cell in enumerate(table.cells) if cell.row == row]
        inner = "".join(_cell(number, index, table, cell, again) for index, cell in cells)
        yield f'<tr style="break-inside: {inside}">{inner}</tr>'


def _cell(number: int, index: int, table: Table, cell: Cell, again: bool) -> str:
    heading = cell.row < table.header_rows
    align = (
        "center"
        if heading
        else {"centre": "center"}.get(table.aligns[cell.col], table.aligns[cell.col])
    )
    vertical = "middle" if heading or table.middle else "top"
    spans = f' rowspan="{cell.rowspan}"' * (cell.rowspan > 1) + f' colspan="{cell.colspan}"' * (
        cell.colspan > 1
    )
    drift = {(row, col): text for row, col, text in table.drift} if again else {}
    lines = drift.get((cell.row, cell.col), cell.text).split("\n")
    linked = [
        escape(line)
        if again or not line
        else f'<a href="{address(number, index)}">{escape(line)}</a>'
        for line in lines
    ]
    return f'<td{spans} style="text-align: {align}; vertical-align: {vertical}">{"<br>".join(linked)}</td>'
