"""Lines of a text in a cell: Chinese breaks anywhere but before closing marks, Latin at spaces."""

from __future__ import annotations

import re

from tests.breaks.fonts import measure

_CLOSING = "，。、；：？！）》」』】”’,.;:?!)%]"
_TOKEN = re.compile(r"[^\s\u2e80-\uffef]+|\s|.")


def wrap(text: str, room: float, name: str, size: float) -> list[str]:
    """The lines of ``text`` within ``room`` points; at least one."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _paragraph(paragraph, room, name, size)
    return lines


def _paragraph(text: str, room: float, name: str, size: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for token in _tokens(text):
        needed = measure(token, name, size)
        if used + needed > room and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0.0
            if token.isspace():
                continue
        while needed > room and len(token) > 1:
            fitting = _fitting(token, room, name, size)
            lines.append(token[:fitting])
            token = token[fitting:]
            needed = measure(token, name, size)
        line, used = line + token, used + needed
    return [*lines, line.rstrip()]


def _tokens(text: str) -> list[str]:
    """What is never parted at a line's end."""
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if tokens and token in _CLOSING and not tokens[-1].isspace():
            tokens[-1] += token
        else:
            tokens.append(token)
    return tokens


def _fitting(token: str, room: float, name: str, size: float) -> int:
    """How many characters of a token fit, at least one."""
    count = 1
    while count < len(token) and measure(token[: count + 1], name, size) <= room:
        count += 1
    return count
