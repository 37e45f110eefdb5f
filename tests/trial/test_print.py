"""The clean print: what is printed is the truth, in the form of a transcription."""

from __future__ import annotations

import pytest

from pipeline import spec
from pipeline.read.transcript import read_transcript
from pipeline.stitch import stitch
from tests.ground.strict import read_strictly
from tests.trial.ground import draw
from tests.trial.notice import Notice, random_notice
from tests.trial.print import print_notice

NOTICES = [random_notice(seed) for seed in range(25)]


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.seed)
def test_read_strictly_it_is_in_good_order_throughout_and_tells_the_truth(notice: Notice) -> None:
    told = draw(notice.seed, 0.0).told
    read, repeats = read_strictly(told.page)
    assert repeats == 0
    assert {place: told.values[place] for place in read} == read
    for column in ("level1", "level2", "weight", "scoring_unit", "unit_points", "rank1", "target"):
        assert {seq for seq, name in read if name == column} == {row.seq for row in notice.rows}


@pytest.mark.slow
@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.seed)
def test_it_is_one_table_on_the_form_with_a_row_for_each_indicator(notice: Notice) -> None:
    document = read_transcript(print_notice(notice).text().encode(), "trial")
    (table,) = stitch(document.tables)
    columns = spec.layout(spec.load(), table.headers)
    assert [column.role for column in columns].count("rank") == len(notice.periods)
    assert len(table.rows) == len(notice.rows)
    assert len(table.pages) == min(notice.pages, len(notice.rows) // 3)


def test_labels_stand_once_and_again_at_most_on_the_top_of_a_page() -> None:
    for notice in NOTICES:
        for page in print_notice(notice).pages:
            for level in (0, 1):
                printed = [row.labels[level] for row in page.rows if row.labels[level]]
                assert len(printed) == len(set(printed))
