"""Edges of faces → cells: what no edge parts is one cell, always a rectangle."""

from __future__ import annotations

from pipeline.read.pdf.spans import Span, spans_of

YES, NO = True, False


def test_faces_without_an_edge_between_them_are_one_cell() -> None:
    right = [[YES, YES], [NO, YES], [YES, YES]]
    below = [[YES, YES], [YES, YES], [YES, YES]]
    assert spans_of(right, below) == [Span(0, 0, 1, 2), Span(1, 0, 2, 1), Span(1, 1, 2, 2)]


def test_a_cell_is_a_rectangle_also_where_the_missing_edges_make_another_shape() -> None:
    """No edge parts three of four faces; the widest cell takes two of them."""
    right = [[YES, YES], [NO, YES], [YES, YES]]
    below = [[YES, YES], [NO, YES], [YES, YES]]
    assert spans_of(right, below) == [Span(0, 0, 1, 2), Span(1, 0, 2, 1), Span(1, 1, 2, 2)]


def test_a_cell_covers_its_faces_row_by_row() -> None:
    assert list(Span(1, 0, 3, 2).faces()) == [(1, 0), (1, 1), (2, 0), (2, 1)]
