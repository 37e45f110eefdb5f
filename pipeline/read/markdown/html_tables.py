"""Tables in HTML between the lines of a Markdown text, as OCR tools write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.read.markdown.block import Block, HtmlTable, Taken, Words

_TABLE_TAG = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)


def begins_html_table(line: str) -> bool:
    """Whether a table element begins, or ends, on a line."""
    return _TABLE_TAG.search(line) is not None


def take_html_table(lines: Sequence[str], at: int) -> Taken:
    """A table element and what stands on its lines before and after it.

    One that is not closed ends with the next blank line.
    """
    end = _end(lines, at)
    text = "\n".join(lines[at:end])
    blocks: list[Block] = []
    behind = 0
    line = at + 1
    for element in _elements(text):
        before = text[behind : element.begin]
        markup = text[element.begin : element.end]
        blocks += _words(before)
        line += before.count("\n")
        blocks.append(HtmlTable(markup, line))
        line += markup.count("\n")
        behind = element.end
    blocks += _words(text[behind:])
    return Taken(blocks, lines=end - at)


@dataclass(frozen=True, slots=True)
class _Element:
    """Where an element that is in no other one begins and ends in a text."""

    begin: int
    end: int


def _elements(text: str) -> Iterator[_Element]:
    depth = 0
    begin = 0
    for tag in _TABLE_TAG.finditer(text):
        is_end = bool(tag[1])
        if not is_end:
            begin = begin if depth else tag.start()
            depth += 1
            continue
        depth = max(0, depth - 1)
        if depth == 0:
            yield _Element(begin, tag.end())
            begin = tag.end()
    if depth:
        yield _Element(begin, len(text))


def _end(lines: Sequence[str], at: int) -> int:
    """The line behind the one on which every table element is closed."""
    depth = 0
    blank: int | None = None
    for number in range(at, len(lines)):
        line = lines[number]
        depth = _depth_behind(line, depth)
        if depth == 0:
            return number + 1
        if blank is None and not line.strip():
            blank = number
    return blank or len(lines)


def _depth_behind(line: str, depth: int) -> int:
    """How many elements are open behind a line."""
    for tag in _TABLE_TAG.finditer(line):
        is_end = bool(tag[1])
        depth += -1 if is_end else 1
        depth = max(0, depth)
    return depth


def _words(text: str) -> Iterator[Words]:
    for line in text.split("\n"):
        if line.strip():
            yield Words(line.strip())
