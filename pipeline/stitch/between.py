"""What stands between two tables.

Page furniture, a repeated caption, a word that the table goes on, or other text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import Line
from pipeline.stitch.part import Part
from pipeline.text import fold

_PAGE_NUMBER = re.compile(
    r"[-.·|/\s]*(?:第|page|p\.|seite)?(?:[a-z]?\d{0,3}[-.])?\d{1,4}(?:页)?(?:[,/\s]*(?:of|von|共|总)?\d{1,4}页?)?"
    r"[-.·|/]*|[-.·|]*[ivxl]{1,7}[-.·|]*"
)
_PAGE_WORDS = re.compile(r"第\d{1,4}页|共\d{1,4}页|page\d{1,4}(?:of\d{1,4})?")
_GOES_ON = re.compile(
    r"续表|[(\[]续\d*[)\]]|续[)\]]?$|^续|[接转][上下]页|continued|cont'd|\(cont\.?\)"
    r"|\((?:계속|续|続き?|つづき|fortsetzung|forts\.|suite|continuación|continuação|continuazione|segue)\)|^(?:계속|続き)$"
)
# What stands above a table of its own: its unit, its number.
_UNIT = re.compile(
    r"[(\[]?(?:金额|计量|货币)?单位[:：]|^表\d|^table\d|^tab\.\d|^units?:|^in(?:thousands|millions)"
)
# A line is furniture when it stands on several pages and on this share of those that have any.
RECURS = 0.6
# A line reaching this far (points) into the table's height stands beside it.
BESIDE = 2.0


class Between(NamedTuple):
    """``text`` is the first line that parts the tables ("" where none does).

    ``caption`` one that says 续表.

    ``unit`` is a line that names a unit or numbers a table, and stands at other tables as well.
    """

    text: str = ""
    caption: str = ""
    unit: str = ""


class Surroundings:
    """The lines around all tables of a document, and which of them recur from page to page."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._before: dict[int, list[Line]] = defaultdict(list)
        self._pages: dict[str, set[int]] = defaultdict(set)
        self._on: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            self._before[line.before_table].append(line)
            self._pages[_bare(line)].add(line.page)
            self._on[line.page].append(line)

    def between(self, a: Part, b: Part) -> Between:
        """What stands below table ``a`` and above ``b``, one of the next page."""
        listed = (line for at in range(a.index + 1, b.index + 1) for line in self._before[at])
        found = [line for line in listed if _lies_between(line, a, b)]
        caption = next((line.text for line in found if _GOES_ON.search(fold(line.text))), "")
        parting = next((line.text for line in found if not self._is_furniture(line)), "")
        unit = next((line.text for line in found if _UNIT.search(fold(line.text))), "")
        return Between(parting, caption, unit)

    def title(self, index: int) -> str:
        """The line right above a table, as a key; "" where there is none."""
        lines = [
            fold(line.text)
            for line in self._before[index]
            if not _PAGE_NUMBER.fullmatch(fold(line.text))
        ]
        return lines[-1] if lines else ""

    def titled(self, index: int) -> bool:
        """Whether a line of its own stands right above a table, whatever stands elsewhere too."""
        return any(not _PAGE_NUMBER.fullmatch(fold(line.text)) for line in self._before[index])

    def empty(self, first: int, last: int) -> bool:
        """Whether nothing but furniture stands on these pages."""
        return all(
            self._is_furniture(line)
            for page in range(first, last + 1)
            for line in self._on.get(page, ())
        )

    def _is_furniture(self, line: Line) -> bool:
        text = fold(line.text)
        if not text or _PAGE_NUMBER.fullmatch(text) or _GOES_ON.search(text):
            return True
        pages = len(self._pages[_bare(line)])
        return pages > 1 and pages >= RECURS * len(self._on)


def _bare(line: Line) -> str:
    return _PAGE_WORDS.sub("", fold(line.text))


def _lies_between(line: Line, a: Part, b: Part) -> bool:
    """Whether a line stands below ``a`` on its page or above ``b`` on its own, not beside them."""
    box, above, below = line.bbox, a.table.bbox, b.table.bbox
    upright = a.frame is not None and a.frame.turn == 0
    if box is None or above is None or below is None or not upright:
        return True
    middle = (box[1] + box[3]) / 2
    if line.page == a.table.page:
        return middle > above[3] - BESIDE
    return line.page != b.table.page or middle < below[1] + BESIDE
