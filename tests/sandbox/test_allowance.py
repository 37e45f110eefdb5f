"""How long a process is waited for: by what it works, and by the clock where it hangs or is not let."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from pipeline.errors import LimitExceeded
from pipeline.model import Finding
from pipeline.sandbox.allowance import Allowance, End, Moment
from pipeline.sandbox.limits import Limits
from pipeline.sandbox.parent import Confined
from pipeline.sandbox.worker import SLACK
from tests.sandbox.test_parent import LINUX, done


def wide(times: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock a process may take so many times as long."""
    monkeypatch.setattr("pipeline.sandbox.allowance.WIDE", times)
    monkeypatch.setattr("pipeline.sandbox.ends.WIDE", times)


@pytest.mark.parametrize(
    ("passed", "worked", "waited", "left", "end"),
    [
        (7, 7, 0, 3, None),
        (10, 10, 0, 0, End.WORKED),
        (10, 4, 0, 6, None),
        (10, 0.1, 0, 0, End.STILL),
        (10, 0.1, 9, 9.9, None),
        (280, 1, 270, 9, None),
        (295, 1, 290, 5, None),
        (300, 9, 0, 0, End.HELD),
    ],
    ids=[
        "works",
        "has worked",
        "works now and then",
        "idle",
        "in line",
        "in line for long",
        "nearly",
        "too long",
    ],
)
def test_a_process_that_is_seldom_let_work_is_waited_for_and_an_idle_one_is_not(
    passed: float,
    worked: float,
    waited: float,
    left: float,
    end: End | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten seconds of work are allowed, from a moment on when it had some already."""
    wide(30.0, monkeypatch)
    allowed = Allowance(10.0, Moment(100.0, 5.0, 1.0))
    now = Moment(100.0 + passed, 5.0 + worked, 1.0 + waited)
    assert allowed.left(now) == pytest.approx(left)
    assert allowed.end(now) is end


@pytest.mark.slow
@pytest.mark.skipif(not LINUX, reason="the system does not tell what another process has worked")
def test_a_process_that_others_keep_from_working_is_not_told_from_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It stands in line, by the system's own count, until the wide bound by the clock."""
    begun = time.monotonic()
    now = Confined._now

    def in_line(process: Confined) -> Moment:
        found = now(process)
        return Moment(found.wall, found.work, found.wall - begun)

    monkeypatch.setattr(Confined, "_now", in_line)
    wide(2.0, monkeypatch)
    with pytest.raises(LimitExceeded) as caught:
        done("hang", page_seconds=1)
    assert str(caught.value) == (
        "file.pdf: reading is not done after 3 of 8 pages, 2 s by the clock with less than 1 s of processor time; "
        "try again when the machine is less busy, or allow more with --max-page-seconds"
    )


@pytest.mark.slow
def test_where_the_system_tells_nothing_the_process_bounds_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As elsewhere than on Linux."""
    monkeypatch.setattr(Confined, "_now", lambda _: Moment(time.monotonic(), 0.0, time.monotonic()))
    wide(500.0, monkeypatch)
    with pytest.raises(
        LimitExceeded,
        match=r"more processor time than is allowed after 3 of 8 pages; .*--max-page-",
    ):
        done("spin", page_seconds=1)


@pytest.mark.parametrize("pages", [1, 4])
@pytest.mark.parametrize("seconds", [1, 30])
def test_each_step_has_a_bound_of_its_own_by_the_number_of_its_pages(
    seconds: int, pages: int
) -> None:
    with Confined(Limits(page_seconds=seconds)) as process:
        process.start("tests.hostile.deeds:own_bound", pages)
        allowed = process.result("file.pdf", lambda *_: None)
    assert seconds * pages < allowed <= seconds * pages + SLACK


def test_while_nobody_waits_for_an_answer_the_clock_does_not_run() -> None:
    """As for the pictures of pages, which are drawn while the rows are worked on."""
    with Confined(Limits()) as process:
        process.start("tests.hostile.deeds:rest")
        for allowance in (process._whole, process._step):  # begun long ago
            allowance.since = replace(allowance.since, wall=allowance.since.wall - 10_000)
        assert isinstance(process.result("file.pdf", lambda *_: None), Finding)


@pytest.mark.slow
def test_what_waits_now_and_then_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    wide(2.0, monkeypatch)
    with pytest.raises(
        LimitExceeded,
        match=r"is not done after \d+ of 1 pages, 3 s by the clock with .*--max-seconds",
    ):
        done("creep", seconds=1)
