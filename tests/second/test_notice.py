"""A clean notice adds up, and a print of it reads back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.read.transcript import read_transcript
from tests.ground.strict import read_strictly
from tests.second.forms import COUNTY, FORMS
from tests.second.notice import invent
from tests.second.print import closing_note, drawn, transcription
from tests.second.run import make
from tests.second.sheet import lay_out
from tests.second.truth import truth_of

SEEDS = range(40)


@pytest.mark.parametrize("name", FORMS)
def test_serials_run_on_and_names_differ(name: str) -> None:
    for seed in SEEDS:
        rows = [row for *_, row in invent(seed, FORMS[name].wanted).places()]
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
        assert len({row.name for row in rows}) == len(rows)


def test_points_add_up_at_every_level() -> None:
    for seed in SEEDS:
        notice = invent(seed)
        full = Decimal(0)
        for section in notice.sections:
            for part in section.parts:
                for group in part.groups:
                    own = [row.weight for row in group.rows if row.weight is not None]
                    assert not own or sum(own) == group.points
                    assert bool(own) == (group.sharing == "own")
            assert section.points == sum(part.points for part in section.parts)
            full += Decimal(section.points * section.share) / 100
        assert full == notice.full_marks


def test_no_part_has_two_groups_whose_points_nothing_prints() -> None:
    for seed in SEEDS:
        for section in invent(seed).sections:
            for part in section.parts:
                assert sum(group.sharing == "rest" for group in part.groups) <= 1


def test_the_points_of_scoring_units_are_those_of_the_sections() -> None:
    for seed in SEEDS:
        notice = invent(seed)
        values = truth_of(notice, COUNTY).values
        units = {
            values[row.seq, "scoring_unit"]: values[row.seq, "unit_points"]
            for *_, row in notice.places()
        }
        total = sum(section.points for section in notice.sections)
        assert sum(int(str(points)) for points in units.values()) == total


def test_points_within_a_text_add_up_to_its_weight() -> None:
    for *_, row in invent(3, FORMS["tasks"].wanted).places():
        assert not row.parts or sum(row.parts) == row.weight


def test_a_seed_is_one_notice() -> None:
    assert invent(7) == invent(7)
    assert invent(7) != invent(8)


def test_the_closing_note_states_every_section() -> None:
    notice = next(n for n in map(invent, SEEDS) if len(n.sections) == 3)
    note = closing_note(notice)
    for section in notice.sections:
        assert f"序号{section.first}—{section.last}为{section.label}" in note
        assert f"共计{section.points}分" in note


@pytest.mark.parametrize("draws", [False, True])
def test_a_clean_print_reads_back_as_its_truth(draws: bool) -> None:
    for seed in SEEDS:
        told = make(seed, 0.0, draws=draws).told
        read, repeats = read_strictly(told.page)
        assert repeats == 0
        assert {place: told.values[place] for place in read} == read
        assert {place[0] for place in read} == {seq for seq, _ in told.values}


@pytest.mark.parametrize("name", FORMS)
def test_the_transcription_is_the_sheet(name: str) -> None:
    form = FORMS[name]
    sheet = lay_out(invent(4, form.wanted), form)
    document = read_transcript(transcription(sheet).encode())
    assert len(document.tables) == len(sheet.pages)
    for table, page in zip(document.tables, sheet.pages, strict=True):
        grid = page.grid(len(form.heads))
        assert [cell.text for cell in table.cells] == [text for row in grid for text in row]


def test_drawn_cells_cover_each_place_once_and_merge_groups() -> None:
    sheet = lay_out(invent(4), COUNTY)
    document = drawn(sheet)
    for table in document.tables:
        places = [at for cell in table.cells for at in cell.positions()]
        assert len(places) == len(set(places)) == table.n_rows * table.n_cols
    merged = {cell.col for t in document.tables for cell in t.cells if cell.rowspan > 1}
    assert {0, 1} <= merged
