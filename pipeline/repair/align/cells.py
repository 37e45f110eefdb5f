"""What it costs that a text stands in a column of some kind: how serials, ranks, … usually look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import log

from pipeline.repair.damage.costs import Costs
from pipeline.text import fold, is_parted, parse_integer, parse_number, parse_points, split_points

INFINITE = float("inf")
OF_NUMBERS = ("serial", "points", "rank")  # kinds of columns that hold one number each
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_BOUND = re.compile("(?:及?其?以[上下内]|左右)$")
_DASHES = {"-", "/", ""}
_NOTHING = {""}
_DASHES_OF = {"points": _DASHES}  # have costs of their own there
SHARED_MARKS = ("", "/", "-")  # stand for a weight that rows share
SHORTEST_NAME = 3  # characters; a shorter one is more likely a unit
LONGEST_UNKNOWN_UNIT = 5  # characters of a unit that the notice does not show twice


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the notice itself shows.

    ``units`` and ``agencies`` are its own words, folded, ``rare_units`` also those that stand once
    where units do; ``highest_rank`` is the highest undamaged
    one, ``highest_weight`` the highest that stands in two rows; ``shared`` is the share of each
    mark among those for a shared weight; ``marks`` are the form's own for a missing value, by
    kind, folded; ``any_names`` says that names of one or two characters or without a
    Chinese one are usual in it, ``names_points`` that weights are printed with 分,
    ``no_targets`` that most rows print none, as in a form that is to be filled in.
    """

    units: frozenset[str]
    agencies: frozenset[str]
    highest_rank: int
    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    highest_weight: Decimal = Decimal("Infinity")
    shared: Mapping[str, float] = field(default_factory=dict)
    any_names: bool = False
    names_points: bool = False
    no_targets: bool = False
    rare_units: frozenset[str] = frozenset()


def has_han(text: str) -> bool:
    """Whether the text has a Chinese character."""
    return bool(_HAN.search(text))


def looks_like_a_name(text: str) -> bool:
    """Whether a folded text is as long as names of indicators are, and has a Chinese character."""
    return has_han(text) and len(text) >= SHORTEST_NAME


def cell_cost(
    kind: str,
    text: str,
    serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    """What it costs that ``text`` stands, undamaged, in a column of this kind.

    Infinite where it cannot.
    """
    key = fold(text)
    has_own_cost = key in _DASHES_OF.get(kind, _NOTHING)
    if not has_own_cost and key in lexicon.marks.get(kind, ()):
        key = "-" if kind == "unit" else "/"
    cost_of = _BY_KIND[kind]
    cost = cost_of(key, serial, lexicon, costs)
    if kind in OF_NUMBERS and is_parted(text):
        return cost + costs.cell_odd
    return cost


def _serial(
    text: str,
    serial: int,
    _: Lexicon,
    costs: Costs,
) -> float:
    if not text:
        return costs.serial_missing
    number = parse_integer(text)
    if number is None:
        return INFINITE
    return 0.0 if number == serial else costs.serial_wrong


def _name(
    text: str,
    _serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    if text in _DASHES or text in lexicon.units:
        return INFINITE
    if parse_number(text) is not None:
        return INFINITE
    if not (lexicon.any_names or looks_like_a_name(text)):
        return costs.cell_odd
    _, points = split_points(text)  # as labels print them
    return 0.0 if points is None else costs.cell_odd


def _label(
    text: str,
    _serial: int,
    _: Lexicon,
    _costs: Costs,
) -> float:
    if not text:
        return 0.0
    if text in _DASHES:
        return INFINITE
    return 0.0 if parse_number(text) is None else INFINITE


def _unit(
    text: str,
    _serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    if not text:
        return costs.cell_unusual
    if text in lexicon.units or text == "-":
        return 0.0
    if parse_number(text) is not None or text[0].isdecimal():
        return INFINITE
    if text == "/" or (len(text) > LONGEST_UNKNOWN_UNIT and not _is_rate(text)):
        return costs.cell_odd
    return costs.cell_unusual


def _is_rate(text: str) -> bool:
    """Whether a text is made as the units of rates are: 微克/立方米."""
    over, slash, under = text.partition("/")
    return bool(over and slash and under) and not any(map(str.isdecimal, text))


def _points(
    text: str,
    _serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    if text == "/":
        return costs.weight_unprinted + _unusual(text, lexicon)
    if not text:
        return costs.weight_unprinted + _unusual(text, lexicon)
    if text in _DASHES:
        return costs.cell_unlikely + _unusual(text, lexicon)
    number = parse_points(text) if lexicon.names_points else parse_number(text)
    if number is None or number <= 0:
        return INFINITE
    return 0.0 if number <= lexicon.highest_weight else costs.cell_unlikely


def _unusual(mark: str, lexicon: Lexicon) -> float:
    """What it costs that a mark stands for a weight which is rarer in the notice than another."""
    likelihood = 2 * lexicon.shared.get(mark, 0.5)  # 1 where two are as frequent
    return max(0.0, -log(likelihood))


def _rank(
    text: str,
    _serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    if text == "/":
        return 0.0
    if not text:
        return costs.rank_odd
    rank = parse_integer(text)
    if rank is None or rank < 1:
        return INFINITE
    return 0.0 if rank <= lexicon.highest_rank else costs.rank_odd


def _bracketed(text: str) -> bool:
    return text.startswith("(") and text.endswith(")")


def _is_only_a_unit(text: str, lexicon: Lexicon) -> bool:
    """Whether a target lacks its number: 万人, 万人以上."""
    unit = _BOUND.sub("", text)
    return unit in lexicon.units or unit in lexicon.rare_units


def _target(
    text: str,
    _serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    if not text:
        return 0.0 if lexicon.no_targets else costs.cell_doubtful
    if text == "/" or _bracketed(text):
        return costs.cell_unlikely
    if text in lexicon.agencies:
        return costs.cell_odd
    if _is_only_a_unit(text, lexicon):
        return 2 * costs.cell_odd  # its number stands elsewhere, or was lost
    number = parse_integer(text)
    if number is None:
        return 0.0
    return costs.cell_doubtful if number <= lexicon.highest_rank else costs.cell_unusual


def _remark(
    text: str,
    _serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    if text in ("", "/"):
        return costs.cell_unlikely
    rank = parse_integer(text)
    if rank is not None and rank > 0:
        return 0.0 if rank <= lexicon.highest_rank else costs.rank_odd
    if parse_number(text) is not None or text[0].isdecimal():
        return INFINITE
    opens_like_an_agency = text.startswith(tuple(lexicon.agencies))
    if opens_like_an_agency or not has_han(text):
        return INFINITE
    several_numbers = len(_NUMBERS.findall(text)) > 1
    return costs.cell_odd if several_numbers else costs.cell_unlikely


def _agency(
    text: str,
    _serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    if not text:
        return costs.cell_odd
    if not has_han(text) or text[0].isdecimal():
        return INFINITE
    return 0.0 if text in lexicon.agencies else costs.cell_unusual


def _text(
    text: str,
    _serial: int,
    _: Lexicon,
    costs: Costs,
) -> float:
    """A column that is not published.

    Anything, and rather nothing than a number that another column lacks.
    """
    if text == "/":
        return costs.cell_unusual
    return 0.0 if parse_number(text) is None else costs.cell_unusual


def _date(
    text: str,
    _serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    """A date, or words for none; no office and no mere number."""
    if text in _DASHES:
        return 0.0
    if text in lexicon.agencies or parse_number(text) is not None:
        return costs.cell_odd
    return 0.0


def _number(
    text: str,
    _serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    """A figure, with or without a unit, or nothing."""
    if text in _DASHES:
        return 0.0
    if text in lexicon.agencies:
        return costs.cell_odd
    return 0.0 if any(map(str.isdecimal, text)) else costs.cell_unusual


def _offices(
    text: str,
    _serial: int,
    lexicon: Lexicon,
    costs: Costs,
) -> float:
    """Offices of the form's own, or nothing: it is blank more often than the lead units."""
    if text in _DASHES or text in lexicon.agencies:
        return 0.0
    if not has_han(text) or parse_number(text) is not None:
        return costs.cell_odd
    return costs.cell_odd if text[0].isdecimal() else 0.0


_BY_KIND = {
    "serial": _serial,
    "name": _name,
    "label": _label,
    "unit": _unit,
    "points": _points,
    "rank": _rank,
    "target": _target,
    "remark": _remark,
    "agency": _agency,
    "text": _text,
    "date": _date,
    "number": _number,
    "percent": _number,
    "offices": _offices,
}
