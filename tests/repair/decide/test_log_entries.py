"""One entry of the log for each value that is not as printed, and what its cost is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.messages import message
from pipeline.model import Cell, Record, Repair, Value
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.decide.context import Beyond, Context, context_of
from pipeline.repair.decide.log import repairs
from pipeline.repair.decide.marginal import marginal
from pipeline.repair.model.labels import SECOND, Print
from pipeline.repair.model.words import Words
from tests.repair.decide.rows import LAYOUT, PRINTED, SLID, pool, read, readings, row

WHY = (message("repair.points-left"),)
CELL = Cell(31, 2, "5", page=4)
LINE = "11 | 企业数 | 5 | 3 | 4"


def context(evidence: RowEvidence | None = None, alignment: int = 0) -> Context:
    rows = [evidence or row(LINE, serial=11, sheet=2)]
    return context_of(LAYOUT, rows, readings([read([pool()], alignments={alignment: 0.0})], {}))


def log(
    values: Mapping[str, Value],
    known: Context | None = None,
    echoes: Sequence[Print] = (),
) -> list[Repair]:
    found = known or context()
    record = Record(11, found.rows[0].row, None, dict(values))
    return list(repairs(found, [record], echoes))


def test_a_derived_value_is_logged_with_what_stood_in_its_place() -> None:
    (entry,) = log({"weight": Value("4", "derived", CELL, why=WHY, rule="misprint")})
    assert entry == Repair(
        step="repair",
        rule="misprint",
        before="5",
        after="4",
        why=WHY,
        cost=1.25,  # of the next alignment, in which the weight is gone
        seq=11,
        column="weight",
        page=4,
        row=31,
        col=2,
    )


def test_without_a_cell_the_place_is_the_row_s() -> None:
    (entry,) = log({"weight": Value(None, "derived", why=WHY, rule="weight_lost")})
    assert (entry.page, entry.row, entry.col, entry.after) == (2, 11, None, "")


def test_without_a_rule_the_status_says_what_was_done() -> None:
    (entry,) = log({"weight": Value("4", "derived", CELL, why=WHY)})
    assert entry.rule == "derived"


def test_an_open_value_is_logged_with_its_candidates() -> None:
    value = Value(None, "ambiguous", CELL, ((None, 0.0), ("5", 1.25), ("/", 2.0)), WHY)
    (entry,) = log({"weight": value})
    assert (entry.after, entry.cost) == ("? | 5 | /", 1.25)


@pytest.mark.parametrize("status", ["printed", "merged", "shared", "absent"])
def test_a_value_that_nothing_was_done_to_is_not_logged_unless_a_rule_says_so(status: str) -> None:
    assert log({"weight": Value("5", status, CELL, why=WHY)}) == []  # type: ignore[arg-type]
    (entry,) = log({"weight": Value("5", status, CELL, why=WHY, rule="it")})  # type: ignore[arg-type]
    assert entry.rule == "it"


def test_a_label_stood_in_its_own_cell() -> None:
    (entry,) = log({"level2": Value("企业", "repaired", CELL, why=WHY)})
    assert entry.before == "5"
    (lost,) = log({"level2": Value("企业", "repaired", why=WHY)})
    assert lost.before == ""


def test_a_row_too_short_shows_nothing_in_the_column_s_place() -> None:
    short = context(row("11 | 企业数 | 5 | 3", replace(PRINTED, places=(0, 1, 2, 3, None))))
    (entry,) = log({"rank_2": Value("4", "repaired", CELL, why=WHY)}, short)
    assert entry.before == ""


@pytest.mark.parametrize("damage", [Damage.SERIAL_LOST, Damage.SERIAL_SWAPPED])
def test_a_damaged_serial_is_logged_before_the_values(damage: Kind) -> None:
    way = replace(PRINTED, damage=(Damage.CELL_LOST, damage))
    known = context(row("12 | 企业数 | 5 | 3 | 4", way, serial=11, sheet=2))
    first, second = log({"weight": Value("4", "derived", CELL, why=WHY)}, known)
    assert first == Repair(
        step="repair",
        rule=str(damage),
        before="12",
        after="11",
        why=(message("repair.serial-forced"),),
        cost=0.0,
        seq=11,
        column="seq",
        page=2,
        row=11,
    )
    assert second.column == "weight"


def test_a_cell_that_repeats_the_row_s_name_is_logged_on_its_row() -> None:
    echo = Print(0, 1, "企业 数", "企业数", None, SECOND)
    elsewhere = replace(echo, row=3)
    (entry,) = log({}, echoes=[elsewhere, echo])
    assert entry == Repair(
        step="repair",
        rule="name_repeated",
        before="企业 数",
        after="",
        why=(message("repair.name-repeated"),),
        cost=0.0,
        seq=11,
        column="level2",
        page=1,
        row=11,
        col=1,
    )


# --- what the best reading without a change costs more


def test_of_an_open_value_it_is_what_the_second_reading_costs_more() -> None:
    known = context().row(0)

    def cost(*candidates: tuple[str | None, float]) -> float | None:
        return marginal(known, "weight", Value(None, "ambiguous", CELL, candidates))

    assert cost(("5", 0.5), (None, 4.0), ("4", 1.756)) == 1.26
    assert cost(("5", 0.0)) is None


def test_without_totals_it_is_that_of_the_row_s_next_alignment_with_another_text() -> None:
    """The ranking is 3 as printed and 5 as slid."""
    third = replace(PRINTED, cost=0.75, lost_columns=("rank_2",), places=(0, 1, 2, 3, None))
    known = context(row(LINE, replace(PRINTED, cost=0.25), SLID, third)).row(0)
    assert marginal(known, "rank_1", Value("3", "repaired", CELL)) == 1.0
    assert marginal(known, "rank_2", Value("4", "repaired", CELL)) == 0.5
    assert marginal(known, "indicator", Value("企业数", "repaired", CELL)) is None
    assert marginal(known, "level1", Value("总量", "repaired", CELL)) is None


def test_under_totals_it_is_that_of_the_cheapest_other_value_a_little_beyond_the_margin() -> None:
    wide = context_of(
        LAYOUT,
        [row(LINE)],
        readings([replace(read([]), alignments={0: 0.0, 1: 5.5})], {}),
    )
    beyond = Beyond(4.0, wide, Words(("企业数",)), 1.0)
    known = replace(context(), beyond=beyond).row(0)
    assert marginal(known, "rank_1", Value("3", "repaired", CELL)) == 5.5
    assert marginal(known, "rank_1", Value("5", "repaired", CELL)) == 0.0
    assert marginal(known, "indicator", Value("企业数", "repaired", CELL)) is None
