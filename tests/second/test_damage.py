"""Each kind of damage does what its record says, and no more."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from tests.ground.page import Place
from tests.ground.strict import read_strictly
from tests.second import harm_labels, harm_rows
from tests.second.damage import again, damage
from tests.second.forms import COUNTY, form_of
from tests.second.ground import told_of
from tests.second.notice import Group, Row, invent
from tests.second.run import make
from tests.second.sheet import Line, Sheet, lay_out
from tests.second.truth import truth_of
from tests.second.work import Damage, Held, Work


def work_of(seed: int) -> Work:
    notice = invent(seed)
    return Work(lay_out(notice, COUNTY), truth_of(notice, COUNTY), Random(seed))


def texts(line: Line) -> list[str]:
    return [piece.text for piece in line.pieces]


def harmed(kind: object) -> tuple[Work, Damage, Row, Group]:
    """The first row of any notice to which this kind can be done."""
    for seed in range(50):
        work = work_of(seed)
        for *_, group, row in work.sheet.notice.places():
            done = kind(work, row, group)  # type: ignore[operator]
            if done:
                return work, done, row, group
    raise AssertionError("cannot be done")


def relabelled(kind: object, level: str = "level2") -> tuple[Work, Damage, Held]:
    """The first label of any notice to which this kind can be done."""
    for seed in range(80):
        work = work_of(seed)
        for section in work.sheet.notice.sections:
            for part in section.parts:
                helds = [Held("level2", group.rows, group) for group in part.groups]
                helds = helds if level == "level2" else [Held("level1", part.rows, None)]
                for held in helds:
                    done = kind(work, held)  # type: ignore[operator]
                    if done:
                        return work, done, held
    raise AssertionError("cannot be done")


def changed(work: Work) -> set[int]:
    """The serials of the lines that no longer read as they did."""
    clean = lay_out(work.sheet.notice, COUNTY)
    lines = {line.seq: texts(line) for line in clean.lines() if line.seq}
    return {seq for seq, line in work.lines.items() if texts(line) != lines[seq]}


@pytest.mark.parametrize("kind", harm_rows.KINDS)
def test_a_harmed_row_is_the_one_on_record(kind: object) -> None:
    work, done, row, _ = harmed(kind)
    assert changed(work) == {row.seq}
    assert row.seq in done.seqs


@pytest.mark.parametrize("kind", harm_labels.KINDS)
def test_a_harmed_label_changes_rows_on_record_only(kind: object) -> None:
    work, done, _ = relabelled(kind)
    assert changed(work)
    assert changed(work) <= {*done.seqs}


def test_a_lost_ranking_lets_the_target_slide_over_it() -> None:
    work, _, row, _ = harmed(harm_rows.rank_lost)
    line = work.lines[row.seq]
    assert texts(line)[8] == row.target.text
    assert texts(line)[9] == ""
    assert line.stands("target_rank", 10)
    assert len(work.truth.lost) == 1


def test_a_lost_cell_lets_all_behind_it_slide() -> None:
    work, _, row, _ = harmed(harm_rows.cell_lost)
    line = work.lines[row.seq]
    assert len(line.pieces) == len(COUNTY.heads) - 1
    assert line.stands("lead_units", 10)


def test_a_slid_weight_leaves_the_target_where_it_was() -> None:
    work, done, _ = relabelled(harm_labels.weights_slid)
    for seq in done.seqs:
        line = work.lines[seq]
        assert line.stands("target", 9)
        assert line.stands(COUNTY.ranks[0], 5)
        assert line.piece("weight") is None


def test_a_moved_label_stands_elsewhere_once() -> None:
    for kind, sign in ((harm_labels.early, -1), (harm_labels.late, 1)):
        work, _, held = relabelled(kind, "level1")
        first = held.seqs[0]
        label = work.lines[first].clean["level1"]
        at = [seq for seq in work.lines if work.text(seq, "level1") == label]
        assert not work.text(first, "level1")
        assert 1 <= sign * (at[0] - first) <= 3


def test_a_lost_label_is_null_in_the_truth() -> None:
    work, done, _ = relabelled(harm_labels.lost)
    assert all(work.truth.values[seq, "level2"] is None for seq in done.seqs)


def test_a_cut_sentence_is_published_as_it_is_left() -> None:
    work, _, row, _ = harmed(harm_rows.cut_off)
    left = work.text(row.seq, "target")
    assert row.target.text.startswith(left)
    assert work.truth.values[row.seq, "target"] == left


def test_a_broken_word_is_the_same_without_the_space() -> None:
    work, done, row, _ = harmed(harm_rows.word_broken)
    (role,) = done.columns
    broken = work.text(row.seq, role)
    assert broken.count(" ") == work.lines[row.seq].clean[role].count(" ") + 1


def test_nothing_is_done_at_rate_0_and_much_at_a_high_one() -> None:
    assert not make(1, 0.0).damages
    assert len(make(1, 0.5).damages) > 10


def test_the_same_seed_does_the_same() -> None:
    assert make(5, 0.2).damages == make(5, 0.2).damages


def test_every_kind_occurs() -> None:
    kinds: Counter[str] = Counter()
    for seed in range(40):
        work = work_of(seed)
        kinds.update(done.kind for done in damage(work.sheet, work.truth, 0.3).done)
    # The pages' four kinds, and each of the others.
    assert len(kinds) == len(harm_rows.KINDS) + len(harm_labels.KINDS) + 4


def test_a_misprint_that_breaks_a_sum_is_given_away() -> None:
    work, _, row, group = harmed(harm_rows.misprint)
    read = strictly(work)
    closed = all(other.sharing != "rest" for other in _part_of(work.sheet, group))
    assert closed == ((row.seq, "weight") not in read)


def _part_of(sheet: Sheet, group: Group) -> tuple[Group, ...]:
    for section in sheet.notice.sections:
        for part in section.parts:
            if group in part.groups:
                return part.groups
    raise AssertionError


def strictly(work: Work) -> dict[Place, object]:
    return read_strictly(told_of(work, is_drawn=False).page)[0]


def misread(kind: object, level: str) -> set[Place]:
    work, _, _ = relabelled(kind, level)
    values = told_of(work, is_drawn=False).values
    return {place for place, value in strictly(work).items() if values[place] != value}


def test_a_first_label_that_stands_late_is_given_away_by_its_points() -> None:
    assert not misread(harm_labels.late, "level1")


def test_a_label_without_points_moved_within_its_part_is_not_given_away() -> None:
    for seed in range(80):
        work = work_of(seed)
        for section in work.sheet.notice.sections:
            for part in section.parts:
                for before, group in zip(part.groups, part.groups[1:], strict=False):
                    pointless = not (before.prints_points or group.prints_points)
                    own = before.sharing == group.sharing == "own"
                    held = Held("level2", group.rows, group)
                    if pointless and own and harm_labels.late(work, held):
                        read = strictly(work)
                        seq = held.seqs[0]
                        assert read[seq, "level2"] == before.label
                        return
    raise AssertionError("no such label")


def test_damage_leaves_other_notices_alone() -> None:
    form = form_of(2)
    notice = invent(2, form.wanted)
    sheet, truth = lay_out(notice, form), truth_of(notice, form)
    damage(sheet, truth, 0.5)
    assert lay_out(notice, form).pages != sheet.pages
    assert truth_of(notice, form).values.keys() == truth.values.keys()


def test_damages_can_be_done_again_some_or_all() -> None:
    work = damage(work_of(3).sheet, work_of(3).truth, 0.2)
    whole = again(work, range(len(work.done)))
    assert whole.done == work.done
    assert whole.sheet.pages == work.sheet.pages
    assert again(work, [0]).done == work.done[:1]
    assert again(work, []).sheet.pages == lay_out(invent(3), COUNTY).pages
