"""One row's cells → the ways they can stand in the columns, each with its cost.

A typed, order-preserving alignment in the manner of Needleman and Wunsch: match a cell to a column, leave a
column without a cell (the cell was lost), drop a cell (a blank or "/" that was pushed in). The label columns
left of the serial are one zone that takes any number of cells, since which of them is which level is a
question for the labels as a whole. All alignments within ``slack`` of the cheapest are enumerated, guided by
the exact cost-to-go, so that none is missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.repair.costs import Costs
from pipeline.spec import Column
from pipeline.text import fold, parse_integer, parse_number

INFINITE = float("inf")
SLACK = 11.0  # dearer alignments than this are never forced by the arithmetic: a misprint is cheaper
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
_DASHES = {"-", "/", ""}
MAX_OPTIONS = 400


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the notice itself shows: its units, its agencies, its highest undamaged rank."""

    units: frozenset[str]
    agencies: frozenset[str]
    highest_rank: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """One way a row's cells can stand.

    ``places`` gives for each column after the label zone the index of its cell, or None where it was lost;
    ``labels`` the indices of the zone's cells; ``damage`` the names of the damages assumed.
    """

    cost: float
    places: tuple[int | None, ...]
    labels: tuple[int, ...]
    damage: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns split at the label zone: ``zone`` label columns, then ``columns`` (serial first)."""

    zone: tuple[Column, ...]
    columns: tuple[Column, ...]

    def at(self, name: str) -> int:
        return next(n for n, column in enumerate(self.columns) if column.name == name)


def split_layout(columns: Sequence[Column]) -> Layout:
    """The leading label columns form the zone; label columns elsewhere are ordinary columns."""
    count = 0
    while count < len(columns) and columns[count].kind == "label":
        count += 1
    return Layout(tuple(columns[:count]), tuple(columns[count:]))


def has_han(text: str) -> bool:
    return bool(_HAN.search(text))


def cell_cost(kind: str, text: str, serial: int, lexicon: Lexicon, costs: Costs) -> float:
    """What it costs that ``text`` stands, undamaged, in a column of this kind; infinite where it cannot."""
    return _BY_KIND[kind](fold(text), serial, lexicon, costs)


def _serial(text: str, serial: int, _: Lexicon, costs: Costs) -> float:
    number = parse_integer(text)
    if number is not None:
        return 0.0 if number == serial else costs.serial_other
    return costs.serial_blank if not text else INFINITE


def _name(text: str, _serial: int, lexicon: Lexicon, costs: Costs) -> float:
    if not text or parse_number(text) is not None or text in _DASHES or text in lexicon.units:
        return INFINITE
    return 0.0 if has_han(text) else costs.name_odd


def _label(text: str, _serial: int, _: Lexicon, costs: Costs) -> float:
    if not text:
        return 0.0
    if parse_number(text) is not None or text in _DASHES:
        return INFINITE
    return 0.0


def _unit(text: str, _serial: int, lexicon: Lexicon, costs: Costs) -> float:
    if not text:
        return costs.unit_blank
    if text in lexicon.units or text == "-":
        return 0.0
    if parse_number(text) is not None or text[0].isdecimal():
        return INFINITE
    return costs.unit_unknown if len(text) <= 5 and text != "/" else costs.unit_odd


def _points(text: str, _serial: int, _: Lexicon, costs: Costs) -> float:
    if text in _DASHES:
        return {"": costs.weight_blank, "/": costs.weight_slash}.get(text, costs.weight_dash)
    number = parse_number(text)
    return 0.0 if number is not None and number > 0 else INFINITE


def _rank(text: str, _serial: int, lexicon: Lexicon, costs: Costs) -> float:
    if text == "/":
        return 0.0
    if not text:
        return costs.rank_blank
    rank = parse_integer(text)
    if rank is None or rank < 1:
        return INFINITE
    return 0.0 if rank <= lexicon.highest_rank else costs.rank_high


def _bracketed(text: str) -> bool:
    return text.startswith("(") and text.endswith(")")


def _target(text: str, _serial: int, lexicon: Lexicon, costs: Costs) -> float:
    if not text:
        return costs.target_blank
    if text == "/":
        return costs.target_slash
    if text in lexicon.agencies or text in lexicon.units:
        return costs.target_odd
    if _bracketed(text):
        return costs.target_remark
    return costs.target_bare if parse_integer(text) is not None else 0.0


def _remark(text: str, _serial: int, lexicon: Lexicon, costs: Costs) -> float:
    if not text:
        return costs.remark_blank
    if text == "/":
        return costs.remark_slash
    rank = parse_integer(text)
    if rank is not None and rank > 0:
        return 0.0 if rank <= lexicon.highest_rank else costs.rank_high
    if parse_number(text) is not None or text[0].isdecimal() or text in lexicon.agencies:
        return INFINITE
    if not has_han(text):
        return INFINITE
    return costs.remark_brackets if _bracketed(text) else costs.remark_words


def _agency(text: str, _serial: int, lexicon: Lexicon, costs: Costs) -> float:
    if not text:
        return costs.agency_blank
    if not has_han(text) or text[0].isdecimal():
        return INFINITE
    return 0.0 if text in lexicon.agencies else costs.agency_unknown


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
}


def alignments(
    texts: Sequence[str], serial: int, layout: Layout, lexicon: Lexicon, costs: Costs, slack: float = SLACK
) -> tuple[Alignment, ...]:
    """All ways the row's cells can stand that cost at most ``slack`` more than the cheapest, cheapest first.

    ``texts`` are the row's cells from left to right, blank ones and padding included. Ways that put the same
    texts in the same columns count once. Empty when the row cannot be aligned at all.
    """
    search = _Search(texts, serial, layout, lexicon, costs)
    starts = list(search.starts())
    best = min((cost + search.to_go(at, 0, False, 0) for cost, at, _, _ in starts), default=INFINITE)
    if best == INFINITE:
        return ()
    found: dict[tuple[str | None, ...], Alignment] = {}
    for cost, at, labels, damage in starts:
        search.enumerate(cost, at, labels, damage, best + slack, found)
    return tuple(sorted(found.values(), key=lambda a: (a.cost, a.damage)))


class _Search:
    """The exact cost-to-go and, guided by it, the enumeration; one row each."""

    def __init__(self, texts: Sequence[str], serial: int, layout: Layout, lexicon: Lexicon, costs: Costs) -> None:
        self.texts = [fold(text) for text in texts]
        self.columns = layout.columns
        self.zone = len(layout.zone)
        self.costs = costs
        self.width = len(texts)
        self.table = [
            [cell_cost(column.kind, text, serial, lexicon, costs) for column in self.columns] for text in self.texts
        ]
        self.serial = serial
        self.weight = next((n for n, column in enumerate(self.columns) if column.kind == "points"), -1)
        self.shift = 0
        self.to_go = lru_cache(maxsize=None)(self._to_go)

    def starts(self) -> list[tuple[float, int, tuple[int, ...], tuple[str, ...]]]:
        """(cost, first cell after the zone, the zone's cells, damage) for each admissible label zone."""
        found = []
        for count in range(min(self.width, self.zone + 4) + 1):
            if any(self._no_label(n) for n in range(count)):
                break
            damage = self._zone_damage(count)
            found.append((self._zone_cost(count), count, tuple(range(count)), damage))
        return found

    def _no_label(self, index: int) -> bool:
        text = self.texts[index]
        return bool(text) and not has_han(text)

    def _zone_cost(self, count: int) -> float:
        short, extra = max(0, self.zone - count), max(0, count - self.zone)
        return short * self.costs.label_cell_lost + extra * self.costs.label_cell_extra

    def _zone_damage(self, count: int) -> tuple[str, ...]:
        if count == self.zone:
            return ()
        return ("label_cell_lost",) if count < self.zone else ("label_cell_extra",)

    def steps(
        self, at: int, column: int, weight_lost: bool, blanks: int
    ) -> list[tuple[float, int, int, bool, int, int | None, str]]:
        """What can come next: (cost, next cell, next column, weight lost, blanks in less cells lost, cell, damage)."""
        found: list[tuple[float, int, int, bool, int, int | None, str]] = []
        if column == len(self.columns):
            if at < self.width and not self.texts[at]:
                found.append((0.0, self.width, column, weight_lost, blanks, None, "rest"))
            return found
        gone = blanks - 1 if column > 0 else blanks
        found.append((self._lose(column), at, column + 1, weight_lost or column == self.weight, gone, None, "lost"))
        if at < self.width:
            cost = self.table[at][column]
            if cost < INFINITE:
                found.append((cost, at + 1, column + 1, weight_lost, blanks, at, ""))
            if not self.texts[at] and column > 0:
                each = self._blank(blanks)
                found.append((each, at + 1, column, weight_lost, min(blanks + 1, 2), None, "blank_inserted"))
            if self.texts[at] == "/" and self.columns[column].kind in ("rank", "target"):
                each = self.costs.slash_added if weight_lost else self.costs.slash_unexplained
                found.append((each, at + 1, column, weight_lost, blanks, None, "slash_added"))
        return found

    def _blank(self, balance: int) -> float:
        """A blank pushed in: cheap where it fills the place of a lost cell (balance below zero)."""
        if balance < 0:
            return self.costs.blank_left_behind
        return self.costs.blank_inserted if balance == 0 else self.costs.blank_inserted_twice

    def _lose(self, column: int) -> float:
        costs, kind = self.costs, self.columns[column].kind
        special = {
            "serial": costs.serial_lost,
            "name": INFINITE,
            "unit": costs.unit_lost,
            "target": costs.target_lost,
            "remark": costs.target_lost,
            "agency": costs.agency_lost,
            "label": costs.label_cell_lost,
        }
        return special.get(kind, costs.cell_lost)

    def _to_go(self, at: int, column: int, weight_lost: bool, blanks: int) -> float:
        if column == len(self.columns):
            return 0.0 if not any(self.texts[at:]) else INFINITE
        rest = (
            cost + self.to_go(*state)
            for cost, *state, _, _ in self.steps(at, column, weight_lost, blanks)  # type: ignore[misc]
            if cost < INFINITE
        )
        return min([*rest, self._swap(at, column)[0]])

    def _swap(self, at: int, column: int) -> tuple[float, int]:
        """The serial first and its label behind it: the cost to the end, and the label's cell."""
        if column or at + 2 >= self.width or self.table[at][0] != 0.0 or not has_han(self.texts[at + 1]):
            return INFINITE, -1
        return self.costs.serial_swapped + self.to_go(at + 2, 1, False, 0) - self._swap_credit(at), at + 1

    def _swap_credit(self, at: int) -> float:
        """The label behind the serial fills the place of one that seemed missing in the zone."""
        return self.costs.label_cell_lost if at < self.zone else 0.0

    def enumerate(
        self,
        cost: float,
        start: int,
        labels: tuple[int, ...],
        damage: tuple[str, ...],
        bound: float,
        found: dict[tuple[str | None, ...], Alignment],
    ) -> None:
        """Depth first through every way within ``bound``; ways with the same texts in the same columns count once."""
        self.shift = start
        stack = [(cost, start, 0, False, 0, (), labels, damage)]
        while stack and len(found) < MAX_OPTIONS:
            cost, at, column, weight_lost, blanks, places, labels, damage = stack.pop()  # type: ignore[assignment]
            if column == len(self.columns):
                self._keep(cost, places, labels, damage, found)
                continue
            for step in self.steps(at, column, weight_lost, blanks):
                each, *state, cell, name = step
                after = cost + each
                if after + self.to_go(*state) > bound:  # type: ignore[arg-type]
                    continue
                moved = (*places, cell) if state[1] > column else places  # type: ignore[operator]
                noted = (*damage, self._damage(name, column)) if name else damage
                stack.append((after, *state, moved, labels, noted))  # type: ignore[arg-type]
            swapped, label = self._swap(at, column)
            if cost + swapped <= bound:
                after = cost + self.costs.serial_swapped - self._swap_credit(at)
                noted = (*(d for d in damage if d != "label_cell_lost"), "serial_swapped")
                stack.append((after, at + 2, 1, False, 0, (at,), (*labels, label), noted))  # type: ignore[arg-type]

    def _damage(self, name: str, column: int) -> str:
        kind = self.columns[column].kind
        if name != "lost":
            return name
        return {"serial": "serial_lost", "points": "weight_lost"}.get(kind, f"cell_lost:{self.columns[column].name}")

    def _keep(
        self,
        cost: float,
        places: tuple[int | None, ...],
        labels: tuple[int, ...],
        damage: tuple[str, ...],
        found: dict[tuple[str | None, ...], Alignment],
    ) -> None:
        moved = sum(
            self.costs.displaced
            for n, at in enumerate(places)
            if at is not None and n > 1 and at != len(labels) + n and self.texts[at]
        )
        key = (*(None if at is None else self.texts[at] for at in places), *(self.texts[at] for at in labels if self.texts[at]))
        if key not in found or found[key].cost > cost + moved:
            found[key] = Alignment(round(cost + moved, 6), places, labels, damage)
