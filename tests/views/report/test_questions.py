"""Open cells that hang together: what they may be at once, and which cell a decision settles besides."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.messages import as_data, message
from pipeline.views.decision import open_cells
from pipeline.views.report.questions import Question, Settled, questions
from tests.published import Rows, small_publication

RANKINGS = ("rank_jan_jun", "rank_jan_aug", "rank_jan_sep")


def asked(rows: Rows) -> dict[tuple[int, str], Question]:
    """The questions by their cells."""
    return {at: one for one in questions(rows, list(open_cells(rows))) for at in one.cells}


def closed() -> Rows:
    """The small publication with nothing open."""
    rows = small_publication()
    for row in rows["provenance"]:
        if row["status"] == "ambiguous":
            row["status"] = "printed"
    rows["candidates"] = []
    return rows


def leave_open(rows: Rows, seq: int, column: str, *readings: str | None, **told: Any) -> None:
    """Leaves a cell open between the readings; ``told`` goes into its row of provenance."""
    for row in rows["provenance"]:
        if (row["seq"], row["column"]) == (seq, column):
            row |= {"status": "ambiguous", "printed": None, "page": None, "row": None, "col": None}
            row |= told
    for position, text in enumerate(readings, 1):
        rows["candidates"].append(
            {"seq": seq, "column": column, "position": position, "text": text, "value": text}
            | {"cost": float(position - 1)}
        )


def slid(*cells: tuple[Any, ...], count: int, before: str | None = None) -> Rows:
    """Row 3 with its rankings open: for each what is printed, and what it may be."""
    rows = closed()
    way = message("repair.cell-lost")
    reason = message("repair.close-readings", count=count, ways=(way,))
    for col, (column, (printed, *readings)) in enumerate(zip(RANKINGS, cells, strict=True), 6):
        place: dict[str, Any] = {"page": 1, "row": 3, "col": col} if printed else {}
        reasons = json.dumps([as_data(reason)])
        told = {"printed": printed, "reasons": reasons, "reason": "several", **place}
        leave_open(rows, 3, column, *readings, **told)
    for row in rows["provenance"]:
        if (row["seq"], row["column"]) == (3, "weight"):
            row |= {"printed": before, "page": 1, "row": 3, "col": 5}
    return rows


def test_what_is_printed_in_a_row_that_slid_keeps_its_order() -> None:
    """18 and 17 are printed: the lost ranking is one of three, and each way is one option."""
    rows = slid(("18", "18", None), ("17", "17", None, "18"), (None, None, "17"), count=3)
    question = asked(rows)[3, "rank_jan_jun"]
    assert question.cells == tuple((3, column) for column in RANKINGS)
    assert set(question.options) == {
        ("18", "17", None),
        ("18", None, "17"),
        (None, "18", "17"),
    }


def test_the_cell_before_may_have_slid_in_as_well() -> None:
    cells = (("18", "18", None, "/"), ("17", "17", None, "18"), (None, None, "17"))
    question = asked(slid(*cells, count=4, before="/"))[3, "rank_jan_jun"]
    assert ("/", "18", "17") in question.options
    assert len(question.options) == 4


@pytest.mark.parametrize(("count", "before"), [(4, None), (4, "x"), (5, "/"), (2, "/")])
def test_where_the_log_counts_other_readings_each_cell_is_asked_for_alone(
    count: int, before: str | None
) -> None:
    cells = (("18", "18", None, "/"), ("17", "17", None, "18"), (None, None, "17"))
    found = asked(slid(*cells, count=count, before=before))
    assert found[3, "rank_jan_jun"].options == (("18",), (None,), ("/",))
    assert found[3, "rank_jan_aug"].cells == ((3, "rank_jan_aug"),)


def test_a_reading_that_no_option_has_lets_each_cell_stand_alone() -> None:
    rows = slid(("18", "18", None), ("17", "17", None, "18", "9"), (None, None, "17"), count=3)
    assert asked(rows)[3, "rank_jan_aug"].cells == ((3, "rank_jan_aug"),)


def weights(rows: Rows, *readings: str | None) -> list[int]:
    """Opens the weights of the unit that has several rows; gives its serials."""
    unit = next(unit for unit in rows["scoring_units"] if "-" in unit["rows"])
    unit["status"] = "certain"
    serials = [*range(unit["first_seq"], unit["last_seq"] + 1)]
    for seq in serials:
        leave_open(rows, seq, "weight", *readings)
    return serials


def test_weights_of_one_unit_add_up_to_its_points() -> None:
    """The unit of rows 4 and 5 has 4 points: 1 and 3, or 3 and 1; not twice the same."""
    rows = closed()
    first, second = weights(rows, "1", "3")
    question = asked(rows)[first, "weight"]
    assert question.cells == ((first, "weight"), (second, "weight"))
    assert set(question.options) == {("1", "3"), ("3", "1")}


def test_a_row_without_a_weight_shares_what_is_left() -> None:
    rows = closed()
    first, _ = weights(rows, "1", None)
    assert set(asked(rows)[first, "weight"].options) == {("1", None), (None, "1"), (None, None)}


def test_weights_of_a_unit_in_doubt_are_asked_for_alone() -> None:
    rows = closed()
    first, _ = weights(rows, "1", "3")
    for unit in rows["scoring_units"]:
        unit["status"] = "open"
    assert asked(rows)[first, "weight"].cells == ((first, "weight"),)


def test_labels_go_together_as_on_another_row() -> None:
    """Row 8 belongs to one of two groups: its labels and their points are one question."""
    rows = closed()
    others = {row["seq"]: row for row in rows["indicators"]}
    one, other = others[6], others[7]
    one |= {"level1": "治理", "level1_points": 3.0, "level2": "服务"}
    other |= {"level1": "推进", "level1_points": 2.0, "level2": "项目", "section": one["section"]}
    others[8] |= {"section": one["section"], **dict.fromkeys(("level1", "level1_points", "level2"))}
    others[8]["level2_points"] = None
    leave_open(rows, 8, "level1", "治理", "推进")
    leave_open(rows, 8, "level1_points", "3", "2")
    leave_open(rows, 8, "level2", "服务", "项目")
    question = asked(rows)[8, "level1"]
    assert question.options == (("治理", "3", "服务"), ("推进", "2", "项目"))


def test_the_scoring_unit_follows_from_the_label() -> None:
    rows = small_publication()
    question = asked(rows)[8, "level1"]
    assert question.follow == ((8, "scoring_unit"),)
    chosen = dict(zip(question.options, question.then, strict=True))
    numbers = {
        unit["level1"]: str(unit["scoring_unit"])
        for unit in rows["scoring_units"]
        if str(unit["scoring_unit"]) in ("5", "6")
    }
    for option, then in chosen.items():
        label = option[question.cells.index((8, "level1"))]
        assert label is not None
        assert then == (Settled(8, "scoring_unit", numbers[label]),)


def test_every_open_cell_is_in_one_question() -> None:
    rows = small_publication()
    cells = [(cell.seq, cell.column) for cell in open_cells(rows)]
    held = [at for one in questions(rows, list(open_cells(rows))) for at in one.cells + one.follow]
    assert sorted(held) == sorted(cells)


def test_a_reason_that_cannot_be_read_joins_nothing() -> None:
    rows = slid(("18", "18", None), ("17", "17", None, "18"), (None, None, "17"), count=3)
    for row in rows["provenance"]:
        row["reasons"] = "no JSON"
    assert len(asked(rows)[3, "rank_jan_jun"].cells) == 1
