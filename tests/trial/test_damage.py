"""Damage: every kind can be done, shows in the print, and can be done again."""

from __future__ import annotations

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import KINDS, Damage
from tests.trial.damage import Ground, again, inflict, ways
from tests.trial.damage_labels import unprinted
from tests.trial.notice import random_notice
from tests.trial.print import NAME, SERIAL, WEIGHT, print_notice
from tests.trial.truth import truth_of

SEEDS = (1, 8, 20)


def test_every_kind_of_damage_has_one_way_to_be_done() -> None:
    assert sorted(way.kind for way in ways()) == sorted(KINDS)


def test_every_kind_says_in_one_sentence_what_happened() -> None:
    assert [
        kind for kind in KINDS.values() if not kind.says.endswith(".") or kind.says.count(". ")
    ] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_each_kind_alone_changes_the_print_and_keeps_a_log(kind: Kind) -> None:
    cases = [inflict(random_notice(seed), 0.5, [kind]) for seed in SEEDS]
    changed = [case.text != print_notice(case.notice).text() for case in cases]
    assert any(changed)
    assert changed == [bool(case.log) for case in cases]
    assert {note.kind for case in cases for note in case.log} == {kind}


def test_without_damage_the_print_is_clean() -> None:
    notice = random_notice(3)
    case = inflict(notice, 0.0)
    assert (case.text, case.log, case.truth) == (print_notice(notice).text(), [], truth_of(notice))


def test_the_same_seed_damages_alike_and_another_does_not() -> None:
    notice = random_notice(4)
    assert inflict(notice, 0.2, seed=1).text == inflict(notice, 0.2, seed=1).text
    assert inflict(notice, 0.2, seed=1).text != inflict(notice, 0.2, seed=2).text


def test_what_was_done_can_be_done_again_whole_or_in_part() -> None:
    case = inflict(random_notice(5), 0.1)
    whole = again(case, range(len(case.steps)))
    assert (whole.text, whole.log, whole.truth) == (case.text, case.log, case.truth)
    assert again(case, []).text == print_notice(case.notice).text()
    assert again(case, [0]).log == case.log[:1]


def test_a_higher_rate_hits_more() -> None:
    few, many = (
        sum(len(inflict(random_notice(seed), rate).log) for seed in SEEDS) for rate in (0.02, 0.2)
    )
    assert 0 < few < many / 4


def test_a_lost_ranking_leaves_one_cell_less_and_which_it_was_out_of_reach() -> None:
    case = inflict(random_notice(8), 0.3, [Damage.CELL_LOST])
    for note in case.log:
        for seq in note.rows:
            clean = print_notice(case.notice).rows[seq - 1].body
            assert len(case.sheet.rows[seq - 1].body) == len(clean) - 1
            assert {
                (seq, f"rank:{month}") for month in case.notice.periods
            } <= case.truth.unknowable


def test_weights_printed_once_are_one_unit() -> None:
    for seed in SEEDS:
        case = inflict(random_notice(seed), 0.5, [Damage.WEIGHT_MERGED])
        for note in case.log:
            unit = case.truth.unit_of(note.rows[0])
            assert unit.rows >= set(note.rows)
            printed = [case.sheet.rows[seq - 1].body[WEIGHT] for seq in note.rows]
            assert [bool(text) for text in printed] == [True] + [False] * (len(printed) - 1)


def test_a_repeated_weight_stands_on_each_row_of_its_unit() -> None:
    for seed in SEEDS:
        case = inflict(random_notice(seed), 0.5, [Damage.WEIGHT_REPEATED])
        for note in case.log:
            unit = case.truth.unit_of(note.rows[0])
            assert unit.rows >= set(note.rows)
            printed = {case.sheet.rows[seq - 1].body[WEIGHT] for seq in note.rows}
            assert printed == {f"{unit.points.normalize():f}"}


def test_a_swapped_serial_stands_before_its_label() -> None:
    case = inflict(random_notice(2), 0.5, [Damage.SERIAL_SWAPPED])
    for note in case.log:
        row = case.sheet.rows[note.rows[0] - 1]
        clean = print_notice(case.notice).rows[row.seq - 1]
        assert (row.labels[1], row.body[SERIAL]) == (clean.body[SERIAL], clean.labels[1])


def test_a_repeated_name_is_the_rows_own() -> None:
    case = inflict(random_notice(8), 0.5, [Damage.NAME_REPEATED])
    hit = [case.sheet.rows[note.rows[0] - 1] for note in case.log]
    assert hit
    assert all(row.labels[1] == row.body[NAME] for row in hit)


def test_two_spellings_of_a_label_are_settled_by_the_majority() -> None:
    cases = [inflict(random_notice(seed), 1.0, [Damage.LABEL_SPELLING]) for seed in range(20)]
    hit = [case for case in cases if case.log]
    assert hit
    for case in hit:
        texts = [
            row.labels[0].split("(")[0].split("（")[0].strip()
            for row in case.sheet.rows
            if row.labels[0]
        ]
        for row in case.notice.rows:
            assert case.truth.cells[row.seq, "level1"] in texts


def test_a_group_whose_label_stands_nowhere_any_more_is_out_of_reach() -> None:
    """Whatever took the prints of it, one after the other."""
    ground = Ground(notice := random_notice(3), print_notice(notice))
    assert unprinted(ground) == set()
    rows = [row.seq for row in ground.seconds()[2].rows]
    for seq in rows:
        ground.printed(seq).labels[1] = ""
    assert unprinted(ground) == {
        (seq, column) for seq in rows for column in ("level2", "level2_points")
    }
