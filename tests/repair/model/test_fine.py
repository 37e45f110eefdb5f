"""Weights finer than the programme counts keep their sums, and are published where these hold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment
from pipeline.repair.model.fine import counted, exact_points, printed
from pipeline.repair.model.labels import Label
from pipeline.repair.model.readings import POOL, Readings, RowReadings, UnitKey
from pipeline.repair.model.roles import MERGED, OWN
from tests.repair.form import table_of

ROW = table_of([["1"]]).rows[0]
WAY = Alignment(0.0, (0,), (), ())


def rows(*texts: str, unit: int = 1) -> tuple[RowEvidence, ...]:
    """Rows that print a weight and nothing else."""
    plain = [RowEvidence(n, ROW, (text,), (WAY,)) for n, text in enumerate(texts, 1)]
    return counted(plain, 0, unit)


def parts(*texts: str, unit: int = 1) -> list[int | None]:
    return [row.parts for row in rows(*texts, unit=unit)]


def test_what_rounding_adds_to_one_weight_is_taken_from_the_next() -> None:
    assert parts("1.5", "1.5") == [2, 1]
    assert parts("1.3", "1.3", "1.4") == [1, 2, 1]
    assert parts("1.5", "2", "1.5") == [2, None, 1]
    assert parts("0.25", "0.25", "0.5") == [1, 1, 1], "no weight counts nothing"
    assert parts("1.5", "1.5", unit=2) == [None, None]
    assert parts("1.25", "1.25", unit=2) == [3, 2]


def test_whole_weights_and_rows_without_one_are_left_as_they_are() -> None:
    assert parts("3", "", "/", "2.0") == [None, None, None, None]
    assert printed(rows("2.50")[0], 0) == Decimal("2.50")
    assert printed(rows("/")[0], 0) is None


def label(points: str | None) -> Label:
    return Label("x", None if points is None else Decimal(points), ())


def exact(
    texts: tuple[str, ...],
    units: list[UnitKey],
    names: list[Label],
    labels: list[int | None] | None = None,
    group: str | None = None,
    doubt: str = "",
) -> tuple[dict[int, Decimal], dict[UnitKey, Decimal]]:
    """What is borne out of rows in these units, under the label 0 unless others are given."""
    held = labels or [0] * len(texts)
    found = []
    for n, unit in enumerate(units):
        read = RowReadings({0: 0.0}, {held[n]: 0.0}, {0: 0.0}, {unit: 0.0})
        if doubt == "misprinted" and n == 1:
            read.misprint = 1.0
        if doubt == "several" and n == 1:
            read.units[OWN, 9, 9, 9] = 1.0
        if doubt == "under" and n == 1:
            read.labels[1] = 1.0
        if doubt == "groups" and n == 3:
            read.groups[7] = 1.0
        found.append(read)
    readings = Readings(0.0, 1, tuple(found), {}, (label(group),), tuple(names))
    own, shared = exact_points(rows(*texts), 0, readings)
    return dict(own), dict(shared)


def own(n: int) -> UnitKey:
    return (OWN, 0, 0, n)


POOLED: UnitKey = (POOL, 0, 0, -1)
D = Decimal


def test_weights_that_add_up_to_their_label_are_as_printed() -> None:
    found = exact(("1.5", "2.5"), [own(0), own(1)], [label("4")])
    assert found == ({0: D("1.5"), 1: D("2.5")}, {})
    assert exact(("1.5", "2.5"), [own(0), own(1)], [label("5")]) == ({}, {})
    assert exact(("1.5", "2.5"), [own(0), own(1)], [label(None)]) == ({}, {})


def test_what_they_leave_is_the_points_of_the_one_unit_that_shares() -> None:
    found = exact(("1.5", "", ""), [own(0), POOLED, POOLED], [label("4")])
    assert found == ({0: D("1.5")}, {POOLED: D("2.5")})
    assert exact(("4.5", "0.5", ""), [own(0), own(1), POOLED], [label("5")]) == ({}, {})
    other: UnitKey = (MERGED, 0, 0, 2)
    assert exact(("1.5", "", "2"), [own(0), POOLED, other], [label("9")]) == ({}, {})


@pytest.mark.parametrize("doubt", ["misprinted", "several", "under"])
def test_a_row_in_doubt_bears_nothing_out(doubt: str) -> None:
    found = exact(("1.5", "2.5"), [own(0), own(1)], [label("4"), label("1")], doubt=doubt)
    assert found == ({}, {})


def test_whole_weights_need_no_bearing_out() -> None:
    assert exact(("1", "3"), [own(0), own(1)], [label("4")]) == ({}, {})


def test_what_labels_leave_of_a_group_bears_out_its_other_rows() -> None:
    texts, units = ("2", "2", "1.5", "0.5"), [own(n) for n in range(4)]
    labels: list[int | None] = [0, 0, None, None]
    found = exact(texts, units, [label("4")], labels, "6")
    assert found == ({2: D("1.5"), 3: D("0.5")}, {})
    assert exact(texts, units, [label("4")], labels, "7") == ({}, {})
    assert exact(texts, units, [label("4")], labels, None) == ({}, {})
    assert exact(texts, units, [label("4")], labels, "6", "groups") == ({}, {})
