"""Judges what stands between two tables.

Page furniture, a repeated caption, a word that the table goes on, or other text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.model import Line
from pipeline.stitch.part import Part
from pipeline.text import fold
from pipeline.text.patterns import pattern

_PAGE_NUMBER = pattern(
    r"[-.·|/\s]*(?:第|page|p\.|seite)?(?:[a-z]?\d{0,3}[-.])?\d{1,4}(?:页)?"
    r"(?:[,/\s]*(?:of|von|共|总)?\d{1,4}页?)?[-.·|/]*"
    r"|[-.·|]*[ivxl]{1,7}[-.·|]*"
)
_PAGE_WORDS = pattern(r"第\d{1,4}页|共\d{1,4}页|page\d{1,4}(?:of\d{1,4})?")
_GOES_ON = pattern(
    r"续表|[(\[]续\d*[)\]]|续[)\]]?$|^续|[接转][上下]页|continued|cont'd|\(cont\.?\)"
    r"|\((?:계속|续|続き?|つづき|fortsetzung|forts\.|suite|continuación|continuação"
    r"|continuazione|segue)\)|^(?:계속|続き)$"
)
# What stands above a table of its own: its unit, its number.
_UNIT = pattern(
    r"[(\[]?(?:金额|计量|货币)?单位[:：]|^表\d|^table\d|^tab\.\d|^units?:|^in(?:thousands|millions)"
)
# A line is furniture when it stands on several pages and on this share of those that have any.
RECURS = 0.6
# A line reaching this far (points) into the table's height stands beside it.
BESIDE = 2.0


class Between(NamedTuple):
    """What stands between two tables, "" where there is none.

    ``text`` is the first line that separates the tables, ``caption`` one that says 续表. ``unit``
    is a line that names a unit or numbers a table, and stands at other tables as well.
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

    def between(self, above: Part, below: Part) -> Between:
        """Judges what stands below one table and above another, one of a later page."""
        text = caption = unit = ""
        for line in self._lines_between(above, below):
            folded = fold(line.text)
            if not caption and _GOES_ON.search(folded):
                caption = line.text
            if not unit and _UNIT.search(folded):
                unit = line.text
            if not text and not self._is_furniture(line):
                text = line.text
        return Between(text, caption, unit)

    def _lines_between(self, above: Part, below: Part) -> Iterator[Line]:
        for index in range(above.index + 1, below.index + 1):
            for line in self._before[index]:
                if _lies_between(line, above, below):
                    yield line

    def title(self, index: int) -> str:
        """The line right above a table, as a key; "" where there is none."""
        keys = self._keys_above(index)
        return keys[-1] if keys else ""

    def titled(self, index: int) -> bool:
        """Whether a line of its own stands right above a table, whatever stands elsewhere too."""
        return bool(self._keys_above(index))

    def _keys_above(self, index: int) -> list[str]:
        """The lines above a table as keys, page numbers left out."""
        keys = [fold(line.text) for line in self._before[index]]
        return [text for text in keys if not _PAGE_NUMBER.fullmatch(text)]

    def empty(self, first: int, last: int) -> bool:
        """Whether nothing but furniture stands on these pages."""
        for page in range(first, last + 1):
            for line in self._on.get(page, ()):
                if not self._is_furniture(line):
                    return False
        return True

    def _is_furniture(self, line: Line) -> bool:
        text = fold(line.text)
        if not text or _PAGE_NUMBER.fullmatch(text) or _GOES_ON.search(text):
            return True
        pages = len(self._pages[_bare(line)])
        return pages > 1 and pages >= RECURS * len(self._on)


def _bare(line: Line) -> str:
    """The line as a key, without the page's number."""
    return _PAGE_WORDS.sub("", fold(line.text))


def _lies_between(
    line: Line,
    above: Part,
    below: Part,
) -> bool:
    """Whether a line stands below one table on its page or above the other, not beside them."""
    line_box = line.bbox
    upper_box = above.table.bbox
    lower_box = below.table.bbox
    is_upright = above.frame is not None and above.frame.turn == 0
    if line_box is None or upper_box is None or lower_box is None or not is_upright:
        return True
    middle = (line_box[1] + line_box[3]) / 2
    if line.page == above.page:
        lower_edge = upper_box[3]
        return middle > lower_edge - BESIDE
    if line.page == below.page:
        upper_edge = lower_box[1]
        return middle < upper_edge + BESIDE
    return True
