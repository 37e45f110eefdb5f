"""Marks within a line of Markdown: emphasis, links, entities, line breaks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from pipeline.read.markdown.formulas import without_formulas
from pipeline.read.markdown.tags import Tags

_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^<>\s]{1,500}[@/.][^<>\s]{1,500})>")
_STRONG = re.compile(r"(\*\*\*|\*\*|___|__)(?=[^\s*_])([^\n]{1,5000}?)(?<=[^\s*_])\1")
# Between Latin letters or digits a star or a line is a sign of its own: 2*3*4, a_b_c.
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9*])\*(?=[^\s*])([^*\n]{1,5000})(?<=\S)\*(?![A-Za-z0-9*])")
_UNDERSCORE = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,5000})(?<=\S)_(?![\w_])")
_STRUCK = re.compile(r"~~(?=\S)([^\n]{1,5000}?)(?<=\S)~~")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its marks.

    ``struck`` where some of it is struck through, ``formula`` where a formula is left as written,
    ``picture`` where a picture stands in it. ``raised`` are the texts up to and with a digit that
    is set above or below the line, behind a digit.
    """

    text: str
    struck: bool = False
    formula: bool = False
    picture: bool = False
    raised: tuple[str, ...] = ()


def plain(text: str) -> Plain:
    """What a reader of the rendered text reads; lines are parted where it breaks them."""
    tags = Tags()
    text = tags.take_out(text)
    text, has_formula = without_formulas(text)
    text = _ESCAPE.sub(lambda found: tags.keep(found[1]), text)
    has_picture = tags.picture or _IMAGE.search(text) is not None
    text = _without_links(text)
    is_struck = tags.struck or _STRUCK.search(text) is not None
    text = _without_emphasis(text)
    text = html.unescape(text)
    text = text.replace("\xa0", " ")
    text = tags.give_back(text)
    return Plain(
        _without_ends(text),
        struck=is_struck,
        formula=has_formula,
        picture=has_picture,
        raised=tuple(tags.raised),
    )


def _without_ends(text: str) -> str:
    """The text without the white space at its ends and around each of its lines."""
    lines = [line.strip() for line in text.split("\n")]
    whole = "\n".join(lines)
    return whole.strip()


def _without_links(text: str) -> str:
    """The words of images and links."""
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    return _AUTOLINK.sub(r"\1", text)


def _without_emphasis(text: str) -> str:
    text = _STRUCK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\1", text)
    return _UNDERSCORE.sub(r"\1", text)
