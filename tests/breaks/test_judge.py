"""The judge tells right, marked, silent and false alarms apart, and the rule what nothing tells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.breaks.adapter import Answer
from tests.breaks.judge import Judgement, judge
from tests.breaks.model import (
    UP,
    Align,
    Cell,
    Document,
    Look,
    PageBreak,
    Placement,
    Table,
    Text,
    cells_of,
)
from tests.breaks.places import Break, breaks_of
from tests.breaks.undecidable import joints, undecidable

LOOK = Look(400, 200, 24, 9, 1.2, 2)
GRID = [["No", "Name"], ["1", "pump"], ["2", "chair"], ["3", "a long cable"], ["4", "paint"]]


def table(grid: list[list[str]] = GRID, **how: Any) -> Table:
    columns = len(grid[0])
    aligns: tuple[Align, ...] = tuple("left" for _ in range(columns))
    return Table(cells_of(grid), 1, (1.0,) * columns, aligns, **how)


def document(*blocks: Table | Text | PageBreak) -> Document:
    return Document("test", "en", 1, LOOK, blocks)


def placement(
    made: Document,
    starts: dict[int, tuple[int, int]],
    torn: dict[tuple[int, str], str] | None = None,
) -> Placement:
    """Each table's rows: on page ``starts[table][0]`` up to row ``starts[table][1]``, on the next from there on.

    ``torn`` gives a cell's text that stands above, the rest stands on the next page.
    """
    found = Placement(pages=max(page for page, _ in starts.values()) + 1)
    for number, own in enumerate(made.tables):
        page, until = starts[number]
        for index, cell in enumerate(own.cells):
            upper = (torn or {}).get((number, cell.text))
            if upper is not None:
                found.add(number, index, page, upper)
                found.add(number, index, page + 1, cell.text[len(upper) :])
            elif cell.text:
                found.add(number, index, page + (cell.row >= until), cell.text)
    return found


def answer(
    *tables: list[list[str]],
    findings: list[dict[str, Any]] | None = None,
    pages: tuple[int, ...] = (),
) -> Answer:
    read = [
        {
            "pages": [1, 2],
            "header_rows": 1,
            "cells": [_cell(cell, pages) for cell in cells_of(grid)],
        }
        for grid in tables
    ]
    return Answer(read, [], findings or [])


def _cell(cell: Cell, pages: tuple[int, ...]) -> dict[str, Any]:
    page = pages[cell.row] if cell.row < len(pages) else 1
    return {
        "row": cell.row, "col": cell.col, "rowspan": cell.rowspan, "colspan": cell.colspan, "text": cell.text,
        "page": page,
    }  # fmt: skip


def warning(
    message: str, page: int | None = 2, row: int | None = None, severity: str = "warning"
) -> dict[str, Any]:
    return {
        "severity": severity,
        "check": "some-check",
        "message": message,
        "page": page,
        "row": row,
        "col": None,
    }


def outcomes(judgement: Judgement) -> list[str]:
    return [verdict.outcome for verdict in judgement.verdicts]


GLUED = [GRID[0], GRID[1], ["23", "chaira long cable"], GRID[4]]


@pytest.fixture
def made() -> Document:
    return document(table())


def test_a_table_read_as_it_is_is_right(made: Document) -> None:
    assert outcomes(judge(made, placement(made, {0: (1, 3)}), answer(GRID))) == ["right"]


def test_two_rows_made_one_is_silent_where_nothing_is_said(made: Document) -> None:
    judgement = judge(made, placement(made, {0: (1, 3)}), answer(GLUED))
    assert outcomes(judgement) == ["silent"]
    assert not judgement.silent  # nothing away from the break


@pytest.mark.parametrize(
    ("finding", "outcome"),
    [
        (warning("the row 'chair' may go on"), "marked"),
        (warning("a row was made one: 'a long …'"), "marked"),
        (warning("rows were joined", row=1), "marked"),
        (warning("the tables were joined"), "silent"),
        (warning("the row 'chair' may go on", page=3), "silent"),
        (warning("the row 'chair' may go on", severity="info"), "silent"),
        (warning("the row 'paint' may go on"), "silent"),
    ],
)
def test_a_warning_marks_where_it_gives_page_and_row_or_a_text(
    made: Document, finding: dict[str, Any], outcome: str
) -> None:
    read = answer(GLUED, findings=[finding])
    assert outcomes(judge(made, placement(made, {0: (1, 3)}), read)) == [outcome]


def test_a_warning_at_a_right_break_is_a_false_alarm(made: Document) -> None:
    judgement = judge(
        made, placement(made, {0: (1, 3)}), answer(GRID, findings=[warning("'chair' may go on")])
    )
    assert outcomes(judgement) == ["alarm"]


def test_a_warning_on_a_page_without_a_break_is_counted_elsewhere(made: Document) -> None:
    judgement = judge(
        made, placement(made, {0: (1, 3)}), answer(GRID, findings=[warning("'chair'", page=7)])
    )
    assert outcomes(judgement) == ["right"]
    assert judgement.alarms == ["some-check: 'chair'"]


def test_a_row_dropped_away_from_the_break_is_counted_elsewhere(made: Document) -> None:
    judgement = judge(made, placement(made, {0: (1, 4)}), answer([GRID[0], *GRID[2:]]))
    assert outcomes(judgement) == ["right"]
    assert [fault.kind for fault in judgement.silent] == ["row"]


def test_rows_dropped_below_the_break_are_the_breaks(made: Document) -> None:
    judgement = judge(made, placement(made, {0: (1, 2)}), answer([*GRID[:2], GRID[4]]))
    assert outcomes(judgement) == ["silent"]
    assert not judgement.silent


def test_a_row_cut_in_two_and_not_made_one_is_silent(made: Document) -> None:
    halves = [*GRID[:3], ["3", "a long"], ["", " cable"], GRID[4]]
    placed = placement(made, {0: (1, 4)}, {(0, "a long cable"): "a long"})
    assert breaks_of(made, placed) == (Break(1, (0, 3), (0, 3)),)
    assert outcomes(judge(made, placed, answer(halves))) == ["silent"]


def test_a_table_kept_in_two_is_silent(made: Document) -> None:
    read = answer(GRID[:3], GRID[3:])
    assert outcomes(judge(made, placement(made, {0: (1, 3)}), read)) == ["silent"]


def test_a_heading_read_as_a_row_is_silent(made: Document) -> None:
    read = answer([*GRID[:3], GRID[0], *GRID[3:]])
    assert outcomes(judge(made, placement(made, {0: (1, 3)}), read)) == ["silent"]


def test_another_count_of_heading_rows_is_counted_elsewhere(made: Document) -> None:
    read = answer(GRID)
    read.tables[0]["header_rows"] = 2
    judgement = judge(made, placement(made, {0: (1, 3)}), read)
    assert (outcomes(judgement), [fault.kind for fault in judgement.silent]) == (
        ["right"],
        ["heading"],
    )


def test_a_merged_cell_that_ends_at_the_break_is_silent() -> None:
    grid = [["Area", "Name"], ["North", "pump"], [UP, "chair"], [UP, "cable"], ["South", "paint"]]
    made = document(table(grid))
    parted = [*grid[:3], ["", "cable"], grid[4]]
    placed = placement(made, {0: (1, 3)})
    assert outcomes(judge(made, placed, answer(grid))) == ["right"]
    assert outcomes(judge(made, placed, answer(parted))) == ["silent"]


def test_two_tables_made_one_is_silent_and_kept_apart_is_right() -> None:
    other = [["No", "Place"], ["1", "Ashford"], ["2", "Westport"]]
    made = document(table(), PageBreak(), table(other))
    placed = placement(made, {0: (1, 99), 1: (2, 99)})
    placed.pages = 2
    assert outcomes(judge(made, placed, answer([*GRID, *other]))) == ["silent"]
    assert outcomes(judge(made, placed, answer([*GRID, *other[1:]]))) == ["silent"]
    assert outcomes(judge(made, placed, answer(GRID, other))) == ["right"]


def test_tables_of_other_widths_make_no_break() -> None:
    made = document(table(), PageBreak(), table(breadth=0.5))
    placed = placement(made, {0: (1, 99), 1: (2, 99)})
    placed.pages = 2
    assert breaks_of(made, placed) == ()


def test_of_equal_rows_from_the_break_on_any_that_is_missing_is_the_breaks() -> None:
    grid = [["Day", "Who"], *[["Monday", "Anna"]] * 6]
    made = document(table(grid))
    judgement = judge(
        made, placement(made, {0: (1, 4)}), answer(grid[:-1], pages=(1, 1, 1, 1, 2, 2))
    )
    assert (outcomes(judgement), judgement.silent) == (["silent"], [])


def test_a_document_that_is_refused_is_counted_so(made: Document) -> None:
    assert outcomes(
        judge(made, placement(made, {0: (1, 3)}), Answer(refused="SourceError: no"))
    ) == ["refused"]


def test_texts_are_parted_behind_sentences_and_between_paragraphs() -> None:
    assert joints("One. Two.") == {4}
    assert joints("甲。乙") == {2}
    assert joints("甲\n乙丙") == {1}
    assert joints("1.5 of 2") == set()


SENTENCES = [
    ["Item", "Text"],
    ["a", "One. Two."],
    ["b", "Three. Four."],
    ["c", "Five. Six."],
    ["d", "Seven. Eight."],
]


def test_a_cut_row_with_a_blank_where_no_row_has_one_can_be_told() -> None:
    made = document(table(SENTENCES))
    placed = placement(made, {0: (1, 3)}, {(0, "Three. Four."): "Three."})
    (at,) = breaks_of(made, placed)
    assert at.cut
    assert undecidable(made, placed, at) == ""


@pytest.mark.parametrize(
    ("upper", "open_", "told"),
    [("Three.", False, False), ("Three", False, True), ("Three.", True, True)],
)
def test_a_row_cut_between_whole_halves_cannot_be_told(upper: str, open_: bool, told: bool) -> None:
    made = document(table([["Text"], *([row[1]] for row in SENTENCES[1:])], open=open_))
    placed = placement(made, {0: (1, 3)}, {(0, "Three. Four."): upper})
    (at,) = breaks_of(made, placed)
    assert (undecidable(made, placed, at) == "") is told


def test_an_equal_table_anew_cannot_be_told_but_for_a_line_or_a_number() -> None:
    plain = [["Name", "Place"], ["pump", "Ashford"], ["chair", "Easton"], ["cable", "Westport"]]
    other = [["Name", "Place"], ["paint", "Oakfield"], ["glass", "Harrow"], ["timber", "Millbrook"]]
    at = Break(1, (0, 3), (1, 0))
    bare = document(table(plain), PageBreak(), table(other))
    captioned = document(table(plain), Text("North", "caption", new_page=True), table(other))
    numbered = document(table(), PageBreak(), table())
    placed = Placement(pages=2)
    assert undecidable(bare, placed, at)
    assert undecidable(captioned, placed, at) == ""
    assert undecidable(numbered, placed, at) == ""


def test_a_warning_where_nothing_tells_is_no_false_alarm() -> None:
    made = document(table([["Text"], *([row[1]] for row in SENTENCES[1:])]))
    placed = placement(made, {0: (1, 3)}, {(0, "Three. Four."): "Three."})
    read = answer(
        [["Text"], *([row[1]] for row in SENTENCES[1:])], findings=[warning("'Three.' may go on")]
    )
    (verdict,) = judge(made, placed, read).verdicts
    assert (verdict.outcome, bool(verdict.reason)) == ("marked", True)
