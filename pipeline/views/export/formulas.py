"""Texts that a spreadsheet would compute, and how to keep it from that.

Excel reads a text that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, some programs also
after blanks or in full width. In the workbook such a text is a text by its type; in CSV, which has
no types, it gets an apostrophe in front, which spreadsheets take for "this is text". Within a text
the same holds after a semicolon, a tab and a line end: a program that takes one of them for what
parts the cells does not see the quotes around the whole.
"""

from __future__ import annotations

import re

# What stands before the mark is what a program may skip: blanks, controls, characters without
# width.
_SKIPPED = r"[\s\x00-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*"
_FORMULA = re.compile(rf"{_SKIPPED}[=+\-@＝＋－＠﹢﹣﹦﹫](?!\s*\Z)|[\t\r\n](?!\Z)")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
# What programs are told, or guess, that parts the cells of a file, beside the comma.
_SEPARATOR = re.compile(r"([;\t\r\n])")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute the text.

    A lone mark like "-" and a signed number it would not.
    """
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def unarmed(text: str) -> str:
    """The text with an apostrophe before each part of it that a spreadsheet would compute."""
    parts: list[str] = []
    for part in _SEPARATOR.split(text):
        # At its beginning all of the text counts, later what another program takes for a cell.
        cell = part.replace('"', "") if parts else text
        parts.append(f"'{part}" if is_formula(cell) else part)
    return "".join(parts)
