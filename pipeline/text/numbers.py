"""Numbers, points and ranks as notices print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from pipeline.text.written import fold, half_width, mend

RankStatus = Literal["ranked", "not_published", "blank", "other"]

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,18})(?:\.[0-9]{1,18})?")
_IN_BRACKETS = r"[(（\[【]\s*(\d{1,3}(?:\.\d+)?|\d{4}(?=\s*分))\s*分?\s*[)）\]】]\s*"
_POINTS = re.compile(_IN_BRACKETS + r"\Z")
_ANY_POINTS = re.compile(_IN_BRACKETS)


def split_points(label: str) -> tuple[str, Decimal | None]:
    """A label's name, mended, and the points in its last bracket: ``总量指标 (8)`` → 总量指标, 8.

    Brackets with anything but a number (with or without 分) belong to the name. Four digits are
    points only with 分, since (2022) is a year.
    """
    found = _POINTS.search(half_width(label))
    if not found:
        return mend(label), None
    name = label[: found.start()]
    points = Decimal(found[1])
    return mend(name), points


def split_labels(text: str) -> tuple[str, ...]:
    """The labels that stand in one text: ``总量 (8分) 增加值 (5分)`` → two.

    Each but the last ends in points, which the last has or has not; then a space is before it.
    """
    plain = half_width(text)
    ends = [found.end() for found in _ANY_POINTS.finditer(plain)]
    if not ends:
        return (text,)
    if ends[-1] < len(text):
        if not plain[ends[-1] - 1].isspace():
            return (text,)
        ends.append(len(text))
    starts = (0, *ends[:-1])
    return tuple(text[start:end] for start, end in zip(starts, ends, strict=True))


def parse_number(text: str) -> Decimal | None:
    """A plain number without unit (1,200 and full-width digits included), else ``None``."""
    plain = half_width(text).strip().replace("−", "-")
    if not _NUMBER.fullmatch(plain):
        return None
    return Decimal(plain.replace(",", ""))


def parse_points(text: str) -> Decimal | None:
    """A number of points, with 分 behind it or without, else ``None``."""
    plain = half_width(text).strip().removesuffix("分")
    return parse_number(plain)


def parse_integer(text: str) -> int | None:
    """A plain number without decimals, else ``None``."""
    number = parse_number(text)
    if number is None or number.as_tuple().exponent != 0:
        return None
    return int(number)


def parse_percent(text: str) -> Decimal | None:
    """``80%`` → 80: the number of per cent, not the fraction; ``None`` for anything else."""
    plain = half_width(text).strip()
    if not plain.endswith("%"):
        return None
    return parse_number(plain[:-1].rstrip())


def parse_rank(
    text: str,
    missing: Iterable[str] = ("/",),
) -> tuple[int | None, RankStatus]:
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
