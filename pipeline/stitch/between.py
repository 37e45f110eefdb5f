"""What stands between two tables: page furniture, a repeated caption, a word that the table goes on, or other text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import Line
from pipeline.stitch.part import Part
from pipeline.text import fold

_PAGE_NUMBER = re.compile(
    r"[-.·|/\s]*(?:第|page|p\.)?\d{1,4}(?:页)?(?:[,/\s]*(?:of|共|总)?\d{1,4}页?)?[-.·|/]*|[-.·|]*[ivxl]{1,7}[-.·|]*"
)
_PAGE_WORDS = re.compile(r"第\d{1,4}页|共\d{1,4}页|page\d{1,4}(?:of\d{1,4})?")
_GOES_ON = re.compile(r"续表|[(\[]续\d*[)\]]|续[)\]]?$|^续|[接转][上下]页|continued|cont'd|\(cont\.?\)")
# A line reaching this far (points) into the table's height stands beside it.
BESIDE = 2.0


class Between(NamedTuple):
    """``text`` is the first line that parts the tables ("" where none does), ``caption`` one that says 续表."""

    text: str = ""
    caption: str = ""


class Surroundings:
    """The lines around all tables of a document, and which of them recur from page to page."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._after: dict[int, list[Line]] = defaultdict(list)
        self._pages: dict[str, set[int]] = defaultdict(set)
        self._on: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            self._after[line.before_table].append(line)
            self._pages[_bare(line)].add(line.page)
            self._on[line.page].append(line)

    def between(self, a: Part, b: Part) -> Between:
        """What stands below table ``a`` and above ``b``, the next one."""
        found = [line for line in self._after[b.index] if _lies_between(line, a, b)]
        caption = next((line.text for line in found if _GOES_ON.search(fold(line.text))), "")
        parting = next((line.text for line in found if not self._is_furniture(line)), "")
        return Between(parting, caption)

    def empty(self, first: int, last: int) -> bool:
        """Whether nothing but furniture stands on these pages."""
        return all(self._is_furniture(line) for page in range(first, last + 1) for line in self._on.get(page, ()))

    def _is_furniture(self, line: Line) -> bool:
        text = fold(line.text)
        if not text or _PAGE_NUMBER.fullmatch(text) or _GOES_ON.search(text):
            return True
        return len(self._pages[_bare(line)]) > 1


def _bare(line: Line) -> str:
    return _PAGE_WORDS.sub("", fold(line.text))


def _lies_between(line: Line, a: Part, b: Part) -> bool:
    """Whether a line that follows ``a`` stands below it, not beside it."""
    box, above = line.bbox, a.table.bbox
    upright = a.frame is not None and a.frame.turn == 0
    if line.page != a.table.page or box is None or above is None or not upright:
        return True
    return (box[1] + box[3]) / 2 > above[3] - BESIDE
