"""Small tables on the county form, built from literal rows, and what the repair stage makes of them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from pipeline.model import Cell, Header, Repaired, Row, SectionTotal, Slot, Table
from pipeline.repair import repair
from pipeline.repair.align.layout import Layout, split_layout
from pipeline.spec import Column, layout, load
from tests.shared import shared

CASES = Path(__file__).parents[1] / "cases" / "repair"
FORM = {
    "level1": "一级指标",
    "level2": "二级指标",
    "seq": "序号",
    "indicator": "三级指标",
    "unit": "单位",
    "weight": "权重",
    "rank_jan_jun": "1-6月份",
    "rank_jan_aug": "1-8月份",
    "rank_jan_sep": "1-9月份",
    "target": "年底数据",
    "target_rank": "年底排名",
    "lead_units": "责任单位",
}
KINDS = {"provincial": "省考核指标", "municipal": "市考核指标", "bonus": "加分项"}


def headers() -> tuple[Header, ...]:
    return tuple(Header(n, (text,)) for n, text in enumerate(FORM.values()))


@functools.cache
def margin() -> float:
    """The form's own margin."""
    return load().margin


@functools.cache
def columns() -> tuple[Column, ...]:
    return layout(load(), headers())


def county() -> Layout:
    """The form's columns: two label columns, then the serial and what follows."""
    return split_layout(columns())


def table_of(pages: Sequence[Sequence[str]]) -> Table:
    """Rows as cells parted by ``|``; trailing cells that a row lacks are padding.

    ``^`` is covered by the cell above.
    """
    rows = []
    for sheet, lines in enumerate(pages, 1):
        above: dict[int, Cell] = {}
        cut = [[cell.strip() for cell in line.split("|")] for line in lines]
        width = max(len(cells) for cells in cut)
        for number, cells in enumerate(cut, 1):
            texts = cells + [""] * (width - len(cells))
            slots = []
            for col, text in enumerate(texts):
                if text != "^":
                    above[col] = Cell(number, col, text, page=sheet)
                slots.append(Slot(above[col], text == "^"))
            rows.append(Row(tuple(slots), sheet, number, sheet))
    return Table(tuple(range(1, len(pages) + 1)), 1, headers(), tuple(rows))


def sections_of(stated: Mapping[str, Sequence[int]]) -> tuple[SectionTotal, ...]:
    """``provincial: [1, 4, 10]`` is rows 1 to 4 with 10 points."""
    return tuple(
        SectionTotal(name, KINDS[name], first, last, Decimal(points), Decimal(1))
        for name, (first, last, points) in stated.items()
    )


@functools.cache
def case(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))
    return found


def repaired_anew(name: str, within: float | None = None) -> Repaired:
    """The case's table, repaired within the form's own margin unless another is given."""
    stated, limit = case(name), margin() if within is None else within
    return repair(table_of(stated["pages"]), columns(), sections_of(stated["sections"]), limit)


def repaired(name: str, within: float | None = None) -> Repaired:
    """As ``repaired_anew``, worked out once for all tests."""
    return _kept(name, margin() if within is None else float(within))


@functools.cache
def _kept(name: str, within: float) -> Repaired:
    return shared(f"{name} repaired within {within}", lambda: repaired_anew(name, within))


def tables() -> list[str]:
    """The names of the cases that are whole tables."""
    return sorted(path.stem for path in CASES.glob("table-*.yml"))
