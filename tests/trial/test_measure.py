"""The measure itself: right, marked, open and wrong are told apart."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.ground.case import Rows
from tests.ground.warned import serials
from tests.trial.damage import Case, inflict
from tests.trial.measure import compare
from tests.trial.notice import random_notice


def perfect(case: Case) -> Rows:
    """The publication that has every value."""
    truth = case.truth
    seqs = [row.seq for row in case.notice.rows]
    columns = list(
        dict.fromkeys(column for _, column in truth.cells if not column.startswith("rank:"))
    )
    numbers = {seq: n for n, unit in enumerate(truth.units, 1) for seq in unit.rows}
    indicators = [
        {"seq": s, "scoring_unit": numbers[s], **{c: truth.cells[s, c] for c in columns}}
        for s in seqs
    ]
    return {
        "indicators": indicators,
        "provenance": [
            {"seq": s, "column": c, "status": "printed"}
            for s in seqs
            for c in [*columns, "scoring_unit"]
        ],
        "rankings": [_ranking(case, seq, month) for seq in seqs for month in case.notice.periods],
        "scoring_units": [_unit(case, number) for number in range(1, len(truth.units) + 1)],
        "lead_units": [
            {"seq": seq, "lead_unit": name, "remark": remark or None}
            for seq in seqs
            for name, remark in truth.leads[seq]
        ],
        "sections": truth.sections,
        "notice": [truth.notice],
    }


def _ranking(case: Case, seq: int, month: int) -> dict[str, Any]:
    rank = case.truth.cells[seq, f"rank:{month}"]
    status = "ranked" if rank else "not_published"
    return {"seq": seq, "period_end": date(2022, month, 28), "rank": rank, "status": status}


def _unit(case: Case, number: int) -> dict[str, Any]:
    unit = case.truth.units[number - 1]
    rows = ",".join(map(str, sorted(unit.rows)))
    named = {"section": unit.section, "level1": unit.level1, "level2": unit.level2}
    return {
        "scoring_unit": number,
        "rows": rows,
        "candidates": None,
        "points": unit.points,
        **named,
    }


def outcomes(case: Case, rows: Rows) -> Counter[str]:
    return Counter(verdict.outcome for verdict in compare(case, rows))


@pytest.fixture
def case() -> Case:
    return inflict(random_notice(8), 0.0)


def wrong(case: Case, rows: Rows) -> list[tuple[int, str]]:
    return [
        (verdict.seq, verdict.column)
        for verdict in compare(case, rows)
        if verdict.outcome == "wrong"
    ]


def test_the_truth_is_all_right(case: Case) -> None:
    assert set(outcomes(case, perfect(case))) == {"right"}


@pytest.mark.parametrize(
    "column", ["level1", "level2", "weight", "target", "lead_units", "rank_jan_jun"]
)
def test_another_value_is_a_silent_error(case: Case, column: str) -> None:
    rows = perfect(case)
    rows["indicators"][4][column] = "another"
    assert wrong(case, rows) == [(5, column)]


def test_a_null_is_a_silent_error_unless_it_is_marked(case: Case) -> None:
    rows = perfect(case)
    rows["indicators"][4]["indicator"] = None
    assert wrong(case, rows) == [(5, "indicator")]
    next(r for r in rows["provenance"] if (r["seq"], r["column"]) == (5, "indicator"))["status"] = (
        "ambiguous"
    )
    assert outcomes(case, rows)["marked"] == 1
    assert wrong(case, rows) == []


def test_a_value_where_nothing_is_printed_is_a_silent_error(case: Case) -> None:
    rows = perfect(case)
    seq = next(row.seq for row in case.notice.rows if row.weight is None)
    rows["indicators"][seq - 1]["weight"] = Decimal(2)
    assert wrong(case, rows) == [(seq, "weight")]


def test_a_row_that_is_missing_is_wrong_in_every_column(case: Case) -> None:
    rows = perfect(case)
    gone = rows["indicators"].pop()
    assert {(gone["seq"], "indicator"), (gone["seq"], "level1")} <= set(wrong(case, rows))


def test_a_rank_may_not_change_its_status(case: Case) -> None:
    rows = perfect(case)
    row = next(r for r in rows["rankings"] if r["status"] == "not_published")
    row["status"] = "blank"
    assert wrong(case, rows) == [(row["seq"], f"rank:{row['period_end'].month}")]


def test_two_true_units_as_one_are_no_error_but_a_wrong_sum_is(case: Case) -> None:
    rows = perfect(case)
    first, second = rows["scoring_units"][:2]
    first |= {
        "rows": f"{first['rows']},{second['rows']}",
        "points": first["points"] + second["points"],
        "level2": None,
    }
    rows["scoring_units"].remove(second)
    for row in rows["indicators"]:
        row["scoring_unit"] = 1 if row["scoring_unit"] == 2 else row["scoring_unit"]
    assert outcomes(case, rows)["marked"] == 1
    assert wrong(case, rows) == []
    first["points"] += 1
    assert (1, "units") in wrong(case, rows)


def test_an_open_unit_must_hold_the_true_one(case: Case) -> None:
    rows = perfect(case)
    unit = next(u for u in rows["scoring_units"] if len(serials(u["rows"])) > 2)
    every = sorted(serials(unit["rows"]))
    unit |= {"rows": ",".join(map(str, every[:-1])), "candidates": f"{every[-1]}-{every[-1] + 1}"}
    rows["indicators"][every[-1] - 1]["scoring_unit"] = None
    mark = next(
        r for r in rows["provenance"] if (r["seq"], r["column"]) == (every[-1], "scoring_unit")
    )
    mark["status"] = "ambiguous"
    assert wrong(case, rows) == []
    unit["candidates"] = None
    assert (every[0], "units") in wrong(case, rows)


def test_what_is_out_of_reach_may_be_marked_but_not_guessed() -> None:
    case = inflict(random_notice(8), 0.3, ["cell_lost"])
    at = next(cell for cell in sorted(case.truth.unknowable) if cell[1] == "rank_jan_jun")
    rows = perfect(case)
    rows["indicators"][at[0] - 1][at[1]] = None
    next(r for r in rows["provenance"] if (r["seq"], r["column"]) == at)["status"] = "ambiguous"
    assert outcomes(case, rows)["open"] == 1
    rows["indicators"][at[0] - 1][at[1]] = 99
    assert wrong(case, rows) == [at]


def test_labels_of_a_unit_that_are_not_its_rows_are_told_apart_from_its_points(case: Case) -> None:
    rows = perfect(case)
    unit = rows["scoring_units"][0]
    unit["level2"] = "另一标签"
    assert wrong(case, rows) == [(min(case.truth.units[0].rows), "unit_labels")]
