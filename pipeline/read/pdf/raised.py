"""Finds digits that are set smaller, above or below the line, right behind digits: 10⁴, 12¹."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.messages import message
from pipeline.model import Finding, PageTable
from pipeline.read.pdf.compose import line_text
from pipeline.read.pdf.model import Glyph, Glyphs
from pipeline.read.pdf.spans import Span
from pipeline.read.raised import QUOTED, reads_on

# All in type sizes of the character before. Browsers set such digits at 0.83, Word at 0.65, and
# move them by 0.3 to 0.5 up or 0.08 to 0.45 down.
SMALLER = 0.9
UP = 0.15
DOWN = 0.05


def raised_digits(
    table: PageTable,
    cells: Mapping[Span, Sequence[Glyphs]],
) -> list[Finding]:
    """Warns of each cell in which such a digit is read as one of the number before it.

    ``cells`` are the lines of each cell.
    """
    findings: list[Finding] = []
    for span, lines in cells.items():
        for text in _readings(lines):
            finding = Finding(
                "warning",
                "raised-digits",
                message("editions.raised", text=text),
                page=table.page,
                row=span.row,
                col=span.col,
            )
            findings.append(finding)
    return findings


def _readings(lines: Iterable[Glyphs]) -> Iterator[str]:
    """What is read up to and with the raised digits of a cell."""
    for line in lines:
        if _is_of_one_size(line):
            continue
        for number, (before, after) in enumerate(pairwise(line), 1):
            if reads_on(before.text, after.text) and _is_raised(before, after):
                end = _end_of_number(line, number)
                yield line_text(line[:end])[-QUOTED:]


def _is_of_one_size(line: Glyphs) -> bool:
    """Whether no character is smaller than the one before it, as of most lines."""
    return len({g.size for g in line}) < 2


def _end_of_number(line: Glyphs, at: int) -> int:
    """Where the digits end that are set as the one at a place."""
    end = at + 1
    while end < len(line) and reads_on(line[end - 1].text, line[end].text):
        if line[end].size != line[at].size:
            break
        end += 1
    return end


def _is_raised(before: Glyph, after: Glyph) -> bool:
    if after.stacked or after.size > SMALLER * before.size:
        return False
    if " " in line_text([before, after]):
        return False
    rise = _rise(before, after)
    return rise >= UP * before.size or rise <= -DOWN * before.size


def _rise(before: Glyph, after: Glyph) -> float:
    """How far a character stands above the one before it, in points.

    The baseline tells, but for the text rise, which only the box tells; the boxes of two fonts
    cannot be compared.
    """
    rise = before.oy - after.oy
    if before.font == after.font:
        descent = (before.bottom - before.oy) / before.size
        expected = after.oy + descent * after.size
        rise += expected - after.bottom
    return rise
