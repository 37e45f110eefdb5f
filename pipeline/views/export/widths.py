"""How wide columns and how high rows are, so that all of a text is seen, on a screen and on paper.

Widths are in characters of the standard font, a Chinese one counting double.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

NARROWEST = 5.0
WIDEST = 42.0
# So much of a line is blank at its edges.
_EDGES = 1.0
# A Chinese character is a little wider than two digits.
_CHINESE = 2.1
LINE = 18.0  # points: Chinese characters are taller than the letters that 15 are meant for
FURTHER_LINE = 16.0
# What a program gives a row at most, in points.
HIGHEST = 400.0
# A heading takes at most so many lines of its own.
_HEADING_LINES = 2


def natural_width(
    texts: Sequence[str],
    heading: str = "",
    widest: float = WIDEST,
) -> float:
    """The width that shows each text on one line and the heading on two, within bounds."""
    widths = [wide for text in texts for wide in _line_widths(text)]
    fitting = max(widths, default=0.0) + 2
    heads = _line_width(heading) / _HEADING_LINES + 1
    return float(min(widest, max(NARROWEST, math.ceil(fitting), math.ceil(heads))))


def fitted(naturals: Sequence[float], budget: float) -> list[float]:
    """The widths, the widest cut to one measure where all together are wider than ``budget``.

    Columns that are narrower than the measure keep their width.
    """
    left = budget
    measure = math.inf
    for place, width in enumerate(sorted(naturals)):
        share = left / (len(naturals) - place)
        if width > share:
            measure = max(NARROWEST, math.floor(share))
            break
        left -= width
    return [min(width, measure) for width in naturals]


def height_of(lines: int) -> float:
    """The height of a row of so many lines, in points."""
    return min(HIGHEST, LINE + (lines - 1) * FURTHER_LINE)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width."""
    needed = 0
    for wide in _line_widths(text):
        needed += max(1, math.ceil(wide / (width - _EDGES)))
    return needed


def _line_widths(text: str) -> Iterator[float]:
    for line in text.split("\n"):
        yield _line_width(line)


def _line_width(line: str) -> float:
    chinese = sum(ord(character) > 0x2E7F for character in line)
    return len(line) - chinese + _CHINESE * chinese
