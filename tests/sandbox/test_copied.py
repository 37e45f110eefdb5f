"""A confined copy of a process: bounded and mortal as one of its own, with nothing imported again."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

# The tests' own process may have threads, of which a copy would know nothing.
SCRIPT = """if True:
    from pipeline.errors import PipelineError
    from pipeline.sandbox.copied import ConfinedCopy
    from pipeline.sandbox.limits import Limits
    import tests.hostile.deeds
    with ConfinedCopy(Limits({limits})) as process:
        process.start("tests.hostile.deeds:{deed}")
        try:
            print("done", process.result("file.pdf", lambda *_: None).check)
        except PipelineError as error:
            print(error.code)
        print(process.running)
"""


def comes_to(deed: str, limits: str = "") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(deed=deed, limits=limits)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_a_copy_answers_and_goes_on() -> None:
    assert comes_to("answer") == ["done check", "True"]


@pytest.mark.parametrize(
    ("deed", "limits", "code"),
    [
        ("crash", "", "sandbox.crashed-by-signal"),
        ("leave", "", "sandbox.crashed-with-exit"),
        ("hang", "page_seconds=1", "sandbox.stuck-idle"),
        ("spin", "page_seconds=1", "sandbox.stuck-working"),
    ],
)
def test_what_crashes_or_hangs_ends_alone(deed: str, limits: str, code: str) -> None:
    assert comes_to(deed, limits) == [code, "False"]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
def test_memory_counts_from_what_there_is_at_the_copy() -> None:
    assert comes_to("devour", "memory_mb=200") == ["sandbox.too-much-memory", "False"]
