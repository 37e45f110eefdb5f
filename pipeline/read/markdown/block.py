"""What a Markdown text is made of: pipe tables, tables in HTML, and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
"""What begins and ends code."""


@dataclass(frozen=True, slots=True)
class PipeTable:
    """Rows of cells, the first one the heading; ``line`` is the heading's, from 1."""

    rows: tuple[tuple[str, ...], ...]
    line: int

    @property
    def width(self) -> int:
        """How many cells its longest row has."""
        return max(len(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """A table element as it is written."""

    markup: str
    line: int


@dataclass(frozen=True, slots=True)
class Words:
    """A line of a paragraph (level 0), or a heading; ``code`` where it is no Markdown."""

    text: str
    level: int = 0
    code: bool = False


Block = PipeTable | HtmlTable | Words


@dataclass(frozen=True, slots=True)
class Taken:
    """The blocks that begin on a line, and how many lines they take."""

    blocks: Sequence[Block] = ()
    lines: int = 1
