"""Tells what of a page is lost: parts that cannot be read, pages without words, texts overlaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.messages import message
from pipeline.model import Finding
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
        causes.append(message("read.strings-without-character", count=ink.shown))
    if causes:
        what = message("read.damaged-page", page=ink.number, causes=causes)
        return [Finding("error", "damaged-page", what, page=ink.number)]
    if all(g.is_blank for g in ink.glyphs):
        return _wordless(ink)
    return []


def _wordless(ink: PageInk) -> list[Finding]:
    """Tells of a page that shows something of which nothing can be read; empty pages are none."""
    if ink.pictured >= PICTURE:
        what = message("read.page-picture", page=ink.number)
        return [Finding("warning", PICTURED, what, page=ink.number)]
    if ink.strings >= STRINGS:
        what = message("read.page-wordless", page=ink.number, count=ink.strings)
        return [Finding("warning", WORDLESS, what, page=ink.number)]
    return []


def overlaid(
    faces: Mapping[Span, Glyphs],
    page: int,
) -> list[Finding]:
    """Tells of cells in which two texts are printed over each other: neither can be read."""
    spoilt: list[Span] = []
    for span, glyphs in faces.items():
        letters = len(inked(glyphs))
        if letters and crowded(glyphs) >= SPOILT * letters:
            spoilt.append(span)
    if not spoilt:
        return []
    place = message(
        "read.place",
        row=spoilt[0].row,
        col=spoilt[0].col,
    )
    what = message("read.overlaid-text", count=len(spoilt), place=place)
    return [Finding("error", "overlaid-text", what, page=page)]


def between_tables(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """Makes unreadable pages between two pages with tables errors: rows are lost there."""
    ruled = [bool(page.tables) for page in pages]
    done: list[PdfPage] = []
    for at, page in enumerate(pages):
        before, after = ruled[:at], ruled[at + 1 :]
        is_between = any(before[-1:]) and any(after[:1])
        if is_between and not page.tables:
            findings = tuple(map(_as_loss, page.findings))
            page = replace(page, findings=findings)
        done.append(page)
    return done


def _as_loss(finding: Finding) -> Finding:
    if finding.check in (PICTURED, WORDLESS):
        return replace(finding, severity="error")
    return finding
