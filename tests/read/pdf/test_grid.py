"""Rules → grid: any table whose inner rules are drawn where its cells end reads back as it was drawn."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf.grid import Grid, grid_of
from pipeline.read.pdf.model import Fill, PageInk, Rule
from pipeline.read.pdf.page import grids_among
from pipeline.read.pdf.rules import merged, regions, seen, side_by_side
from pipeline.read.pdf.spans import Span

LETTER = 8.0


@st.composite
def tables(draw: st.DrawFn) -> Grid:
    """A random grid with random merged cells; every grid line is used by some cell."""
    n_rows, n_cols = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    steps = st.floats(14, 60)
    xs, ys = [30.0], [30.0]
    for _ in range(n_cols):
        xs.append(xs[-1] + draw(steps))
    for _ in range(n_rows):
        ys.append(ys[-1] + draw(steps))
    taken: set[tuple[int, int]] = set()
    spans = []
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) in taken:
                continue
            span = Span(
                row, col, draw(st.integers(row + 1, n_rows)), draw(st.integers(col + 1, n_cols))
            )
            if any(at in taken for at in positions(span)):
                span = Span(row, col, row + 1, col + 1)
            taken.update(positions(span))
            spans.append(span)
    return packed(Grid(tuple(xs), tuple(ys), tuple(spans)))


def positions(s: Span) -> list[tuple[int, int]]:
    return [(r, c) for r in range(s.row, s.row_end) for c in range(s.col, s.col_end)]


def packed(grid: Grid) -> Grid:
    """Without grid lines at which no cell begins or ends: nobody could see them."""
    rows = sorted({v for s in grid.spans for v in (s.row, s.row_end)})
    cols = sorted({v for s in grid.spans for v in (s.col, s.col_end)})
    spans = [
        Span(*(axis.index(v) for axis, v in zip((rows, cols, rows, cols), _sides(s), strict=True)))
        for s in grid.spans
    ]
    return Grid(tuple(grid.xs[c] for c in cols), tuple(grid.ys[r] for r in rows), tuple(spans))


def _sides(s: Span) -> tuple[int, int, int, int]:
    return s.row, s.col, s.row_end, s.col_end


def outlines(grid: Grid, jitter: list[float]) -> list[Rule]:
    """Each cell drawn as a rectangle of its own, its sides a little off."""
    rules = []
    for i, s in enumerate(grid.spans):
        x0, top, x1, bottom = grid.box_of(s)
        off = jitter[i % len(jitter)]
        rules += [Rule(False, top + off, x0, x1), Rule(False, bottom - off, x0, x1)]
        rules += [Rule(True, x0 + off, top, bottom), Rule(True, x1 - off, top, bottom)]
    return rules


def read(rules: list[Rule]) -> Grid | None:
    grids = [grid_of(group, [], LETTER) for group in regions(merged(rules))]
    return grids[0] if len(grids) == 1 else None


@given(tables(), st.lists(st.floats(-0.4, 0.4), min_size=1, max_size=5))
def test_cells_drawn_one_by_one_read_back(grid: Grid, jitter: list[float]) -> None:
    found = read(outlines(grid, jitter))
    assert found is not None
    assert set(found.spans) == set(grid.spans)
    assert all(abs(a - b) < 1 for a, b in zip(found.xs + found.ys, grid.xs + grid.ys, strict=True))


@given(tables(), st.floats(0.5, 3.0))
def test_rules_in_pieces_read_as_whole_rules(grid: Grid, gap: float) -> None:
    pieces = []
    for r in outlines(grid, [0.0]):
        length = r.end - r.start
        cuts = [r.start, r.start + length / 2 - gap / 2, r.start + length / 2 + gap / 2, r.end]
        pieces += [r._replace(start=a, end=b) for a, b in pairwise(cuts) if a != cuts[1]]
    found = read(pieces)
    assert found is not None
    assert set(found.spans) == set(grid.spans)


@given(tables())
def test_every_face_belongs_to_one_cell(grid: Grid) -> None:
    """Whatever subset of rules is drawn, cells tile the grid."""
    rules = outlines(grid, [0.0])
    for kept in (rules[::2], rules[1:], rules[: len(rules) // 2 + 2]):
        for group in regions(merged(kept)):
            found = grid_of(group, [], LETTER)
            if found is None:
                continue
            faces = [at for s in found.spans for at in positions(s)]
            assert sorted(faces) == [
                (r, c) for r in range(len(found.ys) - 1) for c in range(len(found.xs) - 1)
            ]


def test_a_narrow_column_with_text_in_it_is_a_column() -> None:
    rules = [Rule(True, x, 20, 60) for x in (20, 27, 80)] + [
        Rule(False, y, 20, 80) for y in (20, 40, 60)
    ]
    group = regions(merged(rules))[0]
    with_text = grid_of(group, [(23.5, 30)], LETTER)
    without = grid_of(group, [(50, 30)], LETTER)
    assert with_text is not None
    assert without is not None
    assert (len(with_text.xs), len(without.xs)) == (3, 2)


def test_a_later_white_area_hides_the_part_of_a_rule_it_covers() -> None:
    rule = Rule(True, 50, 0, 100, order=1)
    assert [(r.start, r.end) for r in seen([rule], [Fill(40, 30, 60, 70, 2, True)])] == [
        (0, 30),
        (70, 100),
    ]
    assert seen([rule], [Fill(40, 30, 60, 70, 0, True)]) == [rule]
    assert seen([rule], [Fill(40, 30, 60, 70, 2, False)]) == [rule]


def test_boxes_of_a_diagram_are_not_joined() -> None:
    def box(x: float, y: float) -> list[Rule]:
        level = [Rule(False, v, x, x + 40) for v in (y, y + 20)]
        return level + [Rule(True, v, y, y + 20) for v in (x, x + 40)]

    tight = [box(0, 0), box(45, 0), box(0, 24), box(45, 24)]
    loose = [box(0, 0), box(45, 0), box(90, 0), box(0, 24), box(0, 48)]
    assert [len(g) for g in side_by_side(tight, 6)] == [16]
    assert side_by_side(loose, 6) == []


def test_points_outside_a_grid_stand_in_its_nearest_face() -> None:
    grid = Grid((0, 10, 20), (0, 5, 10, 15), ())
    points = [(5, 2), (15, 12), (-9, -9), (99, 99), (10, 5), (0, 15)]
    faces = [(0, 0), (2, 1), (0, 0), (2, 1), (1, 1), (2, 0)]
    assert grid.faces(points) == faces
    assert [grid.face(x, y) for x, y in points] == faces


def test_the_text_of_each_page_decides_its_own_grid() -> None:
    """Pages with the same rules share a grid, but where a narrow strip holds text on one of them."""
    upright = [Rule(True, x, 20, 60) for x in (20, 27, 100)]
    rules = (*upright, *(Rule(False, y, 20, 100) for y in (20, 40, 60)))
    ink = PageInk(1, 200, 200, rules=rules)
    narrow, wide = [(23.5, 30.0)], [(50.0, 30.0), (50.0, 50.0)]
    columns = []
    for points in (narrow, wide, narrow, wide):
        (grid,) = grids_among(ink, points, LETTER)
        columns.append(len(grid.xs) - 1)
    assert columns == [2, 1, 2, 1]


def test_rules_in_the_same_places_make_one_grid_without_text_being_asked() -> None:
    upright = [Rule(True, x, 20, 60) for x in (20, 60, 100)]
    rules = (*upright, *(Rule(False, y, 20, 100) for y in (20, 40, 60)))
    later = tuple(rule._replace(order=rule.order + 7) for rule in rules)
    pages = [PageInk(1, 200, 200, rules=rules), PageInk(2, 200, 200, rules=later)]
    (first,), (second,) = (grids_among(page, [(50, 30)], LETTER) for page in pages)
    assert first is second
    assert grids_among(pages[0], [], LETTER) == []  # a lattice without text is no table
