"""The lines of a Markdown text → its blocks: pipe tables, tables in HTML, headings, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.read.markdown.block import FENCE, Block, Taken, Words
from pipeline.read.markdown.html_tables import begins_html_table, take_html_table
from pipeline.read.markdown.pipes import begins_pipe_table, take_pipe_table

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_MARK = re.compile(r"[ \t]*(?:>[ \t]?|[-*+][ \t]+)+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def blocks_of(lines: Sequence[str]) -> Iterator[Block]:
    """The blocks of a text in order."""
    at = 0
    while at < len(lines):
        taken = _take(lines, at)
        yield from taken.blocks
        at += taken.lines


def without_comments(lines: Sequence[str]) -> list[str]:
    """The lines without what stands between comment marks; their number stays."""
    text = "\n".join(lines)
    kept = _COMMENT.sub(_line_ends, text)
    return kept.split("\n")


def _line_ends(found: re.Match[str]) -> str:
    count = found[0].count("\n")
    return "\n" * count


def _take(lines: Sequence[str], at: int) -> Taken:
    """What begins on a line."""
    line = lines[at]
    if fence := FENCE.match(line):
        return _take_code(lines, at, fence[1])
    if begins_html_table(line):
        return take_html_table(lines, at)
    if not line.strip():
        return Taken()
    if begins_pipe_table(lines, at):
        return take_pipe_table(lines, at)
    return _take_words(lines, at)


def _take_words(lines: Sequence[str], at: int) -> Taken:
    """A heading, a line of a paragraph, or a rule, which is nothing to read."""
    line = lines[at]
    if heading := _HEADING.match(line):
        signs, text = heading.groups("")
        words = Words(text, level=len(signs))
        return Taken([words])
    level = _level_below(lines, at)
    if level and "|" not in line:
        words = Words(line.strip(), level)
        return Taken([words], lines=2)
    if _RULE.match(line):
        return Taken()
    text = _MARK.sub("", line, count=1)
    words = Words(text.strip())
    return Taken([words])


def _level_below(lines: Sequence[str], at: int) -> int:
    """The level of a heading that the next line underlines; 0 where it does not."""
    next_one = at + 1
    if next_one == len(lines):
        return 0
    below = lines[next_one]
    if not _UNDERLINE.match(below):
        return 0
    if "=" in below:
        return 1
    return 2


def _take_code(lines: Sequence[str], at: int, fence: str) -> Taken:
    """Code between fences, or to the end: text, whatever it looks like."""
    blocks: list[Block] = []
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if _closes(line, fence):
            break
        words = Words(line.strip(), code=True)
        blocks.append(words)
    fences = 2
    return Taken(blocks, lines=len(blocks) + fences)


def _closes(line: str, fence: str) -> bool:
    found = FENCE.match(line)
    if not found:
        return False
    has_more = line.strip("`~ \t") != ""
    return found[1].startswith(fence) and not has_more
