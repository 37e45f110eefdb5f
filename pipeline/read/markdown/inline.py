"""Marks within a line of Markdown: emphasis, links, entities, line breaks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from pipeline.read.markdown.formulas import without_formulas

_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^<>\s]{1,500}[@/.][^<>\s]{1,500})>")
_STRONG = re.compile(r"(\*\*\*|\*\*|___|__)(?=[^\s*_])([^\n]{1,5000}?)(?<=[^\s*_])\1")
# Between Latin letters or digits a star or a line is a sign of its own: 2*3*4, a_b_c.
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9*])\*(?=[^\s*])([^*\n]{1,5000})(?<=\S)\*(?![A-Za-z0-9*])")
_UNDERSCORE = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,5000})(?<=\S)_(?![\w_])")
_STRUCK = re.compile(r"~~(?=\S)([^\n]{1,5000}?)(?<=\S)~~")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,5000}?)(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HOLDER = "\x00"
_KEPT = re.compile(rf"{_HOLDER}(\d+){_HOLDER}")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its marks.

    ``struck`` where some of it is struck through, ``formula`` where a formula is left as written.
    """

    text: str
    struck: bool = False
    formula: bool = False


class _Keeper:
    """Texts that are no marks whatever they look like, each with a holder in its place."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def keep(self, text: str) -> str:
        """The holder for a text."""
        number = len(self._texts)
        self._texts.append(text)
        return f"{_HOLDER}{number}{_HOLDER}"

    def keep_code(self, found: re.Match[str]) -> str:
        code = found[2]
        return self.keep(code.strip())

    def keep_escaped(self, found: re.Match[str]) -> str:
        return self.keep(found[1])

    def give_back(self, text: str) -> str:
        """The text with what was kept in the place of its holders."""
        return _KEPT.sub(self._kept, text)

    def _kept(self, holder: re.Match[str]) -> str:
        number = int(holder[1])
        return self._texts[number]


def plain(text: str) -> Plain:
    """What a reader of the rendered text reads; lines are parted where it breaks them."""
    keeper = _Keeper()
    text = text.replace(_HOLDER, "")
    text = _CODE.sub(keeper.keep_code, text)
    text = _BREAK.sub("\n", text)
    text, has_formula = without_formulas(text)
    text = _ESCAPE.sub(keeper.keep_escaped, text)
    text = _without_links(text)
    text = _TAG.sub("", text)
    is_struck = _STRUCK.search(text) is not None
    text = _without_emphasis(text)
    text = html.unescape(text)
    text = text.replace("\xa0", " ")
    text = keeper.give_back(text)
    text = _without_ends(text)
    return Plain(text, is_struck, has_formula)


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
