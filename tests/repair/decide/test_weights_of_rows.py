"""A row's weight: under a drawn cell, of all rows of its label, too fine, or as it is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.damage.kinds import Damage
from pipeline.messages import message
from pipeline.model import Slot, Value
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.decide.context import context_of
from pipeline.repair.decide.weight_values import weight_value
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import RowReadings, Variant
from tests.repair.decide.rows import (
    LAYOUT,
    PRINTED,
    SLID,
    WEIGHT,
    Shapes,
    label,
    merged,
    own,
    pool,
    read,
    readings,
    row,
)


def rows_of(*weights: str, begins: int | None = None, drawn: bool = False) -> list[RowEvidence]:
    """Rows with serials from 11 on; those that print ``^`` are below the cell that ``begins``."""
    found: list[RowEvidence] = []
    for n, weight in enumerate(weights):
        covered = weight == "^"
        line = f"1 | 企业数 | {'' if covered else weight} | 3 | 4"
        head = begins if covered else None
        each = row(line, PRINTED, SLID, serial=11 + n, head=head, begins=n == begins)
        if head is not None:
            slots = list(each.row.slots)
            slots[WEIGHT] = Slot(found[head].row.slots[WEIGHT].cell, covered=True)
            each = replace(each, row=replace(each.row, slots=tuple(slots)))
        found.append(replace(each, drawn=drawn or begins is not None))
    return found


def value(
    at: int,
    rows: Sequence[RowEvidence],
    known: Sequence[RowReadings],
    shapes: Shapes | None = None,
    names: Sequence[Label] = (),
    exact: Mapping[int, Decimal] | None = None,
    *,
    unit: int = 1,
    clean: bool = False,
) -> Value:
    found = readings(known, shapes or {}, names=names, unit=unit, clean=clean)
    context = context_of(LAYOUT, rows, replace(found, exact=dict(exact or {})))
    return weight_value(context.row(at), WEIGHT)


def codes(found: Value) -> list[str]:
    return [clause.code for clause in found.reasons]


# --- weights that no total proves


def plain(at: int, rows: Sequence[RowEvidence]) -> Value:
    """The weight of a row of a table whose sums nothing states."""
    return value(at, rows, [read([], []) for _ in rows])


def test_a_weight_is_as_it_is_printed() -> None:
    found = plain(0, rows_of("5", "3"))
    assert (found.text, found.status) == ("5", "printed")


def test_above_a_blank_one_a_weight_may_be_of_both_rows() -> None:
    found = plain(0, rows_of("5", " "))
    assert (found.text, found.status, found.rule) == (None, "ambiguous", "weight_merged")
    assert found.candidates == (("5", 0.0), (None, 0.0))
    assert codes(found) == ["repair.own-or-merged"]
    assert found.cell is not None
    assert found.cell.text == "5"


@pytest.mark.parametrize(
    ("at", "rows", "text"),
    [
        (1, rows_of("5", "3"), "3"),  # the last row
        (1, rows_of("", "3"), "3"),
        (0, rows_of("/", ""), "/"),  # no number
        (0, rows_of("", ""), None),
        (0, rows_of("5", "", drawn=True), "5"),  # a blank is one on purpose
        (0, rows_of("5", "/"), "5"),
    ],
)
def test_other_weights_stay(at: int, rows: Sequence[RowEvidence], text: str | None) -> None:
    found = plain(at, rows)
    assert (found.text, found.rule) == (text, "")
    assert found.status in ("printed", "absent")


def test_above_a_row_that_lost_its_weight_a_weight_may_be_of_both_too() -> None:
    rows = rows_of("5", "3")
    rows[1] = replace(rows[1], alignments=(SLID, PRINTED))
    assert plain(0, rows).status == "ambiguous"


def test_rows_under_a_drawn_cell_share_it() -> None:
    rows = rows_of("5", "4", "^", "^", "2", begins=1)
    for at in (1, 2, 3):
        found = plain(at, rows)
        assert (found.text, found.status) == (None, "shared")
        assert found.reasons == (message("repair.cell-over-rows", first=12, last=14),)
    head = plain(1, rows)
    assert head.cell is not None
    assert head.cell.text == "4"
    assert plain(0, rows).text == "5"
    assert plain(4, rows).text == "2"


def test_a_drawn_cell_that_prints_nothing_says_so() -> None:
    found = plain(0, rows_of(" ", "^", begins=0))
    assert (found.status, codes(found)) == ("absent", ["repair.nothing-printed"])


# --- under a drawn cell where sums are stated


def drawn(*units: object) -> Value:
    """The first of two rows under a cell that prints 5, by the units that readings give it."""
    rows = rows_of("5", "^", begins=0)
    shapes: Shapes = {
        merged(0): {Variant((0, 1), 5): 0.0},
        own(0): {Variant((0,), 5): 0.0},
        pool(): {Variant((0, 1), 5): 0.0},
    }
    known = [read(units), read([merged(0)])]  # type: ignore[arg-type]
    return value(0, rows, known, shapes)


def test_where_every_reading_takes_it_so_rows_under_a_drawn_cell_share_it() -> None:
    assert (drawn(merged(0)).status, codes(drawn(merged(0)))) == (
        "shared",
        ["repair.cell-over-rows"],
    )


@pytest.mark.parametrize("units", [(merged(0), own(0)), (pool(),), ()])
def test_where_a_reading_takes_it_otherwise_the_sums_tell(units: Sequence[object]) -> None:
    assert "repair.cell-over-rows" not in codes(drawn(*units))


# --- a weight printed once for the rows of its label


def once(
    *labels: Sequence[int | None],
    shapes: Sequence[tuple[int, ...]] = ((0, 1),),
    points: str | None = "5",
    unit: int = 1,
    clean: bool = False,
) -> Value:
    """The first row's weight of 5, which is printed for itself and rows below."""
    rows = rows_of("5", *[""] * (len(labels) - 1))
    known = [read([merged(0)], labels=each) for each in labels]
    variants: Shapes = {merged(0): {Variant(each, 5 * unit): 0.0 for each in shapes}}
    stated = label("企业", points)
    return value(0, rows, known, variants, (stated,), unit=unit, clean=clean)


def test_a_weight_of_all_rows_of_a_label_with_as_many_points_is_theirs() -> None:
    for unit in (1, 2):
        found = once([0], [0], unit=unit)
        assert (found.status, codes(found)) == ("shared", ["repair.weight-of-label"])
        assert found.cell is not None
        assert found.cell.text == "5"


@pytest.mark.parametrize(
    "found",
    [
        once([0], [0], points="4"),
        once([0], [0], points=None),
        once([0], [0], [0]),  # over some rows alone
        once([0], [0], shapes=((0,), (0, 1))),
        once([0, None], [0]),
        once([None], [None]),
        once([0], [0, None]),
    ],
    ids=["points", "none stated", "rows", "shapes", "label", "no label", "a row's label"],
)
def test_else_it_stays_open(found: Value) -> None:
    assert (found.status, codes(found)) == ("ambiguous", ["repair.own-or-merged"])
    assert (None, 0.0) in found.candidates


def test_where_all_sums_hold_as_printed_it_is_theirs_too_if_the_label_states_none() -> None:
    found = once([0], [0], points=None, clean=True)
    assert codes(found) == ["repair.weight-once-for-label"]
    assert once([0], [0], points="4", clean=True).status == "ambiguous"


def test_a_row_that_may_be_the_head_or_by_itself_has_what_each_costs() -> None:
    rows = rows_of("5", "")
    shapes: Shapes = {
        merged(0): {Variant((0, 1), 5): 1.5},
        own(0): {Variant((0,), 5): 0.0},
    }
    known = read([merged(0), own(0)], [None, 5])
    found = value(0, rows, [known, read([merged(0)])], shapes)
    assert found.candidates == (("5", 0.0), (None, 1.5))


def test_a_row_below_the_head_has_not_its_weight() -> None:
    rows = rows_of("5", "")
    shapes: Shapes = {merged(0): {Variant((0, 1), 5): 0.0}, own(1): {Variant((1,), 3): 0.5}}
    known = [read([merged(0)]), read([merged(0), own(1)], [None, 3])]
    found = value(1, rows, known, shapes)
    assert found.candidates == ((None, 0.0), ("3", 0.5))
    assert codes(found) == ["repair.own-or-shared"]


def test_a_head_has_for_its_own_what_is_printed_on_it_and_nothing_that_others_print_or_share() -> (
    None
):
    rows = rows_of("5", "4", "")
    shapes: Shapes = {
        merged(0): {Variant((0, 1), 5): 0.0},
        merged(1): {Variant((1, 2), 4): 0.5},
        pool(): {Variant((1, 2), 9): 1.0},
    }
    known = [read([merged(0)]), read([merged(0), merged(1), pool()]), read([merged(1), pool()])]
    found = value(1, rows, known, shapes)
    assert found.candidates == ((None, 0.0), ("4", 0.5))


# --- a weight of the row's own


def own_weight(
    printed: str, points: int, unit: int = 1, *, misprint: float | None = None, **more: object
) -> Value:
    rows = [replace(rows_of(printed)[0], **more)]  # type: ignore[arg-type]
    known = read([own(0)], [points], misprint=misprint)
    return value(0, rows, [known], {own(0): {Variant((0,), points): 0.0}}, unit=unit)


def test_a_weight_that_is_finer_than_sums_count_is_open_with_both() -> None:
    found = own_weight("2.37", 2)
    assert (found.status, found.rule, codes(found)) == (
        "ambiguous",
        "misprint",
        ["repair.weights-off", "repair.finer-than-sums"],
    )
    assert found.candidates == (("2", 0.0), ("2.37", 0.0))
    assert own_weight("2.37", 2, misprint=0.0, parts=2).status == "ambiguous"
    assert own_weight("2.37", 2, misprint=0.0).status == "derived"


def test_one_that_is_exact_is_as_printed() -> None:
    known = [read([own(0)], [2])]
    shapes: Shapes = {own(0): {Variant((0,), 2): 0.0}}
    found = value(0, rows_of("2.37"), known, shapes, exact={0: Decimal("2.37")})
    assert (found.text, found.status) == ("2.37", "printed")
    other = value(0, rows_of("2.37"), known, shapes, exact={0: Decimal("2.36")})
    assert other.status == "ambiguous"


def test_a_weight_without_a_number_or_with_that_which_the_sums_leave_is_as_printed() -> None:
    assert (own_weight("5.0", 5).text, own_weight("5.0", 5).status) == ("5", "printed")
    assert (own_weight("/", 5).text, own_weight("/", 5).status) == ("5", "printed")


# --- a row without a weight


def test_a_row_that_shares_says_whether_its_cell_is_there() -> None:
    shapes: Shapes = {pool(): {Variant((0, 1), 5): 0.0}}
    there = value(0, rows_of("/", "/"), [read([pool()]), read([pool()])], shapes)
    assert (there.status, codes(there), there.rule) == ("shared", ["repair.shares-points"], "")
    assert there.cell is not None
    slid = [read([pool()], alignments={1: 0.0}), read([pool()])]
    slid[0].damage = {Damage.WEIGHT_LOST: 0.0}
    gone = value(0, rows_of("/", "/"), slid, shapes)
    lost = Damage.WEIGHT_LOST.said
    assert lost
    assert (gone.status, codes(gone), gone.rule) == (
        "shared",
        ["repair.shares-points", lost.code],
        "weight_lost",
    )
    assert gone.cell is None


def test_a_cell_that_went_below_a_weight_does_not_say_that_it_is_of_both_rows() -> None:
    shapes: Shapes = {merged(0): {Variant((0, 1), 5): 0.0}}
    below = read([merged(0)], alignments={1: 0.0})
    below.damage = {Damage.WEIGHT_LOST: 0.0}
    found = value(0, rows_of("5", "/"), [read([merged(0)]), below], shapes)
    assert (found.status, found.rule) == ("ambiguous", "weight_merged")


def test_a_row_alone_in_its_group_has_the_group_s_points_though_its_cell_is_gone() -> None:
    shapes: Shapes = {pool(): {Variant((0,), 5): 0.0}}
    slid = [read([pool()], alignments={1: 0.0})]
    found = value(0, rows_of("/"), slid, shapes)
    assert (found.text, found.status, found.rule) == ("5", "derived", "weight_lost")
    assert codes(found) == ["repair.weight-cell-lost", "repair.points-left"]
    assert value(0, rows_of("/"), [read([pool()])], shapes).rule == "weight_alone"


def test_points_in_parts_are_told_in_points_without_trailing_zeros() -> None:
    shapes: Shapes = {pool(): {Variant((0,), 50): 0.0}}
    assert value(0, rows_of("/"), [read([pool()])], shapes, unit=20).text == "2.5"
    whole: Shapes = {pool(): {Variant((0,), 200): 0.0}}
    assert value(0, rows_of("/"), [read([pool()])], whole, unit=20).text == "10"


def test_an_own_weight_among_others_is_told_as_printed_where_it_is_finer_than_sums() -> None:
    rows = [replace(rows_of("2.37")[0], parts=2)]
    shapes: Shapes = {own(0): {Variant((0,), 2): 0.0}, pool(): {Variant((0, 1), 4): 1.0}}
    found = value(0, rows, [read([own(0), pool()], [2, None])], shapes)
    assert found.candidates == (("2.37", 0.0), (None, 1.0))
    coarse = value(0, rows_of("2.37"), [read([own(0), pool()], [2, None])], shapes)
    assert coarse.candidates == (("2", 0.0), (None, 1.0))


def test_of_weights_that_cost_nearly_alike_a_share_comes_first_and_the_smaller_before_larger() -> (
    None
):
    shapes: Shapes = {
        own(0): {Variant((0,), 10): 1e-9, Variant((0,), 9): 0.0},
        pool(): {Variant((0, 1), 4): 2e-9},
    }
    known = [read([own(0), pool()], [10, 9, None])]
    found = value(0, rows_of("9"), known, shapes)
    assert [text for text, _ in found.candidates] == [None, "9", "10"]
