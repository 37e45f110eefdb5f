"""Reads a print as if it were clean, and only where it is in good order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.text import mend, split_points
from tests.second import words
from tests.second.sheet import Line, Sheet
from tests.second.truth import Place

NUMBER = re.compile(r"[1-9]\d*")
NO_UNIT = ("—", "-", "")
SHARED = ("", "/")
FREE = ("indicator", "unit", "target", "target_rank", "lead_units")
# Offices printed without their county are offices still.
OFFICES = {*words.OFFICES, *(office[1:] for office in words.OFFICES)}


@dataclass
class Read:
    """One row by its columns; ``good`` where each cell is of its column's kind."""

    line: Line
    texts: dict[str, str]
    good: bool
    labels: tuple[str, str] = ("", "")

    @property
    def seq(self) -> int:
        """Returns the serial that the row has in truth."""
        assert self.line.seq is not None
        return self.line.seq

    def __getitem__(self, role: str) -> str:
        return self.texts.get(role, "")


def clean_reading(sheet: Sheet) -> dict[Place, object]:
    """What the print says where it is in good order, by serial and published column."""
    out: dict[Place, object] = {}
    for block, stated in _blocks(sheet):
        orderly = _in_order(sheet, block, stated)
        for row in block:
            alone = row.good and row["weight"] == row.line.clean.get("weight", "")
            if orderly or alone:
                out |= _free(sheet, row)
        if orderly:
            out |= _labelled(sheet, block)
            if sheet.form.has("weight"):
                out |= _weights(block, stated)
    return out


def _blocks(sheet: Sheet) -> Iterator[tuple[list[Read], int | None]]:
    """The rows of each first-level group as printed, and the points stated for it."""
    form = sheet.form
    rows: list[Read] = []
    stated: int | None = None
    label = ""
    for read in _read(sheet):
        if read.line.seq is None:
            points = int(read["weight"]) if NUMBER.fullmatch(read["weight"]) else None
            if form.sums == "below" and rows:
                yield rows, points
                rows = []
            elif form.sums == "above":
                if rows:
                    yield rows, stated
                rows, stated = [], points
            continue
        new = mend(read["level1"])
        if new and new != label:
            if rows:
                yield rows, stated
            rows, label = [], new
            stated = _points(new) if form.label_points else None
        rows.append(read)
    if rows:
        yield rows, stated


def _points(label: str) -> int | None:
    points = split_points(label)[1]
    return None if points is None else int(points)


def _read(sheet: Sheet) -> Iterator[Read]:
    """Every line by its columns, with the labels it stands under."""
    roles = sheet.form.roles
    serial = 0
    level1 = level2 = ""
    for page in sheet.pages:
        grid = page.grid(len(roles))[len(page.heads) :]
        for line, cells in zip(page.lines, grid, strict=True):
            texts = dict(zip(roles, cells, strict=False))
            if line.seq is None:
                yield Read(line, texts, True)
                continue
            serial += 1
            good = not any(cells[len(roles) :]) and _is_good(sheet, texts, serial)
            if mend(texts.get("level1", "")) not in ("", level1):
                level1, level2 = mend(texts["level1"]), ""
            level2 = mend(texts.get("level2", "")) or level2
            yield Read(line, texts, good, (level1, level2))


def _is_good(sheet: Sheet, texts: dict[str, str], serial: int) -> bool:
    """Whether a row's cells are of their columns' kinds and its serial is the next."""
    ranks = (texts[role] for role in sheet.form.ranks)
    goal = texts.get("target_rank", "/")
    unit = texts.get("unit", "")
    weight = texts.get("weight", "")
    return (
        texts["seq"] == str(serial)
        and len(texts["indicator"]) > 3
        and (unit in NO_UNIT or unit in words.UNITS)
        and (weight in SHARED or bool(NUMBER.fullmatch(weight)))
        and all(rank == "/" or NUMBER.fullmatch(rank) for rank in ranks)
        and (goal == "/" or mend(goal) == words.RANK_REMARK or bool(NUMBER.fullmatch(goal)))
        and _offices(texts["lead_units"]) is not None
    )


def _offices(text: str) -> str | None:
    """Lead units as they are published; None where something else stands there."""
    bare = mend(text).replace(words.OFFICE_REMARK, "")
    if bare in OFFICES:
        return bare
    parts = text.replace(words.OFFICE_REMARK, "").split()
    return "、".join(parts) if parts and all(part in OFFICES for part in parts) else None


def _in_order(sheet: Sheet, block: list[Read], stated: int | None) -> bool:
    """Whether a first-level group is one that a clean notice could print."""
    if not all(row.good for row in block):
        return False
    sections = [
        section.name
        for section in sheet.notice.sections
        if section.first <= block[-1].seq and block[0].seq <= section.last
    ]
    if sheet.form.wanted.note and len(sections) != 1:
        return False
    if not sheet.form.wanted.points:
        return True
    known, open_groups = 0, 0
    for label, rows in _groups(block):
        points = _group_points(label, rows)
        if points is None:
            return False
        known += points
        open_groups += points == 0
    if stated is None:
        return False
    return known == stated if not open_groups else open_groups == 1 and known < stated


def _groups(block: list[Read]) -> list[tuple[str, list[Read]]]:
    return [(label, list(rows)) for label, rows in groupby(block, key=lambda row: row.labels[1])]


def _group_points(label: str, rows: list[Read]) -> int | None:
    """A second-level group's points: 0 where nothing prints them, None where they do not fit."""
    said = _points(label) or 0
    weights = [row["weight"] for row in rows]
    numbers = [int(weight) for weight in weights if weight not in SHARED]
    all_own = len(numbers) == len(rows)
    one_cell = len(rows) > 1 and weights[0] not in SHARED and not any(weights[1:])
    if all_own or one_cell:
        return sum(numbers) if said in (0, sum(numbers)) else None
    return None if numbers else said


def _free(sheet: Sheet, row: Read) -> dict[Place, object]:
    """The columns that no sum reaches."""
    out: dict[Place, object] = {}
    for role in sheet.form.ranks:
        out[row.seq, role] = None if row[role] == "/" else int(row[role])
    for role in FREE:
        if not sheet.form.has(role):
            continue
        text = mend(row[role])
        value: object = text or None
        if role == "lead_units":
            value = _offices(row[role])
        elif role == "unit" and text in NO_UNIT:
            value = None
        elif role == "target_rank":
            value = int(text) if NUMBER.fullmatch(text) else None
        out[row.seq, role] = value
    return out


def _labelled(sheet: Sheet, block: list[Read]) -> dict[Place, object]:
    out: dict[Place, object] = {}
    for row in block:
        for role, label in zip(("level1", "level2"), row.labels, strict=True):
            if sheet.form.has(role):
                name, points = split_points(label)
                out[row.seq, role] = name or None
                out[row.seq, f"{role}_points"] = None if points is None else int(points)
    return out


def _weights(block: list[Read], stated: int | None) -> dict[Place, object]:
    """Own weights, who shares, and what."""
    out: dict[Place, object] = {}
    known = sum(_group_points(label, rows) or 0 for label, rows in _groups(block))
    for label, rows in _groups(block):
        together = frozenset(row.seq for row in rows)
        own = all(row["weight"] not in SHARED for row in rows)
        points = _group_points(label, rows) or (stated or 0) - known
        for row in rows:
            weight = int(row["weight"]) if own else None
            out[row.seq, "weight"] = weight
            out[row.seq, "scoring_unit"] = frozenset({row.seq}) if own else together
            out[row.seq, "unit_points"] = weight or points
    return out
