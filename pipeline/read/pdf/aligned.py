"""Holds the codes of a string against the characters that another reader sees of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pipeline.read.pdf.witness import folded

# What pdfium makes of a hyphen at the end of a line.
_HYPHENS = ("\x02", "\ufffe")
# The place of a character that the other reader leaves out.
ABSENT = -1


def aligned(texts: Sequence[str], seen: str) -> list[int] | None:
    """Where each of the texts stands among the characters seen; None where they differ.

    What leaves no ink may be left out, which is ``ABSENT``; a text of several letters stands where
    its first one does.
    """
    places: list[int] = []
    at = 0
    for text in texts:
        wanted = folded(text)
        if wanted:
            at = _next_letter(seen, at)
            end = _end_of(wanted, seen, at)
            if end is None:
                return None
            places.append(at)
            at = end
        elif not _is_silent(text):
            return None
        elif at < len(seen) and not _letters(seen[at]):
            places.append(at)
            at += 1
        else:
            places.append(ABSENT)
    rest = seen[at:]
    return None if any(map(_letters, rest)) else places


def _is_silent(text: str) -> bool:
    """Whether a text leaves no ink: white space, and what only joins or parts letters."""
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in text)


def _letters(seen: str) -> str:
    """A character seen in its plainest form; nothing where it is white space."""
    return "-" if seen in _HYPHENS else folded(seen)


def _next_letter(seen: str, at: int) -> int:
    while at < len(seen) and not _letters(seen[at]):
        at += 1
    return at


def _end_of(
    wanted: str,
    seen: str,
    at: int,
) -> int | None:
    """Where the characters that make up a text end; None where they do not."""
    letters = ""
    while at < len(seen) and len(letters) < len(wanted):
        letters += _letters(seen[at])
        at += 1
    return at if letters == wanted else None
