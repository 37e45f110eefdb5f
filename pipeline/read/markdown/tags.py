"""Code, escapes and raw HTML within a line of Markdown, whichever begins first.

CommonMark 0.31, 6: a code span and a tag bind alike, so the one that begins first wins; what is
neither a tag by its grammar nor an element that HTML knows is text: A<B或C>D.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from pipeline.read.raised import QUOTED, reads_on

_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_TOKEN = re.compile(
    rf"""
    (?P<escape>\\[\\`<])
    | <code>(?P<raw>[^`<]*`[^`<]*)</code>     # a lone backtick, which nothing closes there
    | (?<!`)(?P<fence>`{{1,3}})(?!`)(?P<code>.{{1,5000}}?)(?<!`)(?P=fence)(?!`)
    | <(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?:{_ATTRIBUTE}){{0,50}}\s*/?>
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ELEMENTS = frozenset(
    (
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "body",
        "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn",
        "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4",
        "h5", "h6", "head", "header", "hr", "html", "i", "img", "input", "ins", "kbd", "label",
        "li", "main", "mark", "meta", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
        "samp", "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "wbr",
    )
)  # fmt: skip
_STRUCK = ("del", "s", "strike")
_RAISED = ("sub", "sup")
_HOLDER = "\x00"
_KEPT = re.compile(rf"{_HOLDER}(\d+){_HOLDER}")
# Stand in the place of the tags between which text is set above or below the line.
_UP, _DOWN = "\x01", "\x02"
_SET = re.compile(rf"{_UP}([^{_UP}{_DOWN}]*){_DOWN}?")
_OWN_SIGNS = str.maketrans("", "", _HOLDER + _UP + _DOWN)


@dataclass(slots=True)
class Tags:
    """Takes the tags out of a text, and puts holders in the place of what is text in any case."""

    struck: bool = False
    picture: bool = False
    raised: list[str] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)

    def take_out(self, text: str) -> str:
        """The text without tags, with holders for code and escaped signs."""
        text = text.translate(_OWN_SIGNS)
        return _TOKEN.sub(self._replace, text)

    def keep(self, text: str) -> str:
        """The holder for a text that is no mark whatever it looks like."""
        number = len(self._texts)
        self._texts.append(text)
        return f"{_HOLDER}{number}{_HOLDER}"

    def give_back(self, text: str) -> str:
        """The text with what was kept in the place of its holders; notes what is raised."""
        whole = _KEPT.sub(self._kept, text)
        for found in _SET.finditer(whole):
            begin = max(0, found.start() - 2 * QUOTED)
            before = whole[begin : found.start()].translate(_OWN_SIGNS)
            inner = found[1]
            if reads_on(before, inner):
                self.raised.append(before[-QUOTED:] + inner)
        return whole.translate(_OWN_SIGNS)

    def _kept(self, holder: re.Match[str]) -> str:
        number = int(holder[1])
        return self._texts[number]

    def _replace(self, found: re.Match[str]) -> str:
        """What stands in the place of a token."""
        match found.lastgroup:
            case "escape":
                return self._escaped(found[0])
            case "raw":
                return self.keep(html.unescape(found["raw"]))
            case "code":
                return self.keep(found["code"].strip())
        return self._tag(found)

    def _escaped(self, written: str) -> str:
        """A backtick or an angle that is a sign of its own; a backslash is judged later."""
        sign = written[1]
        return written if sign == "\\" else self.keep(sign)

    def _tag(self, found: re.Match[str]) -> str:
        name = found["name"].lower()
        if name == "br":
            return "\n"
        is_foreign = ":" in name
        if name not in _ELEMENTS and not is_foreign:
            return found[0]
        self.struck = self.struck or name in _STRUCK
        self.picture = self.picture or name == "img"
        if name not in _RAISED:
            return ""
        return _DOWN if found["end"] else _UP


__all__ = ["Tags"]
