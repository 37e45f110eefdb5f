"""The tokens of a content stream that matter to what it shows (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import re

BARE = rb"[^\s()<>\[\]{}/%]"
_STRING = rb"\((?:[^()\\]|\\.)*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*>"
TEXT = rb"(?:" + _STRING + rb"|" + _HEX + rb")"
_ARRAY = rb"\[(?:[^\[\]()<>]|" + TEXT + rb")*+\]"
_NAMED = rb"(?:Tf|Do|gs|cs|CS|scn|SCN|sh)"
_PLAIN = rb"(?:q|Q|BT|ET|BI|T[rsz])"
# Besides, where patterns are painted with: fills and strokes, and what sets another colour.
_PAINTING = rb"(?:q|Q|BT|ET|BI|T[rsz]|[fBb]\*?|[FSs]|g|rg|k)"
# What begins otherwise is a number, a path or a colour, and passed over; a bracket that nothing
# above closes is within a string that holds brackets.
_TOKENS = (
    rb"(?P<array>" + _ARRAY + rb")\s*TJ"
    rb"|(?P<string>" + TEXT + rb")(?:\s*(?P<show>Tj|'|\"))?"
    rb"|/(?P<name>" + BARE + rb"*)(?:\s+(?P<size>[-+.\d]+))?"
    rb"\s+(?P<of>" + _NAMED + rb")(?!" + BARE + rb")"
    rb"|%[^\r\n]*"
    rb"|(?<![^\s\])>])(?P<plain>" + _PLAIN + rb")(?!" + BARE + rb")"
    rb"|(?P<open>\()"
)
# What a token begins with is looked at first, since most of a content stream begins none.
TOKEN = re.compile(rb"(?=[\[(</%qQBET])(?:" + _TOKENS + rb")", re.DOTALL)
TOKEN_PAINTED = re.compile(
    rb"(?=[\[(</%qQBETfFbSsgrk])(?:" + _TOKENS.replace(_PLAIN, _PAINTING) + rb")",
    re.DOTALL,
)
# Operators that are read with what stands before or behind them.
_PLACED = frozenset((b"BI", b"Tr", b"Ts", b"Tz"))
# Longer content is not taken apart at once: its tokens would take a hundred times its size.
_SHORT = 1 << 20


# What was found at one place, b"" for what was not: an array and a string that are shown, the
# string by the operator behind it; a name, a size, and the operator that is applied to them; an
# operator without a name; a bracket that nothing closes.
Token = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]


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
