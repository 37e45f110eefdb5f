"""Paragraphs around the tables → lines with heading levels, told by type size as in a PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Line
from pipeline.text import script_join

# A heading's type is larger than the body's by this factor.
_LARGER = 1.12
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
    body = _body_size(blocks)
    larger = {block.size for block in blocks if block.text.strip() and block.size > _LARGER * body}
    levels = {size: min(n, 6) for n, size in enumerate(sorted(larger, reverse=True), 1)}
    lines = []
    for block in blocks:
        level = block.level or (levels.get(block.size, 0) if body else 0)
        pieces = block.text.split("\n")
        for text in [script_join(pieces)] if level else pieces:
            if text.strip():
                page = max(1, block.before_table)
                lines.append(
                    Line(text.strip(), page=page, level=level, before_table=block.before_table)
                )
    return tuple(lines)


def _body_size(blocks: Sequence[Block]) -> float:
    """The size most characters are set in, of the sentences above the first table if there are."""
    above = [block for block in blocks if not block.before_table]
    sentences = [block for block in above if block.text.rstrip().endswith(_STOPS)]
    sizes: Counter[float] = Counter()
    for block in sentences or blocks:
        sizes[block.size] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
