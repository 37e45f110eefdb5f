r"""Simple formulas in LaTeX as plain text, as OCR tools write numbers: ``$80\%$`` → 80%."""

from __future__ import annotations

import re

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
_NOT_PLAIN = frozenset("\\{_^")
# What stands between signs of dollars and is no amount of them.
_NUMBERS = re.compile(r"[\d\s.,+\-=<>≥≤%/()~:]+")
_LATIN_WORDS = re.compile(r"[A-Za-z]\s+[A-Za-z]")
_SPACES = re.compile(r"\s+")


def without_formulas(text: str) -> tuple[str, bool]:
    r"""The text with simple formulas as plain text; true where one is left as it is written."""
    pieces: list[str] = []
    behind = 0
    is_left = False
    for found in _FORMULA.finditer(text):
        formula = found[1]
        simple = _simple(formula)
        if simple is None:
            is_left = is_left or "\\" in formula
            continue
        pieces.append(text[behind : found.start()])
        pieces.append(simple)
        behind = found.end()
    pieces.append(text[behind:])
    return "".join(pieces), is_left


def _simple(formula: str) -> str | None:
    """A formula that is a number, a sign, a unit; None for others, and for an amount in dollars."""
    text = _TEXT.sub(r"\1", formula)
    text = _SIGN.sub(_sign, text)
    text = _POWER.sub(_raised, text)
    if _NOT_PLAIN & set(text):
        return None
    is_unchanged = text == formula
    if is_unchanged and not _NUMBERS.fullmatch(text):
        return None
    between = " " if _LATIN_WORDS.search(text) else ""
    return _SPACES.sub(between, text).strip()


def _sign(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0], found[0])


def _raised(found: re.Match[str]) -> str:
    inner = found[1] or found[2]
    if inner.isdigit():
        return inner.translate(_POWERS)
    return "°"
