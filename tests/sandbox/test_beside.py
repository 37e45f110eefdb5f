"""A second process that shares a confined one's work: nothing of how it ends is seen from outside."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.sandbox.test_copied import printed
from tests.sandbox.test_parent import is_gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there are two on Linux")

SCRIPT = """if True:
    from pipeline.errors import PipelineError
    from pipeline.sandbox.copied import ConfinedCopy
    from pipeline.sandbox.limits import Limits
    from pipeline.sandbox.second import Crowded
    import tests.hostile.deeds
    parts, told = [], []
    with ConfinedCopy(Limits({limits}), is_shared=True) as process:
        process.start("tests.hostile.deeds:share", {how!r})
        try:
            tell = lambda stage, done, of: told.append(done)
            print(process.result("file.pdf", tell, parts.append).message)
        except Crowded:
            print("crowded")
        except PipelineError as error:
            print(error.code, error)
    print(*parts)
"""


def comes_to(how: str, limits: str = "") -> list[str]:
    return printed(SCRIPT.format(how=how, limits=limits))


def test_what_the_second_hands_on_comes_with_what_the_first_does() -> None:
    """Of three parts the first takes two."""
    assert comes_to("well") == ["well True True", "first a b last"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "how", ["is killed", "crashes", "leaves", "fails", "needs memory", "spins"]
)
def test_a_second_that_does_not_come_to_its_end_is_as_none(how: str) -> None:
    assert comes_to(f"second {how}", "page_seconds=1") == ["None False True", "first last"]


@pytest.mark.parametrize("how", ["crashes", "needs memory"])
def test_a_first_that_may_have_wanted_for_memory_may_be_alone(how: str) -> None:
    assert comes_to(f"first {how}")[0] == "crowded"


@pytest.mark.parametrize("how", ["first is killed", "first fails"])
def test_how_else_a_first_ends_is_told_as_ever(how: str) -> None:
    told, parts = comes_to(how)
    assert told != "crowded"
    assert parts == "first"


@pytest.mark.slow
@pytest.mark.parametrize("how", ["hangs", "spins"])
def test_a_first_that_is_stuck_has_the_time_of_one_page(how: str) -> None:
    (told, parts) = comes_to(f"first {how}", "page_seconds=1")
    assert told.startswith("sandbox.stuck-")
    assert "more than 1 s" in told
    assert parts == "first"


@pytest.mark.slow
def test_a_first_that_is_at_a_page_image_has_the_time_of_one() -> None:
    """What the second sends meanwhile takes none of it away."""
    assert comes_to("first takes long", "page_seconds=1")[0] == "well True True"


def test_no_second_is_left_over() -> None:
    (told, _) = comes_to("number")
    assert is_gone(int(told.split()[0]))


def test_a_second_ends_with_the_command() -> None:
    script = """if True:
        import os, signal, time
        from pipeline.sandbox.copied import ConfinedCopy
        from pipeline.sandbox.limits import Limits
        import tests.hostile.deeds
        process = ConfinedCopy(Limits(), is_shared=True).__enter__()
        process.start("tests.hostile.deeds:share", "second hangs")
        process._wait(process._here, "file.pdf")
        first = process._process.pid
        while True:
            children = open(f"/proc/{first}/task/{first}/children").read().split()
            if children:
                break
            time.sleep(0.01)
        print(first, *children, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    first, second = map(int, done.stdout.split())
    assert is_gone(first)
    assert is_gone(second)
