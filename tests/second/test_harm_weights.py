"""Weights of merged cells that are filled down: what is printed then, and what stays true."""

from __future__ import annotations

from tests.second.run import Case, make

SEEDS = range(1, 13)


def cases() -> list[Case]:
    return [make(seed, 0.0, "county", filled=1.0) for seed in SEEDS]


def test_every_row_of_a_merged_weight_prints_it() -> None:
    harmed = [(case, damage) for case in cases() for damage in case.damages]
    assert harmed
    for case, damage in harmed:
        printed = {case.work.text(seq, "weight") for seq in damage.seqs}
        assert len(printed) == 1
        assert printed != {""}
        assert len(damage.seqs) > 1


def test_the_truth_stays_that_they_share_it() -> None:
    for case in cases():
        for damage in case.damages:
            units = {case.truth.values[seq, "scoring_unit"] for seq in damage.seqs}
            assert units == {frozenset(damage.seqs)}
            assert all(case.truth.values[seq, "weight"] is None for seq in damage.seqs)
