"""Stitches page tables into logical tables.

Those that go on over a page joined, repeated headings once, cut cells made whole.

==========================  ====================================================================
``grouping``                takes the page tables in order and joins each to the table it goes on
``continuation``            weighs whether it does: column rules, headings, numbers, what lies
                            between
``build`` ``lay``           lay the joined pages under each other: cells, rows, headings, findings
``cut_rows``                weighs whether a row below a break is the rest of the row above it
``merged_cells``            weighs whether a cell goes on over a break
``same_text``               weighs whether two texts are one
``signs``                   every sign that is weighed, with its weight and why
``header_rows`` ``repeats`` tell rows of headings from rows of data, on the first page and the next
``numbers`` ``missing``     running numbers: whether they go on, and which are missing
``doubt`` ``apart``         what is said of decisions
``same_grid`` ``siblings``  what other tables of the document tell
``attachment``              which table is the one on a form
==========================  ====================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Line, PageTable, Table
from pipeline.stitch.apart import refusal_finding
from pipeline.stitch.build import build
from pipeline.stitch.clipped import settled
from pipeline.stitch.group import with_forms
from pipeline.stitch.grouping import group_tables
from pipeline.stitch.missing import BEGINNING
from pipeline.stitch.same_grid import SameGrid

__all__ = ["BEGINNING", "settled", "stitch"]


def stitch(
    tables: Sequence[PageTable],
    lines: Sequence[Line] = (),
    *,
    with_rows: bool = True,
) -> tuple[Table, ...]:
    """Joins page tables that go on over a page break into logical tables, in page order.

    ``lines`` is what stands around the tables; without it nothing is taken to stand between them.
    Each decision at a break is weighed: what the page forces is told at severity info, what it
    leaves open at warning, with the other outcome. ``with_rows`` false leaves ``rows`` empty, for
    whoever only wants the cells.
    """
    grouped = group_tables(tables, lines)
    groups = with_forms(grouped.groups)
    same_grid = SameGrid(groups)
    stitched = []
    for number, group in enumerate(groups):
        table = build(group, same_grid.of(group), with_rows)
        refusal = grouped.refused.get(number)
        if refusal is not None:
            findings = (refusal_finding(refusal), *table.findings)
            table = replace(table, findings=findings)
        stitched.append(table)
    return tuple(stitched)
