"""How wide a text is on a terminal, where a Chinese character takes two places."""

from __future__ import annotations

import unicodedata

from pipeline.text.patterns import pattern

# A Latin word with the blank after it, or one character, with the bracket that opens before it.
_PIECES = pattern(r"[（《「『“‘]?(?:[!-~]+ ?|.)")
# Signs that no line begins with.
_CLOSING = "，。；：、！？）》」』”’…"


def display_width(text: str) -> int:
    """The places that a text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide


def padded(text: str, width: int) -> str:
    """The text with blanks after it, up to ``width`` places."""
    return text + " " * (width - display_width(text))


def wrapped(text: str, width: int) -> list[str]:
    """Breaks a text into lines of at most ``width`` places.

    Latin words stay whole; a closing sign stays with what it closes, one place beyond the edge.
    """
    lines = [""]
    for piece in _PIECES.findall(text):
        line = lines[-1] + piece
        fits = display_width(line.rstrip()) <= width
        if fits or not lines[-1] or piece in _CLOSING:
            lines[-1] = line
        else:
            lines.append(piece)
    return [line.strip() for line in lines]
