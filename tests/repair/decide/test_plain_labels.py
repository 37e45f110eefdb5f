"""Without sums each label holds from its print to the next, and a row between may have either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.damage.kinds import Damage
from pipeline.repair.align.evidence import RowEvidence
from pipeline.repair.align.layout import Layout
from pipeline.repair.decide.plain import read_plain
from pipeline.repair.model.labels import FIRST, SECOND, SLID, SLID_FIRST, SLID_LAST, Print
from pipeline.repair.model.readings import Readings, RowReadings
from tests.repair.decide.rows import LAYOUT, PRINTED, row
from tests.repair.decide.rows import SLID as WAY_SLID

MARGIN = 3.0


def first(at: int, name: str, column: int = FIRST) -> Print:
    return Print(at, 0, name, name, None, column)


def second(at: int, name: str, column: int = SECOND) -> Print:
    return first(at, name, column)


def stray(at: int, name: str) -> Print:
    """A label alone on a row that slid."""
    return first(at, name, SLID)


def read(
    rows: int,
    prints: Sequence[Print],
    ends: Sequence[int] = (),
    parted: dict[int, str] | None = None,
    echoes: Sequence[Print] = (),
) -> Readings:
    """So many rows with these prints; ``parted`` are below a merged label that has ended."""
    evidence = []
    for n in range(rows):
        roles = frozenset({(parted or {})[n]}) if n in (parted or {}) else frozenset[str]()
        evidence.append(replace(row("企业 | 甲 | 5 | 3 | 4", PRINTED), parted=roles))
    return read_plain(evidence, prints, LAYOUT, MARGIN, ends, echoes)


def groups(rows: int, *prints: Print, **more: object) -> list[list[str]]:
    """What each row may have for its first-level label; "" for none."""
    found = read(rows, prints, **more)  # type: ignore[arg-type]
    return [[found.groups[n].name for n in each.groups] for each in found.rows]


def names(rows: int, *prints: Print, **more: object) -> list[list[str]]:
    """The same of the second level."""
    found = read(rows, prints, **more)  # type: ignore[arg-type]
    told = []
    for each in found.rows:
        told.append(["" if n is None else found.names[n].name for n in each.labels])
    return told


# --- first-level labels


def test_a_first_level_label_holds_to_the_next_one() -> None:
    assert groups(4, first(0, "总量"), first(2, "效益")) == [
        ["总量"],
        ["总量"],
        ["效益"],
        ["效益"],
    ]


def test_rows_above_the_first_one_may_be_its_rows_or_of_none() -> None:
    assert groups(3, first(1, "总量"), first(2, "效益")) == [["", "总量"], ["总量"], ["效益"]]
    assert groups(2) == [[""], [""]]


def test_a_stray_below_a_label_may_be_of_that_level() -> None:
    assert groups(4, first(0, "总量"), stray(1, "企业"), first(3, "效益")) == [
        ["总量"],
        ["总量", "企业"],
        ["总量", "企业"],
        ["效益"],
    ]
    assert groups(2, stray(0, "企业")) == [["", "企业"]] * 2
    assert groups(2, first(0, "总量"), stray(0, "企业")) == [["总量"], ["总量"]], "on its own row"


def test_a_stray_above_every_label_may_be_of_that_level_too() -> None:
    assert groups(3, stray(1, "企业"), first(2, "总量")) == [
        ["", "总量"],
        ["", "企业"],
        ["总量"],
    ]


def test_a_row_below_a_merged_label_that_has_ended_may_have_the_next_or_one_that_is_lost() -> None:
    parted = {1: "level1", 2: "level2"}
    assert groups(4, first(0, "总量"), first(3, "效益"), parted=parted) == [
        ["总量"],
        ["总量", "效益"],
        ["总量"],
        ["效益"],
    ]
    assert groups(2, first(0, "总量"), parted=parted)[1] == ["总量", ""]


@pytest.mark.parametrize(
    ("name", "told"),
    [("森林防火得分", ["效益", "总量"]), ("体育场馆得分", ["效益"])],
    ids=["of the theme above", "of another"],
)
def test_a_label_whose_cell_ends_above_a_blank_one_may_be_early_inside_a_theme(
    name: str, told: list[str]
) -> None:
    """The blank cell of rows 4 and 5 may be the one that the label of row 3 is meant for."""
    lines = ["粮食产量", "森林防火增速", name, "学前教育个数", "公路里程"]
    evidence = []
    for number, text in enumerate(lines):
        roles = frozenset({"level1"}) if number > 2 else frozenset[str]()
        evidence.append(replace(row(f"企业 | {text} | 5 | 3 | 4", PRINTED), parted=roles))
    read = read_plain(evidence, [first(0, "总量"), first(2, "效益")], LAYOUT, MARGIN)
    found = [[read.groups[n].name for n in each.groups] for each in read.rows]
    assert found == [["总量"], ["总量"], told, ["效益", ""], ["效益", ""]]


def test_of_labels_below_the_one_printed_next_comes_whatever_their_order() -> None:
    repeated = [first(0, "总量"), first(4, "效益"), first(2, "民生")]
    assert groups(5, *repeated, parted={1: "level1"})[1] == ["总量", "民生"]


def test_a_label_printed_on_the_row_itself_is_not_below_it() -> None:
    found = groups(3, first(1, "总量"), first(2, "效益"), parted={1: "level1"})
    assert found[1] == ["总量", "效益"]


# --- labels of rows that slid


@pytest.mark.parametrize(
    ("column", "level"), [(SLID_FIRST, "first"), (SLID_LAST, "second"), (SLID, None)]
)
def test_of_several_labels_on_a_row_that_slid_the_place_among_them_tells_the_level(
    column: int, level: str | None
) -> None:
    found = read(1, [first(0, "企业", column)])
    # The label that is none stands behind the others of the first level.
    assert [label.name for label in found.groups] == (["企业", ""] if level != "second" else [""])
    assert [label.name for label in found.names] == ([] if level == "first" else ["企业"])


def test_a_stray_that_is_printed_in_a_column_elsewhere_is_of_that_level() -> None:
    found = read(3, [stray(0, "企业"), second(2, "企业")])
    assert [label.name for label in found.groups] == [""]
    assert [[p.row for p in label.prints] for label in found.names] == [[0, 2]]
    both = read(3, [stray(0, "企业"), second(1, "企业"), first(2, "企业")])
    assert [label.prints[0].row for label in both.groups[:-1]] == [2, 0], "both: it stays a stray"


# --- second-level labels


def test_a_second_level_label_holds_to_the_next_one_or_the_next_group() -> None:
    prints = [first(0, "总量"), second(0, "增加值"), second(2, "增速"), first(3, "效益")]
    assert names(5, *prints) == [["增加值"], ["增加值"], ["增速"], [""], [""]]


def test_rows_between_a_group_s_beginning_and_its_first_label_may_be_that_label_s() -> None:
    prints = [first(0, "总量"), second(2, "增加值")]
    assert names(3, *prints) == [["", "增加值"], ["", "增加值"], ["增加值"]]
    beyond = [*prints[:1], first(2, "效益"), second(2, "增加值")]
    assert names(3, *beyond) == [[""], [""], ["增加值"]]
    behind = [*prints[:1], first(1, "效益"), second(2, "增加值")]
    assert names(3, *behind)[0] == [""]


def test_above_the_first_group_all_may_be_the_first_group_s() -> None:
    prints = [first(1, "总量"), second(1, "增加值"), first(3, "效益"), second(4, "增速")]
    assert names(5, *prints)[0] == ["", "增加值"]
    late = [first(1, "总量"), first(3, "效益"), second(4, "增速")]
    assert names(5, *late)[0] == [""]


def test_a_row_parted_from_its_label_may_have_the_next_one_of_its_group() -> None:
    prints = [first(0, "总量"), second(0, "增加值"), second(3, "增速")]
    assert names(4, *prints, parted={1: "level2", 2: "level1"}) == [
        ["增加值"],
        ["增加值", "增速"],
        ["增加值"],
        ["增速"],
    ]
    assert names(2, *prints[:2], parted={1: "level2"})[1] == ["增加值", ""]


def test_a_row_parted_from_nothing_of_its_group_has_no_further_reading() -> None:
    prints = [second(0, "增加值"), first(1, "效益"), second(3, "增速")]
    assert names(4, *prints, parted={2: "level2"})[2] == ["", "增速"]


def test_a_stray_may_be_a_second_level_label_or_none_of_them() -> None:
    prints = [first(0, "总量"), second(0, "增加值"), stray(1, "企业"), second(3, "增速")]
    assert names(4, *prints) == [
        ["增加值"],
        ["增加值", "企业", ""],
        ["增加值", "企业", ""],
        ["增速"],
    ]


@pytest.mark.parametrize(
    "prints",
    [
        (first(1, "总量"), stray(1, "企业")),
        (first(1, "总量"), stray(0, "企业"), second(1, "增加值")),
    ],
    ids=["on a group's row", "above it"],
)
def test_a_stray_beside_or_above_what_holds_is_no_reading(prints: Sequence[Print]) -> None:
    assert "企业" not in names(3, *prints)[2]


# --- parts that sums end


def test_a_cell_that_repeats_its_row_s_name_may_be_the_label_up_to_the_next_one() -> None:
    found = groups(5, first(0, "总量"), first(3, "效益"), echoes=[first(1, "产值")])
    assert found == [["总量"], ["总量", "产值"], ["总量", "产值"], ["效益"], ["效益"]]


def test_one_of_the_second_level_ends_where_a_group_does_or_at_the_next_of_its_kind() -> None:
    prints = [first(0, "总量"), second(0, "企业"), first(4, "效益")]
    echoes = [second(1, "产值"), second(3, "税收")]
    assert names(5, *prints, echoes=echoes) == [
        ["企业"],
        ["企业", "产值"],
        ["企业", "产值"],
        ["企业", "税收"],
        [""],
    ]


def test_where_sums_end_parts_a_row_has_its_part_s_label_or_a_stray_of_it() -> None:
    prints = [first(1, "总量"), first(2, "效益"), first(4, "民生"), stray(3, "企业")]
    found = groups(6, *prints, ends=(2, 4, 6))
    assert found[:2] == [["总量"], ["总量"]], "also above its print"
    assert found[2:] == [["效益"], ["效益", "企业"], ["民生"], ["民生"]]


def test_a_stray_on_the_part_s_first_row_is_of_it() -> None:
    prints = [first(0, "总量"), first(3, "效益"), first(4, "民生"), stray(2, "企业")]
    assert groups(6, *prints, ends=(2, 4, 6))[2:4] == [["效益", "企业"], ["效益", "企业"]]


def test_a_stray_above_the_part_is_none_of_it() -> None:
    prints = [first(0, "总量"), first(2, "效益"), stray(1, "企业")]
    assert groups(4, *prints, ends=(2, 4))[1:] == [["总量", "企业"], ["效益"], ["效益"]]


# --- the rows' cells


def plain(evidence: RowEvidence, layout: Layout = LAYOUT) -> RowReadings:
    return read_plain([evidence], [], layout, MARGIN).rows[0]


def ways(*costs: float) -> RowEvidence:
    """A row with ways of these costs; the first is as printed, the others slid."""
    slid = [replace(WAY_SLID, cost=cost) for cost in costs[1:]]
    return row("企业 | 甲 | 5 分 | 3 | 4", replace(PRINTED, cost=costs[0]), *slid)


def test_ways_within_the_margin_are_readings_with_the_weights_that_they_read() -> None:
    found = plain(ways(1.0, 2.5, 4.0, 4.25))
    assert found.alignments == {0: 1.0, 1: 2.5, 2: 4.0}
    assert found.printed == {"5分": 0.0, None: 1.5}


def test_a_row_that_is_sound_as_printed_has_no_other_reading() -> None:
    sound = replace(ways(1.0, 2.5), sound=True)
    assert plain(sound).alignments == {0: 1.0}
    damaged = replace(PRINTED, damage=(Damage.BLANK_INSERTED,))
    unsound = replace(sound, alignments=(damaged, *sound.alignments[1:]))
    assert plain(unsound).alignments == {0: 0.0, 1: 2.5}


def test_a_form_without_points_prints_none() -> None:
    bare = Layout((), tuple(each for each in LAYOUT.columns if each.kind != "points"))
    assert plain(ways(1.0, 2.5), bare).printed == {}


def test_no_sum_weighs_anything() -> None:
    found = read(1, [first(0, "总量")])
    assert (found.best, found.unit, found.variants, found.clean) == (0.0, 1, {}, False)
    assert found.rows[0].groups == {0: 0.0}
    assert found.rows[0].labels == {None: 0.0}
    assert found.groups[-1].points is None
    printed = replace(stray(0, "企业"), points=Decimal(4))
    assert read(1, [printed]).groups[0].points == 4
