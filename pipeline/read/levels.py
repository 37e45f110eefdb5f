"""Paragraphs around the tables → lines with heading levels, told by type size as in a PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Line
from pipeline.text import script_join

# A heading's type is larger than the body's by this factor.
_LARGER = 1.12
# HTML and Markdown have headings of six levels.
_DEEPEST = 6
# What a line of running text may end with and a heading does not.
_STOPS = ("。", "：", ":", "；", ".")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph outside the tables; ``before_table`` tables precede it.

    ``level`` is the one it is given, 0 where none is; ``size`` its type in points, 0 if unknown.
    """

    text: str
    before_table: int
    size: float = 0.0
    level: int = 0


def lines_of(blocks: Sequence[Block]) -> tuple[Line, ...]:
    """The paragraphs that hold text; a heading broken by hand is one line, other text several."""
    levels = _levels(blocks)
    lines: list[Line] = []
    for block in blocks:
        level = block.level or levels.get(block.size, 0)
        pieces = block.text.split("\n")
        texts = [script_join(pieces)] if level else pieces
        page = max(1, block.before_table)
        for text in texts:
            bare = text.strip()
            if not bare:
                continue
            line = Line(
                bare,
                page=page,
                level=level,
                before_table=block.before_table,
            )
            lines.append(line)
    return tuple(lines)


def _levels(blocks: Sequence[Block]) -> dict[float, int]:
    """Which type sizes are headings', the largest of level 1; none where the body's is unknown."""
    body = _body_size(blocks)
    if not body:
        return {}
    larger: set[float] = set()
    for block in blocks:
        if block.text.strip() and block.size > _LARGER * body:
            larger.add(block.size)
    levels: dict[float, int] = {}
    for level, size in enumerate(sorted(larger, reverse=True), 1):
        levels[size] = min(level, _DEEPEST)
    return levels


def _body_size(blocks: Sequence[Block]) -> float:
    """The size most characters are set in, of the sentences above the first table if there are."""
    above = [block for block in blocks if not block.before_table]
    sentences = [block for block in above if block.text.rstrip().endswith(_STOPS)]
    sizes: Counter[float] = Counter()
    for block in sentences or blocks:
        sizes[block.size] += len(block.text)
    if not sizes:
        return 0.0
    [(most_used, _)] = sizes.most_common(1)
    return most_used
