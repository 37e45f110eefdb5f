"""A share of a file's pages, read by a second process that has the open file of the first (Linux).

Only pages that pdfium reads without doubt: there the share ends, and the first process reads on
from that page, as it does behind one on which an earlier page tells how headings are parted.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.model.sent import Sender, Sent
from pipeline.read.pdf.finished import Final, Finished
from pipeline.read.pdf.guard import Inflater
from pipeline.read.pdf.headings import first_row
from pipeline.read.pdf.model import PdfPage
from pipeline.read.pdf.opening import Opened

if TYPE_CHECKING:
    from pipeline.sandbox.beside import Beside

# It pays for so many pages that are still to be read.
PAYS = 30

# Reads a page of the open file; None where it is in doubt.
Sure = Callable[[int], "PdfPage | None"]
# The pages of a share, each packed, and how many bytes they were inflated to.
Answer = tuple[list[bytes], int]


class Shares:
    """The second process's work, one share after the other."""

    def __init__(
        self,
        beside: Beside | None,
        file: Opened,
        streams: Inflater,
        final: Final,
    ) -> None:
        self._beside = beside
        self._file = file
        self._streams = streams
        self._final = final
        self._is_begun = False

    def first_of(self, numbers: Sequence[int], sure: Callable[[], Sure]) -> int:
        """How many of these pages the first process is to read; the others are begun beside it.

        ``sure`` opens the file for a process.
        """
        count = len(numbers)
        beside = self._beside
        if beside is None or not beside.is_sound or count < PAYS:
            return count
        first = (count + 1) // 2
        beside.start(lambda: self._share(numbers[first:], sure))
        self._is_begun = True
        return first

    def adopted(self, read: Finished) -> int:
        """How many pages of the share that was begun hold, waited for; ``read`` takes them."""
        if self._beside is None or not self._is_begun:
            return 0
        self._is_begun = False
        count = 0
        for page in self._pages(self._beside):
            if not read.adopt(page):
                break
            count += 1
        self._beside.taken(count)
        return count

    def _pages(self, beside: Beside) -> list[PdfPage]:
        """The pages of the share in outline, as far as it came."""
        answer: Answer | None = beside.answer()
        if answer is None:
            return []
        packed, inflated = answer
        if inflated > self._streams.left:  # what both have inflated counts twice
            beside.is_sound = False
            return []
        self._streams.left -= inflated
        return [pickle.loads(page) for page in packed]

    def _share(
        self,
        numbers: Sequence[int],
        sure: Callable[[], Sure],
    ) -> Generator[list[Sent], None, Answer]:
        _open_anew(self._file)
        read = sure()
        sender = Sender(numbers[0])
        before = self._streams.left
        pages: list[bytes] = []
        for number in numbers:
            page = read(number)
            if page is None:
                break
            tables = self._final(page)
            if tables is None:
                break
            pages.append(pickle.dumps(_outline(page), pickle.HIGHEST_PROTOCOL))
            yield sender.sent(tables)
        return pages, before - self._streams.left


def _open_anew(file: Opened) -> None:
    """Gives this process a place of its own in the file, which it has in common with the first."""
    if file.file is None:
        return
    number = file.file.fileno()
    own = os.open(f"/proc/self/fd/{number}", os.O_RDONLY)
    os.dup2(own, number)
    os.close(own)
    file.file.seek(0, os.SEEK_END)  # which drops what was read ahead


def _outline(page: PdfPage) -> PdfPage:
    """A page, its tables with the cells of their first rows."""
    tables = tuple(map(first_row, page.tables))
    return replace(page, tables=tables)
