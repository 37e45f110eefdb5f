"""Rows are numbered where they print no serials of their own that run on."""

from __future__ import annotations

import pytest

from pipeline.model import Cell, Row, Slot, Table
from pipeline.repair.observe.numbers import Numbered, number_rows
from pipeline.spec import Column

SEQ = Column("seq", "seq", "serial", "序号", ("序号",))
LABEL = Column("level1", "level1", "label", "类别", ("类别",))
NAME = Column("indicator", "indicator", "name", "指标", ("指标",))
TARGET = Column("target", "target", "target", "目标", ("目标",))


def table(rows: list[list[str]], page: int = 3) -> Table:
    made = []
    for number, texts in enumerate(rows, 1):
        slots = tuple(Slot(Cell(number, col, text, page=page)) for col, text in enumerate(texts))
        made.append(Row(slots, page, number, 1))
    return Table((page,), 1, (), tuple(made))


def numbered(*serials: str, parts: tuple[int, ...] = ()) -> Numbered:
    rows = [[serial, f"第{n}项工作", "10个"] for n, serial in enumerate(serials)]
    return number_rows(table(rows), (SEQ, NAME, TARGET), parts)


def shown(found: Numbered, at: int = 0) -> list[str]:
    return [row.slots[at].text for row in found.table.rows]


def test_serials_that_run_on_are_kept() -> None:
    found = numbered("1", "2", "3")
    assert (shown(found), found.told) == (["1", "2", "3"], ())


def test_a_form_without_serials_gets_a_column_behind_its_labels() -> None:
    rows = [["甲类", "修路", "10个"], ["", "建桥", "5个"]]
    found = number_rows(table(rows), (LABEL, NAME, TARGET), ())
    assert [column.role for column in found.columns] == ["level1", "seq", "indicator", "target"]
    assert [[slot.text for slot in row.slots] for row in found.table.rows] == [
        ["甲类", "1", "修路", "10个"],
        ["", "2", "建桥", "5个"],
    ]
    (told,) = found.told
    assert (told.severity, told.check, told.page) == ("info", "rows-numbered", 3)
    assert told.what.code == "repair.no-serials"
    assert (found.table.rows[1].slots[1].cell.row, found.table.rows[1].slots[1].cell.col) == (2, 1)
    only = number_rows(table([["甲"], ["乙"]]), (LABEL,), ())
    assert [column.role for column in only.columns] == ["level1", "seq"]


def test_a_column_of_serials_without_numbers_is_filled_and_quoted() -> None:
    blank = numbered("", "☆", "★")
    assert shown(blank) == ["1", "2", "3"]
    (told,) = blank.told
    assert told.what.parameters == {"shown": "☆"}
    assert told.what.code == "repair.serials-no-numbers"


def test_serials_that_slid_out_of_their_column_are_none_that_are_missing() -> None:
    rows = [["", "1", "修路"], ["", "2", "建桥"]]
    found = number_rows(table(rows), (SEQ, NAME, TARGET), ())
    assert found.told == ()
    assert shown(found) == ["", ""]


@pytest.mark.parametrize(
    ("serials", "parts", "again"),
    [
        (("1", "2", "1", "2"), (2,), [3]),
        (("1", "2", "1", "2", "1"), (2, 4), [3, 5]),
        (("1", "2", "1"), (2,), [3]),
        (("1", "2", "1"), (), []),  # a last row alone with a 1 has rather lost a digit
        (("1", "2", "1", "2"), (), [3]),
        (("1", "1", "1"), (), [2, 3]),
        (("1", "1"), (), []),
        (("1", "2", "1", "3"), (2,), []),
        (("1", "2", "4"), (), []),
        (("1", "2", "3", "4"), (2,), []),
        (("2", "3", "1", "2"), (2,), []),
        (("1", "2", "1", "2"), (0, 4), [3]),
    ],
)
def test_serials_that_begin_again_below_a_heading_are_counted_on(
    serials: tuple[str, ...], parts: tuple[int, ...], again: list[int]
) -> None:
    found = numbered(*serials, parts=parts)
    assert [finding.first_seq for finding in found.told] == again
    counted = [str(n) for n in range(1, len(serials) + 1)]
    assert shown(found) == (counted if again else list(serials))


def test_where_serials_begin_again_is_told_with_what_is_printed() -> None:
    (told,) = numbered("1", "2", "1", "2", parts=(2,)).told
    assert (told.severity, told.check, told.page, told.row) == ("warning", "serials-again", 3, 3)
    assert told.what.parameters == {"shown": "1", "row": 3}
