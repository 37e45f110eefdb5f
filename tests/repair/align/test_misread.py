"""Readings of a page image are weighed by what else the notice shows."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Cell, Reading, Row, Slot
from pipeline.repair.align.layout import Alignment
from pipeline.repair.align.misread import READ_OTHERWISE, aligned_readings, readings_of


def row(*texts: str | tuple[str, ...]) -> Row:
    """A row; a cell of several texts is one that witnesses read differently."""
    slots = []
    for col, text in enumerate(texts):
        if isinstance(text, tuple):
            readings = tuple(Reading(f"w{n}", each, 0.9) for n, each in enumerate(text))
            cell = Cell(0, col, text[0], readings=readings)
        else:
            cell = Cell(0, col, text, confidence=0.99, readings=(Reading("w0", text, 0.99),))
        slots.append(Slot(cell))
    return Row(tuple(slots), 1, 0, 1)


def takes(*allowed: Sequence[str]) -> object:
    """An aligner that lets a row stand only where each cell is one of those allowed."""

    def align(texts: Sequence[str]) -> tuple[Alignment, ...]:
        fits = all(text in some for text, some in zip(texts, allowed, strict=True))
        return (Alignment(0.0, tuple(range(len(texts))), (), ()),) if fits else ()

    return align


def texts_of(found: Sequence[Alignment], texts: Sequence[str]) -> list[tuple[float, list[str]]]:
    read = []
    for way in found:
        own = dict(way.otherwise)
        read.append((way.cost, [own.get(at, text) for at, text in enumerate(texts)]))
    return read


def test_a_short_cell_in_doubt_takes_part_with_each_reading() -> None:
    printed = row("3", ("13", "18"))
    found = aligned_readings(printed, ["3", "13"], takes(["3"], ["13", "18"]), 11.0)  # type: ignore[arg-type]
    assert texts_of(found, ["3", "13"]) == [(0.0, ["3", "13"]), (READ_OTHERWISE, ["3", "18"])]


def test_a_reading_that_cannot_stand_there_is_left_out() -> None:
    printed = row("3", ("l8", "18"))
    found = aligned_readings(printed, ["3", "l8"], takes(["3"], ["18"]), 11.0)  # type: ignore[arg-type]
    assert texts_of(found, ["3", "l8"]) == [(READ_OTHERWISE, ["3", "18"])]


def test_words_are_not_weighed() -> None:
    assert readings_of(row(("数字经济核心产业增加值", "数字经济核心产业增加直"))) == {}


def test_a_garbled_cell_is_illegible_and_not_the_end() -> None:
    printed = row("3", "香府")
    found = aligned_readings(printed, ["3", "香府"], takes(["3"], ["", "5"]), 11.0)  # type: ignore[arg-type]
    assert [way.otherwise for way in found] == [((1, ""),)]


def test_of_many_garbled_cells_those_least_sure_are_illegible() -> None:
    texts = ["3", "香府", "竹收", "日标", "个"]
    printed = row("3", ("香府", "青府"), ("竹收", "什收"), ("日标", "目标"), "个")
    align = takes(["3"], ["", "5"], [""], [""], ["个"])
    found = aligned_readings(printed, texts, align, 11.0)  # type: ignore[arg-type]
    assert [way.otherwise for way in found] == [((1, ""), (2, ""), (3, ""))]


def test_a_printed_cell_that_fits_nowhere_is_not_explained_away() -> None:
    printed = Row((Slot(Cell(0, 0, "香府")),), 1, 0, 1)
    assert aligned_readings(printed, ["香府"], takes([""]), 11.0) == ()  # type: ignore[arg-type]


def test_of_a_printed_row_one_cell_may_be_left_unread() -> None:
    slots = [Slot(Cell(0, col, text)) for col, text in enumerate(["3", "/ 6", "8"])]
    printed = Row(tuple(slots), 1, 0, 1)
    found = aligned_readings(printed, ["3", "/ 6", "8"], takes(["3"], [""], ["8"]), 11.0)  # type: ignore[arg-type]
    assert [way.otherwise for way in found] == [((1, ""),)]
