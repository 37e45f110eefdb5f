"""Strings only: look-up keys, published text, numbers, labels with points, ranks, dates.

Two forms of a text are kept apart. :func:`fold` makes a key to compare by and is never published;
:func:`mend` makes the text that is published and changes nothing but white space. Targets are
parsed in :mod:`pipeline.target`, lead units in :mod:`pipeline.normalise.agencies`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal

RankStatus = Literal["ranked", "not_published", "blank", "other"]

# Han, kana, CJK punctuation, CJK compatibility signs (㎡), vertical and full-width forms.
_CHINESE = (
    "\u2e80-\u2fdf\u3000-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe10-\ufe1f"
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
# Signs that Chinese and Latin text share: they follow the text they stand in.
_SHARED_SIGNS = r"()\[\]{},;:\"“”‘’—…·"
_HAS_CHINESE = re.compile(f"[{_CHINESE}]")
_TOUCHES_CHINESE = re.compile(
    rf"(?<=[{_CHINESE}{_SHARED_SIGNS}]) | (?=[{_CHINESE}{_SHARED_SIGNS}])"
)
# A line that ends in a hyphen between letters or digits, or before the sign of a number's unit,
# goes on as it is.
_HYPHEN_BREAK = re.compile(r"(?<=[^\W_]-)[^\S\n]*\n\s*(?=[^\W_])|(?<=\d)[^\S\n]*\n\s*(?=[%‰℃°])")
_NO_WIDTH = re.compile("[\u200b\u2060\ufeff]")

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
# Full-width digits, signs and brackets; not the comma, which separates items and never thousands.
_HALF_WIDTH = str.maketrans({chr(c + 0xFEE0): chr(c) for c in range(0x21, 0x7F) if chr(c) != ","})

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,18})(?:\.[0-9]{1,18})?")
_POINTS = re.compile(r"[(（\[【]\s*(\d{1,3}(?:\.\d+)?|\d{4}(?=\s*分))\s*分?\s*[)）\]】]\s*\Z")
_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}", re.ASCII | re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", "}": "{", "」": "「", "』": "『", "》": "《", "〉": "〈", "’": "‘"}


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The key to compare texts by.

    No white space, one form of quotes, dashes, brackets and letters.

    NFKC turns ① into 1 and ㎡ into m2, so a key is never published. Idempotent.
    """
    key = _bare(text)
    for _ in range(2):  # lower case can undo NFKC and the other way round
        key = (
            _bare(unicodedata.normalize("NFKC", key.translate(_RADICALS))).translate(_SIGNS).lower()
        )
    return unicodedata.normalize("NFKC", key)


def _bare(text: str) -> str:
    return "".join(_NO_WIDTH.sub("", text).split())


def half_width(text: str) -> str:
    """Full-width ASCII signs as ASCII, all but the comma.

    Other characters untouched (unlike NFKC).
    """
    return text.translate(_HALF_WIDTH)


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
    text = " ".join(_HYPHEN_BREAK.sub("", text).split())
    return _TOUCHES_CHINESE.sub("", text) if _HAS_CHINESE.search(text) else text


def split_points(label: str) -> tuple[str, Decimal | None]:
    """A label's name, mended, and the points in its last bracket: ``总量指标 (8)`` → 总量指标, 8.

    Brackets with anything but a number (with or without 分) belong to the name. Four digits are
    points only with 分, since (2022) is a year.
    """
    found = _POINTS.search(half_width(label))
    if not found:
        return mend(label), None
    return mend(label[: found.start()]), Decimal(found.group(1))


def parse_number(text: str) -> Decimal | None:
    """A plain number without unit (1,200 and full-width digits included), else ``None``."""
    plain = half_width(text).strip().replace("−", "-")
    return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None


def parse_integer(text: str) -> int | None:
    """A plain number without decimals, else ``None``."""
    number = parse_number(text)
    return int(number) if number is not None and number.as_tuple().exponent == 0 else None


def parse_percent(text: str) -> Decimal | None:
    """``80%`` → 80: the number of per cent, not the fraction; ``None`` for anything else."""
    plain = half_width(text).strip()
    return parse_number(plain[:-1].rstrip()) if plain.endswith("%") else None


def parse_rank(text: str, missing: Iterable[str] = ("/",)) -> tuple[int | None, RankStatus]:
    """A ranking cell.

    A whole number from 1, a mark for "not published", blank, or something else.
    """
    key = fold(text)
    if not key:
        return None, "blank"
    if key in {fold(mark) for mark in missing}:
        return None, "not_published"
    rank = parse_integer(text)
    if rank is None or not 1 <= rank <= 32767:
        return None, "other"
    return rank, "ranked"


def find_email(text: str) -> str | None:
    """The first e-mail address in a text, Markdown links included."""
    found = _EMAIL.search(half_width(text))
    return found.group() if found else None


@lru_cache(maxsize=4096)
def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring letters and digits of the folded text.

    A lone character stands for itself.
    """
    letters = "".join(c for c in fold(text) if c.isalnum())
    if len(letters) < 2:
        return frozenset(letters)
    return frozenset(a + b for a, b in pairwise(letters))


def overlap(a: str, b: str) -> float:
    """Dice coefficient of the two texts' bigrams, 0 to 1 (0 where a text has none)."""
    left, right = bigrams(a), bigrams(b)
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0


def unclosed(text: str) -> bool:
    """True where a bracket or quotation mark opens and never closes: the sentence is cut off.

    Double quotes are counted without regard to their shape, since straight and curly ones occur
    mixed.
    """
    depth: Counter[str] = Counter()
    plain = half_width(text).translate(
        {ord(c): "[" for c in "【〔"} | {ord(c): "]" for c in "】〕"}
    )
    for char in plain:
        opener = _PAIRS.get(char)
        if opener:
            depth[opener] = max(0, depth[opener] - 1)
        elif char in _PAIRS.values():
            depth[char] += 1
    return any(depth.values()) or sum(plain.count(mark) for mark in '"“”') % 2 == 1


# --- dates
# -----------------------------------------------------------------------------------------

_DAY = r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
_DATE = re.compile(rf"{_DAY}[。.]?")
_WINDOW = re.compile(rf"[自从]?{_DAY}(?:起)?[-~至到]+{_DAY}(?:止)?[。.]?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})(?:月份?)?[-~至到](\d{1,2})月")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月(?![\d底末初])")
_QUARTER = re.compile(r"(前)?([一二三四两1234])(?:个)?季度")
_HALVES = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}
_COUNTS = {**{c: i for i, c in enumerate("一二三四", 1)}, "两": 2, **{c: int(c) for c in "1234"}}
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def parse_date_cn(text: str) -> date | None:
    """``2022 年 11 月 15 日`` or ``二〇二二年十一月十五日``, the whole text, else ``None``."""
    found = _DATE.fullmatch(_digits(fold(text)))
    return _date(found.group(1), found.group(2), found.group(3)) if found else None


def parse_window(text: str) -> tuple[date, date] | None:
    """First and last day of ``2022 年 11 月 15 日—2022 年 12 月 31 日。``.

    The second year may be left out.
    """
    found = _WINDOW.fullmatch(_digits(fold(text)))
    if not found:
        return None
    year, month, day, last_year, last_month, last_day = found.groups()
    start, end = _date(year, month, day), _date(last_year or year, last_month, last_day)
    return (start, end) if start and end and start <= end else None


def _digits(key: str) -> str:
    """Chinese numerals of a date as digits: 二〇二二年十一月 → 2022年11月."""

    def tens(found: re.Match[str]) -> str:
        return str(10 * int(found.group(1) or 1) + int(found.group(2) or 0))

    return re.sub(r"(\d)?十(\d)?", tens, key.translate(_NUMERALS))


def _date(year: str | None, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if year else None
    except ValueError:
        return None


def header_period(text: str, year: int) -> tuple[date, date] | None:
    """The period a heading names (1-6月份, 6月, 一季度, 前三季度, 上半年), first to last day.

    ``year`` counts where the heading prints none. ``None`` where no period or an impossible one is
    named.
    """
    key = fold(text)
    printed = _YEAR.search(key)
    months = _months(_YEAR.sub("", key))
    if months is None or not 1 <= months[0] <= months[1] <= 12:
        return None
    in_year = int(printed.group(1)) if printed else year
    return date(in_year, months[0], 1), date(in_year, months[1], monthrange(in_year, months[1])[1])


def _months(key: str) -> tuple[int, int] | None:
    if found := _MONTHS.search(key):
        return int(found.group(1)), int(found.group(2))
    if found := _MONTH.search(key):
        return int(found.group(1)), int(found.group(1))
    if found := _QUARTER.search(key):
        last = 3 * _COUNTS[found.group(2)]
        return (1 if found.group(1) else last - 2), last
    return next((months for word, months in _HALVES.items() if word in key), None)


def well_formed(text: str) -> str:
    """The text without half surrogate pairs.

    As which names that are not UTF-8 arrive from the system.
    """
    return text.encode("utf-8", "replace").decode()


def json_text(value: object) -> str:
    """``value`` as JSON on one line for a terminal.

    Chinese as it is, what a terminal would obey escaped.
    """
    return escaped_json(json.dumps(value, ensure_ascii=False))


def escaped_json(text: str) -> str:
    """JSON with every control, direction and other unprintable character escaped.

    Line ends between values stay.
    """
    if text.isprintable():
        return text
    return "".join(c if c == "\n" or c.isprintable() else json.dumps(c)[1:-1] for c in text)
