"""What readings teach about the looks of rows, and what it adds to the cheapest of them."""

from __future__ import annotations

from pipeline.repair.damage.costs import COSTS
from pipeline.repair.model.group import Group
from pipeline.repair.model.neighbours import Boundaries
from pipeline.repair.model.place import Name, Places
from pipeline.repair.solve.looks import cost_of_looks
from pipeline.repair.solve.programme import Solution, Step
from tests.repair import form


def solution(*steps: Step) -> Solution:
    kept = tuple((step, 0.0) for step in steps)
    return Solution(0.0, 4.0, kept, (frozenset({0}),), steps)


def places() -> Places:
    """One group over four rows; its second label is printed on row 2."""
    unlike = (0.0, 0.0, 0.0, 0.0)
    names = [Name(None, (0,), unlike, frozenset()), Name(None, (2,), unlike, frozenset())]
    return Places([Group(8, (0,), 0, 3)], names, COSTS)


FIRST = Step(0, 2, 0, 0, 4, 0.0, 0.0)
IN_PLACE = solution(FIRST, Step(2, 4, 1, 0, 4, 0.0, 0.0))
LATE = solution(Step(0, 1, 0, 0, 2, 0.0, 0.0), Step(1, 4, 1, 0, 6, 0.0, 0.0))
ABSENT = ("absent", "absent")
LOOKS = Boundaries((0.0, -1.0, 2.0, 0.0), frozenset())


def test_looks_add_nothing_to_a_reading_whose_labels_stand_in_place() -> None:
    assert cost_of_looks(LOOKS, places(), IN_PLACE) == 0
    assert cost_of_looks(None, places(), LATE) == 0


def test_looks_that_speak_for_the_print_add_to_a_label_that_left_it() -> None:
    assert cost_of_looks(LOOKS, places(), LATE) == 3


def test_looks_close_a_label_that_no_sum_places() -> None:
    repaired = form.repaired("table-rows-in-pairs")
    labels = [record.values["level2"] for record in repaired.records]
    assert [value.text for value in labels[12:15]] == [None, None, "打造应用场景情况"]
    assert [value.status for value in labels[12:16]] == [*ABSENT, "printed", "ambiguous"]
