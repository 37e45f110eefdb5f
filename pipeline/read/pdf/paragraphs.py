"""Lines of text outside the tables → paragraphs and headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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


def with_paragraphs(pages: Sequence[PdfPage]) -> tuple[PdfPage, ...]:
    """The pages with their ``lines`` filled in.

    Heading levels follow from all pages' type sizes.
    """
    body = body_size([line for p in pages for line in p.text_lines], _lines_above(pages))
    larger = sorted(
        {line.size for p in pages for line in p.text_lines if line.size > HEADING * body},
        reverse=True,
    )
    levels = {size: min(i + 1, 6) for i, size in enumerate(larger)}
    done: list[PdfPage] = []
    tables = 0
    for page in pages:
        lines = tuple(
            Line(
                _joined(group),
                page.number,
                levels.get(group[0].size, 0),
                tables + group[0].after,
                _around(group),
            )
            for group in _groups(page.text_lines, levels)
        )
        done.append(replace(page, lines=lines))
        tables += len(page.tables)
    return tuple(done)


def _lines_above(pages: Sequence[PdfPage]) -> Iterator[TextLine]:
    """The lines above the first table.

    What follows one may be a note in its small type, longer than a short body.
    """
    for page in pages:
        yield from (line for line in page.text_lines if not line.after)
        if page.tables:
            return


def body_size(lines: Sequence[TextLine], above: Iterable[TextLine] = ()) -> float:
    """The type size most characters are set in.

    Of the sentences ``above`` the first table where there are any; 0 without text.
    """
    sentences = [line for line in above if line.text.rstrip().endswith(STOPS)]
    sizes: Counter[float] = Counter()
    for line in sentences or lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _groups(lines: Sequence[TextLine], levels: dict[float, int]) -> list[list[TextLine]]:
    """One page's lines, those of one paragraph or heading together."""
    if not lines:
        return []
    shape = _Shape(
        min(line.box[0] for line in lines), max(line.box[2] for line in lines), _pitch(lines)
    )
    groups = [[lines[0]]]
    for line in lines[1:]:
        if _goes_on(groups[-1][-1], line, shape, levels):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


class _Shape(NamedTuple):
    """A page's text block: its left and right edge and the usual distance from line to line."""

    left: float
    right: float
    pitch: float


def _pitch(lines: Sequence[TextLine]) -> float:
    steps = sorted(
        b.box[1] - a.box[1] for a, b in pairwise(lines) if 0 < b.box[1] - a.box[1] < FAR * a.size
    )
    return steps[len(steps) // 3] if steps else 0.0


def _goes_on(a: TextLine, b: TextLine, shape: _Shape, levels: dict[float, int]) -> bool:
    """True where ``b`` is the same paragraph's or heading's next line."""
    step = b.box[1] - a.box[1]
    if a.after != b.after or abs(a.size - b.size) > 0.1 * a.size or step > FAR * a.size:
        return False
    if levels.get(a.size, 0):
        return levels.get(a.size) == levels.get(b.size)
    full = a.box[2] > shape.right - 2.2 * a.size and b.box[0] < shape.left + 1.2 * b.size
    return full and step <= 1.15 * shape.pitch


def _around(group: Sequence[TextLine]) -> Box:
    boxes = [line.box for line in group]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _joined(group: Sequence[TextLine]) -> str:
    text = group[0].text
    for line in group[1:]:
        text += (" " if _needs_space(text[-1], line.text[0]) else "") + line.text
    return text


def _needs_space(a: str, b: str) -> bool:
    """Words of an alphabet are parted by a space, Chinese lines join without."""
    return a < "\u2e80" and b < "\u2e80"
