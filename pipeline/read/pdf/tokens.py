"""The tokens of a content stream that matter to what it shows (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.text.patterns import pattern

BARE = rb"[^\s()<>\[\]{}/%]"
_STRING = rb"\((?:[^()\\]|\\.)*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*>"
TEXT = rb"(?:" + _STRING + rb"|" + _HEX + rb")"
_ARRAY = rb"\[(?:[^\[\]()<>]|" + TEXT + rb")*+\]"
_NAMED = rb"(?:Tf|Do|gs|cs|CS|scn|SCN|sh)"
_PLAIN = rb"(?:q|Q|BT|ET|BI|T[rsz])"
# Besides, where patterns are painted with: fills and strokes, and what sets another colour.
_PAINTING = rb"(?:q|Q|BT|ET|BI|T[rsz]|[fBb]\*?|[FSs]|g|rg|k)"
# Behind a bracket or a space, and before no other letter.
_ALONE = rb"(?<![^\s\])>])"
_END = rb"(?!" + BARE + rb")"
# What is passed over before the font of a text object: numbers, and what moves or spaces it.
_MOVING = rb"(?:[-+.\d\s]|T[mdDLcw*])*+"
# Strings that are shown, with the end of the text object that often stands behind them; a font
# with its beginning; other strings, and comments. What begins otherwise is a number, a path or a
# colour, and passed over; a bracket that nothing above closes is within a string that holds
# brackets.
_TOKENS = (
    rb"(?P<written>" + _ARRAY + rb"(?=\s*TJ)|" + TEXT + rb"(?=\s*(?:Tj|'|\")))\s*(?:T[Jj]|'|\")"
    rb"(?:(?:\s+T\*)?\s+(?P<end>ET)" + _END + rb")?"
    rb"|(?:(?P<begin>BT)" + _END + _MOVING + rb")?"
    rb"/(?P<name>"
    + BARE
    + rb"*)(?:\s+(?P<size>[-+.\d]+))?\s+(?P<of>"
    + _NAMED
    + rb")"
    + _END
    + rb"|"
    + TEXT
    + rb"|%[^\r\n]*"
    rb"|" + _ALONE + rb"(?P<plain>" + _PLAIN + rb")" + _END + rb"|(?P<open>\()"
)
# What a token begins with is looked at first, since most of a content stream begins none.
TOKEN = pattern(rb"(?=[\[(</%qQBET])(?:" + _TOKENS + rb")", re.DOTALL)
# Operators that are read with what stands before or behind them.
_PLACED = frozenset((b"BI", b"Tr", b"Ts", b"Tz"))
# Longer content is not taken apart at once: its tokens would take a hundred times its size.
_SHORT = 1 << 20


# What was found at one place, b"" for what was not: a string or an array of strings that is shown,
# and the end of a text object behind it; the beginning of a text object, and a name, a size, and
# the operator that is applied to them; an operator without a name; a bracket that nothing closes.
Token = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]


@cache
def token_painted() -> re.Pattern[bytes]:
    """As ``TOKEN``, of a page that paints with patterns; compiled with the first such page."""
    tokens = _TOKENS.replace(_PLAIN, _PAINTING)
    return re.compile(rb"(?=[\[(</%qQBETfFbSsgrk])(?:" + tokens + rb")", re.DOTALL)


def tokens_at_once(content: bytes, pattern: re.Pattern[bytes]) -> list[Token] | None:
    """All tokens of a content stream; None where it must be known where they stand.

    As it must where an operator is read with what stands before or behind it.
    """
    if len(content) > _SHORT:
        return None
    found: list[Token] = pattern.findall(content)
    if not found:
        return found
    *_, plain, brackets = zip(*found, strict=True)
    if any(brackets) or not _PLACED.isdisjoint(plain):
        return None
    return found
