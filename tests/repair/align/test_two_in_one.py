"""Two columns' texts in one cell, one column's text in two: however short the row is."""

from __future__ import annotations

import pytest

from pipeline.repair.align.cells import Lexicon
from pipeline.repair.align.layout import Layout
from pipeline.repair.align.two_in_one import with_joined, with_parts
from pipeline.repair.damage.costs import COSTS
from pipeline.spec import Column

ROLES = (("seq", "serial"), ("indicator", "name"), ("unit", "unit"), ("target", "target"))
LAYOUT = Layout((), tuple(Column(role, role, kind, role, (role,)) for role, kind in ROLES))
LEXICON = Lexicon(units=frozenset("个"), agencies=frozenset(), highest_rank=20)


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("3",),
        ("3", "道路建设"),
        ("道路建设", "3"),
        ("3", "道路建设", "5"),
        ("3", "道路", "建设"),
        ("3 道路建设",),
        ("", "3 道路建设 个"),
    ],
)
def test_a_row_that_lost_its_last_cells_is_no_end_of_the_run(texts: tuple[str, ...]) -> None:
    tried = []

    def align(parted: object) -> tuple[()]:
        tried.append(parted)
        return ()

    assert list(with_joined(texts, 3, LAYOUT, LEXICON, align, COSTS)) == []
    assert list(with_parts(texts, LAYOUT, LEXICON, align, COSTS)) == []
