"""Which printed numbers are serials, and how many rows those without one may be."""

from __future__ import annotations

from pipeline.model import Cell, Row, Slot
from pipeline.repair.observe.runs import BACK, Gap, Serial, gaps, printed_serials
from pipeline.repair.observe.shown import Form, Shown

FORM = Form(width=4, seq=1, indicator=2, weight=3, labels=(0,))


def shown(*lines: str) -> list[Shown]:
    """Rows of cells parted by ``|``."""
    found = []
    for number, line in enumerate(lines):
        cells = [cell.strip() for cell in line.split("|")]
        slots = tuple(Slot(Cell(number, col, text)) for col, text in enumerate(cells))
        found.append(Shown.of(Row(slots, 1, number, 1)))
    return found


def test_numbers_that_follow_on_one_another_are_serials_wherever_they_stand() -> None:
    rows = shown("|1|甲|5", "2|乙|6|", "||丙|9", "||4|丁|7")
    assert printed_serials(rows, FORM) == [Serial(0, 1, 0), Serial(1, 2, -1), Serial(3, 4, 1)]


def test_a_number_that_follows_on_nothing_is_no_serial() -> None:
    rows = shown("|1|甲|5", "9|2|乙|6", "|3|丙|7")
    assert printed_serials(rows, FORM) == [Serial(0, 1, 0), Serial(1, 2, 0), Serial(2, 3, 0)]


def test_serials_may_begin_again_at_one_and_at_nothing_else() -> None:
    assert [s.number for s in printed_serials(shown("|1|甲|", "|2|乙|", "|1|丙|"), FORM)] == [
        1,
        2,
        1,
    ]
    assert [s.number for s in printed_serials(shown("|4|甲|", "|5|乙|", "|3|丙|"), FORM)] == [4, 5]


def test_a_zero_is_no_serial_and_a_form_without_serials_has_none() -> None:
    assert printed_serials(shown("|0|甲|"), FORM) == []
    bare = Form(width=4, seq=None, indicator=2, weight=3, labels=())
    assert printed_serials(shown("|1|甲|5"), bare) == []


def test_serials_far_apart_do_not_follow_on_one_another() -> None:
    between = [" | |丙| "] * BACK
    assert len(printed_serials(shown("|1|甲|", *between, "|2|乙|"), FORM)) == 1
    assert len(printed_serials(shown("|1|甲|", *between[1:], "|2|乙|"), FORM)) == 2


def test_a_gap_has_room_for_the_serials_that_are_left() -> None:
    serials = [Serial(1, 3, 0), Serial(4, 5, 0), Serial(6, 1, 0)]
    assert gaps(serials, 8) == [Gap((0,), 2), Gap((2, 3), 1), Gap((5,), None), Gap((7,), None)]


def test_rows_without_any_serial_are_one_gap_without_bounds() -> None:
    assert gaps([], 3) == [Gap((0, 1, 2), None)]


def test_serials_without_rows_between_leave_no_gap() -> None:
    assert gaps([Serial(0, 1, 0), Serial(1, 2, 0)], 2) == []


def test_a_row_has_one_serial_however_many_numbers_stand_before_its_name() -> None:
    found = printed_serials(shown("|1|甲|5", "2|3|乙|6"), FORM)
    assert found == [Serial(0, 1, 0), Serial(1, 2, -1)]


def test_a_number_that_stood_above_already_does_not_follow() -> None:
    rows = shown("|4|甲|5", "|5|乙|6", "|5|丙|7")
    assert [serial.number for serial in printed_serials(rows, FORM)] == [4, 5]


def test_above_the_first_serial_there_is_room_for_those_before_it() -> None:
    assert gaps([Serial(2, 4, 0)], 3) == [Gap((0, 1), 3)]
    assert gaps([Serial(1, 1, 0)], 2) == [Gap((0,), 0)]
