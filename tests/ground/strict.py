"""Reads a print as if it were clean, and only where it is in good order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from pipeline.text import mend, split_points
from tests.ground.page import Line, Place, Print

NUMBER = re.compile(r"(?:[1-9]\d*|0)(?:\.\d+)?")
RANK = re.compile(r"[1-9]\d*")
NO_UNIT = ("—", "-", "")
SHARED = ("", "/")
FREE = ("indicator", "unit", "target", "target_rank", "lead_units")
LABELS = ("level1", "level2")
UNKNOWN = "\0"  # begins what stands for a label that is not told


@dataclass
class Row:
    """One row by its columns; ``good`` where each cell is of its column's kind."""

    line: Line
    texts: dict[str, str]
    good: bool
    labels: tuple[str, str] = ("", "")

    @property
    def seq(self) -> int:
        """The serial that the row has in truth."""
        assert self.line.seq is not None
        return self.line.seq

    def __getitem__(self, role: str) -> str:
        return self.texts.get(role, "")


@dataclass
class Block:
    """The rows of a first-level group as printed, and the points stated for it."""

    rows: list[Row]
    stated: Decimal | None


def read_strictly(page: Print) -> tuple[dict[Place, object], int]:
    """What the print says where it is in good order, by serial and published column.

    With it, in how many cells a row's own name stands where a label should be.
    """
    out: dict[Place, object] = {}
    for block in _blocks(page):
        orderly = _in_order(page, block)
        for row in block.rows:
            stands = row["weight"] == row.line.clean.get("weight", "")
            if orderly or (row.good and stands):
                out |= _free(page, row)
        if orderly:
            out |= _labelled(page, block)
            if page.has("weight"):
                out |= _weights(block)
    return out, sum(_repeats_name(row.texts) for row in _rows(page))


def _repeats_name(texts: dict[str, str]) -> bool:
    label = mend(texts.get("level2", ""))
    return bool(label) and label == mend(texts.get("indicator", ""))


def _blocks(page: Print) -> Iterator[Block]:
    """Each first-level group as printed."""
    block = Block([], None)
    label = ""
    for row in _rows(page):
        if row.line.seq is None:
            if page.sums == "below" and block.rows:
                yield Block(block.rows, _number(row["weight"]))
                block = Block([], None)
            elif page.sums == "above":
                if block.rows:
                    yield block
                block = Block([], _number(row["weight"]))
            continue
        new = mend(row["level1"])
        if new and new != label:
            if block.rows:
                yield block
            label = new
            block = Block([], _points(new) if page.label_points else None)
        block.rows.append(row)
    if block.rows:
        yield block


def _points(label: str) -> Decimal | None:
    return split_points(label)[1]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if NUMBER.fullmatch(text) else None


def _rows(page: Print) -> Iterator[Row]:
    """Every line by its columns, with the labels it stands under."""
    serial = 0
    level1 = level2 = ""
    for line in page.lines:
        texts = dict(zip(page.roles, line.cells, strict=False))
        if line.seq is None:
            yield Row(line, texts, True)
            continue
        serial += 1
        beyond = any(line.cells[len(page.roles) :])
        good = not beyond and _is_good(page, texts, serial)
        if mend(texts.get("level1", "")) not in ("", level1):
            level1, level2 = mend(texts["level1"]), ""
        level2 = mend(texts.get("level2", "")) or level2
        if _repeats_name(texts):
            level2 = f"{UNKNOWN}{serial}"
        yield Row(line, texts, good, (level1, level2))


def _is_good(page: Print, texts: dict[str, str], serial: int) -> bool:
    """Whether a row's cells are of their columns' kinds and its serial is the next."""
    ranks = [texts[role] for role in page.ranks]
    goal = texts.get("target_rank", "/")
    unit = texts.get("unit", "")
    weight = texts.get("weight", "")
    return (
        texts["seq"] == str(serial)
        and len(texts["indicator"]) > 3
        and (unit in NO_UNIT or unit in page.words.units)
        and (weight in SHARED or bool(NUMBER.fullmatch(weight)))
        and all(rank == "/" or RANK.fullmatch(rank) for rank in ranks)
        and (goal == "/" or mend(goal) in page.words.rank_remarks or bool(RANK.fullmatch(goal)))
        and _offices(page, texts["lead_units"]) is not None
    )


def _offices(page: Print, text: str) -> str | None:
    """Lead units as they are published; None where something else stands there."""
    for remark in page.words.office_remarks:
        text = text.replace(remark, "")
    if mend(text) in page.words.offices:
        return mend(text)
    parts = text.split()
    known = all(part in page.words.offices for part in parts)
    return "、".join(parts) if parts and known else None


def _in_order(page: Print, block: Block) -> bool:
    """Whether a first-level group is one that a clean notice could print."""
    if not all(row.good for row in block.rows):
        return False
    if page.sections and _sections_touched(page, block) != 1:
        return False
    if page.is_drawn and not _drawn_in_order(page, block):
        return False
    return not page.counts_points or _adds_up(block)


def _sections_touched(page: Print, block: Block) -> int:
    first, last = block.rows[0].seq, block.rows[-1].seq
    return sum(start <= last and first <= end for start, end in page.sections)


def _adds_up(block: Block) -> bool:
    known, left_open = Decimal(0), 0
    for label, rows in _groups(block):
        points = _group_points(label, rows)
        if points is None:
            return False
        known += points
        left_open += points == 0
    if block.stated is None:
        return False
    if not left_open:
        return known == block.stated
    return left_open == 1 and known < block.stated


def _drawn_in_order(page: Print, block: Block) -> bool:
    """Whether the drawn cells cover just the rows that are read as one group, page by page."""
    groups = [rows for _, rows in _groups(block)]
    pieces = {"level1": [block.rows], "level2": groups}
    pieces["weight"] = [piece for rows in groups for piece in _weight_cells(rows)]
    for role, parts in pieces.items():
        if not page.has(role):
            continue
        for rows in parts:
            for _, on_page in groupby(rows, key=lambda row: row.line.page):
                cells = [row.line.drawn.get(role, 1) for row in on_page]
                if cells != [len(cells), *[0] * (len(cells) - 1)]:
                    return False
    return True


def _weight_cells(rows: list[Row]) -> list[list[Row]]:
    """The rows under each weight cell: all of a group where one weight stands for all of them."""
    return [rows] if _one_weight(rows) else [[row] for row in rows]


def _one_weight(rows: list[Row]) -> bool:
    weights = [row["weight"] for row in rows]
    return len(rows) > 1 and weights[0] not in SHARED and not any(weights[1:])


def _groups(block: Block) -> list[tuple[str, list[Row]]]:
    grouped = groupby(block.rows, key=lambda row: row.labels[1])
    return [(label, list(rows)) for label, rows in grouped]


def _group_points(label: str, rows: list[Row]) -> Decimal | None:
    """A second-level group's points: 0 where nothing prints them, None where they do not fit."""
    said = _points(label) or Decimal(0)
    weights = [row["weight"] for row in rows]
    numbers = [Decimal(weight) for weight in weights if weight not in SHARED]
    if len(numbers) == len(rows) or _one_weight(rows):
        total = sum(numbers, Decimal(0))
        return total if said in (0, total) else None
    return None if numbers else said


def _free(page: Print, row: Row) -> dict[Place, object]:
    """The columns that no sum reaches."""
    out: dict[Place, object] = {}
    for role in page.ranks:
        out[row.seq, role] = None if row[role] == "/" else int(row[role])
    for role in FREE:
        if page.has(role):
            out[row.seq, role] = _free_value(page, role, row[role])
    return out


def _free_value(page: Print, role: str, text: str) -> object:
    if role == "lead_units":
        return _offices(page, text)
    bare = mend(text)
    if role == "unit" and bare in NO_UNIT:
        return None
    if role == "target_rank":
        return int(bare) if RANK.fullmatch(bare) else None
    return bare or None


def _labelled(page: Print, block: Block) -> dict[Place, object]:
    out: dict[Place, object] = {}
    for row in block.rows:
        for role, label in zip(LABELS, row.labels, strict=True):
            if page.has(role) and not label.startswith(UNKNOWN):
                name, points = split_points(label)
                out[row.seq, role] = name or None
                out[row.seq, f"{role}_points"] = points
    return out


def _weights(block: Block) -> dict[Place, object]:
    """Own weights, who shares, and what."""
    out: dict[Place, object] = {}
    groups = _groups(block)
    known = sum((_group_points(label, rows) or 0 for label, rows in groups), Decimal(0))
    for label, rows in groups:
        together = frozenset(row.seq for row in rows)
        own = all(row["weight"] not in SHARED for row in rows)
        points = _group_points(label, rows) or (block.stated or Decimal(0)) - known
        for row in rows:
            weight = Decimal(row["weight"]) if own else None
            out[row.seq, "weight"] = weight
            out[row.seq, "scoring_unit"] = frozenset({row.seq}) if own else together
            out[row.seq, "unit_points"] = weight or points
    return out
