"""Pages as they are read, in order: which tables are final, and which wait for later pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.model import PageTable
from pipeline.read.pdf.headings import Headings
from pipeline.read.pdf.model import PdfPage

# The tables of a page as they are handed on; None where they wait for what is done at the end.
Final = Callable[[PdfPage], "tuple[PageTable, ...] | None"]


def none_final(_: PdfPage) -> None:
    """All tables wait."""


class Finished:
    """The pages of one file; one whose tables are handed on is kept without their cells.

    Recognised tables are weighed by the words of all recognised pages, and their headings tell how
    those of later pages are parted: from the first such page on all wait.
    """

    def __init__(self, final: Final) -> None:
        self._final = final
        self._headings = Headings()
        self._done: list[PdfPage] = []
        self._waiting: list[PdfPage] = []

    @property
    def pages(self) -> list[PdfPage]:
        """The pages so far."""
        return self._done + self._waiting

    def add(self, page: PdfPage) -> tuple[PageTable, ...]:
        """Takes the next page; returns its tables where they are final."""
        if page.scanned or self._waiting:
            self._waiting.append(page)
            return ()
        page = self._headings.parted(page)
        tables = self._final(page)
        if tables is None:
            self._done.append(page)
            return ()
        self._done.append(_hollow(page))
        return tables

    def adopt(self, outline: PdfPage) -> bool:
        """Takes the next page as somebody else has handed its tables on; whether they hold.

        ``outline`` is the page, its tables with the cells of their first rows. They hold where
        nothing on an earlier page changes them, and none of these waits.
        """
        if self._waiting or self._headings.would_part(outline):
            return False
        self._headings.parted(outline)
        self._done.append(_hollow(outline))
        return True

    def whole(self) -> list[PdfPage]:
        """All pages once no other follows, those that waited finished."""
        if not self._waiting:
            return self._done
        from pipeline.read.scan.own_words import with_own_words

        weighed = with_own_words(self._waiting)
        return self._done + list(map(self._headings.parted, weighed))


def _hollow(page: PdfPage) -> PdfPage:
    """A page whose tables have no cells."""
    if not page.tables:
        return page
    tables = [replace(table, cells=()) for table in page.tables]
    return replace(page, tables=tuple(tables))
