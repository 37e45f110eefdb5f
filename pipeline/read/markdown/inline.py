"""Marks within a line of Markdown: emphasis, links, entities, line breaks, simple formulas."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

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
_FORMULA = re.compile(r"\$([^$\n]{1,200})\$")
_SIGNS = {
    r"\%": "%",
    r"\geq": "≥",
    r"\ge": "≥",
    r"\leq": "≤",
    r"\le": "≤",
    r"\times": "×",
    r"\pm": "±",
    r"\sim": "~",
    r"\cdot": "·",
    r"\quad": " ",
    r"\textcircled": "",
    r"\circ": "°",
    r"\permil": "‰",
    r"\&": "&",
    r"\#": "#",
    r"\_": "_",
}
_SIGN = re.compile(r"\\(?:[A-Za-z]+|[%&#_])")
_TEXT = re.compile(r"\\(?:text|mathrm|mathbf|rm)\s*\{([^{}]*)\}")
_POWER = re.compile(r"\^\s*(?:\{\s*([0-9]+|°|◦)\s*\}|([0-9]))")
_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its marks.

    ``struck`` where some of it is struck through, ``formula`` where a formula is left as written.
    """

    text: str
    struck: bool = False
    formula: bool = False


def plain(text: str) -> Plain:
    """What a reader of the rendered text reads; lines are parted where it breaks them."""
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return f"\x00{len(kept) - 1}\x00"

    text = _CODE.sub(lambda found: keep(found[2].strip()), text.replace("\x00", ""))
    text = _BREAK.sub("\n", text)
    text, formula = without_formulas(text)
    text = _ESCAPE.sub(lambda found: keep(found[1]), text)
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    struck = bool(_STRUCK.search(text))
    text = _STRUCK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    text = _UNDERSCORE.sub(r"\1", _EMPHASIS.sub(r"\1", text))
    text = html.unescape(text).replace("\xa0", " ")
    text = re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], text)
    lines = [line.strip() for line in text.split("\n")]
    return Plain("\n".join(lines).strip(), struck, formula)


def without_formulas(text: str) -> tuple[str, bool]:
    r"""The text with simple formulas as plain text (``$80\%$`` → 80%).

    True where one is left as it is written.
    """
    left = False

    def change(found: re.Match[str]) -> str:
        nonlocal left
        simple = _simple(found[1])
        if simple is None:
            left = left or "\\" in found[1]
            return found[0]
        return simple

    return _FORMULA.sub(change, text), left


def _simple(formula: str) -> str | None:
    """A formula that is a number, a sign, a unit; None for others, and for an amount in dollars."""
    text = _TEXT.sub(r"\1", formula)
    text = _SIGN.sub(lambda found: _SIGNS.get(found[0], found[0]), text)
    text = _POWER.sub(_raised, text)
    if "\\" in text or "{" in text or "_" in text or "^" in text:
        return None
    if text == formula and not re.fullmatch(r"[\d\s.,+\-=<>≥≤%/()~:]+", text):
        return None
    return re.sub(r"\s+", " " if re.search(r"[A-Za-z]\s+[A-Za-z]", text) else "", text).strip()


def _raised(found: re.Match[str]) -> str:
    inner = found[1] or found[2]
    return inner.translate(_POWERS) if inner.isdigit() else "°"
