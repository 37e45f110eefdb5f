"""Lines of text outside the tables → paragraphs and headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Box, Line
from pipeline.read.pdf.model import PdfPage, TextLine

# A heading's type is larger than the body's by this factor.
HEADING = 1.12
# Lines further apart than this many type sizes have nothing to do with each other.
FAR = 2.6
# What a line of running text may end with and a heading does not.
STOPS = ("。", "：", ":", "；", ".")
# A line is full when it ends this near the right edge, and begins at the left edge when this near
# it, in type sizes.
RIGHT, LEFT = 2.2, 1.2
# Lines of a paragraph are no further apart than this many times the usual distance.
NEXT = 1.15
# Type sizes that differ by less than this share are the same.
SAME_SIZE = 0.1
# HTML and Markdown have headings of six levels.
DEEPEST = 6

# Heading levels (1 the highest) by type size.
Levels = Mapping[float, int]


def with_paragraphs(pages: Sequence[PdfPage]) -> tuple[PdfPage, ...]:
    """Fills in the ``lines`` of the pages.

    Heading levels follow from all pages' type sizes.
    """
    levels = _levels(pages)
    done: list[PdfPage] = []
    tables = 0
    for page in pages:
        lines: list[Line] = []
        for group in _groups(page.text_lines, levels):
            line = _line(group, page, levels, tables)
            lines.append(line)
        with_lines = replace(page, lines=tuple(lines))
        done.append(with_lines)
        tables += len(page.tables)
    return tuple(done)


def _levels(pages: Sequence[PdfPage]) -> Levels:
    """Which type sizes are headings', the largest of level 1."""
    lines = [line for page in pages for line in page.text_lines]
    body = body_size(lines, _lines_above(pages))
    least = HEADING * body
    larger = {line.size for line in lines if line.size > least}
    levels: dict[float, int] = {}
    for level, size in enumerate(sorted(larger, reverse=True), 1):
        levels[size] = min(level, DEEPEST)
    return levels


def _line(
    group: Sequence[TextLine],
    page: PdfPage,
    levels: Levels,
    tables: int,
) -> Line:
    """One paragraph or heading; ``tables`` were on the pages before."""
    first = group[0]
    return Line(
        _joined(group),
        page.number,
        level=levels.get(first.size, 0),
        before_table=tables + first.after,
        bbox=_around(group),
    )


def _lines_above(pages: Sequence[PdfPage]) -> Iterator[TextLine]:
    """The lines above the first table.

    What follows one may be a note in its small type, longer than a short body.
    """
    for page in pages:
        for line in page.text_lines:
            if not line.after:
                yield line
        if page.tables:
            return


def body_size(
    lines: Sequence[TextLine],
    above: Iterable[TextLine] = (),
) -> float:
    """The type size most characters are set in, in points; 0 without text.

    It is that of the sentences ``above`` the first table where there are any.
    """
    sentences = [line for line in above if line.text.rstrip().endswith(STOPS)]
    sizes: Counter[float] = Counter()
    for line in sentences or lines:
        sizes[line.size] += len(line.text)
    if not sizes:
        return 0.0
    [(most_used, _)] = sizes.most_common(1)
    return most_used


def _groups(
    lines: Sequence[TextLine],
    levels: Levels,
) -> list[list[TextLine]]:
    """One page's lines, those of one paragraph or heading together."""
    if not lines:
        return []
    block = _block(lines)
    group = [lines[0]]
    groups = [group]
    for before, line in pairwise(lines):
        if _goes_on(before, line, block, levels):
            group.append(line)
        else:
            group = [line]
            groups.append(group)
    return groups


class _Block(NamedTuple):
    """A page's text block: its left and right edge and the usual distance from line to line."""

    left: float
    right: float
    pitch: float


def _block(lines: Sequence[TextLine]) -> _Block:
    left, _, right, _ = _around(lines)
    return _Block(left, right, _pitch(lines))


def _pitch(lines: Sequence[TextLine]) -> float:
    """The usual distance from line to line: a third of the distances are shorter."""
    steps: list[float] = []
    for a, b in pairwise(lines):
        step = _step(a, b)
        if 0 < step < FAR * a.size:
            steps.append(step)
    if not steps:
        return 0.0
    steps.sort()
    return steps[len(steps) // 3]


def _step(a: TextLine, b: TextLine) -> float:
    """How much lower the top of one line is than that of the line before."""
    _, top_of_a, _, _ = a.box
    _, top_of_b, _, _ = b.box
    return top_of_b - top_of_a


def _goes_on(
    a: TextLine,
    b: TextLine,
    block: _Block,
    levels: Levels,
) -> bool:
    """Whether ``b`` is the same paragraph's or heading's next line."""
    step = _step(a, b)
    if a.after != b.after or step > FAR * a.size:
        return False
    if abs(a.size - b.size) > SAME_SIZE * a.size:
        return False
    level = levels.get(a.size)
    if level:
        return level == levels.get(b.size)
    if step > NEXT * block.pitch:
        return False
    _, _, right, _ = a.box
    left, *_ = b.box
    is_full = right > block.right - RIGHT * a.size
    is_flush = left < block.left + LEFT * b.size
    return is_full and is_flush


def _around(lines: Sequence[TextLine]) -> Box:
    """The box around some lines."""
    boxes = [line.box for line in lines]
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return (
        min(x0),
        min(top),
        max(x1),
        max(bottom),
    )


def _joined(group: Sequence[TextLine]) -> str:
    first, *others = group
    text = first.text
    for line in others:
        if _needs_space(text[-1], line.text[0]):
            text += " "
        text += line.text
    return text


def _needs_space(a: str, b: str) -> bool:
    """Whether a space parts what these characters end and begin: Chinese lines join without."""
    return a < "\u2e80" and b < "\u2e80"
