"""Whole numbers in Chinese numerals, as formats ask for by ``[DBNum1]`` and ``[DBNum2]``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_GROUPS = ((8, "亿"), (4, "万"), (0, ""))
_MOST = 10**12


@dataclass(frozen=True, slots=True)
class _Signs:
    """The ten digits, and the names of a group's places from its lowest on."""

    digits: str
    places: tuple[str, ...]


_USUAL = _Signs("〇一二三四五六七八九", ("", "十", "百", "千"))
_FINANCIAL = _Signs("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))


def spelled(value: Decimal, kind: int) -> str | None:
    """A whole number in numerals: kind 1 as 一百二十三, 2 as 壹佰贰拾叁; None for others."""
    if kind == 3 or not 0 <= value < _MOST:
        return None
    if value != value.to_integral_value():
        return None
    return _spell(int(value), _signs(kind))


def digit_by_digit(text: str, kind: int) -> str:
    """Each digit as its numeral: 2022 → 二〇二二."""
    signs = _signs(kind)
    written = ""
    for sign in text:
        if sign.isdigit():
            written += signs.digits[int(sign)]
        else:
            written += sign
    return written


def _signs(kind: int) -> _Signs:
    return _USUAL if kind == 1 else _FINANCIAL


def _spell(number: int, signs: _Signs) -> str:
    zero = signs.digits[0]
    if number == 0:
        return zero
    text = ""
    after_gap = False
    for power, name in _GROUPS:
        group = number // 10**power % 10_000
        if group == 0:
            after_gap = after_gap or bool(text)
            continue
        if text and (after_gap or group < 1000):
            text += zero
        text += _spell_group(group, signs) + name
        after_gap = False
    return text


def _spell_group(group: int, signs: _Signs) -> str:
    """A number below ten thousand."""
    text = ""
    after_gap = False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if digit == 0:
            after_gap = after_gap or bool(text)
            continue
        if after_gap:
            text += signs.digits[0]
            after_gap = False
        text += signs.digits[digit] + signs.places[power]
    return text
