"""Pipe tables: those of GitHub Flavored Markdown, 4.10, and what other programs make of them.

The strokes at a row's ends may be missing, rows may be longer or shorter than their heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.markdown.block import FENCE, PipeTable, Taken
from pipeline.read.markdown.html_tables import begins_html_table

_ALIGNMENT = re.compile(r"[ \t]*:?-+:?[ \t]*")
# A stroke that parts cells: not behind an odd number of backslashes.
_STROKE = re.compile(r"(?<!\\)((?:\\\\)*)\|")


def begins_pipe_table(lines: Sequence[str], at: int) -> bool:
    """Whether a line heads a table: the next one says how its columns are aligned."""
    heading = lines[at]
    if "|" not in heading or at + 1 == len(lines):
        return False
    below = lines[at + 1]
    marks = cells_of(below)
    if not all(_ALIGNMENT.fullmatch(mark) for mark in marks):
        return False
    if len(marks) > 1 or "|" in below:
        return True
    return len(cells_of(heading)) == 1


def take_pipe_table(lines: Sequence[str], at: int) -> Taken:
    """The table whose heading is on that line."""
    heading = cells_of(lines[at])
    rows = [heading]
    for number in range(at + 2, len(lines)):
        line = lines[number]
        if not _is_row(line):
            break
        rows.append(cells_of(line))
    table = PipeTable(tuple(rows), line=at + 1)
    return Taken([table], lines=len(rows) + 1)


def _is_row(line: str) -> bool:
    if FENCE.match(line) or begins_html_table(line):
        return False
    return _STROKE.search(line) is not None


def cells_of(line: str) -> tuple[str, ...]:
    """A row's cells, without the strokes at its ends; escaped strokes are text."""
    text = line.strip()
    pieces: list[str] = []
    begun = 0
    for stroke in _STROKE.finditer(text):
        end = stroke.end()
        pieces.append(text[begun : end - 1])
        begun = end
    pieces.append(text[begun:])
    cells = [_cell(piece) for piece in pieces]
    if len(cells) > 1 and not cells[0]:
        cells.pop(0)
    if len(cells) > 1 and not cells[-1] and text.endswith("|"):
        cells.pop()
    return tuple(cells)


def _cell(piece: str) -> str:
    text = piece.strip()
    return text.replace("\\|", "|")
