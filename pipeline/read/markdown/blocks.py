"""The lines of a Markdown text → its blocks: pipe tables, tables in HTML, headings, paragraphs.

Pipe tables are those of GitHub Flavored Markdown, 4.10, and what other programs make of them: the
strokes at a row's ends may be missing, rows may be longer or shorter than their heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_MARK = re.compile(r"[ \t]*(?:>[ \t]?|[-*+][ \t]+)+")
_ALIGNMENT = re.compile(r"[ \t]*:?-+:?[ \t]*")
_TABLE_TAG = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# A stroke that parts cells: not behind an odd number of backslashes.
_STROKE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_DEEPEST = 50  # tables within tables


@dataclass(frozen=True, slots=True)
class PipeTable:
    """Rows of cells, the first one the heading; ``line`` is the heading's, from 1."""

    rows: tuple[tuple[str, ...], ...]
    line: int


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


def blocks_of(lines: Sequence[str]) -> Iterator[Block]:
    """The blocks of a text in order."""
    at = 0
    while at < len(lines):
        block, length = _next(lines, at)
        if isinstance(block, list):
            yield from block
        elif block is not None:
            yield block
        at += max(1, length)


def _next(lines: Sequence[str], at: int) -> tuple[Block | list[Block] | None, int]:
    """What begins on a line, and how many lines it takes."""
    line = lines[at]
    if fence := _FENCE.match(line):
        return _fenced(lines, at, fence[1])
    if _TABLE_TAG.search(line):
        return _html(lines, at)
    if not line.strip():
        return None, 1
    if _is_pipe_table(lines, at):
        return _pipe_table(lines, at)
    return _words_of(lines, at)


def _words_of(lines: Sequence[str], at: int) -> tuple[Block | None, int]:
    """A heading, a line of a paragraph, or a rule, which is nothing to read."""
    line = lines[at]
    if heading := _HEADING.match(line):
        return Words(heading[2] or "", len(heading[1])), 1
    if at + 1 < len(lines) and _UNDERLINE.match(lines[at + 1]) and "|" not in line:
        return Words(line.strip(), 1 if "=" in lines[at + 1] else 2), 2
    if _RULE.match(line):
        return None, 1
    return Words(_MARK.sub("", line, count=1).strip()), 1


def _fenced(lines: Sequence[str], at: int, fence: str) -> tuple[list[Block], int]:
    """Code between fences, or to the end: text, whatever it looks like."""
    end = at + 1
    while end < len(lines):
        closing = _FENCE.match(lines[end])
        if closing and closing[1].startswith(fence) and not lines[end].strip("`~ \t"):
            break
        end += 1
    inner: list[Block] = [Words(line.strip(), code=True) for line in lines[at + 1 : end]]
    return inner, end - at + 1


# --- pipe tables --------------------------------------------------------------------------------


def _is_pipe_table(lines: Sequence[str], at: int) -> bool:
    """Whether a line heads a table: the next one says how its columns are aligned."""
    if "|" not in lines[at] or at + 1 == len(lines) or "-" not in lines[at + 1]:
        return False
    marks = cells_of(lines[at + 1])
    aligned = bool(marks) and all(_ALIGNMENT.fullmatch(mark) for mark in marks)
    return aligned and ("|" in lines[at + 1] or len(marks) > 1 or len(cells_of(lines[at])) == 1)


def _pipe_table(lines: Sequence[str], at: int) -> tuple[PipeTable, int]:
    rows = [cells_of(lines[at])]
    end = at + 2
    while end < len(lines) and _is_row(lines[end]):
        rows.append(cells_of(lines[end]))
        end += 1
    return PipeTable(tuple(rows), at + 1), end - at


def _is_row(line: str) -> bool:
    return bool(_STROKE.search(line)) and not _FENCE.match(line) and not _TABLE_TAG.search(line)


def cells_of(line: str) -> tuple[str, ...]:
    """A row's cells, without the strokes at its ends; escaped strokes are text."""
    text = line.strip()
    pieces: list[str] = []
    begun = 0
    for stroke in _STROKE.finditer(text):
        pieces.append(text[begun : stroke.end() - 1])
        begun = stroke.end()
    pieces.append(text[begun:])
    if len(pieces) > 1 and not pieces[0].strip():
        pieces = pieces[1:]
    if len(pieces) > 1 and not pieces[-1].strip() and text.endswith("|"):
        pieces = pieces[:-1]
    return tuple(piece.strip().replace("\\|", "|") for piece in pieces)


# --- tables in HTML -----------------------------------------------------------------------------


def _html(lines: Sequence[str], at: int) -> tuple[list[Block], int]:
    """A table element and what stands on its lines before and after it.

    One that is not closed ends with the next blank line.
    """
    end = _html_end(lines, at)
    text = "\n".join(lines[at:end])
    blocks: list[Block] = []
    begun = depth = start = 0
    for tag in _TABLE_TAG.finditer(text):
        if tag[1]:
            depth = max(0, depth - 1)
        else:
            start = tag.start() if depth == 0 else start
            depth += 1
        if depth == 0 and tag[1]:
            blocks += _words(text[begun:start])
            line = at + 1 + text.count("\n", 0, start)
            blocks.append(HtmlTable(text[start : tag.end()], line))
            begun = start = tag.end()
    if depth:
        blocks += _words(text[begun:start])
        blocks.append(HtmlTable(text[start:], at + 1 + text.count("\n", 0, start)))
    else:
        blocks += _words(text[begun:])
    return blocks, end - at


def _html_end(lines: Sequence[str], at: int) -> int:
    """The line behind the one on which every table element is closed."""
    depth, blank = 0, None
    for number in range(at, len(lines)):
        for tag in _TABLE_TAG.finditer(lines[number]):
            depth = max(0, depth + (-1 if tag[1] else 1))
        if depth == 0:
            return number + 1
        if blank is None and not lines[number].strip():
            blank = number
    return blank or len(lines)


def _words(text: str) -> list[Block]:
    return [Words(line.strip()) for line in text.split("\n") if line.strip()]


def without_comments(lines: Sequence[str]) -> list[str]:
    """The lines without what stands between comment marks; their number stays."""
    text = "\n".join(lines)
    kept = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    return kept.split("\n")
