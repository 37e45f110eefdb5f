"""The labels that rows print, and the level that the place of each speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.damage.kind import Kind
from pipeline.damage.kinds import Damage
from pipeline.model import Cell, Row, Slot
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Alignment, Layout
from pipeline.repair.model.labels import FIRST, SECOND, SLID, SLID_FIRST, SLID_LAST, Print
from pipeline.repair.model.prints import drawn_as_labels, prints
from pipeline.spec import Column


def column(role: str, kind: str = "label") -> Column:
    return Column(role, role, kind, role, (role,))


BEHIND = (column("seq", "serial"), column("indicator", "name"))
LAYOUT = Layout((column("level1"), column("level2")), BEHIND)
ONE_LEVEL = Layout((column("level1"),), BEHIND)


def row_of(
    line: str,
    labels: int = 2,
    damage: Sequence[Kind] = (),
    places: Sequence[int | None] | None = None,
    parts: tuple[tuple[int, str], ...] = (),
) -> RowEvidence:
    """A row whose first cells are its labels, the serial and the name behind them."""
    texts = tuple(text.strip() for text in line.split("|"))
    where = (labels, labels + 1) if places is None else places
    way = Alignment(0.0, tuple(where), tuple(range(labels)), tuple(damage), parts=parts)
    slots = tuple(Slot(Cell(1, col, text)) for col, text in enumerate(texts))
    return RowEvidence(1, Row(slots, 1, 1, 1), texts, (way,))


def read(*rows: RowEvidence, layout: Layout = LAYOUT) -> list[Print]:
    found, repeats = prints(rows, layout)
    assert not repeats
    return list(found)


def levels(row: RowEvidence, layout: Layout = LAYOUT) -> list[tuple[str, int]]:
    return [(each.text, each.column) for each in read(row, layout=layout)]


def test_a_label_knows_its_row_its_cell_its_name_and_its_points() -> None:
    first, second = read(row_of(" | | 1 | 产值"), row_of("总量 (8) | 企业 | 2 | 税收"))
    assert first == Print(1, 0, "总量 (8)", "总量", first.points, FIRST)
    assert first.points == 8
    assert second == Print(1, 1, "企业", "企业", None, SECOND)


def test_a_label_alone_on_its_row_is_lonely() -> None:
    assert [each.lonely for each in read(row_of("总量 | | 1 | 产值"))] == [True]
    assert [each.lonely for each in read(row_of("总量 | 企业 | 1 | 产值"))] == [False, False]


def test_a_cell_that_repeats_the_row_s_name_is_no_label() -> None:
    found, repeats = prints([row_of("总量 | 产 值 | 1 | 产值")], LAYOUT)
    assert [each.text for each in found] == ["总量"]
    assert [(each.text, each.cell, each.column) for each in repeats] == [("产 值", 1, SECOND)]


def test_one_that_states_points_is_a_label_all_the_same() -> None:
    assert [each.name for each in read(row_of(" | 产值 (8) | 1 | 产值 (8)"))] == ["产值"]
    assert len(read(row_of(" | 产值 (8) | 1 | 产值"))) == 1


def test_a_row_that_lost_its_name_repeats_none() -> None:
    assert levels(row_of("总量 | 企业 | 1", places=(2, None))) == [
        ("总量", FIRST),
        ("企业", SECOND),
    ]


# --- the level


def test_in_a_zone_as_wide_as_the_form_s_each_label_is_of_its_column() -> None:
    assert levels(row_of("总量 | 企业 | 1 | 产值")) == [("总量", FIRST), ("企业", SECOND)]
    assert levels(row_of(" | 企业 | 1 | 产值")) == [("企业", SECOND)]
    assert levels(row_of("总量 | 1 | 产值", 1), ONE_LEVEL) == [("总量", FIRST)]


def test_in_a_wider_one_the_first_cell_s_is_first_level_and_the_others_go_by_their_order() -> None:
    assert levels(row_of("总量 | | 企业 | 1 | 产值", 3)) == [("总量", FIRST), ("企业", SLID_LAST)]
    assert levels(row_of(" | 总量 | 企业 | 1 | 产值", 3)) == [
        ("总量", SLID_FIRST),
        ("企业", SLID_LAST),
    ]
    assert levels(row_of(" | 总量 | 企业 | 税收 | 1 | 产值", 4)) == [
        ("总量", SLID_FIRST),
        ("企业", SLID),
        ("税收", SLID_LAST),
    ]


def test_one_alone_in_a_wider_or_narrower_zone_may_be_of_either_level() -> None:
    assert levels(row_of(" | | 企业 | 1 | 产值", 3)) == [("企业", SLID)]
    assert levels(row_of("企业 | 1 | 产值", 1)) == [("企业", SLID)]


def test_a_label_behind_its_serial_is_of_the_last_level() -> None:
    swapped = [Damage.SERIAL_SWAPPED]
    assert levels(row_of("总量 | | 企业 | 1 | 产值", 3, swapped)) == [
        ("总量", FIRST),
        ("企业", SECOND),
    ]
    assert levels(row_of("企业 | 1 | 产值", 1, swapped)) == [("企业", SECOND)]
    assert levels(row_of(" | 总量 | 1 | 产值", 2, swapped), ONE_LEVEL) == [("总量", FIRST)]


# --- labels in columns behind the serial


INSIDE = Layout((), (BEHIND[0], column("level2"), BEHIND[1]))


@pytest.mark.parametrize(("damage", "level"), [((), SECOND), ((Damage.LABEL_CELL_LOST,), SLID)])
def test_a_label_in_a_column_behind_the_serial_is_of_it_unless_a_label_cell_is_gone(
    damage: Sequence[Kind], level: int
) -> None:
    row = row_of("1 | 企业 | 产值", 0, damage, (0, 1, 2))
    assert levels(row, INSIDE) == [("企业", level)]


@pytest.mark.parametrize("places", [(0, None, 2), (0, 1, 2)])
def test_a_column_without_its_cell_or_with_a_blank_one_prints_no_label(
    places: Sequence[int | None],
) -> None:
    text = "企业" if places[1] is None else " "
    assert levels(row_of(f"1 | {text} | 产值", 0, (), places), INSIDE) == []


def test_labels_of_the_zone_come_before_those_behind_it() -> None:
    both = Layout((column("level1"),), (BEHIND[0], column("level2"), BEHIND[1]))
    found = levels(row_of("总量 | 1 | 企业 | 产值", 1, (), (1, 2, 3)), both)
    assert found == [("总量", FIRST), ("企业", SECOND)]


# --- two labels, or a label and a serial, in one cell


def test_a_cell_alone_that_states_points_twice_holds_the_labels_of_both_levels() -> None:
    found = read(row_of("总量 (8) 企业 (5) | | 1 | 产值"))
    told = [(each.name, each.points, each.column, each.cell, each.fused) for each in found]
    assert told == [
        ("总量", Decimal(8), FIRST, 0, True),
        ("企业", Decimal(5), SECOND, 0, True),
    ]
    assert [each.lonely for each in found] == [False, False]


def test_beside_another_label_or_in_a_form_of_one_level_it_is_one_label() -> None:
    assert len(read(row_of("总量 (8) 企业 (5) | 税收 | 1 | 产值"))) == 2
    assert len(read(row_of("总量 (8) 企业 (5) | 1 | 产值", 1), layout=ONE_LEVEL)) == 1
    assert len(read(row_of("总量 (8) | | 1 | 产值"))) == 1


def test_a_label_whose_cell_holds_the_serial_too_is_read_without_it() -> None:
    (found,) = read(row_of("总量 1 | | 产值", 1, (), (0, 2), ((0, "1"),)))
    assert (found.name, found.fused) == ("总量", True)


def repeats_of(row: RowEvidence) -> tuple[list[str], list[str]]:
    """The labels of a row that repeats its name, and the cells that only repeat it."""
    found, repeats = prints([row], LAYOUT)
    labels, others = drawn_as_labels([row], found, repeats)
    return [each.text for each in labels], [each.text for each in others]


def test_a_cell_that_repeats_its_row_s_name_is_a_label_where_it_is_drawn_as_one() -> None:
    row = row_of("总量 | 产值 | 1 | 产值")
    assert repeats_of(row) == (["总量"], ["产值"])
    assert repeats_of(replace(row, parted=frozenset({"level2"}))) == (["总量", "产值"], [])
    slots = list(row.row.slots)
    slots[1] = Slot(replace(slots[1].cell, rowspan=2))
    drawn = replace(row, row=replace(row.row, slots=tuple(slots)))
    assert repeats_of(drawn) == (["总量", "产值"], [])
