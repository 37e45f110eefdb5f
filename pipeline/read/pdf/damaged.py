"""Tells what of a page is lost: parts that cannot be read, pages without words, texts overlaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.messages import Message, message
from pipeline.model import Finding, Severity
from pipeline.read.pdf.compose import crowded
from pipeline.read.pdf.model import Glyphs, PageInk, PdfPage, inked
from pipeline.read.pdf.spans import Span

# A cell with this share of its letters standing on others holds two texts.
SPOILT = 0.25
# A picture this large (share of the page) is the page; so many text strings are no empty
# paragraph's.
PICTURE, STRINGS = 0.5, 5
PICTURED, WORDLESS = "page-picture", "page-wordless"


def damage(ink: PageInk) -> list[Finding]:
    """Tells of unreadable parts, and of text strings of which no character came out."""
    causes = list(ink.damage)
    if ink.shown and not ink.glyphs:
        cause = message("read.strings-without-character", count=ink.shown)
        causes.append(cause)
    if causes:
        what = message("read.damaged-page", page=ink.number, causes=causes)
        return [_finding("error", "damaged-page", what, ink.number)]
    if all(g.is_blank for g in ink.glyphs):
        return _wordless(ink)
    return []


def _wordless(ink: PageInk) -> list[Finding]:
    """Tells of a page that shows something of which nothing can be read; empty pages are none."""
    if ink.pictured >= PICTURE:
        what = message("read.page-picture", page=ink.number)
        return [_finding("warning", PICTURED, what, ink.number)]
    if ink.strings >= STRINGS:
        what = message("read.page-wordless", page=ink.number, count=ink.strings)
        return [_finding("warning", WORDLESS, what, ink.number)]
    return []


def _finding(
    severity: Severity,
    check: str,
    what: Message,
    page: int,
) -> Finding:
    return Finding(severity, check, what, page=page)


def overlaid(
    cells: Mapping[Span, Sequence[Glyphs]],
    page: int,
) -> list[Finding]:
    """Tells of cells in which two texts are printed over each other: neither can be read.

    ``cells`` are the lines of each cell.
    """
    spoilt: list[Span] = []
    for span, lines in cells.items():
        count = crowded(lines)
        if not count:
            continue
        letters = sum(len(inked(line)) for line in lines)
        if count >= SPOILT * letters:
            spoilt.append(span)
    if not spoilt:
        return []
    first = spoilt[0]
    what = message(
        "read.overlaid-text",
        count=len(spoilt),
        place=message(
            "read.place",
            row=first.row,
            col=first.col,
        ),
    )
    return [_finding("error", "overlaid-text", what, page)]


def between_tables(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """Makes unreadable pages between two pages with tables errors: rows are lost there."""
    done = list(pages)
    for at in range(1, len(pages) - 1):
        before, page, after = pages[at - 1 : at + 2]
        is_between = before.tables and after.tables
        if is_between and not page.tables:
            findings = tuple(map(_as_loss, page.findings))
            done[at] = replace(page, findings=findings)
    return done


def _as_loss(finding: Finding) -> Finding:
    if finding.check in (PICTURED, WORDLESS):
        return replace(finding, severity="error")
    return finding
