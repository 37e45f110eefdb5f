"""A confined copy of a process: bounded and mortal as one of its own, with nothing imported again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

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
    return printed(SCRIPT.format(deed=deed, limits=limits))


def printed(script: str) -> list[str]:
    """The lines that a program prints, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_a_copy_answers_and_goes_on() -> None:
    assert comes_to("answer") == ["done check", "True"]


@pytest.mark.slow
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


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has open is listed on Linux")
def test_a_copy_has_none_of_the_files_and_handlers_of_the_original(tmp_path: Path) -> None:
    """A parser that is taken over finds nothing open that it was not given."""
    (tmp_path / "secret").touch()
    found = printed(
        f"""if True:
        import signal
        from pipeline.sandbox.copied import ConfinedCopy
        from pipeline.sandbox.limits import Limits
        held = open({str(tmp_path / "secret")!r})
        signal.signal(signal.SIGTERM, lambda *_: print("no"))
        with ConfinedCopy(Limits()) as process:
            process.start("tests.hostile.deeds:look_around")
            print(process.result("file.pdf", lambda *_: None).message)
        print(held.read() == "", callable(signal.getsignal(signal.SIGTERM)))
        """
    )
    assert found == ["['/dev/null'] [] 1", "True True"]


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the system tells on Linux alone")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "kind"),
    [
        pytest.param("pass", "ConfinedCopy", marks=LINUX),
        (
            "import threading; threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
            "Confined",
        ),
        ("held = [str(number) * 9 for number in range(5_000_000)]", "Confined"),
    ],
    ids=["small, one thread", "two threads", "large"],
)
def test_a_process_is_copied_where_it_is_small_and_has_one_thread(before: str, kind: str) -> None:
    """Of other threads a copy would have the locks and not the threads."""
    found = printed(
        f"""if True:
        import time
        from pipeline.sandbox.copied import confined
        from pipeline.sandbox.limits import Limits
        {before}
        print(type(confined(Limits())).__name__)
        """
    )
    assert found == [kind]


def test_a_copy_that_cannot_go_on_tells_by_its_exit() -> None:
    """As a process of its own does: what it was asked for is no function."""
    assert comes_to("nothing_of_that_name") == ["sandbox.broken", "True"]


def test_a_copy_ends_with_the_original(tmp_path: Path) -> None:
    """The kernel ends it, or the closed pipe does."""
    script = f"""if True:
        import os
        from pathlib import Path
        from pipeline.sandbox.copied import ConfinedCopy
        from pipeline.sandbox.limits import Limits
        process = ConfinedCopy(Limits()).__enter__()
        process.start("tests.hostile.deeds:hang")
        Path({str(tmp_path / "number")!r}).write_text(str(process._process.pid))
        os._exit(0)
        """
    printed(script)
    number = int((tmp_path / "number").read_text())
    for _ in range(200):
        try:
            os.kill(number, 0)
        except OSError:
            return
        time.sleep(0.05)
    pytest.fail("it is still there")
