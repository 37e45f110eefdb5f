"""Text as it is compared (``fold``) and as it is published (``mend``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.text.patterns import pattern

# Han, kana, CJK punctuation, CJK compatibility signs (㎡), vertical and full-width forms.
_CHINESE = (
    "\u2e80-\u2fdf\u3000-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe10-\ufe1f"
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
# Signs that Chinese and Latin text share: they follow the text they stand in.
_SHARED_SIGNS = r"()\[\]{},;:\"“”‘’—…·"
_HAS_CHINESE = f"[{_CHINESE}]"
_TOUCHES_CHINESE = rf"(?<=[{_CHINESE}{_SHARED_SIGNS}]) | (?=[{_CHINESE}{_SHARED_SIGNS}])"
# A line that ends in a hyphen between letters or digits, or before the sign of a number's unit,
# goes on as it is.
_HYPHEN_BREAK = pattern(r"(?<=[^\W_]-)[^\S\n]*\n\s*(?=[^\W_])|(?<=\d)[^\S\n]*\n\s*(?=[%‰℃°])")
_NO_WIDTH = pattern("[\u200b\u2060\ufeff]")

# Supplement radicals that PDF fonts put for common characters and that NFKC leaves alone.
_RADICALS = str.maketrans(
    "⺠⻓⻔⻚⻛⻜⻢⻥⻦⻩⻬⻮⻰⻅⻋⻉⻄⻆⺟⻘", "民长门页风飞马鱼鸟黄齐齿龙见车贝西角母青"
)
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛｀＇", "'"),
        **dict.fromkeys("‐‑‒–—―−－─", "-"),
        **dict.fromkeys("【〔［", "["),
        **dict.fromkeys("】〕］", "]"),
        "〜": "~",
    }
)
# Texts whose keys are kept: those of some fifty pages.
KEPT = 8192
# Full-width digits, signs and brackets; not the comma, which separates items and never thousands.
_ASCII = "".join(chr(code) for code in range(0x21, 0x7F)).replace(",", "")
_HALF_WIDTH = {ord(sign) + 0xFEE0: sign for sign in _ASCII}


@lru_cache(maxsize=KEPT)
def fold(text: str) -> str:
    """The key to compare texts by.

    No white space, one form of quotes, dashes, brackets and letters.

    NFKC turns ① into 1 and ㎡ into m2, so a key is never published. Idempotent.
    """
    if text.isascii():
        return "".join(text.split()).lower()
    key = _bare(text)
    once = _folded(key)
    if once != key:  # lower case can undo NFKC and the other way round
        once = _folded(once)
    return _nfkc(once)


def _folded(key: str) -> str:
    key = _nfkc(key.translate(_RADICALS))
    return _bare(key).translate(_SIGNS).lower()


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _bare(text: str) -> str:
    """The text without white space and signs of no width."""
    visible = _NO_WIDTH.sub("", text)
    return "".join(visible.split())


def half_width(text: str) -> str:
    """Full-width ASCII signs as ASCII, all but the comma.

    Other characters untouched (unlike NFKC).
    """
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def mend(text: str) -> str:
    """The published form: lines joined, wrap spaces gone, no other character changed. Idempotent.

    A space that touches a Chinese character or its punctuation is removed; in a text with Chinese
    the brackets, commas and quotes count as such, so that spaces of style on some pages make no
    difference. Between two Latin words or numbers one space stays.
    """
    return script_join(text.splitlines())


def script_join(lines: Iterable[str]) -> str:
    """Lines of one wrapped text as one line: Chinese joins without a space, Latin with one.

    A word or range broken after its hyphen keeps the hyphen and gets no space, nor does a number
    before its %.
    """
    text = _NO_WIDTH.sub("", "\n".join(lines)).strip()
    words = _HYPHEN_BREAK.sub("", text).split()
    line = " ".join(words)
    if " " not in line or line.isascii():
        return line
    has_chinese, touches_chinese = _spaces()
    return touches_chinese.sub("", line) if has_chinese.search(line) else line


@cache
def _spaces() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells the spaces of Chinese text, compiled with the first: it takes milliseconds."""
    return re.compile(_HAS_CHINESE), re.compile(_TOUCHES_CHINESE)
