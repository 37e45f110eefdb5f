"""Cells that are printed twice: what is printed then, and what stays true."""

from __future__ import annotations

from tests.second.run import Case, make

SEEDS = range(1, 13)


def cases() -> list[Case]:
    return [make(seed, 0.0, doubled=1.0) for seed in SEEDS]


def test_a_row_has_one_cell_more_which_is_that_before_it() -> None:
    harmed = 0
    for case in cases():
        for damage in case.damages:
            (seq,) = damage.seqs
            line = case.work.lines[seq]
            texts = [piece.text for piece in line.pieces]
            extra = [n for n, piece in enumerate(line.pieces) if not piece.role]
            assert len(texts) == len(line.clean) + 1
            assert [texts[n] for n in extra] == [texts[n + 1] for n in extra] != [""]
            harmed += 1
    assert harmed > 150


def test_nothing_else_is_true_then() -> None:
    for seed in SEEDS:
        clean, harmed = make(seed, 0.0), make(seed, 0.0, doubled=1.0)
        assert harmed.truth.values == clean.truth.values
