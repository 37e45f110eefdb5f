"""Merges that a typist drew wrongly: what is drawn then, and what is known of it."""

from __future__ import annotations

from collections import Counter

from tests.second.print import drawn, spans
from tests.second.run import Case, make

SEEDS = range(1, 31)
KINDS = {"weight drawn too far", "weight drawn too short", "label drawn too far"}


def cases() -> list[Case]:
    return [make(seed, 0.0, "county", merges=0.5) for seed in SEEDS]


def test_every_kind_occurs_and_a_case_with_them_is_drawn() -> None:
    found = cases()
    assert {damage.kind for case in found for damage in case.damages} == KINDS
    assert all(case.draws for case in found)


def test_a_cell_drawn_too_far_hides_what_stood_below_it() -> None:
    for case in cases():
        for damage in case.damages:
            if damage.kind != "weight drawn too far":
                continue
            below = damage.seqs[-1]
            assert case.work.text(below, "weight") == ""
            if case.truth.values[below, "weight"] is not None:
                assert (below, "weight") in case.truth.lost


def test_a_stretched_cell_covers_as_many_rows_as_is_said() -> None:
    for case in cases():
        columns = case.sheet.form.roles
        for (seq, role), rows in case.sheet.stretched.items():
            number, _ = case.page_row(seq)
            page = case.sheet.pages[number - 1]
            line = page.lines.index(case.work.lines[seq])
            covers = spans(case.sheet, page)
            assert covers.get((line, columns.index(role)), 1) == rows


def test_no_place_is_covered_twice() -> None:
    for case in cases():
        for table in drawn(case.sheet).tables:
            places: Counter[tuple[int, int]] = Counter()
            for cell in table.cells:
                places.update((cell.row + n, cell.col) for n in range(cell.rowspan))
            assert set(places.values()) == {1}
            assert len(places) == table.n_rows * table.n_cols


def test_some_of_the_damages_can_be_done_again() -> None:
    for case in cases():
        whole = case.only(range(len(case.damages)))
        assert whole.damages == case.damages
        assert whole.sheet.stretched == case.sheet.stretched
        assert case.only([]).sheet.stretched == {}
