"""Half of the work in a copy of this process: the same results and errors as in turn."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from pipeline.validate import halves
from pipeline.validate.halves import in_halves, in_turn

SIZES = [5, 1, 1, 3, 2]
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "_has_two_processors", lambda: sys.platform == "linux")


def test_results_stand_in_order() -> None:
    assert in_halves(lambda number: number * 10, SIZES) == [0, 10, 20, 30, 40]
    assert in_turn(lambda number: number * 10, SIZES) == [0, 10, 20, 30, 40]


def test_nothing_to_do_gives_nothing() -> None:
    assert in_halves(lambda number: number, []) == []


@only_linux
def test_half_of_it_is_done_elsewhere() -> None:
    done_by = in_halves(lambda _: os.getpid(), SIZES)
    mine = [size for size, process in zip(SIZES, done_by, strict=True) if process == os.getpid()]
    assert sum(mine) == sum(SIZES) / 2


def test_an_error_is_raised_wherever_the_work_was() -> None:
    def work(number: int) -> int:
        if number in failing:
            raise ValueError(f"item {number}")
        return number

    for failing in ({0}, {3}, {1}, {2}, {4}):
        with pytest.raises(ValueError, match=f"item {min(failing)}"):
            in_halves(work, SIZES)


@only_linux
def test_what_a_copy_that_dies_leaves_is_done_here() -> None:
    original = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != original:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert in_halves(work, SIZES) == [0, 1, 2, 3, 4]


@only_linux
def test_results_that_cannot_be_sent_are_made_here() -> None:
    made = in_halves(lambda number: (one for one in [number]), SIZES)
    assert [next(one) for one in made] == [0, 1, 2, 3, 4]


def test_without_room_for_a_process_it_is_done_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError("no more processes")

    monkeypatch.setattr(os, "fork", refuse)
    assert in_halves(lambda _: os.getpid(), SIZES) == [os.getpid()] * 5


@only_linux
def test_no_copy_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    fork = os.fork

    def remembered() -> int:
        made.append(fork())
        return made[-1]

    monkeypatch.setattr(os, "fork", remembered)
    in_halves(lambda number: number, SIZES)
    with pytest.raises(ChildProcessError):
        os.waitpid(made[0], os.WNOHANG)
