"""What is a label in one reading of its row and none in another leaves the label of its rows open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.repair.align.evidence import RowEvidence, gather
from pipeline.repair.damage.costs import COSTS
from pipeline.repair.decide.label_cells import doubt_label_cells
from pipeline.repair.model.labels import Label, Print
from pipeline.repair.model.readings import Readings, RowReadings
from tests.repair.form import county, table_of

ABOVE = Label("道路", None, (Print(0, 1, "道路", "道路", None, 2),))
LINES = [
    "总量 (10) | 道路 | 1 | 道路里程 | 公里 | 2 | 1 | 1 | 1 | 5公里 | 1 | 县发改委",
    " | | 2 | 督查整改 | 危房改造户数 | 户 | 3 | 12 | 6 | 4 | 20户 | 6 | 县发改委",
    " | | 3 | 危房改造率 | % | 2 | 1 | 1 | 1 | 5% | 1 | 县发改委",
    " | 桥梁 | 4 | 桥梁座数 | 座 | 3 | 1 | 1 | 1 | 5座 | 1 | 县发改委",
]


def rows() -> tuple[RowEvidence, ...]:
    found, _ = gather(table_of([LINES]), county(), COSTS)
    return found


def labels_where(
    second: dict[int, float], numbers: dict[int | None, float]
) -> list[dict[str, float]]:
    """The labels of rows 2 to 4 by name; ``second`` are row 2's readings, ``numbers`` its labels."""
    evidence = rows()
    bridge = Label("桥梁", None, (Print(3, 1, "桥梁", "桥梁", None, 2),))
    own = Label("督查整改", None, (Print(1, 3, "督查整改", "督查整改", None, 2),))
    held: list[dict[int | None, float]] = [{0: 0.0}, dict(numbers), dict(numbers), {1: 0.0}]
    found = [RowReadings({0: 0.0}, each, {0: 0.0}) for each in held]
    found[1] = replace(found[1], alignments=second)
    readings = Readings(0.0, 1, tuple(found), {}, (), (ABOVE, bridge, own))
    doubted = doubt_label_cells(evidence, county(), readings)
    return [
        {doubted.names[n].name if n is not None else "": cost for n, cost in row.labels.items()}
        for row in doubted.rows[1:]
    ]


def kinds() -> list[str]:
    """The damage of row 2's readings, in order."""
    return ["+".join(way.damage) for way in rows()[1].alignments]


def test_a_row_reads_with_half_a_name_or_with_a_label() -> None:
    half, label = kinds().index("blank_inserted+cell_split"), kinds().index("serial_swapped")
    assert labels_where({half: 1.0, label: 1.5}, {0: 0.0}) == [
        {"道路": 0.0, "督查整改": pytest.approx(0.5)},
        {"道路": 0.0, "督查整改": pytest.approx(0.5)},
        {"桥梁": 0.0},
    ]
    assert labels_where({label: 1.0, half: 1.25}, {2: 0.0}) == [
        {"督查整改": 0.0, "道路": pytest.approx(0.25)},
        {"督查整改": 0.0, "道路": pytest.approx(0.25)},
        {"桥梁": 0.0},
    ]


def test_one_reading_leaves_nothing_open() -> None:
    half = kinds().index("blank_inserted+cell_split")
    assert labels_where({half: 1.0}, {0: 0.0})[:2] == [{"道路": 0.0}] * 2


@pytest.mark.parametrize(
    ("label", "half", "rest", "doubted"),
    [
        ("道路", "督查整改", "危房改造户数", True),
        ("道路", "危房", "改造户数", False),
        ("督查整改工作", "督查整改", "危房改造户数", False),
    ],
    ids=["two texts", "one word, cut", "words of the label above"],
)
def test_a_cut_word_and_words_of_the_label_above_are_no_label(
    label: str, half: str, rest: str, doubted: bool
) -> None:
    lines = list(LINES)
    lines[1] = f" | | 2 | {half} | {rest} | 户 | 3 | 12 | 6 | 4 | 20户 | 6 | 县发改委"
    evidence, _ = gather(table_of([lines]), county(), COSTS)
    ways = ["+".join(way.damage) for way in evidence[1].alignments]
    second = {ways.index("blank_inserted+cell_split"): 1.0, ways.index("serial_swapped"): 1.5}
    held = Label(label, None, (Print(0, 1, label, label, None, 2),))
    found = [RowReadings({0: 0.0}, {0: 0.0}, {0: 0.0}) for _ in evidence]
    found[1] = replace(found[1], alignments=second)
    readings = Readings(0.0, 1, tuple(found), {}, (), (held,))
    assert (len(doubt_label_cells(evidence, county(), readings).rows[1].labels) > 1) is doubted
