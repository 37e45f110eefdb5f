"""Units of measure that a line states for the figures below it: 单位：万元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.text.written import fold, half_width

_SCALE = "(?:十万|百万|千万|百|千|万|亿)?"
_MONEY = f"{_SCALE}元"
_THINGS = (
    "人次|人|户|个|家|项|处|座|件|套|台|辆|间|栋|所|头|只|羽|株|份|名|次|"
    "平方公里|平方米|平方千米|立方米|公里|千米|米|㎡|m2|km|公顷|亩|"
    "公斤|千克|吨标准煤|吨|斤|千瓦时|千瓦|度|天|小时|年|分"
)
_ONE = rf"(?:{_MONEY}|{_SCALE}(?:{_THINGS})|%|‰)"
_UNIT = re.compile(rf"{_ONE}(?:/{_ONE})?")
_IS_MONEY = re.compile(rf"{_MONEY}(?:/.+)?")
# Behind nothing but a bracket or a space: 填报单位 is an office.
_STATED = re.compile(r"(?:^|[\s(])(?:计量|金额|货币)?单位\s*:\s*(?:人民币)?([^\s:;()]{1,20})")
_BETWEEN = re.compile("[、,]|和|或")
# What a heading counts or compares by its own words, whatever a table's unit is.
_AMOUNT = re.compile(
    r"(?:人数|人口|户数|个数|件数|数量|次数|台数|套数|处数|家数|面积|里程|长度|规模|年限|工期|"
    r"得分|分值|评分|分数|排名|位次|序号|编号|年度|年份)$"
)
_RATE = re.compile(r"(?:率|比|比例|比重|占比|百分比|增幅|增速|增长)$")
_OF_MONEY = re.compile(r"资金|投资|金额|经费|预算|产值|收入|支出|补助|价")
_BRACKETS = re.compile(r"\([^()]*\)$")


def stated_units(line: str) -> tuple[str, ...]:
    """The units that a line states, several where it names several; none where it states none.

    An office behind 单位： is no unit.
    """
    found = _STATED.findall(half_width(line))
    if not found:
        return ()
    units = tuple(fold(part) for part in _BETWEEN.split(found[-1]) if part)
    return units if all(map(_UNIT.fullmatch, units)) else ()


def takes_unit(heading: str, unit: str) -> bool:
    """Whether figures under a heading may have a unit that is stated for the whole table.

    A table in 万元 has columns of households and shares; their headings say so.
    """
    bare = _BRACKETS.sub("", fold(heading))
    is_amount = bool(_AMOUNT.search(bare))
    is_rate = bool(_RATE.search(bare))
    if _IS_MONEY.fullmatch(unit):
        return not is_amount and not is_rate
    of_money = bool(_OF_MONEY.search(bare)) and not is_rate
    if unit in ("%", "‰"):
        return not is_amount and not of_money
    return not is_rate and not of_money


def title_among(lines: Sequence[str]) -> str | None:
    """The line right above a table that is its title: the last but for one that states units."""
    for line in reversed(lines):
        if not stated_units(line):
            return line
    return lines[-1] if lines else None
